import gc
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.reading import paged
from extract.reading.paged import Paged


@pytest.fixture(params=[(3, 2), (7, 3), (100_000, 10)], autouse=True, scope="module")
def sizes(request):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paged, "LONG", request.param[0])
        patch.setattr(paged, "PAGE", request.param[1])
        yield request.param


VALUES = st.lists(st.tuples(st.integers(0, 9), st.text(max_size=5)), max_size=30)


@given(VALUES, st.data())
def test_values_come_back_in_order_by_place_and_by_slice(values, data):
    kept = Paged()
    kept.extend(values)
    assert list(kept) == values == kept[:]
    assert kept == values
    assert len(kept) == len(values)
    at = data.draw(st.integers(-len(values) - 2, len(values) + 1))
    if -len(values) <= at < len(values):
        assert kept[at] == values[at]
    else:
        with pytest.raises(IndexError):
            kept[at]
    assert kept[at : at + 5] == values[at : at + 5]


@given(VALUES.filter(lambda values: len(values) > 1))
def test_the_first_value_can_be_left_out(values):
    kept = Paged()
    kept.extend(values)
    kept.leave_first()
    assert list(kept) == values[1:]
    assert kept[0] == values[1]
    kept.append((0, "末"))
    assert (kept[-1], len(kept)) == ((0, "末"), len(values))


def test_the_last_value_is_the_one_that_was_added_and_may_change():
    kept = Paged(tuple, list)
    for number in range(50):
        value = [number]
        kept.append(value)
        assert kept[-1] is value
        value.append(-number)
    assert list(kept) == [[number, -number] for number in range(50)]


def test_values_are_made_of_plain_ones_again(sizes):
    kept = Paged(plain=str, made=int)
    kept.extend(range(20))
    assert sum(kept) == 190
    assert kept.is_long == (sizes[0] < 20)
    assert pickle.loads(pickle.dumps(kept)) == tuple(range(20))
    assert [*zip(kept, kept, strict=True)] == [(number, number) for number in range(20)]


def test_few_values_are_a_tuple(sizes):
    values = paged.paged(range(5), str, int)
    assert isinstance(values, tuple) == (sizes[0] >= 5)
    assert list(values) == [0, 1, 2, 3, 4]


def test_its_file_goes_with_it(recwarn):
    kept = Paged()
    kept.extend(range(100))
    del kept
    gc.collect()
    assert not recwarn.list
