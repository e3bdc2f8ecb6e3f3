"""What people type means the same things at every door: command, page, notebook, questions, completion."""

import json
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from kg.asking import questions
from kg.asking.lookup.search import CELL, EXACT, FILE, HOLDS, Hit, opened
from kg.asking.resolve import identifiers, meant, resolve, settled
from kg.cli.main import app
from kg.errors import Problem
from kg.graph.terms import PREFIXES
from kg.serve.workers import evaluate
from tests.browsing import opened as tab_of
from tests.browsing import window

LAW = "https://w3id.org/quanze/id/law/"
CONTRACT, LABOUR, PROMOTION = (LAW + "中华人民共和国" + name for name in ("劳动合同法", "劳动法", "就业促进法"))
#: What is typed, and the thing that is meant first.
TYPED = [
    ("劳动法39", LABOUR + "/art_39"),
    ("劳动合同法 84", CONTRACT + "/art_84"),
    ("劳动合同法八十四条", CONTRACT + "/art_84"),
    ("劳动合同法八十四", CONTRACT + "/art_84"),
    ("《劳动合同法》第八十四条", CONTRACT + "/art_84"),
    ("劳动法40", LABOUR),  # nothing cites the article
    ("国务院令375", LAW + "工伤保险条例"),
    ("国务院令第375号", LAW + "工伤保险条例"),
    ("jycjf", PROMOTION),
    ("jycjf40", PROMOTION + "/art_40"),
    ("社会保险", None),
    ("征缴暂行", LAW + "社会保险费征缴暂行条例"),
    ("11620300438260106W3620214001000", "https://w3id.org/quanze/id/power/11620300438260106W3620214001000"),
    ("市劳动保障监察支队", None),
    (CONTRACT + "/art_84", CONTRACT + "/art_84"),
    (f"<{CONTRACT}>", CONTRACT),
    ("law:中华人民共和国劳动法/art_39", LABOUR + "/art_39"),
    ("law:" + quote("中华人民共和国劳动法") + "/art_39", LABOUR + "/art_39"),
    (quote(CONTRACT, safe=":/") + "/art_84", CONTRACT + "/art_84"),
]
WORDS = [words for words, _ in TYPED]


@pytest.fixture(scope="module")
def index(exports):
    with opened(exports / FILE) as found:
        yield found


@pytest.fixture(scope="module")
def page(browser, exports):
    with window(browser) as tab:
        yield tab_of(tab, exports / "graph.html")


def ranked(index, words, limit=1000):
    """The things meant, without the cells that print the words."""
    return [hit.iri for hit in resolve(index, words, PREFIXES, limit=limit) if hit.kind != CELL]


