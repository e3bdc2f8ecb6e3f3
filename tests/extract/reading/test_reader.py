import contextlib
import gc
import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.model import ListFile, Role, Unreadable
from extract.reading.reader import read, row_lines

DATA = Path(__file__).parents[3] / "data"
HEADER = "序号\t事项名称\t权力类型\t实施依据\t备注\n"
ROW = "1\t甲许可\t行政许可\t《某某法》第一条 应当许可。\t无\n"
NOISE = [
    b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Workbook".encode("utf-16-le"), b"%PDF", b"<table><tr><td>",
    b"\xff\xfe", b"\xef\xbb\xbf", "序号\t事项名称\t实施依据\n".encode(), "序号,事项名称,实施依据\n".encode("gb18030"),
    b'{"row": 1, "basis": "', b"[[", b"\t", b"\n", b'"', b"1\t2\t3\n", "《某法》第一条".encode(), b"\x00",
    b"</td colspan=9>",    "职权名称：".encode(), "一、行政处罚（共2项）\n".encode(),
    "部门职责登记表\n\t序号\n\t主要职责\n\t1\n".encode(),
]  # fmt: skip


@pytest.fixture
def file(tmp_path):
    def file(content, name="list.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return file


def test_the_bundled_power_list():
    path = DATA / "jinchang-hrss-power-list.txt"
    found = read(path)
    assert found.name == "jinchang-hrss-power-list"
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert found.publisher == "金昌市人力资源和社会保障局"
    assert len(found.rows) == 137
    assert {len(row.cells) for row in found.rows} == {12}
    assert [row.number for row in found.rows] == list(range(1, 138))
    assert found.rows[0].text(Role.SERIAL) == "1577"
    assert Counter(bool(row.text(Role.SUB_NAME).strip()) for row in found.rows) == {False: 73, True: 64}
    codes = {"".join(row.text(Role.CODE).split()) for row in found.rows if row.text(Role.SUB_NAME).strip()}
    assert len(codes) == 14
    assert not found.troubles
    assert not any(row.troubles for row in found.rows)
    lines = path.read_text(encoding="utf-8").split("\n")
    for row in found.rows:
        assert [cell.text for cell in row.cells] == lines[row.line - 1].split("\t")


def test_the_bundled_responsibility_list_goes_its_own_way():
    found = read(DATA / "jize-hrss-responsibility-list.txt")
    assert found.responsibility_list is not None
    assert found.rows == ()
    assert found.publisher == "鸡泽县人力资源和社会保障局"


@pytest.mark.parametrize(
    ("content", "zh", "en"),
    [
        (b"", "文件是空的", "the file is empty"),
        (b" \n\t\r\n", "文件是空的", "the file is empty"),
        (b"\xef\xbb\xbf", "文件是空的", "the file is empty"),
        (bytes(range(256)) * 20, "不是文本", "not text"),
        ("甲\t乙\t丙\n1\t2\t3\n", "没有可识别的表头：第1行是“甲｜乙｜丙”", "no header known"),
        ("\n\n某文\n正文", "没有可识别的表头：第3行是“某文”", "no header known"),
        (HEADER, "有表头，没有数据行", "no row of data"),
        ("<html><table><tr><td> </td></tr></table></html>", "文件里没有文字", "holds no text"),
        ('{"rows": 1}\n', "没有可识别的表头", "no header known"),
    ],
)
def test_nothing_to_build_is_one_line(file, content, zh, en):
    path = file(content)
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert str(caught.value).startswith(str(path))
    assert zh in str(caught.value)
    assert en in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder(tmp_path):
    with pytest.raises(Unreadable, match=r"找不到文件 / no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(Unreadable, match=r"是文件夹.*a folder"):
        read(tmp_path)
    with pytest.raises(Unreadable, match=r"无法读取.*cannot be read"):
        read(tmp_path / "nul\0.txt")


def test_no_permission(monkeypatch):
    def refuse(path):
        raise PermissionError(13, "refused", str(path))

    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(Unreadable, match=r"没有读取权限.*no permission"):
        read(Path("list.txt"))


def test_a_row_in_trouble_is_kept_and_the_rest_is_built(file):
    found = read(file(HEADER + ROW + "2\t乙许可\t行政许可\n" + ROW + ROW.replace("\n", "\t多\n") + ROW))
    assert [row.number for row in found.rows] == [1, 2, 3, 4, 5]
    assert [[(trouble.line, trouble.column, trouble.zh) for trouble in row.troubles] for row in found.rows] == [
        [],
        [(3, 4, "应有5格，实有3格")],
        [],
        [(5, 6, "应有5格，实有6格")],
        [],
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_bad_byte_marks_its_cell(file, encoding):
    text = HEADER + ROW + ROW.replace("应当", "\x01") + ROW
    found = read(file(text.encode(encoding).replace(b"\x01", b"\xff")))
    assert [row.text(Role.BASIS) for row in found.rows][1] == "《某某法》第一条 \ufffd许可。"
    assert [[(trouble.line, trouble.column) for trouble in row.troubles] for row in found.rows] == [[], [(3, 4)], []]


def test_a_bad_byte_above_the_table_is_told_with_its_line(file):
    text = "某局职权\n某年\x01\n职权名称：甲\n职权类型：行政许可\n实施依据：《某某法》第一条"
    found = read(file(text.encode().replace(b"\x01", b"\xff")))
    assert [(trouble.line, trouble.column) for trouble in found.troubles] == [(2, 3)]


def test_title_and_publisher_from_above_the_table_else_the_file_name(file):
    assert read(file("某县水务局权力清单\n" + HEADER + ROW)).title == "某县水务局权力清单"
    found = read(file(HEADER + ROW, "某县教育局权责清单.txt"))
    assert (found.title, found.publisher) == ("某县教育局权责清单", "某县教育局")
    assert read(file(HEADER + ROW)).publisher == ""


def test_json_lines_and_an_array_of_objects(file):
    objects = [{"row": 4, "basis": "《甲法》"}, {"row": 9, "basis": "《乙法》", "body": "某局"}]
    lines = "\n".join(json.dumps(found, ensure_ascii=False) for found in objects)
    for content, name in ((lines, "x.jsonl"), (lines, "x.txt"), (json.dumps(objects, indent=1), "x.json")):
        found = read(file(content, name))
        assert [(row.number, row.text(Role.BASIS)) for row in found.rows] == [(4, "《甲法》"), (9, "《乙法》")]
        assert found.publisher == "某局"
        assert not any(row.troubles for row in found.rows)


def test_rows_of_json_lines_come_one_at_a_time_and_are_the_same(file):
    lines = '\n{"row": 4, "basis": "《甲法》"}\n不是\n{"row": "x", "basis": "乙\\ud800"}\n{"row": 9, "basis": null}\n'
    path = file(lines, "x.jsonl")
    assert tuple(row_lines(path)) == read(path).rows


@pytest.mark.parametrize("first", ["[1]", '{"row": "4", "basis": "《甲法》"}', '{"row": 4}', "序号", ""])
def test_other_files_are_no_rows_of_json_lines(file, first):
    assert row_lines(file(first, "x.jsonl")) is None
    assert row_lines(file('{"row": 4, "basis": "《甲法》"}', "x.txt")) is None


def test_json_lines_in_another_encoding_are_left_to_read(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_bytes('{"row": 4, "basis": "《劳动法》第三条，应当登记。"}\n'.encode("gb18030"))
    assert row_lines(path) is None
    assert read(path).rows[0].text(Role.BASIS).startswith("《劳动法》")


def test_json_without_rows(file):
    with pytest.raises(Unreadable, match=r"row 和 basis.*row and basis"):
        read(file('{"a": 1', "x.jsonl"))


def test_text_that_begins_like_json_is_text(file):
    assert len(read(file("[附件1]\n" + HEADER + ROW)).rows) == 1


def test_the_collector_is_left_as_it_was(file):
    path = file(HEADER + ROW)
    read(path)
    assert gc.isenabled()
    gc.disable()
    try:
        read(path)
        assert not gc.isenabled()
    finally:
        gc.enable()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.sampled_from(NOISE) | st.binary(max_size=12) | st.text(max_size=9).map(str.encode), max_size=24),
    st.sampled_from(["a.txt", "a.csv", "a.jsonl", "a.json", "a.html", "a.xlsx"]),
)
def test_no_bytes_crash_it(file, pieces, name):
    with contextlib.suppress(Unreadable):
        found = read(file(b"".join(pieces), name))
        assert isinstance(found, ListFile)
        assert found.rows or found.responsibility_list
