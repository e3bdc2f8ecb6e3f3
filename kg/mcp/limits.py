"""What an assistant may have at once: time, rows, characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

FETCHED: Final = 10_000  # rows of an answer that are counted; beyond, the query itself must ask for less
FETCHED_BYTES: Final = 16 << 20
WORKERS: Final = 2  # one assistant asks one thing at a time, and a killed worker needs a moment to come again


@dataclass(frozen=True, slots=True)
class AnswerLimits:
    """Seconds a query may run, rows an answer may show, characters it may have as JSON."""

    seconds: float = 20.0
    rows: int = 200
    characters: int = 80_000
