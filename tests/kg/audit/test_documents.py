"""The register: versions by title, what became of them by a day, and what is not known."""

import pytest

from kg.asking.shapes import violations
from kg.audit.documents import FILE, read, register, standings
from kg.graph.things.standing import quads

HEAD = "title,rank,body,number,promulgated,effective,status,amended_on,amendments,known_on,source\n"
ROWS = """甲法,law,,,2001-01-01,2001-03-01,amended,2011-01-01,2026-05,flk
甲法,law,,,2011-01-01,2011-01-01,in_force,,,2026-05,flk
乙条例,administrative_regulation,,国务院令第999号,2005-05-05,2005-06-01,repealed,,,2026-05,flk
丙条例,administrative_regulation,,,2026-04-01,2027-01-01,not_yet_in_force,,,2026-05,flk
丁办法,department_rule,,,2009-09-09,,unknown,,,2025-04,lawrefbook
中华人民共和国戊条例,administrative_regulation,,国务院令第998号,2002-02-02,,in_force,,,2026-05,flk
己条例,local_regulation,,,2002-02-02,,unknown,,,2025-04,lawrefbook
中华人民共和国己条例,administrative_regulation,,,2002-02-02,,repealed,,,2026-05,flk
"""


@pytest.fixture
def known(tmp_path):
    path = tmp_path / "documents.csv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    return read(path)


@pytest.mark.parametrize(
    ("title", "as_of", "repealed"),
    [
        ("乙条例", "2026-09-30", True),
        ("《乙条例》", "2026-09-30", True),
        ("乙条例", "2020-01-01", False),  # the day of the repeal is not known
        ("甲法", "2026-09-30", False),
        ("丁办法", "2026-09-30", False),
        ("无此条例", "2026-09-30", False),
        ("己条例", "2026-09-30", False),  # fits two documents
    ],
)
def test_what_is_repealed(known, title, as_of, repealed):
    assert (known.repealed(title, as_of) is not None) is repealed


@pytest.mark.parametrize(
    ("day", "as_of", "amended"),
    [
        ("2001-01-01", "2026-09-30", "2011-01-01"),
        ("2001", "2026-09-30", "2011-01-01"),
        ("2011", "2026-09-30", None),
        ("2011-01", "2026-09-30", None),
        ("2001-01-01", "2010-12-31", None),
        ("2011-01-01", "2026-09-30", None),
        ("", "2026-09-30", None),
    ],
)
def test_what_was_amended_since_the_day_stated(known, day, as_of, amended):
    found = known.amended_since("甲法", day, as_of)
    assert (found.promulgated if found else None) == amended


def test_what_is_not_yet_in_force(known):
    assert known.not_yet("丙条例", "2026-09-30")
    assert not known.not_yet("丙条例", "2027-01-01")
    assert not known.not_yet("甲法", "2026-09-30")


def test_a_title_without_the_name_of_the_state_finds_its_document_where_no_other_bears_it(known):
    assert known.latest("戊条例", "2026-09-30").number == "国务院令第998号"
    assert known.versions("己条例") == ()
    assert known.bearers("国务院令第 998 号") == frozenset({"中华人民共和国戊条例"})


def test_the_graph_is_told_what_is_known_and_nothing_else(known):
    found = list(standings(known, ["丁办法", "乙条例", "无此条例", ""], "2026-09-30"))
    assert [(one.title, one.in_force) for one in found] == [("乙条例", False)]
    assert FILE in found[0].source
    assert violations(quads(found)) == ()


@pytest.mark.parametrize(
    ("title", "before", "after"),
    [
        ("中华人民共和国治安管理处罚条例", "2006-02-28", "2006-03-31"),
        ("女职工劳动保护规定", "2012-03-31", "2012-05-01"),
    ],
)
def test_what_a_later_document_repealed_is_repealed_from_that_month(title, before, after):
    """The days are those of the last articles of 治安管理处罚法 and 女职工劳动保护特别规定."""
    assert register().repealed(title, before) is None
    assert register().repealed(title, after).source == "clause"
