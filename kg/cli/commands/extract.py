"""``quanze extract``: what the basis texts of a list say, as JSON Lines."""

import json
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path, PurePath
from typing import IO, Annotated

import typer

from extract.facts import Extraction, Facts
from extract.model import Cell, ListFile, Role, Row
from kg.builds.parts.intake import take, trouble_line
from kg.cli.console import Bar, out, say
from kg.cli.exits import CLEAN, FINDINGS
from kg.cli.header_maps import MapOption, WriteMapOption, start_map, words_of
from kg.cli.limits import LimitOption, limits_of
from kg.output.files import fresh_file
from kg.progress import Report, counted, quiet


def extract(
    files: Annotated[list[Path], typer.Argument(help="清单，或者至少含 row 和 basis 的 JSON Lines。")],
    output: Annotated[str, typer.Option("-o", "--output", help="写入的文件；- 为标准输出。")] = "-",
    mapping: MapOption = None,
    write_map: WriteMapOption = None,
    limit: LimitOption = None,
    silent: Annotated[bool, typer.Option("-q", "--quiet", help="只输出错误。")] = False,
) -> int:
    """提取引用、条款、法律责任等，每行清单写为一条 JSON 记录。

    退出状态：0 全部识别；1 有待核问题，或者有文件无法读取；2 均无法读取。

    示例：quanze extract data/list.txt -o records.jsonl
    """
    lined = None if write_map else _row_lines(files)
    if lined is not None:
        return _stream(lined, output, silent=silent)
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


def _row_lines(files: list[Path]) -> list[tuple[Path, Iterator[Row]]] | None:
    """The rows of each file where all are JSON Lines, to be read one at a time; None where one is not."""
    from extract.reading.reader import row_lines  # noqa: PLC0415 - readers bring their libraries along

    pairs = [(path, rows) for path in files if (rows := row_lines(path)) is not None]
    return pairs if len(pairs) == len(files) == len({path.stem for path in files}) else None


def _stream(files: list[tuple[Path, Iterator[Row]]], output: str, *, silent: bool) -> int:
    """Write the records of JSON Lines row by row: nothing is kept but what was not understood."""
    notes: list[str] = []
    with nullcontext() if output == "-" else fresh_file(Path(output)) as file:
        for path, rows in files:
            for record in _of_rows(rows, path, notes):
                named = {"file": str(path), **record} if len(files) > 1 else record
                _write(file, json.dumps(named, ensure_ascii=False) + "\n")
    for line in [] if silent else notes:
        say(line)
    return FINDINGS if notes else CLEAN


def _write(file: IO[str] | None, line: str) -> None:
    if file is None:
        out(line)
    else:
        file.write(line)


def _records(listing: ListFile, path: PurePath, notes: list[str], report: Report) -> Iterator[dict[str, object]]:
    """The records of a list; what was not understood is added to ``notes``."""
    from extract.record import record  # noqa: PLC0415 - the rules take their time to compile

    notes += [trouble_line(path, trouble) for trouble in listing.troubles]
    yield from _of_rows(counted(listing.rows, listing.name, report), path, notes)
    for extraction in _passages(listing):
        yield {"line": extraction.row.line, **record(extraction)}


def _of_rows(rows: Iterable[Row], path: PurePath, notes: list[str]) -> Iterator[dict[str, object]]:
    from extract.assemble import extract as understand  # noqa: PLC0415 - the rules take their time to compile
    from extract.record import records  # noqa: PLC0415

    for row in rows:
        extraction = understand(row)
        notes += [trouble_line(path, trouble) for trouble in dict.fromkeys((*row.troubles, *extraction.troubles))]
        yield from records(extraction)


def _passages(listing: ListFile) -> Iterator[Extraction]:
    """The passages of a responsibility list that say something in law, each as a row of one cell."""
    from extract.assemble import passages  # noqa: PLC0415

    for number, passage in enumerate(passages(listing.responsibility_list) if listing.responsibility_list else (), 1):
        if passage.facts != Facts():
            cell = Cell(Role.BASIS, "", passage.passage.text, 0)
            yield Extraction(Row(number, passage.passage.line, (cell,)), ((cell, passage.facts),))
