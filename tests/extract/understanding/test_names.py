"""Names of laws in running text: where one begins, and which words are a name."""

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


ENDING = {
    "a known one": ("违反劳动合同法", "劳动合同法"),
    "behind a verb of citing": ("依照某地某业条例", "某地某业条例"),
    "behind a title in a row": ("依照《某法》、某地某业条例", "某地某业条例"),
    "behind a name in a row": ("依照某地某业条例、某地另业条例", "某地另业条例"),
    "words that are none": ("按照有关规定", None),
    "behind a comma": (",某地某业条例", None),
    "behind letters": ("abc某地某业条例", None),
    "a row that goes on with other words": ("应当执行、某地的条例", None),
    "a generic one": ("依照条例", "条例"),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("words", "name"), ENDING.values(), ids=ENDING)
def test_the_name_that_words_end_with(words, name):
    assert names.ending(words) == name


KNOWN = [
    ("违反河道管理条例", "河道管理条例"),
    ("违反甘肃省河道管理条例", None),
    ("依照中华人民共和国劳动法", "中华人民共和国劳动法"),
]


@pytest.mark.parametrize(("words", "name"), KNOWN)
def test_a_known_name_behind_the_name_of_a_place_is_another(words, name):
    assert names.known(words) == name
