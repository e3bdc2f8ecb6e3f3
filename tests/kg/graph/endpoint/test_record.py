"""What a server says of the graph it holds."""

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from kg.errors import Problem
from kg.graph.endpoint.record import PROGRESS, RECORD, Load, recorded, whole
from kg.graph.store import writable
from kg.graph.terms import BASE


def holding(load, graph):
    store = writable()
    store.extend(Quad(*quad.triple, graph) for quad in parse(load.written(), RdfFormat.N_TRIPLES))
    return store


@pytest.mark.parametrize("lines", [0, 7, None])
def test_what_is_written_is_read_back(lines):
    load = Load("ab" * 32, BASE, lines)
    store = holding(load, RECORD)
    assert recorded(store, RECORD) == load
    assert recorded(store, PROGRESS) is None


@pytest.mark.parametrize(("lines", "words"), [(7, "已装载7行"), (0, "已装载0行"), (None, "已装载0行")])
def test_a_loading_that_was_broken_off_says_how_far_it_came(lines, words):
    with pytest.raises(Problem, match=words):
        whole(holding(Load("ab" * 32, BASE, lines), PROGRESS), "http://127.0.0.1:7878")
