"""What helps to write a query: the example questions, and names to complete from what is in the store."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

from kg.asking import questions
from kg.asking.code_labels import code_labels
from kg.asking.parameters import schemes
from kg.asking.syntax.sparql import CLAUSES, FUNCTIONS, UPDATE_WORDS
from kg.graph import kinds
from kg.serve import templating
from kg.serve.overview import StoreOverview
from kg.serve.protocol.refusal import Refusal
from kg.serve.protocol.request import decoded
from kg.serve.routes.sparql import body_of
from kg.serve.settings import LONGEST_QUERY

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
LONGEST = 100


async def examples(request: Request) -> Response:
    """The questions that ship with the project, parameters at their defaults."""
    service: QueryService = request.app.state.service
    bundled = [
        {
            "name": question.name,
            "title": question.title,
            "question": question.question,
            "text": questions.bind(question, {}, service.prefixes),
            "params": [_parameter(param) for param in question.params],
        }
        for question in questions.bundled()
    ]
    return JSONResponse(bundled, headers={"Cache-Control": "no-cache"})


def _parameter(param: questions.Param) -> dict[str, object]:
    """A parameter as a form shows it; ``choices`` are the names of a code list, empty for what is typed."""
    choices = list(code_labels(param.type).values()) if param.type in schemes() else []
    return {**asdict(param), "choices": choices}


async def question(request: Request) -> Response:
    """The query of a shipped question with the values given: ``name=``, and a field for each parameter."""
    service: QueryService = request.app.state.service
    given = dict(request.query_params)
    return JSONResponse({"text": await service.bind(given.pop("name", ""), given)})


async def explain(request: Request) -> Response:
    """The patterns of the query in the body, each with the number of triples that it matches by itself."""
    service: QueryService = request.app.state.service
    return JSONResponse(await service.explain(decoded(await body_of(request, LONGEST_QUERY))))


async def prefixes(request: Request) -> Response:
    """The prefixes that every query knows."""
    service: QueryService = request.app.state.service
    return JSONResponse(service.prefixes, headers={"Cache-Control": "no-cache"})


async def vocabulary(request: Request) -> Response:
    """A script with what pages share with the rest: the kinds of things, the words and the functions of SPARQL."""
    shared = {"kinds": kinds.plain(), "keywords": sorted(CLAUSES | UPDATE_WORDS), "functions": sorted(FUNCTIONS)}
    text = "".join(f"export const {name} = {json.dumps(value)};\n" for name, value in shared.items())
    return templating.script(text, request.headers.get("if-none-match", ""))


async def completion(request: Request) -> Response:
    """Prefixes, terms in use with their counts, concepts; with ``find=``, the things that words mean.

    ``kind=document`` finds documents only.
    """
    service: QueryService = request.app.state.service
    wanted = request.query_params.get("find", "").strip()
    if wanted:
        kind = "document" if request.query_params.get("kind") == "document" else ""
        things = await service.find(wanted[:LONGEST], MOST_FOUND, kind) if len(wanted) >= SHORTEST else []
        return JSONResponse({"found": things})
    try:
        known: StoreOverview = await request.app.state.counted.of(service)
        concepts = [_named(row) for row in await service.rows(CONCEPTS)]
    except Refusal:
        known, concepts = StoreOverview(), []  # a store too large to be counted in time still has its prefixes
    terms = [
        {
            "iri": term.iri,
            "count": term.count,
            "label": term.label or term.english,
            "comment": term.comment,
            "class": term.is_class,
        }
        for term in known.terms
    ]
    return JSONResponse({"prefixes": service.prefixes, "terms": terms, "concepts": concepts})


def _named(row: dict[str, dict[str, str]]) -> dict[str, str]:
    return {"iri": row["iri"]["value"], "label": row["label"]["value"]}
