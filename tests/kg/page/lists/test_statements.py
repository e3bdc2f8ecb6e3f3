"""What lines state, read without a store, is what the parser of N-Quads reads."""

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from kg.asking.built_folder import STORE
from kg.graph import terms as t
from kg.graph.store import lines, read_only
from kg.graph.terms import BASE, XSD_DATE, XSD_INTEGER
from kg.page.cells import DETAILS
from kg.page.gather import GROUPED, gather
from kg.page.lists.statements import OF_ONE_LIST, UNREAD, StatedReader, stated
from kg.page.properties import PropertyReader

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
    reader = StatedReader(stated([line]))
    assert reader.values(P, S.value) == (parsed.object,)
    assert reader.value(P, S.value) == parsed.object.value
    assert reader.texts(P, S.value) == reader.texts_of(P)[S.value] == (parsed.object.value,)
    assert reader.iris(P, S.value) == ((parsed.object.value,) if isinstance(parsed.object, NamedNode) else ())


def test_a_statement_of_two_graphs_counts_once_and_values_are_sorted():
    other = NamedNode("https://example.org/h")
    every = StatedReader(stated(lines(Quad(S, P, value, graph) for value in OBJECTS for graph in (G, other))))
    ordered = tuple(sorted(OBJECTS, key=str))
    assert every.values(P, S.value) == ordered
    assert every.value(P, S.value) == ordered[0].value
    assert every.texts(P, S.value) == every.texts_of(P)[S.value] == tuple(value.value for value in ordered)


def test_what_chunks_repeat_of_a_subject_is_one():
    one, two = Quad(S, P, OBJECTS[1], G), Quad(NamedNode("https://example.org/乙"), P, S, G)
    every = StatedReader(stated([*lines([one, two]), *lines([one])]))
    assert every.texts_of(P) == {S.value: (OBJECTS[1].value,), "https://example.org/乙": (S.value,)}


def test_what_no_page_reads_is_left_out():
    of_document = Quad(S, next(iter(UNREAD)), NamedNode("https://example.org/法"), G)
    assert stated(lines([of_document])).by_subject == {}


def test_things_are_named_once_they_may_be_shared():
    named = set()
    every = [Quad(S, predicate, NamedNode("https://example.org/法"), G) for predicate in (P, t.LEGAL_BASIS)]
    beside = [Quad(S, t.OA_HAS_SOURCE, NamedNode("https://example.org/cell"), G), Quad(S, P, OBJECTS[1], G)]
    stated(lines([*every, *beside]), named)
    assert named == {"<https://example.org/法>".encode()}


def test_subjects_apart_are_named_and_not_read():
    named, other = set(), NamedNode("https://example.org/乙")
    every = stated(lines([Quad(S, P, other, G), Quad(other, P, OBJECTS[1], G)]), named, {str(S).encode()})
    assert set(every.by_subject) == {other.value}
    assert named == {str(S).encode(), str(other).encode()}


def test_of_one_list_is_what_names_nothing_shared(exports):
    store = read_only(exports / STORE)
    shared = (
        t.ELI_LEGAL_RESOURCE,
        t.ELI_LEGAL_RESOURCE_SUBDIVISION,
        t.CV_PUBLIC_ORGANISATION,
        t.ORG_ORGANIZATIONAL_UNIT,
    )
    things = {quad.subject for kind in shared for quad in store.quads_for_pattern(None, t.RDF_TYPE, kind, None)}
    assert things
    for predicate in OF_ONE_LIST:
        named = {quad.object for quad in store.quads_for_pattern(None, predicate, None, None)}
        assert not named & things, predicate


def test_labels_and_details_are_those_of_the_store(exports):
    store = read_only(exports / STORE)
    merge = store.quads_for_pattern(None, None, None, DefaultGraph())
    named = (Quad(quad.subject, quad.predicate, quad.object, G) for quad in merge)
    of_store, of_lines = PropertyReader(store), StatedReader(stated(lines(named), grouped=GROUPED))
    assert of_lines.labels == of_store.labels
    for kind in (t.CITATION, t.SANCTION, t.DUTY_STAGE, t.PINPOINT):
        assert of_lines.members(kind) == of_store.members(kind)
        for fact in of_store.members(kind):
            assert of_lines.details(fact, DETAILS) == of_store.details(fact, DETAILS)


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
