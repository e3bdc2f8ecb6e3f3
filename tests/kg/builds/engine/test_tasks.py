"""What a worker of the engine makes of one file, without the engine."""

import io
import pickle
import zipfile
from pathlib import PurePath

import pytest

from extract.reading.files import ListedFile
from extract.reading.limits import DEFAULT
from extract.reading.reader import read_file
from kg.builds.engine import tasks
from kg.builds.engine.tasks import LINE, OUTCOME, EngineRecord, ListSource
from kg.builds.parts.part import Reading
from kg.builds.parts.stream import list_lines
from kg.graph.claims import Claims
from kg.graph.terms import BASE
from tests.conftest import SMALL

HOW = Reading(BASE, tables=False)
CONTENT = SMALL.encode()


def made(path, content, **sources):
    return list(tasks.records(path, content, sources, HOW, DEFAULT))


def outcomes(records):
    return [pickle.loads(one.value) for one in records if one.kind == OUTCOME]


def test_the_lines_of_a_file_are_those_of_its_list():
    source = ListSource("名", 3, "lists/名.txt")
    found = made("file:/x/y.txt", CONTENT, **{"file:/x/y.txt": source})
    listing = read_file(ListedFile(PurePath("lists/名.txt"), data=CONTENT))
    expected = {line for chunk in list_lines(listing, claims=Claims()) for line in chunk}
    assert sorted(one.key.encode() + b"\n" for one in found if one.kind == LINE) == sorted(expected)
    (outcome,) = outcomes(found)
    assert (outcome.number, outcome.rows, outcome.reason) == (3, 2, None)


def test_a_file_that_is_no_list_has_a_reason_and_nothing_else():
    found = made("file:/x.txt", "没有清单".encode(), **{"file:/x.txt": ListSource("x", 0, "x.txt")})
    assert [one.kind for one in found] == [OUTCOME]
    assert outcomes(found)[0].reason.where.startswith("x.txt")


def test_what_nobody_planned_is_passed_over():
    assert made("file:/x.txt", CONTENT) == []


def test_the_files_of_an_archive_are_lists_of_their_own():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/甲.txt", SMALL)
        archive.writestr("乙.txt", SMALL)
        archive.writestr(".DS_Store", "x")
    paths = tasks.members("file:/z.zip", packed.getvalue(), DEFAULT)
    assert paths == ["file:/z.zip/a/甲.txt", "file:/z.zip/乙.txt"]
    planned = {path: ListSource(PurePath(path).stem, number, path) for number, path in enumerate(paths)}
    assert [one.number for one in outcomes(made("file:/z.zip", packed.getvalue(), **planned))] == [0, 1]


def test_whether_all_conforms_is_said_once():
    assert [line.split(" ")[2] for line in tasks.verdict(BASE, grave=True) if "conforms" in line] == [
        '"false"^^<http://www.w3.org/2001/XMLSchema#boolean>'
    ]
    assert any('"true"' in line for line in tasks.verdict(BASE, grave=False))
    assert len(tasks.verdict(BASE, grave=True)) == 2


def test_records_and_quads_as_columns():
    pytest.importorskip("pyarrow")
    from kg.builds.engine.batches import SIZE, batched, quad_columns

    records = [EngineRecord(LINE, f"行{number}", bytes([number % 256])) for number in range(SIZE + 3)]
    batches = list(batched(iter(records)))
    assert [batch.num_rows for batch in batches] == [SIZE, 3]
    assert [EngineRecord(**row) for batch in batches for row in batch.to_pylist()] == records
    lines = [
        '<http://a/1> <http://a/p> "文\\n字"@zh <http://a/g> .',
        '<http://a/1> <http://a/p> "3"^^<http://www.w3.org/2001/XMLSchema#integer> <http://a/g> .',
        "<http://a/1> <http://a/p> <http://a/2> <http://a/g> .",
    ]
    rows = quad_columns(lines).to_pylist()
    assert [row["object"] for row in rows] == ["文\n字", "3", "http://a/2"]
    assert [row["language"] for row in rows] == ["zh", None, None]
    assert [row["datatype"] is None for row in rows] == [False, False, True]
    assert {row["graph"] for row in rows} == {"http://a/g"}
    assert quad_columns([]).num_rows == 0
