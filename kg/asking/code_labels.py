"""The Chinese names of the codes of a code list, as ``ontology/codes`` gives them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, parse

from kg import resources
from kg.graph.terms import CODE, SKOS_PREF_LABEL

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def code_labels(scheme: str) -> Mapping[str, str]:
    """Code -> Chinese name of every concept of a scheme (``sanction-kind``, ``stage`` …).

    >>> code_labels("power-type")["01"]
    '行政许可'
    """
    space = f"{CODE}{scheme}/"
    return {
        quad.subject.value.removeprefix(space): quad.object.value
        for quad in parse(path=str(resources.ontology() / "codes" / f"{scheme}.ttl"))
        if isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(space)
        and quad.predicate == SKOS_PREF_LABEL
        and isinstance(quad.object, Literal)
        and quad.object.language != "en"
    }
