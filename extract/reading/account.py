"""What was read of a file and what was not, as plain values: every table, column, row and cell is accounted for."""

from __future__ import annotations

from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING, Any

from extract.model import Role, Unused
from extract.reading.responsibility.rows import rows as responsibility_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from extract.model import ListFile, Row, Table, Tier

Json = dict[str, Any]

#: What every row has, whether its list prints it or not; what a list may print beside that follows where it does.
FIELDS = (
    Role.SERIAL, Role.NAME, Role.SUB_NAME, Role.TYPE, Role.CODE, Role.SUB_CODE, Role.BODY, Role.UNIT, Role.BASIS,
    Role.DUTIES, Role.GROUNDS, Role.REMARK,
)  # fmt: skip
MORE_FIELDS = (
    Role.PENALTY, Role.DUTY_BASIS, Role.GROUNDS_BASIS, Role.LIABLE, Role.LEVEL, Role.TELEPHONE, Role.DEGREE,
    Role.CIRCUMSTANCE, Role.STANDARD,
)  # fmt: skip
#: Of these the first cell is the row's own.
_FIRST = (Role.SERIAL, Role.NAME, Role.SUB_NAME, Role.TYPE, Role.CODE, Role.SUB_CODE)
#: Between the headers of the columns that one text is spread over.
_JOINT = "、"


class Entries:
    """Entries of an account, made each time they are gone through: a list may be long."""

    def __init__(self, made: Callable[[], Iterator[Json]]) -> None:
        self._made = made

    def __iter__(self) -> Iterator[Json]:
        return self._made()


def account(listing: ListFile, file: str) -> Json:
    """One object for a file, in JSON types: what it is, its headers with their roles, its rows as used, the rest.

    Rows of a responsibility list are its tasks, shares and services. ``row`` counts the rows of data, ``line`` the
    lines of the file or the rows of the sheet; in ``unused`` both ``row`` and ``column`` are places as printed. Texts
    are as printed; several cells of a role are joined by a line break. A row that names no body is the publisher's, as
    in the graph.
    """
    return {key: [*value] if isinstance(value, Entries) else value for key, value in streamed(listing, file).items()}


def streamed(listing: ListFile, file: str) -> Json:
    """As ``account``, its rows and unused texts as `Entries`."""
    names = {table.number: _place(table) for table in listing.tables}
    return {
        "file": file,
        "publisher": listing.publisher,
        "title": listing.title,
        "kind": listing.kind.value,
        "headings": list(listing.headings),
        "headers": [
            names.get(number, {"table": number}) | {"column": column, "header": header, "role": role}
            for number, column, header, role in _headers(listing)
        ],
        "rows": Entries(lambda: _rows(listing, names)),
        "unused": Entries(lambda: _unused(listing, names)),
        "troubles": [asdict(trouble) for trouble in troubles(listing)],
    } | ({"responsibility_list": asdict(listing.responsibility_list)} if listing.responsibility_list else {})


def _rows(listing: ListFile, names: Mapping[int, Json]) -> Iterator[Json]:
    body = Role.BODY.value
    powers = (names.get(row.table_number, {"table": row.table_number}) | _row(row) for row in listing.rows)
    for row in chain(powers, _duties(listing)):
        yield row | {body: row[body] or listing.publisher}


def _unused(listing: ListFile, names: Mapping[int, Json]) -> Iterator[Json]:
    for omission in unused(listing):
        yield names.get(omission.table, {"table": omission.table}) | {
            "row": omission.line,
            "column": omission.column,
            "header": omission.header,
            "text": omission.text,
            "reason": omission.zh,
        }


def _place(table: Table) -> Json:
    """A table by its number and the names it bears in print."""
    return {"table": table.number} | {
        key: name for key, name in (("sheet", table.sheet), ("heading", table.heading)) if name
    }


