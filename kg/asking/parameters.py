"""Values as people type them, as SPARQL terms: 5万元, ４０, 第八十四条, 劳动合同法, 行政处罚.

A type is one of ``PLAIN``, ``document``, ``article``, or the name of a code list (``power-type``, ``rank``). An empty
document or code is ``UNDEF``, which in ``VALUES ?x { $x }`` stands for any.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, parse

from extract import clean, numerals, provision
from kg import resources
from kg.graph.iris import segment
from kg.graph.terms import CODE, PREFIXES, SKOS, XSD_DATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

ANY = "UNDEF"
DOCUMENT, ARTICLE = "document", "article"
NAMED = frozenset(f"{SKOS}{name}" for name in ("prefLabel", "altLabel", "notation"))


def term(kind: str, value: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """A value of a type, in the form SPARQL takes; numbers bare, for LIMIT takes no other.

    >>> term("decimal", "5万元"), term("article", "８４条"), term("power-type", "处罚")
    ('50000.0', '"art_84"', '<https://w3id.org/quanze/code/power-type/02>')
    >>> term("document", "《劳动合同法》")
    '<https://w3id.org/quanze/id/law/中华人民共和国劳动合同法>'

    Raises ValueError: it is none of that type; KeyError: there is no such type, or no such truth value.
    """
    if kind == DOCUMENT:
        return str(NamedNode(prefixes["law"] + segment(title))) if (title := canonical(value)) else ANY
    if kind in schemes():
        return str(code(kind, value)) if value.strip() else ANY
    if kind == "iri":
        return _iri(value, prefixes)
    return PLAIN[kind](value)


def known(kind: str) -> bool:
    """Whether there is a type of that name."""
    return kind in PLAIN or kind in {DOCUMENT, "iri"} or kind in schemes()


def canonical(title: str) -> str:
    """The one title of a document for all the ways to write it; empty for none."""
    from extract.understanding import titles  # noqa: PLC0415 - the authority file takes its time to load

    return titles.canonical(title)


def path(words: str) -> str:
    """The path of a provision given in words, in digits, or as a path: 第八十四条第一款, 84条, 84, art_84__para_1.

    Empty for none. Raises ValueError: no provision, or several.

    >>> path("第八十四条"), path("120条之1第2款"), path("art_84"), path("")
    ('art_84', 'art_120-1__para_2', 'art_84', '')
    """
    text = clean.compact(words)
    if text.isascii() and text.startswith(tuple(provision.LEVELS)):
        return str(provision.Provision.parse(text))
    if not text:
        return ""
    if numerals.parse(text):
        text += "条"
    named = provision.read(text if text.startswith(("第", "附")) else f"第{text}")
    if len(named) != 1:
        raise ValueError(words)
    return str(named[0].provision)


@cache
def schemes() -> frozenset[str]:
    """The names of the code lists."""
    return frozenset(path.stem for path in (resources.ontology() / "codes").glob("*.ttl"))


def code(scheme: str, name: str) -> NamedNode:
    """The concept of a code list by its code, its name in Chinese or English, or the only one whose name holds it.

    Raises ValueError: none is called so, or several are; the message names those there are.
    """
    concepts, wanted = _concepts(scheme), name.strip().lower()
    exact = {node for label, node in concepts if label.lower() == wanted}
    fitting = exact or {node for label, node in concepts if wanted in label.lower()}
    if len(fitting) != 1:
        chinese = dict.fromkeys(label for label, _ in concepts if not label.isascii())
        raise ValueError("；".join(chinese))
    return fitting.pop()


@cache
def _concepts(scheme: str) -> tuple[tuple[str, NamedNode], ...]:
    file, space = resources.ontology() / "codes" / f"{scheme}.ttl", f"{CODE}{scheme}/"
    return tuple(
        (quad.object.value, quad.subject)
        for quad in parse(path=str(file))
        if quad.predicate.value in NAMED
        and isinstance(quad.object, Literal)
        and isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(space)
    )


def _level(value: str, units: Iterable[str] = ()) -> str:
    text = clean.one_line(value)
    return next((text.removesuffix(unit).strip() for unit in units if text.endswith(unit)), text)


def _integer(value: str) -> str:
    text = _level(value, ("年", "项", "个", "部"))
    number = numerals.parse(text)
    return str(int(text) if number is None else number)


def _decimal(value: str) -> str:
    text = _level(value, ("元", "倍"))
    number = numerals.share(text) or numerals.amount(text)
    number = Decimal(text) if number is None else number
    if not number.is_finite():
        raise ValueError(value)
    text = f"{number:f}"
    return text if "." in text else f"{text}.0"


def _iri(value: str, prefixes: Mapping[str, str]) -> str:
    prefix, colon, local = value.partition(":")
    if colon and prefix in prefixes and not local.startswith("//"):
        return str(NamedNode(prefixes[prefix] + local))
    return str(NamedNode(value.strip("<>")))


TRUTH = {"true": "true", "false": "false", "是": "true", "否": "false"}
PLAIN: dict[str, Callable[[str], str]] = {
    "string": lambda value: str(Literal(value.strip())),
    "integer": _integer,
    "decimal": _decimal,
    "date": lambda value: str(Literal(date.fromisoformat(_level(value)).isoformat(), datatype=XSD_DATE)),
    "boolean": lambda value: TRUTH[value.strip().lower()],
    ARTICLE: lambda value: str(Literal(path(value))),
}
