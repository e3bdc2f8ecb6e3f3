"""款, 项, 目 of an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.statutes.parts import numbered, parts, within

ARTICLE = "看守人应当：\n（一）点灯；\n（二）记录：\n1.时刻；\n2.天气。\n（三）修灯。\n违者警告。"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", ARTICLE),
        ("para_1", ARTICLE.rpartition("\n")[0]),
        ("para_1__item_1", "（一）点灯；"),
        ("para_1__item_2__point_2", "2.天气。"),
        ("para_1__item_3", "（三）修灯。"),
        ("item_3", "（三）修灯。"),
        ("para_2", "违者警告。"),
        ("para_3", None),
        ("para_1__item_4", None),
    ],
)
def test_within(path, expected):
    assert within(ARTICLE, path) == expected


def test_items_in_the_line_of_their_paragraph():
    text = "有下列情形之一的，警告：（一）擅离；（二）醉酒。"
    assert within(text, "para_1__item_2") == "（二）醉酒。"


def test_a_reference_to_an_item_is_none():
    assert [part.path for part in parts("有前款第（一）项情形的，警告。")] == ["para_1"]


def test_points_of_a_text_without_articles():
    text = "看守办法\n（一）昼夜看守。\n1.昼班。\n2.夜班。\n（二）定期修灯。"
    assert numbered(text, "clause_2") == "（二）定期修灯。"
    assert numbered(text, "clause_1__num_2") == "2.夜班。"
    assert numbered(text, "clause_3") is None


@given(st.text(alphabet="甲乙。；：\n（）(一二三)1.2、 ", max_size=60))
def test_parts_lie_in_the_text_and_their_paths_read_back(text):
    for part in parts(text):
        assert 0 <= part.start <= part.end <= len(text)
        assert within(text, part.path) is not None
