"""Standards of discretion in two editions: a tier whose sanction changed is told as a sanction, from files and folders."""

import pytest

from kg.builds.items import read_edition
from kg.comparison.cities import compare_lists
from kg.comparison.diff import diff_lists
from tests.building import build
from tests.kg.comparison.test_stored import facts

HEAD = ("序号", "违法行为", "处罚依据", "违法程度", "适用情形", "裁量标准")
BASIS = "《江北市渠道管理条例》第八条：违反规定倾倒废渣的，处五百元以上五千元以下罚款。"
ROWS = (
    ("1", "向渠道倾倒废渣", BASIS, "轻微", "倾倒不足一立方米的", "处五百元以上一千元以下罚款"),
    ("1", "向渠道倾倒废渣", BASIS, "一般", "倾倒一立方米以上五立方米以下的", "处一千元以上三千元以下罚款"),
    ("1", "向渠道倾倒废渣", BASIS, "严重", "倾倒五立方米以上的", "处三千元以上五千元以下罚款"),
    ("2", "擅自取水", "《江北市取水条例》第五条", "一般", "", "责令改正，处二千元罚款"),
)  # fmt: skip
LIGHT, COMMON, GRAVE = (f"{row[3]}（{row[4]}）：{row[5]}" for row in ROWS[:3])


def edition(folder, rows=ROWS, name="裁量基准.csv"):
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text("\n".join(",".join(row) for row in (HEAD, *rows)) + "\n", encoding="utf-8")
    return file


def edited(number, column, text):
    row = list(ROWS[number])
    row[column] = text
    return (*ROWS[:number], tuple(row), *ROWS[number + 1 :])


CASES = [
    pytest.param(ROWS, [], id="the same"),
    pytest.param(
        edited(0, 5, "处六百元以上一千元以下罚款"),
        [("sanction", "tier", LIGHT, LIGHT.replace("五百元", "六百元"))], id="a range",
    ),
    pytest.param(
        edited(1, 5, "处九百元以上三千元以下罚款"),
        [("sanction", "tier", COMMON, COMMON.replace("一千元", "九百元"))], id="a range that would sort elsewhere",
    ),
    pytest.param((*ROWS[:1], *ROWS[2:]), [("sanction", "tier", COMMON, "")], id="a tier goes"),
    pytest.param(
        (*ROWS[:3], ("1", "向渠道倾倒废渣", BASIS, "特别严重", "倾倒五十立方米以上的", "处五千元罚款"), ROWS[3]),
        [("sanction", "tier", "", "特别严重（倾倒五十立方米以上的）：处五千元罚款")], id="a tier comes",
    ),
    pytest.param(
        edited(2, 4, "倾倒六立方米以上的"),
        [("text", "circumstance", "\n".join(row[4] for row in ROWS[:3]),
          "\n".join([ROWS[0][4], ROWS[1][4], "倾倒六立方米以上的"]))], id="the case alone is words",
    ),
    pytest.param(
        edited(3, 5, "责令改正，处三千元罚款"),
        [("sanction", "tier", "一般：责令改正，处二千元罚款", "一般：责令改正，处三千元罚款")], id="one of two sanctions of a tier",
    ),
    pytest.param(
        edited(3, 5, "责令改正，处二千元罚款，并没收违法所得"),
        [("sanction", "tier", "一般：责令改正，处二千元罚款", "一般：责令改正，处二千元罚款，并没收违法所得")],
        id="a sanction more",
    ),
]  # fmt: skip


def changed_fields(old, new):
    return [(one.change, one.field, one.old, one.new) for one in diff_lists(old.lists, new.lists)]


@pytest.mark.parametrize(("rows", "expected"), CASES)
def test_an_edit_of_a_tier_is_told_as_what_it_is(rows, expected, tmp_path):
    old, new = edition(tmp_path / "旧"), edition(tmp_path / "新", rows)
    assert changed_fields(read_edition(old), read_edition(new)) == expected


@pytest.mark.parametrize(("rows", "expected"), CASES)
def test_a_built_folder_tells_the_same(rows, expected, tmp_path):
    old = build([edition(tmp_path / "旧")], tmp_path / "out").out
    assert changed_fields(read_edition(old), read_edition(edition(tmp_path / "新", rows))) == expected


HEADED = (
    ("序号", "违法行为", "处罚依据", "裁量标准", "", ""),
    ("", "", "", "轻微", "一般", "严重"),
    ("1", "向渠道倾倒废渣", BASIS, "处五百元罚款", "处一千元罚款", "处五千元罚款"),
)


def test_tiers_that_are_columns_are_read_back_from_a_folder(tmp_path):
    file = tmp_path / "清单.csv"
    file.write_text("\n".join(",".join(row) for row in HEADED), encoding="utf-8")
    listed = read_edition(file)
    stored = read_edition(build([file], tmp_path / "out").out)
    assert [len(item.tiers) for item in listed.lists[0].items] == [3]
    assert list(map(facts, stored.lists[0].items)) == list(map(facts, listed.lists[0].items))
    assert [one.tiers for one in stored.lists[0].items] == [one.tiers for one in listed.lists[0].items]
    assert changed_fields(listed, stored) == changed_fields(stored, listed) == []


def test_cities_differ_in_their_tiers(tmp_path):
    lists = [
        *read_edition(edition(tmp_path / "甲", name="甲市.csv")).lists,
        *read_edition(edition(tmp_path / "乙", edited(0, 5, "处八百元罚款"), name="乙市.csv")).lists,
    ]
    found = compare_lists(lists)
    assert [(power.name, power.aspects) for power in found.powers] == [
        ("向渠道倾倒废渣", ("tiers",)),
        ("擅自取水", ()),
    ]
