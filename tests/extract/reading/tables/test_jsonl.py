import json

from hypothesis import given
from hypothesis import strategies as st

from extract.model import Role
from extract.reading.tables.jsonl import of, rows

LAW = "《某某法》第一条"


def read(*objects):
    return list(rows(json.dumps(found, ensure_ascii=False) for found in objects))


def test_the_row_numbers_itself_and_offsets_hold():
    (row,) = read({"row": 7, "serial": "12", "sub": "甲之一", "basis": f"  {LAW}\n"})
    assert (row.number, row.line) == (7, 1)
    assert [(cell.role, cell.header, cell.text, cell.column) for cell in row.cells] == [
        (Role.SERIAL, "serial", "12", 1),
        (Role.SUB_NAME, "sub", "甲之一", 2),
        (Role.BASIS, "basis", f"  {LAW}\n", 3),
    ]
    assert not row.troubles


def test_every_role_and_header_word_is_a_key():
    found = {"row": 1, "basis": LAW, **{role.value: "x" for role in Role if role is not Role.BASIS}}
    assert {cell.role for cell in read(found)[0].cells} == set(Role)
    (row,) = read({"row": 1, "事项名称": "甲", "实施依据": LAW, "追责依据": "乙", "颜色": "红"})
    assert [cell.role for cell in row.cells] == [Role.NAME, Role.BASIS, Role.GROUNDS_BASIS, Role.OTHER]


def test_values_that_are_no_text():
    (row,) = read({"row": 1, "serial": 12, "name": None, "basis": LAW, "tags": ["a", {"b": 1}]})
    assert [cell.text for cell in row.cells] == ["12", "", LAW, '["a", {"b": 1}]']


def test_lines_are_read_one_at_a_time():
    def lines():
        yield json.dumps({"row": 1, "basis": LAW})
        raise AssertionError("read ahead")

    assert next(rows(lines())).number == 1


def test_lines_in_trouble_are_kept_and_marked():
    lines = [
        '{"row": 1, "basis": "x"}',
        "",
        '{"row": 2',
        "[1]",
        '{"basis": "y"}',
        '{"row": 5, "basis": [{}]}',
        '{"row": true, "basis": ""}',
    ]
    found = list(rows(lines))
    assert [(row.number, row.line) for row in found] == [(1, 1), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7)]
    assert [[trouble.zh for trouble in row.troubles] for row in found] == [
        [],
        ["不是 JSON：第10字符"],
        ["不是 JSON 对象"],
        ["缺少整数 row，按第4行计"],
        ["缺少文字 basis（实施依据）"],
        ["缺少整数 row，按第6行计"],
    ]
    assert found[1].cells[0].text == '{"row": 2'


def test_half_a_character_can_be_written_again():
    (row,) = rows(['{"row": 1, "basis": "甲\\ud800乙"}'])
    assert row.text(Role.BASIS) == "甲\ufffd乙"
    assert row.text(Role.BASIS).encode("utf-8")
    assert len(row.troubles) == 1


@given(st.text())
def test_no_line_crashes_it(text):
    for row in rows(text.splitlines()):
        assert row.troubles or row.all(Role.BASIS)


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists)
    | st.dictionaries(st.text(), st.text())
)
def test_no_object_crashes_it(found):
    assert of(found, 1, 1).number is not None
