"""The changes between two editions as text, JSON, a workbook, or one page that opens without a network."""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.asking.code_labels import code_labels
from kg.output.xlsx import add_table, workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.comparison.changes import Change

#: The kinds of change in Chinese, in the order in which they are counted.
KINDS: Final = {
    "added": "新增事项",
    "removed": "取消事项",
    "renamed": "名称变更",
    "retyped": "权力类型变更",
    "moved": "机构变更",
    "basis": "实施依据变更",
    "sanction": "法律责任变更",
    "stage": "责任环节变更",
    "ground": "追责情形变更",
    "limit": "期限变更",
    "contact": "联系电话变更",
    "text": "其他文字变更",
}
FIELDS: Final = {
    "item": "事项", "name": "事项名称", "sub_name": "子项名称", "type": "权力类型", "code": "编码", "serial": "序号",
    "body": "行使主体", "unit": "承办机构", "telephone": "联系电话", "level": "行使层级", "remark": "备注",
    "document": "依据文件", "number": "文号", "date": "日期", "provision": "条款", "limit": "期限", "tier": "裁量基准",
    "basis": "实施依据", "duties": "责任事项", "duty_basis": "责任事项依据", "grounds": "追责情形",
    "grounds_basis": "追责依据", "liable": "追责对象范围", "other": "其他列",
}  # fmt: skip
_HERE = Path(__file__).parent
_LISTS = ("清单", "地区", "机关")
_COLUMNS = ("变更", "序号", "编码", "事项", "内容", "旧版", "新版", "匹配程度", "匹配理由")


def as_json(changes: Sequence[Change]) -> bytes:
    """An array with an object a change, with its list, place and body.

    ``diff`` holds the word diff as pairs of operation and text.
    """
    return (json.dumps(records(changes), ensure_ascii=False, indent=2) + "\n").encode()


def records(changes: Sequence[Change]) -> list[dict[str, object]]:
    """A plain dict a change, as JSON has it."""
    return [_record(change) for change in changes]


def as_text(changes: Sequence[Change], old: str, new: str, *, several: bool = False) -> str:
    """Lines for a terminal: an item, then each of its changes with what went in [- -] and what came in {+ +}.

    ``several`` names the list of each item, as all forms for people do where an edition has more than one.
    """
    lines = [f"{old} → {new}：{summary(changes)}"]
    above = ""
    for change in changes:
        where = f"【{_list(change)}】" if several else ""
        head = where + " ".join(part for part in (change.serial, change.item, change.code) if part)
        if head != above:
            sure = "" if change.score == 1 else f"（{change.reason}，匹配程度{change.score:.2f}）"
            lines += ["", head + sure]
            above = head
        lines.append(f"  {KINDS[change.change]}（{field_name(change)}）：{_marked(change)}")
    return "\n".join(lines) + "\n"


def as_workbook(changes: Sequence[Change], old: str, new: str, *, several: bool = False) -> bytes:
    """A workbook with a row a change and a sheet that counts them. Raises ImportError: XlsxWriter is missing."""
    file = io.BytesIO()
    counts = [("旧版", old), ("新版", new), *((KINDS[kind], count) for kind, count in counted(changes))]
    with workbook(file) as book:
        columns = (*_LISTS, *_COLUMNS) if several else _COLUMNS
        add_table(book, "变更", columns, [_row(change, several=several) for change in changes])
        add_table(book, "说明", ("项目", "内容"), counts)
    return file.getvalue()


def as_page(changes: Sequence[Change], old: str, new: str, *, several: bool = False) -> bytes:
    """One HTML page with filters, the word diff of each change marked; it fetches nothing and can be printed."""
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415 - only where a page is made

    environment = Environment(
        loader=FileSystemLoader(_HERE, encoding="utf-8"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    shown = [
        {
            "change": change,
            "kind": KINDS[change.change],
            "field": field_name(change),
            "words": change.words,
            "list": _list(change) if several else "",
        }
        for change in changes
    ]
    text = environment.get_template("change_report.html").render(
        old=old, new=new, counts=[(kind, KINDS[kind], count) for kind, count in counted(changes)], changes=shown
    )
    return text.encode()


def counted(changes: Sequence[Change]) -> Iterator[tuple[str, int]]:
    """The kinds that occur, with how often."""
    counts = Counter(change.change for change in changes)
    return ((kind, counts[kind]) for kind in KINDS if counts[kind])


def summary(changes: Sequence[Change]) -> str:
    """The counts in one line."""
    return "，".join(f"{KINDS[kind]}{count}处" for kind, count in counted(changes)) or "没有变更"


def field_name(change: Change) -> str:
    """What of the item changed, in Chinese."""
    if change.change == "sanction" and change.field not in FIELDS:
        return code_labels("sanction-kind").get(change.field, change.field)
    if change.change == "stage":
        return code_labels("stage").get(change.field, "责任环节")
    return FIELDS.get(change.field, "追责情形" if change.change == "ground" else change.field)


def _record(change: Change) -> dict[str, Any]:
    names = ("change", "serial", "code", "item", "field", "old", "new", "score", "reason")
    whose = {"list": change.list_name, "place": change.place, "body": change.body}
    return (
        {name: getattr(change, name) for name in names} | whose | {"diff": [list(segment) for segment in change.words]}
    )


def _marked(change: Change) -> str:
    signs = {"equal": ("", ""), "delete": ("[-", "-]"), "insert": ("{+", "+}")}
    return "".join(
        f"{signs[segment.op][0]}{' '.join(segment.text.split())}{signs[segment.op][1]}" for segment in change.words
    )


def _list(change: Change) -> str:
    """The list of an item and whose it is, for people."""
    return f"{change.list_name}，{change.body}" if change.body else change.list_name


def _row(change: Change, *, several: bool) -> tuple[object, ...]:
    whose = (change.list_name, change.place, change.body) if several else ()
    return (
        *whose,
        KINDS[change.change], change.serial, change.code, change.item, field_name(change), change.old, change.new,
        change.score, change.reason,
    )  # fmt: skip
