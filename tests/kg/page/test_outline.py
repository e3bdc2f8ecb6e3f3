"""A page that is divided lists, filters and answers over the whole graph before any of its words are loaded."""

import json
import random
from dataclasses import replace

import pytest

from kg.audit.registry import every_rule
from kg.graph.terms import BASE
from kg.page.divided.outline import outline
from kg.page.gather import gather
from kg.page.pages import split
from kg.page.subset import Contents
from tests.browsing import opened, until, window

SEED = 20261130
NUMBERS = """(facet) => Object.fromEntries([...document.querySelectorAll("#facets label")].filter((one) => one.querySelector("input").id.startsWith(`facet-${facet}-`))
  .map((one) => [one.querySelector("span").textContent, Number(one.querySelector(".number").textContent.replaceAll(",", ""))]))"""  # fmt: skip
#: The items of a facet's values, asked of the graph in words of its own.
ASKED = {
    "type": "?i dct:type/skos:prefLabel ?v",
    "unit": "?i qz:handledBy ?u . ?u a org:OrganizationalUnit ; skos:prefLabel ?v",
    "rank": "?i qz:basisDocument/eli:type_document/skos:prefLabel ?v",
    "list": "?i qz:inList/dct:title ?v",
    "finding": "?r sh:focusNode ?i ; sh:sourceConstraintComponent ?c . BIND (STRAFTER(STR(?c), '/rule/') AS ?v)",
}
FACETS = ["kind", "rank", "type", "body", "unit", "list", "place", "doubt", "finding"]


@pytest.fixture(scope="module")
def whole(graph):
    return gather(graph.store, BASE)


@pytest.fixture(scope="module")
def divided(whole, tmp_path_factory):
    folder = tmp_path_factory.mktemp("divided")
    for name, content in split(whole, "all.html").items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder / "all.html"


def listed(tab, path, address="#v=table"):
    page = opened(tab, path, address)
    until(page, "document.querySelector('#facets fieldset') && !document.querySelector('#facets .partial')", seconds=20)
    return page


def filtered(page, facets):
    page.evaluate("(facets) => quanze.go({ facets })", facets)
    return page.locator("#table-count").inner_text(), {facet: page.evaluate(NUMBERS, facet) for facet in FACETS}


def chosen_by_chance(chance, numbers):
    """A filter of one to three facets, of values that are there."""
    facets = {}
    for facet in chance.sample(FACETS, chance.randint(1, 3)):
        if numbers[facet]:
            facets[facet] = chance.sample(sorted(numbers[facet]), min(len(numbers[facet]), chance.randint(1, 2)))
    return facets


def test_every_combination_of_filters_counts_as_the_page_that_holds_all(browser, exports, divided):
    with window(browser) as tab:
        one, other = listed(tab, exports / "graph.html"), listed(tab, divided)
        everything = filtered(one, {})
        assert filtered(other, {}) == everything
        chance = random.Random(SEED)
        met = 0
        for _ in range(40):
            facets = chosen_by_chance(chance, everything[1])
            found = filtered(one, facets)
            assert filtered(other, facets) == found, facets
            met += found[0] != "0项"
        assert met > 10
        assert other.evaluate("quanze.facts.filter((one) => one.hash).length") == 0
        assert tab.troubles == []


def of_items(graph, facet):
    """How many items have each value of a facet; none where all have one, since such a facet is not offered."""
    query = f"SELECT ?v (COUNT(DISTINCT ?i) AS ?n) {{ ?i a qz:PowerItem . {ASKED[facet]} FILTER (LANG(?v) != 'en') }} GROUP BY ?v"  # fmt: skip
    names = {rule.code: f"{rule.code} {rule.zh}" for rule in every_rule()}
    found = {names.get(row["v"], row["v"]): row["n"] for row in graph.query(query)}
    return found if len(found) > 1 else {}


def test_the_numbers_of_the_facets_are_those_of_the_graph(browser, divided, graph):
    with window(browser) as tab:
        page = listed(tab, divided)
        _, numbers = filtered(page, {"kind": ["权责事项"]})
        asked = {facet: of_items(graph, facet) for facet in ASKED}
        assert {facet: {value: numbers[facet].get(value) for value in asked[facet]} for facet in ASKED} == asked
        assert sum(map(bool, asked.values())) == 4


