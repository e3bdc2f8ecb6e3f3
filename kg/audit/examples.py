"""Lists made of examples: a rule's own, and those of tests.

An example is a tuple of entries, each a mapping. Keys of a power list are roles (``extract.model.Role``); an entry
with a ``standard`` and no ``name`` is a tier of discretion of the row above. Headings
are those that lists print. Keys of a responsibility list: ``number`` with ``duty``, ``task``, ``office``,
``telephone``; ``boundary`` with ``body``, ``share``, ``boundary_basis``; ``regime`` with ``section`` and ``announced``.
An entry without ``duty`` or ``boundary`` continues the one above.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from extract.model import (
    Boundary,
    Cell,
    Contact,
    ListFile,
    Passage,
    Regime,
    Responsibility,
    ResponsibilityList,
    Role,
    Row,
    Section,
    Share,
    Task,
    Tier,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.audit.rule import Example

#: The heading of each column in an example, by role.
HEADINGS = {
    "serial": "序号",
    "name": "事项名称",
    "sub_name": "子项名称",
    "type": "权力类型",
    "code": "权力编码",
    "sub_code": "子项编码",
    "body": "行使主体",
    "unit": "承办机构",
    "basis": "实施依据",
    "duties": "责任事项",
    "grounds": "追责情形",
    "degree": "违法程度",
    "circumstance": "适用情形",
    "standard": "裁量标准",
    "level": "行使层级",
    "remark": "备注",
    "other": "其他",
    "number": "序号",
    "duty": "主要职责",
    "task": "具体工作事项",
    "office": "责任科室",
    "telephone": "联系电话",
    "boundary": "相关职责",
    "share_of": "相关部门",
    "share": "职责分工",
    "boundary_basis": "相关依据",
    "regime": "监管制度",
    "section": "制度内容",
    "announced": "目录",
}
_POWER = frozenset(role.value for role in Role)


def listing(example: Example, name: str = "示例") -> ListFile:
    """The list of an example."""
    digest = sha256(repr(example).encode()).hexdigest()
    if all(set(entry) <= _POWER for entry in example):
        return ListFile(name, digest, name, "", tuple(_rows(example)))
    return ListFile(name, digest, name, "", responsibility_list=_register(example))


def printed(example: Example) -> str:
    """An example as people read it, an entry a line."""
    return "\n".join("；".join(f"{HEADINGS[key]}：{text}" for key, text in entry.items()) for entry in example)


def _rows(example: Example) -> Iterator[Row]:
    """A row an entry with a name; entries without one are further tiers of discretion of the row above."""
    groups: list[list[tuple[int, Mapping[str, str]]]] = []
    for number, entry in enumerate(example, 1):
        if groups and "standard" in entry and "name" not in entry:
            groups[-1].append((number, entry))
        else:
            groups.append([(number, entry)])
    for group in groups:
        number, entry = group[0]
        tiers = (_tier(order, at, entry) for order, (at, entry) in enumerate(group, 1) if "standard" in entry)
        yield Row(number, number + 1, _cells(entry), tiers=tuple(tiers))


def _cells(entry: Mapping[str, str]) -> tuple[Cell, ...]:
    return tuple(Cell(Role(key), HEADINGS[key], text, column) for column, (key, text) in enumerate(entry.items(), 1))


def _tier(order: int, number: int, entry: Mapping[str, str]) -> Tier:
    cells = {cell.role: cell for cell in _cells(entry)}
    standards = (cells[Role.STANDARD],)
    return Tier(order, number, number + 1, cells.get(Role.DEGREE), cells.get(Role.CIRCUMSTANCE), standards)


def _register(example: Example) -> ResponsibilityList:
    return ResponsibilityList(
        tuple(_responsibilities(example)),
        tuple(_boundaries(example)),
        (),
        tuple(_regime(at, entry) for at, entry in enumerate(example, 1) if "regime" in entry),
    )


def _groups(example: Example, key: str, part: str) -> Iterator[list[tuple[int, Mapping[str, str]]]]:
    groups: list[list[tuple[int, Mapping[str, str]]]] = []
    for line, entry in enumerate(example, 1):
        if key in entry:
            groups.append([(line, entry)])
        elif groups and part in entry:
            groups[-1].append((line, entry))
    yield from groups


def _responsibilities(example: Example) -> Iterator[Responsibility]:
    for group in _groups(example, "duty", "task"):
        line, first = group[0]
        tasks = tuple(
            Task(order, Passage(entry["task"], at), _contacts(at, entry))
            for order, (at, entry) in enumerate(group, 1)
            if "task" in entry
        )
        yield Responsibility(first.get("number", ""), Passage(first["duty"], line), tasks)


def _contacts(line: int, entry: Mapping[str, str]) -> tuple[Contact, ...]:
    office, telephone = entry.get("office", ""), entry.get("telephone", "")
    if not office and not telephone:
        return ()
    return (Contact(office, (telephone,) if telephone else (), Passage(office + telephone, line)),)


def _boundaries(example: Example) -> Iterator[Boundary]:
    for group in _groups(example, "boundary", "share"):
        line, first = group[0]
        shares = tuple(
            Share(order, entry.get("share_of", ""), Passage(entry["share"], at))
            for order, (at, entry) in enumerate(group, 1)
            if "share" in entry
        )
        basis = first.get("boundary_basis")
        matter = Passage(first["boundary"], line)
        yield Boundary(first.get("number", ""), matter, shares, Passage(basis, line) if basis else None, None)


def _regime(line: int, entry: Mapping[str, str]) -> Regime:
    text = Passage(entry.get("section", ""), line)
    sections = (Section("一", "监督检查内容", "content", text),) if text.text else ()
    announced = Passage(entry["announced"], line) if "announced" in entry else None
    return Regime(entry.get("number", "一"), Passage(entry["regime"], line), None, sections, announced)


def entries(example: Sequence[Mapping[str, str]]) -> Example:
    """The entries as an example."""
    return tuple(example)
