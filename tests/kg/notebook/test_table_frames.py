"""The tables of the Python door against the counts of the build."""

import pytest

ROWS = {
    "items": "items", "citations": "citations", "sanctions": "sanctions", "documents": "documents",
    "provisions": "provisions", "indicators": "indicators",
}  # fmt: skip


@pytest.fixture(scope="module")
def counts(built):
    return {statistic.key: statistic.count for statistic in built.statistics}


@pytest.mark.parametrize(("table", "key"), ROWS.items())
def test_a_row_for_each_thing(graph, counts, table, key):
    frame = getattr(graph, table)
    assert frame["标识"].nunique() == counts[key]


def test_stages_and_grounds_have_a_row_for_each_item_and_stage(graph):
    for frame, relation in ((graph.stages, "qz:hasDutyStage"), (graph.grounds, "qz:hasAccountabilityGround")):
        (found,) = graph.query(f"SELECT (COUNT(*) AS ?n) {{ ?item {relation} ?x }}")
        assert len(frame) == found["n"]
        assert not frame.duplicated(["事项标识", "标识"]).any()


def test_responsibilities_hold_every_part_of_a_register(graph, counts):
    frame = graph.responsibilities
    found = frame["类别"].value_counts().to_dict()
    assert found["职责边界"] == counts["shares"]
    assert found["公共服务"] == counts["services"]
    assert found["监管制度"] == counts["sections"]
    assert frame.loc[frame["类别"] == "主要职责", "编号"].nunique() == counts["responsibilities"]
    assert frame["标识"].is_unique
    assert frame.loc[frame["类别"] == "职责边界", "责任机构"].notna().all()


def test_numbers_are_numbers_and_codes_are_text(graph):
    assert str(graph.items["行号"].dtype) == "Int64"
    assert str(graph.items["编码"].dtype) == "string"
    assert str(graph.sanctions["上限"].dtype) == "float64"


def test_a_document_counts_the_items_that_rest_on_it(graph):
    document = graph.documents.iloc[0]
    found = graph.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x qz:basisDocument <{document['标识']}> }}")
    assert found == [{"n": document["事项数"]}]


def test_tables_in_polars(graph):
    assert graph.table("items", "polars").height == len(graph.items)
