"""The library: sources in, versions of statutes out.

A folder with an Oxigraph store (a named graph a source) and a catalogue. A source is known by the hash of its content:
adding it again does nothing, a file that changed gives way to its new content, a file gone from a folder that is added
again is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Self

from pyoxigraph import Store

from extract.model import Unreadable
from extract.statutes import reader
from extract.understanding import titles
from kg.errors import unusable
from kg.graph.store import closed
from kg.laws import editions, graph, provisions
from kg.laws.catalogue import FILE, Catalogue
from kg.laws.conflicts import conflicts
from kg.progress import quiet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from pyoxigraph import Quad

    from extract.statutes.model import StatuteFile
    from kg.laws.catalogue import CatalogueRow
    from kg.laws.editions import Edition, Statute
    from kg.progress import Report

STORE = "store"
_BATCH = 100
_STATE = "中华人民共和国"
_HIDDEN = "."


@dataclass(slots=True)
class Added:
    """What adding did: files new, unchanged, gone; those set aside with the reason; findings; other files' endings."""

    new: int = 0
    unchanged: int = 0
    gone: int = 0
    unread: list[Unreadable] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    others: dict[str, int] = field(default_factory=dict)


class Library:
    """A library opened for reading; ``writable`` creates it where it is not there."""

    def __init__(self, folder: Path, *, writable: bool = False) -> None:
        self.folder = folder
        if writable:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise unusable(error, folder) from error
        self.catalogue = Catalogue(folder, create=writable)
        try:
            path = str(folder / STORE)
            self.store = Store(path) if writable else Store.read_only(path)
        except (OSError, RuntimeError) as error:
            self.catalogue.close()
            raise closed(folder / STORE, error) from error
        self._articles = lru_cache(maxsize=256)(self._read_articles)
        self._statutes = lru_cache(maxsize=4096)(self._read_statute)
        self._wordings = lru_cache(maxsize=4)(lambda sha256: graph.wordings(self.store, sha256))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; nothing can be read any more."""
        self._articles.cache_clear()
        self._wordings.cache_clear()
        self.catalogue.close()
        del self.store

    # reading

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """Titles without the name of the state, and in the spelling of the authority file, to canonical titles."""
        names: dict[str, list[str]] = {}
        for title in self.catalogue.titles():
            for name in {title, title.removeprefix(_STATE)}:
                names.setdefault(name, []).append(title)
        return names

    def resolve(self, name: str) -> list[str]:
        """The canonical titles that a name fits: none, one, or several where a short title fits more documents."""
        canonical = titles.canonical(name)
        for spelling in (canonical, canonical.removeprefix(_STATE), _STATE + canonical):
            if result := self._names.get(spelling):
                return result
        return []

    def statute(self, name: str) -> Statute | None:
        """The statute of a title, however it is written; None where the library knows nothing of it.

        Of several that a short title fits, the one whose title is the name itself, else the first that has a text.
        """
        candidates = self.resolve(name)
        if not candidates:
            return None
        canonical = titles.canonical(name)
        if canonical in candidates and self._statutes(canonical).editions:
            return self._statutes(canonical)
        return next(
            (statute for title in candidates if (statute := self._statutes(title)).editions),
            self._statutes(candidates[0]),
        )

    def statutes(self) -> Iterator[Statute]:
        """Every statute with a text, by title."""
        for title in self.catalogue.titles():
            if (statute := self._statutes(title)).editions:
                yield statute

    def articles(self, edition: Edition) -> dict[str, str]:
        """The articles and annexes of a version by path, in the text chosen for it, in print order."""
        out: dict[str, str] = {}
        for row in edition.chosen:
            for path, words in self._articles(row).items():
                out.setdefault(path, words)
        return out

    def words(self, edition: Edition, path: str) -> str | None:
        """The words of a provision in a version; of a chapter those of its articles; None where it has no such one."""
        return provisions.words(self.articles(edition), path, self._headings(edition))

    def _headings(self, edition: Edition) -> dict[str, str]:
        return {path: heading for row in edition.chosen for path, heading in self.catalogue.headings(row.id).items()}

    def articles_of(self, row: CatalogueRow) -> dict[str, str]:
        """The articles of one source's text by path."""
        return self._articles(row)

    def _read_statute(self, canonical: str) -> Statute:
        return editions.statute(canonical, self.catalogue.texts(canonical), self.catalogue)

    def _read_articles(self, row: CatalogueRow) -> dict[str, str]:
        day = row.promulgated or row.effective
        wordings = self._wordings(row.sha256)
        return {
            path: wordings.get(graph.wording_of(row.canonical, day, path).value, "")
            for path in self.catalogue.digests(row.id)
        }

    # writing

    def add(self, paths: Sequence[Path], day: str, report: Report = quiet) -> Added:
        """Add files and folders; what cannot be read is set aside, the rest is held. ``day`` is today (YYYY-MM-DD)."""
        added = Added()
        files = _files(paths, added)
        self._touched: set[str] = set()
        pending: list[tuple[str, Path]] = []
        for done, path in enumerate(files):
            report("法规", done, len(files))
            self._take(path, pending, added)
            if len(pending) >= _BATCH:
                self._write(pending, added)
        self._write(pending, added)
        report("法规", len(files), len(files))
        self._forget(paths, {str(path.resolve()) for path in files}, added)
        self._statutes.cache_clear()
        self._articles.cache_clear()
        self._wordings.cache_clear()
        self.__dict__.pop("_names", None)
        added.findings += conflicts(self.catalogue, [self._statutes(title) for title in sorted(self._touched)], day)
        return added

    def _take(self, path: Path, pending: list[tuple[str, Path]], added: Added) -> None:
        try:
            if path.stat().st_size > reader.LARGEST:
                reader.read(path)  # says so
            digest = sha256(path.read_bytes()).hexdigest()
        except Unreadable as reason:
            added.unread.append(reason)
            return
        except OSError as error:
            added.unread.append(
                Unreadable(str(path), f"无法读取（{error.strerror}）", f"cannot be read ({error.strerror})")
            )
            return
        pending.append((digest, path))

    def _write(self, pending: list[tuple[str, Path]], added: Added) -> None:
        """Read what is new, write its graphs, then note it: what is noted is written."""
        quads: list[Quad] = []
        sources: list[StatuteFile] = []
        fresh: set[str] = set()
        bound: list[tuple[str, str]] = []
        for digest, path in pending:
            if self.catalogue.has(digest) or digest in fresh:
                added.unchanged += 1
            else:
                try:
                    source = reader.read(path)
                except Unreadable as reason:
                    added.unread.append(reason)
                    continue
                sources.append(source)
                fresh.add(digest)
                quads.extend(graph.quads(source))
                added.new += 1
                self._touched |= {text.canonical for text in source.texts}
                self._touched |= {titles.canonical(entry.title) for entry in source.statements if entry.beside}
                added.findings += [
                    f"{path}{f':{item.line}' if item.line else ''}: {item.zh} / {item.en}"
                    for item in (*source.damages, *(damage for text in source.texts for damage in text.damages))
                ]
            bound.append((str(path.resolve()), digest))
        pending.clear()
        self.store.bulk_extend(quads)
        self.catalogue.begin()
        try:
            for source in sources:
                self.catalogue.add(source)
            gone = [old for path_, digest in bound if (old := self.catalogue.bind(path_, digest))]
            for old in gone:
                self.catalogue.remove(old)
        except BaseException:
            self.catalogue.rollback()
            raise
        self.catalogue.commit()
        for old in gone:
            self.store.remove_graph(graph.graph_of(old))

    def _forget(self, paths: Sequence[Path], present: set[str], added: Added) -> None:
        """Forget files that are gone from a folder that was added again."""
        for folder in (path for path in paths if path.is_dir()):
            lost = [path for path in self.catalogue.under(str(folder.resolve())) if path not in present]
            self.catalogue.begin()
            for path in lost:
                if old := self.catalogue.unbind(path):
                    self.catalogue.remove(old)
                    self.store.remove_graph(graph.graph_of(old))
                added.gone += 1
            self.catalogue.commit()


