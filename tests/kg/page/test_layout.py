"""Where things stand: no two on one place, no disc over another; and what they are called there."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.terms import BASE
from kg.page.captions import figure, shortened
from kg.page.doubts import crossing
from kg.page.gather import gather
from kg.page.layout import COLUMNS, GAP, NEAR, _centres, chart, overview
from kg.page.model import CellSpan


@pytest.fixture(scope="module")
def whole(graph):
    return gather(graph.store, BASE)


@given(st.lists(st.integers(1, 400), max_size=120))
def test_discs_do_not_overlap(sizes):
    sizes.sort(reverse=True)
    discs = [(x, y, NEAR * math.sqrt(size) + GAP) for (x, y), size in zip(_centres(sizes), sizes, strict=True)]
    for number, (x, y, radius) in enumerate(discs):
        for other_x, other_y, other in discs[number + 1 :]:
            assert math.hypot(x - other_x, y - other_y) >= (radius + other) * 0.97


def test_everything_has_a_place_of_its_own(whole):
    assert len(set(chart(whole))) == len(whole.things)
    spots = overview(whole).spots
    assert len({(spot.x, spot.y) for spot in spots}) == len(spots)
    assert {spot.kind for spot in spots} == set(COLUMNS)


def test_the_overview_counts_what_it_leaves_out(whole):
    shown = [spot for spot in overview(whole).spots if spot.kind == "document"]
    weighed = [thing for thing in whole.things if thing.kind == "document" and thing.weight]
    assert sum(1 if spot.thing is not None else spot.rest for spot in shown) == len(weighed)


@pytest.mark.parametrize(
    ("number", "said"), [("500", "500"), ("20000", "2万"), ("0.0005", "0.0005"), ("15500", "1.55万"), ("x", "x")]
)
def test_figures_for_people(number, said):
    assert figure(number) == said


def test_long_words_are_cut():
    assert shortened("一 \n二") == "一 二"
    assert shortened("一" * 50, 10) == "一" * 9 + "…"


def test_marks_that_cross_are_found_and_those_that_nest_are_not():
    outer, inner, across = CellSpan(0, 0, 10), CellSpan(0, 2, 5), CellSpan(0, 8, 12)
    assert crossing({0: [outer, inner]}) == set()
    assert crossing({0: [inner, across, outer]}) == {outer, across}
    assert crossing({0: [CellSpan(0, 0, 4), CellSpan(0, 4, 8)]}) == set()
