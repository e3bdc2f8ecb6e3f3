"""Linked data: identifiers, pages, RDF forms, over a graph with everything in it."""

import html
import re
from urllib.parse import quote, unquote, urlsplit

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.graph.store import fill, lines, writable
from kg.graph.terms import BASE
from tests.lists import BASIS, power_graph, register_graph
from tests.serving import serving

ID = BASE + "id/"
LAW = "law/中华人民共和国劳动合同法"
TURTLE = {"Accept": "text/turtle"}


@pytest.fixture(scope="module")
def graph():
    return [*power_graph(), *register_graph()]


@pytest.fixture(scope="module")
def server(tmp_path_factory, graph):
    folder = tmp_path_factory.mktemp("linked")
    store = writable(folder / "store")
    odd = parse(
        f'<{ID}law/50%25%20<b>> <http://e/p> "<script>alert(1)</script>" .'.replace("<b>", "%3Cb%3E"), RdfFormat.TURTLE
    )
    store.extend(odd)
    fill(store, lines(graph))
    store.flush()
    del store
    with serving(folder / "store") as running:
        yield running


def subjects(graph, kind):
    return sorted({quad.subject.value for quad in graph if quad.object == NamedNode(kind)})


def path(iri, root="/doc/"):
    return root + quote(iri.removeprefix(ID), safe="/%()!$&'*+,;=:@~")


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/html", ""),
        ("*/*", ""),
        ("text/turtle", ".ttl"),
        ("application/ld+json", ".jsonld"),
        ("application/n-triples, text/html;q=0.1", ".nt"),
        ("application/rdf+xml", ".rdf"),
    ],
)
def test_an_identifier_leads_to_what_is_said_about_it(server, accept, ending):
    answer = server.get(path(ID + LAW, "/id/"), Accept=accept)
    assert (answer.status, answer.headers["vary"]) == (303, "Accept, Accept-Encoding")
    assert unquote(answer.headers["location"]) == f"/doc/{LAW}{ending}"
    assert server.get(answer.headers["location"], Accept=accept).status == 200


@pytest.mark.parametrize(
    ("ending", "kind", "form"),
    [
        (".ttl", "text/turtle", RdfFormat.TURTLE),
        (".jsonld", "application/ld+json", RdfFormat.JSON_LD),
        (".nt", "application/n-triples", RdfFormat.N_TRIPLES),
    ],
)
def test_every_form_says_all_that_names_the_thing(server, graph, ending, kind, form):
    iri = NamedNode(ID + LAW)
    answer = server.get(path(iri.value) + ending)
    assert answer.type == kind
    said = {quad.triple for quad in parse(answer.body, form)}
    assert said == {quad.triple for quad in graph if iri in (quad.subject, quad.object)}
    assert {quad.triple for quad in parse(server.get(path(iri.value), Accept=kind).body, form)} == said


@pytest.mark.parametrize(
    "kind",
    [
        BASE + "def#PowerItem",
        "http://data.europa.eu/eli/ontology#LegalResource",
        "http://data.europa.eu/eli/ontology#LegalResourceSubdivision",
        "http://data.europa.eu/m8g/PublicOrganisation",
        "http://www.w3.org/ns/org#OrganizationalUnit",
        "http://www.w3.org/ns/dcat#Dataset",
        BASE + "def#Sanction",
        BASE + "def#Cell",
        BASE + "def#Responsibility",
    ],
)
def test_there_is_a_page_for_everything(server, graph, kind):
    found = subjects(graph, kind)
    assert found
    for iri in found:
        answer = server.get(path(iri) + ".html")
        assert (answer.status, answer.type) == (200, "text/html"), iri
        assert html.escape(iri) in answer.text
        assert "<h1>" in answer.text


def words(answer):
    """The texts of the cells on a page, without their marks."""
    return [
        html.unescape(re.sub("<[^>]*>", "", cell))
        for cell in re.findall("<blockquote>(.*?)</blockquote>", answer.text, re.DOTALL)
    ]


def test_the_evidence_is_marked_in_the_cell(server, graph):
    item = next(iri for iri in subjects(graph, BASE + "def#PowerItem") if iri.endswith("3620214001000"))
    page = server.get(path(item))
    assert BASIS in words(page)
    marks = re.findall(r'<mark class="(\w+)[^>]*>(?:<a[^>]*>)?(.*?)(?:</a>)?</mark>', page.text)
    assert ("citation", "《劳动合同法》(2007年6月29日通过,主席令第65号,2008年1月起施行)") in marks
    assert ("pinpoint", "第八十四条第一款") in marks
    assert ("sanction", "每人五百元以上二千元以下罚款") in marks
    assert ("stage", "发现违法行为的,予以立案。") in marks
    assert ("ground", "没有法律依据实施处罚的") in marks
    assert ("limit", "15个工作日") in marks


