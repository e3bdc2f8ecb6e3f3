"""Which items of two lists are the same power: by code, by name, else by name and provisions, with score and reason.

Nothing is paired on a hunch: a pair needs its code, its name, or a name and grounds that resemble each other as far
as ``LEAST`` says. Every pair says how sure it is and why, so that a reader can judge it.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from kg.comparison.grounds import LEAST_BY_GROUNDS, LEAST_WORDS, OF_PROVISION, OF_WORDS, GroundIndex, shared
from kg.comparison.opposites import opposed
from kg.comparison.rare_words import RareWords, names

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from kg.comparison.items import Item

#: The least likeness at which two items without a common code or name are taken for one.
LEAST: Final = 0.62
#: The same of two items of two types, which must share a provision too: 许可 and 处罚 of one act are two powers.
LEAST_OF_TWO_TYPES: Final = 0.85
#: A code names a power of one edition surely; but a code given to another power keeps nothing of its name.
LEAST_UNDER_A_CODE: Final = 0.3
#: The tail of a code is numbered by each city on its own where no national list gives it.
LEAST_UNDER_A_TAIL: Final = 0.5
#: The least likeness by rare words at which two items are one, and by how much it must lead before every other.
LEAST_BY_RARE_WORDS: Final = 0.5
LEAST_LEAD: Final = 0.1
#: The same of two items that rest on other documents altogether.
LEAST_OF_TWO_DOCUMENTS: Final = 0.65
#: The share of codes that may go with names of nothing in common; where there are more the codes were dealt anew.
MOST_STRANGE: Final = 0.1
#: Words so common in a list that they tell nothing: pieces of names that more items than this bear.
_TOO_COMMON: Final = 40
_PIECE = 3
_WHOLE: Final = 25


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items taken for one power: places in the two lists, likeness from 0 to 1, and why in Chinese."""

    old: int
    new: int
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Matching:
    """The pairs of two lists, and the places of what is in one alone."""

    pairs: tuple[Pair, ...]
    only_old: tuple[int, ...]
    only_new: tuple[int, ...]


def whole_code(item: Item) -> str:
    """The code of an item as two editions of one list share it."""
    return item.code


def match(old: Sequence[Item], new: Sequence[Item], code_of: Callable[[Item], str] = whole_code) -> Matching:
    """Pair the items of two lists; each is in one pair at most.

    ``code_of`` is the part of a code that both lists share: the whole of it in two editions of one list, its tail
    behind the credit code in two cities.
    """
    pairs: list[Pair] = []
    left, right = set(range(len(old))), set(range(len(new)))

    def take(candidates: Iterable[Pair]) -> None:
        for pair in candidates:
            if pair.old in left and pair.new in right:
                left.discard(pair.old)
                right.discard(pair.new)
                pairs.append(pair)

    take(_same(old, new, lambda item: (code_of(item), item.level_title) if code_of(item) else None, "编码和名称相同"))
    take(_of_one_name(_rest(old, left), _rest(new, right)))
    coded = _by_code(_rest(old, left), _rest(new, right), code_of)
    trusted = _trusted(coded, len(pairs))
    if trusted:
        take(coded)
    take(_same(_rest(old, left), _rest(new, right), lambda item: (item.level_title, item.kind), "名称和权力类型相同"))
    take(_same(_rest(old, left), _rest(new, right), lambda item: item.level_title, "名称相同"))
    known = () if trusted else (pair for pair in coded if pair.score >= LEAST_UNDER_A_TAIL)
    alike = [*_alike(old, new, left, right), *known]
    take(_likest(pair for pair in alike if _may_be_one(old[pair.old], new[pair.new])))
    words = RareWords([*old, *new])
    take(_of_one_ground(old, new, left, right, words))
    for least in (LEAST_OF_TWO_DOCUMENTS, math.inf):
        nearest = _nearest(old, new, left, right, words)
        take(pair for pair in nearest if pair.score >= least or _of_one_document(old[pair.old], new[pair.new]))
    take(_likest(alike))
    return Matching(tuple(sorted(pairs, key=lambda pair: pair.new)), tuple(sorted(left)), tuple(sorted(right)))


def likeness(item: Item, other: Item) -> float:
    """How much two items resemble each other in name and grounds, from 0 to 1."""
    name = fuzz.ratio(item.level_title, other.level_title) / 100
    if not item.provisions or not other.provisions:
        return round(0.9 * name, 3)
    shared = len(item.provisions & other.provisions) / len(item.provisions | other.provisions)
    return round(0.65 * name + 0.35 * shared, 3)


