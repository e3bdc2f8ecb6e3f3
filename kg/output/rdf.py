"""RDF files: what a store holds, in the same order each time, with IRIs in ASCII where old tools need them."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.graph import serialise
from kg.graph.iris import ascii_form
from kg.graph.store import lines, quad_lines
from kg.output.sanitise import placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple
    from rdflib import Dataset

    from kg.graph.store import Askable

#: The forms by name: the first hold the named graphs, one a list; the others the default graph, the merge of all.
QUADS: Final = ("nq", "trig")
FORMS: Final = (*QUADS, "jsonld", "ttl", "nt", "xml")


def rdf(store: Askable, form: str, prefixes: Mapping[str, str], *, ascii_iris: bool = False) -> bytes:
    """The graph in one of ``FORMS``; with ``ascii_iris`` every IRI is the URI it stands for (RFC 3987, 3.1)."""
    if form in QUADS:
        written = quad_lines(store, prefixes["law"].removesuffix("id/law/"))
    else:
        written = lines(store.quads_for_pattern(None, None, None, DefaultGraph()))
    if ascii_iris:
        written = lines(map(_ascii, _parsed(written)))
    # Encoded titles are easier to read, and to search for, in whole IRIs than escaped behind a prefix.
    names = {name: space for name, space in prefixes.items() if not (ascii_iris and "/id/" in space)}
    match form:
        case "nq" | "nt":
            return b"".join(written)
        case "ttl":
            return serialise.turtle(serialise.parsed(written, named=False), names)
        case "jsonld":
            return "".join(serialise.jsonld(serialise.parsed(written, named=False), serialise.context())).encode()
        case "trig":
            quads = sorted(_parsed(written), key=lambda quad: str(quad.graph_name))
            return cast("bytes", serialize(quads, format=RdfFormat.TRIG, prefixes=names))
    statements = (_in_xml(quad.triple) for quad in _parsed(written))
    return cast("bytes", serialize(statements, format=RdfFormat.RDF_XML, prefixes=names))


def _parsed(written: Iterable[bytes]) -> Iterable[Quad]:
    return parse(b"".join(written), RdfFormat.N_QUADS)


def _ascii(quad: Quad) -> Quad:
    subject, predicate, target, graph = (
        NamedNode(ascii_form(term.value)) if isinstance(term, NamedNode) else term for term in quad
    )
    return Quad(subject, predicate, target, graph)


def _in_xml(statement: Triple) -> Triple:
    """A statement as XML can hold it; a sign it cannot hold is replaced, so that positions in the text stay true."""
    target = statement.object
    if isinstance(target, Literal) and (text := placeholder(target.value)) != target.value:
        datatype = None if target.language else target.datatype
        target = Literal(text, language=target.language, datatype=datatype)
        return type(statement)(statement.subject, statement.predicate, target)
    return statement


def to_rdflib(store: Askable, prefixes: Mapping[str, str]) -> Dataset:
    """The store as an rdflib Dataset: a graph for each list, one for what they share; its default graph is all."""
    from rdflib import Dataset  # noqa: PLC0415 - slow to import

    dataset = Dataset(default_union=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own parser asks it for what it deprecates
        dataset.parse(data=rdf(store, "nq", prefixes), format="nquads")
    for name, space in prefixes.items():
        dataset.bind(name, space, replace=True)
    return dataset
