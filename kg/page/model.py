"""What a page knows: things, the links between them, the cells they print and the facts read from these.

Everything is plain values; things, cells and facts are named by their place in the page's tuples.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


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


@dataclass(frozen=True, slots=True)
class Thing:
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


@dataclass(frozen=True, slots=True)
class Link:
    """An edge between things; ``facts`` are the words that say so, none where the list's columns do."""

    source: int
    target: int
    role: str
    facts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell as printed, under the heading of its column."""

    iri: str
    caption: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of a cell from ``start`` to before ``end``, in code points."""

    cell: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """What was read from the words at ``places``; ``target`` is the thing they name, None where they name none.

    ``doubt`` (0 to 100) says how much it wants a second look, ``reasons`` why.
    """

    iri: str
    kind: str
    caption: str
    places: tuple[Place, ...]
    target: int | None = None
    details: tuple[tuple[str, str], ...] = ()
    doubt: int = 0
    reasons: tuple[str, ...] = ()
    verdicts: tuple[tuple[str, str, str], ...] = ()
    """What reviewers said, as merged into the graph: (who, code of the verdict, note)."""


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
    found: tuple[tuple[str, int, str], ...] = ()
    """What the search index finds its things by (`kg.page.search`)."""
    pages: tuple[tuple[str, str, str], ...] = ()
    """Other pages of the same graph: (IRI of what it shows, caption, file name)."""
