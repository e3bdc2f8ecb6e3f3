"""Values of facts as RDF literals: Chinese text, numbers, days."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.graph.terms import XSD_DATE, XSD_DECIMAL, XSD_G_YEAR, XSD_G_YEAR_MONTH

if TYPE_CHECKING:
    from decimal import Decimal

Triple: TypeAlias = tuple[NamedNode, NamedNode, NamedNode | Literal]
"""A fact: subject, property, value."""


def zh(text: str) -> Literal:
    """Chinese text; a half of a surrogate pair, which no RDF holds, becomes U+FFFD."""
    try:
        return Literal(text, language="zh")
    except UnicodeEncodeError:
        return Literal(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), language="zh")


@lru_cache(maxsize=8192)
def count(number: int) -> Literal:
    """A whole number (xsd:integer)."""
    return Literal(number)


@lru_cache(maxsize=8192)
def figure(number: Decimal) -> Literal:
    """A decimal number (xsd:decimal) without an exponent or idle zeros: 500, 0.0005."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal(text, datatype=XSD_DECIMAL)


@lru_cache(maxsize=4096)
def calendar(value: str) -> Literal:
    """A date as exact as printed: xsd:date, xsd:gYearMonth or xsd:gYear; plain text where there is no such day."""
    datatype = {4: XSD_G_YEAR, 7: XSD_G_YEAR_MONTH, 10: XSD_DATE}.get(len(value))
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :] if datatype else "")
    except ValueError:
        return Literal(value)
    return Literal(value, datatype=datatype)
