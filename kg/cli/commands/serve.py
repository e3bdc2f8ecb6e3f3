"""``quanze serve``: the graph as a SPARQL endpoint and linked data, with a query page."""

from pathlib import Path
from typing import Annotated

import typer

from kg.asking.built_folder import STORE, base_of
from kg.cli import console
from kg.cli.articles import store_with_articles
from kg.errors import Problem
from kg.serve.settings import DEFAULT_PORT, ServerSettings

TOKEN = "QUANZE_TOKEN"  # noqa: S105 - the name of the variable that holds it


def serve(
    store: Annotated[Path, typer.Option(help="Oxigraph 图数据库所在文件夹。")] = Path("exports") / STORE,
    host: Annotated[str, typer.Option(help="监听的地址。")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口；0 为任一空闲端口。")] = DEFAULT_PORT,
    timeout: Annotated[float, typer.Option(min=0.1, help="单个查询的时限（秒）。")] = 30.0,
    workers: Annotated[int, typer.Option(min=0, help="查询进程数；0 为处理器核数加三。")] = 0,
    memory: Annotated[int, typer.Option(help="每个进程的内存上限（MiB）；0 为不限，-1 为均分本机内存的一半。")] = -1,
    max_rows: Annotated[int, typer.Option(min=0, help="单个结果的最多行数；0 为不限。")] = 1_000_000,
    max_mib: Annotated[int, typer.Option(min=0, help="单个结果的最大长度（MiB）；0 为不限。")] = 256,
    update: Annotated[bool, typer.Option("--update", help="允许通过 /update 更新。")] = False,
    token: Annotated[str, typer.Option(envvar=TOKEN, help="更新所需的访问令牌。")] = "",
    no_token: Annotated[bool, typer.Option("--no-token", help="更新不需要令牌；仅限本机地址。")] = False,
    allow_service: Annotated[bool, typer.Option("--allow-service", help="允许查询访问其他服务器。")] = False,
    allow_load: Annotated[bool, typer.Option("--allow-load", help="允许更新以 LOAD 读取其他地址的数据。")] = False,
    laws: Annotated[
        Path | None,
        typer.Option("--library", help="法规库所在文件夹：页面和查询可以使用所引条文的文本。"),
    ] = None,
    as_of: Annotated[str, typer.Option("--as-of", help="条文以何日有效的版本为准；缺省为当日。")] = "",
) -> None:
    """启动查询服务：/sparql 为 SPARQL 1.1 端点和查询网页，/id/ 为关联数据。

    缺省为只读，且仅供本机访问；使用 --update 时，其他程序不得写入图数据库。

    示例：quanze serve --port 8080
    """
    if laws is not None and update:
        raise Problem("--library", "不能与 --update 同时使用", "goes without --update: a copy is served")
    with store_with_articles(store, laws, as_of) as served:
        _run(
            ServerSettings(
                store=served,
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
        )


def _run(settings: ServerSettings) -> None:
    try:
        from kg.serve.run import serve as run  # noqa: PLC0415 - late: brings the web framework

        run(settings, lambda address: console.say(f"{address}  (Ctrl-C 停止 / stops)"))
    except ModuleNotFoundError as error:
        raise Problem(
            str(error.name), "未安装查询服务所需的组件", "a library is missing", "pip install 'quanze[serve]'"
        ) from error


def _token(token: str, *, update: bool, no_token: bool) -> str:
    """The token that updates must show, or none. Raises Problem: it was neither given nor waived."""
    if update and not token and not no_token:
        raise Problem(
            "--update",
            f"更新需要令牌，请用 --token 或者环境变量 {TOKEN} 指定",
            f"updates need a token: --token or the variable {TOKEN}",
            "--no-token：本机更新不需要令牌 / updates from this machine without one",
        )
    return "" if no_token else token
