import pytest

from kg.asking.query import run
from kg.asking.syntax.grouping import alias_in_having, ungrouped
from kg.errors import Problem
from kg.graph.store import writable


@pytest.mark.parametrize(
    ("text", "variable"),
    [
        ("SELECT ?d ?label (COUNT(?c) AS ?n) WHERE { ?c a ?d ; ?p ?label } GROUP BY ?d", "?label"),
        ("SELECT ?d (COUNT(?c) AS ?n) WHERE { ?c a ?d }", "?d"),
        ("SELECT ?d { ?c a ?d } GROUP BY ?c", "?d"),
        ("SELECT ?d (SAMPLE(?x) AS ?y) { ?c a ?d } GROUP BY ?d ORDER BY ?y", None),
        ("SELECT ?d { ?c a ?d }", None),
        ("SELECT (COUNT(*) AS ?n) { ?c a ?d }", None),
        ("SELECT ?d { { SELECT ?d (COUNT(?c) AS ?n) { ?c a ?d } GROUP BY ?d } }", None),
        ("ASK {}", None),
        ("", None),
    ],
)
def test_a_variable_that_is_not_grouped(text, variable):
    hint = ungrouped(text)
    assert (text[hint.start :].split()[0] if hint else None) == variable


def test_the_error_names_it(tmp_path):
    store = writable(tmp_path / "store")
    with pytest.raises(Problem, match=r"\?label 不在 GROUP BY") as raised:
        run(store, "SELECT ?d ?label (COUNT(?c) AS ?n)\nWHERE { ?c a ?d ; <urn:p> ?label } GROUP BY ?d")
    assert str(raised.value).startswith("第1行第11列，")


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("SELECT ?d (COUNT(?c) AS ?n) { ?c a ?d } GROUP BY ?d HAVING (?n > 1)", "?n"),
        ("SELECT ?d (COUNT(?c) AS ?n) { ?c a ?d } GROUP BY ?d HAVING (COUNT(?c) > 1) ORDER BY ?n", None),
        ("SELECT ?d { ?c a ?d }", None),
    ],
)
def test_an_alias_in_having(text, alias):
    hint = alias_in_having(text)
    assert (text[hint.start :][:2] if hint else None) == alias
