"""A server from start to stop: the port, the log, the signals."""

from __future__ import annotations

import logging
import socket
import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from kg.errors import Problem
from kg.graph import store as stores
from kg.serve import access_log
from kg.serve.settings import LOOPBACK, ServerSettings

if TYPE_CHECKING:
    from collections.abc import Callable

BACKLOG = 1024
GRACE = 10  # seconds that running requests get when the server stops


def serve(settings: ServerSettings, tell: Callable[[str], None]) -> None:
    """Serve until a signal stops it; ``tell`` gets the address once requests are answered.

    Raises Problem: the store does not open, the port is taken, or the options contradict each other.
    """
    check(settings)
    import uvicorn  # noqa: PLC0415 - late: only this command needs it

    from kg.serve.app import application  # noqa: PLC0415
    from kg.serve.direct.handover import GivenConnection, Handover  # noqa: PLC0415

    listener = _listen(settings)
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host

    handing = Handover(settings)

    class ServedConnection(GivenConnection):
        handover = handing

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                make = partial(ServedConnection, self.config, self.server_state, self.lifespan.state)
                handing.open(make, self.server_state.connections)
                tell(f"http://{shown}:{port}/")

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            await handing.close()
            await super().shutdown(sockets)
            access_log.flush()  # the signal is raised again after this, and ends the process

    _log_to_stderr()
    config = uvicorn.Config(
        application(settings, handing),
        http=ServedConnection,
        access_log=False,
        log_config=None,
        lifespan="on",
        ws="none",
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=GRACE,
    )
    server = Server(config)
    with listener, suppress(SystemExit):  # how uvicorn says that the start failed
        server.run(sockets=[listener])
    if not server.started:
        raise Problem("", "服务未启动，原因见上", "the server did not start, for the reason above")


def check(settings: ServerSettings) -> None:
    """Look at everything that can be known before the start. Raises Problem."""
    if settings.update and not settings.token and settings.host not in LOOPBACK:
        raise Problem(
            "--no-token",
            "仅本机地址可以不使用令牌更新；请用 --token 指定令牌",
            "updates without a token are for loopback addresses only",
            "--token, QUANZE_TOKEN",
        )
    stores.read_only(settings.store)
    if settings.update:
        stores.writable(settings.store)


def _listen(settings: ServerSettings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # The protocol is named so that asyncio sends at once what is written (TCP_NODELAY): 40 ms an answer otherwise.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # where it would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        where = f"{settings.host}:{settings.port}"
        raise Problem(
            where,
            f"无法使用该地址或者端口（{error}）",
            f"cannot listen ({error})",
            "可改用 --port 0 选用任一空闲端口 / any free port",
        ) from error
    return listener


def _log_to_stderr() -> None:
    """Write lines of the access log together, everything else at once."""
    logging.basicConfig(level=logging.INFO, format=access_log.LAYOUT, stream=sys.stderr)
    access_log.to_stderr()
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
