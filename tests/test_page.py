import json
import re
from html.parser import HTMLParser

import pytest

from kg.doors.page.overview import LOOKS, MOST_DOCUMENTS, Edge, Node, places, render, wrapped

REMOTE = re.compile(
    r"""(?:src|href|action|data|poster|srcset)\s*=\s*["']?\s*(?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import"""
)
NASTY = Node("http://e/<", "document", '</script><img src=x onerror="alert(1)">{{ 7*7 }}', 3)


@pytest.fixture(scope="module")
def html(exports):
    return (exports / "graph.html").read_text(encoding="utf-8")


class Reader(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.scripts, self.inside = [], [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside = tag == "script"
        if self.inside:
            self.scripts.append("")

    def handle_data(self, data):
        if self.inside:
            self.scripts[-1] += data

    def handle_endtag(self, _tag):
        self.inside = False


def drawn(html):
    return json.loads(Reader(html).scripts[1])


def test_nothing_is_fetched(html):
    assert not REMOTE.search(html)
    for tag, attributes in Reader(html).tags:
        assert tag not in {"link", "iframe", "object", "embed", "base"}
        assert not attributes.keys() & {"src", "href", "srcset"}


def test_outside_the_library_no_address_is_named_at_all(html):
    own = [text for text in Reader(html).scripts if "vis-network" not in text]
    assert len(own) == 2
    rest = html.replace(next(text for text in Reader(html).scripts if "vis-network" in text), "")
    assert not re.search(r"https?://", rest)


def test_the_browser_is_told_to_fetch_nothing(html):
    policy = next(
        tag["content"] for name, tag in Reader(html).tags if tag.get("http-equiv") == "Content-Security-Policy"
    )
    assert "default-src 'none'" in policy
    assert "connect-src 'none'" in policy


def test_no_library_folder_is_left_behind(exports, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    render([NASTY], [])
    assert not list(tmp_path.iterdir())
    assert not (exports / "lib").exists()


def test_the_picture_stands_still(html):
    graph = drawn(html)
    assert graph["options"]["physics"] == {"enabled": False}
    assert len(graph["nodes"]) > 30
    assert len({(node["x"], node["y"]) for node in graph["nodes"]}) == len(graph["nodes"])


def test_it_is_small_enough_to_be_read(html):
    graph = drawn(html)
    assert sum(node["shape"] == LOOKS["document"].shape for node in graph["nodes"]) <= MOST_DOCUMENTS
    assert len(graph["edges"]) < 400
    assert len(html.encode()) < 2_000_000


def test_edges_join_nodes_that_are_there(html):
    graph = drawn(html)
    ids = {node["id"] for node in graph["nodes"]}
    assert all({edge["from"], edge["to"]} <= ids for edge in graph["edges"])


def test_text_of_the_lists_stays_text():
    html = render([NASTY, Node("http://e/b", "body", "局", 1)], [Edge("http://e/b", "http://e/<", 1)])
    assert "<img" not in html
    assert "{{ 7*7 }}" in html
    assert drawn(html)["nodes"][0]["label"].startswith("</script>")


def test_an_empty_graph_is_a_page():
    assert drawn(render([], []))["nodes"] == []


def test_columns_do_not_overlap():
    nodes = [Node(f"http://e/{kind}{number}", kind, "x", 1) for kind in LOOKS for number in range(30)]
    assert len(set(places(nodes))) == len(nodes)


@pytest.mark.parametrize(
    ("label", "lines"),
    [("劳动法", "劳动法"), ("一" * 15, "一" * 10 + "\n" + "一" * 5), ("一" * 21, "一" * 10 + "\n" + "一" * 10 + "…")],
)
def test_labels_are_wrapped(label, lines):
    assert wrapped(label) == lines