def _rest(items: Sequence[Item], places: set[int]) -> list[Item | None]:
    return [item if place in places else None for place, item in enumerate(items)]


def _same(
    old: Sequence[Item | None], new: Sequence[Item | None], key: Callable[[Item], Hashable], reason: str
) -> Iterator[Pair]:
    """Items of one key; where several bear it, those that agree most, else in the order of the lists."""
    waiting, coming = _bearers(old, key), _bearers(new, key)
    for name, places in coming.items():
        before = waiting.get(name, [])
        if len(places) == len(before) == 1:
            yield Pair(before[0], places[0], 1.0, reason)
            continue
        for place, other in _best(old, new, before, places):
            yield Pair(place, other, 1.0, reason)


def _best(
    old: Sequence[Item | None], new: Sequence[Item | None], before: list[int], after: list[int]
) -> Iterator[tuple[int, int]]:
    """Pairs of items that one key does not tell apart, those that agree most first."""
    left = list(before)
    for place in after:
        item = new[place]
        if left and item is not None:
            taken = max(left, key=lambda place: (_agreement(old[place], item), -place))
            left.remove(taken)
            yield taken, place


def _agreement(item: Item | None, other: Item) -> tuple[bool, bool, int, bool]:
    """How far two items of one name agree: serial and unit together, grounds, then unit."""
    if item is None:
        return False, False, 0, False
    return (
        item.basis == other.basis and item.unit == other.unit,
        item.code == other.code,
        len(item.provisions & other.provisions),
        item.unit == other.unit,
    )


