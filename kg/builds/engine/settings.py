"""How a build on the engine is done; importing this costs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.graph.terms import BASE

if TYPE_CHECKING:
    from extract.reading.header_words import HeaderWords
    from extract.reading.limits import Limits

LOCAL: Final = "local[*]"
"""Every core of this machine, where no master is named."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a build is done: the master, properties of Spark, where identifiers begin, how files are read."""

    master: str = LOCAL
    spark: tuple[tuple[str, str], ...] = ()
    base: str = BASE
    words: HeaderWords | None = None
    limits: Limits | None = None
