"""``quanze doctor``: is this machine fit."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import console
from kg.cli.exits import CLEAN, FINDINGS


def doctor(
    graph: Annotated[Path, typer.Option("-g", "--graph", help="quanze build 写入的文件夹。")] = Path("exports"),
) -> int:
    """检查运行环境：版本、图数据库、字体、编码、权限。

    退出状态：0 正常，1 有问题。

    示例：quanze doctor
    """
    from kg.cli.checks import checks  # noqa: PLC0415

    results = list(checks(graph))
    rows = [
        ("✓" if check.well else "✗", check.what, check.seen, "" if check.well else check.remedy) for check in results
    ]
    console.table(("", "检查项目", "结果", "处理办法"), rows)
    return CLEAN if all(check.well for check in results) else FINDINGS
