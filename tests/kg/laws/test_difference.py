"""Two versions of a statute."""

from kg.laws.comparison import Change
from kg.laws.difference import Kind, differences, phrase

OLD = {"art_1": "甲乙丙丁。", "art_2": "戊己庚辛。", "art_3": "壬癸子丑。", "art_4": "寅卯辰巳。"}


def differing(old, new):
    return [(one.kind, one.before, one.after) for one in differences(old, new)]


def test_every_kind():
    new = {"art_1": "甲乙丙丁，", "art_2": "午未申酉。", "art_3": "戊己庚辛。", "art_4": "寅卯辰戌。"}
    assert differing(OLD, new) == [
        (Kind.ADDED, "", "art_2"),
        (Kind.MOVED, "art_2", "art_3"),
        (Kind.CHANGED, "art_4", "art_4"),
        (Kind.REMOVED, "art_3", ""),
    ]


def test_the_same_words_are_no_difference():
    assert differing(OLD, OLD) == []


def test_the_changed_words():
    (one,) = differences({"art_1": "处五百元罚款。"}, {"art_1": "处九百元罚款。"})
    assert [(change.law, change.quote) for change in one.changes] == [("五", "九")]


def test_changes_are_told_in_words():
    changed = (Change("甲", "乙"), Change("", "丙"), Change("丁", ""))
    assert phrase(changed, 3) == "“甲”，条文为“乙”；缺“丙”；多“丁”"
    assert phrase([Change("甲", "乙")] * 25, 2) == "“甲”，条文为“乙”；“甲”，条文为“乙”等25处"
    assert phrase([Change("", "一二三四五六七八九十")], 1, 4) == "缺“一二……九十”"
