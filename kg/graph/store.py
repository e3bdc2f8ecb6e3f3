"""The store: an Oxigraph database in a folder (or in memory), each list a named graph of its own.

The default graph holds the merge of all named graphs, every triple once. A query that names no graph therefore
counts a fact that two lists state as one; asking for the union of graphs at query time would count it twice.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, serialize

from kg.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Literal, QuerySolutions, Triple

MERGE = DefaultGraph()


def read_only(path: Path) -> Store:
    """Open a store for reading; several processes may do so at once.

    Raises Problem: there is no store in that folder, or it cannot be opened.
    """
    if not (path / "CURRENT").is_file():
        raise Problem(str(path), "这里没有图数据库, 请先运行 quanze build", "no store here: run quanze build first")
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
        triple = line[: line.rindex(b" <")] + b" .\n"
        if triple != last:
            yield triple
        last = triple


def fill(store: Store, nquads: Iterable[bytes], quads: Iterable[Quad] = ()) -> None:
    """Load sorted N-Quads lines (see ``lines``) and their merge; ``quads`` are those of the lines, where at hand."""
    every = list(nquads)
    if quads:
        store.bulk_extend(quads)
    else:
        store.bulk_load(b"".join(every), RdfFormat.N_QUADS)
    store.bulk_load(b"".join(triples(every)), RdfFormat.N_TRIPLES)


def merged_in_memory(nquads: Iterable[bytes]) -> Store:
    """The merge of sorted N-Quads lines in memory: what is asked many times is answered there in half the time."""
    store = Store()
    store.bulk_load(b"".join(triples(nquads)), RdfFormat.N_TRIPLES)
    return store


def replace(store: Store, graph: NamedNode, quads: Iterable[Quad]) -> None:
    """Put the quads in place of one named graph; triples that no graph states any more leave the merge.

    ``quads`` that name another graph are put into ``graph`` all the same.
    """
    gone = {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}
    new = {quad.triple for quad in quads}
    store.remove_graph(graph)
    store.extend(_in(triple, graph) for triple in new)
    store.extend(_in(triple, MERGE) for triple in new)
    for triple in gone - new:
        stated = store.quads_for_pattern(triple.subject, triple.predicate, triple.object)
        if all(quad.graph_name == MERGE for quad in stated):
            store.remove(_in(triple, MERGE))


def _in(triple: Triple, graph: NamedNode | DefaultGraph) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def graphs(store: Store) -> dict[str, int]:
    """The number of triples in each named graph, by IRI."""
    query = "SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY ?graph"
    found = cast("QuerySolutions", store.query(query))
    return {cast("NamedNode", row["graph"]).value: int(cast("Literal", row["triples"]).value) for row in found}
