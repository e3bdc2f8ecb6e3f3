"""What differs between two states of one item: each fact that changed, then words that no fact explains."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from rapidfuzz import fuzz

from extract.provision import Provision
from kg.comparison.items import Basis, Clause, Consequence, Item, ItemTier, Span
from kg.comparison.levelling import level, level_with_places
from kg.comparison.tiers import unlike_tiers
from kg.comparison.word_diff import Segment, word_diff

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

T = TypeVar("T", Basis, Clause)
#: The columns that list things, and what parts these.
_STOP: Final = r"[、，,；;\n/]"
_PARTED: Final = {
    "unit": re.compile(_STOP), "body": re.compile(_STOP), "telephone": re.compile(rf"{_STOP}|\s{{2,}}"),
}  # fmt: skip
#: The least likeness of two grounds or stages that are one reworded, from 0 to 100.
_REWORDED: Final = 60


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    ``change`` is added, removed, renamed, retyped, moved, basis, sanction, stage, ground, limit, contact or text;
    ``field`` what of the item it concerns; ``old`` and ``new`` the printed words, empty where there are none.
    ``list_name``, ``place`` and ``body`` say whose item it is, in the new edition where it is in both.
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
    list_name: str = ""
    place: str = ""
    body: str = ""

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
    zones: tuple[tuple[Span, ...], tuple[Span, ...]] = ((), ())


def changes(old: Item, new: Item, score: float, reason: str, *, strict: bool = False) -> Iterator[Change]:
    """Every difference between two states of an item.

    ``strict`` counts blanks, width and punctuation, the serial and the code as well.
    """
    for difference in _differences(old, new, strict=strict):
        yield Change(
            difference.change, new.serial, new.code or old.code, new.title,
            difference.field, difference.old, difference.new, score, reason,
            new.list_name, new.place or old.place, new.body or old.body,
        )  # fmt: skip


def _differences(old: Item, new: Item, *, strict: bool) -> Iterator[_Difference]:
    same: Callable[[str, str], bool] = (lambda a, b: a == b) if strict else (lambda a, b: level(a) == level(b))
    for change, field in (
        ("renamed", "name"), ("renamed", "sub_name"), ("retyped", "type"), ("moved", "unit"), ("moved", "body"),
        ("contact", "telephone"),
    ):  # fmt: skip
        before, after = str(getattr(old, field)), str(getattr(new, field))
        if same(before, after) or (field == "name" and _may_be_one_name(old, new)):
            continue
        if field == "type" and old.kind == new.kind:
            yield _Difference("text", field, before, after)
        elif strict or field not in _PARTED or _parts(field, before) != _parts(field, after):
            yield _Difference(change, field, before, after)
    if strict or old.code != new.code:
        yield from (
            _Difference("text", field, getattr(old, field), getattr(new, field))
            for field in (("serial", "code") if strict else ("code",))
            if getattr(old, field) != getattr(new, field)
        )
    differences = [*_basis(old, new), *_sanctions(old, new), *_tiers(old, new)]
    differences += _clauses("stage", old.stages, new.stages)
    differences += _clauses("ground", old.grounds, new.grounds)
    differences += _limits(old.limits, new.limits)
    yield from differences
    yield from _texts(old, new, differences, same)


def _parts(field: str, printed: str) -> frozenset[str]:
    """The offices or telephones that a cell lists, in whatever order; a dash only parts figures of a telephone."""
    if field == "telephone":
        return frozenset(level(number).replace("-", "") for number in _PARTED[field].split(printed)) - {""}
    return frozenset(map(level, _PARTED[field].split(printed))) - {""}


def _may_be_one_name(old: Item, new: Item) -> bool:
    """Whether what was read leaves open that the two bear one name."""
    before, after = ({level(name) for name in (item.name, *item.other_names)} for item in (old, new))
    return bool((old.other_names or new.other_names) and before & after)


def _basis(old: Item, new: Item) -> Iterator[_Difference]:
    before, after = {basis.title: basis for basis in old.basis}, {basis.title: basis for basis in new.basis}
    gone, come = [before[t] for t in before if t not in after], [after[t] for t in after if t not in before]
    pairs = _replaced(_paired(gone, come, lambda basis: basis.title), list(before), list(after))
    for basis, other in pairs:
        words = (basis.words if basis else "", other.words if other else "")
        yield _Difference("basis", "document", *words, (basis.zones if basis else (), other.zones if other else ()))
    for title in (title for title in before if title in after):
        yield from _stated(before[title], after[title])


def _replaced(
    pairs: Sequence[tuple[Basis | None, Basis | None]], before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[Basis | None, Basis | None]]:
    """A document that came where another went, between the same neighbours, took its place whatever its title."""
    gone = [basis for basis, other in pairs if basis and not other]
    come = [other for basis, other in pairs if other and not basis]
    yield from ((basis, other) for basis, other in pairs if basis and other)
    for basis in gone:
        kept = _kept_before(basis.title, before, after)
        taker = next((other for other in come if _kept_before(other.title, after, before) == kept), None)
        if taker:
            come.remove(taker)
        yield basis, taker
    yield from ((None, other) for other in come)


def _kept_before(title: str, own: Sequence[str], others: Sequence[str]) -> frozenset[str]:
    """The titles of both editions that stand before one."""
    return frozenset(own[: own.index(title)]) & frozenset(others)


def _stated(basis: Basis, other: Basis) -> Iterator[_Difference]:
    for field in ("number", "date", "provision"):
        before: tuple[str, ...] = getattr(basis, field + "s")
        after: tuple[str, ...] = getattr(other, field + "s")
        if sorted(map(level, before)) != sorted(map(level, after)):
            yield _Difference(
                "basis", field, _stated_words(basis, field), _stated_words(other, field), _spans(basis, other)
            )


def _stated_words(basis: Basis, field: str) -> str:
    values: tuple[str, ...] = getattr(basis, field + "s")
    words = [Provision.parse(value).words() if field == "provision" else value for value in values]
    return f"《{basis.title}》{'、'.join(words)}"


def _sanctions(old: Item, new: Item) -> Iterator[_Difference]:
    """Sanctions that are the same wherever they stand need no word; the rest are paired by kind and provision."""
    gone, come = list(old.sanctions), list(new.sanctions)
    for key in (_whole_sanction, _amount, _provided, _kind):
        for consequence, other in _taken(gone, come, key):
            if consequence.figures != other.figures or consequence.kind != other.kind:
                yield _Difference(
                    "sanction", consequence.kind, consequence.words, other.words, _spans(consequence, other)
                )
    yield from (
        _Difference(
            "sanction", consequence.kind, consequence.words, "", _spans(consequence, None), _zones(consequence, None)
        )
        for consequence in gone
    )
    yield from (
        _Difference(
            "sanction", consequence.kind, "", consequence.words, _spans(None, consequence), _zones(None, consequence)
        )
        for consequence in come
    )


def _tiers(old: Item, new: Item) -> Iterator[_Difference]:
    """Tiers of discretion whose sanctions differ; one that came or went takes its whole cells along."""
    for before, after in unlike_tiers(old.tiers, new.tiers):
        words = (before.headed if before else "", after.headed if after else "")
        spans = (
            _spans(before, after)
            if before and after
            else (before.zones if before else (), after.zones if after else ())
        )
        yield _Difference("sanction", "tier", *words, spans)


def _whole_sanction(consequence: Consequence) -> object:
    return (
        consequence.kind,
        consequence.figures,
        consequence.document,
        consequence.provision,
        level(consequence.words),
    )


def _amount(consequence: Consequence) -> object:
    return (consequence.kind, consequence.figures)


def _provided(consequence: Consequence) -> object:
    return (consequence.kind, consequence.document, consequence.provision)


def _kind(consequence: Consequence) -> object:
    return consequence.kind


def _taken(
    gone: list[Consequence], come: list[Consequence], key: Callable[[Consequence], object]
) -> list[tuple[Consequence, Consequence]]:
    """Pairs of one key, taken out of both lists."""
    waiting = defaultdict(list)
    for consequence in gone:
        waiting[key(consequence)].append(consequence)
    pairs = [(waiting[key(other)].pop(0), other) for other in come if waiting.get(key(other))]
    for consequence, other in pairs:
        gone.remove(consequence)
        come.remove(other)
    return pairs


def _clauses(change: str, old: Sequence[Clause], new: Sequence[Clause]) -> Iterator[_Difference]:
    gone, come = _unlike(old, new, lambda clause: f"{level(clause.heading)}\n{level(clause.words)}")
    for clause, other in _paired(gone, come, lambda clause: clause.words, same=lambda clause: clause.name):
        # Where the heading changed as well it is part of the words: 审查：…
        headed = bool(clause and other and level(clause.heading) != level(other.heading))
        words = (_clause_words(clause, headed=headed), _clause_words(other, headed=headed))
        yield _Difference(change, (other or clause or Clause("", "")).name, *words, _zones(clause, other))


def _clause_words(clause: Clause | None, *, headed: bool) -> str:
    if clause is None:
        return ""
    return f"{clause.heading}：{clause.words}" if headed and clause.heading else clause.words


def _limits(old: Sequence[Clause], new: Sequence[Clause]) -> Iterator[_Difference]:
    """Time limits count by their figures: one that is worded anew is the same."""
    gone, come = _unlike(old, new, lambda limit: limit.name)
    for limit, other in zip_longest(gone, come):
        words = (limit.words if limit else "", other.words if other else "")
        zones = _spans(limit, other) if limit and other else _zones(limit, other)
        yield _Difference("limit", "limit", *words, _spans(limit, other), zones)


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

    def likeness(clause: T, other: T) -> float:
        return (
            100
            if same(clause) and same(clause) == same(other)
            else fuzz.ratio(level(words(clause)), level(words(other)))
        )

    ranked = sorted(
        (-likeness(clause, other), before, after)
        for before, clause in enumerate(gone)
        for after, other in enumerate(come)
    )
    left: dict[int, T] = dict(enumerate(gone))
    right: dict[int, T] = dict(enumerate(come))
    pairs: list[tuple[T | None, T | None]] = []
    for score, before, after in ranked:
        if -score >= _REWORDED and before in left and after in right:
            pairs.append((left.pop(before), right.pop(after)))
    pairs += [(clause, None) for clause in left.values()]
    pairs += [(None, clause) for clause in right.values()]
    return pairs


Placed: TypeAlias = Basis | Clause | Consequence | ItemTier | None


def _spans(clause: Placed, other: Placed) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    return (clause.spans if clause else (), other.spans if other else ())


def _zones(
    clause: Clause | Consequence | None, other: Clause | Consequence | None
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    return (clause.zones if clause else (), other.zones if other else ())


def _texts(
    old: Item, new: Item, differences: Iterable[_Difference], same: Callable[[str, str], bool]
) -> Iterator[_Difference]:
    """The cells whose words differ elsewhere than in the facts that were told already."""
    every = tuple(differences)
    for before, after in _beside(old.texts, new.texts):
        was, now = old.texts.get(before, ""), new.texts.get(after, "")
        if not same(was, now) and (level(was) == level(now) or not _explained((was, before), (now, after), every)):
            yield _Difference("text", after, was, now)


def _explained(old: tuple[str, str], new: tuple[str, str], differences: Sequence[_Difference]) -> bool:
    """Whether two texts, each with its key, are the same but for the words of facts that changed.

    What came or went alone takes with it what leads to it in its clause, and the words that say when it applies.
    """
    return any(
        _rest(*old, [_places(difference, 0, zones) for difference in differences])
        == _rest(*new, [_places(difference, 1, zones) for difference in differences])
        for zones in range(3)
    )


def _places(difference: _Difference, side: int, zones: int) -> tuple[Span, ...]:
    return (*difference.spans[side], *difference.zones[side][:zones])


def _rest(text: str, key: str, explained: Iterable[tuple[Span, ...]]) -> str:
    """The characters of a text that count and lie outside the places of every fact."""
    spans = [(start, end) for places in explained for (where, start, end) in places if where == key]
    known = level_with_places(text)
    return "".join(
        sign
        for sign, place in zip(known.text, known.places, strict=True)
        if not any(start <= place < end for start, end in spans)
    )


def _beside(old: Mapping[str, str], new: Mapping[str, str]) -> list[tuple[str, str]]:
    """The keys of the texts to compare, those of one key together; a column that was only renamed beside itself."""
    gone, come = [key for key in old if key not in new], [key for key in new if key not in old]
    renamed = {}
    for key in come:
        same = next((other for other in gone if level(old[other]) == level(new[key])), None)
        if same is not None:
            gone.remove(same)
            renamed[key] = same
    return [(renamed.get(key, key), key) for key in new] + [(key, key) for key in gone]
