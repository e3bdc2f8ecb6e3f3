"""Tiers of discretion: what a standard of discretion makes of the sanctions of an item, each with its evidence.

A tier that names several sanctions is a node for each of them: kind and range belong together. Which sanction of the
item it narrows is stated where the item imposes exactly one of that kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph import terms as t
from kg.graph.things.cell_facts import figures
from kg.graph.things.evidence import cell, span
from kg.graph.written_terms import count, zh

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from extract.facts import Sanction, TierFacts
    from extract.model import Cell, Tier
    from kg.graph.builder import GraphBuilder
    from kg.graph.written_terms import Written


def describe(
    draft: GraphBuilder,
    item: Written,
    tiers: Iterable[TierFacts],
    imposed: Mapping[str, frozenset[Written]],
) -> None:
    """Describe the tiers of an item; ``imposed`` are the sanctions it imposes, by kind."""
    for tier_facts in tiers:
        stated = [(printed, sanction) for printed, facts in tier_facts.facts for sanction in facts.sanctions]
        unsaid = [(printed, None) for printed in tier_facts.tier.standards[:1] or (None,)]
        for standard, sanction in stated or unsaid:
            _describe(draft, item, tier_facts.tier, (standard, sanction), imposed)


def _describe(
    draft: GraphBuilder,
    item: Written,
    tier: Tier,
    pair: tuple[Cell | None, Sanction | None],
    imposed: Mapping[str, frozenset[Written]],
) -> None:
    standard, sanction = pair
    words = [printed.text if printed else "" for printed in (tier.degree, tier.circumstance, standard)]
    place = (sanction.kind, str(sanction.start), str(sanction.end)) if sanction else ()
    node = draft.hashed("tier", draft.key(item), str(tier.order), *words, *place)
    draft.statements += (
        (item, t.HAS_DISCRETION_TIER, node),
        (node, t.RDF_TYPE, t.DISCRETION_TIER),
        (node, t.ORDER, count(tier.order)),
    )
    texts = ((t.DEGREE, words[0]), (t.CIRCUMSTANCE, words[1]))
    draft.statements += [(node, predicate, zh(text.strip())) for predicate, text in texts if text.strip()]
    whole = (tier.degree, tier.circumstance, None if sanction else standard)
    draft.statements += [
        (node, t.EVIDENCE, _whole(draft, item, printed)) for printed in whole if printed and printed.text
    ]
    if sanction and standard:
        printed = cell(draft, item, standard.role, standard.text, standard.header)
        draft.statements += (
            (node, t.EVIDENCE, span(draft, printed, sanction.start, sanction.end)),
            (node, t.KIND, t.concept("sanction-kind", sanction.kind)),
        )
        draft.statements += figures(node, sanction)
        narrowed = imposed.get(sanction.kind, frozenset())
        draft.statements += [(node, t.NARROWS, wider) for wider in narrowed if len(narrowed) == 1]


def _whole(draft: GraphBuilder, item: Written, printed: Cell) -> Written:
    """A cell as evidence with all its characters."""
    described = cell(draft, item, printed.role, printed.text, printed.header)
    return span(draft, described, 0, len(printed.text))
