import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.model import Unreadable
from extract.reading.formats import line_file
from extract.reading.formats.csv_records import TextLines, records
from extract.reading.formats.encoding import decode
from extract.reading.formats.line_file import LineFile

PIECES = ["甲", "项目", "\n", "\r\n", "\r", ",", '"', '""', "a", "😀", "\0", "  "]
TEXTS = st.lists(st.sampled_from(PIECES)).map("".join).filter(lambda text: text.count("\0") < 5)


@pytest.fixture(params=[1, 7, 1 << 20], autouse=True, scope="module")
def chunk(request):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(line_file, "_CHUNK", request.param)
        yield


@given(TEXTS, st.sampled_from(["utf-8", "gb18030"]))
@example("a\0\0\n", "gb18030")
def test_lines_are_those_of_the_whole_text(text, code):
    text = f"行政处罚清单{text}"
    lines, whole = LineFile(io.BytesIO(text.encode(code)), code), decode(text.encode(code)).split("\n")
    assert list(lines) == whole
    assert [list(lines.ended(start)) for start in (0, len(lines) - 1)] == [
        [f"{line}\n" for line in whole[start:]] for start in (0, len(whole) - 1)
    ]
    assert lines[1:3] == whole[1:3]
    assert lines.longest >= max(len(line.encode()) for line in whole)


@given(TEXTS, st.integers(0, 4))
def test_records_are_those_of_the_whole_text(text, width):
    text = f"行政处罚清单\n{text.replace(chr(0), '')}"
    lines = LineFile(io.BytesIO(text.encode()), "utf-8")
    assert list(records(lines, ",", width)) == list(records(TextLines(decode(text.encode())), ",", width))


def test_what_is_looked_for_is_seen_wherever_it_stands():
    sought, other = re.compile("甲乙"), re.compile("丙")
    lines = LineFile(io.BytesIO(("清" * 50 + "甲乙\n").encode()), "utf-8", (sought, other))
    assert lines.seen == {sought}


def test_what_is_no_text_is_refused():
    with pytest.raises(Unreadable):
        LineFile(io.BytesIO(b"\x01\x02\x03\x04\x05\x06" * 9), "utf-8")
