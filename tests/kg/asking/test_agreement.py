import pytest

from kg.asking.agreement import agreements, kappa
from kg.graph.things.reviews import Verdict


def judged(**verdicts):
    """Verdicts by reviewer, a letter a fact; a blank is a fact not judged."""
    names = {"a": "accept", "x": "reject", "f": "flag"}
    return [
        Verdict(f"http://e/{number}", who, names[letter], "2026-01-01T00:00:00+00:00")
        for who, letters in verdicts.items()
        for number, letter in enumerate(letters)
        if letter != " "
    ]


@pytest.mark.parametrize(
    ("one", "other", "both", "alike", "expected"),
    [
        ("aaxx", "aaxx", 4, 4, 1.0),
        ("aaxx", "xxaa", 4, 0, -1.0),
        ("aaaa", "aaaa", 4, 4, None),
        ("aax ", "axxx", 3, 2, 0.4),
        ("a" * 25 + "x" * 25, "a" * 20 + "x" * 5 + "a" * 10 + "x" * 15, 50, 35, 0.4),
        ("aafx", "axfa", 4, 2, 0.2),
    ],
)
def test_agreement(one, other, both, alike, expected):
    (found,) = agreements(judged(甲=one, 乙=other))
    assert (found.first, found.second, found.both, found.alike) == ("乙", "甲", both, alike)
    assert found.percent == pytest.approx(100 * alike / both)
    assert found.kappa == (None if expected is None else pytest.approx(expected))


def test_every_two_reviewers_with_a_fact_in_common():
    found = agreements(judged(甲="aa  ", 乙=" xx ", 丙="   a"))
    assert [(one.first, one.second, one.both) for one in found] == [("乙", "甲", 1)]
    assert agreements([]) == ()


def test_kappa_is_that_of_the_literature():
    """Two readers, 50 cases, 20 and 15 alike, 5 and 10 not: 0.4."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
