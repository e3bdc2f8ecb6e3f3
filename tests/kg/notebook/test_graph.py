import shutil
import sys

import networkx as nx
import pytest

import kg
from kg.errors import Problem


def test_query_gives_plain_rows(graph):
    assert graph.query("SELECT (COUNT(?x) AS ?n) { ?x a qz:PowerItem }") == [{"n": 151}]


def test_a_bundled_question_by_name(graph):
    rows = graph.query("large-fines", amount=20000)
    assert rows
    assert all((row["最高限额"] or row["上限"]) >= 20000 for row in rows)


def test_parameters_of_a_query_of_one_s_own(graph):
    text = "# param: code string x 编码\nSELECT ?item { ?item dct:identifier $code }"
    found = graph.query("SELECT ?code { ?item dct:identifier ?code } ORDER BY ?code LIMIT 1")
    assert len(graph.query(text, code=found[0]["code"])) == 1
    assert graph.query(text) == []


def test_a_data_frame(graph):
    frame = graph.df("unit-workload")
    assert list(frame.columns) == ["承办机构", "机关", "事项数", "行政处罚", "标识"]
    assert frame["事项数"].sum() > 137
    assert graph.df("SELECT ?x { ?x a qz:NoSuchThing }").shape == (0, 1)


def test_without_pandas_the_remedy_is_said(graph, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(Problem, match=r"quanze\[notebooks\]"):
        graph.df("unit-workload")


def test_networks(graph):
    items = graph.network("items")
    kinds = {kind for _, kind in items.nodes(data="kind")}
    assert {"item", "document", "body", "unit", "concept"} <= kinds
    assert sum(kind == "item" for _, kind in items.nodes(data="kind")) == 151
    everything = graph.network()
    assert set(nx.MultiDiGraph(items)) <= set(everything)
    assert all(label for _, label in everything.nodes(data="label"))


def test_a_store_without_its_manifest_has_the_usual_prefixes(exports, tmp_path):
    shutil.copytree(exports / "store", tmp_path / "store")
    assert kg.open(tmp_path).query("ASK { ?list a qz:PowerList FILTER (STRSTARTS(STR(?list), STR(list:))) }") == [
        {"answer": True}
    ]


def test_no_graph_there(tmp_path):
    with pytest.raises(Problem, match="quanze build"):
        kg.open(tmp_path)


def test_a_wrong_query(graph):
    with pytest.raises(Problem, match="foo:"):
        graph.query("SELECT ?x { ?x foo:bar ?y }")
