"""Whether a query is answered now, for programs and for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

from kg.serve.protocol.negotiate import HTML, best
from kg.serve.templating import html, rendered

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from kg.serve.service import QueryService

JSON = "application/json"


async def health(request: Request) -> Response:
    """200 where a query is answered now; a page for browsers, JSON for all others."""
    service: QueryService = request.app.state.service
    await service.rows("SELECT (1 AS ?one) {}")
    pool, settings = service.pool, service.settings
    workers = sum(worker.alive for worker in pool.workers)
    headers = {"Cache-Control": "no-store", "Vary": "Accept"}
    if request.query_params.get("format") == "json" or best(request.headers.get("accept"), JSON, HTML) != HTML:
        return JSONResponse({"status": "ok", "workers": workers, "running": pool.running}, headers=headers)
    facts = (
        ("查询进程", workers),
        ("正在运行的查询", pool.running),
        ("等待中的慢查询", pool.slow.waiting),
        ("单个查询的时限", f"{settings.timeout:g}秒" if settings.timeout else "不限"),
        ("单个结果的最多行数", settings.max_rows or "不限"),
        ("更新", "允许" if settings.update else "不允许（只读）"),
        ("图数据库版本", service.edition),
    )
    return html(rendered("status.html", it=facts), headers=headers)
