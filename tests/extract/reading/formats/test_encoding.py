import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Unreadable
from extract.reading.formats.encoding import decode

TEXT = "序号\t事项名称\t实施依据\n1\t取水许可\t《中华人民共和国水法》第四十八条 应当申请领取取水许可证。\n"
TRADITIONAL = """序號\t事項名稱\t實施依據
1\t取水許可證的審批與監督檢查\t《中華人民共和國水法》第四十八條 應當申請領取取水許可證。
"""


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_the_encodings_lists_come_in(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_utf_16_big_endian_with_its_mark():
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


def test_a_guess_where_nothing_fits():
    assert decode((TRADITIONAL * 20).encode("big5")) == TRADITIONAL * 20


def test_a_web_page_says_its_own_encoding():
    page = f'<html><head><meta charset="big5"></head><body>{TRADITIONAL}</body></html>'
    assert "事項名稱" in decode((page * 3).encode("big5"))
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset=no-such-thing">{TEXT}</html>'
    assert decode(page.encode("gb18030")) == page


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_bad_byte_costs_one_character_not_the_row(encoding):
    data = TEXT.encode(encoding).replace("取水许可\t".encode(encoding), "取水许可".encode(encoding) + b"\xff\t")
    assert decode(data) == TEXT.replace("取水许可\t", "取水许可\ufffd\t")


def test_line_ends_become_newlines():
    assert decode("甲\r\n乙\r丙\n".encode()) == "甲\n乙\n丙\n"


@pytest.mark.parametrize("data", [b"", b" \n\t", bytes(range(256)) * 40, b"\x00\x01\x02" * 100])
def test_no_text(data):
    with pytest.raises(Unreadable, match=r"不是文本.*not text"):
        decode(data)


@given(st.binary())
def test_no_bytes_crash_it(data):
    with contextlib.suppress(Unreadable):
        assert isinstance(decode(data), str)


@given(
    st.text(alphabet="的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生", min_size=20)
)
def test_everyday_chinese_survives_either_encoding(text):
    assert decode(text.encode("gb18030")) == decode(text.encode("utf-8")) == text
