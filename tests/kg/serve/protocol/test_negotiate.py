from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.protocol.media_types import GRAPH, JSON_RESULTS, ROWS, XLSX
from kg.serve.protocol.negotiate import Choice, best, choose
from kg.serve.protocol.refusal import Refusal


@pytest.mark.parametrize(
    ("accept", "wanted", "rows", "graph"),
    [
        (None, None, "json", "ttl"),
        ("*/*", None, "json", "ttl"),
        ("text/*", None, "csv", "ttl"),
        ("application/json", None, "json", "jsonld"),
        ("application/xml", None, "xml", "rdf"),
        ("text/turtle", None, None, "ttl"),
        ("text/csv;q=0.1, text/tab-separated-values;q=0.2", None, "tsv", None),
        (f"{JSON_RESULTS};q=0, */*", None, "xml", "ttl"),
        (XLSX, None, "xlsx", None),
        ("not a header at all", None, "json", "ttl"),
        ("text/turtle", "csv", "csv", None),
        ("text/csv", "application/n-quads", None, "nq"),
    ],
)
def test_the_form_a_client_gets(accept, wanted, rows, graph):
    choice = choose(accept, wanted)
    assert (choice.rows and choice.rows[1]) == rows
    assert (choice.graph and choice.graph[1]) == graph


@pytest.mark.parametrize(("accept", "wanted"), [("image/png", None), ("*/*;q=0", None), (None, "pdf"), ("*/*", "CSV ")])
def test_what_nobody_writes_is_not_acceptable(accept, wanted):
    with pytest.raises(Refusal) as refused:
        choose(accept, wanted)
    assert refused.value.status == 406
    assert "text/csv" in refused.value.hint


def test_every_form_can_be_had_by_name_and_by_type():
    for forms, side in ((ROWS, "rows"), (GRAPH, "graph")):
        for form in forms:
            for wanted in (form.name, form.types[0]):
                assert getattr(choose(None, wanted), side) == (form.types[0], form.name)
            assert getattr(choose(form.types[0]), side) == (form.types[0], form.name)


@given(st.text(max_size=60))
def test_any_header_is_answered(accept):
    assert best(accept, "text/html", "text/turtle") in {None, "text/html", "text/turtle"}
    with suppress(Refusal):
        assert isinstance(choose(accept), Choice)
