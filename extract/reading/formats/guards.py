"""What programs put around a text so that a spreadsheet does not take it for a formula, a number or a day."""

from __future__ import annotations

import re

_FORMULA = re.compile(r'=\s*"((?:[^"]|"")*)"\s*')
#: What a leading apostrophe guards: formulas, error values, an apostrophe, numbers and codes.
_GUARDED = re.compile(r"'(?=\s*(?:[=+\-@＝＋－＠]|#[A-Z])|'|[0-9A-Za-z./:-]+\Z)")


def unguarded(text: str) -> str:
    """The text within its guard, if it has one.

    >>> unguarded('="1162001"'), unguarded("'0012"), unguarded("'十三五'规划")
    ('1162001', '0012', "'十三五'规划")
    """
    if text[:1] == "=" and (match := _FORMULA.fullmatch(text)):
        return match[1].replace('""', '"')
    return text[1:] if _GUARDED.match(text) else text
