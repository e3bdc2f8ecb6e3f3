"""The store: an Oxigraph database in a folder (or in memory), each list a named graph of its own.

The default graph holds the merge of all named graphs, every triple once. A query that names no graph therefore
counts a fact that two lists state as one; asking for the union of graphs at query time would count it twice. What lists
share (`kg.graph.terms.shared_graph`), most of a graph, stands in the default graph only: a copy of it under its name
would answer no question that the merge does not.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse, serialize

from kg.errors import Problem
from kg.graph.claims import SETTLED
from kg.graph.sweep import sweep
from kg.graph.terms import BASE, CELL, shared_graph
from kg.graph.written_terms import subject_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Triple

MERGE = DefaultGraph()
BATCH = 100_000
"""Lines loaded at a time where a graph is too large to stand in memory.

The store holds all that one load brings, with its copies in every order, and merges the files of the loads later:
50,000 lines take 200 MB, 100,000 take 365 MB and an eighth less time, 150,000 take 520 MB and no less.
"""


class Askable(Protocol):
    """A graph that can be asked: the embedded store, or a server (`kg.graph.endpoint`)."""

    def query(
        self, query: str, *, base_iri: str | None = None, prefixes: dict[str, str] | None = None
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The answer to a query. Raises SyntaxError: it is none."""

    def quads_for_pattern(
        self,
        subject: Any,  # noqa: ANN401 - terms, as pyoxigraph has them
        predicate: Any,  # noqa: ANN401
        object: Any,  # noqa: A002, ANN401
        graph_name: Any = None,  # noqa: ANN401
    ) -> Iterator[Quad]:
        """The quads of a pattern, None for any term."""


def read_only(path: Path) -> Store:
    """Open a store for reading; several processes may do so at once.

    Raises Problem: there is no store in that folder, or it cannot be opened.
    """
    if not (path / "CURRENT").is_file():
        raise Problem(str(path), "此处没有图数据库，请先运行 quanze build", "no store here: run quanze build first")
    try:
        return Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise closed(path, error) from error


def writable(path: Path | None = None) -> Store:
    """Open or create a store for writing, in memory where no folder is given; one process at a time.

    Raises Problem: the folder cannot be written, or another process holds the store.
    """
    try:
        return Store() if path is None else Store(str(path))
    except (OSError, RuntimeError) as error:
        raise closed(Path(path or ""), error) from error


def closed(path: Path, error: Exception) -> Problem:
    """The problem of a store that does not open."""
    return Problem(str(path), f"图数据库打不开({error})", f"the store does not open ({error})")


def lines(quads: Iterable[Quad]) -> list[bytes]:
    """The quads as sorted N-Quads lines, each once: the form in which a graph is the same bytes on any machine."""
    text = cast("bytes", serialize(quads, format=RdfFormat.N_QUADS))
    return sorted(set(text.splitlines(keepends=True)))


def triples(nquads: Iterable[bytes]) -> Iterator[bytes]:
    """The merge of sorted N-Quads lines with a named graph each: N-Triples lines, each once."""
    last = b""
    for line in nquads:
        triple = line[: line.rindex(b" <")]
        if triple != last:
            yield triple + b" .\n"
        last = triple


def fill(store: Store, nquads: Iterable[bytes], base: str = BASE, quads: Iterable[Quad] = ()) -> None:
    """Load sorted N-Quads lines (see ``lines``): the shared graph once, every other graph and its merge.

    ``quads`` are those of the lines, where at hand.
    """
    every, shared, common = list(nquads), _ending(base), shared_graph(base)
    if quads:
        store.bulk_extend(quad for quad in quads if quad.graph_name != common)
        own = []
    else:
        own = [line for line in every if not line.endswith(shared)]
    # One load instead of two: each writes files of its own, which the store merges later. The lines are ours: whether
    # their identifiers are well formed was seen when they were made.
    store.bulk_load(b"".join(chain(own, triples(every))), RdfFormat.N_QUADS, lenient=True)


def load(store: Store, nquads: Iterable[bytes], base: str = BASE, batch: int = BATCH) -> Iterator[bytes]:
    """Load sorted N-Quads lines as ``fill`` does while they pass, ``batch`` at a time; the lines come out again."""
    waiting: list[bytes] = []
    for line in nquads:
        waiting.append(line)
        if len(waiting) == batch:
            fill(store, waiting, base)
            waiting.clear()
        yield line
    fill(store, waiting, base)


