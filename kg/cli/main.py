"""The command line. A command is a module of ``kg.cli.commands``; one line here registers it."""

import gc
from typing import Annotated

import typer

from kg.cli.commands import (
    build,
    check,
    compare,
    diff,
    doctor,
    export,
    extract,
    laws,
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
    stats.stats,
    view.view,
    doctor.doctor,
)
for command in COMMANDS:
    app.command(command.__name__)(guarded(command))
app.add_typer(laws.app, rich_help_panel=None)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # noqa: PLC0415

        out(f"quanze {version('quanze')}\n")
        raise typer.Exit


@app.callback()
def quanze(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """权责清单 → 知识图谱: reads power and responsibility lists, builds a knowledge graph, answers questions.

    Data goes to stdout, all else to stderr. Exit status: 0 clean, 1 findings only, 2 usage or unreadable input,
    101 internal error, 130 interrupted.
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
