"""``quanze compare``: the same power in several lists."""

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import console
from kg.cli.days import iso_day
from kg.cli.exits import CLEAN, FINDINGS
from kg.errors import Problem, missing
from kg.progress import quiet

if TYPE_CHECKING:
    from kg.comparison.cities import Comparison
    from kg.comparison.statutory import StatuteCheck


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
    laws: Annotated[
        Path | None, typer.Option("--library", help="法规库所在文件夹；指定时比对各清单的罚款与所引条文的幅度。")
    ] = None,
    as_of: Annotated[str, typer.Option(help="条文以何日为准，如 2026-09-30；缺省为今天。")] = "",
    silent: Annotated[bool, typer.Option("-q", "--quiet", help="不显示进度和提示。")] = False,
) -> int:
    """比较多份清单中的同一权力：各清单有无，依据、罚款幅度、裁量基准、责任环节、期限、机构、层级有何不同。

    同一权力按全国统一编码的后段、名称、共同依据的条款识别，并注明匹配程度和理由。
    以 --library 指定法规库（quanze laws）时，列出罚款超出所引条文幅度的清单。
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
    comparison = compare_lists(given.lists)
    fines = _fines(comparison, laws, as_of)
    _write((comparison, fines), wanted, output, silent=silent)
    differs = any(power.aspects or len(power.members) < len(comparison.lists) for power in comparison.powers)
    return FINDINGS if given.unread or differs or (fines and fines.beyond) else CLEAN


def _fines(comparison: "Comparison", laws: Path | None, as_of: str) -> "StatuteCheck | None":
    """The fines beside the statutes of a library, or None where none is named. Raises Problem: it is no library."""
    if laws is None:
        if as_of:
            raise Problem("--as-of", "须与--library同时使用", "goes with --library")
        return None
    from kg.comparison.statutory import check_fines  # noqa: PLC0415
    from kg.laws.library import opened  # noqa: PLC0415

    when = iso_day(as_of) or dt.date.today().isoformat()  # noqa: DTZ011 - the day of who asks
    with opened(laws) as library:
        return check_fines(comparison, library, when)


def _write(
    outcome: "tuple[Comparison, StatuteCheck | None]", form: ComparisonFormat, output: Path, *, silent: bool
) -> None:
    from kg.output.files import put  # noqa: PLC0415
    from kg.output.reports import comparison_report  # noqa: PLC0415

    comparison, fines = outcome
    summary = comparison_report.summary(comparison) + (f"；{comparison_report.fines_summary(fines)}" if fines else "")
    if form is ComparisonFormat.TABLE:
        if str(output) != "-":
            raise Problem("-o", "写文件请选 json、html 或者 xlsx", "a file needs a form: json, html or xlsx")
        console.table(comparison_report.columns(comparison), comparison_report.rows(comparison), right=frozenset({2}))
        if fines and fines.beyond:
            console.table(comparison_report.BEYOND, comparison_report.beyond_rows(comparison, fines))
        if not silent:
            console.say(summary)
        return
    try:
        content = {
            ComparisonFormat.JSON: comparison_report.as_json,
            ComparisonFormat.HTML: comparison_report.as_page,
            ComparisonFormat.XLSX: comparison_report.as_workbook,
        }[form](comparison, fines)
    except ImportError as error:
        raise missing("xlsxwriter", "export") from error
    if str(output) == "-":
        console.out_bytes(content)
    else:
        put(output, content)
        console.say(f"写入 {output}：{summary}")
