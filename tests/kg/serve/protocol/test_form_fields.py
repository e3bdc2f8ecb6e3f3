from urllib.parse import parse_qsl, quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.protocol.form_fields import MOST_FIELDS, form_fields

TEXT = st.text(st.characters(codec="utf-8"))
PIECES = st.sampled_from(
    [
        *"&=+%?#_ \r\n\t.",
        "==",
        "=3D",
        "%3D",
        "%0A",
        "%0d",
        "%%",
        "%E5%8A%B3",
        "%E5",
        "%zz",
        "%4",
        "劳",
        "é",
        "query",
        "%00",
    ]
)


def by_urllib(encoded):
    try:
        return parse_qsl(encoded.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        return None


def by_us(encoded):
    try:
        return form_fields(encoded)
    except ValueError:
        return None


@given(st.lists(PIECES, max_size=12).map(lambda pieces: "".join(pieces).encode()) | st.binary(max_size=30))
def test_any_octets_are_read_as_the_standard_library_reads_them(encoded):
    assert by_us(encoded) == by_urllib(encoded)


@given(st.lists(st.tuples(TEXT.filter(bool), TEXT), min_size=1, max_size=5))
def test_what_was_encoded_comes_back(fields):
    assert form_fields(urlencode(fields).encode()) == fields


@pytest.mark.parametrize("number", [MOST_FIELDS, MOST_FIELDS + 1])
def test_so_many_fields_and_no_more(number):
    encoded = "&".join(f"n{n}={quote_plus('劳 动')}" for n in range(number)).encode()
    assert by_us(encoded) == by_urllib(encoded)
    assert (by_us(encoded) is None) is (number > MOST_FIELDS)
