"""Answers as plain values for an assistant: rows within the limits, what is left out said, the things they name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

from kg.asking.query import plain
from kg.errors import Problem
from kg.mcp.places import things

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.mcp.limits import AnswerLimits
    from kg.mcp.places import Rows

MOST_THINGS: Final = 40
TRIPLE: Final = ("subject", "predicate", "object")
SCHEMES: Final = ("https://", "http://", "urn:")


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """The rows of an answer as plain values."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]


def table(body: bytes, *, graph: bool) -> AnswerTable:
    """The rows of an answer as a worker gives it: SPARQL 1.1 JSON results, or N-Triples of a graph."""
    if graph:
        triples = [(quad.subject, quad.predicate, quad.object) for quad in parse(body, RdfFormat.N_TRIPLES)]
        return AnswerTable(TRIPLE, [[value(term) for term in triple] for triple in triples])
    results = parse_query_results(body, QueryResultsFormat.JSON)
    if isinstance(results, QueryBoolean):
        return AnswerTable(("answer",), [[bool(results)]])
    if not isinstance(results, QuerySolutions):
        raise TypeError(results)
    columns = tuple(variable.value for variable in results.variables)
    return AnswerTable(columns, [[value(row[name]) for name in columns] for row in results])


def value(term: Any) -> Any:  # noqa: ANN401 - a term of any kind, as a value of JSON
    """A term as a value of JSON."""
    result = plain(term)
    if isinstance(result, Decimal):
        return int(result) if result == result.to_integral_value() else float(result)
    return result


async def shown(
    answer: AnswerTable, about: Mapping[str, Any], rows: Rows, limits: AnswerLimits, limit: int
) -> dict[str, Any]:
    """The answer within the limits: ``total`` rows are known, ``rows`` are shown, ``note`` says what is left out.

    ``things`` tells name and printed places of the identifiers in the rows shown. Raises Problem: not one row fits.
    """
    count = max(0, min(limit, limits.rows, len(answer.rows)))
    while True:
        kept = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows[:count]]
        iris = list(dict.fromkeys(_iris(kept)))
        content = {**about, "total": len(answer.rows), "shown": count, "columns": list(answer.columns), "rows": kept}
        if count < len(answer.rows):
            content["note"] = f"共{len(answer.rows)}行，此处列出前{count}行；可加条件或者 LIMIT、OFFSET 缩小范围"
        content["things"] = await things(rows, iris[:MOST_THINGS])
        if len(iris) > MOST_THINGS:
            content["things_note"] = f"行中有{len(iris)}个标识，此处说明前{MOST_THINGS}个；其余可用 describe 查看"
        length = len(json.dumps(content, ensure_ascii=False))
        if length <= limits.characters:
            return content
        if count <= 1:
            raise Problem(
                "",
                f"结果超过{limits.characters}字符，请缩小查询范围",
                f"one row has more than {limits.characters} characters: ask for less",
            )
        count = min(count - 1, int(count * limits.characters / length))


def _iris(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The identifiers in rows; several may stand in one value, parted by blanks."""
    for row in rows:
        for value in row.values():
            if isinstance(value, str) and value.startswith(SCHEMES):
                yield from filter(_sound, value.split(" "))


def _sound(iri: str) -> bool:
    """Whether it can be asked about: what a query makes up may look like an identifier and be none."""
    try:
        return iri.startswith(SCHEMES) and NamedNode(iri).value == iri
    except ValueError:
        return False
