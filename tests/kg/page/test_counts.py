"""One number for one question: what the page says of random things is what the graph answers."""

import random
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.terms import BASE
from kg.page.counts import totals, weights
from kg.page.gather import gather
from kg.page.model import Link, Thing
from kg.page.pages import split
from tests.browsing import opened, until, window

SEED = 20261129
#: The entries behind a thing, by the kind of it: asked of the graph in words of its own.
BEHIND = {
    "document": "{ ?p eli:is_part_of* %s . ?e qz:legalBasis ?p } UNION { ?e qz:basisDocument %s }",
    "provision": "?p eli:is_part_of* %s . ?e qz:legalBasis ?p",
    "unresolved": "?p eli:is_part_of* %s . ?e qz:legalBasis|qz:basisDocument ?p",
    "body": "?e qz:competentAuthority|qz:handledBy|qz:body|(cv:contactPoint/qz:office) %s",
    "unit": "?e qz:competentAuthority|qz:handledBy|qz:body|(cv:contactPoint/qz:office) %s",
    "type": "?e a|dct:type %s",
    "sanction": "?e qz:imposes %s",
}


def behind(graph, kind, iri):
    """How many entries the graph has behind a thing."""
    pattern = BEHIND[kind].replace("%s", f"<{iri}>")
    return graph.query(f"SELECT (COUNT(DISTINCT ?e) AS ?n) {{ {pattern} }}")[0]["n"]


@pytest.fixture(scope="module")
def whole(graph):
    return gather(graph.store, BASE)


def test_every_number_is_that_of_the_graph(whole, graph):
    counted = [thing for thing in whole.things if thing.kind in BEHIND]
    wrong = [
        (thing.kind, thing.label, thing.weight, number)
        for thing in counted
        if (number := behind(graph, thing.kind, thing.iri)) != thing.weight
    ]
    assert wrong == []
    assert len(counted) > 600


def test_search_says_the_same_number(whole, graph):
    weight = {
        thing.iri: thing.weight for thing in whole.things if thing.kind in {"document", "provision", "body", "unit"}
    }
    with graph.index() as index:
        from kg.asking.lookup.search import lines

        uses = {iri: number for _, iri, _, number, _ in lines(index)}
    assert {iri: uses[iri] for iri in weight if iri in uses} == {iri: weight[iri] for iri in weight if iri in uses}


def test_the_totals_are_those_of_the_graph(whole, graph):
    numbers = totals(whole)
    classes = {"citation": "Citation", "sanction": "Sanction", "limit": "TimeLimit", "stage": "DutyStage"}
    for kind, name in classes.items():
        asked = graph.query(
            f"SELECT (COUNT(DISTINCT ?f) AS ?n) {{ ?f a qz:{name} ; oa:hasTarget|qz:evidence ?s . ?s oa:hasSource ?c }}"
        )
        assert numbers.fact_kinds[kind] == asked[0]["n"], kind
    asked = graph.query("SELECT (COUNT(DISTINCT ?i) AS ?n) { ?i a qz:PowerItem }")
    assert numbers.kinds["item"] == asked[0]["n"]
    found = graph.query("SELECT ?code (COUNT(*) AS ?n) { ?r a sh:ValidationResult ; sh:sourceConstraintComponent ?c . BIND (STRAFTER(STR(?c), '/rule/') AS ?code) } GROUP BY ?code")  # fmt: skip
    assert numbers.findings == Counter({row["code"]: row["n"] for row in found})


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(6, 9), st.sampled_from(["basis", "reference"])), max_size=20),
       st.lists(st.tuples(st.integers(7, 9), st.integers(6, 8)), max_size=6))  # fmt: skip
