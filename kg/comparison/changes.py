"""What differs between two states of one item: each fact that changed, then words that no fact explains."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from extract.model import Role
from extract.provision import Provision
from kg.comparison.items import TEXTS, Basis, Clause, Consequence, Item, Span
from kg.comparison.levelling import level, level_with_places
from kg.comparison.word_diff import Segment, word_diff

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

T = TypeVar("T", Basis, Clause)
#: The least likeness of two grounds or stages that are one reworded, from 0 to 100.
_REWORDED: Final = 60


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    ``change`` is added, removed, renamed, retyped, moved, basis, sanction, stage, ground, limit, contact or text;
    ``field`` what of the item it concerns; ``old`` and ``new`` the printed words, empty where there are none.
    """

    change: str
    serial: str
    code: str
    item: str
    field: str
    old: str
    new: str
    score: float
    reason: str

    @property
    def words(self) -> tuple[Segment, ...]:
        """The word diff of the two texts."""
        return word_diff(self.old, self.new)


@dataclass(frozen=True, slots=True)
class _Difference:
    change: str
    field: str
    old: str
    new: str
    spans: tuple[tuple[Span, ...], tuple[Span, ...]] = ((), ())


def changes(old: Item, new: Item, score: float, reason: str, *, strict: bool = False) -> Iterator[Change]:
    """Every difference between two states of an item.

    ``strict`` counts blanks, width and punctuation, the serial and the code as well.
    """
    for found in _differences(old, new, strict=strict):
        yield Change(
            found.change, new.serial, new.code or old.code, new.title, found.field, found.old, found.new, score, reason
        )


def _differences(old: Item, new: Item, *, strict: bool) -> Iterator[_Difference]:
    same: Callable[[str, str], bool] = (lambda a, b: a == b) if strict else (lambda a, b: level(a) == level(b))
    for change, field in (
        ("renamed", "name"), ("renamed", "sub_name"), ("retyped", "type"), ("moved", "unit"), ("moved", "body"),
        ("contact", "telephone"),
    ):  # fmt: skip
        before, after = str(getattr(old, field)), str(getattr(new, field))
        if not same(before, after) and not (field == "name" and _may_be_one_name(old, new)):
            yield _Difference(change, field, before, after)
    if strict or old.code != new.code:
        yield from (
            _Difference("text", field, getattr(old, field), getattr(new, field))
            for field in (("serial", "code") if strict else ("code",))
            if getattr(old, field) != getattr(new, field)
        )
    found = [*_basis(old, new), *_sanctions(old, new)]
    found += _clauses("stage", old.stages, new.stages)
    found += _clauses("ground", old.grounds, new.grounds)
    found += _limits(old.limits, new.limits)
    yield from found
    yield from _texts(old, new, found, same)


def _may_be_one_name(old: Item, new: Item) -> bool:
    """Whether what was read leaves open that the two bear one name."""
    before, after = ({level(name) for name in (item.name, *item.other_names)} for item in (old, new))
    return bool((old.other_names or new.other_names) and before & after)


def _basis(old: Item, new: Item) -> Iterator[_Difference]:
    before, after = {one.title: one for one in old.basis}, {one.title: one for one in new.basis}
    gone, come = [before[t] for t in before if t not in after], [after[t] for t in after if t not in before]
    for one, other in _paired(gone, come, lambda basis: basis.title):
        words = (one.words if one else "", other.words if other else "")
        yield _Difference("basis", "document", *words, (one.zones if one else (), other.zones if other else ()))
    for title in (title for title in before if title in after):
        yield from _stated(before[title], after[title])


def _stated(one: Basis, other: Basis) -> Iterator[_Difference]:
    for field in ("number", "date", "provision"):
        before: tuple[str, ...] = getattr(one, field + "s")
        after: tuple[str, ...] = getattr(other, field + "s")
        if sorted(map(level, before)) != sorted(map(level, after)):
            yield _Difference(
                "basis", field, _stated_words(one, field), _stated_words(other, field), _spans(one, other)
            )


def _stated_words(basis: Basis, field: str) -> str:
    values: tuple[str, ...] = getattr(basis, field + "s")
    words = [Provision.parse(value).words() if field == "provision" else value for value in values]
    return f"《{basis.title}》{'、'.join(words)}"


def _sanctions(old: Item, new: Item) -> Iterator[_Difference]:
    """Sanctions that are the same wherever they stand need no word; the rest are paired by kind and provision."""
    gone, come = list(old.sanctions), list(new.sanctions)
    for key in (_whole_sanction, _amount, _provided, _kind):
        for one, other in _taken(gone, come, key):
            if one.figures != other.figures or one.kind != other.kind:
                yield _Difference("sanction", one.kind, one.words, other.words, _spans(one, other))
    yield from (_Difference("sanction", one.kind, one.words, "", _spans(one, None)) for one in gone)
    yield from (_Difference("sanction", one.kind, "", one.words, _spans(None, one)) for one in come)


