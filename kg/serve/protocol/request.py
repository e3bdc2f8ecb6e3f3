"""A request of the SPARQL 1.1 Protocol: which operation it asks for, with what dataset, in what form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.serve.protocol.form_fields import form_fields
from kg.serve.protocol.refusal import Refusal, syntax

if TYPE_CHECKING:
    from collections.abc import Sequence

QUERY, UPDATE = "query", "update"
FORM = "application/x-www-form-urlencoded"
DIRECT = {QUERY: "application/sparql-query", UPDATE: "application/sparql-update"}
GRAPHS = {QUERY: ("default-graph-uri", "named-graph-uri"), UPDATE: ("using-graph-uri", "using-named-graph-uri")}
FORMAT = ("format", "output", "results")  # names that endpoints give the parameter; clients send all of them
SECONDS = re.compile(r"\d{0,9}\.?\d{1,9}", re.ASCII)
WITH_BODY = frozenset({"POST", "QUERY"})


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or update as asked.

    ``default`` and ``named`` are None where the protocol names no dataset at all; ``format`` is the name of a form or
    empty; ``seconds`` is the time the client allows a query (0: as long as the server does).
    """

    kind: str
    text: str
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    format: str = ""
    seconds: float = 0


@dataclass(frozen=True, slots=True)
class StatedDataset:
    """What a request says: method, media type of its body (lower case) with charset, fields of URL and body."""

    method: str
    media_type: str = ""
    charset: str = "utf-8"
    fields: Sequence[tuple[str, str]] = ()
    body: bytes = field(default=b"", repr=False)


def operation(stated: StatedDataset, kind: str) -> Operation | None:
    """The operation of that kind, or None where nothing is asked (a bare GET).

    Raises Refusal: 400 malformed, 415 a body of another type.
    """
    fields = list(stated.fields)
    text: str | None = None
    if stated.method in WITH_BODY:
        if stated.charset not in {"utf-8", "utf8", "us-ascii"}:
            raise syntax("请求必须是 UTF-8", f"the body must be UTF-8, not {stated.charset}")
        if stated.media_type == FORM:
            fields += pairs(stated.body)
        elif stated.media_type == DIRECT[kind]:
            text = decoded(stated.body)
        else:
            raise _unsupported(stated.media_type, kind)
    return _operation(fields, kind, text, stated)


def _operation(fields: list[tuple[str, str]], kind: str, text: str | None, stated: StatedDataset) -> Operation | None:
    asked = [value for name, value in fields if name == kind] + ([] if text is None else [text])
    other = UPDATE if kind == QUERY else QUERY
    if any(name == other for name, _ in fields):
        raise syntax(f"此地址不接受 {other}", f"this address takes no {other}")
    if len(asked) > 1:
        raise syntax(f"只能有一个 {kind}", f"more than one {kind}")
    if not asked:
        if stated.method in {"GET", "HEAD"}:
            return None
        raise syntax(f"缺少 {kind}", f"no {kind} parameter")
    default, named = (tuple(value for key, value in fields if key == name) for name in GRAPHS[kind])
    for iri in (*default, *named):
        _check(iri)
    chosen = _first(fields, *FORMAT)
    seconds = _seconds(_first(fields, "timeout")) if kind == QUERY else 0
    if not (default or named):
        return Operation(kind, asked[0], format=chosen, seconds=seconds)
    return Operation(kind, asked[0], default, named, chosen, seconds)


def _first(fields: list[tuple[str, str]], *names: str) -> str:
    """The first value of the first of these parameters that has one."""
    return next((value for name in names for key, value in fields if key == name and value), "")


def _seconds(stated: str) -> float:
    if not stated:
        return 0
    seconds = float(stated) if SECONDS.fullmatch(stated) else 0
    if not seconds:
        raise syntax(f"timeout 应为大于 0 的秒数：{stated[:50]}", f"timeout is no number of seconds: {stated[:50]}")
    return seconds


def _check(iri: str) -> None:
    try:
        NamedNode(iri)
    except ValueError as error:
        raise syntax(f"命名图的名称不是绝对 IRI：{iri[:200]}", f"not an absolute IRI: {iri[:200]}") from error


def _unsupported(media_type: str, kind: str) -> Refusal:
    wanted = f"{DIRECT[kind]}, {FORM}"
    en = f"a body of type {media_type[:100]} is not read" if media_type else "the body has no Content-Type"
    return Refusal(415, "media-type", "不支持请求正文的类型", en, hint=wanted, headers={"Accept-Post": wanted})


def pairs(encoded: bytes) -> list[tuple[str, str]]:
    """The fields of a query string or form, decoded once.

    Raises Refusal: not UTF-8, or too many fields.
    """
    try:
        return form_fields(encoded)
    except ValueError as error:  # Unicode errors are value errors
        raise syntax("参数不是 UTF-8，或者数量过多", "the parameters are not UTF-8, or too many") from error


def decoded(body: bytes) -> str:
    """A body as text. Raises Refusal: it is not UTF-8."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise syntax("请求正文不是 UTF-8", f"the body is not UTF-8 (byte {error.start + 1})") from error


@lru_cache(maxsize=64)
def media_type(header: str) -> tuple[str, str]:
    """Type and charset of a Content-Type header, both in lower case; UTF-8 where it does not say.

    >>> media_type("Application/SPARQL-Query; Charset='UTF-8'")
    ('application/sparql-query', 'utf-8')
    """
    name, *parameters = header.lower().split(";")
    charset = "utf-8"
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "charset":
            charset = value.strip().strip("\"'")
    return name.strip(), charset
