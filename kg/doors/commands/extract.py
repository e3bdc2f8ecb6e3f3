"""``quanze extract``: what the basis texts of a list say, as JSON Lines."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import IO, Annotated

import typer

from extract.model import ListFile
from kg.doors.console import Bar, Tell, counted, out, quiet, say
from kg.doors.exits import CLEAN, FINDINGS
from kg.doors.files import fresh_file
from kg.doors.intake import take, troubles


def extract(
    files: Annotated[list[Path], typer.Argument(help="Lists, or JSON Lines rows with at least row and basis.")],
    output: Annotated[str, typer.Option("-o", "--output", help="The file to write; - is stdout.")] = "-",
    silent: Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors.")] = False,
) -> int:
    """提取引用、条款、处罚: write one JSON record a row.

    Exit status 1: some of the files could not be read; 2: none could.

    Example: quanze extract data/list.txt -o records.jsonl
    """
    with Bar() as bar:
        tell = quiet if silent else bar
        intake = take(files, tell)
        with nullcontext() if output == "-" else fresh_file(Path(output)) as file:
            for path, listing in intake.listings:
                for record in _records(listing, path if len(files) > 1 else None, tell):
                    _write(file, json.dumps(record, ensure_ascii=False) + "\n")
    for reason in intake.unread:
        say(str(reason))
    if not silent:
        for line in troubles(intake):
            say(line)
    return FINDINGS if intake.unread else CLEAN


def _write(file: IO[str] | None, line: str) -> None:
    if file is None:
        out(line)
    else:
        file.write(line)


def _records(listing: ListFile, path: Path | None, tell: Tell) -> Iterator[dict[str, object]]:
    from extract.assemble import extract as understand  # noqa: PLC0415 - the rules take their time to compile
    from extract.record import record  # noqa: PLC0415

    file = {} if path is None else {"file": str(path)}
    for row in counted(listing.rows, listing.name, tell):
        yield file | record(understand(row))
