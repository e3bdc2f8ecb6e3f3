"""Terms as lines of N-Quads write them: what is written is text from the start, what is read becomes a term.

A list is described in some hundred lines a row. As terms of the library each of its nodes would be checked when it is
made and written anew in each line: that takes three times as long as text does.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NewType, TypeAlias, cast

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.graph import literals

if TYPE_CHECKING:
    from decimal import Decimal

Written = NewType("Written", str)
"""A term as it is written: an IRI in angle brackets, a literal in quotation marks with its language or datatype."""
Statement: TypeAlias = tuple[Written, NamedNode, Written | NamedNode]
"""A fact to be written: subject, property, value."""


def node(iri: str) -> Written:
    """The node of an IRI that was minted (`kg.graph.iris`): of its signs none needs another form.

    >>> node("https://example.org/甲")
    '<https://example.org/甲>'
    """
    return Written(f"<{iri}>")


def iri_of(node: Written) -> str:
    """The IRI of a node; the inverse of ``node``."""
    return node[1:-1]


def written(term: NamedNode | Literal) -> Written:
    """A term as it is written."""
    return Written(str(term))


def zh(text: str) -> Written:
    """Chinese text, as `kg.graph.literals.zh` has it.

    >>> zh("甲")
    '"甲"@zh'
    """
    return Written(f'"{text}"@zh') if _as_it_is(text) else written(literals.zh(text))


def simple(text: str) -> Written:
    """A text without a language (xsd:string)."""
    return Written(f'"{text}"') if _as_it_is(text) else written(Literal(literals.zh(text).value))


def _as_it_is(text: str) -> bool:
    """Whether a text is written as it is: no sign of it is one that N-Quads (2.3) write in another way."""
    return text.isprintable() and '"' not in text and "\\" not in text


@lru_cache(maxsize=8192)
def count(number: int) -> Written:
    """A whole number, as `kg.graph.literals.count` has it."""
    return written(literals.count(number))


@lru_cache(maxsize=8192)
def figure(number: Decimal) -> Written:
    """A decimal number, as `kg.graph.literals.figure` has it."""
    return written(literals.figure(number))


@lru_cache(maxsize=4096)
def calendar(value: str) -> Written:
    """A date as exact as printed, as `kg.graph.literals.calendar` has it."""
    return written(literals.calendar(value))


def term_of(written: bytes) -> NamedNode | Literal:
    """A term as N-Quads lines write it: the forms that nearly all have are read here, in a fifth of the time."""
    if written[:1] == b"<":
        return NamedNode(written[1:-1].decode())
    if b"\\" not in written:
        text, _, kind = written.rpartition(b'"')
        if not kind:
            return Literal(text[1:].decode())
        if kind[:1] == b"@":
            return Literal(text[1:].decode(), language=kind[1:].decode())
    (quad,) = parse(b"<a:a> <a:a> %b .\n" % written, RdfFormat.N_QUADS)
    return cast("Literal", quad.object)


def subject_of(line: bytes) -> bytes:
    """The subject of a line, as it is written.

    >>> subject_of(b"<a:a> <a:b> <a:c> <a:g> .")
    b'<a:a>'
    """
    return line[: line.index(b" ")]
