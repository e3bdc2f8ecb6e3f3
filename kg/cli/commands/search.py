"""``quanze search``: find things by what they are called and what they print."""

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping
from enum import StrEnum
from itertools import repeat
from pathlib import Path
from typing import Annotated

import typer

from kg.asking.lookup.search import Hit
from kg.asking.origin import LIST, PLACE, named_origins
from kg.asking.query import short
from kg.cli import console
from kg.cli.endpoints import EndpointOption, open_either
from kg.cli.interruptible import finished
from kg.cli.parts import Bodies, InLists, MergeVariants, Places, Types, selection
from kg.errors import Problem
from kg.graph.kinds import kind as kind_of
from kg.output.csv_tables import table


class HitFormat(StrEnum):
    """The forms findings are written in; csv is for spreadsheets, tsv for programs."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"


def search(
    words: Annotated[list[str], typer.Argument(help="文字、标题、文号、编码或者拼音首字母。")],
    kind: Annotated[
        str,
        typer.Option(
            "--kind", help="类别：法规文件、条款、权责事项、机构、原文等，或者 document、provision、item 等。"
        ),
    ] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="最多显示多少条。")] = 20,
    form: Annotated[HitFormat, typer.Option("--output-format", help="table、csv、tsv 或者 json。")] = HitFormat.TABLE,
    graph: Annotated[Path, typer.Option("-g", "--graph", help="quanze build 写入的文件夹。")] = Path("exports"),
    endpoint: EndpointOption = None,
    in_list: InLists = None,
    place: Places = None,
    body: Bodies = None,
    power_type: Types = None,
    merge_variants: MergeVariants = False,
    library: Annotated[Path | None, typer.Option("--library", help="法规库所在文件夹；所查到的条文列在最后。")] = None,
) -> None:
    """查找法规文件、条款、权责事项、机构和原文，按相符程度排列。

    劳动法39、劳动法第三十九条、ldf39、第三十九条均可查到该条；〔2019〕与 [2019] 视为相同。
    图谱有多份清单时，注明所在的清单和地区。有法规库（quanze laws）时，含有所输入文字的现行条文列在最后。

    示例：quanze search 劳动法39 · quanze search 扣押 押金 --kind 事项 · quanze search jycjf --output-format json
    """
    if not "".join(words).strip():
        raise Problem("", "请输入要查找的文字", "say what to search for")
    whole = open_either(endpoint, graph)
    opened = whole.part(selection(in_list, place, body, power_type), merge=merge_variants)
    hits = finished(lambda: opened.search(" ".join(words), kind, limit))
    if len(hits) < limit and kind in {"", "条款", "provision"}:
        hits += _articles(library, words, limit - len(hits), {hit.iri for hit in hits})
    where = named_origins([hit.iri for hit in hits], opened.store, opened.prefixes)
    if form is HitFormat.TABLE:
        _show(hits, where, opened.prefixes)
        console.say(f"{len(hits)}条" + ("（用 --limit 显示更多）" if len(hits) == limit else ""))
    else:
        console.out_bytes(_written(hits, where, form))


def _articles(asked: Path | None, words: list[str], limit: int, named: set[str]) -> list[Hit]:
    """Articles of the statute library that hold the words, where there is a library."""
    from kg.laws.folder import chosen  # noqa: PLC0415 - only where a library is asked
    from kg.laws.full_text import articles_with  # noqa: PLC0415
    from kg.laws.library import Library, there  # noqa: PLC0415

    folder = chosen(asked)
    if asked is None and not there(folder):
        return []
    today = dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat()
    with Library(folder) as shelf:
        hits = articles_with(shelf, words, today, limit + len(named))
    return [Hit("provision", hit.iri, hit.name, 0, hit.quote) for hit in hits if hit.iri not in named][:limit]


def _show(hits: list[Hit], where: list[tuple[str, str]], names: Mapping[str, str]) -> None:
    """A table for people; ``where`` are list and place of each, empty where there is one list."""
    columns = ("类别", "名称", *((LIST, PLACE) if where else ()), "相关条目数", "原文", "标识")
    rows = [
        (kind_of(hit.kind).name, hit.name, *origin, str(hit.uses or ""), hit.quote, _short(hit, names))
        for hit, origin in zip(hits, where or repeat(()), strict=False)
    ]
    console.table(columns, rows, right=frozenset({columns.index("相关条目数")}))


def _short(hit: Hit, names: Mapping[str, str]) -> str:
    from pyoxigraph import NamedNode  # noqa: PLC0415 - only where a table is shown

    return short(NamedNode(hit.iri), names)


def _written(hits: list[Hit], where: list[tuple[str, str]], form: HitFormat) -> bytes:
    columns = ("kind", "name", "uses", "quote", "iri", *(("list", "place") if where else ()))
    rows = [
        (hit.kind, hit.name, hit.uses, hit.quote, hit.iri, *origin)
        for hit, origin in zip(hits, where or repeat(()), strict=False)
    ]
    if form is HitFormat.JSON:
        return (
            json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=2) + "\n"
        ).encode()
    if form is HitFormat.CSV:
        return table(columns, rows)
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows([columns, *rows])
    return text.getvalue().encode()
