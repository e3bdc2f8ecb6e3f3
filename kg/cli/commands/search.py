"""``quanze search``: find things by what they are called and what they print."""

import csv
import io
import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.asking import search as searching
from kg.asking.built_folder import base_of
from kg.asking.query import short
from kg.cli import console
from kg.errors import Problem
from kg.graph.terms import prefixes
from kg.output.csv_tables import table


class HitFormat(StrEnum):
    """The forms findings are written in; csv is for spreadsheets, tsv for programs."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"


def search(
    words: Annotated[list[str], typer.Argument(help="Words, a title, a number, a code, initials in pinyin.")],
    kind: Annotated[str, typer.Option("--kind", help="文件 条款 事项 机构 原文 …, or document provision item …")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 20,
    form: Annotated[HitFormat, typer.Option("--output-format", help="table, csv, tsv or json.")] = HitFormat.TABLE,
    graph: Annotated[Path, typer.Option("-g", "--graph", help="The folder a build wrote.")] = Path("exports"),
) -> None:
    """查找: find documents, provisions, items, offices and printed words, best first.

    劳动法39, 劳动法第三十九条, ldf39 and 第三十九条 find the article; 〔2019〕 and [2019] are one.

    Examples: quanze search 劳动法39 · quanze search 扣押 押金 --kind 事项 · quanze search jycjf --output-format json
    """
    if not "".join(words).strip():
        raise Problem("", "请给出要找的词", "say what to search for")
    hits = searching.search(graph / searching.FILE, " ".join(words), kind=kind, limit=limit)
    if form is HitFormat.TABLE:
        names = prefixes(base_of(graph))
        columns = ("种类", "名称", "用到", "原文", "标识")
        console.table(columns, [(*_cells(hit), _short(hit, names)) for hit in hits], right=frozenset({2}))
        console.say(f"{len(hits)} 条" + (" (--limit 可看更多)" if len(hits) == limit else ""))
    else:
        console.out_bytes(_written(hits, form))


def _cells(hit: searching.Hit) -> tuple[str, str, str, str]:
    return searching.KINDS[hit.kind], hit.name, str(hit.uses or ""), hit.quote


def _short(hit: searching.Hit, names: dict[str, str]) -> str:
    from pyoxigraph import NamedNode  # noqa: PLC0415 - only where a table is shown

    return short(NamedNode(hit.iri), names)


def _written(hits: list[searching.Hit], form: HitFormat) -> bytes:
    columns = ("kind", "name", "uses", "quote", "iri")
    if form is HitFormat.JSON:
        return (json.dumps([asdict(hit) for hit in hits], ensure_ascii=False, indent=2) + "\n").encode()
    rows = [(hit.kind, hit.name, hit.uses, hit.quote, hit.iri) for hit in hits]
    if form is HitFormat.CSV:
        return table(columns, rows)
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows([columns, *rows])
    return text.getvalue().encode()
