"""``quanze diff``: what changed between two editions of a list."""

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import console
from kg.cli.exits import CLEAN, FINDINGS
from kg.errors import Problem, missing
from kg.progress import quiet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.comparison.changes import Change
    from kg.comparison.items import ItemList


class DiffFormat(StrEnum):
    """The forms a difference is written in."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    XLSX = "xlsx"


ENDINGS = {".json": DiffFormat.JSON, ".html": DiffFormat.HTML, ".htm": DiffFormat.HTML, ".xlsx": DiffFormat.XLSX}


def diff(
    old: Annotated[Path, typer.Argument(help="旧版清单：文件、文件夹或者 quanze build 生成的文件夹。")],
    new: Annotated[Path, typer.Argument(help="新版清单，同上。")],
    form: Annotated[
        DiffFormat | None,
        typer.Option("--output-format", help="text、json、html 或者 xlsx；缺省按文件扩展名，否则为 text。"),
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="写入的文件；- 为标准输出。")] = Path("-"),
    strict: Annotated[bool, typer.Option("--strict", help="空格、全角半角、标点、序号的差别也算变更。")] = False,
    silent: Annotated[bool, typer.Option("-q", "--quiet", help="不显示进度和提示。")] = False,
) -> int:
    """比较同一清单的两个版本：事项的新增、取消、更名，依据、罚款幅度、裁量基准、责任环节、追责情形、电话等的变更。

    事项先按编码匹配，再按名称，最后按名称和条款的相近程度；每处变更注明匹配程度和理由。
    退出状态：0 没有变更，1 有变更，2 无法读取。

    示例：quanze diff 2023.xlsx 2025.xlsx · quanze diff 旧.txt 新.txt -o 变更.html · quanze diff 2023年 exports
    """
    from kg.builds.items import read_edition  # noqa: PLC0415 - readers bring their libraries along
    from kg.comparison.diff import diff_lists  # noqa: PLC0415

    wanted = form or ENDINGS.get(output.suffix.lower(), DiffFormat.TEXT)
    with console.Bar() as bar:
        report = quiet if silent else bar
        before, after = read_edition(old, report), read_edition(new, report)
    for reason in (*before.unread, *after.unread):
        console.say(str(reason))
    if not silent:
        _warn(before.lists, after.lists)
    changes = diff_lists(before.lists, after.lists, strict=strict)
    several = max(len(before.lists), len(after.lists)) > 1
    _write(_content(changes, _title(before.lists, old), _title(after.lists, new), wanted, several=several), output)
    return FINDINGS if changes or before.unread or after.unread else CLEAN


def _title(lists: "Sequence[ItemList]", path: Path) -> str:
    """The title of a list; several are called after the folder they stand in."""
    return lists[0].title or lists[0].name if len(lists) == 1 else path.name or str(path)


def _warn(before: "Sequence[ItemList]", after: "Sequence[ItemList]") -> None:
    """What makes a comparison of editions doubtful: two bodies, one name twice, no row that can be compared."""
    from kg.comparison.diff import list_pairs  # noqa: PLC0415
    from kg.comparison.levelling import level  # noqa: PLC0415

    for old, new in list_pairs(before, after):
        first, second = before[old], after[new]
        if first.publisher and second.publisher and level(first.publisher) != level(second.publisher):
            where = f"{second.name}：" if len(after) > 1 else ""
            console.say(
                f"{where}两份清单的公布机关不同：{first.publisher}、{second.publisher}；"
                "比较不同机关的清单请用 quanze compare / published by two different bodies: see quanze compare"
            )
    for lists in (before, after):
        for (name, publisher), number in Counter((list_.name, list_.publisher) for list_ in lists).items():
            if number > 1:
                zh = f"有{number}份清单都名为{name}{f'（{publisher}）' if publisher else ''}，按顺序对应"
                console.say(f"{zh} / {number} lists of one name: paired in their order")
    for list_ in (*before, *after):
        if not list_.items:
            console.say(f"{list_.name}：没有权责事项可供比较 / holds no power items to compare")


def _content(changes: "Sequence[Change]", old: str, new: str, form: DiffFormat, *, several: bool) -> bytes:
    from kg.output.reports import change_report  # noqa: PLC0415

    if form is DiffFormat.JSON:
        return change_report.as_json(changes)
    if form is DiffFormat.HTML:
        return change_report.as_page(changes, old, new, several=several)
    if form is DiffFormat.XLSX:
        try:
            return change_report.as_workbook(changes, old, new, several=several)
        except ImportError as error:
            raise missing("xlsxwriter", "export") from error
    return change_report.as_text(changes, old, new, several=several).encode()


def _write(content: bytes, output: Path) -> None:
    from kg.output.files import put  # noqa: PLC0415

    if str(output) == "-":
        console.out_bytes(content)
        return
    if output.is_dir():
        raise Problem(str(output), "是文件夹，请指定文件名", "a folder: name a file")
    put(output, content)
    console.say(f"写入 {output}")
