"""What leads to a title, asked of places in levelled text."""

import pytest

from extract.understanding.basis import leads

STRONG = {
    "the cell begins": ("《甲法》", True),
    "a list mark": ("应当登记。2.《甲法》", True),
    "a rank label": ("应当登记。【法律】《甲法》", True),
    "running text": ("应当登记。申请人违反《甲法》", False),
    "a reference": ("应当依照《甲法》", False),
}


@pytest.mark.parametrize(("text", "strong"), STRONG.values(), ids=STRONG)
def test_an_entry_is_due_behind_marks_and_not_in_running_text(text, strong):
    assert leads.lead(text, 0, text.index("《"), newline=False).strong is strong


def test_an_entry_is_due_on_a_new_line():
    text = "申请人应当登记《甲法》"
    assert leads.lead(text, 0, text.index("《"), newline=True).strong
    assert not leads.lead(text, 0, text.index("《"), newline=False).strong


@pytest.mark.parametrize(("text", "label"), [("【行政法规】《甲条例》", "行政法规"), ("登记。《甲条例》", None)])
def test_the_rank_label_before_a_title(text, label):
    assert leads.label(text, 0, text.index("《")) == label


def test_a_number_before_a_title_belongs_to_it():
    text = "应当登记。国务院令第700号《甲条例》"
    assert text[leads.ahead(text, 0, text.index("《")) : text.index("《")] == "国务院令第700号"
    plain = "应当登记。《甲条例》"
    assert leads.ahead(plain, 0, plain.index("《")) == plain.index("《")
