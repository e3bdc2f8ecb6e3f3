"""``quanze extract``: what the basis texts of a list say, as JSON Lines."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path, PurePath
from typing import IO, Annotated

import typer

from extract.facts import Extraction, Facts
from extract.model import Cell, ListFile, Role, Row
from kg.builds.intake import take, trouble_line
from kg.cli.console import Bar, out, say
from kg.cli.exits import CLEAN, FINDINGS
from kg.cli.header_maps import MapOption, WriteMapOption, start_map, words_of
from kg.cli.limits import LimitOption, limits_of
from kg.output.files import fresh_file
from kg.progress import Report, counted, quiet


def extract(
    files: Annotated[list[Path], typer.Argument(help="Lists, or JSON Lines rows with at least row and basis.")],
    output: Annotated[str, typer.Option("-o", "--output", help="The file to write; - is stdout.")] = "-",
    mapping: MapOption = None,
    write_map: WriteMapOption = None,
    limit: LimitOption = None,
    silent: Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors.")] = False,
) -> int:
    """提取引用、条款、处罚: write one JSON record a row.

    Exit status 1: something was not understood, or a file could not be read; 2: none could.

    Example: quanze extract data/list.txt -o records.jsonl
    """
    with Bar() as bar:
        report = quiet if silent else bar
        intake = take(files, report, words_of(mapping), limits_of(limit))
        notes: list[str] = []
        several = max(len(files), len(intake.listings)) > 1
        with nullcontext() if output == "-" else fresh_file(Path(output)) as file:
            for path, listing in intake.listings:
                for record in _records(listing, path, notes, report):
                    named = {"file": str(path), **record} if several else record
                    _write(file, json.dumps(named, ensure_ascii=False) + "\n")
    for line in (*map(str, intake.unread), *([] if silent else notes)):
        say(line)
    start_map(write_map, [listing for _, listing in intake.listings])
    return FINDINGS if intake.unread or notes else CLEAN


def _write(file: IO[str] | None, line: str) -> None:
    if file is None:
        out(line)
    else:
        file.write(line)


def _records(listing: ListFile, path: PurePath, notes: list[str], report: Report) -> Iterator[dict[str, object]]:
    """The records of a list; what was not understood is added to ``notes``."""
    from extract.assemble import extract as understand  # noqa: PLC0415 - the rules take their time to compile
    from extract.record import record, records  # noqa: PLC0415

    notes += [trouble_line(path, trouble) for trouble in listing.troubles]
    for row in counted(listing.rows, listing.name, report):
        extraction = understand(row)
        notes += [trouble_line(path, trouble) for trouble in dict.fromkeys((*row.troubles, *extraction.troubles))]
        yield from records(extraction)
    for extraction in _passages(listing):
        yield {"line": extraction.row.line, **record(extraction)}


def _passages(listing: ListFile) -> Iterator[Extraction]:
    """The passages of a responsibility list that say something in law, each as a row of one cell."""
    from extract.assemble import passages  # noqa: PLC0415

    for number, found in enumerate(passages(listing.responsibility_list) if listing.responsibility_list else (), 1):
        if found.facts != Facts():
            cell = Cell(Role.BASIS, "", found.passage.text, 0)
            yield Extraction(Row(number, found.passage.line, (cell,)), ((cell, found.facts),))
