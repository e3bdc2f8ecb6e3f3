"""The catalogue of a library: which sources it holds, their texts, statements and damages, and where clauses stand.

A SQLite file beside the store. The texts themselves are in the store only; this is what makes finding them quick.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from extract.statutes.model import Damage, Statement, Status
from extract.understanding import titles
from kg.errors import Problem
from kg.laws import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from extract.statutes.model import StatuteFile, StatuteText

FILE = "catalogue.sqlite"
_VERSION = 1
_SCHEMA = """
CREATE TABLE source(sha256 TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE path(path TEXT PRIMARY KEY, sha256 TEXT NOT NULL);
CREATE TABLE text(id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL,
  canonical TEXT NOT NULL, form TEXT NOT NULL, promulgated TEXT NOT NULL, effective TEXT NOT NULL,
  decree TEXT NOT NULL, decreed TEXT NOT NULL, first TEXT NOT NULL, articles INTEGER NOT NULL,
  gaps INTEGER NOT NULL, paragraphs INTEGER NOT NULL, excerpt INTEGER NOT NULL);
CREATE TABLE article(text INTEGER NOT NULL, place INTEGER NOT NULL, path TEXT NOT NULL, digest INTEGER NOT NULL,
  heading TEXT NOT NULL, PRIMARY KEY(text, place)) WITHOUT ROWID;
CREATE TABLE clause(key INTEGER NOT NULL, text INTEGER NOT NULL, place INTEGER NOT NULL,
  PRIMARY KEY(key, text, place)) WITHOUT ROWID;
CREATE TABLE statement(sha256 TEXT NOT NULL, canonical TEXT NOT NULL, title TEXT NOT NULL, origin TEXT NOT NULL,
  promulgated TEXT NOT NULL, effective TEXT NOT NULL, status TEXT NOT NULL, rank TEXT NOT NULL, body TEXT NOT NULL,
  number TEXT NOT NULL, until TEXT NOT NULL, beside INTEGER NOT NULL);
CREATE TABLE damage(sha256 TEXT NOT NULL, code TEXT NOT NULL, provision TEXT NOT NULL, line INTEGER NOT NULL,
  zh TEXT NOT NULL, en TEXT NOT NULL);
CREATE INDEX text_canonical ON text(canonical);
CREATE INDEX text_source ON text(sha256);
CREATE INDEX statement_source ON statement(sha256);
CREATE INDEX statement_canonical ON statement(canonical);
CREATE INDEX damage_source ON damage(sha256);
CREATE INDEX path_source ON path(sha256);
"""
_EVERYWHERE = 60  # a clause that more articles have tells nothing (构成犯罪的，依法追究刑事责任)


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A text of the library without its words.

    ``number`` tells texts of one source apart, ``decree`` is the number the document bears, since the day ``decreed``.
    """

    id: int
    sha256: str
    number: int
    title: str
    canonical: str
    form: str
    promulgated: str
    effective: str
    decree: str
    decreed: str
    first: str
    articles: int
    gaps: int
    paragraphs: bool
    excerpt: bool


_COLUMNS = tuple(field.name for field in fields(CatalogueRow))


@dataclass(frozen=True, slots=True)
class DamageRow:
    """A damage with the file it is in."""

    path: str
    damage: Damage


class Catalogue:
    """An open catalogue. Close it, or use it as a context."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        path = folder / FILE
        if not create and not path.is_file():
            raise Problem(
                str(folder), "这里没有法规库，请先运行 quanze laws add", "no library here: run quanze laws add first"
            )
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
            version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
            if version == 0 and create:
                self._db.executescript(_SCHEMA)
                self._db.execute(f"PRAGMA user_version = {_VERSION}")
                version = _VERSION
        except sqlite3.Error as error:
            raise Problem(str(path), f"法规库打不开（{error}）", f"the library does not open ({error})") from error
        if version != _VERSION:
            raise Problem(
                str(path),
                "法规库版本不符，请删除后重新添加",
                "the library is of another edition: delete it and add again",
            )

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    # what is held

    def under(self, folder: str) -> list[str]:
        """The paths added from below a folder."""
        rows = self._db.execute("SELECT path FROM path")
        return [path for (path,) in rows if path.startswith((f"{folder}/", f"{folder}\\"))]

    def has(self, sha256: str) -> bool:
        """Whether a source of that content is held."""
        return self._db.execute("SELECT 1 FROM source WHERE sha256 = ?", (sha256,)).fetchone() is not None

    def texts(self, canonical: str | None = None) -> list[CatalogueRow]:
        """The texts held, all or those of one title, in the order they were added."""
        rows = self._db.execute("SELECT * FROM text WHERE canonical = coalesce(?, canonical) ORDER BY id", (canonical,))
        return [_text_row(row) for row in rows]

    def titles(self) -> list[str]:
        """The canonical titles that texts or statements have, sorted."""
        rows = self._db.execute("SELECT canonical FROM text UNION SELECT canonical FROM statement ORDER BY 1")
        return [title for (title,) in rows]

    def statements(self, canonical: str) -> list[tuple[str, Statement]]:
        """What is stated of the versions of a title, each with the SHA-256 of its source."""
        rows = self._db.execute(
            "SELECT sha256, title, origin, promulgated, effective, status, rank, body, number, until, beside"
            " FROM statement WHERE canonical = ? ORDER BY rowid",
            (canonical,),
        )
        return [(sha256, _statement(*rest)) for sha256, *rest in rows]

    def digests(self, text: int) -> dict[str, int]:
        """Article paths of a text to the digests of their words."""
        return dict(self._db.execute("SELECT path, digest FROM article WHERE text = ? ORDER BY place", (text,)))

    def headings(self, text: int) -> dict[str, str]:
        """Article paths of a text to the paths of the headings they stand under."""
        return dict(self._db.execute("SELECT path, heading FROM article WHERE text = ? ORDER BY place", (text,)))

    def path(self, sha256: str) -> str:
        """The path a source was added from, or its name."""
        row = self._db.execute("SELECT path FROM path WHERE sha256 = ? ORDER BY path", (sha256,)).fetchone()
        if row is None:
            row = self._db.execute("SELECT name FROM source WHERE sha256 = ?", (sha256,)).fetchone()
        return str(row[0]) if row else ""

    def candidates(self, keys: Iterable[int]) -> list[tuple[int, int, float]]:
        """Articles that share clauses, (text, place in it, weight), best first; rare clauses weigh more."""
        weights: dict[tuple[int, int], float] = {}
        for key in sorted(keys):
            rows = self._db.execute(
                "SELECT text, place FROM clause WHERE key = ? LIMIT ?", (key, _EVERYWHERE + 1)
            ).fetchall()
            if 0 < len(rows) <= _EVERYWHERE:
                for row in rows:
                    weights[row] = weights.get(row, 0.0) + 1 / len(rows)
        return [(*row, weight) for row, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0]))]

    def article(self, text: int, place: int) -> str:
        """The path of an article by its place in a text."""
        row = self._db.execute("SELECT path FROM article WHERE text = ? AND place = ?", (text, place)).fetchone()
        return str(row[0]) if row else ""

    def text(self, identity: int) -> CatalogueRow:
        """A text by its number in the catalogue."""
        return _text_row(self._db.execute("SELECT * FROM text WHERE id = ?", (identity,)).fetchone())

    def damages(self) -> Iterator[DamageRow]:
        """Every damage, by file."""
        query = (
            "SELECT coalesce(min(path.path), source.name), code, provision, line, zh, en FROM damage"
            " JOIN source USING (sha256) LEFT JOIN path USING (sha256) GROUP BY damage.rowid"
            " ORDER BY 1, line, damage.rowid"
        )
        for path, *rest in self._db.execute(query):
            yield DamageRow(path, Damage(*rest))

    def counts(self) -> dict[str, int]:
        """How many sources, texts, articles, statements, titles, and damages by code."""
        out = {
            name: int(self._db.execute(query).fetchone()[0])
            for name, query in (
                ("sources", "SELECT count(*) FROM source"),
                ("titles", "SELECT count(DISTINCT canonical) FROM text"),
                ("texts", "SELECT count(*) FROM text"),
                ("articles", "SELECT coalesce(sum(articles), 0) FROM text"),
                ("statements", "SELECT count(*) FROM statement"),
            )
        }
        rows = self._db.execute("SELECT code, count(*) FROM damage GROUP BY code ORDER BY code")
        return out | {f"damage_{code}": int(count) for code, count in rows}

    # what changes it

    def begin(self) -> None:
        """Begin a change; nothing of it is seen before ``commit``."""
        self._db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make a change last."""
        self._db.execute("COMMIT")

    def rollback(self) -> None:
        """Undo a change that is not committed."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def bind(self, path: str, sha256: str) -> str | None:
        """Note that a path has that content; the SHA-256 of a source that has no path any more comes back."""
        row = self._db.execute("SELECT sha256 FROM path WHERE path = ?", (path,)).fetchone()
        self._db.execute("INSERT OR REPLACE INTO path VALUES (?, ?)", (path, sha256))
        return self._orphan(row[0]) if row and row[0] != sha256 else None

    def unbind(self, path: str) -> str | None:
        """Forget a path; the SHA-256 of a source that has no path any more comes back."""
        row = self._db.execute("SELECT sha256 FROM path WHERE path = ?", (path,)).fetchone()
        self._db.execute("DELETE FROM path WHERE path = ?", (path,))
        return self._orphan(row[0]) if row else None

    def _orphan(self, sha256: str) -> str | None:
        bound = self._db.execute("SELECT 1 FROM path WHERE sha256 = ?", (sha256,)).fetchone()
        return None if bound else str(sha256)

    def remove(self, sha256: str) -> None:
        """Forget a source and everything it brought."""
        ids = [row[0] for row in self._db.execute("SELECT id FROM text WHERE sha256 = ?", (sha256,))]
        for identity in ids:
            self._db.execute("DELETE FROM clause WHERE text = ?", (identity,))
            self._db.execute("DELETE FROM article WHERE text = ?", (identity,))
        for table in ("text", "statement", "damage", "source"):
            self._db.execute(f"DELETE FROM {table} WHERE sha256 = ?", (sha256,))  # noqa: S608 - our own table names

    def add(self, source: StatuteFile) -> None:
        """Add a source that is not held yet."""
        self._db.execute("INSERT INTO source VALUES (?, ?)", (source.sha256, source.name))
        for number, text in enumerate(source.texts):
            self._add_text(source.sha256, number, text)
        for entry in source.statements:
            self._add_statement(source.sha256, titles.canonical(entry.title), entry)
        for text in source.texts:
            for entry in text.statements:  # of this text, whatever title the file name gives
                self._add_statement(source.sha256, text.canonical, entry)
        damages = (*source.damages, *(damage for text in source.texts for damage in text.damages))
        self._db.executemany(
            "INSERT INTO damage VALUES (?, ?, ?, ?, ?, ?)",
            [(source.sha256, item.code, item.provision, item.line, item.zh, item.en) for item in damages],
        )

    def _add_statement(self, sha256: str, canonical: str, entry: Statement) -> None:
        row = (
            sha256, canonical, entry.title, entry.origin, entry.promulgated, entry.effective, entry.status.value,
            entry.rank, entry.body, entry.number, entry.until, entry.beside,
        )  # fmt: skip
        self._db.execute("INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def _add_text(self, sha256: str, number: int, text: StatuteText) -> None:
        everything = (*text.articles, *text.annexes)
        gaps = sum(damage.code in {"missing", "doubled", "out_of_order", "reference"} for damage in text.damages)
        first = text.articles[0].path if text.articles else ""
        row = (
            sha256, number, text.title, text.canonical, text.form, text.promulgated, text.effective, text.number,
            _decreed(text), first, len(text.articles), gaps, text.paragraphs, text.excerpt,
        )  # fmt: skip
        insert = "INSERT INTO text VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        with closing(self._db.execute(insert, row)) as cursor:
            identity = cursor.lastrowid
        self._db.executemany(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?)",
            [
                (identity, place, item.path, wording.digest(item.text), item.heading)
                for place, item in enumerate(everything)
            ],
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO clause VALUES (?, ?, ?)",
            [
                (key, identity, place)
                for place, item in enumerate(everything)
                for key in sorted(wording.clauses(item.text))
            ],
        )


def _decreed(text: StatuteText) -> str:
    """The day of the event that bears the document's number, else of its first event."""
    days = [event.date for event in text.events if event.number == text.number] or [event.date for event in text.events]
    return min(days, default="")


def _statement(  # noqa: PLR0913, PLR0917 - the columns of the table
    title: str, origin: str, promulgated: str, effective: str, status: str, rank: str, body: str, number: str,
    until: str, beside: int,
) -> Statement:  # fmt: skip
    return Statement(title, origin, promulgated, effective, Status(status), rank, body, number, until, bool(beside))


def _text_row(row: tuple[Any, ...]) -> CatalogueRow:
    values: dict[str, Any] = dict(zip(_COLUMNS, row, strict=True))
    return CatalogueRow(**values | {name: bool(values[name]) for name in ("paragraphs", "excerpt")})
