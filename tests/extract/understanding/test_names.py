"""Names of laws in running text: where one begins."""

import pytest

from extract.understanding import names

APART = [
    ("价格法", "价格法", True),
    ("依照价格法", "价格法", True),
    ("劳动法、价格法", "价格法", True),
    ("清算价格法", "价格法", False),
    ("清算劳动合同法", "劳动合同法", True),
]


@pytest.mark.parametrize(("words", "name", "expected"), APART)
def test_a_name_that_ends_like_a_method_stands_apart_from_the_words_before_it(words, name, expected):
    assert names.apart(words, name) is expected
