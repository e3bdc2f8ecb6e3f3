"""Every rule: its own two examples, its words, and that its code is its own."""

import re
from collections import Counter

import pytest

from extract.model import ListFile
from kg.audit.check import check, view
from kg.audit.examples import listing
from kg.audit.registry import every_rule
from kg.audit.rule import FAMILIES

RULES = {rule.code: rule for rule in every_rule()}
ELSEWHERE = {"GR", "LW", "XX"}  # need a graph, a statute library, a fault


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if rule.family not in ELSEWHERE])
def test_the_first_example_of_a_rule_fires_and_the_second_does_not(code):
    rule = RULES[code]
    for example, expected in ((rule.fires, True), (rule.quiet, False)):
        found = check(view([listing(example)]), [rule])
        assert "XX001" not in {one.code for one in found}, found
        assert bool(found) is expected, (example, found)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_what_it_is_why_and_what_to_do(rule):
    assert re.fullmatch(r"[A-Z]{2}\d{3}", rule.code)
    assert rule.family in FAMILIES
    for words in (rule.zh, rule.why, rule.remedy):
        assert re.search("[\u4e00-\u9fff]", words)
        assert not re.search("[\u4e00-\u9fff][,;:?]|[,;:?][\u4e00-\u9fff]", words), words
    assert rule.en.isascii()


def test_no_code_is_given_twice():
    assert [code for code, times in Counter(rule.code for rule in every_rule()).items() if times > 1] == []


def cells_of(row):
    return (*row.cells, *(cell for tier in row.tiers for cell in tier.standards))


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_quote_is_what_stands_at_its_place(rule):
    example = listing(rule.fires) if rule.fires else None
    assert example is None or isinstance(example, ListFile)
    for one in check(view([example]), [rule]) if example else ():
        for place in filter(None, (one.place, one.conflicts_with)):
            texts = [cell.text for row in example.rows for cell in cells_of(row)] if example.rows else None
            if place.quote and texts is not None:
                assert any(text[place.start : place.end] == place.quote for text in texts)