def _files(paths: Sequence[Path], added: Added) -> list[Path]:
    """The files to read: those named, and those of folders that may hold a statute; other endings are counted."""
    out: dict[Path, Path] = {}
    for path in paths:
        if not path.is_dir():
            out.setdefault(path.resolve(), path)
            continue
        before = len(out)
        others: dict[str, int] = {}
        for file in sorted(path.rglob("*")):
            parts = file.relative_to(path).parts
            if any(part.startswith(_HIDDEN) for part in parts) or not file.is_file():
                continue
            ending = file.suffix.lower()
            if ending in reader.ENDINGS:
                out.setdefault(file.resolve(), file)
            else:
                others[ending or file.name] = others.get(ending or file.name, 0) + 1
        for ending, count in others.items():
            added.others[ending] = added.others.get(ending, 0) + count
        if len(out) == before:
            kinds = "、".join(f"{ending} {count}" for ending, count in sorted(others.items())) or "空文件夹"
            added.unread.append(
                Unreadable(
                    str(path), f"文件夹里没有可读的法规文件（{kinds}）", "no file in this folder can be a statute"
                )
            )
    return list(out.values())


def opened(folder: Path) -> Library:
    """The library in a folder, for reading.

    Raises Problem: there is none.
    """
    return Library(folder)


def there(folder: Path) -> bool:
    """Whether a folder holds a library."""
    return (folder / FILE).is_file()
