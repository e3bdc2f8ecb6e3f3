"""Pages for people and what they load, all of it from the package: nothing comes from anywhere else."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response

from kg.graph.terms import BASE
from kg.serve.protocol.addresses import page_of

FOLDER = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)


@cache
def content(name: str) -> tuple[bytes, str]:
    """A file of the page and its entity tag. Raises OSError: there is none."""
    body = (FOLDER / name).read_bytes()
    return body, _tag(body)


@cache
def names() -> frozenset[str]:
    """The files there are."""
    return frozenset(path.name for path in FOLDER.iterdir() if path.suffix in TYPES)


@cache
def _templates(base: str) -> Environment:
    loader = FileSystemLoader(TEMPLATES, encoding="utf-8")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.filters["page"] = lambda iri: page_of(iri, base)
    return made


def rendered(name: str, base: str = BASE, **values: object) -> str:
    """A template with its values, all of it escaped; its filter ``page`` leads from an IRI to the page about it."""
    return _templates(base).get_template(name).render(**values)


def html(body: bytes | str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A page for people."""
    policies = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY, "Vary": "Accept"}
    return Response(body, status_code=status, headers={**policies, "Referrer-Policy": "no-referrer", **(headers or {})})


def query_page() -> Response:
    """The page on which queries are written."""
    return html(content("query.html")[0])


def file(name: str, known_tag: str = "") -> Response | None:
    """A file the pages load; 304 where the client holds it."""
    if name not in names():
        return None
    body, tag = content(name)
    return _unless_known(body, tag, TYPES[Path(name).suffix], known_tag)


def script(text: str, known_tag: str = "") -> Response:
    """A script made on the spot; 304 where the client holds it."""
    body = text.encode()
    return _unless_known(body, _tag(body), TYPES[".js"], known_tag)


def _unless_known(body: bytes, tag: str, media_type: str, known_tag: str) -> Response:
    headers = {"Content-Type": f"{media_type}; charset=utf-8", "ETag": tag, "Cache-Control": "no-cache"}
    return Response(status_code=304, headers=headers) if known_tag == tag else Response(body, headers=headers)


def _tag(body: bytes) -> str:
    return f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"'
