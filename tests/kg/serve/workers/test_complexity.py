import pytest

from kg.serve.protocol.refusal import Refusal
from kg.serve.workers.complexity import MOST_TERMS, refuse_complex


def listed(number, sign=" "):
    return sign.join(f"<http://example.org/{n}>" for n in range(number))


@pytest.mark.parametrize(
    "text",
    [
        f"ASK {{ <a:a> <a:p> {listed(50_000, ', ')} }}",
        "ASK { " + " UNION ".join("{}" for _ in range(5_002)) + " }",
        "ASK { " + " UNION ".join(f"{{ ?s <a:p{n}> ?o }}" for n in range(5_000)) + " }",
        "ASK { ?s <a:p> ?o FILTER(" + " || ".join(f"?o = {n}" for n in range(5_000)) + ") }",
        f"ASK {{ VALUES ?x {{ 1 }} <a:a> <a:p> {listed(6_000, ', ')} }}",
    ],
)
def test_what_the_parser_would_be_at_for_long(text):
    with pytest.raises(Refusal) as refused:
        refuse_complex(text)
    assert (refused.value.status, refused.value.kind) == (400, "too-complex")
    assert str(MOST_TERMS) in refused.value.zh


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT ?x {{ VALUES ?x {{ {listed(50_000)} }} }}",
        f"SELECT ?x {{ values (?x ?y) {{ {' '.join('(1 2)' for _ in range(50_000))} }} ?x ?y ?z }}",
        f"SELECT ?x {{ ?x ?y ?z FILTER(?x IN ({listed(50_000, ', ')})) }}",
        f"SELECT ?x {{ ?x ?y ?z FILTER(?x not in ({listed(50_000, ', ')})) }}",
        "ASK {} # " + "a comment " * 50_000,
        f"ASK {{ ?x ?y '{'long ' * 50_000}' }}",
        "ASK " + "{" * 20_000 + "}" * 20_000,
        "ASK { " + " ".join(f"?s{n} <a:p> {n} ." for n in range(1_600)) + " }",
    ],
)
def test_long_queries_that_are_simple(text):
    refuse_complex(text)
