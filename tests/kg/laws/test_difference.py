"""Two versions of a statute."""

from kg.laws.comparison import WordChange
from kg.laws.difference import DifferenceKind, differences, phrase

OLD = {"art_1": "甲乙丙丁。", "art_2": "戊己庚辛。", "art_3": "壬癸子丑。", "art_4": "寅卯辰巳。"}


def differing(old, new):
    return [(one.kind, one.before, one.after) for one in differences(old, new)]


def test_every_kind():
    new = {"art_1": "甲乙丙丁，", "art_2": "午未申酉。", "art_3": "戊己庚辛。", "art_4": "寅卯辰戌。"}
    assert differing(OLD, new) == [
        (DifferenceKind.ADDED, "", "art_2"),
        (DifferenceKind.MOVED, "art_2", "art_3"),
        (DifferenceKind.CHANGED, "art_4", "art_4"),
        (DifferenceKind.REMOVED, "art_3", ""),
    ]


def test_the_same_words_are_no_difference():
    assert differing(OLD, OLD) == []


def test_the_changed_words():
    (one,) = differences({"art_1": "处五百元罚款。"}, {"art_1": "处九百元罚款。"})
    assert [(change.law, change.quote) for change in one.changes] == [("五", "九")]


def test_changes_are_told_in_words():
    changed = (WordChange("甲", "乙"), WordChange("", "丙"), WordChange("丁", ""))
    assert phrase(changed, 3) == "“甲”，条文为“乙”；缺“丙”；多“丁”"
    assert phrase([WordChange("甲", "乙")] * 25, 2) == "“甲”，条文为“乙”；“甲”，条文为“乙”等25处"
    assert phrase([WordChange("", "一二三四五六七八九十")], 1, 4) == "缺“一二……九十”"
