"""``quanze mcp``: the graph as tools for assistants, over standard input and output."""

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from kg.asking.built_folder import STORE
from kg.errors import missing
from kg.graph.store import read_only
from kg.mcp.limits import AnswerLimits

DEFAULTS = AnswerLimits()


def mcp(
    graph: Annotated[Path, typer.Option("-g", "--graph", help="quanze build 写入的文件夹。")] = Path("exports"),
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="单个查询的时限（秒）。")] = DEFAULTS.seconds,
    max_rows: Annotated[int, typer.Option("--max-rows", min=1, help="单个结果的最多行数。")] = DEFAULTS.rows,
    max_characters: Annotated[
        int, typer.Option("--max-characters", min=1000, help="单个结果的最多字符数。")
    ] = DEFAULTS.characters,
) -> None:
    """以 MCP（Model Context Protocol）工具的形式，供助手程序只读查询图谱。

    由助手程序启动，经标准输入和标准输出通信；不访问网络，不改动图谱。工具有 search、describe、who_stands_on、
    repeal_impact、fines、question、sparql，每个结果都带标识、原文及其位置。

    示例：quanze mcp -g exports
    """
    read_only(graph / STORE)
    try:
        from kg.mcp.server import server  # noqa: PLC0415 - late: brings the SDK, and an extra
    except ModuleNotFoundError as error:
        raise missing(str(error.name), "mcp") from error
    server(graph, AnswerLimits(timeout, max_rows, max_characters), version("quanze")).run("stdio")
