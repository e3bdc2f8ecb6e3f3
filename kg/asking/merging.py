"""A graph in which names of one office are one: only proposals that reviewers found right are merged.

The office that most entries name stays; of the others its names become other names (skos:altLabel).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, Store

from kg.graph import terms as t
from kg.graph.store import MERGE, Askable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_NAMES = (t.SKOS_PREF_LABEL, t.FOAF_NAME, t.DCT_TITLE, t.RDFS_LABEL)


def merge_variants(store: Askable) -> Store:
    """The same graph in memory with each office under one name; without a merge where no proposal was accepted."""
    chosen = representatives(store)
    merged = Store()
    merged.extend(_renamed(store, chosen))
    return merged


def representatives(store: Askable) -> dict[NamedNode, NamedNode]:
    """Offices that are another one, with the one that stands for them."""
    groups: dict[NamedNode, set[NamedNode]] = {}
    for node, other in _accepted(store):
        whole = groups.get(node, {node}) | groups.get(other, {other})
        groups |= dict.fromkeys(whole, whole)
    result: dict[NamedNode, NamedNode] = {}
    for group in {frozenset(whole) for whole in groups.values()}:
        best = min(group, key=lambda office: (-_entries(store, office), office.value))
        result |= {office: best for office in group if office != best}
    return result


def _accepted(store: Askable) -> Iterator[tuple[NamedNode, NamedNode]]:
    """The pairs of proposals that all who judged them found right, or that were settled so."""
    variants: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for quad in store.quads_for_pattern(None, t.VARIANT, None, MERGE):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            variants[quad.subject].append(quad.object)
    for proposal, offices in sorted(variants.items(), key=lambda item: item[0].value):
        if len(offices) == 2 and _is_accepted(store, proposal):
            yield offices[0], offices[1]


def _is_accepted(store: Askable, proposal: NamedNode) -> bool:
    verdicts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for quad in store.quads_for_pattern(None, t.OA_HAS_TARGET, proposal, MERGE):
        settled = any(store.quads_for_pattern(quad.subject, t.ADJUDICATED, None, MERGE))
        for body in store.quads_for_pattern(quad.subject, t.OA_HAS_BODY, None, MERGE):
            verdicts[settled][str(body.object).rpartition("/")[2].rstrip(">")] += 1
    counts = verdicts[True] or verdicts[False]
    return counts["accept"] > 0 and not counts["reject"] and not counts["flag"]


def _entries(store: Askable, office: NamedNode) -> int:
    return sum(1 for _ in store.quads_for_pattern(None, t.HANDLED_BY, office, MERGE))


def _renamed(store: Askable, chosen: Mapping[NamedNode, NamedNode]) -> Iterator[Quad]:
    for quad in store.quads_for_pattern(None, None, None, None):
        subject = chosen.get(quad.subject, quad.subject) if isinstance(quad.subject, NamedNode) else quad.subject
        value = chosen.get(quad.object, quad.object) if isinstance(quad.object, NamedNode) else quad.object
        if quad.predicate in {t.VARIANT, t.PROPOSED_SAME_AS} and (subject != quad.subject or value != quad.object):
            continue
        predicate = t.SKOS_ALT_LABEL if subject != quad.subject and quad.predicate in _NAMES else quad.predicate
        if subject != quad.subject and quad.predicate == t.DCT_IDENTIFIER:
            continue
        yield Quad(subject, predicate, value, quad.graph_name)
