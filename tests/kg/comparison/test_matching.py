"""Matching held to pairs that were read: what is paired is right, what is worded anew is mostly reached."""

import random
from dataclasses import replace

import pytest

from kg.comparison.matching import match
from kg.comparison.rare_words import RareWords
from tests.kg.comparison.editions import CREDIT, item
from tests.kg.comparison.matching import old_list, scores


@pytest.fixture(scope="module")
def measured():
    return scores()


@pytest.mark.parametrize(("sample", "least"), [("diff", 0.95), ("compare", 0.95), ("two cities", 0.84)])
def test_no_pair_is_wrong_and_most_are_reached(measured, sample, least):
    assert measured[sample].wrong == ()
    assert measured[sample].recall >= least


def coded(name, number, list_name="旧版", **edits):
    return item(list_name, name=name, code=f"{CREDIT}36202140{number:02}000", **edits)


NAMES = ("取水许可", "排污口设置", "河道采砂许可", "占用农业灌溉水源补偿", "水工程建设审批", "渠道管理检查", "水土保持方案审批",
         "蓄滞洪区避洪设施建设", "水利工程验收", "节水设施备案", "地下水取水井封填", "城市供水许可")  # fmt: skip


def test_codes_are_trusted_where_they_go_with_names():
    old = [coded(name, at, basis=f"《甲条例》第{at + 1}条") for at, name in enumerate(NAMES)]
    new = [replace(one, list_name="新版") for one in old]
    new[3] = replace(new[3], name="用水补贴发放", basis=())
    assert [(pair.old, pair.new) for pair in match(old, new).pairs] == [(at, at) for at in range(len(NAMES))]


def test_codes_that_were_dealt_anew_are_not_believed():
    old = [coded(name, at, basis="") for at, name in enumerate(NAMES)]
    new = [coded(f"{name}管理", at, "新版", basis="") for at, name in enumerate(NAMES[3:] + NAMES[:3])]
    pairs = match(old, new).pairs
    assert len(pairs) > 8
    assert all(old[pair.old].name in new[pair.new].name for pair in pairs)


def test_lists_of_other_matters_share_nothing():
    other = [item("水务", name=name, code="", basis="《水法》第一条") for name in NAMES]
    assert match(old_list(), other).pairs == ()


def test_the_order_of_rows_changes_nothing():
    old = [coded(name, at, basis="") for at, name in enumerate(NAMES)]
    new = [item("新版", name=f"{name}（新）", code="", basis="") for name in NAMES]
    pairs = {(old[pair.old].name, new[pair.new].name) for pair in match(old, new).pairs}
    random.Random(3).shuffle(new)
    assert {(old[pair.old].name, new[pair.new].name) for pair in match(old, new).pairs} == pairs


def test_rare_words_say_more_than_common_ones():
    names = ["工伤认定审核", "工伤复发审核", "工伤康复审核", "工伤复发治疗审核"]
    items = [item(name=name) for name in names]
    words = RareWords(items)
    assert words.likeness(items[1], items[3]) > words.likeness(items[0], items[1])
    assert words.likeness(items[0], items[0]) == pytest.approx(1)
    assert words.likeness(items[0], item(name="取水")) == 0