def test_an_entry_counts_once_however_often_it_rests_on_a_law(rests, parts):
    things = [Thing(f"i{n}", "item", "", "") for n in range(6)] + [Thing("d", "document", "", "")] + [Thing(f"p{n}", "provision", "", "") for n in range(3)]  # fmt: skip
    up = [(one, other) for one, other in parts if other < one]
    links = [Link(one, other, role) for one, other, role in rests] + [Link(one, other, "part") for one, other in up]
    below = {law: {law} for law in range(6, 10)}
    for _ in range(4):
        for one, other in up:
            below[other] |= below[one]
    expected = [
        len({one for one, other, role in rests if role == "basis" and other in below[law]}) for law in range(6, 10)
    ]
    assert weights(things, links)[6:] == expected


PANEL = """at => { quanze.go({ ...quanze.plain(), view: "ego", focus: at });
    const panel = document.getElementById("panel");
    return { said: panel.querySelector(".of-entries")?.textContent || "", partial: panel.querySelector(".partial")?.textContent || "",
             resting: quanze.restingOn(at).size, weight: quanze.things[at].weight }; }"""


def test_the_panel_says_what_the_graph_says(browser, exports, graph):
    with window(browser) as tab:
        page = opened(tab, exports / "graph.html")
        laws = page.evaluate("quanze.things.filter((one) => one.kind.key === 'document' || one.kind.key === 'provision').map((one) => [one.at, one.kind.key, one.iri])")  # fmt: skip
        for at, kind, iri in random.Random(SEED).sample(laws, 60):
            said = page.evaluate(PANEL, at)
            number = behind(graph, kind, iri)
            assert said["weight"] == said["resting"] == number
            assert said["said"].startswith(f"{number}个条目") if number else not said["said"]
        page.evaluate("quanze.go(quanze.plain())")
        figures = dict(re.findall(r"([\d,]+)\s*\n\s*(\S+)", page.locator("#panel .figures").inner_text()))
        tiles = {name: int(number.replace(",", "")) for number, name in figures.items()}
        for kind, number in page.evaluate("Object.entries(quanze.totals.kinds)"):
            caption = page.evaluate("key => quanze.things.find((one) => one.kind.key === key).kind.caption", kind)
            assert tiles.get(caption, number) == number
            page.evaluate(
                "caption => quanze.go({ ...quanze.plain(), view: 'table', facets: { kind: [caption] } })", caption
            )
            assert page.locator("#table-count").inner_text() == f"{number:,}项"


def test_the_queue_has_as_many_as_its_tile(browser, exports):
    with window(browser) as tab:
        page = opened(tab, exports / "graph.html")
        tiles = page.locator("#panel .counts button").evaluate_all("nodes => nodes.map((node) => [node.dataset.kind, node.nextSibling.textContent])")  # fmt: skip
        assert len(tiles) == 7
        for kind, number in tiles:
            page.evaluate("quanze.go(quanze.plain())")
            page.locator(f"#panel .counts button[data-kind={kind}]").click()
            until(page, "quanze.state.view === 'review'")
            assert f"共{number}项" in page.locator("#review .judged .kind").inner_text(), kind


def test_one_place_is_told_once(browser, exports):
    """A citation and the pinpoint in it are one place; places in no other are all told."""
    with window(browser) as tab:
        page = opened(tab, exports / "graph.html")
        wrong = page.evaluate("""() => quanze.things.filter((one) => ["document", "provision", "sanction"].includes(one.kind.key)).filter((one) => {
            const places = quanze.placesOf(one);
            return places.some((a) => places.some((b) => a !== b && a.cell === b.cell && a.start <= b.start && b.end <= a.end)); }).map((one) => one.label)""")  # fmt: skip
        assert wrong == []


ROWS = {
    "falls": lambda page, at: page.evaluate("at => quanze.answered('falls', at).map((row) => [quanze.things[row[1]].iri, row[4]])", at),
    "weak": lambda page, at: page.evaluate("at => quanze.answered('weak', at).map((row) => [quanze.things[row[0]].iri])", at),
    "same": lambda page, at: page.evaluate("at => quanze.answered('same', at).map((row) => [quanze.things[row[0]].iri, quanze.things[row[1]].iri])", at),
    "fines": lambda page, at: page.evaluate("at => quanze.answered('fines', at).map((row) => [quanze.things[row[0]].iri, quanze.things[row[1]].iri, quanze.things[row[2]].iri])", at),
}  # fmt: skip
COLUMNS = {
    "falls": ("entry", "rest"),
    "weak": ("entry",),
    "same": ("article", "entry"),
    "fines": ("entry", "fine", "law"),
}


