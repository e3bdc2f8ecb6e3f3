"""What a page knows: things, the links between them, the cells they print and the facts read from these.

Everything is plain values; things, cells and facts are named by their place in the page's tuples. Those of which a page
has many are tuples with names: they are made, copied and compared in a third of the time that dataclasses take.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Tie:
    """How a role of links is drawn: ``dash`` is a canvas dash pattern, empty for a whole line."""

    caption: str
    dash: tuple[int, ...] = ()


ROLES: Final = {
    "basis": Tie("实施依据"),
    "duty_basis": Tie("责任事项依据", (12, 4)),
    "grounds_basis": Tie("追责依据", (12, 4, 2, 4)),
    "reference": Tie("条文援引", (6, 5)),
    "sanction": Tie("法律责任", (2, 4)),
    "office": Tie("行使与承办"),
    "type": Tie("权力类型"),
    "part": Tie("组成"),
    "issued": Tie("由其印发", (6, 5)),
    "same": Tie("疑似同一机构", (2, 4)),
}
"""What links mean, in the order of legends; all point from the one that has to the one it has."""


#: Kinds of which the index of a page that is divided has every thing whole.
COVER: Final = frozenset({"body", "unit", "type", "document"})
IN_LIST: Final = "所在清单"
"""The label of qz:inList, under which an entry names its list."""


class Thing(NamedTuple):
    """A node: ``kind`` is a code of `kg.graph.kinds.on_page`, ``sort`` what it is within its kind.

    ``also`` are other names, ``cells`` the places of what it prints.
    """

    iri: str
    kind: str
    sort: str
    label: str
    code: str = ""
    also: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    cells: tuple[int, ...] = ()
    weight: int = 0
    """The number of entries behind it."""


class Link(NamedTuple):
    """An edge between things; ``facts`` are the words that say so, none where the list's columns do."""

    source: int
    target: int
    role: str
    facts: tuple[int, ...] = ()


class PrintedCell(NamedTuple):
    """A cell as printed, under the heading of its column."""

    iri: str
    caption: str
    text: str


class CellSpan(NamedTuple):
    """Characters of a cell from ``start`` to before ``end``, in code points."""

    cell: int
    start: int
    end: int


class Fact(NamedTuple):
    """What was read from the words at ``places``; ``target`` is the thing they name, None where they name none.

    ``doubt`` (0 to 100) says how much it wants a second look, ``reasons`` why.
    """

    iri: str
    kind: str
    caption: str
    places: tuple[CellSpan, ...]
    target: int | None = None
    details: tuple[tuple[str, str], ...] = ()
    doubt: int = 0
    reasons: tuple[str, ...] = ()
    hash: str = ""
    """Names this reading: another target, caption or detail gives another."""


@dataclass(frozen=True, slots=True, order=True)
class MergedVerdict:
    """What ``who`` found of a fact, a finding or a proposal, merged into the graph; ``code`` is that of the verdict.

    ``time`` is ISO 8601 in UTC; ``settles`` says that it decides between reviewers who differ.
    """

    fact: str
    who: str
    code: str
    note: str
    time: str
    settles: bool


@dataclass(frozen=True, slots=True)
class FindingMark:
    """What the audit found of a thing (None: of a list), at ``place`` where it stands in words.

    ``conflict`` is the thing it contradicts. ``severity`` is error, warning or info, ``code`` that of the rule.
    """

    iri: str
    code: str
    severity: str
    message: str
    thing: int | None
    place: CellSpan | None
    quote: str
    conflict: int | None


@dataclass(frozen=True, slots=True)
class OfficePair:
    """Two offices that may be one: ``reason`` how their names differ, ``score`` how alike these are, from 0 to 100."""

    iri: str
    office: int
    other: int
    reason: str
    score: int


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """The article beside the citation ``iri``; see `kg.laws.matching.beside.Beside`.

    ``diff`` leads from the printed words to the text: (``=``, ``-`` or ``+``, words).
    """

    iri: str
    kind: str
    named: str
    document: str
    version: str
    status: str
    in_force: bool | None
    provision: str
    text: str
    similarity: float
    diff: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Traits:
    """What an entry is filtered by beside its links; each value once, sorted.

    ``lists`` are the lists that print it, ``reasons`` those for which its facts want a second look, ``findings`` the
    codes of the rules that found something of it.
    """

    lists: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """The counts of a whole graph, each computed once: what every tile, legend and bar of its pages says."""

    things: int = 0
    entries: int = 0
    facts: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    roles: Mapping[str, int] = field(default_factory=dict)
    fact_kinds: Mapping[str, int] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PartFile:
    """A part of a page that stands in a file beside it: whose entries, how many."""

    file: str
    caption: str
    entries: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A node of the overview; ``thing`` is None for what was left out of a column, ``rest`` how much that is."""

    thing: int | None
    kind: str
    x: int
    y: int
    rest: int = 0


@dataclass(frozen=True, slots=True)
class OverviewPicture:
    """The spots, and the number of entries that two of them share: (place of spot, place of spot, count)."""

    spots: tuple[Spot, ...] = ()
    shared: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Everything one page shows; ``base`` is what its identifiers begin with."""

    base: str
    title: str
    things: tuple[Thing, ...] = ()
    links: tuple[Link, ...] = ()
    cells: tuple[PrintedCell, ...] = ()
    facts: tuple[Fact, ...] = ()
    focus: int | None = None
    """The thing it opens on; None for the overview."""
    overview: OverviewPicture | None = None
    """Where it does not follow from what the page holds."""
    search_entries: tuple[tuple[str, int, str], ...] = ()
    """What the search index finds its things by (`kg.page.search`)."""
    findings: tuple[FindingMark, ...] = ()
    proposals: tuple[OfficePair, ...] = ()
    articles: tuple[CitedArticle, ...] = ()
    verdicts: tuple[MergedVerdict, ...] = ()
    totals: Totals | None = None
    """The counts of the graph; None: those of what the page holds."""
    spots: tuple[tuple[int, int], ...] = ()
    """Where each thing stands on the map; empty: worked out."""
    parts: tuple[PartFile, ...] = ()
    searched: tuple[str, ...] = ()
    """The files beside the page that its search looks through; empty: it looks through what it holds."""
    outline: tuple[str, ...] = ()
    """The files beside the page with all things and links of a page that is divided (`kg.page.divided.outline`)."""
    queue: tuple[str, ...] = ()
    """The files beside the page with every fact there is to review (`kg.page.divided.queue`)."""
    judged: str = ""
    """The file beside the page that names those with the verdicts (`kg.page.divided.judged`)."""
    places: Mapping[str, str] = field(default_factory=dict)
    """The place of each list, by its title; empty text where none is known."""
    whole: tuple[Totals, str] | None = None
    """The counts of the graph of which the page shows a part, and the file that shows it all (empty: unknown)."""
