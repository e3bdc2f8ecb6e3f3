"""What a page knows: things, the links between them, the cells they print and the facts read from these.

Everything is plain values; things, cells and facts are named by their place in the page's tuples.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind is shown: a colour of Okabe and Ito, and a shape that says the same to those who see no colours."""

    caption: str
    colour: str
    shape: str


KINDS: Final = {
    "type": Look("类别", "#F0E442", "star"),
    "body": Look("机关", "#0072B2", "square"),
    "unit": Look("内设机构", "#0072B2", "frame"),
    "item": Look("权责事项", "#E69F00", "dot"),
    "entry": Look("职责条目", "#CC79A7", "triangle"),
    "document": Look("文件", "#009E73", "page"),
    "provision": Look("条款", "#56B4E9", "bar"),
    "sanction": Look("法律后果", "#D55E00", "diamond"),
    "unresolved": Look("未辨认的引用", "#999999", "hexagon"),
}
"""Kinds of things, in the order of legends."""

ENTRIES: Final = frozenset({"item", "entry"})
"""The kinds that lists print: what all counts count."""


@dataclass(frozen=True, slots=True)
class Tie:
    """How a role of links is drawn: ``dash`` is a canvas dash pattern, empty for a whole line."""

    caption: str
    dash: tuple[int, ...] = ()


ROLES: Final = {
    "basis": Tie("实施依据"),
    "duty_basis": Tie("责任事项依据", (12, 4)),
    "grounds_basis": Tie("追责依据", (12, 4, 2, 4)),
    "reference": Tie("引文指向", (6, 5)),
    "sanction": Tie("法律后果", (2, 4)),
    "office": Tie("行使与承办"),
    "type": Tie("属于类别"),
    "part": Tie("组成"),
    "issued": Tie("由其印发", (6, 5)),
    "same": Tie("可能同一", (2, 4)),
}
"""What links mean, in the order of legends; all point from the one that has to the one it has."""

FACTS: Final = {
    "citation": "引用",
    "pinpoint": "条款",
    "sanction": "法律后果",
    "limit": "期限",
    "indicator": "监管指标",
    "stage": "责任环节",
    "ground": "追责情形",
}
"""Kinds of facts, each read from the characters of a cell."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A node: ``sort`` is what it is within its kind, ``also`` other names, ``cells`` the places of what it prints."""

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
    pages: tuple[tuple[str, str, str], ...] = ()
    """Other pages of the same graph: (IRI of what it shows, caption, file name)."""
