"""A table that this project writes as CSV is read back as it was written, whatever its cells hold."""

from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Role
from extract.reading import reader
from extract.reading.files import ListedFile
from kg.output.csv_tables import table
from kg.output.sanitise import printable

COLUMNS = ["序号", "编码", "事项名称", "权力类型", "实施依据", "备注"]
ODD = st.text(alphabet=st.sampled_from("甲乙《》第一条,，;\"'“”=+-@＝\t\n\r 01239.Ee#/|\\<>&（）"), max_size=40)
CODES = st.sampled_from(
    ["000123", "1-2", "12E5", "3/4", "11620300438260106X3620114001000", "'0012", "=1+1", "-7", "1.10"]
)


def read(rows):
    return reader.read_file(ListedFile(PurePath("表.csv"), data=table(COLUMNS, rows))).rows


@given(st.lists(st.tuples(CODES, ODD, ODD), min_size=1, max_size=6))
def test_every_cell_is_read_as_it_was_written(cells):
    rows = [
        [str(at), code, f"第{at}项{name}", "行政处罚", f"《甲法》第{at}条", f"注{remark}"]
        for at, (code, name, remark) in enumerate(cells, start=1)
    ]
    found = read(rows)
    assert [
        [row.text(role) for role in (Role.SERIAL, Role.CODE, Role.NAME, Role.TYPE, Role.BASIS, Role.REMARK)]
        for row in found
    ] == [[printable(cell) for cell in row] for row in rows]


@pytest.mark.parametrize(
    "remark",
    [
        "'",
        "''",
        "'=",
        '"',
        '""',
        '","',
        "=",
        '="x"',
        "+1",
        "@甲",
        "-",
        "\n",
        "甲\n\n乙",
        " 甲 ",
        "0",
        "007",
        "1e9",
        "#N/A",
    ],
)
def test_odd_cells_alone(remark):
    (row,) = read([["1", "000123", "甲", "行政处罚", "《甲法》第一条", remark]])
    assert "".join(cell.text for cell in row.all(Role.REMARK)) == printable(remark)
