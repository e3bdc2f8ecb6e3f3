"""Weighted networks: who is tied to what, and how strongly; projections count what two things share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Projection:
    """A network of ties: ``pattern`` binds ``?a``, ``?b`` and ``?via``, the things that make a tie count.

    ``shared`` asks for the projection: two ``?b`` are tied by every ``?a`` that both belong to. ``weight`` says in
    Chinese what the weight of an edge counts. ``members`` binds ``?x``, the things that belong to the network whether
    or not anything ties them.
    """

    pattern: str
    weight: str
    members: str
    shared: bool = False
    directed: bool = False


_BASIS: Final = "?a qz:basisDocument ?b . BIND (?a AS ?via)"
_CITED: Final = "?via a qz:Citation ; qz:role <https://w3id.org/quanze/code/role/basis> ; qz:inItem ?a ; "
_PINNED: Final = "?a qz:legalBasis ?b . ?b a eli:LegalResourceSubdivision . BIND (?a AS ?via)"
_ITEMS: Final = "?x a qz:PowerItem"
_DOCUMENTS: Final = "?entry qz:basisDocument ?x"
_PROVISIONS: Final = "?entry qz:legalBasis ?x . ?x a eli:LegalResourceSubdivision"
_BODIES: Final = "?entry qz:competentAuthority ?x"
_UNITS: Final = "?entry qz:handledBy ?x"
PROJECTIONS: Final = {
    "item-document": Projection(f"?a a qz:PowerItem . {_CITED} qz:citedDocument ?b", "引用处数", _ITEMS),
    "item-provision": Projection(
        "?a a qz:PowerItem . ?via dct:isPartOf ?citation ; oa:hasBody ?b . "
        "?citation qz:role <https://w3id.org/quanze/code/role/basis> ; qz:inItem ?a",
        "引用处数",
        _ITEMS,
    ),
    "entry-document": Projection(f"{_CITED} qz:citedDocument ?b", "引用处数", "?x qz:inList ?list"),
    "unit-document": Projection("?via qz:handledBy ?a ; qz:basisDocument ?b", "事项数", _UNITS),
    "unit-provision": Projection(
        "?via qz:handledBy ?a ; qz:legalBasis ?b . ?b a eli:LegalResourceSubdivision", "事项数", _UNITS
    ),
    "body-document": Projection(
        "?via qz:competentAuthority ?a ; qz:basisDocument ?b", "条目数", "?entry qz:competentAuthority ?x"
    ),
    "list-document": Projection("?via qz:inList ?a ; qz:basisDocument ?b", "条目数", "?entry qz:inList ?x"),
    "item-sanction-kind": Projection("?a a qz:PowerItem ; qz:imposes ?via . ?via qz:kind ?b", "法律责任数", _ITEMS),
    "document-document": Projection(_BASIS, "共同作依据的条目数", _DOCUMENTS, shared=True),
    "provision-provision": Projection(_PINNED, "共同作依据的条目数", _PROVISIONS, shared=True),
    "item-item": Projection(
        "?b a qz:PowerItem ; qz:basisDocument ?a . BIND (?a AS ?via)", "共同依据的文件数", _ITEMS, shared=True
    ),
    "unit-unit": Projection("?via qz:handledBy ?b ; qz:basisDocument ?a", "共同依据的文件数", _UNITS, shared=True),
    "document-citation": Projection(
        "?a a eli:LegalResource ; eli:cites ?via . ?via qz:inDocument? ?b . ?b a eli:LegalResource . FILTER (?a != ?b)",
        "所引条款和文件数",
        _DOCUMENTS,
        directed=True,
    ),
}


def weighted_edges(tie: Projection, triples: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, int]]:
    """The edges of a network with their weights, from its ``?a ?b ?via``; in the order of their ends."""
    ties = {(a, b, via) for a, b, via in triples}
    weights = _projected(ties) if tie.shared else Counter((a, b) for a, b, _ in ties)
    return [(a, b, weight) for (a, b), weight in sorted(weights.items())]


def _projected(ties: Iterable[tuple[str, str, str]]) -> Counter[Pair]:
    members: dict[str, set[str]] = {}
    for a, b, _ in ties:
        members.setdefault(a, set()).add(b)
    return Counter(pair for group in members.values() for pair in combinations(sorted(group), 2))
