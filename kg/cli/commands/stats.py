"""``quanze stats``: how much of everything the graph holds."""

import csv
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.asking.stats import stats as count
from kg.cli import console
from kg.cli.endpoints import EndpointOption, open_either
from kg.cli.interruptible import finished
from kg.cli.parts import Bodies, InLists, MergeVariants, Places, Types, selection


class CountFormat(StrEnum):
    """The forms counts are written in."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def stats(
    graph: Annotated[Path, typer.Option("-g", "--graph", help="quanze build 写入的文件夹。")] = Path("exports"),
    endpoint: EndpointOption = None,
    form: Annotated[CountFormat, typer.Option("--output-format", help="table 或者 json。")] = CountFormat.TABLE,
    in_list: InLists = None,
    place: Places = None,
    body: Bodies = None,
    power_type: Types = None,
    merge_variants: MergeVariants = False,
) -> None:
    """统计图谱中各类内容的数量：清单数据行、权责事项、法规文件、引用、法律责任等。

    示例：quanze stats --output-format json
    """
    whole = open_either(endpoint, graph)
    opened = whole.part(selection(in_list, place, body, power_type), merge=merge_variants)
    statistics = finished(lambda: count(opened.store, opened.prefixes))
    if form is CountFormat.JSON:
        counts = {statistic.key: statistic.count for statistic in statistics}
        console.out(json.dumps(counts, ensure_ascii=False, indent=2) + "\n")
    elif form is CountFormat.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(("key", "label", "count"))
        writer.writerows((statistic.key, statistic.label.strip(), statistic.count) for statistic in statistics)
    else:
        rows = [(statistic.label, str(statistic.count), statistic.key) for statistic in statistics]
        console.table(("项目", "数量", "键"), rows, right=frozenset({1}))
