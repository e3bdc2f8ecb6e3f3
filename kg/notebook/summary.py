"""What a graph holds, as a notebook shows it: its lists, and how many things of the main kinds."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.asking.opened import Opened

#: Lists shown by name; of the others their number is given.
MOST_SHOWN: Final = 10
_LISTS: Final = """
SELECT ?title ?publisher ?rows {
  ?list a dcat:Dataset ; dct:title ?title ; qz:rowCount ?rows
  OPTIONAL { ?list dct:publisher/foaf:name ?publisher }
} ORDER BY ?title ?publisher ?list
"""
_COUNTS: Final = {
    "权责事项": "qz:PowerItem",
    "法规文件": "eli:LegalResource",
    "引用": "qz:Citation",
    "法律责任": "qz:Sanction",
}


def html(graph: Opened) -> str:
    """A heading with the counts and a table of the lists, without script or style from elsewhere."""
    lists = graph.query(_LISTS)
    counts = "，".join(f"{name}{_number(graph, kind)}" for name, kind in _COUNTS.items())
    rows = "".join(
        f"<tr><td>{_cell(row['title'])}</td><td>{_cell(row['publisher'])}</td><td>{_cell(row['rows'])}</td></tr>"
        for row in lists[:MOST_SHOWN]
    )
    rest = f"<p>另有{len(lists) - MOST_SHOWN}份清单。</p>" if len(lists) > MOST_SHOWN else ""
    return (
        f"<p>权责清单图谱 {escape(graph.address or str(graph.folder))}：清单{len(lists)}，{counts}</p>"
        f"<table><thead><tr><th>清单</th><th>公布机关</th><th>条目</th></tr></thead><tbody>{rows}</tbody></table>{rest}"
    )


def _number(graph: Opened, kind: str) -> int:
    (row,) = graph.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a {kind} }}")
    return int(row["n"])


def _cell(value: object) -> str:
    return "" if value is None else escape(str(value))
