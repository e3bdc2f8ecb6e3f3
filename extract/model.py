"""What reading gives: rows of a power list or the parts of a responsibility list, as printed; frozen and plain.

What understanding makes of their texts is in `extract.facts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Role(StrEnum):
    """What a column of a power list holds, whatever its header is called in print."""

    SERIAL = "serial"
    NAME = "name"
    SUB_NAME = "sub_name"
    TYPE = "type"
    CODE = "code"
    SUB_CODE = "sub_code"
    BODY = "body"
    UNIT = "unit"
    BASIS = "basis"
    PENALTY = "penalty"
    DEGREE = "degree"
    CIRCUMSTANCE = "circumstance"
    STANDARD = "standard"
    DUTIES = "duties"
    DUTY_BASIS = "duty_basis"
    GROUNDS = "grounds"
    GROUNDS_BASIS = "grounds_basis"
    LIABLE = "liable"
    LEVEL = "level"
    TELEPHONE = "telephone"
    REMARK = "remark"
    OTHER = "other"


class ListKind(StrEnum):
    """What a file publishes: powers, responsibilities, or the standards by which discretion over sanctions is used."""

    POWER = "power_list"
    RESPONSIBILITY = "responsibility_list"
    DISCRETION = "discretion"


class Unreadable(Exception):  # noqa: N818 - a state of the input, said as one
    """Nothing can be built from a file; carries one line for people, in both languages."""

    def __init__(self, where: str, zh: str, en: str) -> None:
        super().__init__(f"{where}: {zh} / {en}")
        self.where, self.zh, self.en = where, zh, en

    def __reduce__(self) -> tuple[type[Unreadable], tuple[str, str, str]]:
        """How it goes to another process."""
        return type(self), (self.where, self.zh, self.en)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in a file that was not understood; what it concerns is kept, marked and counted.

    ``line`` and ``column`` count from 1 (line of a text file, row of a sheet); 0 where there is none. ``table`` is the
    sheet or table it stands in, as printed; empty where the file has one only.
    """

    line: int
    column: int
    zh: str
    en: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class Unused:
    """A text of the file that went into no row, and why: ``table`` counts from 1, 0 where it stands in none.

    ``line`` and ``column`` as in ``Trouble``; ``header`` is the word above the cell, empty where there is none.
    """

    table: int
    line: int
    column: int
    header: str
    text: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: ``number`` from 1; ``header`` as printed, levels joined by ``·``, line breaks left out.

    ``role`` is OTHER where the list has no use for what stands in it, or nobody knows it (``known`` is false).
    """

    number: int
    header: str
    role: Role
    known: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table that rows were read from: ``number`` from 1 through the file, its sheet, the heading it stands under."""

    number: int
    sheet: str
    heading: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as printed; ``column`` from 1; ``inherited`` where a merged cell above or left supplies the text."""

    role: Role
    header: str
    text: str
    column: int
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier of discretion (裁量阶次) of an item: ``order`` from 1, ``row`` and ``line`` where it stands in print.

    ``degree`` says how grave (轻微, 一般, 严重), ``circumstance`` in which case, ``standards`` what then follows; each
    is a cell of the item's row, or missing where the table does not print it. Where tiers are columns the degree is
    the header's word, a cell of no row.
    """

    order: int
    row: int
    line: int
    degree: Cell | None
    circumstance: Cell | None
    standards: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An item of a power list with what its row, or the rows of its tiers, print.

    ``number`` is the place of its first row among the data rows of the file, from 1, header rows not counted; ``line``
    where that stands in the file. ``table`` is the sheet or table it stands in as printed, empty where the file has one
    only; ``table_number`` counts from 1.
    """

    number: int
    line: int
    cells: tuple[Cell, ...]
    table: str = ""
    troubles: tuple[Trouble, ...] = ()
    table_number: int = 1
    tiers: tuple[Tier, ...] = ()

    def text(self, role: Role) -> str:
        """The text of the first cell of that role that has any, or the empty string."""
        for cell in self.cells:
            if cell.role is role and cell.text and not cell.text.isspace():
                return cell.text
        return ""

    def all(self, role: Role) -> tuple[Cell, ...]:
        """Every cell of that role: a basis may be split over five columns by rank."""
        return tuple([cell for cell in self.cells if cell.role is role])


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text of a responsibility list as printed, paragraphs joined by newline; ``line`` of its beginning."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Contact:
    """A responsible office with its telephones; either may be missing in print."""

    office: str
    telephones: tuple[str, ...]
    printed: Passage


@dataclass(frozen=True, slots=True)
class Task:
    """A concrete task (具体工作事项) under a responsibility, with its basis and remark if printed; ``order`` from 1."""

    order: int
    text: Passage
    contacts: tuple[Contact, ...]
    basis: Passage | None = None
    remark: Passage | None = None


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A main responsibility (主要职责) with the number it bears in print."""

    number: str
    text: Passage
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """What one body does of a matter that several share."""

    order: int
    body: str
    text: Passage


@dataclass(frozen=True, slots=True)
class Boundary:
    """A boundary of responsibility (与相关部门的职责边界): a matter, each body's share, legal basis, case, remark."""

    number: str
    matter: Passage
    shares: tuple[Share, ...]
    basis: Passage | None
    case: Passage | None
    remark: Passage | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """A public service (公共服务事项), with its legal basis and remark where the list prints them."""

    number: str
    name: Passage
    content: Passage
    period: str
    contacts: tuple[Contact, ...]
    basis: Passage | None = None
    remark: Passage | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section of a supervision regime; ``kind`` is a code of ontology/codes (subject, content, …)."""

    number: str
    heading: str
    kind: str
    text: Passage


@dataclass(frozen=True, slots=True)
class Regime:
    """A supervision regime (事中事后监管制度): preface and numbered sections.

    ``announced`` is its name in the contents, where the file prints some.
    """

    number: str
    name: Passage
    preface: Passage | None
    sections: tuple[Section, ...]
    announced: Passage | None = None


@dataclass(frozen=True, slots=True)
class ResponsibilityList:
    """A responsibility list (责任清单) in its four parts, any of which may be absent."""

    responsibilities: tuple[Responsibility, ...] = ()
    boundaries: tuple[Boundary, ...] = ()
    services: tuple[Service, ...] = ()
    regimes: tuple[Regime, ...] = ()


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list as read: rows of a power list, the parts of a responsibility list, or both; ``sha256`` of the bytes.

    ``headings`` are the lines outside its tables; ``unused`` is what stands in no row, no header and no heading. What
    a row keeps as printed without any use for it (cells of role OTHER) is in the row only. Rows and unused texts are
    tuples, or where they are very many sequences that wait in a temporary file.
    """

    name: str
    sha256: str
    title: str
    publisher: str
    rows: Sequence[Row] = ()
    responsibility_list: ResponsibilityList | None = None
    troubles: tuple[Trouble, ...] = ()
    kind: ListKind = ListKind.POWER
    tables: tuple[Table, ...] = ()
    headings: tuple[str, ...] = ()
    unused: Sequence[Unused] = ()
