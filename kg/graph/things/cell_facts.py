"""What a cell says in law: citations, sanctions, time limits, indicators, described once and linked to its entries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.graph import terms as t
from kg.graph.things import citations, documents, offices
from kg.graph.things.evidence import PrintedText, span
from kg.graph.written_terms import figure, simple, zh

if TYPE_CHECKING:
    from decimal import Decimal

    from pyoxigraph import NamedNode

    from extract.facts import Facts, Ground, Indicator, Sanction, Stage, TimeLimit
    from kg.graph.builder import GraphBuilder
    from kg.graph.things.citations import CitationNode
    from kg.graph.written_terms import Statement, Written

BASIS = "basis"
Link: TypeAlias = "tuple[NamedNode, Written]"


@dataclass(frozen=True, slots=True)
class CellFacts:
    """The facts of a cell with their nodes, for whoever lists them (`kg.output.list_tables`).

    ``role`` is what its citations are for; ``facts`` is what was read, in the order of ``citations`` (basis, then
    references) and ``sanctions``.
    """

    node: Written
    text: str
    role: str
    facts: Facts
    citations: tuple[Written, ...]
    sanctions: tuple[Written, ...]
    stages: tuple[tuple[Written, Stage], ...] = ()
    grounds: tuple[tuple[Written, Ground], ...] = ()


@dataclass(frozen=True, slots=True)
class DescribedCell:
    """What links an entry to the facts of a cell it prints: (property, node) and the nodes that name the entry.

    ``imposed`` are the sanctions the entry imposes, each after its kind.
    """

    links: tuple[Link, ...]
    in_item: tuple[Written, ...]
    imposed: tuple[tuple[str, Written], ...] = ()
    facts: CellFacts | None = None

    def with_links(self, more: tuple[Link, ...], **fields: Any) -> DescribedCell:  # noqa: ANN401 - fields of CellFacts
        """The same with more links from the entry, and the stages or grounds they lead to."""
        facts = replace(self.facts, **fields) if self.facts else None
        return DescribedCell(self.links + more, self.in_item, self.imposed, facts)


def describe(draft: GraphBuilder, printed: PrintedText, facts: Facts, role: str = BASIS) -> DescribedCell:
    """Describe the facts of a cell; ``role`` is what its citations are for (basis, duty_basis, grounds_basis)."""
    bases = tuple(citations.basis(draft, printed, cited, role) for cited in facts.basis)
    nodes = [cited.node for cited in bases]
    nodes += [citations.reference(draft, printed, seen, bases) for seen in facts.references]
    cited_by = tuple(nodes)
    sanctions = [_sanction(draft, printed, sanction, bases) for sanction in facts.sanctions]
    limits = [_limit(draft, printed, limit) for limit in facts.limits]
    links = [(t.HAS_TIME_LIMIT, node) for node in limits]
    if role == BASIS:
        links += [(t.IMPOSES, node) for node in sanctions]
        links += [(t.BASIS_DOCUMENT, cited.document) for cited in bases if cited.document]
        links += [(t.LEGAL_BASIS, ground) for cited in bases for ground in cited.grounds]
    else:
        # What duty and accountability columns quote falls on officials; the item itself does not impose it.
        nodes += sanctions
    kinds = tuple((sanction.kind.value, node) for sanction, node in zip(facts.sanctions, sanctions, strict=True))
    cell_facts = CellFacts(printed.node, printed.text, role, facts, cited_by, tuple(sanctions))
    imposed = kinds if role == BASIS else ()
    return DescribedCell(tuple(dict.fromkeys(links)), tuple(dict.fromkeys(nodes)), imposed, cell_facts)


def link(draft: GraphBuilder, entry: Written, cell: DescribedCell) -> None:
    """Link an entry to what a cell of it says."""
    draft.statements += [(entry, predicate, node) for predicate, node in cell.links]
    draft.statements += [(node, t.IN_ITEM, entry) for node in cell.in_item]


def indicators(draft: GraphBuilder, entry: Written, printed: PrintedText, indicators: tuple[Indicator, ...]) -> None:
    """Describe the measurable targets an entry sets and link it to them."""
    for indicator in indicators:
        key = (indicator.start, indicator.end, indicator.measure, indicator.minimum, indicator.maximum)
        node = draft.hashed("indicator", printed.key, *map(str, key), indicator.unit, str(indicator.period))
        draft.statements.append((entry, t.HAS_INDICATOR, node))
        draft.shared += (
            (node, t.RDF_TYPE, t.INDICATOR),
            (node, t.MEASURE, zh(indicator.measure)),
            (node, t.UNIT, t.concept("unit", indicator.unit)),
            (node, t.EVIDENCE, span(draft, printed, indicator.start, indicator.end)),
        )
        draft.shared += _figures(node, ((t.MIN_VALUE, indicator.minimum), (t.MAX_VALUE, indicator.maximum)))
        if indicator.period:
            draft.shared.append((node, t.PERIOD, t.concept("period", indicator.period)))


def _sanction(
    draft: GraphBuilder, printed: PrintedText, sanction: Sanction, bases: tuple[CitationNode, ...]
) -> Written:
    sums = (sanction.minimum, sanction.maximum, sanction.unit, sanction.cap)
    words = (sanction.base, sanction.per, sanction.on, sanction.condition, sanction.discretion, sanction.authority)
    provided = (sanction.basis, sanction.provision, sanction.start, sanction.end)
    node = draft.hashed("sanction", printed.key, sanction.kind, *map(str, (*provided, *sums, *words)))
    draft.shared += (
        (node, t.RDF_TYPE, t.SANCTION),
        (node, t.KIND, t.concept("sanction-kind", sanction.kind)),
        (node, t.EVIDENCE, span(draft, printed, sanction.start, sanction.end)),
    )
    draft.shared += figures(node, sanction)
    if sanction.discretion:
        draft.shared.append((node, t.DISCRETION, t.concept("discretion", sanction.discretion)))
    texts = (
        (t.FIGURE_BASE, sanction.base),
        (t.PER, sanction.per),
        (t.ON_WHOM, sanction.on),
        (t.CONDITION, sanction.condition),
    )
    draft.shared += [(node, predicate, zh(text)) for predicate, text in texts if text]
    if sanction.authority:
        draft.shared.append((node, t.DECIDED_BY, offices.authority(draft, sanction.authority)))
    if sanction.condition_start is not None and sanction.condition_end is not None:
        place = span(draft, printed, sanction.condition_start, sanction.condition_end, quoted=False)
        draft.shared.append((node, t.CONDITION_EVIDENCE, place))
    _provided_by(draft, node, sanction, bases)
    return node


def figures(node: Written, sanction: Sanction) -> list[Statement]:
    """What a sanction comes to: least, most, cap and their unit."""
    bounds = ((t.MIN_AMOUNT, sanction.minimum), (t.MAX_AMOUNT, sanction.maximum), (t.CAP, sanction.cap))
    unit: list[Statement] = [(node, t.UNIT, t.concept("unit", sanction.unit))] if sanction.unit else []
    return _figures(node, bounds) + unit


def _provided_by(draft: GraphBuilder, node: Written, sanction: Sanction, bases: tuple[CitationNode, ...]) -> None:
    """The provision or document that provides a sanction; its path alone where the document is not known."""
    title = bases[sanction.basis].title if sanction.basis is not None and sanction.basis < len(bases) else ""
    if title:
        draft.shared.append((node, t.PROVIDED_BY, documents.provision(draft, title, sanction.provision or "")))
    elif sanction.provision:
        draft.shared.append((node, t.STATED_PATH, simple(sanction.provision)))


def _limit(draft: GraphBuilder, printed: PrintedText, limit: TimeLimit) -> Written:
    key = (limit.value, limit.unit, limit.start, limit.end)
    node = draft.hashed("limit", printed.key, *map(str, key))
    draft.shared += (
        (node, t.RDF_TYPE, t.TIME_LIMIT),
        (node, t.VALUE, figure(limit.value)),
        (node, t.UNIT, t.concept("unit", limit.unit)),
        (node, t.EVIDENCE, span(draft, printed, limit.start, limit.end)),
    )
    if limit.bound:
        draft.shared.append((node, t.BOUND, t.concept("bound", limit.bound)))
    if limit.actor:
        draft.shared.append((node, t.ACTOR, t.concept("actor", limit.actor)))
    if limit.who and limit.who_start is not None and limit.who_end is not None:
        place = span(draft, printed, limit.who_start, limit.who_end, quoted=False)
        draft.shared += ((node, t.ACTOR_NAME, zh(limit.who)), (node, t.ACTOR_EVIDENCE, place))
    return node


def _figures(node: Written, bounds: tuple[tuple[NamedNode, Decimal | None], ...]) -> list[Statement]:
    return [(node, predicate, figure(number)) for predicate, number in bounds if number is not None]
