"""What understanding gives: the facts that a text states in law; immutable and plain.

Tuples with names, for there are many: one costs a third of a frozen dataclass.

All offsets count code points of the cell (or passage) as printed, so ``text[start:end]`` is always the quote.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from extract.model import Cell, Passage, Row, Tier, Trouble


class SanctionKind(StrEnum):
    """Consequences a provision can attach to conduct (行政处罚法 art. 9 and what basis texts add to it)."""

    # Kinds are looked up for every consequence; the hash of Enum is a call into Python.
    __hash__ = str.__hash__

    FINE = "fine"
    WARNING = "warning"
    CRITICISM = "criticism"
    CONFISCATION = "confiscation"
    LICENCE_REVOCATION = "licence_revocation"
    SUSPENSION = "suspension"
    DEMOTION = "demotion"
    CLOSURE = "closure"
    RESTRICTION = "restriction"
    DETENTION = "detention"
    DAILY_PENALTY = "daily_penalty"
    LATE_FEE = "late_fee"
    ORDER = "order"
    DISPOSITION = "disposition"
    COMPENSATION = "compensation"
    CRIMINAL = "criminal"


class Resolution(StrEnum):
    """Whether the document a name stands for is known."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNRESOLVED = "unresolved"


class Bound(StrEnum):
    """What a period is to what it limits: the shortest (不少于), the longest (日内), or exactly it (有效期五年)."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    EXACT = "exact"


class Actor(StrEnum):
    """Who has to keep a time limit: an authority, or a party before it (申请人, 用人单位)."""

    AUTHORITY = "authority"
    PARTY = "party"


class Document(NamedTuple):
    """The document a title stands for: canonical title, rank code, the notice that promulgates it."""

    title: str
    rank: str | None = None
    promulgated_by: str | None = None


class StatedNumber(NamedTuple):
    """A decree or document number stated for a document, levelled (国务院令第700号), with its place in print."""

    value: str
    start: int
    end: int


class StatedDate(NamedTuple):
    """A date given for a document as exact as printed: YYYY-MM-DD, YYYY-MM or YYYY."""

    value: str
    start: int
    end: int
    event: str | None = None


class CitedProvision(NamedTuple):
    """A provision's path (art_84__para_1, see extract.provision) and the place of the words that name it."""

    path: str
    start: int
    end: int


class Citation(NamedTuple):
    """A document a cell names as legal basis; ``start``/``end`` run from its title to its last heading.

    ``title`` is as printed between the outer 《 》, spaces removed.
    """

    title: str
    start: int
    end: int
    title_start: int
    title_end: int
    document: Document
    numbers: tuple[StatedNumber, ...] = ()
    dates: tuple[StatedDate, ...] = ()
    provisions: tuple[CitedProvision, ...] = ()
    label: str | None = None
    whole: bool = False


class Reference(NamedTuple):
    """A provision or document the quoted text points at.

    ``how``: named, own (本法), abbreviation, bare (just 第X条), number (国发〔2010〕40号), relative (前款, 上条).
    ``basis`` is the index of the citation within whose text it stands, or None.
    """

    title: str
    start: int
    end: int
    how: str
    resolution: Resolution
    document: Document | None = None
    provisions: tuple[CitedProvision, ...] = ()
    basis: int | None = None


class Sanction(NamedTuple):
    """A consequence the quoted text provides.

    ``minimum``/``maximum``/``cap`` in ``unit`` (CNY in yuan, multiple, CNY_per_m2, rate_per_day, day, month, year,
    life …); ``basis`` is the index of the providing citation, ``provision`` its path; ``condition`` the printed
    words that say when it applies, ``condition_start`` and ``condition_end`` their place; ``discretion`` is may or
    shall.
    """

    kind: SanctionKind
    start: int
    end: int
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    unit: str | None = None
    base: str | None = None
    per: str | None = None
    on: str | None = None
    cap: Decimal | None = None
    basis: int | None = None
    provision: str | None = None
    condition: str | None = None
    discretion: str | None = None
    authority: str | None = None
    condition_start: int | None = None
    condition_end: int | None = None


class TimeLimit(NamedTuple):
    """A period the text sets (三十日内, 15个工作日): ``unit`` is hour, day, working_day, month or year.

    ``bound`` is None only where a graph of an earlier edition does not say. ``actor`` is who has to keep it where the
    sentence names one, ``who`` the printed words that do (县级人民政府), with their place; None for all four where it
    does not (自受理之日起二十日内作出决定).
    """

    value: Decimal
    unit: str
    start: int
    end: int
    bound: Bound | None = None
    actor: Actor | None = None
    who: str | None = None
    who_start: int | None = None
    who_end: int | None = None


class Indicator(NamedTuple):
    """A measurable target of supervision (每月不少于2次, 抽查面不少于30%).

    ``period`` is day, week, month, quarter, year or None; ``measure`` what is counted (次, 人, 家, 抽查面 …);
    ``unit`` is count or percent.
    """

    measure: str
    minimum: Decimal | None
    maximum: Decimal | None
    unit: str
    period: str | None
    start: int
    end: int


class Facts(NamedTuple):
    """What one text says in law: grounds, references, sanctions, time limits."""

    basis: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    limits: tuple[TimeLimit, ...] = ()


class Stage(NamedTuple):
    """A duty stage of an item; ``concept`` is a code of the stage code list, ``name`` the printed stage name."""

    order: int
    concept: str | None
    name: str
    text: str
    start: int
    end: int


class Ground(NamedTuple):
    """A ground of accountability (追责情形) with its place in the cell."""

    order: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TierFacts:
    """A tier of discretion with what each of its standards says."""

    tier: Tier
    facts: tuple[tuple[Cell, Facts], ...]


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one row: ``facts`` pairs each basis cell with what it says, ``tiers`` each tier."""

    row: Row
    facts: tuple[tuple[Cell, Facts], ...] = ()
    stages: tuple[Stage, ...] = ()
    grounds: tuple[Ground, ...] = ()
    troubles: tuple[Trouble, ...] = field(default=())
    tiers: tuple[TierFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageFacts:
    """What one passage of a register says: legal facts and, in supervision sections, indicators."""

    passage: Passage
    facts: Facts
    indicators: tuple[Indicator, ...] = ()
