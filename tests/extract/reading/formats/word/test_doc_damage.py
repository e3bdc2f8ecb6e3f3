"""Documents of Word 97-2003 that are damaged, protected, too old or larger than the limits."""

from contextlib import suppress
from struct import pack

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import Unreadable
from extract.reading.formats.detect import blocks
from extract.reading.grid import Omission, Paragraph, Reason
from extract.reading.limits import Limits
from tests.extract.reading.formats.word.composed import (
    DELETED,
    STRUCK,
    Composed,
    cell,
    compound,
    document,
    ends_inner_row,
    ends_row,
    inner_cell,
    line,
    lists,
    numbered,
    numbers,
    row,
    styles,
    table,
)  # fmt: skip

FIRST, RESTART = 0x1, 0x3 << 5


@pytest.mark.parametrize(
    ("more", "zh", "en"),
    [
        ({"flags": 0x100}, "已加密", "encrypted"),
        ({"version": 0x68}, "Word 97 以前", "older than Word 97"),
        ({"identifier": 0xA5DC}, "Word 97 以前", "older than Word 97"),
    ],
)
def test_documents_that_are_not_read_say_why(more, zh, en):
    with pytest.raises(Unreadable, match=en) as caught:
        blocks(document(line("甲"), **more), ".doc")
    assert zh in caught.value.zh


def test_names_of_streams_in_other_letters():
    streams = Composed([line("甲")]).streams()
    (found,) = blocks(compound({name.upper(): content for name, content in streams.items()}), "")
    assert found.text == "甲"


def test_a_document_cut_off_or_with_tables_that_lead_nowhere():
    whole = document(line("甲"), *table(["1", "乙"]))
    for data in (whole[:700], whole[:2000], whole[:44] + pack("<I", 1 << 30) + whole[48:]):
        with pytest.raises(Unreadable, match="损坏"):
            blocks(data, ".doc")
    streams = Composed([line("甲" * 50)]).streams()
    for name in streams:
        cut = {**streams, name: streams[name][:100]}
        with suppress(Unreadable):
            blocks(compound(cut), ".doc")


def test_what_is_past_the_limits():
    parts = table(["长" * 30, "乙"], ["丙", "丁"])
    (grid,) = blocks(document(*parts), ".doc", Limits(cell_length=20))
    assert [[one.text for one in cells] for cells in grid.rows] == [["", "乙"], ["丙", "丁"]]
    assert [one.reason for one in grid.omissions] == [Reason.TOO_LONG]
    (grid,) = blocks(document(*parts), ".doc", Limits(cells=1))
    assert (len(grid.rows), grid.omissions) == (1, (Omission(1, 0, "", Reason.TOO_MUCH),))


_LIST = lists((1, 0, "\0."))
_WHOLE = Composed(
    [
        line("甲\x13 A \x14乙\x15", ("删", DELETED), properties=numbered(1), style=1),
        *table(["序号", "名称"], ["1", "乙"]),
        cell("外"), inner_cell("内"), ends_inner_row(row(0, 900)), cell("后"),
        ends_row(row(0, 900, 1800, flags=(FIRST, RESTART))),
        line("末\x08\x02"),
    ],
    stories={"footnotes": [line("注")], "headers": [line("眉")], "boxes": [line("框")]},
    styles=styles((0xFFF, b"", b""), (0, pack("<HH", 0x460B, 1), STRUCK)),
    of_piece=STRUCK,
    pieces=3,
    tables={73: _LIST[0], 74: numbers(())},
    behind={73: _LIST[1]},
).streams()  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_bytes_crash_it(data):
    streams = dict(_WHOLE)
    for _ in range(data.draw(st.integers(1, 6))):
        name = data.draw(st.sampled_from(sorted(streams)))
        content = bytearray(streams[name])
        at = data.draw(st.integers(0, len(content) - 1))
        new = data.draw(
            st.one_of(st.binary(min_size=1, max_size=4), st.sampled_from([b"\xff" * 4, b"\0" * 4, b"\x7f"]))
        )
        content[at : at + len(new)] = new
        streams[name] = bytes(content)
    with suppress(Unreadable):
        for block in blocks(compound(streams), ".doc"):
            rows = [[block]] if isinstance(block, Paragraph) else block.rows
            assert all(one.text.encode().decode() == one.text for cells in rows for one in cells)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_damage_of_the_container_crashes_it(data):
    content = bytearray(compound(_WHOLE))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(8, len(content) - 1))
        content[at : at + 4] = data.draw(st.binary(min_size=1, max_size=4))
    with suppress(Unreadable):
        blocks(bytes(content), ".doc")


def test_rows_of_many_empty_cells_are_bounded():
    parts = [part for at in range(30) for part in (cell("x"), ends_row(row(300 * at, 300 * at + 300)))]
    (grid,) = blocks(document(*parts), ".doc", Limits(blanks=20))
    # row n is n cells, one of them with a text: past 20 and four times n, n (n - 1) / 2 are 78 in row 13
    assert (len(grid.rows), grid.omissions) == (13, (Omission(13, 0, "", Reason.TOO_MUCH),))
