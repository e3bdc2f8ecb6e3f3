"""How good extraction is: precision, recall and F1 of every field against annotated rows, with an interval.

A record is taken apart into a multiset of facts per field; what gold and prediction share are hits, the rest is
missed or extra. Titles and numbers are compared with brackets, quotes and width levelled, figures as numbers.

Fields: document, provision, number, date of a basis; reference; fine (every figure of every fine); kind (kinds of
sanction but order); sanction (all kinds, all keys but the condition); condition (kind, provision and words of the
condition of every sanction, punctuation left out), in the rows whose annotation has that key.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from extract.clean import compact

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

FIELDS = ("document", "provision", "number", "date", "reference", "fine", "kind", "sanction", "condition")
Json = dict[str, Any]
Facts = dict[str, Counter["Hashable"]]
Key = tuple[str, str]

_MARKS = re.compile(r"[\s《》〈〉<>“”\"'‘’]")
_OPEN, _CLOSE = re.compile(r"[〔\[(【]"), re.compile(r"[〕\])】]")
_WORDLESS = re.compile(r"[^\w]")
#: The normal quantile of a two-sided interval at 95 %.
_QUANTILE = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Tally:
    """What of a field was found, missed and extra; ``low`` and ``high`` bound F1 at 95 %."""

    field: str
    hits: int
    missed: int
    extra: int
    low: float
    high: float

    @property
    def precision(self) -> float:
        """Found of all predicted; 1 where nothing was predicted."""
        return _share(self.hits, self.extra)

    @property
    def recall(self) -> float:
        """Found of all in gold; 1 where gold has none."""
        return _share(self.hits, self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _f1(self.hits, self.missed, self.extra)


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that gold and prediction do not share: ``sign`` is - for missed, + for extra."""

    key: Key
    field: str
    sign: str
    fact: str


def facts(record: Json) -> Facts:
    """The record as multisets of comparable facts, one a field."""
    out: Facts = {field: Counter() for field in FIELDS}
    for cited in record.get("basis") or ():
        title = _level(cited["title"])
        out["document"][title] += 1
        out["provision"].update((title, path) for path in cited.get("provisions") or ("",))
        out["date"].update((title, date) for date in cited.get("dates") or ())
        if cited.get("number"):
            out["number"][title, _number(cited["number"])] += 1
    # A provision pointed at twice is one fact.
    out["reference"].update(
        {
            (_level(reference["title"]), path)
            for reference in record.get("references") or ()
            for path in reference.get("provisions") or ("",)
        }
    )
    for sanction in record.get("sanctions") or ():
        figures = _figures(sanction)
        out["sanction"][sanction["kind"], _level(sanction.get("on")), figures] += 1
        if sanction["kind"] != "order":
            out["kind"][sanction["kind"]] += 1
        if sanction["kind"] == "fine":
            out["fine"][figures] += 1
        words = _WORDLESS.sub("", _level(sanction.get("condition")))
        out["condition"][sanction["kind"], sanction.get("provision"), words] += 1
    return out


def _figures(sanction: Json) -> tuple[object, ...]:
    amounts = tuple(
        None if sanction.get(key) is None else round(Decimal(str(sanction[key])), 8) for key in ("min", "max", "cap")
    )
    words = tuple(_level(sanction.get(key)) for key in ("base", "per"))
    return (*amounts, sanction.get("unit"), *words, sanction.get("provision"))


def _level(text: str | None) -> str:
    return _MARKS.sub("", compact(text or ""))


def _number(text: str) -> str:
    return _CLOSE.sub("]", _OPEN.sub("[", _level(text))).replace("中华人民共和国", "")


def keyed(lines: Iterable[str]) -> dict[Key, Json]:
    """Records of JSON Lines by file (where given) and row."""
    records = (json.loads(line) for line in lines if line.strip())
    return {(str(record.get("file") or ""), str(record["row"])): record for record in records}


def matched(gold: Mapping[Key, Json], predicted: Mapping[Key, Json]) -> list[tuple[Key, Facts, Facts]]:
    """Each gold row with its facts and the predicted ones; a row without prediction has none."""
    rows = []
    for key, record in gold.items():
        want, got = facts(record), facts(predicted.get(key) or predicted.get(("", key[1])) or {})
        if not any("condition" in sanction for sanction in record.get("sanctions") or ()):
            want["condition"], got["condition"] = Counter(), Counter()
        rows.append((key, want, got))
    return rows


def tallies(rows: list[tuple[Key, Facts, Facts]]) -> list[Tally]:
    """One tally a field; for the interval see ``interval``."""
    out = []
    for field in FIELDS:
        counts = [_counts(want[field], got[field]) for _, want, got in rows]
        hits, missed, extra = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
        out.append(Tally(field, hits, missed, extra, *interval(hits, missed + extra)))
    return out


def _counts(want: Counter[Hashable], got: Counter[Hashable]) -> tuple[int, int, int]:
    return (want & got).total(), (want - got).total(), (got - want).total()


def interval(right: int, wrong: int) -> tuple[float, float]:
    """Bounds of F1 at 95 %, from the Wilson score interval (Wilson 1927).

    The share of what was found in all that was annotated or predicted, J = found / (found + missed + extra), is a
    binomial proportion, and F1 = 2J / (1 + J) rises with it. Facts of one row are not independent, so the true interval
    is somewhat wider. Without an error it is not of zero width; without a fact nothing is known.

    >>> [round(bound, 3) for bound in interval(50, 0)], interval(0, 0)
    ([0.963, 1.0], (0.0, 1.0))
    """
    total = right + wrong
    if not total:
        return 0.0, 1.0
    share, spread = right / total, _QUANTILE**2 / total
    middle = (share + spread / 2) / (1 + spread)
    half = math.sqrt(share * (1 - share) * spread + (spread / 2) ** 2) / (1 + spread)
    low, high = (2 * bound / (1 + bound) for bound in (max(middle - half, 0.0), min(middle + half, 1.0)))
    return low, high


def differences(rows: list[tuple[Key, Facts, Facts]]) -> list[Difference]:
    """Every fact missed or extra, row by row."""
    return [
        Difference(key, field, sign, str(fact))
        for key, want, got in rows
        for field in FIELDS
        for sign, rest in (("-", want[field] - got[field]), ("+", got[field] - want[field]))
        for fact in rest.elements()
    ]


def _share(right: int, other: int) -> float:
    return right / (right + other) if right + other else 1.0


def _f1(right: int, missed: int, extra: int) -> float:
    return 2 * right / (2 * right + missed + extra) if right + missed + extra else 1.0
