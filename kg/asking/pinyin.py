"""Pinyin initials, the quickest way to type a Chinese name on a Latin keyboard."""

from __future__ import annotations

import re
from typing import Final

NOT_INITIALS: Final = re.compile(r"[^a-z0-9]+")


def initials(name: str) -> str:
    """The first letters of the syllables of a name, with its Latin letters and digits.

    >>> initials("就业促进法")
    'jycjf'
    """
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - its dictionary takes its time to load

    return NOT_INITIALS.sub("", "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower())
