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

    Remembered: the search index and the page of a build ask for the same names. Names differ more than the words they
    are made of, which are remembered as well.

    >>> initials("就业促进法")
    'jycjf'
    """
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")  # its dictionaries are only read here
    from pypinyin.seg.simpleseg import seg  # noqa: PLC0415 - its dictionary takes its time to load

    return "".join(map(_of_word, seg(name)))


@lru_cache(maxsize=65536)
def _of_word(word: str) -> str:
    """The initials of a word, or of what is no Chinese between words."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    return NOT_INITIALS.sub("", "".join(lazy_pinyin(word, style=Style.FIRST_LETTER)).lower())
