from hypothesis import given
from hypothesis import strategies as st

from kg.serve.entity.segments import Span, pieces

spans = st.builds(Span, st.integers(-2, 12), st.integers(-2, 12), st.sampled_from("abc"))


def test_the_innermost_span_is_the_shortest():
    found = pieces("《甲》第三条", [Span(0, 6, "outer"), Span(3, 6, "inner")])
    assert [(piece.text, piece.spans[-1].kind) for piece in found] == [("《甲》", "outer"), ("第三条", "inner")]


def test_signs_beyond_the_basic_plane_count_once():
    assert [piece.text for piece in pieces("𠀀𠀁丙", [Span(1, 2, "a")])] == ["𠀀", "𠀁", "丙"]


@given(st.text(max_size=10), st.lists(spans, max_size=6))
def test_the_pieces_are_the_text_and_each_span_marks_its_quote(text, found):
    cut = pieces(text, found)
    assert "".join(piece.text for piece in cut) == text
    for span in found:
        if 0 <= span.start < span.end <= len(text):
            assert "".join(piece.text for piece in cut if span in piece.spans) == text[span.start : span.end]
        else:
            assert not any(span in piece.spans for piece in cut)
