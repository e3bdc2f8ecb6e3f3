"""Raw lines to articles, and what is wrong with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.statutes import body, lines
from extract.statutes.model import Raw, TextLine


def read(*texts, joined=False, excerpt=False, marked=()):
    lines = tuple(TextLine(text, number, number in marked) for number, text in enumerate(texts, 1))
    return body.read(Raw("test", "某法", (), lines, (), joined, excerpt))


def articles(found):
    return {article.path: article.text for article in found.articles}


def codes(found):
    """The damages but for the end: the texts here have no last article."""
    return [(damage.code, damage.provision) for damage in found.damages if damage.code != "cut"]


@pytest.mark.parametrize(
    ("last", "cut"),
    [
        ("第二条 本办法自2010年5月1日起施行。", []),
        ("第二条 本办法由航标局负责解释。", []),
        ("第二条 看守人应当守夜。", [("cut", "art_2")]),
    ],
)
def test_a_text_that_breaks_off_is_named(last, cut):
    found = read("第一条 甲。", last)
    assert [(damage.code, damage.provision) for damage in found.damages] == cut


def test_articles_stand_under_their_headings():
    found = read(
        "第一编 总则", "第一章 原则", "第一条 甲。", "第二章 看守", "第一节 条件", "第二条 乙。", "第三条 丙。"
    )
    assert [(one.path, one.heading) for one in found.articles] == [
        ("art_1", "book_1__chp_1"),
        ("art_2", "book_1__chp_2__sec_1"),
        ("art_3", "book_1__chp_2__sec_1"),
    ]
    assert not codes(found)


def test_a_heading_in_two_lines_and_one_without_number():
    found = read("第一章", "总则", "第一条 甲。", "附 则", "第二条 乙。", "第三条 丙。")
    assert [(one.path, one.words) for one in found.headings] == [("chp_1", "第一章 总则"), ("chp_2", "附 则")]


def test_a_heading_whose_number_does_not_go_on_is_text():
    found = read("第一章 总则", "第一条 甲依照", "第七章 罚则", "处理。", "第二条 乙。")
    assert [one.path for one in found.headings] == ["chp_1"]
    assert "第七章 罚则" in found.articles[0].text


def test_paragraphs_and_items_are_lines_of_their_article():
    found = read("第一条 有下列情形之一的：", "（一）甲；", "（二）乙。", "另有规定的除外。", "第二条 丙。")
    assert articles(found)["art_1"] == "有下列情形之一的：\n（一）甲；\n（二）乙。\n另有规定的除外。"


def test_a_number_on_a_line_of_its_own():
    assert articles(read("第一条", "甲。", "第二条", "乙。")) == {"art_1": "甲。", "art_2": "乙。"}


@pytest.mark.parametrize(
    ("texts", "path", "words"),
    [
        (
            ("第一条 甲。", "第二条 应当按照本法", "第一条", "的要求提交。", "第三条 丙。"),
            "art_2",
            "应当按照本法第一条的要求提交。",
        ),
        (
            ("第一条 甲。", "第二条 符合", "第四条、", "第五条的规定办理。", "第三条 丙。"),
            "art_2",
            "符合第四条、第五条的规定办理。",
        ),
    ],
)
def test_references_cut_out_as_headings_go_back_into_their_sentence(texts, path, words):
    found = read(*texts)
    assert articles(found)[path] == words
    assert [one.path for one in found.articles] == ["art_1", "art_2", "art_3"]
    assert {code for code, _ in codes(found)} == {"reference"}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("第一条 甲。", "第二条 乙。", "第四条 丁。"), [("missing", "art_3")]),
        (("第三条 甲。", "第四条 乙。"), [("missing", "art_1")]),
        (("第一条 甲。", "第二条 乙。", "第二条 乙之二。", "第三条 丙。"), [("doubled", "art_2")]),
        (("第一条 甲。", "第五条 戊。", "第二条 乙。", "第三条 丙。"), [("out_of_order", "art_5")]),
        (("第一条 甲。第二条 乙。", "第三条 丙。"), [("merged", "art_2")]),
        (("第一条 甲。", "第二条 乙。", "第三条 丙。第三章 附则", "第四条 丁。"), [("glued", "art_3")]),
        (("第一条 甲。", "第二条 乙。 附件：灯具目录"), [("annex_glued", "art_2")]),
        (("第一条 甲。", "第二条 乙。", "看守规则", "第一条 子。", "第二条 丑。"), [("restart", "")]),
    ],
)
def test_damage_is_named_with_its_article(texts, expected):
    found = read(*texts)
    named = [pair for pair in codes(found) if pair[0] in {code for code, _ in expected}]
    assert named == expected


def test_what_is_wrong_many_times_at_one_article_is_named_once():
    found = read("第一条 甲。", *["第一条 乙。"] * 50, "第二条 丙。")
    assert codes(found) == [("doubled", "art_1")]
    assert "共50处" in found.damages[0].zh


def test_merged_articles_are_parted_and_nothing_is_lost():
    found = read("第一条 甲。第二条 乙。第三条 丙。", "第四条 丁。")
    assert articles(found) == {"art_1": "甲。", "art_2": "乙。", "art_3": "丙。", "art_4": "丁。"}


def test_a_reference_in_mid_line_parts_nothing():
    found = read("第一条 甲按照第二条的规定办理。", "第三条 丙。")
    assert articles(found)["art_1"] == "甲按照第二条的规定办理。"


def test_an_article_with_a_number_of_its_own_behind_another():
    found = read("第十七条 甲。", "第十七条之一 乙。", "第十八条 丙。")
    assert [one.path for one in found.articles] == ["art_17", "art_17-1", "art_18"]


def test_annexes_stand_behind_the_articles():
    found = read("第一条 甲。", "第二条 乙。", "附件1：目录", "灯芯", "附件2：标准", "灯罩")
    assert [(one.path, one.text) for one in found.annexes] == [
        ("annex_1", "附件1：目录\n灯芯"),
        ("annex_2", "附件2：标准\n灯罩"),
    ]


def test_paragraphs_run_together_are_parted_at_blanks():
    found = read("第一条 甲。 乙。 有下列情形： （一）子； （二）丑。", "第二条 丙。", joined=True)
    assert articles(found)["art_1"] == "甲。\n乙。\n有下列情形：\n（一）子； （二）丑。".replace("； ", "；\n")


def test_a_text_without_articles_gives_its_points():
    found = read("各航标站：", "一、关于看守", "看守应当昼夜不断。", "二、关于灯具", "（一）灯芯；", "（二）灯罩。")
    assert [(one.path, one.text) for one in found.articles] == [
        ("part_1", "关于看守\n看守应当昼夜不断。"),
        ("part_2", "关于灯具\n（一）灯芯；\n（二）灯罩。"),
    ]
    assert found.preamble == "各航标站："


def test_a_text_without_any_number_is_one_piece():
    assert [(one.path, one.text) for one in read("准予设立灯塔。", "此复。").articles] == [
        ("", "准予设立灯塔。\n此复。")
    ]


def test_captions_of_editors_are_no_words_of_the_law():
    found = read("第一条【宗旨】", "为了航行安全。", "第二条 【范围】灯塔适用本法。")
    assert [(one.caption, one.text) for one in found.articles] == [
        ("宗旨", "为了航行安全。"),
        ("范围", "灯塔适用本法。"),
    ]


PIECES = st.sampled_from(
    [
        "第一条",
        "第二条",
        "第五条之一",
        "的规定",
        " ",
        "甲。",
        "（一）",
        "第一章 总则",
        "附件",
        "目录",
        "一、",
        "\u3000",
        "乙",
    ]
)


@given(st.lists(st.lists(PIECES, max_size=5).map("".join), max_size=12), st.booleans(), st.booleans())
def test_no_character_of_the_text_is_lost(texts, joined, excerpt):
    """Every word printed outside of headings (a table of contents repeats those) is in some part of what was read."""
    found = read(*texts, joined=joined, excerpt=excerpt)
    parts = (*found.articles, *found.annexes)
    kept = "".join([found.preamble, *(one.text + one.caption for one in parts), *(one.words for one in found.headings)])
    printed = "".join(text for text in texts if lines.heading(text.strip(" \u3000")) is None)
    for sign in "甲乙":
        assert kept.count(sign) >= printed.count(sign)
