"""Duty stages and grounds of accountability: the same order and words in several items are one node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph import terms as t
from kg.graph.iris import digest
from kg.graph.things.evidence import PrintedText, span
from kg.graph.vocabulary import labels
from kg.graph.written_terms import count, zh

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.facts import Ground, Stage
    from kg.graph.builder import GraphBuilder
    from kg.graph.written_terms import Written


def stages(draft: GraphBuilder, printed: PrintedText, stages: Iterable[Stage]) -> tuple[tuple[Written, Stage], ...]:
    """Describe the stages of a duty cell; their nodes come back with them."""
    return tuple((_stage(draft, printed, stage), stage) for stage in stages)


def grounds(draft: GraphBuilder, printed: PrintedText, grounds: Iterable[Ground]) -> tuple[tuple[Written, Ground], ...]:
    """Describe the grounds of an accountability cell; their nodes come back with them."""
    return tuple((_ground(draft, printed, ground), ground) for ground in grounds)


def _stage(draft: GraphBuilder, printed: PrintedText, stage: Stage) -> Written:
    node = draft.hashed("stage", str(stage.order), str(stage.concept), stage.name, stage.text)
    draft.shared.append((node, t.EVIDENCE, span(draft, printed, stage.start, stage.end, quoted=False)))
    if draft.lately(node, node):
        draft.shared += (
            (node, t.RDF_TYPE, t.DUTY_STAGE),
            (node, t.ORDER, count(stage.order)),
            (node, t.DCT_DESCRIPTION, zh(stage.text)),
        )
        if stage.name and stage.name != labels("stage").get(str(stage.concept)):
            draft.shared.append((node, t.RDFS_LABEL, zh(stage.name)))
        if stage.concept:
            draft.shared.append((node, t.STAGE, t.concept("stage", stage.concept)))
    return node


def ground_key(ground: Ground) -> str:
    """What names a ground: its order and words, whichever items have it."""
    return f"ground-{digest(str(ground.order), ground.text)}"


def _ground(draft: GraphBuilder, printed: PrintedText, ground: Ground) -> Written:
    node = draft.fact(ground_key(ground))
    draft.shared.append((node, t.EVIDENCE, span(draft, printed, ground.start, ground.end, quoted=False)))
    if draft.lately(node, node):
        draft.shared += (
            (node, t.RDF_TYPE, t.ACCOUNTABILITY_GROUND),
            (node, t.ORDER, count(ground.order)),
            (node, t.DCT_DESCRIPTION, zh(ground.text)),
        )
    return node
