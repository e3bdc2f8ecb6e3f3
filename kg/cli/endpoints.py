"""The option that names a server in place of a folder, for every command that asks or loads a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.asking.opened import Opened, open_endpoint, open_folder
from kg.cli.console import Bar, say
from kg.graph.endpoint.address import address
from kg.progress import quiet

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph.endpoint.loading import Loaded

EndpointOption = Annotated[
    str | None,
    typer.Option("--endpoint", help="SPARQL 1.1 端点，例如 http://host:7878；指定后查询该端点，不读文件夹。"),
]
LoadOption = Annotated[
    str | None,
    typer.Option("--endpoint", help="SPARQL 1.1 端点，例如 http://host:7878；图谱经 Graph Store 协议装载到该端点。"),
]
ReplaceOption = Annotated[bool, typer.Option("--replace", help="从头装载，并替换端点默认图中的其他数据。")]


def open_either(endpoint: str | None, folder: Path, seconds: float | None = None) -> Opened:
    """The graph of the endpoint given, else that of the folder. Raises Problem: neither opens."""
    return open_endpoint(endpoint, seconds) if endpoint else open_folder(folder)


def load_into(typed: str, folder: Path, *, anew: bool, silent: bool = False) -> Loaded:
    """Load the graph of a built folder into an endpoint, and say what was done.

    Raises Problem: there is no graph in the folder, or it could not be loaded whole.
    """
    from kg.asking.built_folder import base_of  # noqa: PLC0415 - only where something is loaded
    from kg.graph.endpoint.loading import load  # noqa: PLC0415
    from kg.graph.nquads_file import nquads_file  # noqa: PLC0415

    where = address(typed)
    with Bar() as bar:
        report = quiet if silent else bar
        loaded = load(nquads_file(folder), where, base_of(folder), report, anew=anew)
    if not silent:
        before = f"，其中{loaded.before}行先前已装载" if loaded.before else ""
        say(f"装载到 {loaded.url}：{loaded.lines}行{before}")
    return loaded
