"""A graph opened for reading: the folder a build wrote, or a server that holds one."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from kg import resources
from kg.asking import query as asking
from kg.asking import questions
from kg.asking import resolve as resolving
from kg.asking.built_folder import STORE, base_of
from kg.asking.merging import merge_variants
from kg.asking.origin import with_origin
from kg.asking.selection import EVERYTHING, Selection, select
from kg.graph.store import read_only
from kg.graph.terms import BASE, prefixes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from kg.asking.lookup.search import Hit, Index
    from kg.asking.questions import Question
    from kg.graph.store import Askable


@dataclass(frozen=True, slots=True)
class Opened:
    """A graph to ask; ``prefixes`` are known in every query; ``whole`` unless it is a part of what the folder holds.

    ``folder`` is where its files are; of a server, whose ``address`` is given, those that are kept of it here.
    """

    store: Askable
    prefixes: Mapping[str, str]
    folder: Path = Path("exports")
    address: str = ""
    whole: bool = True

    def part(self, chosen: Selection, *, merge: bool = False) -> Self:
        """The part of the graph that a selection chooses: every query, table, network and view counts that part.

        ``merge`` makes one of the offices that reviewers found to be one. Raises Problem: a name fits nothing.
        """
        store = select(self.store, chosen) if chosen else self.store
        return replace(
            self, store=merge_variants(store) if merge else store, whole=not (chosen or merge) and self.whole
        )

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
        """The search index of the folder; where there is none, one made for the occasion.

        That of a server is kept, so that only the first search asks for all names.
        """
        folder = self.folder if self.whole else self.folder / "part"  # the index of the folder knows the whole
        keep = self.whole and bool(self.address)
        return resolving.index_of(folder, self.store, self.prefixes, keep=keep)

    def settled(self, question: Question, given: Mapping[str, str]) -> dict[str, str]:
        """The values given for a question, documents and articles as the graph names them. Raises Problem."""
        if not resolving.to_settle(question, given):
            return dict(given)
        with self.index() as index:
            return resolving.settled(index, question, given, self.prefixes)

    def ask(self, sparql: str, **params: object) -> asking.Answer:
        """The answer to a SPARQL query or a bundled question, in RDF terms.

        Where the graph holds several lists a bundled question says of its entries which list and place they are of.
        """
        named = sparql.strip().replace("-", "").isalnum()
        question = questions.find(sparql.strip()) if named else questions.parse(sparql)
        given = self.settled(question, {name: str(value) for name, value in params.items()})
        answer = asking.run(self.store, questions.bind(question, given, self.prefixes), self.prefixes, question.types)
        return with_origin(answer, self.store) if named else answer


def open_folder(folder: Path, chosen: Selection = EVERYTHING, *, merge: bool = False) -> Opened:
    """Open what a build wrote, or the part of it that is chosen.

    Raises Problem: there is no store, it does not open, or a name that is chosen fits nothing.
    """
    return Opened(read_only(folder / STORE), prefixes(base_of(folder)), folder).part(chosen, merge=merge)


def open_endpoint(typed: str, seconds: float | None = None) -> Opened:
    """Open the graph of a SPARQL 1.1 server, whose address is as typed (http://user:password@host:7878/path).

    ``seconds`` is the longest silence waited for, 0 for any, None for the usual. Raises Problem: nobody answers there,
    access is denied, what answers is no endpoint, or the graph there is not whole.
    """
    from kg.graph.endpoint.address import address  # noqa: PLC0415 - only where a server is asked
    from kg.graph.endpoint.connection import SILENCE  # noqa: PLC0415
    from kg.graph.endpoint.record import whole  # noqa: PLC0415
    from kg.graph.endpoint.remote_store import remote_store  # noqa: PLC0415

    where = address(typed)
    store = remote_store(where, SILENCE if seconds is None else seconds)
    load = whole(store, where.url)
    known = prefixes(load.base if load else BASE)
    return Opened(store, known, cache_of(where.url, load.sha256 if load else ""), where.url)


def cache_of(url: str, sha256: str) -> Path:
    """The folder of what is kept of a server's graph; of one that has no SHA-256, a place where nothing can be kept."""
    if not sha256:
        return Path(os.devnull)
    name = hashlib.sha256(f"{url} {sha256}".encode()).hexdigest()[:32]
    return resources.cache() / "endpoints" / name
