"""The lists that speed and memory are measured on: as many rows as asked for, none like another, always the same."""

import csv
import importlib.util
from collections import Counter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "benchmarks" / "rows.py"
PRINTED = ("实施依据", "责任事项内容", "追责情形")


@pytest.fixture(scope="module")
def rows():
    spec = importlib.util.spec_from_file_location("benchmark_rows", SOURCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(paths):
    found = []
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            found += csv.DictReader(file)
    return found


def test_as_many_rows_as_asked_for_and_the_same_bytes_again(rows, tmp_path):
    first = list(rows.write(tmp_path / "a", 300))
    again = list(rows.write(tmp_path / "b", 300))
    assert len(read(first)) == 300
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]


def test_no_two_rows_are_alike(rows, tmp_path):
    found = read(rows.write(tmp_path, 1000))
    for column in PRINTED:
        assert len({row[column] for row in found}) == 1000, column
    codes = [row["子项地方权力编码"] or row["地方权力编码"] for row in found]
    assert len(set(codes)) == 1000


def test_ten_lists_print_the_same_cells_where_asked(rows, tmp_path):
    found = read(rows.write(tmp_path, 137 * 20, alike=10))
    for column in PRINTED:
        assert set(Counter(row[column] for row in found).values()) == {10}, column
    assert len({row["行使主体"] for row in found}) > 20 - 1
