"""``quanze serve``: the graph as a SPARQL endpoint and linked data, with a query page."""

from pathlib import Path
from typing import Annotated

import typer

from kg.asking.built_folder import STORE, base_of
from kg.cli import console
from kg.errors import Problem
from kg.serve.settings import DEFAULT_PORT, Settings

TOKEN = "QUANZE_TOKEN"  # noqa: S105 - the name of the variable that holds it


def serve(
    store: Annotated[Path, typer.Option(help="The folder of an Oxigraph store.")] = Path("exports") / STORE,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = DEFAULT_PORT,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds a query may run.")] = 30.0,
    workers: Annotated[int, typer.Option(min=0, help="Query processes; 0: one a core and three.")] = 0,
    memory: Annotated[int, typer.Option(help="MiB a process may use; 0: any, -1: its share of half the machine.")] = -1,
    max_rows: Annotated[int, typer.Option(min=0, help="The most rows of an answer; 0: any.")] = 1_000_000,
    max_mib: Annotated[int, typer.Option(min=0, help="The most MiB of an answer; 0: any.")] = 256,
    update: Annotated[bool, typer.Option("--update", help="Allow changes, at /update.")] = False,
    token: Annotated[str, typer.Option(envvar=TOKEN, help="The bearer token that updates must show.")] = "",
    no_token: Annotated[bool, typer.Option("--no-token", help="Updates need no token; loopback only.")] = False,
    allow_service: Annotated[bool, typer.Option("--allow-service", help="Let queries call other servers.")] = False,
    allow_load: Annotated[bool, typer.Option("--allow-load", help="Let updates LOAD from elsewhere.")] = False,
) -> None:
    """开启查询服务: a SPARQL 1.1 endpoint at /sparql, linked data at /id/, a query page for browsers.

    Read-only and for this machine alone unless said otherwise; with --update, nothing else may write to the store.
    Example: quanze serve --port 8080
    """
    settings = Settings(
        store=store,
        host=host,
        port=port,
        timeout=timeout,
        workers=workers,
        memory=memory,
        max_rows=max_rows,
        max_bytes=max_mib << 20,
        update=update,
        token=_token(token, update=update, no_token=no_token),
        service=allow_service,
        load=allow_load,
        base=base_of(store.parent),
    )
    try:
        from kg.serve.run import serve as run  # noqa: PLC0415 - late: brings the web framework

        run(settings, lambda address: console.say(f"{address}  (Ctrl-C 停止 / stops)"))
    except ModuleNotFoundError as error:
        raise Problem(str(error.name), "缺少网络组件", "a library is missing", "pip install 'quanze[serve]'") from error


def _token(token: str, *, update: bool, no_token: bool) -> str:
    """The token that updates must show, or none. Raises Problem: it was neither given nor waived."""
    if update and not token and not no_token:
        raise Problem(
            "--update",
            f"更新需要令牌: --token 或环境变量 {TOKEN}",
            f"updates need a token: --token or the variable {TOKEN}",
            "--no-token: 本机更新不用令牌 / updates from this machine without one",
        )
    return "" if no_token else token
