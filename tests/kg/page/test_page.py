"""The page as a file: what is in it, what is not, whatever a list says."""

import json
import re
from html.parser import HTMLParser

import pytest

from kg.page.model import ROLES, CellSpan, Fact, Link, Page, PrintedCell, Thing
from kg.page.render import render

REMOTE = re.compile(
    r"""(?:src|href|action|data|poster|srcset)\s*=\s*["']?\s*(?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import"""
)
NASTY = '</script><img src=x onerror="alert(1)">{{ 7*7 }}<!--'


def nasty_page():
    """A page whose every word would like to be markup."""
    things = (
        Thing("http://e/i", "item", NASTY, NASTY, NASTY, (NASTY,), ((NASTY, NASTY),), (0,), 0),
        Thing("http://e/<", "document", NASTY, NASTY, weight=1),
    )
    fact = Fact("http://e/f", "citation", NASTY, (CellSpan(0, 2, 9),), 1, ((NASTY, NASTY),), 50, (NASTY,))
    cell = PrintedCell("http://e/c", NASTY, "𠮷𠮷" + NASTY)
    return Page("http://e/", NASTY, things, (Link(0, 1, "basis", (0,)),), (cell,), (fact,))


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


@pytest.fixture(scope="module")
def html(exports):
    return (exports / "graph.html").read_text(encoding="utf-8")


def data(html):
    return json.loads(Reader(html).scripts[0])


def test_nothing_is_fetched(html):
    assert not REMOTE.search(html)
    for tag, attributes in Reader(html).tags:
        assert tag not in {"link", "iframe", "object", "embed", "base", "img", "form"}
        assert "src" not in attributes
        assert attributes.get("href", "#").startswith("#")


def test_the_browser_is_told_to_connect_to_nothing_and_to_run_nothing_else(html):
    policy = next(
        tag["content"] for name, tag in Reader(html).tags if "Policy" in str(tag.get("http-equiv")) and name == "meta"
    )
    said = dict(part.split(" ", 1) for part in policy.split("; "))
    assert said["default-src"] == said["connect-src"] == "'none'"
    assert re.fullmatch(r"('sha256-[\w+/=]+' ?){2}", said["script-src"])
    assert re.fullmatch(r"'sha256-[\w+/=]+'", said["style-src"])
    assert "unsafe" not in policy


def test_the_licence_of_the_library_stands_with_it(html):
    assert "vis.js is dual licensed" in html
    assert "@version 9.1.2" in html


def test_text_of_the_lists_stays_text():
    html = render(nasty_page())
    reader = Reader(html)
    assert "img" not in {tag for tag, _ in reader.tags}
    assert len(reader.scripts) == 4
    assert data(html)["things"][0][3] == NASTY
    assert "49" not in reader.scripts[0]


def test_no_script_writes_markup_from_data(html):
    own = Reader(html).scripts[3]
    assert "quanze" in own
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "fetch("):
        assert way not in own


def test_the_table_is_there_for_those_without_scripts(html):
    table = html.partition("<noscript>")[2].partition("</noscript>")[0]
    assert table.count("<tr>") > 800
    assert "第八十四条" in table
    assert "劳动合同法" in table


def test_it_is_small_and_the_same_each_time(html, graph):
    from kg.graph.terms import BASE
    from kg.page.pages import pages

    assert len(html.encode()) < 3_000_000
    assert dict(pages(graph.store, BASE)) == {"graph.html": html}


def test_links_join_things_and_facts_stand_in_their_cells(html):
    found = data(html)
    count = len(found["things"])
    assert count > 800
    for source, target, role, *facts in found["links"]:
        assert max(source, target) < count
        assert role < len(ROLES)
        assert all(fact < len(found["facts"]) for every in facts for fact in every)
    for _, _, _, target, flat, *_ in found["facts"]:
        assert target < count
        for cell, start, end in zip(flat[::3], flat[1::3], flat[2::3], strict=True):
            assert 0 <= start < end <= len(found["cells"][cell][2])


def test_an_empty_graph_is_a_page():
    assert data(render(Page("http://e/", "")))["things"] == []


def test_lines_say_their_roles():
    assert ROLES["basis"].dash == ()
    assert ROLES["reference"].dash
    assert ROLES["sanction"].dash
