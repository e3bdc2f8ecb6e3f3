"""Workbooks of Excel and WPS (.xlsx) to grids, sheet by sheet as a stream.

No library at hand tells at once which cells are merged, hidden, struck out or lack a result, keeps every digit, and
needs memory only for what a sheet says; so the parts of the package are read here (ECMA-376, part 1, chapter 18).
"""

from __future__ import annotations

import posixpath
import re
from io import BytesIO
from typing import IO, TYPE_CHECKING, NamedTuple
from zipfile import ZipFile

from extract.model import Unreadable
from extract.reading.formats.damage import broken_is_unreadable
from extract.reading.formats.sheets import Sheet
from extract.reading.formats.spreadsheets.xlsx_parts import Strings, Styles, attributes_of
from extract.reading.formats.spreadsheets.xlsx_sheet import SheetHandler
from extract.reading.formats.xml_stream import OFF, parse
from extract.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.reading.grid import Blocks, Grid


#: A cell with a place and a format, and nothing in it.
_EMPTY_CELL = re.compile(rb'<c r="[A-Z]{1,3}\d{1,7}"[^<>/]*/>')


class _Part(NamedTuple):
    """A sheet as the workbook lists it: its name, its file in the package, whether it is shown."""

    name: str
    file: str
    hidden: bool


def blocks(data: bytes | IO[bytes], limits: Limits = DEFAULT) -> Blocks:
    """A grid for every sheet of a workbook, in memory or in an open file; of a hidden one only what was left out.

    Raises Unreadable where the workbook cannot be opened or unpacks to more than the limit.
    """
    with broken_is_unreadable(".xlsx"), ZipFile(BytesIO(data) if isinstance(data, bytes) else data) as archive:
        return tuple(_grids(archive, limits))


def _grids(archive: ZipFile, limits: Limits) -> Iterator[Grid]:
    limits.check_size(sum(entry.file_size for entry in archive.infolist()))
    names = {name.lower().lstrip("/"): name for name in archive.namelist()}
    main = _main(archive, names)
    related = dict(_related(archive, names, main))
    settings = next(attributes_of(archive.read(names[main]), "workbookPr"), {})
    strings, styles = Strings(limits), Styles(since_1904=settings.get("date1904", "0") not in OFF)
    for file, kind in related.values():
        if kind == "sharedStrings" and file in names:
            with archive.open(names[file]) as source:
                parse(source, strings, limits)
        elif kind == "styles" and file in names:
            with archive.open(names[file]) as source:
                parse(source, styles, limits)
    for part in _sheets(archive, names[main], {key: file for key, (file, _) in related.items()}):
        sheet = Sheet(part.name, limits, part.hidden)
        if part.file in names:
            with archive.open(names[part.file]) as source:
                parse(source, SheetHandler(sheet, strings, styles), limits, _EMPTY_CELL)
        yield sheet.grid()


def _main(archive: ZipFile, names: dict[str, str]) -> str:
    """The file of the package that lists the sheets."""
    files = (file for file, kind in dict(_related(archive, names, "")).values() if kind == "officeDocument")
    main = next(files, "xl/workbook.xml")
    if main not in names:
        raise Unreadable("", "文件已损坏：缺少工作簿", "damaged: there is no workbook in it")
    return main


def _related(archive: ZipFile, names: dict[str, str], file: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """By its id, each part that ``file`` is related to, and how."""
    folder, name = posixpath.split(file)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in names:
        return
    for attributes in attributes_of(archive.read(names[relations]), "Relationship"):
        target = attributes.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        yield attributes.get("Id", ""), (path.lower(), attributes.get("Type", "").rpartition("/")[2])


def _sheets(archive: ZipFile, main: str, files: dict[str, str]) -> Iterator[_Part]:
    for attributes in attributes_of(archive.read(main), "sheet"):
        shown = attributes.get("state", "visible") == "visible"
        yield _Part(attributes.get("name", ""), files.get(attributes.get("id", ""), ""), not shown)
