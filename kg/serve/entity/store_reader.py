"""The store as the page about a thing asks it: rows of terms as plain values, all within one worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import BlankNode, QuerySolutions, Store

Term = dict[str, str]
Row = dict[str, Term]
"""Variable -> term, in the words of SPARQL 1.1 Query Results JSON; unbound variables are left out."""


@dataclass(frozen=True, slots=True)
class StoreReader:
    """A store to ask; ``base`` is what its own identifiers begin with."""

    store: Store
    prefixes: Mapping[str, str]
    base: str

    def rows(self, text: str) -> list[Row]:
        """The rows of a SELECT query of our own."""
        result = cast("QuerySolutions", self.store.query(text, prefixes=dict(self.prefixes)))
        names = [variable.value for variable in result.variables]
        return [{name: _plain(term) for name in names if (term := solution[name]) is not None} for solution in result]


def _plain(term: object) -> Term:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, Literal):
        language = {"xml:lang": term.language} if term.language else {}
        return {"type": "literal", "value": term.value, **language}
    return {"type": "bnode", "value": cast("BlankNode", term).value}
