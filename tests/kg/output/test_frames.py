import sys

import pandas as pd
import polars as pl
import pytest

from kg.asking.query import run
from kg.errors import Problem
from kg.graph.store import writable
from kg.output.frames import frame, of_records

QUERY = """SELECT * { VALUES (?n ?d ?mixed ?day ?year ?truth ?text ?iri ?odd ?none) {
  (1 1.5 1 "2018-05-02"^^xsd:date "2018"^^xsd:gYear true "甲"@zh <http://e/x> 1 UNDEF)
  (UNDEF 2.0 2.5 UNDEF "2019"^^xsd:gYear false "007" <http://e/y> "x" UNDEF)
} }"""
PANDAS = {
    "n": "Int64", "d": "float64", "mixed": "float64", "day": "datetime64[s]", "year": "string", "truth": "boolean",
    "text": "string", "iri": "string", "odd": "string", "none": "string",
}  # fmt: skip
POLARS = {
    "n": pl.Int64, "d": pl.Float64, "mixed": pl.Float64, "day": pl.Date, "year": pl.String, "truth": pl.Boolean,
    "text": pl.String, "iri": pl.String, "odd": pl.String, "none": pl.String,
}  # fmt: skip


def answer(query=QUERY):
    return run(writable(), query)


def test_columns_of_pandas_are_typed():
    found = frame(answer())
    assert {name: str(kind) for name, kind in found.dtypes.items()} == PANDAS
    assert found["n"].isna().tolist() == [False, True]
    assert found["day"][0] == pd.Timestamp("2018-05-02")
    assert found["text"].tolist() == ["甲", "007"]
    assert found["odd"].tolist() == ["1", "x"]
    assert found["none"].isna().all()


def test_columns_of_polars_are_typed():
    found = frame(answer(), "polars")
    assert dict(found.schema) == POLARS
    assert found["mixed"].to_list() == [1.0, 2.5]
    assert found["n"].to_list() == [1, None]


@pytest.mark.parametrize("day", ["2018-13-01", "2018-05-02+08:00", "-0044-03-15"])
def test_a_day_no_calendar_here_has_stays_text(day):
    found = frame(answer(f'SELECT ?day {{ BIND ("{day}"^^xsd:date AS ?day) }}'))
    assert found["day"].tolist() == [day]


def test_a_number_that_is_none_stays_text():
    found = frame(answer('SELECT ?n { VALUES ?n { "many"^^xsd:integer 3 } }'))
    assert found["n"].tolist() == ["many", "3"]


TYPES = {"n": "integer", "d": "number", "day": "date", "truth": "truth"}
ROWS = ['1 2 "2018-05-02"^^xsd:date true "甲"', '1 1.5 UNDEF UNDEF "乙"', "UNDEF UNDEF UNDEF UNDEF UNDEF"]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_types_that_are_declared_do_not_depend_on_the_rows(library):
    schemas = []
    for rows in ([], *([row] for row in ROWS), ROWS):
        values = " ".join(f"({row})" for row in rows)
        query = f"SELECT * {{ VALUES (?n ?d ?day ?truth ?text) {{ {values} }} }}"
        found = frame(run(writable(), query, types=TYPES), library)
        schemas.append([str(kind) for kind in found.dtypes])
    assert all(schema == schemas[0] for schema in schemas)
    assert len(set(schemas[0])) == 5


@pytest.mark.parametrize(("value", "kept"), [("1.5", 1.5), ('"many"', "many"), ('"2018"^^xsd:gYear', "2018")])
def test_no_value_is_lost_to_a_declaration(value, kept):
    found = frame(run(writable(), f"SELECT ?n {{ BIND ({value} AS ?n) }}", types={"n": "integer"}))
    assert found["n"].tolist() == [kept]


def test_an_empty_answer_keeps_its_columns():
    found = frame(answer("SELECT ?a ?b { FILTER (false) }"))
    assert list(found.columns) == ["a", "b"]
    assert len(found) == 0


def test_a_truth_and_a_graph_are_frames_too():
    assert frame(answer("ASK { }"))["answer"].tolist() == [True]
    assert list(frame(answer("CONSTRUCT WHERE { ?s ?p ?o }")).columns) == ["subject", "predicate", "object"]


def test_another_library_is_named():
    with pytest.raises(Problem, match="pandas 或者 polars"):
        frame(answer(), "dask")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_library_names_its_extra(library, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(Problem, match=r'pip install "quanze\[\w+\]"'):
        frame(answer(), library)


def test_records_without_pandas_name_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(Problem, match="notebooks"):
        of_records([{"a": 1}])
