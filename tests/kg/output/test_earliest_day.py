"""Days of tables as numbers and dates: what is not stated is empty, what is stated is there."""

from datetime import date

import pandas as pd
import polars as pl
import pytest

from kg.output.earliest_day import earliest_day


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("2018-12-29", (2018, 12, "2018-12-29")),
        ("1999-01-22、2019-03-24", (1999, 1, "1999-01-22")),
        ("2018-12", (2018, 12, None)),
        ("2014、2015", (2014, None, None)),
        ("2015-02-30", (2015, 2, None)),
        ("", (None, None, None)),
        ("不详", (None, None, None)),
    ],
)
def test_a_day_is_taken_apart(days, expected):
    assert earliest_day(days) == expected


@pytest.mark.parametrize("table", ["citations", "documents"])
def test_dates_of_frames_are_dates_beside_the_words(graph, table):
    frame = graph.table(table)
    assert [str(frame[name].dtype) for name in ("日期", "年", "月", "年月日")] == [
        "string",
        "Int64",
        "Int64",
        "datetime64[s]",
    ]
    whole = frame["日期"].str.fullmatch(r"\d{4}-\d\d-\d\d(、.*)?").fillna(value=False)
    assert whole.sum() > 80
    assert frame.loc[whole, "年月日"].notna().all()
    assert frame.loc[~whole, "年月日"].isna().all()
    for words, day in zip(frame.loc[whole, "日期"], frame.loc[whole, "年月日"], strict=True):
        assert pd.Timestamp(words[:10]) == day
    stated = frame["日期"].fillna("").str.len() > 0
    assert frame.loc[stated, "年"].astype(str).tolist() == [words[:4] for words in frame.loc[stated, "日期"]]
    assert frame.loc[~stated, "年"].isna().all()
    assert graph.table(table, "polars")["年月日"].dtype == pl.Date


def test_a_month_alone_has_a_month_and_no_date(graph):
    alone = graph.citations[graph.citations["日期"] == "2018-12"]
    assert len(alone) == 2
    assert alone["月"].tolist() == [12, 12]
    assert alone["年月日"].isna().all()


def test_the_table_that_is_written_says_the_same(graph, exports):
    written = pd.read_csv(exports / "citations.csv", encoding="utf-8-sig", dtype={"日期": str})
    asked = graph.citations
    assert written["年"].astype("Int64").tolist() == asked["年"].tolist()
    assert [None if pd.isna(one) else date.fromisoformat(one) for one in written["年月日"]] == [
        None if pd.isna(one) else one.date() for one in asked["年月日"]
    ]