def test_a_document_names_what_rests_on_it(server):
    page = server.get(path(ID + LAW)).text
    for caption in ("以此文件为依据的事项", "其中被引用的条款", "原文出处"):
        assert caption in page
    assert "对扣押劳动者证件的处罚" in page
    assert re.search(r'<mark class="citation here"', page)


def test_links_of_a_page_lead_to_pages(server):
    page = server.get(path(f"{ID}{LAW}/art_84__para_1")).text
    links = {html.unescape(link) for link in re.findall(r'<a href="(/doc[^"]*)"', page)}
    assert len(links) > 5
    for link in links:
        assert server.get(link).status == 200, link


def test_pages_need_nothing_from_elsewhere(server):
    for address in ("/sparql", path(ID + LAW)):
        page = server.get(address, Accept="text/html")
        assert "script-src 'self'" in page.headers["content-security-policy"]
        loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]*)"', page.text)
        assert loaded
        for link in loaded:
            assert not urlsplit(link).netloc, link
            if link.startswith("/static/"):
                assert server.get(link).status == 200


def test_what_is_encoded_in_an_identifier_stays_so_and_text_is_escaped(server):
    iri = f"{ID}law/50%25%20%3Cb%3E"
    for address in ("/doc/law/50%25%20%3Cb%3E", "/doc/law/50%25%20%3Cb%3E.html"):
        page = server.get(address, Accept="text/html")
        assert page.status == 200
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;alert(1)" in page.text
    assert f"<{iri}>" in server.get("/doc/law/50%25%20%3Cb%3E.nt").text
    assert server.get("/id/law/50%25%20%3Cb%3E", **TURTLE).headers["location"] == "/doc/law/50%25%20%3Cb%3E.ttl"


def test_any_iri_of_the_store_has_a_page(server):
    page = server.get("/doc", [("iri", BASE + "def#PowerItem")], Accept="text/html")
    assert page.status == 200
    assert "实例" in page.text


@pytest.mark.parametrize(
    "address", ["/doc/law/没有这部法律", "/doc/law/没有.ttl", "/doc?iri=no%20iri", "/doc", "/doc/", "/doc/law/%FF"]
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_nothing_is_said_about_what_is_not_there(server, address, accept):
    assert server.get(quote(address, safe="/?=%"), Accept=accept).status == 404


@pytest.mark.parametrize(
    ("path", "iri"), [("/def", "def"), ("/code/rank", "code/rank"), ("/code/rank/law", "code/rank/law")]
)
def test_vocabulary_and_code_lists_lead_to_what_is_said_about_them(exports, path, iri):
    with serving(exports / "store") as built:
        moved = built.get(path, Accept="text/turtle")
        assert moved.status == 303
        said = built.get(moved.headers["location"], Accept="text/turtle")
    assert said.type == "text/turtle"
    subjects = {quad.subject.value for quad in parse(said.body, RdfFormat.TURTLE)}
    assert f"https://w3id.org/quanze/{iri}" in subjects


def test_the_data_set_is_one_with_its_licence(server):
    moved = server.get("/id/dataset")
    assert moved.status == 303
    said = parse(server.get(moved.headers["location"], Accept="text/turtle").body, RdfFormat.TURTLE)
    licences = [quad for quad in said if quad.predicate.value.endswith("/license")]
    assert [quad.subject.value for quad in licences] == ["https://w3id.org/quanze/id/dataset"]


def test_a_shipped_question_with_its_parameters(server):
    asked = server.get("/question", [("name", "large-fines"), ("amount", "2万元")])
    assert "20000.0" in asked.json["text"]
    assert server.query(asked.json["text"]).status == 200
    for name, fields in (("large-fines", [("amount", "许多")]), ("nothing", []), ("large-fines", [("sum", "1")])):
        refused = server.get("/question", [("name", name), *fields])
        assert (refused.status, refused.type) == (400, "application/problem+json")


def test_a_page_that_did_not_change_is_not_sent_again(server):
    first = server.get(path(ID + LAW), Accept="text/html")
    assert server.get(path(ID + LAW), Accept="text/html", If_None_Match=first.headers["etag"]).status == 304
    assert 'rel="alternate"; type="text/turtle"' in first.headers["link"]


def test_static_files_come_from_the_package_alone(server):
    for name in ("main.js", "base.css"):
        answer = server.get(f"/static/{name}")
        assert answer.status == 200
        assert server.get(f"/static/{name}", If_None_Match=answer.headers["etag"]).status == 304
    for name in ("nothing.js", "..%2Fapp.py", "../app.py", "%2e%2e/app.py"):
        assert server.get(f"/static/{name}").status == 404
