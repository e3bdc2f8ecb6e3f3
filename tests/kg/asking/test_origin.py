"""Where there are several lists a row says whose it is about: an entry, an office, a document, several of them."""

import pytest

import kg
from tests.building import build

HEAD = "序号\t事项名称\t权力类型\t行使主体\t承办机构\t实施依据\t追责情形"
CITIES = ("甲江市", "乙江市", "丙江市", "丁江市")


def listed(city, *rows):
    lines = ("\t".join((str(at), *row)) for at, row in enumerate(rows, 1))
    return "\n".join([f"{city}水务局权责清单", HEAD, *lines]) + "\n"


def row(city, name, unit, basis, ground="不依法履职的"):
    return (name, "行政处罚", f"{city}水务局", unit, basis, ground)


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lists")
    for at, city in enumerate(CITIES):
        rows = [row(city, "对擅自取水的处罚", f"{city}水政科", "《取水条例》第五条：处五万元以下罚款。")]
        if at < 2:
            rows.append(row(city, "对倾倒废渣的处罚", f"{city}执法支队", "《渠道条例》第八条", "徇私舞弊的"))
        (folder / f"{city}.txt").write_text(listed(city, *rows), encoding="utf-8")
    return kg.open(build([folder], tmp_path_factory.mktemp("built") / "out").out)


def whose(graph, question, key, **params):
    return {row[key]: (row["清单"], row["地区"]) for row in graph.query(question, **params)}


def test_an_office_is_of_the_list_that_names_it(graph):
    found = whose(graph, "unit-workload", "承办机构")
    assert found == {
        f"{city}{unit}": (f"{city}水务局权责清单", city)
        for at, city in enumerate(CITIES)
        for unit in (("水政科", "执法支队") if at < 2 else ("水政科",))
    }


def test_a_document_is_of_all_lists_that_cite_it_and_many_are_counted(graph):
    found = whose(graph, "citations-by-document", "文件")
    assert found["渠道条例"] == ("乙江市水务局权责清单、甲江市水务局权责清单", "乙江市、甲江市")
    names, places = found["取水条例"]
    assert names.endswith("等4个")
    assert places.endswith("等4个")
    assert names.count("、") == 2


def test_a_row_on_an_office_and_a_document_is_of_the_lists_that_name_both(graph):
    found = whose(graph, "documents-of-unit", "文件", unit="甲江市执法支队")
    assert found == {"渠道条例": ("甲江市水务局权责清单", "甲江市")}


def test_a_cell_of_several_identifiers_is_of_the_lists_of_all(graph):
    found = whose(graph, "common-grounds", "追责情形")
    assert found["徇私舞弊的"] == ("乙江市水务局权责清单、甲江市水务局权责清单", "乙江市、甲江市")


def test_lists_have_their_place_and_kinds_of_things_have_neither(graph):
    rows = graph.query("item-counts")
    assert {row["清单"]: row["地区"] for row in rows} == {f"{city}水务局权责清单": city for city in CITIES}
    assert not {"清单", "地区"} & set(graph.query("documents-by-rank")[0])


def test_one_list_alone_needs_no_name(graph):
    part = graph.where(place="丙江市")
    assert "清单" not in part.query("unit-workload")[0]
