"""The folder a build wrote, opened for reading: the door of notebooks, and of every command that asks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.asking import query as asking
from kg.asking import questions
from kg.doors import frames
from kg.graph.network import network
from kg.graph.store import read_only
from kg.graph.terms import BASE, prefixes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import networkx as nx
    import pandas as pd
    from pyoxigraph import Store

STORE, MANIFEST = "store", "MANIFEST.json"


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph to ask; ``prefixes`` are known in every query."""

    store: Store
    prefixes: Mapping[str, str]

    def query(self, sparql: str, **params: object) -> list[dict[str, Any]]:
        """The rows of a SPARQL query, or of a bundled question by its name, with plain Python values.

        ``params`` fill the ``$name`` places a question declares. Raises Problem where the query is none.
        """
        return list(self.ask(sparql, **params).rows())

    def df(self, sparql: str, **params: object) -> pd.DataFrame:
        """The same as a pandas DataFrame. Raises Problem where pandas is not installed."""
        answer = self.ask(sparql, **params)
        return frames.frame(answer.columns, answer.rows())

    def network(self, kind: str = "all") -> nx.MultiDiGraph[str]:
        """The graph, or a part of it, as a networkx graph; see ``kg.graph.network.network``."""
        return network(self.store, kind)

    def ask(self, sparql: str, **params: object) -> asking.Answer:
        """The answer to a SPARQL query or a bundled question, in RDF terms."""
        named = sparql.strip().replace("-", "").isalnum()
        question = questions.find(sparql.strip()) if named else questions.parse(sparql)
        bound = questions.bind(question, {name: str(value) for name, value in params.items()})
        return asking.run(self.store, bound, self.prefixes)


def open_graph(folder: Path) -> Graph:
    """Open what a build wrote.

    Raises Problem: there is no store, or it does not open.
    """
    return Graph(read_only(folder / STORE), prefixes(base_of(folder)))


def base_of(folder: Path) -> str:
    """Where the identifiers of the graph in a folder begin, as its manifest says."""
    try:
        return str(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["base"])
    except (OSError, ValueError, LookupError, TypeError):
        return BASE
