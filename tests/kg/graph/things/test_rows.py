"""What makes a row the item it is: codes first, names where they are missing or do not tell apart."""

import pytest

from kg.graph.iris import Name
from kg.graph.things.rows import identity, oddities, survey
from tests.lists import CREDIT, row

MAIN = f"{CREDIT}362101400700Y"
SUB = f"{CREDIT}3621014007005"


@pytest.mark.parametrize(
    ("held", "own", "main", "sub"),
    [
        (row(1, "甲", f"{CREDIT[:9]} {CREDIT[9:]}3620214001000"), f"{CREDIT}3620214001000", None, False),
        (row(1, "甲", MAIN, "乙", SUB), SUB, MAIN, True),
        (row(1, "甲", "", "乙", SUB), SUB, MAIN, True),
        (row(1, "甲", "0100381000", "乙", ""), "", "0100381000", True),
        (row(1, "甲", "0100381000", "", "0100381000"), "0100381000", None, False),
        (row(1, "甲", "0100381000", "", "0100381001"), "0100381001", "0100381000", True),
        (row(1, "甲", "", "", SUB), SUB, None, False),
    ],
)
def test_codes_of_rows(held, own, main, sub):
    found = identity(held)
    assert (found.own_code, found.is_sub) == (own, sub)
    assert main is None or found.main_code == main


def item(known, held):
    own = identity(held)
    return known.name("清单", held, own.own_code, own.own_names)


def test_rows_with_one_code_and_one_name_are_one_item():
    rows = [row(1, "甲", "A1"), row(2, "甲 ", "A 1")]
    known = survey(rows)
    assert {item(known, held) for held in rows} == {Name("power", ("A1",))}
    assert [trouble for held in rows for trouble in oddities(held, identity(held), known)] == []


def test_rows_with_one_code_and_two_names_are_two_items_and_the_second_is_marked():
    rows = [row(1, "甲", "A1"), row(2, "乙", "A1")]
    known = survey(rows)
    assert item(known, rows[0]) == Name("power", ("A1",))
    assert item(known, rows[1]).keys[0].startswith("A1-")
    assert list(oddities(rows[0], identity(rows[0]), known)) == []
    (trouble,) = oddities(rows[1], identity(rows[1]), known)
    assert (trouble.line, trouble.column) == (3, 5)
    assert "A1" in trouble.zh
    assert "A1" in trouble.en


def test_a_main_item_named_in_two_ways_is_one_where_codes_say_so_and_is_marked():
    rows = [row(1, "甲", MAIN, "一", SUB), row(2, "甲类", MAIN, "二", f"{CREDIT}3621014007006")]
    known = survey(rows)
    assert {known.main_name("清单", held, identity(held)) for held in rows} == {Name("power", (MAIN,))}
    (trouble,) = oddities(rows[1], identity(rows[1]), known)
    assert trouble.zh == f"主项 {MAIN} 在别处名为“甲”，此处名为“甲类”"


@pytest.mark.parametrize(
    ("names", "marked"),
    [
        (["甲", "甲类", "甲类"], [1]),  # most rows tell the name, not the first
        (["甲", "甲类"], [2]),
        (["甲", "甲", "甲"], []),
    ],
)
def test_the_main_name_of_most_rows_is_the_usual(names, marked):
    rows = [row(at, name, MAIN, f"第{at}", f"{SUB[:-1]}{at}") for at, name in enumerate(names, start=1)]
    known = survey(rows)
    assert [at for at, held in enumerate(rows, start=1) if list(oddities(held, identity(held), known))] == marked


def test_the_row_of_a_main_item_itself_has_a_voice():
    rows = [row(1, "甲", MAIN), row(2, "甲类", MAIN, "一", SUB)]
    known = survey(rows)
    assert known.other_main_name(identity(rows[0])) == ""
    assert known.other_main_name(identity(rows[1])) == "甲"


def test_main_items_of_one_code_and_two_names_are_two_where_sub_codes_do_not_tell():
    rows = [row(1, "甲", "A1", "一", "B7"), row(2, "乙", "A1", "二", "C9")]
    known = survey(rows)
    assert len({known.main_name("清单", held, identity(held)) for held in rows}) == 2


def test_items_without_a_code_are_known_by_type_and_names():
    known = survey([])
    one, same, other = row(1, "甲", ""), row(9, "甲", ""), row(1, "甲", "", type="行政许可")
    assert item(known, one) == item(known, same) != item(known, other)


@pytest.mark.parametrize(("printed", "odd"), [("行政征用", 1), ("行政处罚", 0), ("", 0)])
def test_an_unknown_power_type_is_marked(printed, odd):
    held = row(1, "甲", "A1", type=printed)
    assert len(list(oddities(held, identity(held), survey([held])))) == odd


def test_a_list_tells_the_credit_codes_of_its_bodies():
    known = survey([row(1, "甲", f"{CREDIT}3620214001000", body="江南市 人社局"), row(2, "乙", "A1", body="某局")])
    assert known.credit("江南市人社 局") == CREDIT
    assert known.credit("某局") is None
