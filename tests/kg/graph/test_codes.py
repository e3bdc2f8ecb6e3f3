"""Power types by their printed names and by item codes; the parts of a 31-character code."""

import pytest

from kg.graph.codes import credit_code, main_code, type_by_code, type_by_name

CREDIT = "11990100012345678X"


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("行政许可", "01"),
        ("行政处罚类", "02"),
        ("行政 处罚", "02"),
        ("处罚", "02"),
        ("其他行政权力", "10"),
        ("其他类", "10"),
        ("行政强制措施", "03"),
        ("行政征用", None),
        ("", None),
    ],
)
def test_types_are_known_by_name(printed, code):
    assert type_by_name(printed) == code


@pytest.mark.parametrize(
    ("code", "kind", "credit", "main"),
    [
        (f"{CREDIT}3620214001000", "02", CREDIT, f"{CREDIT}362021400100Y"),
        (f"{CREDIT}3621014007005", "10", CREDIT, f"{CREDIT}362101400700Y"),
        (f"{CREDIT}362101400700Y", "10", CREDIT, f"{CREDIT}362101400700Y"),
        (f"{CREDIT}3621114007005", None, CREDIT, f"{CREDIT}362111400700Y"),
        (f"{CREDIT}362021400100", None, None, None),
        ("1600-B-00100-140881", None, None, None),
        ("330275012000", None, None, None),
        ("", None, None, None),
    ],
)
def test_codes_of_31_characters_are_taken_apart_and_no_others(code, kind, credit, main):
    assert (type_by_code(code), credit_code(code), main_code(code)) == (kind, credit, main)
