"""Parts of a graph: what they count is what the rows of their lists say, counted another way."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

import kg
from kg.asking.merging import merge_variants, representatives
from kg.asking.opened import open_folder
from kg.asking.selection import EVERYTHING, Selection, select
from kg.errors import Problem
from kg.graph import terms as t
from kg.graph.store import MERGE
from tests.building import build

HEAD = "序号\t事项名称\t权力类型\t行使主体\t承办机构\t实施依据"
ROWS = {
    "江北市": (
        "1\t取水许可\t行政许可\t江北市水务局\t水资源管理科\t《取水条例》第五条",
        "2\t倾倒废渣的处罚\t行政处罚\t江北市水务局\t水政监察支队\t《渠道条例》第八条 处五百元以上二千元以下罚款。",
        "3\t擅自取水的处罚\t行政处罚\t江北市水务局\t水政监查支队\t《取水条例》第九条 处一千元以下罚款。",
    ),
    "江南县": ("1\t取水许可\t行政许可\t江南县水务局\t水政科\t《取水条例》第五条",),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    where = tmp_path_factory.mktemp("lists")
    files = []
    for place, rows in ROWS.items():
        files.append(where / f"{place}清单.txt")
        files[-1].write_text("\n".join([f"{place}水务局权责清单", HEAD, *rows]) + "\n", encoding="utf-8")
    return build(files, where / "out").out


@pytest.fixture(scope="module")
def cities(folder):
    return kg.open(folder)


def triples(store):
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, None)}


def test_everything_is_the_whole_graph(folder):
    store = open_folder(folder).store
    part = select(store, EVERYTHING)
    assert triples(part) == triples(store)
    assert len(part) == len(store)


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ({"list": "江北市清单"}, ["取水许可", "倾倒废渣的处罚", "擅自取水的处罚"]),
        ({"list": ["江北市水务局权责清单", "江南县清单"], "type": "行政许可"}, ["取水许可", "取水许可"]),
        ({"place": "江南县"}, ["取水许可"]),
        ({"body": "江北市水务局", "type": "02"}, ["倾倒废渣的处罚", "擅自取水的处罚"]),
        ({"body": "江南县水务局", "type": "行政处罚"}, []),
    ],
)
def test_parts_count_what_their_rows_say(cities, chosen, names):
    part = cities.where(**chosen)
    assert sorted(part.items["事项名称"]) == sorted(names)
    assert set(part.sanctions["事项"]) == {name for name in names if "处罚" in name}
    assert {label for _, label in part.network("items").nodes(data="label")} >= set(names)
    assert len([one for one in part.search("取水许可") if one.kind == "item"]) == names.count("取水许可")


def test_shared_documents_count_only_what_the_part_says(cities):
    whole = cities.documents.set_index("文件")["事项数"]
    part = cities.where(place="江南县").documents.set_index("文件")["事项数"]
    assert (whole["取水条例"], part["取水条例"]) == (3, 1)
    assert "渠道条例" not in part


@pytest.mark.parametrize(
    ("chosen", "word"),
    [
        ({"list": "丙市"}, "江北市水务局权责清单"),
        ({"place": "丙市"}, "江南县"),
        ({"body": "丙局"}, "江北市水务局"),
        ({"type": "处分"}, "行政处罚"),
    ],
)
def test_a_name_that_fits_nothing_says_what_there_is(cities, chosen, word):
    with pytest.raises(Problem, match=word):
        cities.where(**chosen)


def test_questions_say_list_and_place_where_there_are_several(cities):
    rows = cities.query("large-fines", amount=1000)
    assert {(row["清单"], row["地区"]) for row in rows} == {("江北市水务局权责清单", "江北市")}
    assert "清单" not in cities.where(place="江北市").query("large-fines", amount=1000)[0]
    assert "清单" not in cities.query("SELECT ?标识 { ?标识 a qz:PowerItem }")[0]


def judged(store, *verdicts):
    """A copy of a store in which its proposal was judged."""
    copy = Store()
    copy.extend(store.quads_for_pattern(None, None, None, None))
    (proposal,) = {quad.subject for quad in store.quads_for_pattern(None, t.VARIANT, None, MERGE)}
    for number, verdict in enumerate(verdicts):
        node = NamedNode(f"http://e/verdict-{number}")
        copy.add(Quad(node, t.OA_HAS_TARGET, proposal, MERGE))
        copy.add(Quad(node, t.OA_HAS_BODY, t.concept("verdict", verdict.removesuffix("!")), MERGE))
        if verdict.endswith("!"):
            copy.add(Quad(node, t.ADJUDICATED, Literal(value=True), MERGE))
    return copy


@pytest.mark.parametrize(
    ("verdicts", "merged"),
    [((), 0), (("accept",), 1), (("accept", "reject"), 0), (("flag",), 0), (("accept", "reject", "accept!"), 1),
     (("accept", "reject!"), 0)],
)  # fmt: skip
def test_only_what_reviewers_found_to_be_one_is_merged(cities, verdicts, merged):
    store = judged(cities.store, *verdicts)
    assert len(representatives(store)) == merged
    units = {quad.object for quad in merge_variants(store).quads_for_pattern(None, t.HANDLED_BY, None, MERGE)}
    assert len(units) == 4 - merged
    names = [quad.object.value for unit in units
             for quad in merge_variants(store).quads_for_pattern(unit, t.SKOS_PREF_LABEL, None, MERGE)]  # fmt: skip
    assert len(names) == len(units)


def test_a_selection_is_true_where_it_chooses():
    assert not EVERYTHING
    assert Selection(places=("江北市",))
