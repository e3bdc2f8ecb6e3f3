"""``quanze read``: what was understood of a list before any law is read: tables, headers, rows, and what is left."""

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import islice
from pathlib import Path, PurePath
from typing import Annotated, Any

import typer

from extract.model import ListFile
from kg.builds.parts.intake import take, trouble_line
from kg.cli import console
from kg.cli.console import Bar, say
from kg.cli.exits import CLEAN, FINDINGS
from kg.cli.header_maps import MapOption, WriteMapOption, start_map, words_of
from kg.cli.limits import LimitOption, limits_of
from kg.progress import quiet

#: Characters of a cell that a table for people shows, and its most rows.
_SHOWN = 40
_ROWS = 5000
_ROLES = {
    "serial": "序号",
    "name": "事项名称",
    "sub_name": "子项名称",
    "type": "权力类型",
    "code": "编码",
    "sub_code": "子项编码",
    "body": "行使主体",
    "unit": "承办机构",
    "basis": "实施依据",
    "penalty": "处罚内容",
    "degree": "违法程度",
    "circumstance": "违法情形",
    "standard": "裁量标准",
    "duties": "责任事项",
    "duty_basis": "责任事项依据",
    "grounds": "追责情形",
    "grounds_basis": "追责依据",
    "liable": "追责对象范围",
    "level": "行使层级",
    "telephone": "电话",
    "remark": "备注",
    "other": "（不使用）",
}
_KINDS = {"power_list": "权责清单", "responsibility_list": "责任清单", "discretion": "裁量基准"}


class ReadFormat(StrEnum):
    """The forms in which what was read is written."""

    TABLE = "table"
    JSON = "json"


def read(
    files: Annotated[list[Path], typer.Argument(help="清单、清单所在文件夹或者压缩包；- 为标准输入。")],
    form: Annotated[
        ReadFormat, typer.Option("--output-format", help="table 为表格；json 为每个文件一行 JSON。")
    ] = ReadFormat.TABLE,
    mapping: MapOption = None,
    write_map: WriteMapOption = None,
    limit: LimitOption = None,
    silent: Annotated[bool, typer.Option("-q", "--quiet", help="只输出错误。")] = False,
) -> int:
    """查看清单的读取结果：各列的含义、逐行内容、未使用的单元格。

    退出状态：0 全部识别；1 有待核问题，或者有文件无法读取；2 均无法读取。

    示例：quanze read 清单.xlsx --output-format json
    """
    from extract.reading.account import streamed, troubles  # noqa: PLC0415

    with Bar() as bar:
        intake = take(files, quiet if silent else bar, words_of(mapping), limits_of(limit))
    for path, listing in intake.listings:
        record = streamed(listing, str(path))
        if form is ReadFormat.JSON:
            for piece in _json(record):
                console.out(piece)
            console.out("\n")
        else:
            _show(path, listing, record)
    start_map(write_map, [listing for _, listing in intake.listings])
    notes = [trouble_line(path, trouble) for path, listing in intake.listings for trouble in troubles(listing)]
    for line in (*map(str, intake.unread), *([] if silent else notes)):
        say(line)
    return FINDINGS if intake.unread or notes else CLEAN


def _json(record: dict[str, Any]) -> Iterator[str]:
    """An account as one JSON object, entry by entry."""
    from extract.reading.account import Entries  # noqa: PLC0415

    between = "{"
    for key, value in record.items():
        yield f"{between}{json.dumps(key)}: "
        between = ", "
        if isinstance(value, Entries):
            opened = "["
            for entry in value:
                yield opened + json.dumps(entry, ensure_ascii=False)
                opened = ", "
            yield "]" if opened == ", " else "[]"
        else:
            yield json.dumps(value, ensure_ascii=False)
    yield "}"


def _show(path: PurePath, listing: ListFile, record: dict[str, Any]) -> None:
    kind = _KINDS[record["kind"]]
    present: set[str] = set()
    count = 0
    for row in record["rows"]:
        present.update(key for key, value in row.items() if value)
        count += 1
    console.out(f"{path}：{listing.title}；{listing.publisher or '发布机关不明'}；{kind}；{count}行\n\n")
    headers = (
        (_where(header), str(header["column"]), header["header"], _ROLES[header["role"]])
        for header in record["headers"]
    )
    _table(("表", "列", "列名", "含义"), headers)
    fields = [key for key in _ROLES if key in present]
    rows = ((_where(row), str(row["row"]), *(_short(row.get(key, "")) for key in fields)) for row in record["rows"])
    _table(("表", "行", *(_ROLES[key] for key in fields)), rows)
    unused = (
        (_where(cell), str(cell["row"]), str(cell["column"]), cell["header"], _short(cell["text"]), cell["reason"])
        for cell in record["unused"]
    )
    _table(("表", "行", "列", "列名", "未使用的文字", "原因"), unused)


def _table(columns: Sequence[str], rows: Iterator[Sequence[str]]) -> None:
    """A table; of very many rows one after another, as the widths of one are those of all its rows."""
    while some := list(islice(rows, _ROWS)):
        console.table(columns, some)
        console.out("\n")


def _where(entry: dict[str, Any]) -> str:
    return " ".join(filter(None, [str(entry["table"] or ""), entry.get("sheet", ""), _short(entry.get("heading", ""))]))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
