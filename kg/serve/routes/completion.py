"""What helps to write a query: the example questions, and names to complete from what is in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal
from starlette.responses import JSONResponse

from kg.asking import questions
from kg.serve.overview import StoreOverview
from kg.serve.protocol.refusal import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from kg.serve.service import QueryService

MOST_FOUND = 30
SHORTEST = 2
CONCEPTS = """
SELECT DISTINCT ?iri ?label {
  ?iri skos:inScheme ?scheme ; skos:prefLabel ?label FILTER(LANGMATCHES(LANG(?label), "zh"))
} ORDER BY ?iri LIMIT 2000
"""
NAMED = """
SELECT DISTINCT ?iri ?label {
  ?iri rdfs:label|skos:prefLabel|skos:altLabel|eli:title|eli:title_alternative|dct:identifier ?label
  FILTER(CONTAINS(LCASE(STR(?label)), %s))
} ORDER BY STRLEN(STR(?label)) ?label ?iri LIMIT %d
"""


async def examples(request: Request) -> Response:
    """The questions that ship with the project, parameters at their defaults."""
    service: QueryService = request.app.state.service
    said = [
        {
            "name": one.name,
            "title": one.title,
            "question": one.question,
            "text": questions.bind(one, {}, service.prefixes),
        }
        for one in questions.bundled()
    ]
    return JSONResponse(said, headers={"Cache-Control": "no-cache"})


async def prefixes(request: Request) -> Response:
    """The prefixes that every query knows."""
    service: QueryService = request.app.state.service
    return JSONResponse(service.prefixes, headers={"Cache-Control": "no-cache"})


async def completion(request: Request) -> Response:
    """Prefixes, terms in use with their counts, concepts; with ``find=``, what bears a name that contains it."""
    service: QueryService = request.app.state.service
    wanted = request.query_params.get("find", "").strip()
    if wanted:
        return JSONResponse({"found": await _found(service, wanted) if len(wanted) >= SHORTEST else []})
    try:
        known: StoreOverview = await request.app.state.counted.of(service)
        concepts = [_named(row) for row in await service.rows(CONCEPTS)]
    except Refusal:
        known, concepts = StoreOverview(), []  # a store too large to be counted in time still has its prefixes
    terms = [
        {
            "iri": one.iri,
            "count": one.count,
            "label": one.label or one.english,
            "comment": one.comment,
            "class": one.is_class,
        }
        for one in known.terms
    ]
    return JSONResponse({"prefixes": service.prefixes, "terms": terms, "concepts": concepts})


async def _found(service: QueryService, wanted: str) -> list[dict[str, str]]:
    text = str(Literal(wanted[:100].lower()))
    return [_named(row) for row in await service.rows(NAMED % (text, MOST_FOUND))]


def _named(row: dict[str, dict[str, str]]) -> dict[str, str]:
    return {"iri": row["iri"]["value"], "label": row["label"]["value"]}
