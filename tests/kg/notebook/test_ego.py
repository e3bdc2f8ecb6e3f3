import base64
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from kg.errors import Problem
from kg.graph.kinds import KINDS
from kg.notebook.ego.neighbours import Ego, Neighbour, NeighbourGroup
from kg.notebook.ego.picture import LETTERS, NetworkView, wrapped

SVG = "{http://www.w3.org/2000/svg}"
NASTY = '</script><img src=x onerror="alert(1)">\x00&'


@pytest.fixture(scope="module")
def item(graph):
    (found,) = graph.query(
        "SELECT ?item ?code ?name { ?item dct:identifier ?code ; rdfs:label ?name } ORDER BY ?code LIMIT 1"
    )
    return found


class Frame(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_a_thing_is_meant_by_code_name_short_form_and_identifier(graph, item):
    for focus in (item["item"], item["code"], f"power:{item['code']}", f" {item['name']} "):
        assert graph.view(focus).ego.focus.iri == item["item"]


def test_the_best_hit_is_drawn(graph):
    assert graph.view("劳动合同法").ego.focus.iri.endswith("中华人民共和国劳动合同法")
    assert graph.view("征缴").ego.focus.iri == graph.search("征缴")[0].iri


@pytest.mark.parametrize("focus", ["没有这个名称", "", 'http://e/<>"{}', "law:没有"])
def test_nothing_bears_that_name(graph, focus):
    with pytest.raises(Problem, match="没有此名称"):
        graph.view(focus)


def test_the_neighbours_of_an_item(graph, item):
    groups = {group.caption: group for group in graph.view(item["item"]).ego.groups}
    assert {"行使主体", "承办机构", "依据文件", "依据条款", "责任环节", "追责情形"} <= groups.keys()
    assert [node.kind for node in groups["承办机构"].nodes] == ["unit"]
    assert all(node.label and "-" not in node.label for group in groups.values() for node in group.nodes)


def test_most_takes_from_each_relation_in_turn(graph, item):
    whole, part = graph.view(item["item"], 100).ego, graph.view(item["item"], 8).ego
    assert sum(len(group.nodes) for group in part.groups) == 8
    assert {group.caption for group in part.groups} == {group.caption for group in whole.groups}
    assert {group.total for group in part.groups} == {group.total for group in whole.groups}


def test_a_hub_keeps_to_the_limit(graph):
    (body,) = graph.query(
        "SELECT ?body { ?x qz:competentAuthority ?body } GROUP BY ?body ORDER BY DESC(COUNT(*)) LIMIT 1"
    )
    view = graph.view(body["body"])
    assert sum(len(group.nodes) for group in view.ego.groups) == 40
    assert any(group.total > 100 for group in view.ego.groups)


def test_one_output_holds_frame_svg_and_text(graph, item):
    bundle = graph.view(item["item"])._repr_mimebundle_(include=None, exclude=None)
    assert set(bundle) == {"text/html", "image/svg+xml", "text/plain"}
    tags = dict(Frame(bundle["text/html"]).tags)
    assert tags["iframe"]["sandbox"] == "allow-scripts"
    assert item["name"] in tags["iframe"]["srcdoc"]
    still = base64.b64decode(tags["img"]["src"].partition("base64,")[2]).decode()
    assert still == bundle["image/svg+xml"]
    assert item["name"] in bundle["text/plain"]
    assert len(bundle["text/html"]) < 100_000


def test_nothing_is_fetched(graph, item):
    html = graph.view(item["item"]).html()
    assert not re.search(r"""(?:src|href)\s*=|url\(|@import|fetch\(|XMLHttp""", html)
    assert "default-src 'none'" in html


def test_text_of_the_lists_stays_text():
    nodes = tuple(
        Neighbour(f"http://e/{number}", NASTY * 3, kind) for number, kind in enumerate(kind.code for kind in KINDS)
    )
    view = NetworkView(Ego(Neighbour("http://e/<", NASTY, "item"), (NeighbourGroup("<承办>", nodes, 99),)))
    drawn = ET.fromstring(view.svg())
    assert not list(drawn.iter(f"{SVG}img"))
    assert [tag for tag, _ in Frame(view.html()).tags].count("script") == 1
    assert not any(tag == "img" for tag, _ in Frame(view.html()).tags)


def test_every_label_has_a_place_of_its_own(graph, item):
    drawn = ET.fromstring(graph.view(item["item"], 100).svg())
    places = [(text.get("x"), text.get("y")) for text in drawn.iter(f"{SVG}text")]
    assert len(set(places)) == len(places)
    height, width = int(drawn.get("height")), int(drawn.get("width"))
    assert all(0 < int(x) < width and 0 < int(y) < height for x, y in places)
    assert all(len(text.text) <= LETTERS for text in drawn.iterfind(f".//{SVG}g[@data-node]/{SVG}text"))


def test_a_thing_without_neighbours_is_a_picture():
    assert ET.fromstring(NetworkView(Ego(Neighbour("http://e/x", "孤", "other"), ())).svg()) is not None


@pytest.mark.parametrize(
    ("label", "lines"),
    [("", []), ("一二三", ["一二三"]), ("一二三四五", ["一二三", "四五"]), ("一" * 9, ["一一一", "一一…"])],
)
def test_labels_are_wrapped(label, lines):
    assert wrapped(label, 3, 2) == lines
