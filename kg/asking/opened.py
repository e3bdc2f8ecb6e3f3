"""The folder a build wrote, opened for reading."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.asking import query as asking
from kg.asking import questions
from kg.asking import resolve as resolving
from kg.asking.built_folder import STORE, base_of
from kg.graph.store import read_only
from kg.graph.terms import prefixes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from pyoxigraph import Store

    from kg.asking.questions import Question
    from kg.asking.search import Hit, Index


@dataclass(frozen=True, slots=True)
class Opened:
    """A graph to ask; ``prefixes`` are known in every query."""

    store: Store
    prefixes: Mapping[str, str]
    folder: Path = Path("exports")

    def query(self, sparql: str, **params: object) -> list[dict[str, Any]]:
        """The rows of a SPARQL query, or of a bundled question by its name, with plain Python values.

        ``params`` fill the ``$name`` places a question declares. Raises Problem where the query is none.
        """
        return list(self.ask(sparql, **params).rows())

    def search(self, words: str, kind: str = "", limit: int = 20) -> list[Hit]:
        """The things that bear the words or print them, best first; see ``kg.asking.resolve.resolve``."""
        with self.index() as index:
            return resolving.resolve(index, words, self.prefixes, kind=kind, limit=limit, store=self.store)

    def index(self) -> AbstractContextManager[Index]:
        """The search index of the folder; where there is none, one made for the occasion."""
        return resolving.index_of(self.folder, self.store, self.prefixes)

    def settled(self, question: Question, given: Mapping[str, str]) -> dict[str, str]:
        """The values given for a question, documents and articles as the graph names them. Raises Problem."""
        with self.index() as index:
            return resolving.settled(index, question, given, self.prefixes)

    def ask(self, sparql: str, **params: object) -> asking.Answer:
        """The answer to a SPARQL query or a bundled question, in RDF terms."""
        named = sparql.strip().replace("-", "").isalnum()
        question = questions.find(sparql.strip()) if named else questions.parse(sparql)
        given = self.settled(question, {name: str(value) for name, value in params.items()})
        bound = questions.bind(question, given, self.prefixes)
        return asking.run(self.store, bound, self.prefixes, question.types)


def open_folder(folder: Path) -> Opened:
    """Open what a build wrote.

    Raises Problem: there is no store, or it does not open.
    """
    return Opened(read_only(folder / STORE), prefixes(base_of(folder)), folder)
