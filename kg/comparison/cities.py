"""The same power in several lists: a table of powers by list, and in what the lists differ.

State Council guidance asks that lists be 横向可比对 (comparable between places). A power is known by the tail of its
national code behind the credit code, by its name, else by name and provisions; each member says how sure that is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.comparison.levelling import level
from kg.comparison.matching import match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.comparison.items import Item, ItemList

#: What is compared of a power, in the order of the table; the Chinese names stand in the head of its columns.
ASPECTS: Final = {
    "basis": "实施依据",
    "sanction": "罚款幅度",
    "tiers": "裁量基准",
    "stages": "责任环节",
    "limits": "期限",
    "unit": "承办机构",
    "level": "行使层级",
    "type": "权力类型",
}
_CREDIT_CODE: Final = 18


@dataclass(frozen=True, slots=True)
class Member:
    """A power in one list: the place of its item there, and how sure it is that it is the same power, and why."""

    item: int
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Power:
    """One power with its item in each list that has it; ``aspects`` are those in which the lists differ."""

    name: str
    type: str
    members: Mapping[int, Member]
    aspects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Powers of several lists; ``lists`` are their names in the order given, ``items`` what each holds."""

    lists: tuple[str, ...]
    items: tuple[tuple[Item, ...], ...]
    powers: tuple[Power, ...]

    def alone(self, place: int) -> Iterator[Power]:
        """The powers that one list alone has."""
        return (power for power in self.powers if set(power.members) == {place})

    def item(self, power: Power, place: int) -> Item | None:
        """The item of a power in a list, or None where the list has it not."""
        member = power.members.get(place)
        return self.items[place][member.item] if member else None


def compare(lists: Mapping[str, Sequence[Item]]) -> Comparison:
    """Find the powers that several lists have in common; every item of every list is in one power."""
    names, items = tuple(lists), tuple(tuple(items) for items in lists.values())
    first: list[Item] = []
    members: list[dict[int, Member]] = []
    for place, here in enumerate(items):
        matching = match(first, here, code_tail)
        for pair in matching.pairs:
            members[pair.old][place] = Member(pair.new, pair.score, pair.reason)
        for number in matching.only_new:
            first.append(here[number])
            members.append({place: Member(number, 1.0, "首次出现")})
    powers = (
        Power(item.title, item.type, known, _differing([items[at][member.item] for at, member in known.items()]))
        for item, known in zip(first, members, strict=True)
    )
    return Comparison(names, items, tuple(powers))


def compare_lists(lists: Sequence[ItemList]) -> Comparison:
    """The same for lists as they were read, each under a name that no other bears."""
    return compare(dict(zip(_names(lists), (list_.items for list_ in lists), strict=True)))


def _names(lists: Sequence[ItemList]) -> list[str]:
    """A name a list that no other bears: its publisher, else its file; the file behind it where that is not enough."""
    names = [list_.publisher or list_.name for list_ in lists]
    borne = Counter(names)
    seen: Counter[str] = Counter()
    out = []
    for name, list_ in zip(names, lists, strict=True):
        whole = name if borne[name] == 1 else f"{name}（{list_.name}）"
        seen[whole] += 1
        out.append(whole if seen[whole] == 1 else f"{whole} {seen[whole]}")
    return out


def code_tail(item: Item) -> str:
    """What of an item code other bodies share: all behind the 18 signs of the credit code; else the whole code.

    >>> from kg.comparison.items import Item
    >>> code_tail(Item("甲市", "1", "11999999999999999X3620214001000", "甲", "", "", "", ""))
    '3620214001000'
    """
    return item.code[_CREDIT_CODE:] if len(item.code) > _CREDIT_CODE + 6 else item.code


def shown(item: Item, aspect: str) -> str:
    """What an item says of an aspect, for people."""
    return _SHOWN[aspect](item)


def _differing(items: Sequence[Item]) -> tuple[str, ...]:
    """The aspects in which items that say something of them say different things."""
    if len(items) < 2:
        return ()
    return tuple(
        aspect
        for aspect, value in _VALUES.items()
        if len({compared for item in items if (compared := value(item))}) > 1
    )


def _basis(item: Item) -> object:
    return frozenset((basis.title, basis.provisions) for basis in item.basis)


def _fines(item: Item) -> object:
    return frozenset(
        Counter(consequence.figures for consequence in item.sanctions if consequence.kind == "fine").items()
    )


def _stages(item: Item) -> object:
    return tuple(stage.name for stage in item.stages)


def _limits(item: Item) -> object:
    return frozenset(Counter(limit.name for limit in item.limits).items())


_VALUES: Final[Mapping[str, Callable[[Item], object]]] = {
    "basis": _basis,
    "sanction": _fines,
    "tiers": lambda item: frozenset((level(tier.degree), tier.sanctions) for tier in item.tiers),
    "stages": _stages,
    "limits": _limits,
    "unit": lambda item: level(item.unit),
    "level": lambda item: level(item.texts.get("level", "")),
    "type": lambda item: level(item.type),
}
_SHOWN: Final[Mapping[str, Callable[[Item], str]]] = {
    "basis": lambda item: "；".join(basis.words for basis in item.basis),
    "sanction": lambda item: "；".join(sanction.words for sanction in item.sanctions if sanction.kind == "fine"),
    "tiers": lambda item: "；".join(tier.headed for tier in item.tiers),
    "stages": lambda item: "、".join(stage.heading for stage in item.stages if stage.heading),
    "limits": lambda item: "、".join(limit.words for limit in item.limits),
    "unit": lambda item: item.unit,
    "level": lambda item: item.texts.get("level", ""),
    "type": lambda item: item.type,
}
