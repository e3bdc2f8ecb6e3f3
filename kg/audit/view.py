"""The prepared view that all rules work on: rows with cells and facts, and what only many rows together tell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from extract.clean import left_out
from extract.facts import Facts
from extract.model import Role
from extract.understanding.duties import stages
from kg.audit.finding import Place
from kg.graph import codes
from kg.graph.things.rows import identity, survey
from kg.laws.matching.match import Matcher

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.facts import Citation, Extraction, PassageFacts, Stage
    from extract.model import Cell, Contact, ListFile, Passage, ResponsibilityList, Row
    from kg.asking.shapes import Violation
    from kg.audit.documents import Register
    from kg.graph.things.rows import Identity, ListSurvey
    from kg.laws.library import Library

BOUNDARY_BASIS = "相关依据"
NOTHING = Facts()


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a power list with what was extracted from it; ``list_name`` is the name of its file."""

    list_name: str
    extraction: Extraction
    own: Identity

    @property
    def row(self) -> Row:
        """The row as printed."""
        return self.extraction.row

    @property
    def key(self) -> str:
        """The code of the row as printed, or its names where it has none."""
        row = self.row
        code = (row.text(Role.SUB_CODE) if self.own.is_sub else "") or row.text(Role.CODE) or row.text(Role.SUB_CODE)
        return code or " ".join(filter(None, (row.text(Role.NAME), row.text(Role.SUB_NAME))))

    @property
    def type(self) -> str:
        """The code of the printed power type (01 行政许可 … 10 其他), or the empty string."""
        return codes.type_by_name(self.row.text(Role.TYPE)) or ""

    @property
    def label(self) -> str:
        """Serial and name for a message: 12“某某许可”."""
        serial = self.row.text(Role.SERIAL).strip()
        return f"序号{serial}“{self.own.label}”" if serial else f"第{self.row.line}行“{self.own.label}”"

    @property
    def duties(self) -> Cell | None:
        """The cell of duties that a reader means: one headed 责任 before one of general functions (部门职责)."""
        cells = [cell for cell in self.row.all(Role.DUTIES) if left_out(cell.text) and not cell.inherited]
        return next((cell for cell in cells if "责任" in cell.header), cells[0] if cells else None)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages of that cell."""
        cell = self.duties
        return () if cell is None else stages(cell.text)

    def at(self, cell: Cell | None, start: int = 0, end: int | None = None) -> Place:
        """A place in a cell; the whole cell without offsets, the row itself without a cell."""
        text = cell.text if cell else ""
        stop = len(text) if end is None else end
        row = self.row
        return Place(
            self.list_name,
            row.table,
            row.line,
            self.key,
            row.text(Role.SERIAL).strip(),
            cell.header if cell else "",
            start,
            stop,
            text[start:stop],
        )

    def at_role(self, *roles: Role) -> Place:
        """The place of the first cell of one of the roles that has words, or the row itself."""
        cells = (cell for role in roles for cell in self.row.all(role) if cell.text.strip())
        return self.at(next(cells, None))


@dataclass(frozen=True, slots=True)
class ListText:
    """A text of a list as printed, whoever bears it: a cell of a row or a passage; ``facts`` where it was read."""

    text: str
    role: Role
    frame: Place
    facts: Facts = NOTHING

    def at(self, start: int = 0, end: int | None = None) -> Place:
        """A place in the text; the whole of it without offsets."""
        stop = len(self.text) if end is None else end
        frame = self.frame
        return Place(
            frame.list,
            frame.sheet,
            frame.line,
            frame.row,
            frame.serial,
            frame.column,
            start,
            stop,
            self.text[start:stop],
        )


@dataclass(frozen=True, slots=True)
class BasisMention:
    """A document that a text names as basis, with the text."""

    citation: Citation
    text: ListText

    @property
    def place(self) -> Place:
        """Where it is named, from its title to its last heading."""
        return self.text.at(self.citation.start, self.citation.end)


@dataclass(frozen=True)
class ListView:
    """A list with the facts of its rows or passages."""

    name: str
    title: str
    publisher: str
    rows: tuple[RowView, ...]
    listing: ListFile
    passages: tuple[PassageFacts, ...]

    @cached_property
    def survey(self) -> ListSurvey:
        """Codes and names as the whole list has them."""
        return survey(row.row for row in self.rows)

    @cached_property
    def texts(self) -> tuple[ListText, ...]:
        """Every text of the list once: cells that a merged cell only repeats are left out."""
        return (*self._of_rows(), *self._of_passages())

    def _of_rows(self) -> Iterator[ListText]:
        for row in self.rows:
            facts = {id(cell): facts for cell, facts in row.extraction.facts}
            at = row.at(None)
            for cell in row.row.cells:
                if cell.text.strip() and not cell.inherited:
                    text = cell.text
                    frame = Place(at.list, at.sheet, at.line, at.row, at.serial, cell.header, 0, len(text), text)
                    yield ListText(text, cell.role, frame, facts.get(id(cell), NOTHING))

    def _of_passages(self) -> Iterator[ListText]:
        for passage in self.passages:
            frame = self.frame(passage.passage)
            role = Role.BASIS if frame.column == BOUNDARY_BASIS else Role.OTHER
            yield ListText(passage.passage.text, role, frame, passage.facts)

    @cached_property
    def _frames(self) -> dict[int, Place]:
        register = self.listing.responsibility_list
        return dict(_frames(self.name, register)) if register else {}

    def frame(self, passage: Passage) -> Place:
        """Where a passage of a responsibility list stands: entry and column, without offsets."""
        return self._frames.get(id(passage), Place(self.name, line=passage.line))

    @property
    def contacts(self) -> Iterator[Contact]:
        """The responsible offices of a responsibility list, in reading order."""
        register = self.listing.responsibility_list
        if register is not None:
            yield from (
                contact for duty in register.responsibilities for task in duty.tasks for contact in task.contacts
            )
            yield from (contact for service in register.services for contact in service.contacts)


@dataclass(frozen=True)
class View:
    """All lists of one audit, the register of documents, the day (YYYY-MM-DD) of dated rules, the statute library.

    ``violations`` are those of the shapes of a built graph, where one is checked.
    """

    lists: tuple[ListView, ...]
    register: Register
    as_of: str
    library: Library | None = None
    violations: tuple[Violation, ...] = ()

    @cached_property
    def matcher(self) -> Matcher | None:
        """What compares quotes with the statute library; None without a library."""
        return Matcher(self.library, self.as_of) if self.library is not None else None

    @cached_property
    def rows(self) -> tuple[RowView, ...]:
        """The rows of all lists."""
        return tuple(row for listing in self.lists for row in listing.rows)

    @cached_property
    def mentions(self) -> tuple[BasisMention, ...]:
        """Every document named as basis anywhere, in reading order."""
        return tuple(
            BasisMention(citation, text)
            for listing in self.lists
            for text in listing.texts
            for citation in text.facts.basis
        )

    @cached_property
    def by_list(self) -> dict[str, list[BasisMention]]:
        """The mentions in each list by its name, in reading order."""
        result: dict[str, list[BasisMention]] = {}
        for mention in self.mentions:
            result.setdefault(mention.text.frame.list, []).append(mention)
        return result

    @cached_property
    def with_article(self) -> dict[str, Place]:
        """Where each document is first named with an article, by its canonical title."""
        result: dict[str, Place] = {}
        for mention in self.mentions:
            title = mention.citation.document.title
            if title not in result and any(
                provision.path.startswith("art_") for provision in mention.citation.provisions
            ):
                result[title] = mention.place
        return result

    @cached_property
    def by_document(self) -> dict[str, list[BasisMention]]:
        """The mentions of each document by its canonical title."""
        result: dict[str, list[BasisMention]] = {}
        for mention in self.mentions:
            result.setdefault(mention.citation.document.title, []).append(mention)
        return result


def prepared(listing: ListFile, extractions: tuple[Extraction, ...], passages: tuple[PassageFacts, ...]) -> ListView:
    """The view of one list from what was read and extracted."""
    rows = tuple(RowView(listing.name, extraction, identity(extraction.row)) for extraction in extractions)
    return ListView(listing.name, listing.title, listing.publisher, rows, listing, passages)


def _frames(name: str, register: ResponsibilityList) -> Iterator[tuple[int, Place]]:
    """For each passage of a responsibility list where it stands, by the identity of the passage."""

    def frame(passage: Passage, number: str, column: str) -> tuple[int, Place]:
        return id(passage), Place(name, line=passage.line, row=column + number, serial=number, column=column)

    for duty in register.responsibilities:
        yield frame(duty.text, duty.number, "主要职责")
        for task in duty.tasks:
            yield frame(task.text, duty.number, "具体工作事项")
            yield from (frame(contact.printed, duty.number, "责任科室及联系方式") for contact in task.contacts)
    for boundary in register.boundaries:
        yield frame(boundary.matter, boundary.number, "相关职责")
        yield from (frame(share.text, boundary.number, "职责分工") for share in boundary.shares)
        if boundary.basis:
            yield frame(boundary.basis, boundary.number, BOUNDARY_BASIS)
        if boundary.case:
            yield frame(boundary.case, boundary.number, "案例")
    for service in register.services:
        yield frame(service.name, service.number, "服务事项")
        yield frame(service.content, service.number, "主要内容")
        yield from (frame(basis, service.number, "实施依据") for basis in filter(None, [service.basis]))
        yield from (frame(contact.printed, service.number, "责任科室及联系电话") for contact in service.contacts)
    for regime in register.regimes:
        yield frame(regime.name, regime.number, "监管制度")
        if regime.preface:
            yield frame(regime.preface, regime.number, "监管制度")
        yield from (frame(section.text, regime.number, section.heading) for section in regime.sections)
