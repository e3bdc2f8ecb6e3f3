"""What makes a row the item it is, and what only the whole list tells about its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.model import Role, Trouble
from kg.graph import codes
from kg.graph.iris import Name, clash, plain, uncoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extract.model import Row

_SUB_NUMBER = 3  # characters of a code that number a sub-item under its main item


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity of a row: codes without blanks, names without blanks and markup."""

    code: str
    sub_code: str
    name: str
    sub_name: str

    @property
    def is_sub(self) -> bool:
        """Whether the row is a sub-item under a main item."""
        return bool(self.sub_name) or bool(self.sub_code and self.code and self.sub_code != self.code)

    @property
    def own_code(self) -> str:
        """The code of the row itself; a sub-item's is never its main item's."""
        return self.sub_code if self.is_sub else self.code or self.sub_code

    @property
    def main_code(self) -> str:
        """The code of the main item of a sub-item, from its cell or from the sub-item's code."""
        return self.code or codes.main_code(self.sub_code) or ""

    @property
    def own_names(self) -> tuple[str, str]:
        """Name and sub-name."""
        return self.name, self.sub_name

    @property
    def confirms_main(self) -> bool:
        """Whether the sub-item's code begins like its main item's: then the code, not the name, says what it is of."""
        head = self.main_code[:-_SUB_NUMBER]
        return len(head) > _SUB_NUMBER and self.sub_code.startswith(head)

    @property
    def label(self) -> str:
        """The name of the row itself."""
        return self.sub_name or self.name


def identity(row: Row) -> Identity:
    """The identity of a row."""
    roles = (Role.CODE, Role.SUB_CODE, Role.NAME, Role.SUB_NAME)
    return Identity(*(plain(row.text(role)) for role in roles))


@dataclass(frozen=True, slots=True)
class ListSurvey:
    """What only the whole list tells: the first names under each code, the credit code of each body's name.

    ``main_names`` counts the names that rows give a main item of that code.
    """

    holders: dict[str, tuple[str, str]]
    credits: dict[str, str]
    main_names: dict[str, dict[str, int]] = field(default_factory=dict)

    def name(self, slug: str, row: Row, code: str, names: tuple[str, str]) -> Name:
        """The name of the item of that code and those names (name, sub-name), in a list of that slug."""
        if not code:
            return uncoded(slug, plain(row.text(Role.TYPE)), *names)
        return Name("power", (code,)) if self.holders.get(code, names) == names else clash(code, *names)

    def main_name(self, slug: str, row: Row, own: Identity) -> Name:
        """The name of the main item of a sub-item."""
        if own.confirms_main and self.holders.get(own.main_code, ("", ""))[1] == "":
            return Name("power", (own.main_code,))
        return self.name(slug, row, own.main_code, (own.name, ""))

    def other_bearer(self, own: Identity) -> tuple[str, str] | None:
        """Name and sub-name of the item that bears the code of this one as well, and bore it first."""
        names = self.holders.get(own.own_code) if own.own_code else None
        return None if names == own.own_names else names

    def other_main_name(self, own: Identity) -> str:
        """The name that most rows give this main item or that of this sub-item, where it has another; else empty."""
        names = self.main_names.get(own.main_code, {})
        usual = max(names, key=names.__getitem__, default="")
        return "" if usual == own.name else usual

    def credit(self, body: str) -> str | None:
        """The credit code of the body of that name, where a code of the list tells it."""
        return self.credits.get(plain(body))


def survey(rows: Iterable[Row]) -> ListSurvey:
    """Read codes and bodies of a list ahead of its items."""
    known = ListSurvey({}, {})
    main_names = known.main_names
    for row in rows:
        own = identity(row)
        if own.own_code:
            known.holders.setdefault(own.own_code, own.own_names)
        if own.is_sub and own.main_code:
            known.holders.setdefault(own.main_code, (own.name, ""))
            names = main_names.setdefault(own.main_code, {})
            names[own.name] = names.get(own.name, 0) + 1
        if credit := codes.credit_code(own.own_code):
            known.credits.setdefault(plain(row.text(Role.BODY)), credit)
    for code, names in main_names.items():  # the row of the main item itself has a voice too
        name, sub_name = known.holders[code]
        if not sub_name and name not in names:
            main_names[code] = {name: 1, **names}
    return known


def unknown_type(row: Row) -> str:
    """The printed power type where it is none of the list of types; else empty."""
    printed = row.text(Role.TYPE).strip()
    return "" if codes.type_by_name(printed) else printed


def oddities(row: Row, own: Identity, known: ListSurvey) -> Iterator[Trouble]:
    """What a row says that the graph cannot take at its word, as the rules ID005, ID006 and ID009 find it."""
    if known.other_bearer(own):
        yield Trouble(
            row.line,
            _column(row, Role.SUB_CODE if own.is_sub else Role.CODE),
            f"编码 {own.own_code} 已用于另一事项，两项均保留",
            f"code {own.own_code} is borne by another item as well; both are kept",
            row.table,
        )
    if main := known.other_main_name(own):
        yield Trouble(
            row.line,
            _column(row, Role.NAME),
            f"主项 {own.main_code} 在别处名为“{main}”，此处名为“{own.name}”",
            f"main item {own.main_code} is named {main!r} elsewhere, {own.name!r} here",
            row.table,
        )
    if printed := unknown_type(row):
        zh, en = f"未知的权力类型: {printed}", f"unknown power type: {printed}"
        yield Trouble(row.line, _column(row, Role.TYPE), zh, en, row.table)


def _column(row: Row, role: Role) -> int:
    return next((cell.column for cell in row.all(role)), 0)