def run(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


@pytest.mark.parametrize(("words", "iri"), TYPED)
def test_the_first_thing(index, words, iri):
    found = ranked(index, words)
    assert found
    assert iri in {None, found[0]}


@pytest.mark.parametrize("words", WORDS)
def test_the_command_and_the_graph_rank_alike(index, exports, graph, words):
    said = run("search", words, "-g", exports, "--limit", 30, "--output-format", "json")
    expected = [hit.iri for hit in resolve(index, words, PREFIXES, limit=30)]
    assert [row["iri"] for row in json.loads(said.stdout)] == expected
    assert [hit.iri for hit in graph.search(words, limit=30)] == expected
    assert graph.view(words).ego.focus.iri == expected[0]


@pytest.mark.parametrize("words", WORDS)
def test_completion_ranks_alike(index, graph, words):
    _, body = evaluate.find(graph.store, evaluate.Job(words, "", task="find", max_rows=30), graph.prefixes, index)
    hits = resolve(index, words, PREFIXES, limit=30)
    assert json.loads(body) == [{"iri": hit.iri, "label": hit.name} for hit in hits]


@pytest.mark.parametrize(
    "words", [*WORDS, "处罚", "40条", "第四十条", "人社部发〔2014〕", "劳动者 押金", "lds", "》", "市"]
)
def test_the_page_ranks_alike(index, page, words):
    found = page.evaluate("words => quanze.find(words).map(at => quanze.things[at].iri)", words)
    known = set(page.evaluate("quanze.things.map(thing => thing.iri)"))
    expected = [iri for iri in ranked(index, words, 5000) if iri in known]
    assert [iri for iri in found if iri in set(expected)] == expected
    assert not expected or found


@pytest.mark.parametrize(("words", "iri"), [(words, iri) for words, iri in TYPED if iri])
def test_the_page_of_the_command_opens_on_what_is_meant(exports, words, iri):
    said = run("view", "--focus", words, "--depth", 0, "-g", exports, "-o", "-")
    assert said.exit_code == 0, said.stderr
    data = json.loads(said.stdout.partition('id="data">')[2].partition("</script>")[0])
    assert [data["base"] + thing[0] for thing in data["things"]] == [iri]


DOCUMENTS = [
    ("劳动合同法", "中华人民共和国劳动合同法"),
    ("《劳动合同法》", "中华人民共和国劳动合同法"),
    ("ldhtf", "中华人民共和国劳动合同法"),
    ("劳动合同法84", "中华人民共和国劳动合同法"),
    ("law:中华人民共和国劳动合同法", "中华人民共和国劳动合同法"),
    (CONTRACT + "/art_84", "中华人民共和国劳动合同法"),
    ("征缴暂行", "社会保险费征缴暂行条例"),
    ("国务院令375", "工伤保险条例"),
    ("", ""),
]
ARTICLES = [
    ("84", "art_84"), ("第八十四条", "第八十四条"), ("劳动合同法84", "art_84"), ("ldhtf84", "art_84"),
    (CONTRACT + "/art_84", "art_84"), ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("words", "title"), DOCUMENTS)
def test_a_question_takes_a_document(index, words, title):
    question = questions.find("items-of-document")
    assert settled(index, question, {"document": words}, PREFIXES) == {"document": title}


@pytest.mark.parametrize(("words", "path"), ARTICLES)
def test_a_question_takes_an_article(graph, words, path):
    question = questions.find("items-of-document")
    values = graph.settled(question, {"article": words})
    assert questions.parameters.path(values["article"]) == questions.parameters.path(path)
    if words not in {"", "84", "第八十四条"}:
        assert values["document"] == "中华人民共和国劳动合同法"
    assert graph.settled(question, {"article": words, "document": "劳动法"})["document"] == "中华人民共和国劳动法"


@pytest.mark.parametrize(("words", "said"), [("工伤", "工伤保险条例"), ("海商法", "quanze search")])
def test_a_document_that_is_none_or_several_is_said(index, words, said):
    with pytest.raises(Problem, match=said):
        settled(index, questions.find("items-of-document"), {"document": words}, PREFIXES)


def hit(name, fit):
    return Hit("item", f"http://e/{name}", name, 0, "", fit)


def test_one_thing_is_meant():
    assert meant([hit("甲乙", HOLDS), hit("甲", EXACT)], "甲").name == "甲"
    assert meant([hit("甲乙", HOLDS)], "甲").name == "甲乙"
    for several in ([], [hit("甲乙", HOLDS), hit("甲丙", HOLDS)], [hit("甲", EXACT), hit("甲", EXACT)]):
        with pytest.raises(Problem):
            meant(several, "甲")


def test_what_no_index_holds_is_known_by_its_identifier(graph, exports):
    (sanction,) = graph.query("SELECT ?x { ?x a qz:Sanction } ORDER BY ?x LIMIT 1")
    assert [hit.iri for hit in graph.search(sanction["x"])] == [sanction["x"]]
    assert "法律责任" in run("search", sanction["x"], "-g", exports).stdout
    assert graph.search("law:没有这部法律") == []


@pytest.mark.parametrize("words", ["劳动法", "1579", "a:b", "http://e/ x", "：", "", "law:a b", "甲:乙"])
def test_words_are_no_identifiers(words):
    assert identifiers(words, PREFIXES) == ()


@given(st.text(max_size=30))
def test_no_words_crash_it(index, words):
    assert len(resolve(index, words, PREFIXES, limit=3)) <= 3


@given(
    st.integers(1, 1999), st.sampled_from(["法", "条例", "", "国务院令", "甲"]), st.sampled_from(["条", "条之二", ""])
)
@settings(deadline=None)  # a round trip to the browser
def test_scripts_level_as_the_command_does(page, number, head, tail):
    from extract.numerals import write
    from kg.asking.lookup.levelling import level, typed

    for words in (f"{head}{write(number)}{tail}", f"{head}第{write(number)}{tail}", f"{head}{number}{tail}"):
        assert page.evaluate("words => [quanze.typed(words), quanze.level(words)]", words) == [
            list(typed(words)),
            level(words),
        ]
