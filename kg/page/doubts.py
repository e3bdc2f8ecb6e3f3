"""How much a fact wants a second look: what was not recognised, what is missing, what is rare.

A doubt orders the review of every fact, those that a list only mentions too, and says nothing of the list. What a
lawyer would question there is for the rules of the audit (LB009 and LB010 unresolved, LB011 rank unknown, LB013 and
SN002 without provider or figures, SN007 wide), whose findings stand in the queue beside the facts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import TYPE_CHECKING, Final

from kg.audit.rules.sanctions.fines import is_wide
from kg.graph import terms as t

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from kg.page.model import CellSpan
    from kg.page.properties import PropertyReader

RARE = 2  # as often as this in the whole graph, or less often
LARGE = 1_000_000
LONG_LIMIT = 365
Doubt = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual in a graph: how often each kind of sanction and each document occurs.

    ``doubtful`` are the documents that no citation names for certain, ``sections`` the classes of the entries of
    registers, where they are known beforehand.
    """

    kinds: Counter[str]
    documents: Counter[str]
    doubtful: AbstractSet[str] = frozenset()
    sections: AbstractSet[str] = frozenset()

    @classmethod
    def of(cls, reading: PropertyReader) -> Usual:
        """Count it."""
        cited, certain = set(), set()
        for citation, resolution in reading.of(t.RESOLUTION).items():
            document = reading.value(t.CITED_DOCUMENT, citation)
            cited.add(document)
            if resolution[0].value.endswith("/resolved"):
                certain.add(document)
        return cls(
            Counter(value.value for values in reading.of(t.KIND).values() for value in values),
            Counter(value.value for values in reading.of(t.CITED_DOCUMENT).values() for value in values),
            cited - certain,
        )


def doubts(reading: PropertyReader, usual: Usual, fact: str, kind: str) -> tuple[int, tuple[str, ...]]:
    """How doubtful a fact is, from 0 to 100, and the reasons, the weightiest first."""
    judge = _BY_KIND.get(kind)
    if judge is None or not (judgements := sorted(judge(reading, usual, fact), reverse=True)):
        return 0, ()
    return min(sum(weight for weight, _ in judgements), 100), tuple(reason for _, reason in judgements)


def crossing(places: dict[int, list[CellSpan]]) -> set[CellSpan]:
    """The places of cells that overlap another in part: neither holds the other."""
    result: set[CellSpan] = set()
    for every in places.values():
        ranked = sorted(set(every), key=lambda place: (place.start, -place.end))
        for number, place in enumerate(ranked, 1):
            for other in islice(ranked, number, None):
                if other.start >= place.end:
                    break
                if place.start < other.start and place.end < other.end:
                    result |= {place, other}
    return result


def _citation(reading: PropertyReader, usual: Usual, fact: str) -> Iterator[Doubt]:
    resolution = reading.value(t.RESOLUTION, fact).rpartition("/")[2]
    if resolution in {"unresolved", "ambiguous"}:
        yield (90, "未识别所引文件") if resolution == "unresolved" else (80, "指向不唯一")
        return
    form = reading.value(t.REFERENCE_FORM, fact).rpartition("/")[2]
    if form in {"relative", "bare", "abbreviation"}:
        yield 20, "所指由上下文推定"
    document = reading.value(t.CITED_DOCUMENT, fact)
    if not reading.value(t.ELI_TYPE_DOCUMENT, document):
        yield 40, "位阶不明"
    if usual.documents[document] <= 1:
        yield 10, "图谱中仅被引用一次的文件"
    stated = reading.value(t.STATED_TITLE, fact)
    title = reading.labels.get(document, "")
    if not form and stated and stated not in title and title not in stated:
        yield 20, "所写标题与识别的文件标题不一致"


def _sanction(reading: PropertyReader, usual: Usual, fact: str) -> Iterator[Doubt]:
    kind = reading.value(t.KIND, fact)
    low, high = _number(reading.value(t.MIN_AMOUNT, fact)), _number(reading.value(t.MAX_AMOUNT, fact))
    if kind.endswith("/fine") and low is None and high is None:
        yield 45, "未识别罚款数额"
    if not reading.value(t.PROVIDED_BY, fact):
        yield 35, "未识别规定该责任的条款"
    if usual.kinds[kind] <= RARE:
        yield 30, "图谱中少见的法律责任种类"
    if (high or 0) >= LARGE or is_wide(low, high):
        yield 25, "数额或者幅度较大"


def _limit(reading: PropertyReader, _usual: Usual, fact: str) -> Iterator[Doubt]:
    if (_number(reading.value(t.VALUE, fact)) or 0) >= LONG_LIMIT:
        yield 25, "期限超过一年"


def _indicator(reading: PropertyReader, _usual: Usual, fact: str) -> Iterator[Doubt]:
    if not (reading.value(t.MIN_VALUE, fact) or reading.value(t.MAX_VALUE, fact)):
        yield 40, "未识别数值"


def _stage(reading: PropertyReader, _usual: Usual, fact: str) -> Iterator[Doubt]:
    if not reading.value(t.STAGE, fact):
        yield 35, "不属于常见责任环节"


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


_BY_KIND: Final[Mapping[str, Callable[[PropertyReader, Usual, str], Iterator[Doubt]]]] = {
    "citation": _citation,
    "sanction": _sanction,
    "limit": _limit,
    "indicator": _indicator,
    "stage": _stage,
}
