"""The tools over standard input and output, by the official SDK; this is the one place that imports it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Final

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from kg.errors import Problem
from kg.mcp.graph import ServedGraph, listed
from kg.serve.protocol.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from kg.mcp.limits import AnswerLimits

    Tool = Callable[..., Awaitable[dict[str, Any]]]

INSTRUCTIONS: Final = """权责清单知识图谱（只读）。每个结果都带标识（IRI），things 说明各标识的名称、\
所印文字（printed：words 为原文，cell、start、end 为所在单元格和起止位置，按字符计）以及所在清单、文件和行号。
引用结论时应同时给出标识和原文。先用 search 或者 question 查找，需要时再用 sparql。结果超过限度时 note 会说明。"""
READ_ONLY: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
Limit = Annotated[int, Field(description="最多列出多少行", ge=1)]
Document = Annotated[str, Field(description="法规文件：全称、简称或者《…》，如 劳动合同法")]
Article = Annotated[str, Field(description="条款：第八十四条、84条；空为整部文件")]


def server(folder: Path, limits: AnswerLimits, version: str) -> MCPServer[None]:
    """The server over the folder a build wrote; its workers live as long as a session."""
    graph = ServedGraph(folder, limits)

    @asynccontextmanager
    async def lifespan(_: MCPServer[None]) -> AsyncIterator[None]:
        await graph.open()
        try:
            yield
        finally:
            await graph.close()

    made = MCPServer(
        "quanze", title="权责", instructions=INSTRUCTIONS, version=version, lifespan=lifespan, log_level="WARNING"
    )
    for name, (description, tool) in _tools(graph).items():
        made.tool(name, description=description, annotations=READ_ONLY)(_explained(tool))
    return made


def _tools(graph: ServedGraph) -> dict[str, tuple[str, Tool]]:
    """Name -> what it is for, and the tool."""

    async def search(
        words: Annotated[str, Field(description="文字、标题、文号、编码、条款（劳动法39）或者拼音首字母")],
        kind: Annotated[str, Field(description="类别，如 法规文件、条款、权责事项、机构、原文；空为不限")] = "",
        limit: Limit = 20,
    ) -> dict[str, Any]:
        return await graph.search(words, kind, limit)

    async def describe(
        thing: Annotated[str, Field(description="标识（IRI）、名称、编码或者条款")],
    ) -> dict[str, Any]:
        return await graph.describe(thing)

    async def who_stands_on(document: Document, article: Article = "", limit: Limit = 50) -> dict[str, Any]:
        return await graph.question("items-of-document", {"document": document, "article": article}, limit)

    async def repeal_impact(document: Document, article: Article = "", limit: Limit = 50) -> dict[str, Any]:
        return await graph.question("repeal-impact", {"document": document, "article": article}, limit)

    async def fines(
        amount: Annotated[str | float, Field(description="罚款上限不低于（元），可写作 5万元")] = 0,
        limit: Limit = 50,
    ) -> dict[str, Any]:
        return await graph.question("large-fines", {"amount": amount}, limit)

    async def question(
        name: Annotated[str, Field(description="内置查询的名称；空为列出全部内置查询及其参数")] = "",
        parameters: Annotated[
            dict[str, str | float | bool] | None,
            Field(description="参数，按通常写法：劳动合同法、84条、5万元、行政处罚"),
        ] = None,
        limit: Limit = 50,
    ) -> dict[str, Any]:
        return await graph.question(name, parameters or {}, limit) if name else {"questions": listed()}

    async def sparql(
        query: Annotated[
            str, Field(description="SPARQL 1.1 查询（SELECT、ASK、CONSTRUCT、DESCRIBE）；qz: 等前缀无须声明")
        ],
        limit: Limit = 50,
    ) -> dict[str, Any]:
        return await graph.sparql(query, limit)

    return {
        "search": ("按名称、文号、编码、条款或者所印文字查找，最相符的在前", search),
        "describe": ("说明一个事物：全部陈述、指向它的事物、原文及位置", describe),
        "who_stands_on": ("哪些事项以某法规文件（或者其中某一条款）为依据，由谁承办", who_stands_on),
        "repeal_impact": (
            "某法规文件（或者其中某一条款）废止、修改后，哪些事项受影响，是否失去唯一依据",
            repeal_impact,
        ),
        "fines": ("哪些事项可以处以上限不低于某数的罚款，依据哪一条，原文如何表述", fines),
        "question": ("运行内置查询；不给名称时列出全部内置查询及其参数", question),
        "sparql": ("用 SPARQL 查询图谱；不能更新，不能访问网络", sparql),
    }


def _explained(tool: Tool) -> Tool:
    """The tool, its problems said to the assistant in the words people get."""

    @wraps(tool)
    async def asked(*arguments: object, **named: object) -> dict[str, Any]:
        try:
            return await tool(*arguments, **named)
        except Problem as problem:
            raise ToolError(str(problem)) from problem
        except Refusal as refusal:
            # No option of this command lets a query go outside.
            hint = "" if refusal.kind == "outside" else refusal.hint
            raise ToolError(str(replace(refusal, hint=hint))) from refusal

    return asked