def _whole_sanction(one: Consequence) -> object:
    return (one.kind, one.figures, one.document, one.provision, level(one.words))


def _amount(one: Consequence) -> object:
    return (one.kind, one.figures)


def _provided(one: Consequence) -> object:
    return (one.kind, one.document, one.provision)


def _kind(one: Consequence) -> object:
    return one.kind


def _taken(
    gone: list[Consequence], come: list[Consequence], key: Callable[[Consequence], object]
) -> list[tuple[Consequence, Consequence]]:
    """Pairs of one key, taken out of both lists."""
    waiting = defaultdict(list)
    for one in gone:
        waiting[key(one)].append(one)
    pairs = [(waiting[key(other)].pop(0), other) for other in come if waiting.get(key(other))]
    for one, other in pairs:
        gone.remove(one)
        come.remove(other)
    return pairs


def _clauses(change: str, old: Sequence[Clause], new: Sequence[Clause]) -> Iterator[_Difference]:
    gone, come = _unlike(old, new, lambda clause: level(clause.words))
    for one, other in _paired(gone, come, lambda clause: clause.words, same=lambda clause: clause.name):
        words = (one.words if one else "", other.words if other else "")
        yield _Difference(change, (other or one or Clause("", "")).name, *words, _spans(one, other))


def _limits(old: Sequence[Clause], new: Sequence[Clause]) -> Iterator[_Difference]:
    """Time limits count by their figures: one that is worded anew is the same."""
    gone, come = _unlike(old, new, lambda limit: limit.name)
    for one, other in zip_longest(gone, come):
        yield _Difference("limit", "limit", one.words if one else "", other.words if other else "", _spans(one, other))


def _unlike(
    old: Sequence[Clause], new: Sequence[Clause], key: Callable[[Clause], str]
) -> tuple[list[Clause], list[Clause]]:
    """The clauses for which the other list has none of the same key left."""
    return _without(old, Counter(map(key, new)), key), _without(new, Counter(map(key, old)), key)


def _without(clauses: Sequence[Clause], others: Counter[str], key: Callable[[Clause], str]) -> list[Clause]:
    rest = []
    for clause in clauses:
        if others[key(clause)]:
            others[key(clause)] -= 1
        else:
            rest.append(clause)
    return rest


def _paired(
    gone: Sequence[T], come: Sequence[T], words: Callable[[T], str], same: Callable[[T], str] = lambda _: ""
) -> list[tuple[T | None, T | None]]:
    """What went beside what came in its place: of one name, else the likest; the rest alone."""

    def likeness(one: T, other: T) -> float:
        return 100 if same(one) and same(one) == same(other) else fuzz.ratio(level(words(one)), level(words(other)))

    ranked = sorted(
        (-likeness(one, other), before, after) for before, one in enumerate(gone) for after, other in enumerate(come)
    )
    left: dict[int, T] = dict(enumerate(gone))
    right: dict[int, T] = dict(enumerate(come))
    pairs: list[tuple[T | None, T | None]] = []
    for score, before, after in ranked:
        if -score >= _REWORDED and before in left and after in right:
            pairs.append((left.pop(before), right.pop(after)))
    pairs += [(one, None) for one in left.values()]
    pairs += [(None, one) for one in right.values()]
    return pairs


Placed: TypeAlias = Basis | Clause | Consequence | None


def _spans(one: Placed, other: Placed) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    return (one.spans if one else (), other.spans if other else ())


def _texts(
    old: Item, new: Item, found: Iterable[_Difference], same: Callable[[str, str], bool]
) -> Iterator[_Difference]:
    """The cells whose words differ elsewhere than in the facts that were told already."""
    every = tuple(found)
    for role in (*TEXTS, Role.OTHER):
        before, after = old.texts.get(role, ""), new.texts.get(role, "")
        if same(before, after):
            continue
        gone, come = (
            [(start, end) for one in every for (where, start, end) in one.spans[side] if where is role]
            for side in (0, 1)
        )
        if level(before) == level(after) or not _explained(before, after, gone, come):
            yield _Difference("text", role.value, before, after)


def _explained(old: str, new: str, gone: list[tuple[int, int]], come: list[tuple[int, int]]) -> bool:
    """Whether every change of the words falls into the words of a fact that changed."""
    before, after = level_with_places(old), level_with_places(new)
    for code in Indel.opcodes(before.text, after.text):
        if code.tag == "equal":
            continue
        places = before.places[code.src_start : code.src_end]
        if places and not any(start <= places[0] and places[-1] < end for start, end in gone):
            return False
        places = after.places[code.dest_start : code.dest_end]
        if places and not any(start <= places[0] and places[-1] < end for start, end in come):
            return False
    return True
