"""Loading a list again: what only it had named leaves, what another list names stays."""

import dataclasses

from kg.graph import terms as t
from kg.graph.store import fill, lines, quad_lines, replace, writable
from kg.graph.things.triples import graph_of, quads
from tests.lists import power_list, register_graph, responsibility_list


def filled(*graphs):
    store = writable()
    fill(store, lines(quad for graph in graphs for quad in graph))
    return store


def list_of(rows):
    listing, extractions = power_list()
    return list(quads(dataclasses.replace(listing, rows=listing.rows[:rows]), extractions[:rows], ()))


def test_a_list_that_is_gone_takes_what_only_it_had_named():
    listing, _ = power_list()
    store = filled(list_of(6), register_graph())
    replace(store, graph_of(listing), ())
    assert quad_lines(store) == lines(register_graph())


def test_what_two_lists_share_stays_for_the_other():
    listing, said = responsibility_list()
    store = filled(list_of(6), register_graph())
    replace(store, graph_of(listing), ())
    assert quad_lines(store) == lines(list_of(6))
    assert said


def test_a_list_of_fewer_rows_leaves_nothing_of_the_others():
    listing, _ = power_list()
    store = filled(list_of(6))
    replace(store, graph_of(listing), list_of(1))
    assert quad_lines(store) == lines(list_of(1))
    replace(store, graph_of(listing), list_of(6))
    assert quad_lines(store) == lines(list_of(6))


def test_loading_a_list_again_changes_nothing():
    listing, _ = power_list()
    store = filled(list_of(6), register_graph())
    before = quad_lines(store)
    replace(store, graph_of(listing), list_of(6))
    assert quad_lines(store) == before


def test_two_lists_that_print_the_same_state_it_once():
    listing, extractions = power_list()
    other = dataclasses.replace(listing, name="另一份.xlsx")
    store = filled(list_of(6), quads(other, extractions, ()))
    (count,) = store.query(f"SELECT (COUNT(*) AS ?n) {{ ?x <{t.TEXT.value}> ?text }}")
    texts = {quad.subject for quad in list_of(6) if quad.predicate == t.TEXT}
    assert int(count["n"].value) == len(texts)
    replace(store, graph_of(other), ())
    assert quad_lines(store) == lines(list_of(6))
