"""Where the clause of a place begins and ends."""

import pytest

from extract.rules import load, pattern
from extract.understanding import context, figures, fines, limits, mention
from extract.understanding.clause import closing, has, opening

TEXT = "甲,乙。丙:丁"


@pytest.mark.parametrize(
    ("at", "begin", "end"), [(0, 0, 1), (1, 0, 1), (2, 2, 3), (3, 2, 3), (4, 4, 5), (6, 6, 7), (7, 6, 7)]
)
def test_a_clause_stands_between_stops(at, begin, end):
    assert (opening(TEXT, at), closing(TEXT, at)) == (begin, end)


def test_only_the_stops_asked_for_count():
    assert (opening(TEXT, 6, "。"), closing(TEXT, 0, "。")) == (4, 3)
    assert (opening(TEXT, 6, ";"), closing(TEXT, 0, ";")) == (0, 7)


def test_it_is_looked_for_within_reach():
    text = "," + "甲" * 500 + ","
    assert (opening(text, 240), opening(text, 241), opening(text, 242)) == (1, 1, 2)
    assert (closing(text, 260), closing(text, 261), closing(text, 262)) == (500, 501, 501)
    assert (opening(text, 9, reach=5), closing(text, 9, reach=5)) == (4, 14)


def test_a_sign_stands_between_places():
    assert has(TEXT, "乙丁", 0, 3)
    assert not has(TEXT, "乙丁", 3, 6)
    assert not has(TEXT, "", 0, 7)


#: A rule, and the sign without which it is not tried.
SIGNS = [
    ("context", "may", context._CHOICE.search),
    ("context", "may_before", context._CHOICE.search),
    ("mentions", "authorised", mention._DECIDES.search),
    ("actors", "modal", lambda words: not set(words).isdisjoint(limits._MODAL_SIGNS)),
    ("fines", "as_follows", lambda words: "下" in words),
    ("fines", "by_reference", lambda words: "规定" in words),
    ("fines", "cap", lambda words: words[0] in fines._CAPPED),
]


@pytest.mark.parametrize(("name", "code", "signed"), SIGNS)
def test_no_rule_holds_where_the_sign_that_it_needs_is_missing(name, code, signed):
    """Cut at each place, alone and behind other words: what the rule takes has the sign."""
    rule = pattern(name, code)
    taken = 0
    for text in {text for one in load(name) for text in (*one.examples, *one.counter_examples)}:
        for begin in range(len(text)):
            for led in ("", "的"):
                match = rule.search(led + text[begin:])
                taken += match is not None
                assert match is None or signed(match[0])
    assert taken


def test_no_period_is_found_where_no_unit_stands():
    for words in ("停业三个月", "停业一年以上二年以下", "停业十日", "停业三十天以内"):
        assert figures._DURATION.search(words)
        assert has(words, figures._PERIODS, 0, len(words))
