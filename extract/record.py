"""Extraction records: the facts of a row as one JSON object, in the keys that gold annotations use.

``basis``, ``references`` and ``sanctions`` hold the scored keys first; places (``start``, ``end``), resolution and
what else is known follow. Several basis cells of one row are told apart by ``cell``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from extract.facts import Citation, Extraction, Facts, Reference, Sanction, TierFacts, TimeLimit

Json = dict[str, Any]


def record(extraction: Extraction) -> Json:
    """The record of one row (JSON types only)."""
    row = extraction.row
    several = len(extraction.facts) > 1
    out: Json = {"row": row.number, "table": row.table_number, "serial": row.text(Role.SERIAL)}
    out |= {"name": row.text(Role.NAME), "sub": row.text(Role.SUB_NAME)}
    out |= {"basis": [], "references": [], "sanctions": [], "limits": []}
    for cell, facts in extraction.facts:
        _add(out, facts, {"cell": cell.header} if several else {})
    for tier in extraction.tiers:
        if tier.tier.row == row.number:
            _add_tier(out, tier)
    if extraction.tiers:
        out["tiers"] = [_tier(tier) for tier in extraction.tiers]
    out["stages"] = [
        {"order": stage.order, "concept": stage.concept, "name": stage.name, "start": stage.start, "end": stage.end}
        for stage in extraction.stages
    ]
    out["grounds"] = [
        {"order": ground.order, "text": ground.text, "start": ground.start, "end": ground.end}
        for ground in extraction.grounds
    ]
    return out


def records(extraction: Extraction) -> Iterator[Json]:
    """The record of an item, then one for each further row that prints a tier of it."""
    yield record(extraction)
    row = extraction.row
    for tier in extraction.tiers:
        if tier.tier.row == row.number:
            continue
        out: Json = {"row": tier.tier.row, "table": row.table_number, "serial": row.text(Role.SERIAL)}
        out |= {"name": row.text(Role.NAME), "sub": row.text(Role.SUB_NAME), "tier": tier.tier.order}
        out |= {"basis": [], "references": [], "sanctions": [], "limits": [], "stages": [], "grounds": []}
        _add_tier(out, tier)
        yield out


def _add_tier(out: Json, tier: TierFacts) -> None:
    for cell, facts in tier.facts:
        _add(out, facts, {"cell": cell.header, "tier": tier.tier.order})


def _tier(tier_facts: TierFacts) -> Json:
    """A tier as printed, with the consequences that its standards state."""
    tier = tier_facts.tier
    standards = [{"text": cell.text, "cell": cell.header} for cell in tier.standards]
    consequences = [
        sanction_record(sanction) | {"cell": cell.header}
        for cell, facts in tier_facts.facts
        for sanction in facts.sanctions
    ]
    return {
        "order": tier.order,
        "row": tier.row,
        "degree": tier.degree.text if tier.degree else None,
        "circumstance": tier.circumstance.text if tier.circumstance else None,
        "standards": standards,
        "sanctions": consequences,
    }


def _add(out: Json, facts: Facts, where: Json) -> None:
    out["basis"].extend(citation_record(citation) | where for citation in facts.basis)
    # 前款 and 上条 are no references of the record, only of the graph.
    out["references"].extend(
        reference_record(reference) | where for reference in facts.references if reference.how != "relative"
    )
    out["sanctions"].extend(sanction_record(sanction) | where for sanction in facts.sanctions)
    out["limits"].extend(limit_record(limit) | where for limit in facts.limits)


def citation_record(citation: Citation) -> Json:
    """A legal basis as the record has it."""
    numbers = [number.value for number in citation.numbers]
    out: Json = {
        "title": citation.title,
        "number": numbers[0] if numbers else None,
        "dates": [date.value for date in citation.dates],
        # Cited in a row and quoted below (第三条、第五条。第三条 …), a provision is one ground.
        "provisions": list(dict.fromkeys(provision.path for provision in citation.provisions)),
        "start": citation.start,
        "end": citation.end,
        "document": citation.document.title,
        "rank": citation.document.rank,
    }
    if numbers[1:]:
        out["other_numbers"] = numbers[1:]
    if citation.document.promulgated_by:
        out["promulgated_by"] = citation.document.promulgated_by
    return out


def reference_record(reference: Reference) -> Json:
    """A reference as the record has it."""
    return {
        "title": reference.title,
        "provisions": [provision.path for provision in reference.provisions],
        "resolved": reference.document.title if reference.document else None,
        "resolution": reference.resolution.value,
        "start": reference.start,
        "end": reference.end,
    }


def sanction_record(sanction: Sanction) -> Json:
    """A sanction as the record has it; amounts in yuan or factors (annotation keys min, max, cap)."""
    return {
        "kind": sanction.kind.value,
        "min": _number(sanction.minimum),
        "max": _number(sanction.maximum),
        "unit": sanction.unit,
        "base": sanction.base,
        "per": sanction.per,
        "on": sanction.on,
        "provision": sanction.provision,
        "cap": _number(sanction.cap),
        "condition": sanction.condition,
        "condition_start": sanction.condition_start,
        "condition_end": sanction.condition_end,
        "discretion": sanction.discretion,
        "authority": sanction.authority,
        "start": sanction.start,
        "end": sanction.end,
    }


def limit_record(limit: TimeLimit) -> Json:
    """A time limit as the record has it."""
    out: Json = {"value": _number(limit.value), "unit": limit.unit, "start": limit.start, "end": limit.end}
    return out | {
        "bound": limit.bound.value if limit.bound else None,
        "actor": limit.actor.value if limit.actor else None,
        "who": limit.who,
        "who_start": limit.who_start,
        "who_end": limit.who_end,
    }


def _number(value: Decimal | None) -> int | float | None:
    """A JSON number: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
