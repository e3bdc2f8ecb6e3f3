"""SPARQL in, answers out: the project's prefixes are known, errors are explained, nothing but the store is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    serialize,
)

from kg.asking.syntax.columns import in_order
from kg.asking.syntax.grouping import ungrouped
from kg.asking.syntax.guard import calls_service
from kg.asking.syntax.sparql import caret, diagnose, place
from kg.errors import Problem
from kg.graph.terms import PREFIXES, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Triple

    from kg.graph.store import Askable

Term = NamedNode | BlankNode | Literal
RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
GRAPHS = {
    "turtle": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
NUMBERS: dict[str, type] = {
    "integer": int, "int": int, "long": int, "nonNegativeInteger": int, "positiveInteger": int,
    "decimal": Decimal, "double": float, "float": float,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found; like the iterator it holds, it can be read once.

    ``types`` is what its columns are declared to hold (see `kg.asking.questions.TYPES`), as far as they are.
    """

    result: QuerySolutions | QueryBoolean | QueryTriples
    prefixes: Mapping[str, str]
    types: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """``rows``, ``truth`` or ``graph``."""
        if isinstance(self.result, QuerySolutions):
            return "rows"
        return "truth" if isinstance(self.result, QueryBoolean) else "graph"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in the order of the SELECT."""
        if isinstance(self.result, QuerySolutions):
            return tuple(variable.value for variable in self.result.variables)
        return ("answer",) if self.kind == "truth" else ("subject", "predicate", "object")

    def terms(self) -> Iterator[tuple[Term | None, ...]]:
        """The rows as RDF terms, None where a variable is unbound."""
        if isinstance(self.result, QuerySolutions):
            columns = self.columns
            for solution in self.result:
                yield tuple([cast("Term | None", solution[name]) for name in columns])
        elif isinstance(self.result, QueryBoolean):
            yield (Literal(bool(self.result)),)
        else:
            yield from (cast("tuple[Term, ...]", tuple(triple)) for triple in _sorted(self.result))

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows as plain values: str, int, Decimal, float, bool, or None."""
        columns = self.columns
        for terms in self.terms():
            yield dict(zip(columns, map(plain, terms), strict=True))

    def serialized(self, form: str) -> bytes:
        """The answer in a form of the W3C: csv, tsv, json, xml for rows, turtle, nt, rdfxml, jsonld for graphs.

        Raises Problem: the form does not fit what was asked.
        """
        if isinstance(self.result, QueryTriples):
            return cast(
                "bytes", serialize(_sorted(self.result), format=_fit(form, GRAPHS), prefixes=dict(self.prefixes))
            )
        return cast("bytes", self.result.serialize(format=_fit(form, RESULTS)))


def _fit(form: str, forms: dict[str, Any]) -> Any:  # noqa: ANN401 - one of two enumerations
    if form not in forms:
        names = ", ".join(forms)
        raise Problem("--output-format", f"此类查询的结果只能写为 {names}", f"such a query is written as {names}")
    return forms[form]


def _sorted(triples: QueryTriples) -> list[Triple]:
    return sorted(triples, key=lambda triple: tuple(map(str, triple)))


def run(
    store: Askable, text: str, prefixes: Mapping[str, str] = PREFIXES, types: Mapping[str, str] | None = None
) -> Answer:
    """Ask the store; where the query names no graph, the merge of all lists answers.

    ``types`` is what the columns are declared to hold.

    Raises Problem: the query is no SPARQL, wants to change the graph, or wants to call another server.
    """
    known = dict(prefixes)
    if calls_service(text, known):
        raise Problem("", "不允许 SERVICE：查询不会访问网络", "SERVICE is off: a query never reaches for the network")
    try:
        result = store.query(in_order(text, None, known), prefixes=known)
    except SyntaxError as error:
        raise _explained(text, str(error), known) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise Problem("", f"查询失败（{error}）", f"the query failed ({error})") from error
    return Answer(result, prefixes, types or {})


def _explained(text: str, message: str, prefixes: dict[str, str]) -> Problem:
    hint = (ungrouped(text) if "unbound" in message else None) or diagnose(text, message, prefixes)
    line, column = place(text, hint.start)
    remedy = f"\n  {hint.remedy}" if hint.remedy else ""
    return Problem(
        "",
        f"第{line}行第{column}列，{hint.zh}",
        f"line {line}, column {column}: {hint.en}",
        caret(text, hint.start) + remedy,
    )


def plain(term: Term | None) -> Any:  # noqa: ANN401 - a value of the host language
    """A term as a Python value: an IRI as str, numbers and truth values as such, all else as its text."""
    if not isinstance(term, Literal):
        return None if term is None else term.value
    if term.language:
        return term.value
    datatype = term.datatype.value.removeprefix(XSD)
    if datatype == "boolean":
        return term.value in {"true", "1"}
    try:
        return NUMBERS.get(datatype, str)(term.value)
    except (ValueError, ArithmeticError):
        return term.value


def short(term: Term | None, prefixes: Mapping[str, str]) -> str:
    """A term for people: text as it is, an IRI with its prefix where one fits (the longest)."""
    if not isinstance(term, NamedNode):
        return "" if term is None else term.value
    fits = [(len(space), name) for name, space in prefixes.items() if term.value.startswith(space)]
    return f"{max(fits)[1]}:{term.value[max(fits)[0] :]}" if fits else term.value