def test_what_an_entry_is_filtered_by_is_what_its_words_say(browser, divided):
    with window(browser) as tab:
        page = listed(tab, divided)
        before = page.evaluate("quanze.things.filter((one) => one.traits).map((one) => [one.id, one.traits])")
        page.evaluate("quanze.loadParts(quanze.parts.map((_, number) => number))")
        until(page, "!quanze.things.some((one) => one.bare)", seconds=20)
        after = page.evaluate("""() => quanze.things.filter((one) => one.traits).map((one) => [one.id,
            Object.fromEntries(Object.entries(quanze.traitsOf(one)).map(([name, values]) => [name, [...new Set(values)].sort()]))])""")  # fmt: skip
        assert [[name, {key: sorted(values) for key, values in traits.items()}] for name, traits in before] == after
        assert any(traits["reasons"] for _, traits in before)
        assert any(traits["findings"] for _, traits in before)


def test_questions_and_paths_are_answered_before_words_are_loaded(browser, exports, divided):
    with window(browser) as tab:
        one, other = opened(tab, exports / "graph.html"), listed(tab, divided)
        rows = "(ask) => quanze.answered(ask, -1).map((row) => row.map((value) => typeof value === 'number' ? quanze.things[value].id : value)).sort()"  # fmt: skip
        for ask in ("weak", "fines"):
            assert other.evaluate(rows, ask) == one.evaluate(rows, ask)
        assert other.evaluate("quanze.facts.filter((one) => one.hash).length") == 0


def test_a_row_of_the_list_opens_with_its_words_and_the_address_brings_it_back(browser, divided, whole):
    label = next(thing.label for thing in whole.things if thing.kind == "item" and thing.cells)
    with window(browser) as tab:
        page = listed(tab, divided, "#v=table&x=kind%3A权责事项")
        page.locator(f"#rows td.label a[title='{label}']").first.click()
        until(page, "document.querySelector('#panel .cell')")
        assert page.locator("#panel .partial").count() == 0
        again = opened(tab, divided, "#" + page.url.partition("#")[2])
        until(again, "document.querySelector('#panel .cell')")
        assert again.locator("#panel h2").inner_text() == page.locator("#panel h2").inner_text()


def test_a_link_that_is_opened_shows_its_words(browser, divided, whole):
    link = next(one for one in whole.links if one.role == "basis" and one.facts)
    ends = [whole.things[at].iri.removeprefix(BASE + "id/") for at in (link.source, link.target)]
    with window(browser) as tab:
        page = listed(tab, divided)
        page.evaluate("""([source, target]) => { const at = quanze.things.findIndex((one) => one.id === source);
            const link = quanze.things[at].out.find((one) => one.role.key === "basis" && quanze.things[one.target].id === target);
            quanze.go({ ...quanze.plain(), view: "ego", focus: at, chosen: { kind: "link", at: link.at } }); }""", ends)  # fmt: skip
        until(page, "document.querySelector('#panel mark.here')")


def test_an_outline_that_is_not_there_is_said_and_the_list_is_of_what_is_loaded(browser, whole, tmp_path):
    for name, content in split(whole, "all.html").items():
        if name != "all-outline-1.js":
            (tmp_path / name).write_text(content, encoding="utf-8")
    with window(browser) as tab:
        page = opened(tab, tmp_path / "all.html", "#v=table")
        until(page, "document.getElementById('notices').textContent.includes('all-outline-1.js')")
        assert f"只列出已载入的部分，全图共{len(whole.things)}项" in page.locator("#table-partial").inner_text()
        assert page.locator("#facets .partial").inner_text() == "数量只计已载入的部分"


def test_the_files_of_an_outline_are_bounded_and_hold_all(whole, monkeypatch):
    monkeypatch.setattr("kg.page.divided.files.FAIR", 5_000)
    contents = [json.loads(text) for text in outline(Contents(replace(whole, spots=((0, 0),) * len(whole.things))), {})]
    things = [row for content in contents for row in content.get("things", ())]
    assert [row[0] for row in things] == [thing.iri.removeprefix(BASE).removeprefix("id/") for thing in whole.things]
    linked = {(source, role, target) for content in contents for source, role, *targets in content.get("links", ()) for target in targets}  # fmt: skip
    assert len(linked) == len({(link.source, link.target, link.role) for link in whole.links})
    assert len(contents) > 10
    words = [content["words"][row[2]] for content in contents for row in content.get("things", ()) if len(row) > 1]
    bare = [thing.sort for thing in whole.things if thing.kind not in {"body", "unit", "type", "document"}]
    assert words == bare
