"""Items as comparison sees them: what identifies one, what it says, and the words it says it in."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from extract.model import Role
from extract.provision import Provision
from kg.comparison.levelling import level
from kg.graph.vocabulary import labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from extract.facts import Citation, Extraction, Facts, Sanction
    from extract.model import Cell

Span = tuple[Role, int, int]
"""A place in a cell: its role and the offsets of the words."""

#: The cells whose text is compared as it stands, where no fact of theirs explains a difference.
TEXTS: Final = (
    Role.BASIS, Role.DUTIES, Role.DUTY_BASIS, Role.GROUNDS, Role.GROUNDS_BASIS, Role.LIABLE, Role.LEVEL, Role.REMARK,
)  # fmt: skip
_LONGEST_MARK: Final = 24


@dataclass(frozen=True, slots=True)
class Basis:
    """A document an item rests on, with what the item states of it.

    ``spans`` are the words that name it, its numbers, dates and provisions; ``zones`` run on to the next document and
    hold the text quoted from it.
    """

    title: str
    numbers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    zones: tuple[Span, ...] = ()

    @property
    def words(self) -> str:
        """《甲办法》第三条、第五条."""
        return f"《{self.title}》" + "、".join(Provision.parse(path).words() for path in self.provisions)


@dataclass(frozen=True, slots=True)
class Consequence:
    """A sanction an item may impose; ``figures`` are its amounts with unit, base and cap, ``words`` as printed."""

    kind: str
    figures: tuple[str, ...]
    document: str
    provision: str
    words: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A duty stage, a ground of accountability or a time limit: a name to know it by, and its words.

    ``heading`` is the printed name of a stage (受理).
    """

    name: str
    words: str
    spans: tuple[Span, ...] = ()
    heading: str = ""


@dataclass(frozen=True)
class Item:
    """One item of one list, whatever it was read from.

    ``other_names`` are those that ``name`` may be as well, where what was read does not tell.
    """

    list_name: str
    serial: str
    code: str
    name: str
    sub_name: str
    type: str
    body: str
    unit: str
    place: str = ""
    basis: tuple[Basis, ...] = ()
    sanctions: tuple[Consequence, ...] = ()
    stages: tuple[Clause, ...] = ()
    grounds: tuple[Clause, ...] = ()
    limits: tuple[Clause, ...] = ()
    telephone: str = ""
    texts: Mapping[Role, str] = field(default_factory=dict)
    other_names: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name, with that of the sub-item behind it."""
        return f"{self.name}·{self.sub_name}" if self.sub_name else self.name

    @cached_property
    def level_title(self) -> str:
        """The title levelled for comparison."""
        return level(self.title)

    @cached_property
    def provisions(self) -> frozenset[tuple[str, str]]:
        """Every provision the item rests on, with its document; a document cited whole counts by itself."""
        return frozenset((basis.title, path) for basis in self.basis for path in basis.provisions or ("",))


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list to compare: its name, its title and publisher (empty where none is printed), its items."""

    name: str
    title: str
    publisher: str
    items: tuple[Item, ...]