def _headers(listing: ListFile) -> Iterable[tuple[int, int, str, str]]:
    """Table, column, words and role of every header: of the columns, and of what is given beside its name.

    So a line above a table says what holds for all its rows (实施机关 beside 甲县林业局).
    """
    every = [
        (table.number, column.number, column.header, column.role.value)
        for table in listing.tables
        for column in table.columns
    ]
    known = {(number, header) for number, _, header, _ in every}
    beside = (
        (row.table_number, cell.column, cell.header, cell.role.value)
        for row in listing.rows
        for cell in row.cells
        if cell.header
        and not cell.inherited  # what a section or a sheet says is no header
        and any((row.table_number, word) not in known for word in cell.header.split(_JOINT))
    )
    return dict.fromkeys(chain(every, beside))


def _row(row: Row) -> Json:
    fields: Json = {"row": row.number, "line": row.line}
    fields |= {role.value: _text(row, role) for role in FIELDS}
    fields |= {role.value: text for role in MORE_FIELDS if (text := _text(row, role))}
    return fields | ({"tiers": [_tier(tier) for tier in row.tiers]} if row.tiers else {})


def _duties(listing: ListFile) -> Iterator[Json]:
    """The tables of a responsibility list, row by row: they count on behind those of powers."""
    register = listing.responsibility_list
    parts: dict[str, int] = {}
    for number, duty in enumerate(responsibility_rows(register) if register else (), start=len(listing.rows) + 1):
        table = parts.setdefault(duty.part, len(listing.tables) + len(parts) + 1)
        place = {"table": table, "heading": duty.part, "row": number, "line": duty.line}
        fields = {role.value: duty.texts.get(role, "") for role in FIELDS}
        yield place | fields | {role.value: text for role in MORE_FIELDS if (text := duty.texts.get(role, ""))}


def _text(row: Row, role: Role) -> str:
    texts = list(dict.fromkeys(cell.text for cell in row.all(role) if cell.text.strip()))
    return "\n".join(texts[:1] if role in _FIRST else texts)


def _tier(tier: Tier) -> Json:
    return {
        "order": tier.order,
        "row": tier.row,
        "degree": tier.degree.text if tier.degree else "",
        "circumstance": tier.circumstance.text if tier.circumstance else "",
        "standard": "\n".join(cell.text for cell in tier.standards),
    }


def troubles(listing: ListFile) -> tuple[Any, ...]:
    """What was not understood, of the list and of its rows, each once."""
    own = [*listing.troubles, *(trouble for row in listing.rows for trouble in row.troubles)]
    return tuple(dict.fromkeys(own))


def is_troubled(listing: ListFile) -> bool:
    """Whether anything was not understood."""
    return bool(listing.troubles) or any(row.troubles for row in listing.rows)


def unused(listing: ListFile) -> Iterator[Unused]:
    """Every text that went into no field of a row, no header and no heading, with the reason."""
    yield from listing.unused
    known = {(table.number, column.number) for table in listing.tables for column in table.columns if column.known}
    for row in listing.rows:
        for cell in row.cells:
            if cell.role is Role.OTHER and cell.text.strip() and not cell.inherited:
                zh, en = _why(cell.header, known=(row.table_number, cell.column) in known)
                yield Unused(row.table_number, row.line, cell.column, cell.header, cell.text, zh, en)
        yield from _beside(row)


def _beside(row: Row) -> Iterator[Unused]:
    """Further cells of what a row has once: a second column of names, the serials of the rows of its tiers."""
    zh, en = "该要素另有一格，以首格为准", "a further cell of what a row has once"
    for role in _FIRST:
        cells = [cell for cell in row.all(role) if cell.text.strip()]
        for cell in cells[1:]:
            if cell.text != cells[0].text:
                yield Unused(row.table_number, row.line, cell.column, cell.header, cell.text, zh, en)


def _why(header: str, *, known: bool) -> tuple[str, str]:
    if known:
        return "该列不属于权责清单的要素，原样收录", "a column that no element of a list stands in, kept as printed"
    if header:
        return "列名未识别，原样收录", "a header not known, kept as printed"
    return "没有列名，原样收录", "no header, kept as printed"
