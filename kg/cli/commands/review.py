"""``quanze review``: what reviewers found, put into the graph and compared."""

import json
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.asking.built_folder import STORE
from kg.cli import console
from kg.cli.exits import CLEAN, FINDINGS
from kg.errors import Problem

if TYPE_CHECKING:
    from kg.builds.verdicts import MergedFile, StoredVerdicts
    from kg.graph.things.reviews import Verdict

SHOWN = 10


class Action(StrEnum):
    """What to do with verdicts."""

    MERGE = "merge"
    SHOW = "show"
    GOLD = "gold"


def review(
    action: Annotated[
        Action, typer.Argument(help="merge 并入复核意见；show 显示图谱中的复核意见；gold 将复核完的行写为标注数据。")
    ],
    files: Annotated[
        list[Path] | None, typer.Argument(help="由网页导出的复核意见（review.jsonl）；gold 为所复核的清单。")
    ] = None,
    graph: Annotated[Path, typer.Option("-g", "--graph", help="quanze build 写入的文件夹。")] = Path("exports"),
    output: Annotated[str, typer.Option("-o", "--output", help="gold 写入的文件；- 为标准输出。")] = "-",
) -> int:
    """将复核意见并入图谱，列出意见不一致的提取项，统计复核人之间的一致程度。

    全部经过保存在图数据库旁的 reviews.jsonl，只增不改，重新生成图谱时沿用；同一复核人对同一提取项以最后的意见为准，
    意见不一致的以裁定为准。不是复核意见的行逐行指出，其余照常并入，退出状态为1。

    gold 取意见一致或者已裁定的行：无误的提取项保留，有误的去除，漏提的按“应识别为”补入，供 quanze score 使用。

    示例：quanze review merge 张.jsonl 李.jsonl · quanze review gold 清单.xlsx -o gold.jsonl
    """
    from kg.builds.verdicts import Forms, merge, stored_verdicts  # noqa: PLC0415 - heavy
    from kg.page.divided import judged  # noqa: PLC0415
    from kg.page.pages import pages  # noqa: PLC0415
    from kg.page.readings import hashes  # noqa: PLC0415

    if action is Action.MERGE and not files:
        raise Problem("", "请指定要并入的 review.jsonl 文件", "name the review.jsonl files to merge")
    if action is Action.SHOW and files:
        raise Problem("", "show 不读取文件；并入请用 merge", "show reads no files; to merge, say merge")
    if action is Action.GOLD:
        return _write_gold(files or [], graph, output)
    verdicts = merge(graph, files, Forms(pages, judged.anew), hashes) if files else stored_verdicts(graph, hashes)
    _show_counts(verdicts)
    _show_agreement(verdicts)
    _show_disagreements(verdicts)
    _say_rest(verdicts)
    return FINDINGS if verdicts.skipped else CLEAN


def _write_gold(files: list[Path], graph: Path, output: str) -> int:
    from kg.builds.gold import gold  # noqa: PLC0415
    from kg.builds.verdicts import of_this_reading  # noqa: PLC0415
    from kg.graph.store import read_only  # noqa: PLC0415
    from kg.graph.things import reviews  # noqa: PLC0415
    from kg.page.readings import hashes  # noqa: PLC0415

    if len(files) != 1:
        raise Problem("", "请指定所复核的一份清单", "name the one list that was reviewed")
    store, every = read_only(graph / STORE), reviews.read(graph / reviews.FILE, missing=True)
    history = of_this_reading(store, hashes, every)
    annotations = gold(store, history, files[0])
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in annotations.rows)
    if output == "-":
        console.out(text)
    else:
        Path(output).write_text(text, encoding="utf-8")
    console.say(
        f"标注数据{len(annotations.rows)}行；尚未复核完或者意见不一致的{annotations.unfinished}行，未复核的{annotations.untouched}行，均未写入"
    )
    if len(history) < len(every):
        console.say(f"  {len(every) - len(history)}条复核意见针对较早的识别结果，未采用，请重新复核")
    for verdict in annotations.unread:
        words = verdict.note or verdict.quote
        console.say(f"  漏提未能写入：{words}；请在“应识别为”中写成《…》第…条或者罚款…元的形式")
    return FINDINGS if annotations.unread else CLEAN


