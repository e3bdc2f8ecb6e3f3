"""The tables as one SQLite database, for datasette, DB Browser, R and Stata: typed columns, and what they hold."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

from kg.asking.codebook import columns as codebook
from kg.output.sanitise import scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.output.tabular import TypedTable

TYPES: Final = {"integer": "INTEGER", "number": "REAL", "truth": "INTEGER", "date": "TEXT", "text": "TEXT"}
#: Columns that rows are joined by.
_JOINED: Final = ("标识", "事项标识", "单元格标识", "清单标识")


def database(tables: Sequence[TypedTable], origin: Mapping[str, str] | None = None) -> bytes:
    """A database with a table for each table of the build, and ``tables``, ``columns``, ``provenance`` about them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for table in tables:
            _write(connection, table.name, list(zip(table.columns, table.kinds, strict=True)), table.rows())
            for name in _JOINED:
                if name in table.columns:
                    connection.execute(
                        f"CREATE INDEX {_quoted(f'{table.name}_{name}')} ON {_quoted(table.name)} ({_quoted(name)})"
                    )
        notes = ((table.name, table.title, table.question, len(table.values[0])) for table in tables)
        _write(
            connection,
            "tables",
            [("name", "text"), ("title", "text"), ("question", "text"), ("rows", "integer")],
            notes,
        )
        head = [(name, "text") for name in ("table", "column", "english", "meaning")]
        _write(connection, "columns", head, _columns(tables))
        _write(connection, "provenance", [("name", "text"), ("value", "text")], iter((origin or {}).items()))
        connection.commit()
        return connection.serialize()


def _columns(tables: Sequence[TypedTable]) -> Iterator[tuple[str, ...]]:
    known = codebook()
    for table in tables:
        for name in table.columns:
            if name in known:
                yield table.name, name, *known[name]


def _write(
    connection: sqlite3.Connection, name: str, head: Sequence[tuple[str, str]], rows: Iterator[tuple[Any, ...]]
) -> None:
    typed = ", ".join(f"{_quoted(column)} {TYPES[kind]}" for column, kind in head)
    connection.execute(f"CREATE TABLE {_quoted(name)} ({typed})")
    places = ", ".join("?" * len(head))
    connection.executemany(
        f"INSERT INTO {_quoted(name)} VALUES ({places})",  # noqa: S608 - the names are ours
        ([scalar(value) for value in row] for row in rows),
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
