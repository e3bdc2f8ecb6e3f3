"""Words that lack a character, and words that statutes do not have."""

from kg.audit.check import check, view
from kg.audit.examples import listing
from kg.audit.registry import find


def count(*texts):
    rows = tuple({"serial": str(at), "name": f"第{at}项", "duties": text} for at, text in enumerate(texts, start=1))
    return len(check(view([listing(rows)]), [find("TX001")]))


def test_a_slip_is_found_and_so_is_its_copy():
    slip = "拟订全县人力资源和社会保政策和综合性政策调研。"
    assert (count(slip), count(slip, slip)) == (1, 2)


def test_what_two_sentences_print_is_a_word():
    assert not count("拟订全县人力资源和社会保政策和综合性政策调研。", "起草全市有关社会保政策的文件。")
