"""What rules pass over quickly, against the slow way of finding out."""

import random

from kg.audit.rules.duties import copies
from kg.audit.rules.legal_basis import signs


def _counterparts(text):
    """Whether every bracket has one, found by taking out pairs of neighbours; signs of any width count alike."""
    kinds = dict(zip("（）［］〔〕", "()[][]", strict=True))
    signs = [kinds.get(sign, sign) for sign in text if sign in "()[]（）［］〔〕【】《》〈〉"]
    pairs = {"(": ")", "[": "]", "【": "】", "《": "》", "〈": "〉"}
    open_ = []
    for sign in signs:
        if sign in pairs:
            open_.append(pairs[sign])
        elif not open_ or open_.pop() != sign:
            return False
    return not open_


def test_only_texts_with_every_bracket_paired_are_passed_over():
    draw = random.Random(9704)
    texts = ["".join(draw.choices("甲（)(）《》【】〔]〈〉、", k=draw.randint(0, 8))) for _ in range(6000)]
    told = [signs._balanced(text) for text in texts]
    assert told == [_counterparts(text) for text in texts]
    assert 500 < sum(told) < 5500
    assert not any(list(signs._lonely(text)) for text, balanced in zip(texts, told, strict=True) if balanced)


def test_a_name_is_looked_for_wherever_one_begins():
    heads = ["社会保险补", "就业援助金", "a]b^c", "社团登记证"]
    begins = copies._begins(heads)
    for head in heads:
        assert [match.start() for match in begins.finditer(f"对{head}的监管")] == [1]
    assert copies._begins([]).search("社会保险补") is None
