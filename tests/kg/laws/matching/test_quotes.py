"""Which words a cell quotes for which provision."""

import pytest

from extract.understanding.cell import understand
from kg.laws.matching.quotes import citations

LAW = "《中华人民共和国劳动法》"


def quoted(text):
    return [(one.kind, one.path, one.quote) for one in citations(text, understand(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LAW}第三条 甲应当乙。", [("art_3", "甲应当乙。")]),
        (f"1.{LAW}第三条 甲应当乙。2.{LAW}第四条：丙不得丁。", [("art_3", "甲应当乙。"), ("art_4", "丙不得丁。")]),
        (f"{LAW}第三条规定：“甲应当乙。”", [("art_3", "甲应当乙。”")]),
        (f"{LAW}第三条、第四条 甲应当乙。", [("art_3", "甲应当乙。"), ("art_4", "甲应当乙。")]),
        (f"{LAW}第三条 甲应当乙。第四条 丙不得丁。", [("art_3", "甲应当乙。"), ("art_4", "丙不得丁。")]),
        (f"{LAW}第三条", [("art_3", "")]),
        (f"{LAW}第三条（2016修改版，原第二条）：甲应当乙。", [("art_3", "甲应当乙。")]),
        (f"{LAW}2.第三条：甲应当乙。第四条：丙不得丁。", [("art_3", "甲应当乙。"), ("art_4", "丙不得丁。")]),
        (f"【法律】{LAW}第三条的规定予以处罚：（一）擅自甲的；", [("art_3", "")]),
        (f"{LAW}第三条。（二）{LAW}第四条", [("art_3", ""), ("art_4", "")]),
    ],
)
def test_bases(text, expected):
    assert [(path, quote) for kind, path, quote in quoted(text) if kind == "basis"] == expected


def test_a_document_cited_without_a_provision():
    found = quoted(f"1.{LAW}甲应当乙，丙不得丁。2.《失业保险条例》第三条 戊。")
    assert found[0] == ("basis", "", "甲应当乙，丙不得丁。")
    assert quoted("《失业保险条例》（国务院令第258号）全文")[0] == ("basis", "", "")


def test_references_quote_nothing():
    found = quoted(f"{LAW}第三条 违反本法第九条规定的，依照就业促进法第六十五条处理。")
    assert [(path, quote) for kind, path, quote in found if kind == "reference"] == [("art_9", ""), ("art_65", "")]


def test_places_are_those_of_the_cell():
    text = f"1.{LAW}第三条 甲 应当乙。 2.{LAW}第四条 丙。"
    for one in citations(text, understand(text)):
        assert text[one.start : one.end] == one.quote
