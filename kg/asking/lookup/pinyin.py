"""Pinyin initials, the quickest way to type a Chinese name on a Latin keyboard."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import Final

NOT_INITIALS: Final = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65536)
def initials(name: str) -> str:
    """The first letters of the syllables of a name, with its Latin letters and digits.

    Remembered: the search index and the page of a build ask for the same names.

    >>> initials("就业促进法")
    'jycjf'
    """
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")  # its dictionaries are only read here
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - its dictionary takes its time to load

    return NOT_INITIALS.sub("", "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower())
