"""The clause round a place: between commas, semicolons, full stops and colons of levelled text.

How far is looked is bounded: a clause of law is shorter, and damaged text without stops must not make every place
in it look through all of it.
"""

from __future__ import annotations

STOPS = ",;。:"
_REACH = 240


def opening(text: str, at: int, stops: str = STOPS, reach: int = _REACH) -> int:
    """Where the clause of ``at`` begins."""
    low = max(0, at - reach)
    return max(max(text.rfind(stop, low, at) for stop in stops) + 1, low)


def closing(text: str, at: int, stops: str = STOPS) -> int:
    """Where the clause of ``at`` ends: the place of the stop, or the end of the text."""
    high = min(len(text), at + _REACH)
    found = [place for stop in stops if (place := text.find(stop, at, high)) >= 0]
    return min(found) if found else high