def merged_in_memory(nquads: Iterable[bytes]) -> Store:
    """The merge of sorted N-Quads lines in memory: what is asked many times is answered there in half the time."""
    store = Store()
    store.bulk_load(b"".join(triples(nquads)), RdfFormat.N_TRIPLES)
    return store


def quad_lines(store: Askable, base: str = BASE) -> list[bytes]:
    """Everything a store holds as sorted N-Quads lines, what only the default graph states in the shared graph.

    Inverse of ``fill``.
    """
    named = lines(quad for quad in store.quads_for_pattern(None, None, None) if quad.graph_name != MERGE)
    stated, shared = set(triples(named)), _ending(base)
    merged = lines(store.quads_for_pattern(None, None, None, MERGE))
    return sorted([*named, *(line[:-2] + shared for line in merged if line not in stated)])


def _ending(base: str) -> bytes:
    """How a line of the shared graph ends."""
    return f"{shared_graph(base)} .\n".encode()


def replace(store: Store, graph: NamedNode, quads: Iterable[Quad], base: str = BASE) -> None:
    """Put the quads in place of one named graph; triples that no graph states any more leave the merge.

    Of ``quads`` those of the shared graph are added to it, all others are put into ``graph`` whatever graph they name.
    What is settled of a document already (`kg.graph.claims`) stays as it is until the next build. Cells, facts and
    documents that nothing names any more leave as well.
    """
    given, common = list(quads), shared_graph(base)
    gone = {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}
    new = {quad.triple for quad in given if quad.graph_name != common}
    store.remove_graph(graph)
    store.extend(_in(triple, graph) for triple in new)
    store.extend(_in(triple, MERGE) for triple in new)
    store.extend(_in(quad.triple, MERGE) for quad in given if quad.graph_name == common and not _settled(store, quad))
    for triple in gone - new:
        stated = store.quads_for_pattern(triple.subject, triple.predicate, triple.object)
        if all(quad.graph_name == MERGE for quad in stated):
            store.remove(_in(triple, MERGE))
    if any(triple.predicate == CELL for triple in gone - new):
        sweep(store)


def restate(store: Store, graph: NamedNode, stated: Iterable[bytes], base: str = BASE) -> None:
    """Put sorted N-Quads lines in place of one named graph that nothing else names; only what differs is written.

    Lines and what stands there already are compared a subject at a time.
    """
    anew = next(store.quads_for_pattern(None, None, None, graph), None) is None
    new, gone, met = list[bytes](), list[bytes](), set[bytes]()
    for subject, lines_of_it in groupby(stated, key=subject_of):
        given = list(lines_of_it)
        old = [] if anew else lines(store.quads_for_pattern(NamedNode(subject[1:-1].decode()), None, None, graph))
        new += set(given).difference(old)
        gone += set(old).difference(given)
        if not anew:
            met.add(subject)
        if len(new) >= BATCH:
            fill(store, sorted(new), base)
            new.clear()
    if new:
        fill(store, sorted(new), base)
    if not anew:
        left = (
            quad for quad in store.quads_for_pattern(None, None, None, graph) if str(quad.subject).encode() not in met
        )
        gone += lines(left)
    for quad in parse(b"".join(gone), RdfFormat.N_QUADS):
        store.remove(quad)
        if all(
            other.graph_name == MERGE for other in store.quads_for_pattern(quad.subject, quad.predicate, quad.object)
        ):
            store.remove(_in(quad.triple, MERGE))


def _settled(store: Store, quad: Quad) -> bool:
    """Whether the store has an answer already where a document has one only."""
    if quad.predicate not in SETTLED:
        return False
    return next(store.quads_for_pattern(quad.subject, quad.predicate, None, MERGE), None) is not None


def _in(triple: Triple, graph: NamedNode | DefaultGraph) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def graphs(nquads: Iterable[bytes]) -> dict[str, int]:
    """The number of triples in each named graph of N-Quads lines, by IRI."""
    counts = Counter(line[line.rindex(b" <") + 2 : -4] for line in nquads)
    return {name.decode(): counts[name] for name in sorted(counts)}
