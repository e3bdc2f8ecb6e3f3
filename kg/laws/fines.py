"""The fine ranges of an article, as understanding reads them from its words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.facts import SanctionKind
from extract.understanding.cell import understand

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Range:
    """A fine: bounds in ``unit`` (CNY in yuan, multiple …), None where the article prints none."""

    minimum: Decimal | None
    maximum: Decimal | None
    unit: str | None
    base: str | None = None
    per: str | None = None
    cap: Decimal | None = None


@lru_cache(maxsize=8192)
def ranges(text: str) -> tuple[Range, ...]:
    """The fines an article provides, in text order, each once.

    >>> [(found.minimum, found.maximum) for found in ranges("处五百元以上二千元以下罚款。")]
    [(Decimal('500'), Decimal('2000'))]
    """
    if "罚款" not in text:
        return ()
    ranges = (
        Range(item.minimum, item.maximum, item.unit, item.base, item.per, item.cap)
        for item in understand(text).sanctions
        if item.kind is SanctionKind.FINE
    )
    return tuple(dict.fromkeys(ranges))
