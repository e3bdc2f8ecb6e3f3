"""The folder a build wrote, opened for reading: the door of notebooks, and of every command that asks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import resources
from kg.asking import query as asking
from kg.asking import questions
from kg.asking import search as searching
from kg.asking.names import settled
from kg.doors import frames
from kg.doors.ego.neighbours import ego
from kg.doors.ego.view import View
from kg.graph.network import network
from kg.graph.store import read_only
from kg.graph.terms import BASE, prefixes

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    from pyoxigraph import Store

STORE, MANIFEST = "store", "MANIFEST.json"


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph to ask; ``prefixes`` are known in every query."""

    store: Store
    prefixes: Mapping[str, str]
    folder: Path = Path("exports")

    def query(self, sparql: str, **params: object) -> list[dict[str, Any]]:
        """The rows of a SPARQL query, or of a bundled question by its name, with plain Python values.

        ``params`` fill the ``$name`` places a question declares. Raises Problem where the query is none.
        """
        return list(self.ask(sparql, **params).rows())

    def df(self, sparql: str, library: str = "pandas", /, **params: object) -> Any:  # noqa: ANN401 - of either library
        """The same as a DataFrame of pandas or, with ``"polars"`` as second argument, of polars; columns are typed.

        Raises Problem where the query is none or the library is not installed.
        """
        return frames.frame(self.ask(sparql, **params), library)

    def network(self, kind: str = "all") -> nx.Graph[str]:
        """The graph, or a part of it, as a networkx graph; ``kg.graph.network.KINDS_OF_NETWORK`` names the kinds."""
        return network(self.store, kind)

    @property
    def items(self) -> Any:  # noqa: ANN401 - a frame, as are all tables below
        """The power items: one row each, with type, code, body, sub-unit and basis documents."""
        return self.table("items")

    @property
    def citations(self) -> Any:  # noqa: ANN401
        """The citations: document, provisions, number, dates, position and words."""
        return self.table("citations")

    @property
    def provisions(self) -> Any:  # noqa: ANN401
        """The provisions cited, with how many entries rest on each."""
        return self.table("provisions")

    @property
    def documents(self) -> Any:  # noqa: ANN401
        """The documents named, with rank, numbers, dates and how often."""
        return self.table("documents")

    @property
    def sanctions(self) -> Any:  # noqa: ANN401
        """The sanctions: kind, range, unit, providing provision, position and words."""
        return self.table("sanctions")

    @property
    def stages(self) -> Any:  # noqa: ANN401
        """The duty stages, one row for each item and stage."""
        return self.table("stages")

    @property
    def grounds(self) -> Any:  # noqa: ANN401
        """The grounds of accountability, one row for each item and ground."""
        return self.table("grounds")

    @property
    def responsibilities(self) -> Any:  # noqa: ANN401
        """What responsibility lists hold: tasks, shares, services, sections of regimes, with offices and telephones."""
        return self.table("responsibilities")

    @property
    def indicators(self) -> Any:  # noqa: ANN401
        """The measurable targets that supervision regimes set."""
        return self.table("indicators")

    def table(self, name: str, library: str = "pandas") -> Any:  # noqa: ANN401
        """A table of the build (``kg/asking/tables``) as a DataFrame; Problem where pandas or polars is missing."""
        question = questions.read(resources.tables() / f"{name}.rq")
        return frames.frame(asking.run(self.store, question.text, self.prefixes), library)

    def search(self, words: str, kind: str = "", limit: int = 20) -> list[searching.Hit]:
        """The things that bear the words or print them, best first; see ``kg.asking.search.search``."""
        return searching.search(self.folder / searching.FILE, words, kind=kind, limit=limit)

    def view(self, focus: str, most: int = 40) -> View:
        """A picture of a thing and what it is tied to, for notebooks; ``focus`` is its name, code or identifier.

        At most ``most`` neighbours are drawn, each kind in turn. Raises Problem: nothing bears that name.
        """
        return View(ego(self.store, self.prefixes, focus, most))

    def ask(self, sparql: str, **params: object) -> asking.Answer:
        """The answer to a SPARQL query or a bundled question, in RDF terms."""
        named = sparql.strip().replace("-", "").isalnum()
        question = questions.find(sparql.strip()) if named else questions.parse(sparql)
        given = settled(self.store, question, {name: str(value) for name, value in params.items()}, self.prefixes)
        bound = questions.bind(question, given, self.prefixes)
        return asking.run(self.store, bound, self.prefixes)


def open_graph(folder: Path) -> Graph:
    """Open what a build wrote.

    Raises Problem: there is no store, or it does not open.
    """
    return Graph(read_only(folder / STORE), prefixes(base_of(folder)), folder)


def base_of(folder: Path) -> str:
    """Where the identifiers of the graph in a folder begin, as its manifest says."""
    try:
        return str(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["base"])
    except (OSError, ValueError, LookupError, TypeError):
        return BASE
