"""Verdicts: their lines, which of them stands, and the graph they become."""

import json

import pytest
from pyoxigraph import RdfFormat, Store, serialize

from kg.asking.shapes import violations
from kg.errors import Problem
from kg.graph import terms as t
from kg.graph.things import reviews
from kg.graph.things.reviews import Verdict, quads, read, read_lines, standing, united, write
from tests.ontology.test_ontology import notations

FACT = t.BASE + "id/fact/citation-1"
ONE = Verdict(FACT, "张三", "accept", "2026-01-05T08:30:00Z", "", "citation", "《劳动法》第三条")
LATER = Verdict(FACT, "张三", "reject", "2026-01-05T10:00:00Z", "条号不对")
OTHER = Verdict(FACT, "李四", "flag", "2026-01-04T08:30:00Z")


def put(tmp_path, *lines):
    path = tmp_path / "review.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def line(**changes):
    said = {"fact": FACT, "kind": "citation", "verdict": "accept", "note": "", "reviewer": "张三"}
    return json.dumps(said | {"time": "2026-01-05T08:30:00.000Z", "quote": "《劳动法》"} | changes)


def test_what_is_written_is_read(tmp_path):
    path = tmp_path / "reviews.jsonl"
    path.write_text(write([OTHER, ONE]), encoding="utf-8")
    assert read(path) == (ONE, OTHER)


def test_lines_of_the_page_are_read(tmp_path):
    found = read(put(tmp_path, line(), "", line(verdict="flag", note=" x ")))
    assert [(one.verdict, one.note, one.time) for one in found] == [
        ("accept", "", "2026-01-05T08:30:00Z"),
        ("flag", "x", "2026-01-05T08:30:00Z"),
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-01-05T18:00:00+08:00", "2026-01-05T10:00:00Z"),
        ("2026-01-05T10:00:00.120Z", "2026-01-05T10:00:00.12Z"),
        ("2026-01-05T10:00:00", "2026-01-05T10:00:00Z"),
    ],
)
def test_times_are_in_one_form(tmp_path, written, meant):
    assert [one.time for one in read(put(tmp_path, line(time=written)))] == [meant]


@pytest.mark.parametrize(
    "wrong",
    [
        "{", "[]", "3", line(verdict="maybe"), line(reviewer=" "), line(time="yesterday"), line(time=""),
        line(fact=""), line(fact="no iri"), line(fact="http://e/> . <http://e/x"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_verdict_is_named(tmp_path, wrong):
    with pytest.raises(Problem, match=r"review\.jsonl:2: "):
        read(put(tmp_path, line(), wrong))


def test_a_missing_file_holds_none_only_where_it_may_be_missing(tmp_path):
    assert read(tmp_path / "none", missing=True) == ()
    with pytest.raises(Problem):
        read(tmp_path / "none")
    (tmp_path / "gbk").write_bytes("张三".encode("gbk"))
    with pytest.raises(Problem, match="UTF-8"):
        read(tmp_path / "gbk")


def test_of_each_reviewer_on_each_fact_the_latest_stands():
    assert standing([LATER, OTHER, ONE]) == (LATER, OTHER)


def test_histories_are_united_in_any_order_and_nothing_goes():
    every = {ONE, LATER, OTHER}
    assert set(united([ONE], [LATER], [OTHER])) == every
    assert united([ONE, ONE], [LATER], [OTHER]) == united([OTHER, LATER], [ONE])


def test_what_is_taken_back_does_not_stand_and_what_came_before_does_not_return():
    back = Verdict(FACT, "张三", "withdraw", "2026-01-05T11:00:00Z", id="u", undoes=LATER.key)
    assert standing([ONE, LATER, back, OTHER]) == (OTHER,)
    again = Verdict(FACT, "张三", "flag", "2026-01-05T12:00:00Z")
    assert standing([again, back, ONE]) == (again,)


def test_what_was_settled_stands_beside_what_reviewers_found():
    settled = Verdict(FACT, "张三", "accept", "2026-01-06T08:00:00Z", "以原文为准", adjudicated=True, wrong=("number",))
    assert set(standing([ONE, LATER, OTHER, settled])) == {LATER, OTHER, settled}
    graph = list(quads([LATER, OTHER, settled]))
    assert [quad.object.value for quad in graph if quad.predicate == t.ADJUDICATED] == ["true"]
    assert [quad.object.value for quad in graph if quad.predicate == t.WRONG_PART] == ["number"]
    assert len({quad.subject for quad in graph if quad.object == t.VERDICT}) == 3
    assert violations(graph) == ()


def test_all_that_a_step_says_is_written_and_read(tmp_path):
    whole = Verdict(
        FACT, "张三", "reject", "2026-01-05T10:00:00Z", "备注", "pinpoint", "第八十四条", "k1", "0a1b", ("provision",),
        adjudicated=True, informed=True, undoes="k0",
    )  # fmt: skip
    (tmp_path / "r.jsonl").write_text(write([whole]), encoding="utf-8")
    assert read(tmp_path / "r.jsonl") == (whole,)


def test_a_missed_fact_is_named_by_its_words(tmp_path):
    cell = t.BASE + "id/fact/cell-1"
    assert read(put(tmp_path, line(verdict="missed", fact=f"{cell}#char=3,9")))[0].fact.endswith("=3,9")
    with pytest.raises(Problem, match="位置"):
        read(put(tmp_path, line(verdict="missed", fact=cell)))


def test_good_lines_are_taken_and_the_others_named(tmp_path):
    cut = line()[:-20]
    found, wrong = read_lines(put(tmp_path, line(), line(time="2999-01-01T00:00:00Z"), line(verdict="flag"), cut))
    assert [one.verdict for one in found] == ["accept", "flag"]
    assert [problem.where.rpartition(":")[2] for problem in wrong] == ["2", "4"]
    assert "晚于现在" in str(wrong[0])


def test_the_graph_says_who_when_and_what():
    store = Store()
    store.extend(quads([LATER, OTHER]))
    assert {quad.graph_name for quad in store} == {reviews.graph_of()}
    asked = store.query(
        """SELECT ?who ?when ?what ?note { GRAPH ?g { ?v a qz:Verdict ; oa:hasTarget ?fact ; oa:hasBody ?what ;
        prov:generatedAtTime ?when ; prov:wasAttributedTo/rdfs:label ?who OPTIONAL { ?v dct:description ?note } } }
        ORDER BY ?who""",
        prefixes=t.PREFIXES,
    )
    rows = [[term.value if term else None for term in row] for row in asked]
    assert rows == [
        ["张三", "2026-01-05T10:00:00Z", t.CODE + "verdict/reject", "条号不对"],
        ["李四", "2026-01-04T08:30:00Z", t.CODE + "verdict/flag", None],
    ]
    assert violations(list(quads([LATER, OTHER]))) == ()


def test_the_same_verdicts_give_the_same_bytes():
    assert serialize(quads([ONE, OTHER]), format=RdfFormat.N_QUADS) == serialize(
        quads([ONE, OTHER]), format=RdfFormat.N_QUADS
    )
    assert [q.subject for q in quads([ONE])] == [q.subject for q in quads([LATER])][: len(list(quads([ONE])))]


def test_the_code_list_has_the_verdicts():
    assert notations("verdict") == set(reviews.VERDICTS)
