"""``python -m kg.doors.serve``: the command on its own."""

import typer

from kg.doors.commands.serve import serve
from kg.doors.console import use_utf8
from kg.doors.exits import guarded

if __name__ == "__main__":
    use_utf8()
    typer.run(guarded(serve))
