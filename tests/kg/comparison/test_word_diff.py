from hypothesis import given
from hypothesis import strategies as st

from kg.comparison.word_diff import word_diff

TEXT = st.text("处罚款五百元以上0123. \n甲", max_size=40)


@given(TEXT, TEXT)
def test_both_texts_can_be_had_back(old, new):
    segments = word_diff(old, new)
    assert "".join(text for op, text in segments if op != "insert") == old
    assert "".join(text for op, text in segments if op != "delete") == new


@given(TEXT)
def test_the_same_text_is_one_segment(text):
    assert word_diff(text, text) == ((("equal", text),) if text else ())
