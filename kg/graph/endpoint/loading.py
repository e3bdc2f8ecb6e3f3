"""A graph into a server by the Graph Store Protocol: in chunks, resumable, and never half of it for the whole.

The chunks are lines of the sorted N-Quads file of a build. Each is posted graph by graph, and its merge to the default
graph, so that the server answers as the embedded store does without a setting of its own. After each chunk the server
is told how many lines it has; there are no blank nodes, so a chunk that was posted twice is there once. A loading that
broke off goes on behind the last chunk that was told. What ends a loading is a count of every graph against the lines.

Only what every SPARQL 1.1 server has is used: no quads in one request, no update. Filling graphs beside the old ones
and moving them at the end would let clients of others see the old graph until then, but costs the server a copy of
everything in one transaction, which at a hundred million quads it does not survive.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import quote

from kg.errors import Problem, unusable
from kg.graph.endpoint.connection import SILENCE
from kg.graph.endpoint.record import PROGRESS, RECORD, Load, holds, recorded
from kg.graph.endpoint.remote_store import TRIPLES, remote_store
from kg.graph.nquads_file import DAMAGED, opened
from kg.graph.store import triples
from kg.graph.terms import BASE, shared_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Literal, NamedNode, QuerySolutions

    from kg.graph.endpoint.address import Address
    from kg.graph.endpoint.remote_store import RemoteStore
    from kg.progress import Report

CHUNK: Final = 20_000
"""Lines a request carries at most: some 5 MB."""
DEFAULT: Final = "default"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a loading did: lines of the graph, of them those that were there before, and where it now is."""

    url: str
    lines: int
    before: int


def load(
    file: Path,
    address: Address,
    base: str,
    report: Report,
    *,
    anew: bool = False,
    seconds: float = SILENCE,
    chunk: int = CHUNK,
) -> Loaded:
    """Load the sorted N-Quads of a build into the server at ``address``, in place of what was loaded before.

    A loading of the same file that broke off goes on, a graph that is there already stays. ``base`` is where the
    identifiers of the graph begin, ``anew`` loads it from the start and over what others keep in the default graph;
    ``seconds`` is the longest silence waited for. Named graphs of others stay as they are. Raises Problem: the file
    cannot be read, the server does not answer, refuses, or breaks off; its default graph holds what is not ours; what
    it counts at the end is not what it was given.
    """
    sha256, size = _fingerprint(file)
    store = remote_store(address, seconds)
    progress, record = recorded(store, PROGRESS), recorded(store, RECORD)
    if record and not progress and not anew and record.sha256 == sha256:
        return Loaded(address.url, size, size)
    loading = _Loading(store, Load(sha256, base, None), address.url)
    if progress and not anew and progress.sha256 == sha256 and progress.lines is not None:
        begun = progress.lines
        loading.find(begun)
    else:
        if not (progress or record or anew):
            loading.refuse_others()
        begun = 0
        loading.find(None)
        loading.clear({BASE, base, *(load.base for load in (progress, record) if load)})
    _send(loading, file, begun, size, chunk, report)
    loading.close()
    return Loaded(address.url, size, begun)


def _send(loading: _Loading, file: Path, begun: int, size: int, chunk: int, report: Report) -> None:
    """Post the lines of a file behind the first ``begun``, and count all of them."""
    done = 0
    report("装载", begun, size)
    with opened(file) as lines:
        while some := list(islice(lines, chunk if done >= begun else min(chunk, begun - done))):
            done += len(some)
            grouped = loading.count(some)
            if done > begun:
                loading.post(grouped, done)
                report("装载", done, size)


