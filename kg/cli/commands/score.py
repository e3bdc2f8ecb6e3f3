"""``quanze score``: precision and recall of extraction against annotated rows, and what a change did to them."""

import io
import json
import subprocess
import sys
import tarfile
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from extract.record import record
from extract.score import Difference, Json, Key, Tally, differences, keyed, matched, tallies
from kg.cli import console
from kg.cli.exits import CLEAN, FINDINGS
from kg.errors import Problem

#: Runs the command line of any revision; in revisions up to 0.1.0 it stood in another room.
_COMMAND_LINE = """
try:
    from kg.cli.main import main
except ModuleNotFoundError:
    from kg.doors.cli import main
main()
"""


def score(
    gold: Annotated[Path, typer.Argument(help="标注数据（JSON Lines）。")],
    file: Annotated[Path, typer.Argument(help="清单、含 row 和 basis 的 JSON Lines，或者已提取的记录。")],
    against: Annotated[str | None, typer.Option(help="git 版本或者另一次提取的记录；列出增减。")] = None,
    misses: Annotated[int, typer.Option(help="最多列出多少个漏提和误提的提取项。")] = 0,
    floors: Annotated[
        list[str] | None, typer.Option("--min", metavar="FIELD=F1", help="字段的最低 F1；低于此值时退出状态为 1。")
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="以 Markdown 输出表格。")] = False,
) -> int:
    """评估提取质量：与标注数据逐字段比较，计算精确率、召回率和 F1。

    退出状态：0 通过；1 有字段低于 --min，或者与 --against 相比有减少；2 无法读取。

    示例：quanze score tests/gold/list-dev.jsonl data/jinchang-hrss-power-list.txt --misses 10
    """
    annotated = _keyed(gold)
    rows = matched(annotated, _records(file))
    per_field = tallies(rows)
    missed = differences(rows)
    lost = _compare(missed, differences(matched(annotated, _other(against, file)))) if against else 0
    for difference in missed[:misses]:
        console.out(_shown(difference) + "\n")
    _print(per_field, markdown=markdown)
    if not markdown:
        sanctioned = sum(bool(want["sanction"]) for _, want, _ in rows)
        console.out(f"{len(rows)} rows of {gold.name}, {sanctioned} with sanctions; 95 %: Wilson interval over facts\n")
    return FINDINGS if lost or _below(per_field, floors or []) else CLEAN


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _keyed(path: Path) -> dict[Key, Json]:
    """The records of a file. Raises Problem where a line of it is none."""
    try:
        return keyed(_lines(path))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        zh, en = "不是每行一条记录的 JSON Lines（至少含 row）", "no JSON Lines of records with at least row"
        raise Problem(str(path), zh, f"{en} ({type(error).__name__}: {error})") from error


def _is_record(line: str) -> bool:
    try:
        return isinstance(json.loads(line).get("basis"), list)
    except (ValueError, AttributeError):
        return False


def _records(path: Path) -> dict[Key, Json]:
    """Records of ``path``: read as they are where they are records, else extracted."""
    if path.suffix == ".jsonl":
        first = next((line for line in _lines(path) if line.strip()), "{}")
        if _is_record(first):
            return _keyed(path)
    from extract.assemble import extract  # noqa: PLC0415 - the rules take their time to compile
    from extract.reading.reader import read  # noqa: PLC0415

    return keyed(json.dumps(record(extract(row))) for row in read(path).rows)


def _other(against: str, file: Path) -> dict[Key, Json]:
    """The records to compare with: those of a file, or what the code of a git revision extracts from ``file``."""
    if Path(against).is_file():
        return _records(Path(against))
    archive = subprocess.run(["git", "archive", against], capture_output=True, check=False)  # noqa: S603, S607
    if archive.returncode:
        raise Problem(
            against,
            "既不是文件，也不是 git 版本",
            f"neither a file nor a git revision: {archive.stderr.decode().strip()}",
        )
    with TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
            files.extractall(folder, filter="data")
        command = [sys.executable, "-c", _COMMAND_LINE, "extract", str(file.resolve())]
        run = subprocess.run(command, cwd=folder, capture_output=True, check=False)  # noqa: S603 - our own code
        if run.returncode:
            raise Problem(against, "该版本提取失败", f"that revision failed: {run.stderr.decode()[-300:].strip()}")
        return keyed(run.stdout.decode("utf-8").splitlines())


def _compare(now: list[Difference], then: list[Difference]) -> int:
    """Print what was gained (+) and lost (-) since ``then``; how many were lost."""
    newly, formerly = Counter(now) - Counter(then), Counter(then) - Counter(now)
    for word, rest in (("lost", newly), ("gained", formerly)):
        for difference in rest.elements():
            console.out(f"{word:<7}{_shown(difference)}\n")
    console.out(f"gained {formerly.total()}, lost {newly.total()}\n")
    return newly.total()


def _shown(difference: Difference) -> str:
    where = " ".join(filter(None, difference.key))
    return f"{difference.field:<10} {where:>5} {difference.sign} {difference.fact}"


def _below(tallies: list[Tally], floors: list[str]) -> bool:
    least = {name: float(value) for name, _, value in (floor.partition("=") for floor in floors)}
    return any(tally.f1 < least.get(tally.field, 0.0) for tally in tallies)


def _print(tallies: list[Tally], *, markdown: bool) -> None:
    columns = ("field", "P", "R", "F1", "95 %", "gold", "missed", "extra")
    rows = [
        (
            tally.field,
            f"{tally.precision:.4f}",
            f"{tally.recall:.4f}",
            f"{tally.f1:.4f}",
            f"{tally.low:.3f}-{tally.high:.3f}",
            str(tally.hits + tally.missed),
            str(tally.missed),
            str(tally.extra),
        )
        for tally in tallies
    ]
    if markdown:
        for row in (columns, ("---",) * len(columns), *rows):
            console.out("| " + " | ".join(row) + " |\n")
    else:
        console.table(columns, rows, right=frozenset(range(1, len(columns))))
