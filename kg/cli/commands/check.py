"""``quanze check``: what a lawyer would question in a list."""

from collections import Counter
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import console
from kg.cli.days import iso_day
from kg.cli.exits import CLEAN, FINDINGS
from kg.cli.header_maps import MapOption, words_of
from kg.cli.limits import LimitOption, limits_of
from kg.errors import Problem
from kg.progress import quiet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.audit.finding import Finding
    from kg.audit.rule import Rule
    from kg.audit.view import View
    from kg.builds.parts.intake import Intake


class FindingFormat(StrEnum):
    """The forms findings are written in."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    JSONL = "jsonl"
    SARIF = "sarif"
    HTML = "html"
    XLSX = "xlsx"
    GITHUB = "github"


BY_ENDING = {f".{form}": form for form in FindingFormat} | {".htm": FindingFormat.HTML, ".txt": FindingFormat.FULL}


def check(
    files: Annotated[list[Path] | None, typer.Argument(help="要检查的清单；不指定时检查内置的两份清单。")] = None,
    graph: Annotated[
        Path | None,
        typer.Option(
            "-g",
            "--graph",
            help="quanze build 写入的文件夹：显示其检查结果和图谱约束的检查结果；指定日期或者法规库时重新检查。",
        ),
    ] = None,
    form: Annotated[FindingFormat | None, typer.Option("--output-format", help="输出格式，缺省为 full。")] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="写入的文件；- 为标准输出。")] = Path("-"),
    select: Annotated[list[str] | None, typer.Option(help="只使用这些规则：代码或者开头，如 LB、AU003。")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="不使用这些规则。")] = None,
    baseline: Annotated[Path | None, typer.Option(help="基线文件：其中已有的不再报告。")] = None,
    write_baseline: Annotated[Path | None, typer.Option(help="将本次发现写入基线文件。")] = None,
    reviews: Annotated[
        Path | None,
        typer.Option(help="复核意见（review.jsonl）：其中判为有误或者已知的不再报告；-g 时缺省为该文件夹中的。"),
    ] = None,
    as_of: Annotated[str, typer.Option(help="文件效力和限额以何日为准，如 2026-09-30。")] = "",
    laws: Annotated[
        Path | None,
        typer.Option(
            "--library", help="法规库所在文件夹，缺省为环境变量 QUANZE_LIBRARY 所指；有法规库时比对引文与条文。"
        ),
    ] = None,
    mapping: MapOption = None,
    limit: LimitOption = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="有发现时退出状态也为 0。")] = False,
    silent: Annotated[bool, typer.Option("-q", "--quiet", help="只输出发现和错误。")] = False,
) -> int:
    """检查清单：编码、依据、文号与日期、设定权限、法律责任、责任事项。

    退出状态：0 没有发现；1 有发现，或者有文件无法读取；2 用法有误或者无法读取。

    示例：quanze check 清单.xlsx · quanze check 清单.xlsx --select AU,DT -o 发现.html
    """
    from kg.audit import baseline as baselines  # noqa: PLC0415 - heavy
    from kg.audit.check import check as look  # noqa: PLC0415
    from kg.audit.registry import chosen, every_rule  # noqa: PLC0415

    rules, wanted = chosen(select or (), ignore or ()), _chosen(form, output)
    laws = laws or _library()
    paths: dict[str, str] = {}
    unread: list[str] = []
    if graph is not None:
        if files:
            raise Problem("-g", "不能与文件同时使用", "goes without files")
        every, names, day = _built(graph, rules, iso_day(as_of), laws)
    else:
        intake = _taken(files or [], mapping, limit, silent=silent)
        seen = _seen(intake, iso_day(as_of), laws, silent=silent)
        paths, unread = {list_.name: str(path) for path, list_ in intake.listings}, list(map(str, intake.unread))
        every, names, day = look(seen, rules), [view.name for view in seen.lists], seen.as_of
    known, judged = baselines.read(baseline, names) if baseline else frozenset(), _judged(reviews, graph)
    if write_baseline:
        from kg.output.files import fresh_file  # noqa: PLC0415

        with fresh_file(write_baseline) as file:
            file.write(baselines.written(every))
    findings = baselines.new(every, known | judged)
    _write(findings, every_rule(), paths, wanted, output)
    for reason in unread:
        console.say(reason)
    if laws is None and any(rule.family == "LW" for rule in rules) and not silent:
        console.say("没有法规库，与法规文本对照的规则（LW）没有运行；可用 --library 或者环境变量 QUANZE_LIBRARY 指定")
    if not silent:
        in_baseline, decided = (
            sum(finding.fingerprint in aside for finding in every) for aside in (known, judged - known)
        )
        console.say(_summary(findings, in_baseline, decided, day))
    return CLEAN if exit_zero and not unread else FINDINGS if findings or unread else CLEAN


def _library() -> Path | None:
    """The library that the environment names, where one lies there: not every list needs it."""
    from kg.laws.folder import from_environment  # noqa: PLC0415
    from kg.laws.library import there  # noqa: PLC0415

    folder = from_environment()
    return folder if folder and there(folder) else None


def _judged(reviews: Path | None, graph: Path | None) -> frozenset[str]:
    """The fingerprints of findings that reviewers have settled."""
    from kg.audit.judged import settled  # noqa: PLC0415
    from kg.graph.things import reviews as histories  # noqa: PLC0415

    if reviews is not None:
        return settled(histories.read(reviews))
    return settled(histories.read(graph / histories.FILE, missing=True)) if graph else frozenset()


def _taken(files: list[Path], mapping: Path | None, limit: list[str] | None, *, silent: bool) -> "Intake":
    """The lists to look at, and what could not be read."""
    from kg import resources  # noqa: PLC0415
    from kg.builds.parts.intake import take  # noqa: PLC0415

    with console.Bar() as bar:
        report = quiet if silent else bar
        return take(files or resources.bundled_lists(), report, words_of(mapping), limits_of(limit))


def _seen(intake: "Intake", as_of: str, laws: Path | None, *, silent: bool) -> "View":
    """The prepared view of the lists."""
    from kg.audit.check import view  # noqa: PLC0415
    from kg.laws.library import opened  # noqa: PLC0415

    with console.Bar() as bar:
        listings = [listing for _, listing in intake.listings]
        return view(listings, as_of, quiet if silent else bar, opened(laws) if laws else None)


def _built(
    folder: Path, rules: "Sequence[Rule]", as_of: str, laws: Path | None
) -> "tuple[tuple[Finding, ...], list[str], str]":
    """The findings that a build wrote, by the rules chosen, and the violations of shapes in its graph.

    For another day, or with a library, the rules that depend on it look at the lists of the graph again.
    """
    from kg.asking.opened import open_folder  # noqa: PLC0415 - heavy
    from kg.asking.shapes import violations  # noqa: PLC0415
    from kg.audit import findings_file  # noqa: PLC0415
    from kg.audit.check import check as look  # noqa: PLC0415
    from kg.audit.check import view  # noqa: PLC0415
    from kg.audit.stored import stored_lists  # noqa: PLC0415
    from kg.laws.library import opened  # noqa: PLC0415

    store = open_folder(folder).store
    again = [rule for rule in rules if rule.dated] if as_of or laws else []
    codes = {rule.code for rule in rules} - {rule.code for rule in again}
    written = findings_file.read(folder)
    seen = view(stored_lists(store) if again else [], as_of, library=opened(laws) if laws else None)
    names = sorted({finding.place.list for finding in written} | {view.name for view in seen.lists})
    findings = [finding for finding in written if finding.code in codes]
    findings += look(seen, again) if again else ()
    if of_shapes := [rule for rule in rules if rule.family == "GR"]:
        findings += look(replace(view([]), violations=violations(store.quads_for_pattern(None, None, None))), of_shapes)
    findings.sort(
        key=lambda finding: (
            finding.place.list,
            finding.place.line,
            finding.code,
            finding.place.column,
            finding.place.start,
        )
    )
    return tuple(findings), names, seen.as_of


def _chosen(form: FindingFormat | None, output: Path) -> FindingFormat:
    if form is not None:
        if form is FindingFormat.XLSX and str(output) == "-":
            raise Problem("--output-format", "xlsx 须用 -o 写入文件", "a workbook goes to a file: give -o")
        return form
    return FindingFormat.FULL if str(output) == "-" else BY_ENDING.get(output.suffix.lower(), FindingFormat.FULL)


def _write(
    findings: "Sequence[Finding]",
    rules: "Sequence[Rule]",
    paths: dict[str, str],
    form: FindingFormat,
    output: Path,
) -> None:
    from kg.output.files import put  # noqa: PLC0415
    from kg.output.findings.forms import written  # noqa: PLC0415

    content = written(findings, rules, paths, form)
    if str(output) == "-":
        console.out_bytes(content)
    else:
        put(output, content)


def _summary(findings: "Sequence[Finding]", known: int, judged: int, as_of: str) -> str:
    from kg.audit.finding import SEVERITIES  # noqa: PLC0415

    counts = Counter(finding.severity for finding in findings)
    parts = [f"{word}{counts[severity]}条" for severity, word in SEVERITIES.items() if counts[severity]]
    summary = f"发现{len(findings)}条：{'、'.join(parts)}" if findings else "没有发现"
    aside = (f"；基线中已有{known}条" if known else "") + (f"；复核已判明{judged}条" if judged else "")
    return f"{summary}{aside}（文件效力以{as_of}为准）"
