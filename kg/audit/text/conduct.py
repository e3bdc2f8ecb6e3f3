"""The conduct that a condition words, and a range of fines, in a form that can be compared and told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from extract.clean import level

if TYPE_CHECKING:
    from decimal import Decimal

_HEAD = re.compile(r"^.*?第[零〇一二三四五六七八九十百千\d]+条(?:第[^的]{1,6}款)?")
_LEAD = re.compile("违反(?:本(?:法|条例|办法|规定|细则)|[^,;]{0,20})(?:的)?规定,?")
_UNITS = {"CNY": "元", "multiple": "倍"}


class Bounds(Protocol):
    """What has a least, a most and their unit: a sanction, a range of an article."""

    @property
    def minimum(self) -> Decimal | None:
        """The least."""

    @property
    def maximum(self) -> Decimal | None:
        """The most."""

    @property
    def unit(self) -> str | None:
        """The unit of both, such as CNY."""


def conduct_of(condition: str) -> str:
    """The conduct of a condition, levelled, without the provision that it names and the law that it breaks."""
    text = _LEAD.sub("", _HEAD.sub("", level(condition).text))
    return text.removesuffix("的").strip(",;。")


def amount(bounds: Bounds) -> str:
    """A range in words: 500元以上2000元以下."""
    unit = _UNITS.get(bounds.unit or "", bounds.unit or "")
    if bounds.minimum is not None and bounds.minimum == bounds.maximum:
        return f"{bounds.minimum.normalize():f}{unit}"
    low, high = (
        f"{value.normalize():f}{unit}" if value is not None else "" for value in (bounds.minimum, bounds.maximum)
    )
    return "".join(filter(None, (f"{low}以上" if low else "", f"{high}以下" if high else "")))
