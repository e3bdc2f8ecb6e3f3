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
    action: Annotated[Action, typer.Argument(help="merge: put verdicts into the graph; show: those it holds.")],
    files: Annotated[list[Path] | None, typer.Argument(help="review.jsonl files, as the page downloads them.")] = None,
    graph: Annotated[Path, typer.Option("-g", "--graph", help="The folder a build wrote.")] = Path("exports"),
) -> None:
    """并入复核意见: put the verdicts of reviewers into the graph, and say how far they agree.

    They are kept in reviews.jsonl beside the store, and a new build takes them over; of each reviewer on each fact
    the latest stands. Example: quanze review merge zhang.jsonl li.jsonl
    """
    from kg.builds.verdicts import merge, stored_verdicts  # noqa: PLC0415 - heavy
    from kg.page.pages import pages  # noqa: PLC0415

    if action is Action.MERGE and not files:
        raise Problem("", "请给出 review.jsonl 文件", "name the review.jsonl files to merge")
    if action is Action.SHOW and files:
        raise Problem("", "show 不读文件; 并入请用 merge", "show reads no files; to merge, say merge")
    _tell(merge(graph, files, pages) if files else stored_verdicts(graph))


def _tell(found: "StoredVerdicts") -> None:
    from kg.asking.agreement import agreements  # noqa: PLC0415
    from kg.graph.reviews import VERDICTS  # noqa: PLC0415

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
        console.table(("复核人", "复核人", "共同复核", "一致率", "Cohen's kappa"), pairs, right=frozenset({2, 3, 4}))
    console.say(f"图谱中有 {len(found.verdicts)} 条复核意见")
    if found.lost:
        console.say(f"其中 {len(found.lost)} 条所指的事实已不在图中(清单改动或重新识读), 意见仍保留:")
        for verdict in found.lost[:SHOWN]:
            console.say(f"  {verdict.reviewer} {VERDICTS[verdict.verdict]}: {verdict.quote or verdict.fact}")
