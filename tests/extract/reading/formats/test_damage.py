import pytest

from extract.model import Unreadable
from extract.reading.formats.damage import broken_is_unreadable


@pytest.mark.parametrize("error", [KeyError("x"), ValueError("x"), RecursionError(), AssertionError(), OSError()])
def test_any_error_of_a_library_is_one_line_for_people(error):
    with pytest.raises(Unreadable) as caught, broken_is_unreadable(".xlsx"):
        raise error
    assert ".xlsx" in caught.value.zh
    assert type(error).__name__ in caught.value.en
    assert "\n" not in str(caught.value)


def test_what_is_said_already_is_not_said_again():
    with pytest.raises(Unreadable, match="空的"), broken_is_unreadable(".xlsx"):
        raise Unreadable("", "空的", "empty")


def test_an_interrupt_is_no_damage():
    with pytest.raises(KeyboardInterrupt), broken_is_unreadable(".xlsx"):
        raise KeyboardInterrupt
