"""``quanze build --engine spark``: the options of the engine, and a build on it."""

from __future__ import annotations

import time
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg import resources
from kg.cli.console import say
from kg.cli.exits import CLEAN, FINDINGS
from kg.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.builds.engine.build import EngineBuilt
    from kg.builds.engine.settings import Settings


class Engine(StrEnum):
    """The engines that a build may run on."""

    SPARK = "spark"


EngineOption = Annotated[
    Engine | None,
    typer.Option("--engine", help="在引擎上生成：spark（Apache Spark）；写入有序的 N-Quads、Parquet 和检查发现。"),
]
MasterOption = Annotated[str, typer.Option("--master", help="Spark 主节点：local[*]、spark://host:7077、yarn 等。")]
SparkConfOption = Annotated[
    list[str] | None, typer.Option("--spark-conf", help="Spark 的属性，写作 名称=值；可以重复。")
]


def properties(given: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Properties as typed. Raises Problem: one is not written name=value."""
    for text in given:
        if not text.partition("=")[2]:
            raise Problem(f"--spark-conf {text}", "属性应写成 名称=值", "a property is written name=value")
    return tuple((name.strip(), value) for name, _, value in (text.partition("=") for text in given))


def build_on_engine(files: Sequence[str], output: str, settings: Settings, *, silent: bool) -> int:
    """Build on the engine, say what was done; the exit status. Raises Unreadable or Problem as ``build`` there."""
    from kg.builds.engine.build import build  # noqa: PLC0415 - heavy

    if "-" in files:
        raise Problem("-", "引擎不能读取标准输入，请给出路径", "an engine reads no standard input: give a path")
    started = time.perf_counter()
    built = build(files or [str(path) for path in resources.bundled_lists()], output, settings)
    for reason in built.unread:
        say(str(reason))
    if not silent:
        say("\n".join(_summary(built, time.perf_counter() - started)))
    return FINDINGS if built.troubled else CLEAN


def _summary(built: EngineBuilt, seconds: float) -> list[str]:
    read = [outcome for outcome in built.outcomes if outcome.reason is None]
    troubles = sum(outcome.troubles for outcome in read)
    return [
        f"读取{len(read)}份清单，{sum(outcome.rows for outcome in read)}行",
        f"图谱：三元组{sum(built.graphs.values())}，检查发现{built.findings.total()}",
        f"待核问题{troubles}处（相关行已收录并标记）" if troubles else "没有待核问题",
        f"写入 {built.out}，用时{seconds:.1f}秒",
    ]