def _show_counts(verdicts: "StoredVerdicts") -> None:
    from kg.graph.things.reviews import VERDICTS  # noqa: PLC0415

    counts = Counter((verdict.reviewer, verdict.adjudicated, verdict.verdict) for verdict in verdicts.verdicts)
    rows = [
        (f"{name}（裁定）" if settled else name, *(str(counts[name, settled, verdict]) for verdict in VERDICTS))
        for name, settled in sorted({(verdict.reviewer, verdict.adjudicated) for verdict in verdicts.verdicts})
    ]
    console.table(("复核人", *VERDICTS.values()), rows, right=frozenset(range(1, len(VERDICTS) + 1)))


def _show_agreement(verdicts: "StoredVerdicts") -> None:
    from kg.asking.agreement import agreements  # noqa: PLC0415
    from kg.graph.kinds import kind  # noqa: PLC0415

    every = (*agreements(verdicts.verdicts), *agreements(verdicts.verdicts, by_kind=True))
    pairs = [
        (
            agreement.first,
            agreement.second,
            kind(agreement.kind).name if agreement.kind else "全部",
            str(agreement.both),
            f"{agreement.percent:.1f}%",
            "—" if agreement.kappa is None else f"{agreement.kappa:.2f}",
        )
        for agreement in every
    ]
    if pairs:
        console.out("\n")
        console.table(
            ("复核人", "复核人", "类别", "共同复核", "一致率", "Kappa系数"), pairs, right=frozenset({3, 4, 5})
        )


def _show_disagreements(verdicts: "StoredVerdicts") -> None:
    from kg.asking.agreement import disagreements  # noqa: PLC0415
    from kg.graph.things.reviews import VERDICTS  # noqa: PLC0415

    differ = disagreements(verdicts.verdicts)
    if not differ:
        return
    rows = [
        (
            disagreement.verdicts[0].quote or disagreement.fact,
            "；".join(_judged(given) for given in disagreement.verdicts),
            VERDICTS[disagreement.settled.verdict]
            + (f"（{disagreement.settled.note}）" if disagreement.settled.note else "")
            if disagreement.settled
            else "",
        )
        for disagreement in differ
    ]
    console.out("\n")
    console.table(("意见不一致的提取项", "意见和备注", "裁定"), rows)
    open_ = sum(disagreement.settled is None for disagreement in differ)
    console.say(f"意见不一致的提取项{len(differ)}个，尚未裁定的{open_}个（在网页的“复核—裁定”中裁定后再次并入）")


def _judged(verdict: "Verdict") -> str:
    from kg.graph.things.reviews import VERDICTS  # noqa: PLC0415

    return f"{verdict.reviewer}：{VERDICTS[verdict.verdict]}" + (f"（{verdict.note}）" if verdict.note else "")


def _of_file(file: "MergedFile") -> str:
    """What became of a file, in words: of an older build are those on facts or readings that are no longer there."""
    parts = [f"新增{file.new}条"]
    parts += [f"已有{file.known}条"] if file.known else []
    parts += [f"{len(file.gone)}条所指的提取项不在图谱中"] if file.gone else []
    parts += [f"{len(file.older)}条针对较早的识别结果"] if file.older else []
    return f"{file.file}：" + "，".join(parts)


def _say_rest(verdicts: "StoredVerdicts") -> None:
    from kg.graph.things.reviews import VERDICTS  # noqa: PLC0415

    for file in verdicts.files:
        console.say(_of_file(file))
    console.say(f"图谱中有{len(verdicts.verdicts)}条复核意见，全部经过{len(verdicts.history)}条")
    groups = {
        "所指的提取项已不在图谱中（清单已改动或者重新提取），意见仍保留": verdicts.lost,
        "针对较早的识别结果，意见仍保留，请重新复核": verdicts.older,
    }
    for what, some in groups.items():
        if some:
            console.say(f"其中{len(some)}条{what}：")
            for verdict in some[:SHOWN]:
                console.say(f"  {verdict.reviewer} {VERDICTS[verdict.verdict]}: {verdict.quote or verdict.fact}")
            if len(some) > SHOWN:
                console.say(f"  另有{len(some) - SHOWN}条")
    if verdicts.skipped:
        console.say(f"未并入{len(verdicts.skipped)}行：")
        for problem in verdicts.skipped[:SHOWN]:
            console.say(f"  {problem}")
        if len(verdicts.skipped) > SHOWN:
            console.say(f"  另有{len(verdicts.skipped) - SHOWN}行")
