import io

import openpyxl
import pytest

from extract.reading.formats import detect

ROWS = "序号,事项名称,权力类型,实施依据\n" + "".join(
    f'{number},对第{number}种行为的处罚,行政处罚,"《某法》第{number}条，\n""某""行为"\n' for number in range(1, 40)
)


@pytest.mark.parametrize("suffix", [".csv", ".txt"])
@pytest.mark.parametrize(
    "text",
    [
        ROWS,
        ROWS.replace(",", "\t"),
        ROWS.replace(",", ";"),
        ROWS.replace("\n1,", '\n1,"'),
        ROWS.replace("某法", "'某法").replace("行政处罚", '="行政处罚"'),
        ROWS.replace("行政处罚,", "#N/A,").replace("\n", "\r\n"),
        "附件\n\n" + ROWS,
        ROWS.replace("事项名称,", "名,"),
        ROWS.replace('"', "").replace(",", "|"),
        "一、说明\n没有表格的文字，有若干行。\n" * 20,
        '{"rows": [{"事项名称": "甲", "实施依据": "《某法》第一条", "row": 1}]}',
        "<table><tr><td>事项名称<td>实施依据</table>",
        "说明\n<table><tr><td>事项名称<td>实施依据</table>",
        "| 事项名称 | 实施依据 |\n| --- | --- |\n| 甲 | 《某法》第一条 |\n",
        "事项名称      实施依据          权力类型\n甲            《某法》第一条    行政许可\n",
    ],
)
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_long_file_gives_the_blocks_of_a_short_one_or_is_read_whole(text, code, suffix):
    data = text.encode(code)
    blocks = detect.long_blocks(io.BytesIO(data), suffix)
    assert blocks is None or blocks == detect.blocks(data, suffix)
    assert blocks or text not in (ROWS, ROWS.replace(",", "\t"))


def test_a_long_workbook_gives_the_blocks_of_a_short_one(tmp_path):
    book = openpyxl.Workbook()
    for number in range(30):
        book.active.append([number, f"第{number}项", None, "《某法》第一条"])
    book.active.merge_cells("B3:C4")
    book.save(tmp_path / "a.xlsx")
    data = (tmp_path / "a.xlsx").read_bytes()
    assert detect.long_blocks(io.BytesIO(data), ".xlsx") == detect.blocks(data, ".xlsx")


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0", b"MIME-Version: 1.0"])
def test_other_long_files_are_read_whole(data):
    assert detect.long_blocks(io.BytesIO(data), ".txt") is None
