import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.asking.syntax.sparql import caret, diagnose, place, tokens

PREFIXES = {"qz": "http://example.org/"}

WRONG = [
    ("SELECT ?o { ?x foo:p ?o }", (1, 16), "foo:", "qz:"),
    ("SELECT ?o {\n  ?x <http://p> ?o ；}", (2, 20), "全角", ";"),
    ("SELECT ?o { ?x qz:p “处罚” }", (1, 21), "全角", '"'),
    ("SELECT（COUNT(?o) AS ?n）{}", (1, 7), "全角", "("),
    ("SELECT ?o { ?x qz:p ?o　}", (1, 23), "全角", "空格"),
    ("SELECT COUNT(?o) { ?x qz:p ?o }", (1, 8), "COUNT", "AS ?n"),
    ("SELECT ?o { ?x qz:p ?o", (1, 11), "{", ""),
    ("SELECT ?o { ?x qz:p ?o }}", (1, 25), "}", ""),
    ("SELECT ?o { ?x qz:p ?o ) }", (1, 24), ")", ""),
    ("", (1, 1), "空", ""),
    ("SELECT ?o {\n?x qz:p ?o .\n FILTER(?o > ) }", (3, 17), "}", ""),
    ("INSERT DATA { qz:a qz:b 1 }", (1, 1), "不能更新图谱", "SELECT"),
    ("PREFIX a: <http://a> LOAD a:b", (1, 22), "不能更新图谱", "SELECT"),
    ("SELECT ?o { ?x <http://p with blank> ?o }", (1, 16), "IRI", ""),
    ("SELECT ?x WHERE { ?x a 事项 }", (1, 24), "事项", "?"),
    ("SELECT ?x WHER { ?x a ?b }", (1, 11), "WHER", ""),
    ("SELECT ?x (COUNT(?n) AS ?m) { ?x a ?n }", None, "", ""),
]


@pytest.mark.parametrize(("query", "where", "said", "remedy"), WRONG)
def test_what_is_wrong_is_said_with_its_place(query, where, said, remedy):
    with pytest.raises(SyntaxError) as refused:
        Store().query(query, prefixes=PREFIXES)
    hint = diagnose(query, str(refused.value), PREFIXES)
    if where:
        assert place(query, hint.start) == where
    assert said in hint.zh
    assert remedy in hint.remedy


@pytest.mark.parametrize(
    ("update", "where", "said"),
    [
        ("INSERT DATA { foo:a qz:b 1 }", (1, 15), "foo:"),
        ("INSERT DATA { qz:a qz:b 1 }；", (1, 28), "全角"),
        ("DELETE WHERE { ?s ?p ?o } ; CLEAR XYZ", (1, 35), "XYZ"),
        ("WITH qz:g DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } USING qz:h WHERE { ?s ?p ?o", (1, 67), "{"),
    ],
)
def test_an_update_is_told_what_is_wrong_with_it(update, where, said):
    with pytest.raises(SyntaxError) as refused:
        Store().update(update, prefixes=PREFIXES)
    hint = diagnose(update, str(refused.value), PREFIXES, update=True)
    assert place(update, hint.start) == where
    assert said in hint.zh


def test_the_parser_s_own_sentence_is_passed_on():
    hint = diagnose(
        "SELECT ?x", "error at 1:9: expected one of [_], The SELECT contains a variable that is unbound", {}
    )
    assert "a variable that is unbound" in hint.en


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?x { ?x a "；（）“”foo:bar" }',
        "SELECT ?x { ?x a '''全角；''' } # 注释；foo:bar",
        "PREFIX foo: <http://foo#；> SELECT ?x { ?x a foo:bar } LIMIT x",
    ],
)
def test_strings_comments_and_iris_are_left_alone(query):
    hint = diagnose(query, "error at 1:1: expected x", PREFIXES)
    assert "全角" not in hint.zh
    assert "foo:" not in hint.zh


def test_the_caret_stands_under_the_place_whatever_the_width():
    assert caret("ab\n中文x", 5) == "  中文x\n      ^"
    assert caret("", 0) == "  \n  ^"


@given(st.text())
def test_tokens_are_the_text(text):
    assert "".join(token.text for token in tokens(text)) == text


@given(st.text(), st.text())
def test_no_query_and_no_message_crashes_the_diagnosis(query, message):
    hint = diagnose(query, message, PREFIXES)
    assert 0 <= hint.start <= len(query)
    assert "^" in caret(query, hint.start)
