import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.errors import Problem
from kg.graph.store import fill, graphs, lines, load, quad_lines, read_only, replace, restate, triples, writable
from kg.graph.terms import BASE, CELL, CELL_CLASS, ELI_DATE_DOCUMENT, RDF_TYPE, RDFS_LABEL, TEXT, shared_graph

A, B, P = NamedNode("http://a"), NamedNode("http://b"), NamedNode("http://p")
SHARED, ONLY_A, ONLY_B = Literal("共有"), Literal("甲"), Literal("乙")


def quads():
    yield from (Quad(P, P, text, A) for text in (SHARED, ONLY_A))
    yield from (Quad(P, P, text, B) for text in (SHARED, ONLY_B))


def filled(path=None):
    store = writable(path)
    fill(store, lines(quads()))
    return store


def merged(store):
    return {quad.object for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}


def test_a_fact_two_lists_state_is_one_fact_where_no_list_is_named():
    store = filled()
    (row,) = store.query("SELECT (COUNT(?o) AS ?n) WHERE { ?s ?p ?o }")
    assert row["n"].value == "3"
    assert graphs(quad_lines(store)) == {"http://a": 2, "http://b": 2}


def test_replacing_a_list_takes_only_what_no_other_list_states():
    store = filled()
    replace(store, A, [Quad(P, P, Literal("新"), A)])
    assert merged(store) == {SHARED, ONLY_B, Literal("新")}
    assert graphs(quad_lines(store)) == {"http://a": 1, "http://b": 2}
    replace(store, B, [])
    assert merged(store) == {Literal("新")}
    assert graphs(quad_lines(store)) == {"http://a": 1}


def test_replacing_a_list_by_itself_changes_nothing():
    store = filled()
    before = set(store)
    replace(store, A, [quad for quad in quads() if quad.graph_name == A])
    assert set(store) == before


def test_a_store_on_disk_is_read_by_several(tmp_path):
    del_me = filled(tmp_path / "store")
    del del_me
    assert len(read_only(tmp_path / "store")) == len(read_only(tmp_path / "store")) == 7


def test_no_store(tmp_path):
    with pytest.raises(Problem, match="quanze build"):
        read_only(tmp_path)


def test_a_damaged_store(tmp_path):
    (tmp_path / "CURRENT").write_text("nonsense", encoding="utf-8")
    with pytest.raises(Problem, match="打不开"):
        read_only(tmp_path)


def test_a_store_that_another_holds(tmp_path):
    held = filled(tmp_path / "store")
    with pytest.raises(Problem, match="打不开") as problem:
        writable(tmp_path / "store")
    assert problem.value.where == str(tmp_path / "store")
    assert len(held) == 7


def test_lines_are_sorted_and_there_once():
    found = lines([*quads(), *quads()])
    assert found == sorted(found)
    assert len(found) == 4


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.tuples(texts, st.sampled_from([A, B]))))
def test_the_merge_holds_every_triple_once(said):
    made = [Quad(P, P, Literal(text), graph) for text, graph in said]
    store = writable()
    fill(store, lines(made))
    assert merged(store) == {quad.object for quad in made}
    assert len(list(triples(lines(made)))) == len(merged(store))


@pytest.mark.parametrize("batch", [1, 2, 1000])
def test_lines_loaded_in_batches_fill_the_same_store(batch):
    whole, batched = writable(), writable()
    fill(whole, lines(quads()))
    assert list(load(batched, lines(quads()), batch=batch)) == lines(quads())
    assert set(batched) == set(whole)


def test_what_is_settled_of_a_document_stays_and_what_is_not_is_added():
    store, common = writable(), shared_graph()
    store.add(Quad(P, ELI_DATE_DOCUMENT, Literal("2001-01-01"), DefaultGraph()))
    given = [Quad(P, ELI_DATE_DOCUMENT, Literal("2002-02-02"), common), Quad(P, RDFS_LABEL, ONLY_A, common)]
    replace(store, A, given)
    assert merged(store) == {Literal("2001-01-01"), ONLY_A}
    replace(store, A, [Quad(B, ELI_DATE_DOCUMENT, Literal("2003-03-03"), common)])
    assert Literal("2003-03-03") in merged(store)


def test_a_cell_that_nothing_prints_any_more_leaves():
    store, cell = writable(), NamedNode(BASE + "id/fact/cell-1")
    said = [Quad(P, CELL, cell), Quad(cell, RDF_TYPE, CELL_CLASS), Quad(cell, TEXT, ONLY_A)]
    store.extend([*said, Quad(P, CELL, cell, A)])
    replace(store, A, [])
    assert set(store) == set()


@pytest.mark.parametrize("texts", [(), (SHARED,), (ONLY_A, Literal("丙")), (Literal("丙"), ONLY_B, SHARED)])
def test_a_graph_stated_anew_is_the_one_that_was_given_and_the_merge_follows(texts):
    store = filled()
    given = lines(Quad(P, P, text, A) for text in texts)
    restate(store, A, given)
    assert lines(store.quads_for_pattern(None, None, None, A)) == given
    assert {quad.object for quad in store.quads_for_pattern(None, None, None, DefaultGraph())} == {
        *texts,
        SHARED,
        ONLY_B,
    }
