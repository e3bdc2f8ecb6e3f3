"""Verdicts: their lines, which of them stands, and the graph they become."""

import json

import pytest
from pyoxigraph import RdfFormat, Store, serialize

from kg.asking.shapes import violations
from kg.errors import Problem
from kg.graph import terms as t
from kg.graph.things import reviews
from kg.graph.things.reviews import Verdict, merged, quads, read, write
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
    assert merged([LATER, OTHER], [ONE]) == (LATER, OTHER)
    assert merged([ONE], [LATER], [OTHER]) == merged([OTHER, LATER, ONE])


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
