"""Where a rule of understanding has an edge: both sides of it, by whole texts."""

import pytest

from extract.understanding.cell import understand


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("第八条", "art_8"),
        ("第八条第（一）项、第（三）项", "art_8"),
        ("第八条第一款第（一）项、第（三）项", "art_8__para_1"),
        ("第八条、第九条", None),
        ("第八条第一款、第九条第一款", None),
    ],
)
def test_a_sanction_is_of_what_its_headings_have_in_common(headings, expected):
    (sanction,) = understand(f"《江北市渠道管理条例》{headings}：违反规定倾倒废渣的，处一千元罚款。").sanctions
    assert sanction.provision == expected


@pytest.mark.parametrize("length", [250, 400, 550])
def test_a_long_note_between_a_title_and_its_article_is_a_note(length):
    passed = "2001年3月1日江北市人民代表大会常务委员会第三次会议通过，"
    note = (passed + "根据历次决定修正，" * 100)[:length]
    (entry,) = understand(f"《江北市渠道管理条例》（{note}）第八条：违反规定的，处一千元罚款。").basis
    assert ([one.path for one in entry.provisions], [date.value for date in entry.dates]) == (["art_8"], ["2001-03-01"])


@pytest.mark.parametrize(
    ("figures", "low", "high"),
    [
        ("五至十万元", 50_000, 100_000),
        ("5-10万元", 50_000, 100_000),
        ("5千至1万元", 5_000, 10_000),
        ("五百至二千元", 500, 2_000),
        ("500-2000元", 500, 2_000),
        ("5000至1万元", 5_000, 10_000),
        ("10至20元", 10, 20),
    ],
)
def test_a_lower_bound_without_a_unit_takes_the_scale_of_the_upper_where_it_must(figures, low, high):
    (fine,) = understand(f"《江北市渠道管理条例》第八条：违反规定的，处{figures}的罚款。").sanctions
    assert (fine.minimum, fine.maximum) == (low, high)
