"""``quanze compare``: the same power in several lists."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import console
from kg.cli.exits import CLEAN, FINDINGS
from kg.errors import Problem, missing
from kg.progress import quiet

if TYPE_CHECKING:
    from kg.comparison.cities import Comparison


class ComparisonFormat(StrEnum):
    """The forms a comparison is written in."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"
    XLSX = "xlsx"


ENDINGS = {
    ".json": ComparisonFormat.JSON,
    ".html": ComparisonFormat.HTML,
    ".htm": ComparisonFormat.HTML,
    ".xlsx": ComparisonFormat.XLSX,
}


def compare(
    files: Annotated[list[Path], typer.Argument(help="两份以上的清单：文件、文件夹或者 quanze build 生成的文件夹。")],
    form: Annotated[
        ComparisonFormat | None,
        typer.Option("--output-format", help="table、json、html 或者 xlsx；缺省按文件扩展名，否则为 table。"),
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="写入的文件；- 为标准输出。")] = Path("-"),
    silent: Annotated[bool, typer.Option("-q", "--quiet", help="不显示进度和提示。")] = False,
) -> int:
    """比较多份清单中的同一权力：各清单有无，实施依据、罚款幅度、责任环节、期限、承办机构、行使层级有何不同。

    同一权力按全国统一编码的后段、名称、共同依据的条款识别，并注明匹配程度和理由。
    退出状态：0 没有不同，1 有不同或者有文件无法读取，2 无法比较。

    示例：quanze compare 甲市.xlsx 乙市.xlsx 丙市.docx -o 对照.html
    """
    from kg.builds.items import read_lists  # noqa: PLC0415 - readers bring their libraries along
    from kg.comparison.cities import compare_lists  # noqa: PLC0415

    wanted = form or ENDINGS.get(output.suffix.lower(), ComparisonFormat.TABLE)
    with console.Bar() as bar:
        given = read_lists(files, quiet if silent else bar)
    for reason in given.unread:
        console.say(str(reason))
    if len(given.lists) < 2:
        raise Problem("", "比较需要两份以上可读的清单", "two lists that can be read are needed")
    found = compare_lists(given.lists)
    _write(found, wanted, output, silent=silent)
    differs = any(power.aspects or len(power.members) < len(found.lists) for power in found.powers)
    return FINDINGS if given.unread or differs else CLEAN


def _write(found: "Comparison", form: ComparisonFormat, output: Path, *, silent: bool) -> None:
    from kg.output.files import put  # noqa: PLC0415
    from kg.output.reports import comparison_report  # noqa: PLC0415

    if form is ComparisonFormat.TABLE:
        if str(output) != "-":
            raise Problem("-o", "写文件请选 json、html 或者 xlsx", "a file needs a form: json, html or xlsx")
        console.table(comparison_report.columns(found), comparison_report.rows(found), right=frozenset({2}))
        if not silent:
            console.say(comparison_report.summary(found))
        return
    try:
        content = {
            ComparisonFormat.JSON: comparison_report.as_json,
            ComparisonFormat.HTML: comparison_report.as_page,
            ComparisonFormat.XLSX: comparison_report.as_workbook,
        }[form](found)
    except ImportError as error:
        raise missing("xlsxwriter", "export") from error
    if str(output) == "-":
        console.out_bytes(content)
    else:
        put(output, content)
        console.say(f"写入 {output}：{comparison_report.summary(found)}")
