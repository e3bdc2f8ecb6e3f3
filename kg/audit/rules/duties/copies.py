"""Duties and grounds that speak of another item: copied from its row and not adapted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.clean import left_out
from extract.model import Role
from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule
from kg.graph.iris import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extract.model import Cell
    from kg.audit.view import ListView, RowView, View

_HEAD = 5  # characters by which a name is looked up
_SEEN = 3  # of these characters, by which most places where none begins are passed over
_LEAST = 6  # characters of a name that tells its item
_CHECK = "06"  # 行政检查
_FEW = 3  # items that share a text copied by mistake
_OWN = 4  # characters of its own name that a text must hold to be its own
_WATCHED = re.compile(r"加强对(?P<thing>[\u4e00-\u9fff]{4,20}?)(?:工作)?的监管")
_GENERIC = re.compile(
    "(?:行政|监督|日常|专项|处罚|检查|许可|强制|备案|审批|审核|确认|奖励|裁决|管理|验收|登记|其他|事项)+"
)
_WORDS = re.compile("[\u4e00-\u9fff]+")
_TAIL = re.compile(
    r"(?:申请)?(?:审核|核定|审批|确认|备案|登记|发放|支付|申领|认定|办理|审查|核准|鉴定|评审|管理|受理|的处罚|处罚|许可|奖励|检查)$"
)


def _stem(name: str) -> str:
    """A name without the word for what is done, which duties often leave out."""
    text = plain(name).removeprefix("对")
    return _TAIL.sub("", text) or text


def _copies(listing: ListView, _view: View) -> Iterator[Observation]:
    bearers: dict[str, RowView] = {}
    for row in listing.rows:
        bearers.setdefault(_stem(row.own.label), row)
    heads: dict[str, list[str]] = {}
    for stem, bearer in bearers.items():
        # A check is a means by which other things are watched over too (通过产品质量监督抽查进行监管).
        if len(stem) >= _LEAST and bearer.type != _CHECK:
            heads.setdefault(stem[:_HEAD], []).append(stem)
    begins = _begins(heads)
    for row in listing.rows:
        for role in (Role.DUTIES, Role.GROUNDS):
            for cell in row.row.all(role):
                span = None if cell.inherited else _foreign(cell, row, heads, begins)
                if span is not None:
                    start, end, stem = span
                    other = bearers[stem]
                    message = f"{row.label}的{_column(role)}写的是“{stem}”，疑从{other.label}复制而没有修改"
                    yield Observation(row.at(cell, start, end), message, other.at_role(role))


def _shared(listing: ListView, _view: View) -> Iterator[Observation]:
    """A text that several items share and that ends up naming but one of them."""
    for role in (Role.DUTIES, Role.GROUNDS):
        bearers: dict[str, list[tuple[RowView, Cell]]] = {}
        for row in listing.rows:
            for cell in row.row.all(role):
                if not cell.inherited and left_out(cell.text):
                    bearers.setdefault(left_out(cell.text), []).append((row, cell))
        for text, group in bearers.items():
            named = [row for row, _ in group if plain(row.own.label)[-_OWN:] in text]
            # What many items share is a form for all of them; its words name none.
            if not 2 <= len(group) <= _FEW or len({plain(row.own.label) for row in named}) != 1:
                continue
            (owner, *_), tail = named, plain(named[0].own.label)[-_OWN:]
            if _GENERIC.fullmatch(tail) or not _WORDS.fullmatch(tail):
                continue
            for row, cell in group:
                start = cell.text.find(tail)
                if row not in named and start >= 0 and not _grams(row.own.label) & _grams(text):
                    message = (
                        f"{row.label}的{_column(role)}与{owner.label}的完全相同，写的是“{tail}”，疑为复制而没有修改"
                    )
                    yield Observation(row.at(cell, start, start + len(tail)), message, owner.at_role(role))


def _grams(text: str) -> set[str]:
    words = plain(text)
    return {words[at : at + _OWN] for at in range(len(words) - _OWN + 1)}


def _supervision(listing: ListView, _view: View) -> Iterator[Observation]:
    """What the stage of supervision watches over bears the form of an item's name and none of its words."""
    tails = {_stem(row.own.label)[-2:] for row in listing.rows}
    names = {plain(row.own.label) for row in listing.rows}
    for row in listing.rows:
        own = plain(row.own.name + "/" + row.own.sub_name)
        for cell in row.row.all(Role.DUTIES):
            match = None if cell.inherited else _WATCHED.search(cell.text)
            thing = match["thing"] if match else ""
            alike = any(thing[at : at + 3] in own for at in range(max(1, len(thing) - 2)))
            foreign = thing in names or (len(thing) >= _LEAST and thing[-2:] in tails)
            if match and foreign and not alike:
                message = f"{row.label}的责任事项写的是“加强对{thing}的监管”，与本事项无关，疑为复制而没有修改"
                yield Observation(row.at(cell, *match.span("thing")), message)


def _every(listing: ListView, view: View) -> Iterator[Observation]:
    seen: set[tuple[int, str]] = set()
    for look in (_copies, _shared, _supervision):
        for observation in look(listing, view):
            key = (observation.place.line, observation.place.column)
            if key not in seen:
                seen.add(key)
                yield observation


def _column(role: Role) -> str:
    return "责任事项" if role is Role.DUTIES else "追责情形"


def _begins(heads: Iterable[str]) -> re.Pattern[str]:
    """Where a name may begin: at the first character of one, before the next two of one."""
    signs = ["".join(sorted(set(column))) for column in zip(*(head[:_SEEN] for head in heads), strict=True)]
    first, *rest = (f"[{re.escape(column)}]" for column in signs or [""])
    return re.compile(f"{first}(?={''.join(rest)})" if signs else "(?!)")


def _foreign(
    cell: Cell, row: RowView, heads: dict[str, list[str]], begins: re.Pattern[str]
) -> tuple[int, int, str] | None:
    """The place of the name of another item in a cell that never names its own."""
    text = cell.text
    own, label = {plain(row.own.name), plain(row.own.sub_name)} - {""}, _stem(row.own.label)
    # The name of the main item tells sub-items apart from nothing.
    if _names_its_own(left_out(text), label):
        return None
    for match in begins.finditer(text):
        at = match.start()
        for stem in heads.get(text[at : at + _HEAD], ()):
            apart = label not in stem and not any(stem in name for name in own)
            if apart and text.startswith(stem, at):
                return at, at + len(stem), stem
    return None


def _names_its_own(text: str, name: str) -> bool:
    """Whether a text holds the name of its item, or the end of it."""
    return name in text or (len(name) > _OWN and name[-_OWN:] in text)


def _item(name: str, sub: str, duties: str) -> dict[str, str]:
    return {"name": name, "sub_name": sub, "duties": f"1.受理责任：依法受理。2.监管责任：加强对{duties}工作的监管。"}


RULES = (
    Rule(
        code="DU005",
        zh="责任事项或者追责情形写的是另一事项",
        en="duties that speak of another item",
        severity=Severity.WARNING,
        why="责任事项应当与本事项相对应（中办发〔2015〕21号）；写成另一事项的，本事项的责任没有着落。",
        remedy="按本事项改写。",
        fires=(
            _item("就业援助", "困难人员社会保险补贴", "困难人员社会保险补贴"),
            _item("就业援助", "公益性岗位补贴", "困难人员社会保险补贴"),
        ),
        quiet=(
            _item("就业援助", "困难人员社会保险补贴", "困难人员社会保险补贴"),
            _item("就业援助", "公益性岗位补贴", "公益性岗位补贴"),
        ),
        each_list=_every,
    ),
)
