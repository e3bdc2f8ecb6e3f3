"""A row in, its facts out; a register in, the facts of its passages out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.facts import Extraction, Facts, PassageFacts, TierFacts
from extract.model import Contact, Passage, Regime, ResponsibilityList, Role, Row
from extract.understanding.cell import understand
from extract.understanding.duties import grounds, stages
from extract.understanding.indicators import indicators

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.model import Cell


def extract(row: Row) -> Extraction:
    """Everything one row of a power list says; a basis split over several columns gives one ``Facts`` a cell.

    What the law provides may stand in a column of its own (处罚内容); it is read as the basis is. The standards of
    tiers are read too, each by itself.
    """
    facts = _understood([*row.all(Role.BASIS), *row.all(Role.PENALTY)])
    tiers = tuple(TierFacts(tier, _understood(tier.standards)) for tier in row.tiers)
    return Extraction(row, facts, stages(row.text(Role.DUTIES)), grounds(row.text(Role.GROUNDS)), row.troubles, tiers)


def _understood(cells: Sequence[Cell]) -> tuple[tuple[Cell, Facts], ...]:
    return tuple((cell, understand(cell.text)) for cell in cells if cell.text.strip())


def passages(register: ResponsibilityList) -> tuple[PassageFacts, ...]:
    """The facts of every passage of a responsibility list, in reading order.

    The basis cell of a boundary is read as a basis; everything else is running text. Indicators are looked for in
    the sections of supervision regimes only, where figures are targets.
    """
    return tuple(_facts(passage, kind) for passage, kind in _passages(register))


def _facts(passage: Passage, kind: str) -> PassageFacts:
    facts = understand(passage.text, prose=kind != "basis") if passage.text.strip() else Facts()
    return PassageFacts(passage, facts, indicators(passage.text) if kind == "section" else ())


def _passages(register: ResponsibilityList) -> Iterator[tuple[Passage, str]]:
    for responsibility in register.responsibilities:
        yield responsibility.text, "prose"
        for task in responsibility.tasks:
            yield task.text, "prose"
            yield from _printed(task.contacts)
    for boundary in register.boundaries:
        yield boundary.matter, "prose"
        for share in boundary.shares:
            yield share.text, "prose"
        if boundary.basis:
            yield boundary.basis, "basis"
        if boundary.case:
            yield boundary.case, "prose"
    for service in register.services:
        yield service.name, "prose"
        yield service.content, "prose"
        if service.basis:
            yield service.basis, "basis"
        yield from _printed(service.contacts)
    for regime in register.regimes:
        yield from _regime(regime)


def _printed(contacts: tuple[Contact, ...]) -> Iterator[tuple[Passage, str]]:
    for contact in contacts:
        yield contact.printed, "prose"


def _regime(regime: Regime) -> Iterator[tuple[Passage, str]]:
    yield regime.name, "prose"
    if regime.preface:
        yield regime.preface, "prose"
    for section in regime.sections:
        yield section.text, "section"
