"""What stands behind a title, asked of places in levelled text."""

import pytest

from extract.understanding.basis import title_notes

NOTES = {
    "none": ("《甲法》第三条", ""),
    "a number": ("《甲条例》(国务院令第700号)第三条", "(国务院令第700号)"),
    "two brackets": ("《甲条例》(国务院令第700号)(2018年1月1日施行)第三条", "(国务院令第700号)(2018年1月1日施行)"),
    "a date without bracket": ("《甲条例》2018年1月1日施行 第三条", "2018年1月1日施行"),
    "a short name": ("《甲条例》(以下简称本条例)是", "(以下简称本条例)"),
    "running text": ("《甲条例》是", ""),
}


@pytest.mark.parametrize(("text", "expected"), NOTES.values(), ids=NOTES)
def test_notes_end_where_the_provision_or_other_words_begin(text, expected):
    at = text.index("》") + 1
    end, _ = title_notes.note(text, at)
    assert text[at:end] == expected


def test_the_title_of_an_amending_decision_is_a_mention_in_the_notes():
    text = "《甲条例》(根据2019年3月2日《关于修改部分条例的决定》修正)第三条"
    end, inside = title_notes.note(text, text.index("("))
    assert text[end:] == "第三条"
    assert [text[first:last] for first, last in inside] == ["《关于修改部分条例的决定》"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("同时废止", True), ("(国务院令第1号)同时废止", True), ("第三条 废止", False), ("登记", False)],
)
def test_words_that_end_the_force_of_a_document(words, expected):
    text = "《甲条例》" + words
    start = text.find("第三条")
    after = title_notes.after_title(text, 5, (start, start + 3) if start > 0 else None)
    assert title_notes.repealed(text, after) is expected


def test_provisions_are_quoted_or_pointed_at():
    pointed, quoted = "《甲法》第三条规定的情形", "《甲法》第三条 应当登记"
    assert title_notes.referring(pointed, title_notes.after_title(pointed, 4, (4, 7)))
    assert not title_notes.referring(quoted, title_notes.after_title(quoted, 4, (4, 7)))