@dataclass(slots=True)
class _Loading:
    """A loading under way: ``counts`` are the triples each graph must hold in the end, by IRI."""

    store: RemoteStore
    load: Load
    where: str
    graph_store: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    last: bytes = b""

    def find(self, lines: int | None) -> None:
        """Find where the server speaks the Graph Store Protocol, by telling it how far the loading is."""
        connection, refused = self.store.connection, None
        for url in connection.address.graph_stores(self.store.query_url):
            self.graph_store = url
            answer = connection.put(self._place(PROGRESS.value), self._progress(lines), TRIPLES)
            if answer.ok and recorded(self.store, PROGRESS) == self.load:
                return
            refused = answer if answer.status_code in {401, 403} else refused
        if refused is not None:
            connection.refuse(refused, "装载", "the loading")
        zh = "端点不接受装载（只读，或者不支持 SPARQL 1.1 Graph Store 协议）"
        raise Problem(self.where, zh, "the endpoint takes no graphs: read-only, or no Graph Store Protocol")

    def refuse_others(self) -> None:
        """Raise Problem where the default graph holds something that was not loaded by us."""
        if holds(self.store, "?s ?p ?o"):
            zh = "端点的默认图中已有其他数据；请换用空的数据集，或者用 --replace 替换"
            raise Problem(self.where, zh, "its default graph holds other data: use an empty dataset, or --replace")

    def clear(self, bases: set[str]) -> None:
        """Remove the default graph and every named graph under one of the bases, but for the progress."""
        answer = cast("QuerySolutions", self.store.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"))
        names = [cast("NamedNode", row["g"]).value for row in answer]
        ours = [name for name in names if name.startswith(tuple(bases)) and name != PROGRESS.value]
        for name in [DEFAULT, *ours]:
            gone = self.store.connection.delete(self._place(name))
            if gone.status_code != 404:
                self.store.connection.refuse(gone, "删除旧图谱", "to remove the old graph")
        self.tell(0)

    def count(self, lines: list[bytes]) -> dict[str, list[bytes]]:
        """The triples of lines by the IRI of the graph they go to, counted."""
        result: dict[str, list[bytes]] = {DEFAULT: []}
        common = shared_graph(self.load.base).value
        for line in lines:
            at = line.rindex(b" <")
            name = line[at + 2 : -4].decode()
            if name != common:
                result.setdefault(name, []).append(line[:at] + b" .\n")
        merged = list(triples(lines))
        self.counts[DEFAULT] -= merged[0] == self.last
        self.last, result[DEFAULT] = merged[-1], merged
        for name, statements in result.items():
            self.counts[name] += len(statements)
        return result

    def post(self, graphs: dict[str, list[bytes]], done: int) -> None:
        """Add triples to their graphs, and tell the server how many lines it has now."""
        for name, statements in graphs.items():
            answer = self.store.connection.post(self._place(name), b"".join(statements), TRIPLES)
            self.store.connection.refuse(answer, "装载", "the loading")
        self.tell(done)

    def tell(self, lines: int | None) -> None:
        """Tell the server how far the loading is."""
        answer = self.store.connection.put(self._place(PROGRESS.value), self._progress(lines), TRIPLES)
        self.store.connection.refuse(answer, "装载", "the loading")

    def close(self) -> None:
        """Compare what the server counts with what it was given; only then is the graph whole."""
        for name, seen in self._counted():
            if seen != self.counts[name]:
                graph = "默认图" if name == DEFAULT else name
                zh = f"装载后核对不符：{graph}应有{self.counts[name]}个三元组，端点上有{seen}个；图谱标记为未装载完"
                raise Problem(
                    self.where, zh, f"{name} should hold {self.counts[name]} triples, the server counts {seen}"
                )
        connection = self.store.connection
        answer = connection.put(self._place(RECORD.value), self.load.written(), TRIPLES)
        connection.refuse(answer, "装载", "the loading")
        connection.refuse(connection.delete(self._place(PROGRESS.value)), "装载", "the loading")

    def _counted(self) -> Iterator[tuple[str, int]]:
        """How many triples the server holds in each graph that it was given."""
        named = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        seen = {row["g"].value: _number(row["n"]) for row in self._rows(named)}
        for row in self._rows("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"):
            seen[DEFAULT] = _number(row["n"])
        for name in self.counts:
            yield name, seen.get(name, 0)

    def _rows(self, query: str) -> Iterable[dict[str, NamedNode | Literal]]:
        result = cast("QuerySolutions", self.store.query(query))
        names = [variable.value for variable in result.variables]
        for row in result:
            yield {name: cast("NamedNode | Literal", row[name]) for name in names}

    def _progress(self, lines: int | None) -> bytes:
        self.load = Load(self.load.sha256, self.load.base, lines)
        return self.load.written()

    def _place(self, name: str) -> str:
        graph = DEFAULT if name == DEFAULT else f"graph={quote(name, safe='')}"
        return f"{self.graph_store}?{graph}"


def _number(term: NamedNode | Literal) -> int:
    return int(term.value)


def _fingerprint(file: Path) -> tuple[str, int]:
    """SHA-256 and number of the lines of a file, compressed or not.

    Raises Problem: it cannot be read, or ends within a line.
    """
    digest, lines, last = hashlib.sha256(), 0, b"\n"
    try:
        with opened(file) as content:
            while block := content.read(1 << 20):
                digest.update(block)
                lines += block.count(b"\n")
                last = block[-1:]
    except DAMAGED:
        last = b""  # compressed, and cut short
    except OSError as error:
        raise unusable(error, file) from error
    if last != b"\n" or not lines:
        raise Problem(str(file), "文件不完整，请重新运行 quanze build", "not whole: run quanze build again")
    return digest.hexdigest(), lines
