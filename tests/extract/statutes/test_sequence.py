"""Which numbers at the head of a line number articles."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.statutes.sequence import Head, articles, follows, restart


def head(place, number, rest="为了", *, insert=0, ended=True, parted=True):
    return Head(place, number, insert, rest, ended, parted)


def keys(found):
    return [one.key for one in found]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ([head(0, 1), head(1, 2), head(2, 3)], [(1, 0), (2, 0), (3, 0)]),
        # 依照本规定 / 第六条 / 的要求: the number goes back
        (
            [head(0, 7), head(1, 6, "的要求", ended=False), head(2, 8)],
            [(7, 0), (8, 0)],
        ),
        # a reference ahead: 第三十条 breaks the line in article 2
        ([head(0, 1), head(1, 2), head(2, 30, "的规定", ended=False), head(3, 3)], [(1, 0), (2, 0), (3, 0)]),
        # 第十七条之一 numbers an article of its own
        ([head(0, 17), head(1, 17, insert=1), head(2, 18)], [(17, 0), (17, 1), (18, 0)]),
        # an article left out: the numbers go on
        ([head(0, 1), head(1, 2), head(2, 4), head(3, 5)], [(1, 0), (2, 0), (4, 0), (5, 0)]),
        # 以下, 与 and 第… may open an article behind a blank
        ([head(0, 1), head(1, 2, "以下物品"), head(2, 3, "与他人通谋的")], [(1, 0), (2, 0), (3, 0)]),
        # of two of one number the one that others go on from
        ([head(0, 1), head(1, 1), head(2, 2)], [(1, 0), (2, 0)]),
        # a far number behind the last article is a quotation
        ([head(0, 1), head(1, 2), head(2, 3), head(3, 90)], [(1, 0), (2, 0), (3, 0)]),
        ([], []),
    ],
)
def test_articles(heads, expected):
    assert keys(articles(heads)) == expected


def test_a_file_of_thousands_of_heads_out_of_sequence_is_read_quickly():
    heads = [head(place, place % 7 + 1) for place in range(9000)]
    assert keys(articles(heads)) == [(number, 0) for number in range(1, 8)]


def test_an_excerpt_may_leave_out_what_it_likes():
    heads = [head(0, 3), head(1, 15), head(2, 91)]
    assert keys(articles(heads, excerpt=True)) == [(3, 0), (15, 0), (91, 0)]


def test_a_second_series_behind_the_last_article():
    heads = [head(0, 1), head(1, 2), head(2, 3), head(5, 1), head(6, 2)]
    chosen = articles(heads)
    assert keys(chosen) == [(1, 0), (2, 0), (3, 0)]
    assert restart(heads, chosen).place == 5
    assert restart(heads[:3], chosen) is None


@given(
    st.lists(
        st.builds(
            Head,
            st.just(0),
            st.integers(1, 40),
            st.integers(0, 2),
            st.sampled_from(["为了", "的规定", "、", "以下", ""]),
            st.booleans(),
            st.booleans(),
        ),
        max_size=30,
    )
)
def test_what_is_chosen_ascends_and_was_given(heads):
    placed = [Head(at, one.number, one.insert, one.rest, one.ended, one.parted) for at, one in enumerate(heads)]
    chosen = articles(placed)
    assert all(one in placed for one in chosen)
    assert all(one.key < other.key and one.place < other.place for one, other in pairwise(chosen))
    assert not any(one.rest.startswith(("的", "、")) for one in chosen)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [((1, 0), (2, 0), True), ((17, 0), (17, 1), True), ((17, 1), (17, 2), True), ((17, 2), (18, 0), True),
     ((1, 0), (3, 0), False), ((17, 0), (18, 1), False)],
)  # fmt: skip
def test_follows(before, after, expected):
    assert follows(before, after) is expected
