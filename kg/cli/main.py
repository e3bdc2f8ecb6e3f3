"""The command line. A command is a module of ``kg.cli.commands``; one line here registers it."""

import gc
from typing import Annotated

import typer

from kg.cli.arguments import Command
from kg.cli.commands import (
    build,
    check,
    compare,
    diff,
    doctor,
    export,
    extract,
    laws,
    mcp,
    notebooks,
    query,
    read,
    review,
    rule,
    score,
    search,
    serve,
    stats,
    view,
)
from kg.cli.console import out, use_utf8
from kg.cli.exits import INTERRUPTED, guarded, internal

app = typer.Typer(
    name="quanze",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
COMMANDS = (
    build.build,
    read.read,
    check.check,
    rule.rule,
    extract.extract,
    query.query,
    diff.diff,
    compare.compare,
    export.export,
    review.review,
    score.score,
    search.search,
    serve.serve,
    mcp.mcp,
    stats.stats,
    notebooks.notebooks,
    view.view,
    doctor.doctor,
)
for command in COMMANDS:
    app.command(command.__name__, cls=Command)(guarded(command))
app.add_typer(laws.app, rich_help_panel=None)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # noqa: PLC0415

        out(f"quanze {version('quanze')}\n")
        raise typer.Exit


@app.callback()
def quanze(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本。")] = False,
) -> None:
    """读取权责清单，生成知识图谱，供查询、检查、比较、浏览和导出。

    数据写到标准输出，其他信息写到标准错误。退出状态：0 正常，1 有发现或者待核问题，2 用法有误或者输入无法读取，
    101 程序内部错误，130 已中断。
    """


COLLECTIONS = 50_000, 20, 50  # hardly anything here is a cycle, and looking for them takes a tenth of a build


def main() -> None:
    """Run the command line, with the exit status of ``kg.cli.exits`` whatever happens."""
    use_utf8()
    gc.set_threshold(*COLLECTIONS)
    try:
        app()
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except Exception:  # noqa: BLE001 - nothing may end with Python's own status 1
        raise SystemExit(internal()) from None
