"""``quanze build``: lists in, one queryable graph out."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import resources
from kg.builds.engine.settings import LOCAL, Settings
from kg.builds.outputs import Output, chosen
from kg.builds.parts.intake import refuse_missing
from kg.cli.console import Bar, say
from kg.cli.endpoints import LoadOption, ReplaceOption, load_into
from kg.cli.engines import EngineOption, MasterOption, SparkConfOption, build_on_engine, properties
from kg.cli.exits import CLEAN, FINDINGS
from kg.cli.header_maps import MapOption, WriteMapOption, start_map, words_of
from kg.cli.limits import LimitOption, limits_of
from kg.errors import Problem
from kg.graph.endpoint.address import address
from kg.graph.terms import BASE
from kg.progress import quiet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.builds.build import BuildChange

SHOWN = 20


def build(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILES]...", help="清单、清单所在文件夹或者压缩包，- 为标准输入；不指定时使用内置的两份清单。"
        ),
    ] = None,
    output: Annotated[str, typer.Option("-o", "--output", metavar="PATH", help="写入的文件夹。")] = "exports",
    endpoint: LoadOption = None,
    anew: ReplaceOption = False,
    base: Annotated[str, typer.Option(help="标识（IRI）的开头部分。")] = BASE,
    mapping: MapOption = None,
    write_map: WriteMapOption = None,
    limit: LimitOption = None,
    only: Annotated[
        list[str] | None,
        typer.Option(help=f"只写入这些输出，用逗号分隔：{'、'.join(Output)}。"),
    ] = None,
    add: Annotated[
        list[Path] | None,
        typer.Option("--add", help="在上次生成的结果中加入此清单（同名清单则替换），其余清单不再读取；可重复。"),
    ] = None,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar="NAME", help="从上次生成的结果中去掉此名称的清单；可重复。")
    ] = None,
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=1, help="同时读取的进程数；结果与进程数无关。")] = 1,
    library: Annotated[Path | None, typer.Option(help="法规库所在文件夹：检查时比对引文与条文。")] = None,
    statutes: Annotated[
        bool, typer.Option("--with-statutes", help="将所引条文的文本和比对结果写入图谱；须指定 --library。")
    ] = False,
    engine: EngineOption = None,
    master: MasterOption = LOCAL,
    spark_conf: SparkConfOption = None,
    silent: Annotated[bool, typer.Option("-q", "--quiet", help="只输出错误。")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="列出全部待核问题。")] = False,
) -> int:
    """读取清单，生成图谱、表格和浏览网页。

    退出状态：0 全部识别；1 已生成，但有待核问题或者有文件无法读取；2 未生成，原文件夹不变；或者已生成，未能装载。

    示例：quanze build 清单.xlsx -o exports/ · quanze build hdfs:///lists -o hdfs:///graph --engine spark --master yarn
    """
    if engine is None and not (add or remove):
        refuse_missing([Path(name) for name in files or ()])
    from kg.builds.build import build as build_graph  # noqa: PLC0415 - heavy
    from kg.builds.summary import summary  # noqa: PLC0415
    from kg.page.pages import pages  # noqa: PLC0415

    if statutes and library is None:
        raise Problem("--with-statutes", "须用 --library 指定法规库", "needs a statute library: give --library")
    if engine is not None:
        if endpoint or only or jobs > 1 or write_map or library or add or remove:
            names = ("--endpoint", "--only", "--jobs", "--library", "--write-map", "--add", "--remove")
            raise Problem("--engine", f"不能与 {'、'.join(names)} 同用", f"not together with {', '.join(names)}")
        settings = Settings(master, properties(spark_conf or ()), base, words_of(mapping), limits_of(limit))
        return build_on_engine(files or (), output, settings, silent=silent)
    started, out = time.perf_counter(), Path(output)
    if endpoint:
        address(endpoint)  # what is no address is said before anything is built
    with Bar() as bar:
        lists, change = _lists(files, add, remove)
        report = quiet if silent else bar
        built = build_graph(
            lists,
            out,
            pages=pages,
            base=base,
            report=report,
            words=words_of(mapping),
            limits=limits_of(limit),
            only=chosen(only or ()),
            jobs=jobs,
            library=library,
            statutes=statutes,
            change=change,
        )
    for reason in built.intake.unread:
        say(str(reason))
    if not silent:
        say("\n".join(summary(built, time.perf_counter() - started, most=None if verbose else SHOWN)))
    start_map(write_map, [part.listing for part in built.parts])
    if endpoint:
        load_into(endpoint, out, anew=anew, silent=silent)
    return FINDINGS if built.intake.unread or any(part.troubled for part in built.parts) else CLEAN


def _lists(
    files: list[str] | None, add: list[Path] | None, remove: list[str] | None
) -> "tuple[Sequence[Path], BuildChange | None]":
    """What is to be read, and what changes of the last build. Raises Problem: whole and change are both asked for."""
    from kg.builds.build import BuildChange  # noqa: PLC0415 - heavy

    if not add and not remove:
        return [Path(name) for name in files or ()] or resources.bundled_lists(), None
    if files:
        zh = "--add、--remove 不能与清单参数同时使用"
        raise Problem(files[0], zh, "lists as arguments and --add or --remove exclude each other")
    return add or [], BuildChange(tuple(remove or ()))
