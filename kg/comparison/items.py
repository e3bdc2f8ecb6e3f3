"""Items as comparison sees them: what identifies one, what it says, and the words it says it in."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from extract.provision import Provision
from kg.comparison.levelling import level
from kg.graph.codes import type_by_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Span = tuple[str, int, int]
"""A place in a text of an item: the key of the text (see `Item.texts`) and the offsets of the words."""


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
    """A sanction an item may impose; ``figures`` are its amounts with unit, base and cap, ``words`` as printed.

    ``zones`` take in what leads to the words in their clause (并处), and the words that say when it applies.
    """

    kind: str
    figures: tuple[str, ...]
    document: str
    provision: str
    words: str
    spans: tuple[Span, ...] = ()
    zones: tuple[Span, ...] = ()

    def value(self, name: str) -> str:
        """A figure (min, max, cap) or what it counts in (unit, base, per, on), empty where there is none."""
        return next((figure.partition("=")[2] for figure in self.figures if figure.startswith(f"{name}=")), "")


@dataclass(frozen=True, slots=True)
class Clause:
    """A duty stage, a ground of accountability or a time limit: a name to know it by, and its words.

    ``heading`` is the printed name of a stage (受理). ``spans`` are the words, ``zones`` take in the mark and the
    heading before them.
    """

    name: str
    words: str
    spans: tuple[Span, ...] = ()
    heading: str = ""
    zones: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemTier:
    """A tier of discretion: how grave, in which case, the sanctions that follow, and the standard as printed.

    ``sanctions`` are kinds with their figures, sorted. ``spans`` are its standards, ``zones`` all its cells.
    """

    degree: str
    circumstance: str
    sanctions: tuple[tuple[str, tuple[str, ...]], ...]
    words: str
    spans: tuple[Span, ...] = ()
    zones: tuple[Span, ...] = ()

    @property
    def headed(self) -> str:
        """轻微（初次违法）：处五百元罚款."""
        case = f"（{self.circumstance}）" if self.degree and self.circumstance else self.circumstance
        head = self.degree + case
        return f"{head}：{self.words}" if head else self.words


@dataclass(frozen=True)
class Item:
    """One item of one list, whatever it was read from.

    ``texts`` are the cells that are compared as they stand, by the code of their role; a column of no known role is
    there by its printed heading. ``other_names`` are those that ``name`` may be as well, where what was read does not
    tell.
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
    tiers: tuple[ItemTier, ...] = ()
    stages: tuple[Clause, ...] = ()
    grounds: tuple[Clause, ...] = ()
    limits: tuple[Clause, ...] = ()
    telephone: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    other_names: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name, with that of the sub-item behind it."""
        return f"{self.name}·{self.sub_name}" if self.sub_name else self.name

    @cached_property
    def kind(self) -> str:
        """The code of the type of power, so that 处罚 and 行政处罚 are one; the words where they are none."""
        return type_by_name(self.type) or level(self.type)

    @cached_property
    def kind_or_fine(self) -> str:
        """The kind; of an item without a type that fines or grades its penalties, the kind of penalties."""
        fines = self.tiers or any(sanction.kind == "fine" for sanction in self.sanctions)
        return self.kind or (type_by_name("行政处罚") or "" if fines else "")

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
    """A list to compare: its name, its title and publisher (empty where none is printed), its items.

    Items of many lists may wait in a file (`kg.comparison.item_file`), and are read each time they are asked for.
    """

    name: str
    title: str
    publisher: str
    items: Sequence[Item]
