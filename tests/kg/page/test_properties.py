"""What lines state, read without a store, is what the parser of N-Quads reads."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.asking.built_folder import STORE
from kg.graph.store import lines, read_only
from kg.graph.terms import BASE, XSD_DATE, XSD_INTEGER
from kg.page.gather import gather
from kg.page.properties import UNREAD, PropertyReader, stated

S, P, G = NamedNode("https://example.org/甲"), NamedNode("https://example.org/p"), NamedNode("https://example.org/g")
OBJECTS = (
    NamedNode("https://example.org/cell#char=3,9"),
    Literal("第五条 <应当> 备案 .", language="zh"),
    Literal('他说"可以"，\\ 另\n起一行\t', language="zh"),
    Literal("plain"),
    Literal(""),
    Literal('"'),
    Literal("5", datatype=XSD_INTEGER),
    Literal("2018-05-02", datatype=XSD_DATE),
    Literal('quoted "twice" \\', language="en"),
    Literal("钩^^<子> @zh"),
)


@pytest.mark.parametrize("value", OBJECTS, ids=str)
def test_a_term_is_what_the_parser_reads(value):
    (line,) = lines([Quad(S, P, value, G)])
    (parsed,) = parse(line, RdfFormat.N_QUADS)
    named = set()
    assert stated([line], named) == {S.value: {P: (parsed.object,)}}
    assert named == {str(S).encode(), line.split(b" ", 2)[2].removesuffix(b" %s .\n" % str(G).encode())}


def test_a_statement_of_two_graphs_counts_once_and_values_are_sorted():
    other = NamedNode("https://example.org/h")
    every = lines(Quad(S, P, value, graph) for value in OBJECTS for graph in (G, other))
    assert stated(every) == {S.value: {P: tuple(sorted(OBJECTS, key=str))}}


def test_what_chunks_repeat_of_a_subject_is_one():
    one, two = Quad(S, P, OBJECTS[1], G), Quad(NamedNode("https://example.org/乙"), P, S, G)
    assert stated([*lines([one, two]), *lines([one])]) == {
        S.value: {P: (OBJECTS[1],)},
        "https://example.org/乙": {P: (S,)},
    }


def test_what_no_page_reads_is_left_out_but_named():
    of_document = Quad(S, next(iter(UNREAD)), NamedNode("https://example.org/法"), G)
    named = set()
    assert stated(lines([of_document]), named) == {S.value: {}}
    assert named == {str(S).encode(), "<https://example.org/法>".encode()}


def test_no_page_asks_for_what_is_left_out(exports, monkeypatch):
    asked = set()

    def watched(method):
        def of(reader, predicate, *subject):
            asked.add(predicate)
            return method(reader, predicate, *subject)

        return of

    monkeypatch.setattr(PropertyReader, "of", watched(PropertyReader.of))
    assert gather(read_only(exports / STORE), BASE).facts
    assert len(asked) > len(UNREAD)
    assert not asked & UNREAD
