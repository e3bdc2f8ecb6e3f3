"""``quanze search``: find things by what they are called and what they print."""

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.asking.built_folder import STORE, base_of
from kg.asking.lookup.search import FILE, Hit, opened
from kg.asking.opened import open_endpoint
from kg.asking.query import short
from kg.asking.resolve import identifiers, resolve
from kg.cli import console
from kg.cli.endpoints import EndpointOption
from kg.cli.interruptible import finished
from kg.errors import Problem
from kg.graph.kinds import kind as kind_of
from kg.graph.store import read_only
from kg.graph.terms import prefixes
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
    library: Annotated[Path | None, typer.Option("--library", help="法规库所在文件夹；所查到的条文列在最后。")] = None,
) -> None:
    """查找法规文件、条款、权责事项、机构和原文，按相符程度排列。

    劳动法39、劳动法第三十九条、ldf39、第三十九条均可查到该条；〔2019〕与 [2019] 视为相同。
    有法规库（quanze laws）时，含有所输入文字的现行条文列在最后。

    示例：quanze search 劳动法39 · quanze search 扣押 押金 --kind 事项 · quanze search jycjf --output-format json
    """
    if not "".join(words).strip():
        raise Problem("", "请输入要查找的文字", "say what to search for")
    hits, names = _found(" ".join(words), kind, limit, endpoint, graph)
    if len(hits) < limit and kind in {"", "条款", "provision"}:
        hits += _articles(library, words, limit - len(hits), {hit.iri for hit in hits})
    if form is HitFormat.TABLE:
        columns = ("类别", "名称", "相关条目数", "原文", "标识")
        console.table(columns, [(*_cells(hit), _short(hit, names)) for hit in hits], right=frozenset({2}))
        console.say(f"{len(hits)}条" + ("（用 --limit 显示更多）" if len(hits) == limit else ""))
    else:
        console.out_bytes(_written(hits, form))


def _found(typed: str, kind: str, limit: int, endpoint: str | None, graph: Path) -> tuple[list[Hit], Mapping[str, str]]:
    """What is found in the endpoint, else in the folder, and the prefixes known there."""
    if endpoint:
        asked = open_endpoint(endpoint)
        return finished(lambda: asked.search(typed, kind, limit)), asked.prefixes
    names = prefixes(base_of(graph))
    store = read_only(graph / STORE) if identifiers(typed, names) else None
    with opened(graph / FILE) as index:
        return resolve(index, typed, names, kind=kind, limit=limit, store=store), names


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
    return [Hit("provision", one.iri, one.name, 0, one.quote) for one in hits if one.iri not in named][:limit]


def _cells(hit: Hit) -> tuple[str, str, str, str]:
    return kind_of(hit.kind).name, hit.name, str(hit.uses or ""), hit.quote


def _short(hit: Hit, names: Mapping[str, str]) -> str:
    from pyoxigraph import NamedNode  # noqa: PLC0415 - only where a table is shown

    return short(NamedNode(hit.iri), names)


def _written(hits: list[Hit], form: HitFormat) -> bytes:
    columns = ("kind", "name", "uses", "quote", "iri")
    rows = [(hit.kind, hit.name, hit.uses, hit.quote, hit.iri) for hit in hits]
    if form is HitFormat.JSON:
        return (
            json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=2) + "\n"
        ).encode()
    if form is HitFormat.CSV:
        return table(columns, rows)
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows([columns, *rows])
    return text.getvalue().encode()
