"""Duty stages and grounds of accountability: the same order and words in several items are one node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph import terms as t
from kg.graph.builder import count, zh
from kg.graph.evidence import Printed, span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import NamedNode

    from extract.facts import Ground, Stage
    from kg.graph.builder import GraphBuilder
    from kg.graph.cell_facts import Link


def stages(draft: GraphBuilder, printed: Printed, found: Iterable[Stage]) -> tuple[Link, ...]:
    """Describe the stages of a duty cell; the links from an item to them and to their kinds come back."""
    every = tuple(found)
    # 审查及决定 (review_decision) is both of its parts.
    codes = (code for stage in every if stage.concept for code in stage.concept.split("_"))
    kinds = (t.concept("stage", code) for code in dict.fromkeys(codes))
    return (
        *((t.HAS_DUTY_STAGE, _stage(draft, printed, stage)) for stage in every),
        *((t.PASSES_STAGE, kind) for kind in kinds),
    )


def grounds(draft: GraphBuilder, printed: Printed, found: Iterable[Ground]) -> tuple[Link, ...]:
    """Describe the grounds of an accountability cell; the links from an item to them come back."""
    return tuple((t.HAS_ACCOUNTABILITY_GROUND, _ground(draft, printed, ground)) for ground in found)


def _stage(draft: GraphBuilder, printed: Printed, stage: Stage) -> NamedNode:
    node = draft.hashed("stage", str(stage.order), str(stage.concept), stage.name, stage.text)
    draft.said.append((node, t.EVIDENCE, span(draft, printed, stage.start, stage.end)))
    if draft.first(node, node):
        draft.said += (
            (node, t.RDF_TYPE, t.DUTY_STAGE),
            (node, t.ORDER, count(stage.order)),
            (node, t.DCT_DESCRIPTION, zh(stage.text)),
        )
        if stage.name:
            draft.said.append((node, t.RDFS_LABEL, zh(stage.name)))
        if stage.concept:
            draft.said.append((node, t.STAGE, t.concept("stage", stage.concept)))
    return node


def _ground(draft: GraphBuilder, printed: Printed, ground: Ground) -> NamedNode:
    node = draft.hashed("ground", str(ground.order), ground.text)
    draft.said.append((node, t.EVIDENCE, span(draft, printed, ground.start, ground.end)))
    if draft.first(node, node):
        draft.said += (
            (node, t.RDF_TYPE, t.ACCOUNTABILITY_GROUND),
            (node, t.ORDER, count(ground.order)),
            (node, t.DCT_DESCRIPTION, zh(ground.text)),
        )
    return node
