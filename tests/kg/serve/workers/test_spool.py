import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.output.result_workbook import TooLarge
from kg.serve.workers.spool import IN_MEMORY, Spool


def test_a_small_answer_stays_in_memory(tmp_path):
    output = Spool(tmp_path, max_bytes=100)
    output.write(b"abc")
    output.write(b"def")
    assert output.finish() == (b"abcdef", "")
    assert output.length == 6
    assert not list(tmp_path.iterdir())


def test_a_large_answer_goes_to_a_file_named_after_the_process(tmp_path):
    output = Spool(tmp_path, max_bytes=0)
    output.write(b"x" * IN_MEMORY)
    output.write(b"y")
    body, path = output.finish()
    assert body == b""
    assert Path(path).read_bytes() == b"x" * IN_MEMORY + b"y"
    assert Path(path).name.startswith(f"answer-{os.getpid()}-")


def test_an_answer_past_its_limit_leaves_nothing(tmp_path):
    output = Spool(tmp_path, max_bytes=IN_MEMORY + 10)
    output.write(b"x" * (IN_MEMORY + 5))
    with pytest.raises(TooLarge) as refused:
        output.write(b"x" * 6)
    assert (refused.value.what, refused.value.limit) == ("bytes", IN_MEMORY + 10)
    output.discard()
    assert not list(tmp_path.iterdir())


@given(
    st.lists(st.sampled_from([b"},{", b"\r\n", b"x", b'"', b"}", b",", b"{"]), max_size=60).map(b"".join),
    st.lists(st.integers(0, 9), max_size=60),
    st.sampled_from([b"\r\n", b'},{"', b"x"]),
    st.integers(1, 5),
)
def test_rows_are_counted_wherever_the_writer_cuts(text, cuts, mark, most):
    output, refused, at = Spool(Path("unused"), 0, most, mark), False, 0
    try:
        for length in [*cuts, len(text)]:
            output.write(text[at : at + length])
            at += length
    except TooLarge:
        refused = True
    assert refused == (text.count(mark) > most)