def _bearers(items: Sequence[Item | None], key: Callable[[Item], Hashable]) -> dict[Hashable, list[int]]:
    result: dict[Hashable, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        if item is not None and (name := key(item)):
            result[name].append(place)
    return result


def _of_one_name(old: Sequence[Item | None], new: Sequence[Item | None]) -> Iterator[Pair]:
    """Items whose name and type none but they bear, and whose grounds agree: their codes were numbered anew."""

    def name(item: Item) -> Hashable:
        return (item.level_title, item.kind)

    waiting, coming = _bearers(old, name), _bearers(new, name)
    for key, places in coming.items():
        if len(places) == len(waiting.get(key, ())) == 1:
            item, other = old[waiting[key][0]], new[places[0]]
            if item and other and (item.provisions & other.provisions or not (item.provisions and other.provisions)):
                yield Pair(waiting[key][0], places[0], 1.0, "名称和权力类型相同")


def _by_code(old: Sequence[Item | None], new: Sequence[Item | None], code_of: Callable[[Item], str]) -> list[Pair]:
    """Pairs of one code, the likest first: a code may be borne by several items of a list."""
    bearers, there = _bearers(old, code_of), _bearers(new, code_of)
    pairs = []
    for code, places in there.items():
        # A whole item code, which nothing outside its list bears, names its item surely where it stands once.
        sure = len(str(code)) >= _WHOLE and len(bearers.get(code, ())) == len(places) == 1
        for place in places:
            for before in bearers.get(code, ()):
                item, other = old[before], new[place]
                least = LEAST_UNDER_A_CODE if code_of is whole_code else LEAST_UNDER_A_TAIL
                if item and other and (sure or likeness(item, other) >= least):
                    pairs.append(Pair(before, place, likeness(item, other), "编码相同，名称不同"))
    return _likest(pairs)


def _trusted(coded: Sequence[Pair], agreeing: int) -> bool:
    """Whether codes say which item is which: not where more than some go with names that have nothing in common."""
    strange = sum(pair.score < LEAST_UNDER_A_CODE for pair in coded)
    return strange <= max(1, MOST_STRANGE * (len(coded) + agreeing))


def _likest(pairs: Iterable[Pair]) -> list[Pair]:
    return sorted(pairs, key=lambda pair: (-pair.score, pair.new, pair.old))


def _of_one_ground(
    old: Sequence[Item], new: Sequence[Item], left: set[int], right: set[int], words: RareWords
) -> list[Pair]:
    """Pairs that rest on one provision and share words of their names, the surest first."""
    before, after = GroundIndex(old), GroundIndex(new)
    pairs = []
    for place in sorted(right):
        item = new[place]
        for there, common_grounds in shared(item, before, after).items():
            if there not in left:
                continue
            common = words.share(old[there], item)
            score = OF_WORDS * common + OF_PROVISION * common_grounds.weight
            if common >= LEAST_WORDS and score >= LEAST_BY_GROUNDS and _may_be_one(old[there], item):
                pairs.append(Pair(there, place, round(score, 3), f"名称用词相近，共同依据{common_grounds.number}条"))
    return _likest(pairs)


def _nearest(old: Sequence[Item], new: Sequence[Item], left: set[int], right: set[int], words: RareWords) -> list[Pair]:
    """Pairs of which each is the other's nearest by far, by the words that are rare in both lists."""
    index = _index_of_names(old, left)
    scores: dict[tuple[int, int], float] = {}
    for place in right:
        item = new[place]
        near = {before for piece in frozenset().union(*names(item)) for before in index.get(piece, ())}
        for before in near:
            score = words.likeness(old[before], item)
            # What is less than that cannot take the lead from any that counts.
            if score >= LEAST_BY_RARE_WORDS - LEAST_LEAD and _may_be_one(old[before], item):
                scores[before, place] = score
    ranks: dict[tuple[str, int], list[float]] = defaultdict(list)
    for (before, place), score in scores.items():
        ranks["old", before].append(score)
        ranks["new", place].append(score)
    best = {key: heapq.nlargest(2, values) for key, values in ranks.items()}
    pairs = [
        Pair(before, place, round(score, 3), "名称的主要用词相同")
        for (before, place), score in scores.items()
        if score >= LEAST_BY_RARE_WORDS and all(_leads(score, best[key]) for key in (("old", before), ("new", place)))
    ]
    return _likest(pairs)


def _leads(score: float, best: Sequence[float]) -> bool:
    """Whether a likeness is the best of one item, and by far; ``best`` are the two best."""
    return score == best[0] and (len(best) == 1 or score - best[1] >= LEAST_LEAD)


def _may_be_one(item: Item, other: Item) -> bool:
    kind, other_kind = item.kind_or_fine, other.kind_or_fine
    return (kind == other_kind or not kind or not other_kind) and not opposed(item.level_title, other.level_title)


def _of_one_document(item: Item, other: Item) -> bool:
    """Whether two items share a document, or one of them names none."""
    titles, other_titles = ({basis.title for basis in of.basis} for of in (item, other))
    return not titles or not other_titles or not titles.isdisjoint(other_titles)


def _index_of_names(items: Sequence[Item], places: set[int]) -> dict[str, list[int]]:
    """The items by the pieces of their names, without pieces that many bear."""
    index: dict[str, list[int]] = defaultdict(list)
    for place in sorted(places):
        for piece in frozenset().union(*names(items[place])):
            index[piece].append(place)
    return {piece: bearers for piece, bearers in index.items() if len(bearers) <= _TOO_COMMON}


def _alike(old: Sequence[Item], new: Sequence[Item], left: set[int], right: set[int]) -> list[Pair]:
    """Pairs that resemble each other, the likest first; only items that share a rare piece are looked at."""
    index = _index(old, left)
    pairs = []
    for place in sorted(right):
        item = new[place]
        near = {before for piece in _pieces(item) for before in index.get(piece, ())}
        for before in near:
            score = likeness(old[before], item)
            shared = len(old[before].provisions & item.provisions)
            if score >= LEAST and score >= _least(old[before], item, shared):
                reason = f"名称相近，共同依据{shared}条" if shared else "名称相近"
                pairs.append(Pair(before, place, score, reason))
    return _likest(pairs)


def _least(item: Item, other: Item, shared: int) -> float:
    """The least likeness at which two items are one; above 1 where they never are."""
    if opposed(item.level_title, other.level_title):
        return math.inf
    kind, other_kind = item.kind_or_fine, other.kind_or_fine
    if kind == other_kind or not kind or not other_kind or item.level_title == other.level_title:
        return LEAST
    return LEAST_OF_TWO_TYPES if shared else math.inf


def _index(items: Sequence[Item], places: set[int]) -> dict[Hashable, list[int]]:
    index: dict[Hashable, list[int]] = defaultdict(list)
    for place in sorted(places):
        for piece in _pieces(items[place]):
            index[piece].append(place)
    rare = Counter({piece: len(bearers) for piece, bearers in index.items()})
    return {piece: bearers for piece, bearers in index.items() if rare[piece] <= _TOO_COMMON}


def _pieces(item: Item) -> set[Hashable]:
    """What two items must share to be looked at together: a piece of the name, or a provision."""
    name = item.level_title
    return {name[at : at + _PIECE] for at in range(max(1, len(name) - _PIECE + 1))} | set(item.provisions)
