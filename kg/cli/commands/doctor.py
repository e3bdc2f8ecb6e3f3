"""``quanze doctor``: is this machine fit."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import console
from kg.cli.exits import CLEAN, FINDINGS


def doctor(
    graph: Annotated[Path, typer.Option("-g", "--graph", help="The folder a build writes.")] = Path("exports"),
) -> int:
    """检查环境: look at versions, the store, fonts, encodings, permissions; exit status 1 where something is wrong.

    Example: quanze doctor
    """
    from kg.cli.checks import checks  # noqa: PLC0415

    found = list(checks(graph))
    rows = [("✓" if one.well else "✗", one.what, one.seen, "" if one.well else one.remedy) for one in found]
    console.table(("", "检查", "结果", "办法"), rows)
    return CLEAN if all(one.well for one in found) else FINDINGS
