"""The lexicon is held to its examples: pieces whole, kinds of token where they stand."""

import re

import pytest

from extract import rules
from extract.clean import level
from extract.understanding.tokens import scan


@pytest.mark.parametrize("piece", rules.pieces(), ids=lambda piece: piece.name)
def test_a_piece_is_its_examples_from_first_to_last_character(piece):
    assert piece.examples
    assert piece.counter_examples
    for example in piece.examples:
        assert re.fullmatch(piece.pattern, example), example
    for example in piece.counter_examples:
        assert not re.fullmatch(piece.pattern, example), example


@pytest.mark.parametrize("rule", rules.load("lexicon"), ids=lambda rule: rule.code)
def test_a_token_stands_in_its_examples_and_in_no_counter_example(rule):
    assert rule.label
    assert rule.examples
    assert rule.counter_examples
    for example in rule.examples:
        assert rule.code in {kind for kind, *_ in scan(level(example).text)}, example
    for example in rule.counter_examples:
        assert rule.code not in {kind for kind, *_ in scan(level(example).text)}, example


def test_no_rule_has_groups_of_its_own():
    # A token's kind is the name of the group that matched.
    for rule in rules.load("lexicon"):
        assert rule.pattern.groups == 0, rule.code


def test_an_unknown_piece_is_an_error():
    with pytest.raises(KeyError):
        rules.compiled("<NO_SUCH_PIECE>")
