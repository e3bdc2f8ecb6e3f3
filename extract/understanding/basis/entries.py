"""What a pass over a basis cell finds: entries, zones of quoted text, mentions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from extract.provision import Provision  # noqa: TC001 - compiled, fields are evaluated
from extract.understanding import notes  # noqa: TC001

Head = tuple["Provision", int, int]


@dataclass(slots=True)
class Entry:
    """A document opened as legal basis; offsets are levelled. ``heads`` are its cited provisions with their words.

    ``stands_for`` is the name of the document where the printed one is short for it (及其实施条例).
    """

    title: str
    title_start: int
    title_end: int
    end: int
    label: str | None
    numbers: list[notes.Span] = field(default_factory=list)
    dates: list[tuple[str, int, int, str | None]] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    whole: bool = False
    note_end: int = 0
    stands_for: str | None = None


class Zone(NamedTuple):
    """Quoted text from ``start``, the entry it belongs to and the provisions that head it."""

    start: int
    entry: int
    heads: tuple[Provision, ...]


@dataclass(slots=True)
class Grounds:
    """What one pass found: entries, zones of quoted text, and the mentions left for ``references``.

    ``mentions`` are titles in 《》 that open no entry; ``chains`` words of provisions that head no text. Both are
    (start, end, entry index or -1). ``taken`` is how far each entry's own words reach, for those who read on.
    """

    entries: list[Entry] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    mentions: list[tuple[int, int, int]] = field(default_factory=list)
    chains: list[tuple[int, int, int]] = field(default_factory=list)
