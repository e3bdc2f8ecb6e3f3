"""The vocabulary as quads: the terms and code lists of ``ontology/``, in a named graph of their own.

A graph that carries its code lists can show 行政处罚 where it says code/power-type/02.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad, parse

from kg import resources
from kg.graph.terms import BASE, SKOS_PREF_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VOCABULARY: Final = NamedNode(BASE + "def")


def vocabulary() -> Iterator[Quad]:
    """Every triple of ``ontology/*.ttl`` (the vocabulary) and ``ontology/codes/*.ttl`` (its code lists)."""
    folder = resources.ontology()
    for path in sorted([*folder.glob("*.ttl"), *(folder / "codes").glob("*.ttl")]):
        if path.name != "shapes.ttl":
            for quad in parse(path=str(path)):
                yield Quad(quad.subject, quad.predicate, quad.object, VOCABULARY)


@cache
def labels(scheme: str) -> Mapping[str, str]:
    """The Chinese names of the codes of a list: ``labels("column")["basis"]`` is 实施依据."""
    result: dict[str, str] = {}
    for quad in parse(path=str(resources.ontology() / "codes" / f"{scheme}.ttl")):
        name = quad.object
        if quad.predicate == SKOS_PREF_LABEL and isinstance(name, Literal) and name.language == "zh":
            result[quad.subject.value.rpartition("/")[2]] = name.value
    return result
