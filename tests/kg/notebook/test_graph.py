import shutil
import sys

import jedi
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
    assert list(frame.columns) == ["承办机构", "机关", "事项数", "行政处罚", "标识", "清单", "地区"]
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


def test_columns_in_english_and_a_codebook(graph):
    frame = graph.table("items", english=True)
    assert list(frame.columns[:3]) == ["list", "row", "serial"]
    assert len(frame) == len(graph.items) == 151
    assert {one["name"] for one in kg.columns()} >= set(graph.items.columns)
    with pytest.raises(Problem, match="citations"):
        graph.table("itmes")


def test_tables_join_by_their_identifiers(graph):
    cells, items = graph.cells.drop_duplicates("标识").set_index("标识"), set(graph.items["标识"])
    for name in ("citations", "sanctions"):
        frame = graph.table(name)
        rows = frame[frame["事项标识"].isin(items)]
        assert len(rows) > 100
        for row in rows.head(60).itertuples():
            assert cells.loc[row.单元格标识, "全文"][row.起始位置 : row.结束位置] == row.原文
        assert set(frame["清单标识"]) <= {row["list"] for row in graph.query("SELECT ?list { ?list a dcat:Dataset }")}
    assert not graph.responsibilities["标识"].duplicated().any()
    assert not graph.citations.duplicated(["标识", "事项标识"]).any()


def test_editors_complete_the_frames():
    source = 'import kg\nkg.open("exports").items.'
    assert {"groupby", "merge"} <= {one.name for one in jedi.Script(source).complete(2, len(source.split("\n")[1]))}


def test_a_picture_is_saved_as_its_ending_says(graph, tmp_path):
    picture = graph.view("劳动合同法")
    assert picture.save(tmp_path / "法.svg").read_text(encoding="utf-8").startswith("<svg")
    assert "<html" in picture.save(str(tmp_path / "法.html")).read_text(encoding="utf-8")
    with pytest.raises(Problem, match="svg"):
        picture.save(tmp_path / "法.png")