def item_of(extraction: Extraction, list_name: str, publisher: str = "", place: str = "") -> Item:
    """The item of a row that was read and understood."""
    row = extraction.row
    name, sub_name = (" ".join(row.text(role).split()) for role in (Role.NAME, Role.SUB_NAME))
    basis: list[Basis] = []
    sanctions: list[Consequence] = []
    limits: list[Clause] = []
    before = 0
    for cell, facts in sorted(extraction.facts, key=lambda found: (found[0].role is not Role.BASIS, _column(found[0]))):
        # Several basis cells of one row are compared as one text, joined as `texts` joins them.
        basis += _cited(facts.basis, before, cell.text)
        sanctions += [_consequence(found, facts, before, cell.text) for found in facts.sanctions]
        limits += [
            Clause(f"{found.value.normalize():f}{found.unit}", cell.text[found.start : found.end],
                   ((Role.BASIS, before + found.start, before + found.end),))
            for found in facts.limits
        ]  # fmt: skip
        before += len(cell.text) + 1
    return Item(
        list_name,
        row.text(Role.SERIAL).strip(),
        "".join((row.text(Role.SUB_CODE) or row.text(Role.CODE)).split()),
        name,
        "" if level(sub_name) == level(name) else sub_name,
        row.text(Role.TYPE).strip(),
        row.text(Role.BODY).strip() or publisher,
        row.text(Role.UNIT).strip(),
        place,
        tuple(_joined(basis)),
        tuple(sanctions),
        tuple(
            Clause(stage.concept or level(stage.name), stage.text, ((Role.DUTIES, stage.start, stage.end),), stage.name)
            for stage in extraction.stages
        ),
        tuple(
            Clause(level(ground.text), ground.text, ((Role.GROUNDS, ground.start, ground.end),))
            for ground in extraction.grounds
        ),
        tuple(limits),
        "、".join(sorted({cell.text.strip() for cell in row.all(Role.TELEPHONE) if cell.text.strip()})),
        {
            role: text
            for role in (*TEXTS, Role.OTHER)
            if (text := "\n".join(cell.text for cell in sorted(row.all(role), key=_column) if cell.text.strip()))
        },
    )


def _column(cell: Cell) -> tuple[str, str]:
    """The order of several cells of one role: by heading, for columns that changed places are no difference."""
    return cell.header or labels("column").get(cell.role, ""), cell.text


def _cited(citations: Sequence[Citation], before: int, text: str) -> Iterator[Basis]:
    starts = [_entry_start(text, found.start) for found in citations]
    for found, start, end in zip(citations, starts, [*starts, len(text)][1:], strict=True):
        named = [(found.title_start, found.title_end)]
        named += [(number.start, number.end) for number in found.numbers]
        named += [(date.start, date.end) for date in found.dates]
        named += [(provision.start, provision.end) for provision in found.provisions]
        yield Basis(
            found.document.title,
            tuple(dict.fromkeys(number.value for number in found.numbers)),
            tuple(dict.fromkeys(date.value for date in found.dates)),
            tuple(dict.fromkeys(provision.path for provision in found.provisions)),
            tuple((Role.BASIS, before + first, before + last) for first, last in named),
            ((Role.BASIS, before + start, before + end),),
        )


def _entry_start(text: str, title: int) -> int:
    """Where the list point of a title begins: behind the last stop, at most a mark and a label before it."""
    nearest = max(text.rfind(stop, 0, title) for stop in "\n。；;")
    return nearest + 1 if title - nearest <= _LONGEST_MARK else title


def _joined(found: Iterable[Basis]) -> Iterable[Basis]:
    """One basis a document: a document named in two list points is one ground with the provisions of both."""
    by_title: dict[str, list[Basis]] = {}
    for basis in found:
        by_title.setdefault(basis.title, []).append(basis)
    return (several[0] if len(several) == 1 else _one(several) for several in by_title.values())


def _one(several: Sequence[Basis]) -> Basis:
    return Basis(
        several[0].title,
        tuple(dict.fromkeys(number for basis in several for number in basis.numbers)),
        tuple(dict.fromkeys(date for basis in several for date in basis.dates)),
        tuple(dict.fromkeys(path for basis in several for path in basis.provisions)),
        tuple(span for basis in several for span in basis.spans),
        tuple(zone for basis in several for zone in basis.zones),
    )


def _consequence(found: Sanction, facts: Facts, before: int, text: str) -> Consequence:
    figures = [f"{name}={_figure(value)}" for name, value in (
        ("min", found.minimum), ("max", found.maximum), ("cap", found.cap)) if value is not None]  # fmt: skip
    figures += [f"{name}={value}" for name, value in (
        ("unit", found.unit), ("base", found.base), ("per", found.per), ("on", found.on)) if value]  # fmt: skip
    document = facts.basis[found.basis].document.title if found.basis is not None else ""
    spans = ((Role.BASIS, before + found.start, before + found.end),)
    return Consequence(
        found.kind.value, tuple(figures), document, found.provision or "", text[found.start : found.end], spans
    )


def _figure(value: Decimal) -> str:
    return f"{value.normalize():f}"
