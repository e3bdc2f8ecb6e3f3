"""``quanze stats``: how much of everything the graph holds."""

import csv
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.asking.stats import stats as count
from kg.doors import console
from kg.doors.graph import open_graph


class Form(StrEnum):
    """The forms counts are written in."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def stats(
    graph: Annotated[Path, typer.Option("-g", "--graph", help="The folder a build wrote.")] = Path("exports"),
    form: Annotated[Form, typer.Option("--output-format", help="How to write the counts.")] = Form.TABLE,
) -> None:
    """数一数: count what the graph holds: rows, items, documents, citations, sanctions.

    Example: quanze stats --output-format json
    """
    opened = open_graph(graph)
    found = count(opened.store, opened.prefixes)
    if form is Form.JSON:
        counts = {statistic.key: statistic.count for statistic in found}
        console.out(json.dumps(counts, ensure_ascii=False, indent=2) + "\n")
    elif form is Form.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(("key", "label", "count"))
        writer.writerows((statistic.key, statistic.label.strip(), statistic.count) for statistic in found)
    else:
        rows = [(statistic.label, str(statistic.count), statistic.key) for statistic in found]
        console.table(("项目", "数量", "key"), rows, right=frozenset({1}))
