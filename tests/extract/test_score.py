import json
from pathlib import Path

import pytest

from extract import score
from extract.assemble import extract
from extract.reading.reader import read
from extract.record import record

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold" / "list-dev.jsonl"
LIST = ROOT / "data" / "jinchang-hrss-power-list.txt"

#: The least F1 on the annotated rows of the bundled power list; they may only rise.
FLOORS = {"document": 0.995, "provision": 0.995, "number": 0.995, "date": 0.995, "reference": 0.98, "fine": 0.99,
          "kind": 0.99, "sanction": 0.99, "condition": 0.98}  # fmt: skip

BASIS = {"title": "甲法", "number": "国务院令第1号", "dates": ["2001"], "provisions": ["art_1", "art_2"]}
FINE = {
    "kind": "fine",
    "min": 1,
    "max": 2,
    "unit": "CNY",
    "base": None,
    "per": None,
    "on": "个人",
    "provision": "art_1",
}


def one(record):
    return {("", "1"): record}


def tallied(gold, predicted):
    return {tally.field: tally for tally in score.tallies(score.matched(one(gold), one(predicted)))}


def test_perfect_and_empty():
    record = {"row": 1, "basis": [BASIS], "references": [], "sanctions": [FINE]}
    assert {tally.f1 for tally in tallied(record, record).values()} == {1.0}
    nothing = tallied(record, {"row": 1})
    assert nothing["document"].recall == 0.0
    assert nothing["document"].precision == 1.0
    assert nothing["reference"].f1 == 1.0


def test_what_counts_as_the_same():
    gold = {"row": 1, "basis": [BASIS | {"title": "关于〈乙〉的通知", "number": "国发〔2001〕1号"}]}
    same = {"row": 1, "basis": [BASIS | {"title": "关于《乙》的 通知", "number": "国发[2001]1号"}]}
    assert tallied(gold, same)["number"].f1 == 1.0


def test_every_figure_counts():
    gold = {"row": 1, "sanctions": [FINE]}
    for key, value in (("min", 3), ("unit", "multiple"), ("per", "人"), ("provision", "art_2"), ("cap", 5)):
        found = tallied(gold, {"row": 1, "sanctions": [FINE | {key: value}]})
        assert found["fine"].f1 == 0.0
        assert found["kind"].f1 == 1.0
    other = tallied(gold, {"row": 1, "sanctions": [FINE | {"on": None}]})
    assert (other["fine"].f1, other["sanction"].f1) == (1.0, 0.0)


def test_orders_are_no_kind_and_a_reference_counts_once():
    order = {"kind": "order", "provision": None}
    assert tallied({"row": 1, "sanctions": [order]}, {"row": 1})["kind"].f1 == 1.0
    twice = {"title": "甲法", "provisions": ["art_1"]}
    assert tallied({"row": 1, "references": [twice, twice]}, {"row": 1, "references": [twice]})["reference"].f1 == 1.0


def test_differences_name_row_field_and_fact():
    rows = score.matched(one({"row": 1, "basis": [BASIS]}), one({"row": 1, "basis": [BASIS | {"dates": ["2002"]}]}))
    assert [(found.field, found.sign) for found in score.differences(rows)] == [("date", "-"), ("date", "+")]


def test_a_condition_is_compared_by_its_words_where_the_annotation_has_the_key():
    fine = FINE | {"condition": "违反本法规定, 未经许可的"}
    same = FINE | {"condition": "违反本法规定，未经许可的", "on": None}
    assert tallied({"row": 1, "sanctions": [fine]}, {"row": 1, "sanctions": [same]})["condition"].f1 == 1.0
    for other in ({"condition": "未经许可的"}, {"condition": None}, {"provision": "art_2"}, {"kind": "warning"}):
        assert tallied({"row": 1, "sanctions": [fine]}, {"row": 1, "sanctions": [fine | other]})["condition"].f1 == 0.0
    unstated = tallied({"row": 1, "sanctions": [FINE]}, {"row": 1, "sanctions": [fine]})["condition"]
    assert (unstated.hits, unstated.missed, unstated.extra) == (0, 0, 0)


#: found, wrong, and the Wilson bounds of found of all, worked out apart with z = 1.959964.
WILSON = {
    (8, 2): (0.4901625, 0.9433178),
    (10, 0): (0.7224672, 1.0),
    (0, 10): (0.0, 0.2775328),
    (95, 5): (0.8882496, 0.9784563),
}


@pytest.mark.parametrize(("found", "wrong"), WILSON)
def test_the_interval_is_that_of_wilson_carried_to_f1(found, wrong):
    expected = [2 * bound / (1 + bound) for bound in WILSON[found, wrong]]
    assert score.interval(found, wrong) == pytest.approx(expected, abs=1e-6)


def test_no_error_is_no_certainty_and_more_facts_are_more_of_it():
    (few, _), (many, top) = score.interval(20, 0), score.interval(200, 0)
    assert few < many < top == 1.0
    assert score.interval(0, 0) == (0.0, 1.0)


@pytest.fixture(scope="module")
def predicted():
    return score.keyed(json.dumps(record(extract(row))) for row in read(LIST).rows)


@pytest.mark.parametrize("field", FLOORS)
def test_the_bundled_list_stays_above_its_floors(predicted, field):
    gold = score.keyed(GOLD.read_text(encoding="utf-8").splitlines())
    found = {tally.field: tally for tally in score.tallies(score.matched(gold, predicted))}[field]
    assert found.f1 >= FLOORS[field], f"{field}: {found.f1:.4f}, missed {found.missed}, extra {found.extra}"


def test_altered_numbers_are_followed():
    """The output follows the text: other articles, other amounts, other years give other facts, every time."""
    from extract import numerals
    from extract.understanding.cell import understand

    for art in (3, 17, 58, 120, 333):
        for low, high in ((100, 1000), (3000, 70000), (20000, 500000)):
            text = (
                f"《甲条例》（国务院令第{art + 400}号，{1990 + art % 30}年3月2日）第{numerals.write(art)}条 违反本条例第"
                f"{numerals.write(art - 1)}条的，处{low}元以上{high}元以下的罚款。"
            )
            facts = understand(text)
            cited = facts.basis[0]
            assert cited.numbers[0].value == f"国务院令第{art + 400}号"
            assert cited.dates[0].value == f"{1990 + art % 30}-03-02"
            assert [named.path for named in cited.provisions] == [f"art_{art}"]
            assert facts.references[0].provisions[0].path == f"art_{art - 1}"
            assert (facts.sanctions[0].minimum, facts.sanctions[0].maximum) == (low, high)
