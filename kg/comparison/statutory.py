"""Fines of several lists beside the articles they cite: which list goes beyond what the statute allows.

The statute is what the library of statutes holds (``quanze laws``); of a document it does not hold nothing is said, and
how many fines that leaves is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from extract.provision import Provision
from kg.laws import lookup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.comparison.cities import Comparison
    from kg.comparison.items import Consequence
    from kg.laws.fines import Range
    from kg.laws.library import Library


@dataclass(frozen=True, slots=True)
class BeyondStatute:
    """A fine that lies outside every range of its article: ``side`` is below, above or both.

    ``power`` and ``place`` are places in the comparison; ``statute`` are the ranges of the article, in words.
    """

    power: int
    place: int
    document: str
    provision: str
    words: str
    side: str
    statute: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatuteCheck:
    """What the fines of all lists say beside the statutes: those outside, how many were compared, how many not."""

    beyond: tuple[BeyondStatute, ...]
    compared: int
    unknown: int


def check_fines(comparison: Comparison, library: Library, day: str) -> StatuteCheck:
    """Compare every fine whose provision is named with the version in force on ``day`` (YYYY-MM-DD)."""
    beyond: list[BeyondStatute] = []
    compared = unknown = 0
    for power, place, fine in _fines(comparison):
        allowed = lookup.fine_ranges(library, fine.document, fine.provision, day) if fine.provision else ()
        ranges = [range_ for range_ in allowed if (range_.unit or "") == fine.value("unit")]
        if not ranges:
            unknown += 1
            continue
        compared += 1
        sides = [_outside(fine, range_) for range_ in ranges]
        if all(sides):
            side = min(sides, key=len) if len(set(sides)) > 1 else sides[0]
            statute = tuple(map(_words, ranges))
            words = Provision.parse(fine.provision).words()
            beyond.append(BeyondStatute(power, place, fine.document, words, fine.words, side, statute))
    return StatuteCheck(tuple(beyond), compared, unknown)


def _fines(comparison: Comparison) -> Iterator[tuple[int, int, Consequence]]:
    for number, power in enumerate(comparison.powers):
        for place in sorted(power.members):
            item = comparison.item(power, place)
            for consequence in item.sanctions if item else ():
                if consequence.kind == "fine" and consequence.value("max"):
                    yield number, place, consequence


def _outside(fine: Consequence, range_: Range) -> str:
    """Where a fine leaves a range of the statute: below, above, both, or empty where it stays within."""
    low, high = Decimal(fine.value("min") or 0), Decimal(fine.value("max"))
    below = range_.minimum is not None and low < range_.minimum
    above = range_.maximum is not None and high > range_.maximum
    return "both" if below and above else "below" if below else "above" if above else ""


def _words(fine: Range) -> str:
    """A range for people: 500元以上2000元以下."""
    unit = {"CNY": "元", "multiple": "倍"}.get(fine.unit or "", fine.unit or "")
    low = f"{fine.minimum.normalize():f}{unit}以上" if fine.minimum is not None else ""
    high = f"{fine.maximum.normalize():f}{unit}以下" if fine.maximum is not None else ""
    return low + high
