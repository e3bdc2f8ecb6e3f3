import pytest

from extract.reading.grid import Grid, Omission, Paragraph, Reason
from extract.reading.omissions import troubles


def omission_troubles(*omissions, name=""):
    said = troubles([Grid((), name, omissions=omissions)])
    return [(one.line, one.column, one.zh, one.en) for one in said]


def test_a_cell_is_named_with_its_place_and_text():
    assert omission_troubles(Omission(3, 2, "#N/A", Reason.ERROR_VALUE), name="许可") == [
        (3, 2, "表“许可”第3行第2格是错误值，按空白处理：“#N/A”", 'sheet "许可": an error value, taken for empty')
    ]


def test_a_hidden_sheet_is_one_line_a_hidden_row_one_a_row():
    cells = [(2, 1, "1"), (2, 2, "甲"), (5, 1, "2")]
    assert omission_troubles(*(Omission(*cell, Reason.HIDDEN_SHEET) for cell in cells), name="旧版") == [
        (0, 0, "表“旧版”是隐藏的工作表，未读入：“1｜甲｜2”", 'sheet "旧版": a hidden sheet, not read')
    ]
    assert [one[:3] for one in omission_troubles(*(Omission(*cell, Reason.HIDDEN_ROW) for cell in cells))] == [
        (2, 0, "第2行是隐藏行，未读入：“1｜甲”"),
        (5, 1, "第5行是隐藏行，未读入：“2”"),
    ]
    assert [one[:3] for one in omission_troubles(*(Omission(*cell, Reason.HIDDEN_COLUMN) for cell in cells))] == [
        (2, 1, "第1列是隐藏列，未读入：“1｜2”"),
        (2, 2, "第2列是隐藏列，未读入：“甲”"),
    ]


def test_what_is_left_out_of_paragraphs_is_named_too():
    block = Paragraph("甲", 7, (Omission(7, 0, "乙\n丙", Reason.DELETED),))
    assert [one.zh for one in troubles([block])] == ["第7行有修订中已删除的文字，未读入：“乙 丙”"]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_in_both_languages(reason):
    ((line, _, zh, en),) = omission_troubles(Omission(1, 1, "长" * 100, reason))
    assert line in {0, 1}
    assert zh.endswith("长”")
    assert en.isascii()
    assert "\n" not in zh
