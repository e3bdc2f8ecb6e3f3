"""``quanze review``: what reviewers found, put into the graph and compared."""

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import console
from kg.errors import Problem

if TYPE_CHECKING:
    from kg.builds.verdicts import StoredVerdicts

SHOWN = 10


class Action(StrEnum):
    """What to do with verdicts."""

    MERGE = "merge"
    SHOW = "show"


def review(
    action: Annotated[Action, typer.Argument(help="merge 并入复核意见；show 显示图谱中的复核意见。")],
    files: Annotated[list[Path] | None, typer.Argument(help="由网页导出的复核意见（review.jsonl）。")] = None,
    graph: Annotated[Path, typer.Option("-g", "--graph", help="quanze build 写入的文件夹。")] = Path("exports"),
) -> None:
    """将复核意见并入图谱，并统计复核人之间的一致程度。

    复核意见保存在图数据库旁的 reviews.jsonl，重新生成图谱时沿用；同一复核人对同一提取项以最后的意见为准。

    示例：quanze review merge 张.jsonl 李.jsonl
    """
    from kg.builds.verdicts import merge, stored_verdicts  # noqa: PLC0415 - heavy
    from kg.page.pages import pages  # noqa: PLC0415

    if action is Action.MERGE and not files:
        raise Problem("", "请指定要并入的 review.jsonl 文件", "name the review.jsonl files to merge")
    if action is Action.SHOW and files:
        raise Problem("", "show 不读取文件；并入请用 merge", "show reads no files; to merge, say merge")
    _tell(merge(graph, files, pages) if files else stored_verdicts(graph))


def _tell(found: "StoredVerdicts") -> None:
    from kg.asking.agreement import agreements  # noqa: PLC0415
    from kg.graph.things.reviews import VERDICTS  # noqa: PLC0415

    counts = Counter((verdict.reviewer, verdict.verdict) for verdict in found.verdicts)
    names = sorted({verdict.reviewer for verdict in found.verdicts})
    rows = [(name, *(str(counts[name, verdict]) for verdict in VERDICTS)) for name in names]
    console.table(("复核人", *VERDICTS.values()), rows, right=frozenset({1, 2, 3}))
    pairs = [
        (one.one, one.other, str(one.both), f"{one.percent:.1f}%", "—" if one.kappa is None else f"{one.kappa:.2f}")
        for one in agreements(found.verdicts)
    ]
    if pairs:
        console.out("\n")
        console.table(("复核人", "复核人", "共同复核", "一致率", "Kappa系数"), pairs, right=frozenset({2, 3, 4}))
    console.say(f"图谱中有{len(found.verdicts)}条复核意见")
    if found.lost:
        console.say(f"其中{len(found.lost)}条所指的提取项已不在图谱中（清单已改动或者重新提取），意见仍保留：")
        for verdict in found.lost[:SHOWN]:
            console.say(f"  {verdict.reviewer} {VERDICTS[verdict.verdict]}: {verdict.quote or verdict.fact}")
