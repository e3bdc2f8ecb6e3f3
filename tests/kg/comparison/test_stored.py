"""A built folder says what the files say that it was built from: nothing differs, item by item and fact by fact."""

import dataclasses

import pytest

from extract.model import Role
from kg import resources
from kg.builds.items import read_edition
from kg.comparison.diff import diff_lists
from kg.comparison.levelling import level
from tests.building import build
from tests.kg.comparison.editions import BASIS

HEAD = "序号\t事项编码\t事项名称\t子项名称\t权力类型\t行使主体\t承办机构\t实施依据\t责任事项\t追责情形\t联系电话\t备注"
ROWS = (
    ("1", "", "取水许可", "", "行政许可", "江北市水务局", "水资源科、执法支队", BASIS.replace("\n", " "),
     "1.立案责任：发现违法行为的，予以立案。2.调查责任：收集证据。", "1.不依法立案的；2.徇私舞弊的。", "0999-1234567", "受委托"),
    ("2", "", "渠道管理", "渠道 巡查", "行政检查类", "江北市水务局", "", "《渠道管理条例》第三条至第五条、第十二条", "", "",
     "", ""),
    ("3", "", "渠道管理", "渠道管理", "行政检查", "江北市水务局", "", "无书名的规定", "", "", "", "比例1.5"),
)  # fmt: skip


def write(path, rows=ROWS):
    path.write_text("\n".join([HEAD, *map("\t".join, rows)]) + "\n", encoding="utf-8")
    return path


def edited(row, column, old, new):
    cells = list(row)
    cells[column] = cells[column].replace(old, new)
    return tuple(cells)


@pytest.fixture
def invented(tmp_path):
    file = write(tmp_path / "水务清单.txt")
    return file, build([file], tmp_path / "out").out


def facts(item):
    """All that an item says, as far as a graph keeps it: places left out, texts levelled."""
    basis = {(one.title, frozenset(one.numbers), frozenset(one.dates), one.provisions) for one in item.basis}
    sanctions = {(one.kind, one.figures, one.document, one.provision, one.words) for one in item.sanctions}
    clauses = [[(one.name, one.words, one.spans) for one in found] for found in (item.stages, item.grounds)]
    limits = {(one.name, one.words, one.spans) for one in item.limits}
    texts = {role: level(text) for role, text in item.texts.items()}
    names = tuple(map(level, (item.sub_name, item.type, item.body, item.unit)))
    return (item.serial, item.code, *names, basis, sanctions, clauses, limits, item.telephone, texts, item.place)


def check_same(files, folder):
    read = {one.name: one for path in files for one in read_edition(path).lists}
    stored = {one.name: one for one in read_edition(folder).lists}
    assert set(stored) == set(read)
    for name, one in read.items():
        assert list(map(facts, stored[name].items)) == list(map(facts, one.items))
        assert stored[name].publisher == one.publisher
    assert diff_lists(tuple(read.values()), tuple(stored.values())) == ()
    assert diff_lists(tuple(stored.values()), tuple(read.values())) == ()


def test_a_folder_says_what_its_file_says(invented):
    check_same([invented[0]], invented[1])
    first, second, third = read_edition(invented[1]).lists[0].items
    assert (first.name, second.name, second.sub_name) == ("取水许可", "渠道管理", "渠道 巡查")
    assert [len(found) for found in (first.sanctions, first.stages, first.grounds, first.limits)] == [1, 2, 2, 1]
    assert second.basis[0].provisions == ("art_3", "art_4", "art_5", "art_12")
    assert third.texts[Role.REMARK] == "比例1.5"


def test_the_bundled_lists_are_read_back_whole(exports):
    check_same(resources.bundled_lists(), exports)


@pytest.mark.parametrize(
    ("column", "old", "new", "change"),
    [
        (2, "取水许可", "取水审批", ("renamed", "name")),
        (6, "水资源科", "水政科", ("moved", "unit")),
        (7, "二千元", "三千元", ("sanction", "fine")),
        (7, "第三条", "第四条", ("basis", "provision")),
        (7, "三十日", "二十日", ("limit", "limit")),
        (8, "收集证据", "询问当事人", ("stage", "investigation")),
        (9, "徇私舞弊的", "收受财物的", ("ground", "收受财物的")),
        (10, "0999", "0998", ("contact", "telephone")),
        (11, "受委托", "不再委托", ("text", "remark")),
    ],
)
def test_an_edit_shows_between_a_file_and_the_folder_of_the_edition_before(
    invented, tmp_path, column, old, new, change
):
    (tmp_path / "新").mkdir()
    edition = write(tmp_path / "新" / "水务清单.txt", (edited(ROWS[0], column, old, new), *ROWS[1:]))
    found = diff_lists(read_edition(invented[1]).lists, read_edition(edition).lists)
    assert change in [(one.change, one.field) for one in found]
    assert {one.serial for one in found} == {"1"}
    folder = build([edition], tmp_path / "out2").out
    again = diff_lists(read_edition(invented[1]).lists, read_edition(folder).lists)
    assert [dataclasses.replace(one, score=1) for one in again] == [dataclasses.replace(one, score=1) for one in found]
