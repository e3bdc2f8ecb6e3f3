"""Which form of an answer a client wants: the Accept header (RFC 9110, 12.5.1), or ``format=`` where it is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from webob.acceptparse import create_accept_encoding_header, create_accept_header

from kg.serve.protocol.media_types import GRAPH, ROWS, MediaType
from kg.serve.protocol.refusal import Refusal

LONGEST_HEADER = 4096
HTML = "text/html"
CODINGS = ("zstd", "gzip")  # the better one first


@dataclass(frozen=True, slots=True)
class Choice:
    """The best form for rows (and truth values) and for graphs, each as (media type, form name), or None.

    Which of the two an answer is, only the parsed query tells.
    """

    rows: tuple[str, str] | None
    graph: tuple[str, str] | None


@lru_cache(maxsize=512)
def choose(accept: str | None, wanted: str | None = None) -> Choice:
    """The forms a client accepts; ``wanted`` is the value of ``format=`` and wins.

    Raises Refusal: ``format=`` names no form (406), or the header accepts neither rows nor graphs (406).
    """
    if wanted:
        choice = Choice(_named(wanted, ROWS), _named(wanted, GRAPH))
    else:
        choice = Choice(_best(accept, ROWS), _best(accept, GRAPH))
    if not (choice.rows or choice.graph):
        raise Refusal(406, "not-acceptable", "不支持所请求的格式", "no form the client accepts", hint=offered())
    return choice


def offered() -> str:
    """Every media type there is, for people."""
    return "rows: " + ", ".join(form.types[0] for form in ROWS) + "; graphs: " + ", ".join(f.types[0] for f in GRAPH)


@lru_cache(maxsize=512)
def best(accept: str | None, *offers: str) -> str | None:
    """The offer a client likes best; the first where it does not mind, None where it wants none of them."""
    liked = create_accept_header(accept if accept is None else accept[:LONGEST_HEADER]).acceptable_offers(offers)
    return str(liked[0][0]) if liked else None


@lru_cache(maxsize=512)
def coding(header: str) -> str:
    """The coding of an answer that a client of this Accept-Encoding prefers; of codings it likes as well, the first.

    Empty where it names none of them, or likes the plain form better.

    >>> coding("gzip, deflate, br, zstd"), coding("gzip"), coding("gzip;q=0"), coding("")
    ('zstd', 'gzip', '', '')
    """
    names = [name for name in CODINGS if name in header.lower()]
    if not names or len(header) > LONGEST_HEADER:
        return ""
    accepted = create_accept_encoding_header(header)
    if accepted.parsed is None:
        return ""  # not a header at all
    # Where the plain form is not named it is accepted, but not liked.
    plain = ["identity"] if "identity" in header.lower() or "*" in header else []
    liked = dict(accepted.acceptable_offers([*names, *plain]))
    best = max(names, key=lambda name: liked.get(name, 0))
    return best if best in liked and liked[best] >= liked.get("identity", 0) else ""


def _best(accept: str | None, forms: tuple[MediaType, ...]) -> tuple[str, str] | None:
    by_type = {media_type: form for form in forms for media_type in form.types}
    best_type = best(accept, *sorted(by_type, key=lambda media_type: by_type[media_type].types.index(media_type)))
    return (best_type, by_type[best_type].name) if best_type else None


def _named(wanted: str, forms: tuple[MediaType, ...]) -> tuple[str, str] | None:
    for form in forms:
        if wanted == form.name or wanted in form.types or wanted in form.aliases:
            return (wanted if wanted in form.types else form.types[0]), form.name
    return None
