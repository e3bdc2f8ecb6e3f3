"""The item of a row that was read and understood: its facts with their places in the texts that are compared."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from extract.model import Role
from extract.understanding.cell import understand
from kg.comparison.items import Basis, Clause, Consequence, Item
from kg.comparison.levelling import level
from kg.comparison.tiers import tier_cells, tiers_of
from kg.graph.things.offices import area
from kg.graph.vocabulary import labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from extract.facts import Citation, Extraction, Facts, Ground, Sanction, Stage, TierFacts, TimeLimit
    from extract.model import Cell, Row
    from kg.comparison.items import Span

StageOrGround = TypeVar("StageOrGround", "Stage", "Ground")
#: The cells whose text is compared as it stands, where no fact of theirs explains a difference.
_TEXTS: Final = (
    Role.BASIS, Role.PENALTY, Role.DUTIES, Role.DUTY_BASIS, Role.GROUNDS, Role.GROUNDS_BASIS, Role.LIABLE, Role.LEVEL,
    Role.REMARK, Role.DEGREE, Role.CIRCUMSTANCE, Role.STANDARD,
)  # fmt: skip
#: A mark with the label behind it (2.审查责任：) has at most so many signs.
_LONGEST_MARK: Final = 24
_MARK: Final = re.compile(r"(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）).．、]\D{0,20}|[①-⑳].{0,20})$")
_STOPS: Final = "\n。；;"
#: The heading of a column that holds nothing but a time limit, and such a limit without the word that makes one.
_LIMIT_HEADING: Final = re.compile("期限|时限|时间|工作日")
_BARE_LIMIT: Final = re.compile(
    r"\s*[\d一二三四五六七八九十百零〇两]{1,5}\s*(?:个?\s*工作日|个?\s*自然日|日|天|个?\s*小时|个?\s*月|年)\s*"
)


def item_of(extraction: Extraction, list_name: str, publisher: str = "", place: str = "") -> Item:
    """The item of a row that was read and understood."""
    row = extraction.row
    text = _Texts(row, extraction.tiers)
    name, sub_name = (" ".join(row.text(role).split()) for role in (Role.NAME, Role.SUB_NAME))
    basis: list[Basis] = []
    sanctions: list[Consequence] = []
    limits: list[Clause] = []
    for cell, facts in sorted(extraction.facts, key=lambda entry: (entry[0].role is not Role.BASIS, _column(entry[0]))):
        key, before = text.place(cell)
        basis += _cited(facts.basis, key, before, cell.text)
        sanctions += [_consequence(sanction, facts, key, before, cell.text) for sanction in facts.sanctions]
        limits += [_limit(limit, key, before, cell.text) for limit in facts.limits]
    limits += [clause for cell in text.others() if _LIMIT_HEADING.search(cell.header) for clause in _stated(cell, text)]
    return Item(
        list_name,
        row.text(Role.SERIAL).strip(),
        "".join((row.text(Role.SUB_CODE) or row.text(Role.CODE)).split()),
        name,
        "" if level(sub_name) == level(name) else sub_name,
        row.text(Role.TYPE).strip(),
        _several(row, Role.BODY) or publisher,
        _several(row, Role.UNIT),
        place or area(row.text(Role.BODY)),
        tuple(_joined(basis)),
        tuple(sanctions),
        tuple(tiers_of(extraction.tiers, text.place, _figures)),
        _zoned((_stage(stage.concept or level(stage.name), stage.name, stage.text, span)
                for stage, span in text.spans(Role.DUTIES, extraction.stages)), text.text),
        _zoned((_stage(level(ground.text), "", ground.text, span)
                for ground, span in text.spans(Role.GROUNDS, extraction.grounds)), text.text),
        tuple(limits),
        _several(row, Role.TELEPHONE),
        text.text,
    )  # fmt: skip


def _several(row: Row, role: Role) -> str:
    """What the cells of a role print, each text once; sorted, for columns that changed places are no difference."""
    return "、".join(sorted({cell.text.strip() for cell in row.all(role) if cell.text.strip()}))


class _Texts:
    """The texts of a row that are compared: several cells of a role are one text, a line a cell, in one order."""

    def __init__(self, row: Row, tiers: Sequence[TierFacts] = ()) -> None:
        self._row = row
        self._of_tiers = tuple(tier_cells(tiers))
        self.text: dict[str, str] = {}
        self._places: dict[int, tuple[str, int]] = {}
        for key, cells in self._cells():
            before = 0
            for cell in cells:
                self._places[id(cell)] = (key, before)
                before += len(cell.text) + 1
            self.text[key] = "\n".join(cell.text for cell in cells)

    def _cells(self) -> Iterator[tuple[str, list[Cell]]]:
        for role in _TEXTS:
            # Tiers stand in an order of their own, which says something.
            of_tiers = [cell for cell in self._of_tiers if cell.role is role]
            printed = sorted((cell for cell in self._row.all(role) if cell.text.strip()), key=_column)
            if cells := of_tiers or printed:
                yield role.value, cells
        headings: dict[str, list[Cell]] = {}
        for cell in sorted(self.others(), key=_column):
            headings.setdefault(_heading(cell), []).append(cell)
        yield from headings.items()

    def others(self) -> Iterator[Cell]:
        """The cells that are compared under their printed heading."""
        return (cell for cell in self._row.all(Role.OTHER) if cell.text.strip())

    def place(self, cell: Cell) -> tuple[str, int]:
        """The text that holds a cell, and where the cell begins in it."""
        if id(cell) in self._places:
            return self._places[id(cell)]
        same = (
            candidate
            for candidate in (*self._of_tiers, *self._row.cells)
            if candidate.role is cell.role and candidate.text == cell.text
        )
        return next(
            (self._places[id(candidate)] for candidate in same if id(candidate) in self._places), (cell.role.value, 0)
        )

    def spans(self, role: Role, facts: Iterable[StageOrGround]) -> Iterator[tuple[StageOrGround, Span]]:
        """What was read from the first cell of a role, each with its place in the text."""
        cell = next((cell for cell in self._row.all(role) if cell.text.strip()), None)
        key, before = self.place(cell) if cell else (role.value, 0)
        return ((fact, (key, before + fact.start, before + fact.end)) for fact in facts)


def _heading(cell: Cell) -> str:
    return " ".join(cell.header.split()) or labels("column").get(cell.role, "")


def _column(cell: Cell) -> tuple[str, str]:
    """The order of several cells of one role: by heading, for columns that changed places are no difference."""
    return cell.header or labels("column").get(cell.role, ""), cell.text


def _stage(name: str, heading: str, words: str, span: Span) -> Clause:
    return Clause(name, words, (span,), heading)


def _zoned(clauses: Iterable[Clause], texts: Mapping[str, str]) -> tuple[Clause, ...]:
    """Clauses with their zones: each begins where the one before it ends, or at its own mark."""
    every = list(clauses)
    ends = {clause.spans[0][2] for clause in every}
    return tuple(replace(clause, zones=(_zone(clause.spans[0], ends, texts),)) for clause in every)


def _zone(span: Span, ends: set[int], texts: Mapping[str, str]) -> Span:
    key, start, end = span
    before = texts.get(key, "")[:start]
    led = _MARK.search(before[max(0, start - _LONGEST_MARK) :])
    mark = start - len(led.group()) if led else start
    nearest = max((place for place in ends if place <= start), default=-1)
    return key, nearest if 0 <= start - nearest <= _LONGEST_MARK and nearest >= 0 else mark, end


def _limit(limit: TimeLimit, key: str, before: int, text: str) -> Clause:
    spans = ((key, before + limit.start, before + limit.end),)
    zones = ((key, before + _lead(text, limit.start), before + limit.end),)
    return Clause(f"{_figure(limit.value)}{limit.unit}", text[limit.start : limit.end], spans, zones=zones)


def _lead(text: str, start: int) -> int:
    """Where the part of a sentence begins that leads to some words of it."""
    return 1 + max(text.rfind(stop, 0, start) for stop in "\n。；;，,：:、")


def _stated(cell: Cell, text: _Texts) -> Iterator[Clause]:
    """The time limits of a column that holds nothing else; 20个工作日 stands there without 内."""
    key, before = text.place(cell)
    bare = _BARE_LIMIT.fullmatch(cell.text)
    for limit in understand(f"{cell.text.rstrip()}内" if bare else cell.text).limits:
        end = min(limit.end, len(cell.text.rstrip()))
        yield _limit(limit._replace(end=end), key, before, cell.text)


def _cited(citations: Sequence[Citation], key: str, before: int, text: str) -> Iterator[Basis]:
    starts = [_entry_start(text, citation.start) for citation in citations]
    for citation, start, end in zip(citations, starts, [*starts, len(text)][1:], strict=True):
        named = [(citation.title_start, citation.title_end)]
        named += [(number.start, number.end) for number in citation.numbers]
        named += [(date.start, date.end) for date in citation.dates]
        named += [(provision.start, provision.end) for provision in citation.provisions]
        yield Basis(
            citation.document.title,
            tuple(dict.fromkeys(number.value for number in citation.numbers)),
            tuple(dict.fromkeys(date.value for date in citation.dates)),
            tuple(dict.fromkeys(provision.path for provision in citation.provisions)),
            tuple((key, before + first, before + last) for first, last in named),
            ((key, before + start, before + end),),
        )


def _entry_start(text: str, title: int) -> int:
    """Where the list point of a title begins: behind the last stop, at most a mark and a label before it."""
    nearest = max(text.rfind(stop, 0, title) for stop in _STOPS)
    return nearest + 1 if title - nearest <= _LONGEST_MARK else title


def _joined(basises: Iterable[Basis]) -> Iterable[Basis]:
    """One basis a document: a document named in two list points is one ground with the provisions of both."""
    by_title: dict[str, list[Basis]] = {}
    for basis in basises:
        by_title.setdefault(basis.title, []).append(basis)
    return (several[0] if len(several) == 1 else _merged(several) for several in by_title.values())


def _merged(several: Sequence[Basis]) -> Basis:
    return Basis(
        several[0].title,
        tuple(dict.fromkeys(number for basis in several for number in basis.numbers)),
        tuple(dict.fromkeys(date for basis in several for date in basis.dates)),
        tuple(dict.fromkeys(path for basis in several for path in basis.provisions)),
        tuple(span for basis in several for span in basis.spans),
        tuple(zone for basis in several for zone in basis.zones),
    )


def _consequence(sanction: Sanction, facts: Facts, key: str, before: int, text: str) -> Consequence:
    document = facts.basis[sanction.basis].document.title if sanction.basis is not None else ""
    spans = ((key, before + sanction.start, before + sanction.end),)
    zones = [(key, before + _lead(text, sanction.start), before + sanction.end)]
    if sanction.condition_start is not None and sanction.condition_end is not None:
        zones.append((key, before + sanction.condition_start, before + sanction.condition_end))
    words = text[sanction.start : sanction.end]
    return Consequence(
        sanction.kind.value, _figures(sanction), document, sanction.provision or "", words, spans, tuple(zones)
    )


def _figures(sanction: Sanction) -> tuple[str, ...]:
    """The amounts of a sanction with what they count in."""
    amounts = {"min": sanction.minimum, "max": sanction.maximum, "cap": sanction.cap}
    measures = {"unit": sanction.unit, "base": sanction.base, "per": sanction.per, "on": sanction.on}
    figures = [f"{name}={_figure(value)}" for name, value in amounts.items() if value is not None]
    return (*figures, *(f"{name}={value}" for name, value in measures.items() if value))


def _figure(value: Decimal) -> str:
    return f"{value.normalize():f}"
