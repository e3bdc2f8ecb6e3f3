"""Shared things that no list names any more: cells, what was read from them, documents and their provisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.graph.terms import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Store

_GONE: Final = "DELETE {{ ?gone ?p ?o }} WHERE {{ {} ?gone ?p ?o }}"
_STEPS: Final = (
    _GONE.format("?gone a qz:Cell . FILTER NOT EXISTS { ?entry qz:cell ?gone }"),
    _GONE.format("?gone oa:hasSource ?cell . FILTER NOT EXISTS { ?cell a qz:Cell }"),
    """DELETE { ?fact ?link ?span } WHERE {
        VALUES ?link { qz:evidence qz:conditionEvidence qz:actorEvidence oa:hasTarget }
        ?fact ?link ?span . FILTER (CONTAINS(STR(?span), "#char=")) FILTER NOT EXISTS { ?span oa:hasSource ?cell } }""",
    _GONE.format(
        """VALUES ?class { qz:Sanction qz:TimeLimit qz:Indicator qz:DutyStage qz:AccountabilityGround
        qz:DiscretionTier qz:Citation qz:Pinpoint }
        ?gone a ?class . FILTER NOT EXISTS { ?gone qz:evidence|oa:hasTarget ?span }"""
    ),
)
# Level by level: an article goes when the last of its paragraphs has gone.
_UNNAMED: Final = (
    _GONE.format(
        """?gone a eli:LegalResourceSubdivision .
        FILTER NOT EXISTS { ?other ?link ?gone . FILTER (?other != ?gone) }"""
    ),
    _GONE.format("?gone a eli:LegalResource . FILTER NOT EXISTS { ?other ?link ?gone . FILTER (?link != eli:amends) }"),
    _GONE.format("?gone a qz:Amendment ; eli:amends ?document . FILTER NOT EXISTS { ?document a eli:LegalResource }"),
    _GONE.format(
        """VALUES ?class { org:Organization dct:Location } ?gone a ?class .
        FILTER NOT EXISTS { ?other ?link ?gone }"""
    ),
)


def sweep(store: Store) -> None:
    """Remove from the merge what only a list that is gone had named."""
    for step in _STEPS:
        store.update(step, prefixes=PREFIXES)
    before = -1
    while before != len(store):
        before = len(store)
        for step in _UNNAMED:
            store.update(step, prefixes=PREFIXES)