@pytest.mark.parametrize("ask", ROWS)
def test_a_question_on_the_page_answers_as_its_sparql(browser, exports, graph, ask):
    """For random things: the list on the page is what the query beside it gives."""
    with window(browser) as tab:
        page = opened(tab, exports / "graph.html")
        fitting = page.evaluate(
            "ask => quanze.things.filter((one) => quanze.asks[ask].fits(one)).map((one) => one.at)", ask
        )
        some = random.Random(SEED).sample(fitting, 25)
        if ask in {"weak", "fines"}:
            some.append(-1)
        answered = 0
        for at in some:
            rows = sorted(tuple(row) for row in ROWS[ask](page, at))
            query = page.evaluate("([ask, at]) => quanze.asked(ask, at)", [ask, at])
            asked = sorted({tuple(row[name] for name in COLUMNS[ask]) for row in graph.query(query)})
            assert sorted(set(rows)) == asked, page.evaluate("at => quanze.things[at]?.label", at)
            answered += bool(rows)
        assert answered


def test_parts_say_the_whole_number_and_give_the_rest(browser, whole, graph, tmp_path):
    for name, content in split(whole, "all.html").items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    with window(browser) as tab:
        page = opened(tab, tmp_path / "all.html")
        assert page.evaluate("quanze.cells.length") == 0
        assert "共256个条目" in page.locator("#panel .lead").inner_text()
        laws = page.evaluate(
            "quanze.things.filter((one) => one.kind.key === 'document').map((one) => [one.at, one.iri])"
        )
        for at, iri in random.Random(SEED).sample(laws, 8):
            page.evaluate(PANEL, at)
            number = behind(graph, "document", iri)
            until(
                page,
                "at => quanze.restingOn(at).size === quanze.things[at].weight || document.querySelector('#panel .partial')",
                at,
            )
            assert page.evaluate("at => quanze.things[at].weight", at) == number
        page.fill("#query", "五百元以上二千元以下")
        page.wait_for_selector("#found [role=option]")
        page.fill("#query", "扣押劳动者档案")
        until(page, "document.querySelector('#found [role=option]')?.textContent.includes('扣押劳动者证件')")
        page.keyboard.press("Enter")
        until(page, "quanze.state.view === 'ego' && document.querySelector('#panel .cell')")
        page.evaluate("quanze.loadParts(quanze.parts.map((_, number) => number))")
        assert page.evaluate("[quanze.things.length, quanze.facts.filter((one) => one.hash).length]") == [
            len(whole.things),
            len(whole.facts),
        ]
        assert page.evaluate("quanze.things.filter((one) => one.kind.key === 'document').filter((one) => quanze.restingOn(one.at).size !== one.weight).length") == 0  # fmt: skip
        address = page.url
        again = opened(tab, tmp_path / "all.html", "#" + address.partition("#")[2])
        until(again, "quanze.state.view === 'ego' && document.querySelector('#panel .cell')")
        assert tab.troubles == []
        assert all(url.startswith(("file:", "about:", "blob:", "data:")) for url in tab.asked)


def test_a_file_that_is_not_there_is_named(browser, whole, tmp_path):
    made = split(whole, "all.html")
    for name, content in made.items():
        if name != "all-1.js":
            (tmp_path / name).write_text(content, encoding="utf-8")
    with window(browser) as tab:
        page = opened(tab, tmp_path / "all.html")
        page.evaluate("quanze.loadParts([0])")
        until(page, "document.getElementById('notices').textContent.includes('all-1.js')")
