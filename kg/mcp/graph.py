"""The graph as the tools ask it: words, things, shipped questions and SPARQL, each within the limits.

Every query is evaluated by a worker process of `kg.serve.workers`, as the endpoint's queries are: what the endpoint
refuses (SERVICE, updates, queries too complex, answers too large) is refused here by the same code, and a query that
runs on is killed. Nothing reaches for the network.
"""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.asking import questions, resolve
from kg.asking.built_folder import STORE, base_of
from kg.asking.opened import open_folder
from kg.errors import Problem
from kg.graph import kinds
from kg.mcp.answers import AnswerTable, shown, table
from kg.mcp.limits import FETCHED, FETCHED_BYTES, WORKERS
from kg.serve.protocol.media_types import JSON_RESULTS
from kg.serve.protocol.negotiate import Choice
from kg.serve.protocol.request import QUERY, Operation
from kg.serve.service import QueryService
from kg.serve.settings import LONGEST_QUERY, ServerSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.mcp.limits import AnswerLimits

N_TRIPLES: Final = "application/n-triples"
FORMS: Final = Choice((JSON_RESULTS, "json"), (N_TRIPLES, "nt"))
STATED: Final = 200
POINTING: Final = 10
OUT: Final = f"""SELECT ?property ?label ?value {{ <%s> ?property ?value
OPTIONAL {{ ?property rdfs:label ?label FILTER (LANG(?label) = "zh") }} }}
ORDER BY ?property ?value LIMIT {STATED + 1}"""
IN: Final = """SELECT ?property ?label ?count { { SELECT ?property (COUNT(*) AS ?count) { ?other ?property <%s> }
GROUP BY ?property } OPTIONAL { ?property rdfs:label ?label FILTER (LANG(?label) = "zh") } } ORDER BY ?property"""
FROM: Final = f"SELECT ?other {{ ?other <%s> <%s> }} ORDER BY ?other LIMIT {POINTING}"


class ServedGraph:
    """The folder a build wrote, between `open` and `close`."""

    def __init__(self, folder: Path, limits: AnswerLimits) -> None:
        self._folder, self._limits = folder, limits
        self._service = QueryService(
            ServerSettings(
                store=folder / STORE,
                timeout=limits.seconds,
                workers=WORKERS,
                max_rows=FETCHED,
                max_bytes=FETCHED_BYTES,
                base=base_of(folder),
            )
        )

    async def open(self) -> None:
        """Start the workers. Raises Refusal: the store does not open."""
        await self._service.open()

    async def close(self) -> None:
        """End the workers."""
        await self._service.close()

    async def search(self, words: str, kind: str, limit: int) -> dict[str, Any]:
        """The things that bear the words or print them, best first. Raises Problem: there is no such kind."""
        count = max(1, min(limit, self._limits.rows))
        hits = await asyncio.to_thread(lambda: open_folder(self._folder).search(words, kind, count + 1))
        columns = ("name", "kind", "iri", "uses", "quote")
        rows = [(hit.name, kinds.kind(hit.kind).name, hit.iri, hit.uses, hit.quote) for hit in hits[:count]]
        about = {"words": words, "more": len(hits) > count}
        return await shown(AnswerTable(columns, rows), about, self._service.rows, self._limits, count)

    async def describe(self, thing: str) -> dict[str, Any]:
        """What is said of the one thing meant by an identifier, a name, a code or words. Raises Problem."""
        iri = await asyncio.to_thread(self._meant, thing)
        rows = self._service.rows
        out, pointing = await rows(OUT % iri), await rows(IN % iri)
        stated: dict[str, dict[str, Any]] = {}
        for row in out[:STATED]:
            name = row["property"]["value"]
            entry = stated.setdefault(name, {"label": row["label"]["value"] if "label" in row else "", "values": []})
            entry["values"].append(row["value"]["value"])
        incoming = {}
        for row in pointing:
            name = row["property"]["value"]
            incoming[name] = {
                "label": row["label"]["value"] if "label" in row else "",
                "count": int(row["count"]["value"]),
                "first": [other["other"]["value"] for other in await rows(FROM % (name, iri))],
            }
        about = {"iri": iri, "stated": stated, "incoming": incoming}
        if len(out) > STATED:
            about["note"] = f"陈述超过{STATED}条，此处列出前{STATED}条；其余可用 sparql 查询"
        return await self._described(iri, about)

    async def _described(self, iri: str, about: dict[str, Any]) -> dict[str, Any]:
        """The description with name and places of the thing and of what its statements name, within the limits."""
        named = [
            value for values_of in about["stated"].values() for value in values_of["values"] if value.startswith("http")
        ]
        rows = [[value] for value in dict.fromkeys([iri, *named])]
        description = await shown(
            AnswerTable(("iri",), rows), about, self._service.rows, self._limits, self._limits.rows
        )
        kept = ("iri", "stated", "incoming", "note", "things", "things_note")
        return {name: description[name] for name in kept if name in description and (name != "note" or name in about)}

    def _meant(self, thing: str) -> str:
        opened = open_folder(self._folder)
        return resolve.meant(opened.search(thing, limit=self._limits.rows), thing).iri

    async def question(self, name: str, given: Mapping[str, object], limit: int) -> dict[str, Any]:
        """The answer of a shipped question. Raises Problem, Refusal."""
        asked = questions.find(name)
        values = {param: _written(value) for param, value in given.items()}
        bound = await asyncio.to_thread(self._bound, asked, values)
        about = {"question": asked.question, "name": name, "parameters": {**_defaults(asked), **values}}
        return await self._rows(bound, about, limit)

    def _bound(self, asked: questions.Question, given: dict[str, str]) -> str:
        opened = open_folder(self._folder)
        return questions.bind(asked, opened.settled(asked, given), opened.prefixes)

    async def sparql(self, text: str, limit: int) -> dict[str, Any]:
        """The answer of a query; a graph as rows of subject, predicate, object. Raises Problem, Refusal."""
        if len(text) > LONGEST_QUERY:
            raise Problem("", f"查询超过{LONGEST_QUERY}字符", f"a query of more than {LONGEST_QUERY} characters")
        return await self._rows(text, {}, limit)

    async def _rows(self, text: str, about: dict[str, Any], limit: int) -> dict[str, Any]:
        header, body = await self._service.query(Operation(QUERY, text), FORMS, "http://localhost/")
        if header["file"]:
            file = Path(header["file"])
            body = await asyncio.to_thread(file.read_bytes)
            file.unlink()
        answer = table(body, graph=header["type"] == N_TRIPLES)
        return await shown(answer, about, self._service.rows, self._limits, max(1, limit))


def listed() -> list[dict[str, Any]]:
    """The shipped questions with their parameters."""
    return [
        {
            "name": question.name,
            "title": question.title,
            "question": question.question,
            "parameters": [asdict(p) for p in question.params],
        }
        for question in questions.bundled()
    ]


def _defaults(asked: questions.Question) -> dict[str, str]:
    return {param.name: param.default for param in asked.params}


def _written(given: object) -> str:
    """A value as people type it: assistants send numbers and truth values as such."""
    return str(given).lower() if isinstance(given, bool) else str(given)
