"""A list to quads: one named graph, the same on any machine, whatever its words."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from extract import assemble
from extract.facts import Extraction
from extract.model import Cell, ListFile, Role, Row
from extract.reading import reader
from kg import resources
from kg.graph import terms as t
from kg.graph.iris import Name, mint, parse
from kg.graph.things.triples import graph_of, quads
from tests.lists import BODY, power_graph, power_list, register_graph, responsibility_list, select


def read(name):
    listing = reader.read(resources.data() / name)
    said = assemble.passages(listing.responsibility_list) if listing.responsibility_list else ()
    return listing, [assemble.extract(row) for row in listing.rows], said


@pytest.fixture(scope="module")
def bundled():
    jinchang, jize = read("jinchang-hrss-power-list.txt"), read("jize-hrss-responsibility-list.txt")
    return list(quads(*jinchang)), list(quads(*jize))


def count(graph, pattern):
    return int(select(graph, f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}")[0][0])


@pytest.mark.parametrize("graph", [power_graph(), register_graph()])
def test_a_quad_is_in_the_graph_of_its_list_or_shared_and_has_no_blank_node(graph):
    (listed,) = {quad.graph_name for quad in graph} - {t.shared_graph()}
    for quad in graph:
        assert quad.graph_name == listed or not quad.object.value.startswith(t.BASE + "id/power/")
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)


def test_the_same_list_gives_the_same_quads_in_the_same_order():
    assert power_graph() == power_graph()
    assert register_graph() == register_graph()


def test_quads_come_as_rows_are_taken():
    listing, extractions = power_list()
    taken = []
    stream = quads(listing, (taken.append(held.row.number) or held for held in extractions), ())
    assert next(stream).predicate == t.RDF_TYPE
    assert taken == []
    while not taken:
        next(stream)
    assert taken == [1]


def test_every_identifier_is_one_that_parses():
    for quad in [*power_graph(), *register_graph()]:
        for node in (quad.subject, quad.object):
            if isinstance(node, NamedNode) and node.value.startswith(t.BASE + "id/"):
                whole = node.value.partition("#")[0]
                assert mint(parse(whole)) == whole


def test_another_base_moves_instances_and_nothing_else():
    base = "https://example.org/图谱/"
    moved = [str(quad).replace(base, t.BASE) for quad in quads(*power_list(), (), base)]
    assert moved == [str(quad) for quad in power_graph()]


def test_the_graph_of_a_list_says_where_it_came_from():
    found = select(
        power_graph(),
        """SELECT ?title ?rows ?file ?sha ?publisher WHERE { ?l a qz:PowerList , dcat:Dataset , prov:Entity ;
        dct:title ?title ; qz:rowCount ?rows ; dct:publisher/skos:prefLabel ?publisher ; prov:wasAttributedTo ?p ;
        prov:wasDerivedFrom [ rdfs:label ?file ; qz:sha256 ?sha ] }""",
    )
    assert found == [("江南市权责清单", "6", "江南市权责清单.xlsx", "ab" * 32, BODY)]
    assert graph_of(power_list()[0]).value == mint(Name("list", ("江南市权责清单",)))


@pytest.mark.parametrize(
    ("title", "publisher", "expected"),
    [
        ("某清单", "甲局", "某清单"),
        ("list-2024", "甲局", "甲局权责清单"),
        ("", "甲局", "甲局权责清单"),
        (" ", "", "江南市权责清单"),
    ],
)
def test_a_list_that_prints_no_title_is_called_after_its_publisher(title, publisher, expected):
    listing = dataclasses.replace(power_list()[0], title=title, publisher=publisher)
    assert select(list(quads(listing, (), ())), "SELECT ?t WHERE { ?l a dcat:Dataset ; dct:title ?t }") == [(expected,)]


def test_a_register_counts_its_numbered_entries():
    assert select(register_graph(), "SELECT ?n WHERE { ?l qz:rowCount ?n }") == [("4",)]


def test_a_register_of_no_known_body_is_still_written():
    listing, said = responsibility_list()
    graph = list(quads(dataclasses.replace(listing, publisher=""), (), said))
    assert count(graph, "?x a qz:Task") == 1
    assert count(graph, "?x qz:competentAuthority ?b") == 0


@settings(max_examples=60)
@given(st.lists(st.tuples(*[st.text(max_size=12)] * 6), max_size=3), st.text(max_size=8), st.text(max_size=8))
def test_no_words_break_the_stream(rows, name, publisher):
    roles = (Role.NAME, Role.SUB_NAME, Role.CODE, Role.SUB_CODE, Role.BODY, Role.BASIS)
    held = tuple(
        Row(number, number, tuple(Cell(role, "", text, 1) for role, text in zip(roles, texts, strict=True)))
        for number, texts in enumerate(rows, start=1)
    )
    listing = ListFile(name, "00" * 32, "", publisher, held)
    graph = list(quads(listing, (Extraction(one) for one in held), ()))
    assert count(graph, "?x qz:rowNumber ?n") <= len(held)
    assert len({quad.object for quad in graph if quad.predicate == t.ROW_NUMBER}) == len(held)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"《》〈〉()第一三条款、,。;:1.2 <p", "通知", "办法", "罚款", "二百元", "责令", "本法"]),
        max_size=30,
    )
)
def test_no_words_of_a_basis_break_the_stream(words):
    held = Row(1, 1, (Cell(Role.NAME, "", "甲", 1), Cell(Role.BASIS, "", "".join(words), 2)))
    graph = list(quads(ListFile("甲.txt", "00" * 32, "甲", BODY, (held,)), [assemble.extract(held)], ()))
    assert count(graph, "?x a qz:PowerItem") == 1


def test_half_a_surrogate_pair_becomes_the_replacement_character():
    held = Row(1, 1, (Cell(Role.NAME, "", "甲\ud800乙", 1),))
    graph = list(quads(ListFile("甲.txt", "00" * 32, "甲", BODY, (held,)), [Extraction(held)], ()))
    assert select(graph, "SELECT ?l WHERE { ?i a qz:PowerItem ; rdfs:label ?l }") == [("甲\ufffd乙",)]


# The bundled lists


def test_the_bundled_power_list_has_its_items(bundled):
    graph, _ = bundled
    assert count(graph, "?x a qz:PowerItem") == 151
    assert count(graph, "?x dct:isPartOf ?m . ?m a qz:PowerItem") == 64
    assert count(graph, "?s dct:isPartOf ?x . ?x a qz:PowerItem") == 14
    assert count(graph, "?x a qz:PowerItem ; qz:rowNumber ?n FILTER NOT EXISTS { ?x dct:isPartOf ?m }") == 73
    assert count(graph, "?x a org:OrganizationalUnit") == 20
    assert count(graph, "?x a cv:PublicOrganisation") == 1
    kinds = select(graph, "SELECT ?t (COUNT(?x) AS ?n) WHERE { ?x qz:rowNumber ?r ; dct:type ?t } GROUP BY ?t")
    assert [(kind[-2:], number) for kind, number in kinds] == [("01", "2"), ("02", "36"), ("10", "99")]


def test_the_bundled_responsibility_list_has_its_entries(bundled):
    _, graph = bundled
    classes = ["qz:Responsibility", "qz:Task", "qz:ResponsibilityBoundary", "qz:Share", "cpsv:PublicService"]
    assert [count(graph, f"?x a {name}") for name in [*classes, "qz:SupervisionRegime"]] == [16, 25, 3, 9, 3, 8]
    assert count(graph, "?x a qz:Task ; cv:contactPoint/cv:telephone ?t") == 25


def test_the_bundled_lists_meet_in_the_documents_they_share(bundled):
    power, register = bundled
    query = "SELECT DISTINCT ?d WHERE { ?x qz:basisDocument ?d }"
    assert ("id/law/中华人民共和国社会保险法",) in set(select(power, query)) & set(select(register, query))
    named = "SELECT DISTINCT ?d WHERE { ?d a eli:LegalResource }"
    shared = {document for (document,) in set(select(power, named)) & set(select(register, named))}
    assert {f"id/law/中华人民共和国{name}法" for name in ("劳动", "劳动合同", "就业促进", "社会保险")} <= shared


def test_the_bundled_lists_conform_to_the_shapes(bundled):
    from kg.asking.shapes import violations

    assert violations([*bundled[0], *bundled[1]]) == ()


def test_a_list_without_entries_counts_none():
    listing, _ = power_list()
    empty = dataclasses.replace(listing, rows=())
    words = {quad.object.value for quad in quads(empty, (), ()) if quad.predicate == t.DCT_DESCRIPTION}
    assert f"{listing.publisher}公布的权责清单，共0项，见文件{listing.name}。" in words
