"""What the search of a large graph finds entries and cells by, noted as the lines of each pass, not asked of the store.

A store on disk takes long for every statement that it gives back, and a query that groups cells holds the words of all.
Here the words wait in a file; what is kept is how many entries print a cell, and the first of their names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, Self

from kg.asking.lookup.search_index import own
from kg.graph import kinds
from kg.graph import terms as t
from kg.graph.terms import PREFIXES
from kg.graph.vocabulary import labels
from kg.graph.written_terms import term_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kg.graph.kinds import Kind


def _written(name: str) -> bytes:
    """A property as lines write it, by its name with a prefix."""
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>".encode()


def _paths(kind: Kind) -> tuple[bytes, tuple[bytes, ...]]:
    """The property that names the things of a kind, and those they are found by."""
    keys = kind.search.keys if kind.search else ""
    return _written(kind.label), tuple(map(_written, keys.split("|")))


_OWN: Final = {str(kind.rdf_class).encode(): kind.code for kind in kinds.searched() if own(kind)}
_PATHS: Final = {kind.code: _paths(kind) for kind in kinds.searched() if own(kind)}
_CELL_CLASS, _CELL, _LABEL = (str(term).encode() for term in (t.CELL_CLASS, t.CELL, t.RDFS_LABEL))
_TEXT, _COLUMN = (str(term).encode() for term in (t.TEXT, t.COLUMN))


class SearchRows:
    """The entries and cells whose lines have passed; ``take`` is given them subject by subject, in order.

    The words of cells go to ``file``, which is written until the context is left. Raises OSError: it cannot be written.
    """

    def __init__(self, file: Path) -> None:
        self._path, self._file = file, file.open("wb")
        self._names: dict[str, list[tuple[str, str, list[str]]]] = defaultdict(list)
        self._uses: Counter[bytes] = Counter()
        self._first: dict[bytes, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def take(self, subject: bytes, classes: set[bytes], lines: Sequence[bytes]) -> None:
        """Note an entry or a cell; of anything else nothing."""
        if not _OWN.keys().isdisjoint(classes):
            code = next(code for known, code in _OWN.items() if known in classes)
            self._entry(subject, code, _values(subject, lines))
        elif _CELL_CLASS in classes:
            values = _values(subject, lines)
            for column in values.get(_COLUMN, ()):
                self._file.writelines(b"%b\t%b\t%b\n" % (subject, column, text) for text in values.get(_TEXT, ()))

    def _entry(self, subject: bytes, code: str, values: dict[bytes, list[bytes]]) -> None:
        label, found_by = _PATHS[code]
        named = _texts(values, label)
        if named:
            keys = [key for predicate in found_by for key in _texts(values, predicate)]
            self._names[code].append((subject[1:-1].decode(), named[0], keys))
        labels_of_entry = _texts(values, _LABEL)
        for cell in values.get(_CELL, ()) if labels_of_entry else ():
            self._uses[cell] += 1
            self._first[cell] = min(self._first.get(cell, labels_of_entry[0]), labels_of_entry[0])

    def clear(self) -> None:
        """Forget everything, once the index is written: names and cells would stand beside all that the page needs."""
        self._names.clear()
        self._uses.clear()
        self._first.clear()

    def names(self, code: str) -> Sequence[tuple[str, str, list[str]]]:
        """The things of a kind: identifier, name, what they are called and known by."""
        return self._names[code]

    def cells(self) -> Iterator[tuple[str, str, int, str]]:
        """The cells that entries print, in order: identifier, name, how many entries, words."""
        heads = labels("column")
        with self._path.open("rb") as lines:
            for line in lines:
                cell, column, text = line[:-1].split(b"\t")
                head = heads.get(column[column.rindex(b"/") + 1 : -1].decode(), "")
                if head and cell in self._uses:
                    yield cell[1:-1].decode(), f"{self._first[cell]} · {head}", self._uses[cell], term_of(text).value


def _values(subject: bytes, lines: Sequence[bytes]) -> dict[bytes, list[bytes]]:
    """What lines state of their subject, by property; what two graphs state, once."""
    by_predicate: dict[bytes, dict[bytes, None]] = defaultdict(dict)
    start = len(subject) + 1
    for line in lines:
        end = line.index(b" ", start)
        by_predicate[line[start:end]][line[end + 1 : line.rindex(b" <")]] = None
    return {predicate: list(values) for predicate, values in by_predicate.items()}


def _texts(values: dict[bytes, list[bytes]], predicate: bytes) -> list[str]:
    """The texts of a property, sorted."""
    return sorted(term_of(written).value for written in values.get(predicate, ()))
