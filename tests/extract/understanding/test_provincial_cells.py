"""Basis cells as offices of several provinces write them: text, documents (number, dates, provisions), references."""

import pytest

from extract.record import citation_record, reference_record
from extract.understanding.cell import understand

# Rows of laws without 《》: what a bracket states stands between the name and its provisions.
ROWS = {
    "甲业事故处理条例（国务院令第493号）第三十六条；某省甲业条例（2021年12月3日修订）第七十八条第二款": [
        ("甲业事故处理条例", "国务院令第493号", [], ["art_36"]),
        ("某省甲业条例", None, ["2021-12-03"], ["art_78__para_2"]),
    ],
    "甲业法第三十八条，甲业法实施细则（1987年10月14日国务院批准，1987年10月20日甲部发布）第二十九条，某省甲业条例第三条第（二）项": [
        ("甲业法", None, [], ["art_38"]),
        ("甲业法实施细则", None, ["1987-10-14", "1987-10-20"], ["art_29"]),
        ("某省甲业条例", None, [], ["art_3__item_2"]),
    ],
    "安全生产法（2021修正）第三条；消防法（2021修正）第五条；某省消防条例（2010年7月30日通过，2022年修正）第三、四条": [
        ("安全生产法", None, ["2021"], ["art_3"]),
        ("消防法", None, ["2021"], ["art_5"]),
        ("某省消防条例", None, ["2010-07-30", "2022"], ["art_3", "art_4"]),
    ],
    "《安全生产法》第三条、某省安全生产条例（2021年修订）第七十八条、《消防法》第五条": [
        ("安全生产法", None, [], ["art_3"]),
        ("某省安全生产条例", None, ["2021"], ["art_78"]),
        ("消防法", None, [], ["art_5"]),
    ],
    "《安全生产法》第三条，某省消防条例（2021年修订）": [
        ("安全生产法", None, [], ["art_3"]),
        ("某省消防条例", None, ["2021"], []),
    ],
    "《安全生产法》第三条，某省消防条例（2021修订）": [
        ("安全生产法", None, [], ["art_3"]),
        ("某省消防条例", None, ["2021"], []),
    ],
    "《会计法》第三条以及甲档案管理办法（甲部、乙局令第79号）第二十八条": [
        ("会计法", None, [], ["art_3"]),
        ("甲档案管理办法", "甲部、乙局令第79号", [], ["art_28"]),
    ],
    # A title with another in its middle, printed without 《》 round the whole.
    "【地方政府规章】2.某省实施《中华人民共和国消防法》办法 第四十五条第二款。": [
        ("某省实施《中华人民共和国消防法》办法", None, [], ["art_45__para_2"])
    ],
    "《消防法》第五条；某省实施《中华人民共和国消防法》办法（2010年7月30日通过）第四十五条；《甲条例》第三条": [
        ("消防法", None, [], ["art_5"]),
        ("某省实施《中华人民共和国消防法》办法", None, ["2010-07-30"], ["art_45"]),
        ("甲条例", None, [], ["art_3"]),
    ],
    "1.《水法》第三条 2.某省《中华人民共和国水法》实施办法（2005年修正）第五条": [
        ("水法", None, [], ["art_3"]),
        ("某省《中华人民共和国水法》实施办法", None, ["2005"], ["art_5"]),
    ],
    # Cited in a row and then quoted one by one.
    "依据：《甲业条例》第五十四条、第七十三条。第五十四条 建设单位应当检查。第七十三条 工程师应当签字。": [
        ("甲业条例", None, [], ["art_54", "art_73"])
    ],
}


@pytest.mark.parametrize("text", ROWS)
def test_rows_of_laws(text):
    facts = understand(text)
    found = [citation_record(one) for one in facts.basis]
    assert [(one["title"], one["number"], one["dates"], one["provisions"]) for one in found] == ROWS[text]
    assert not facts.references


# What the quoted text names, brackets behind it or not, is no further basis.
MENTIONS = {
    "《水法》第三条 甲县水条例（2001年通过）规定的除外。": [],
    "《水法》第三条 前款事项依照甲县水条例（2001年通过）第八条规定。": [("甲县水条例", ["art_8"])],
    "《水法》第三条 取水人应当遵守某省实施《节水法》办法规定的条件。": [("节水法", [])],
}


@pytest.mark.parametrize("text", MENTIONS)
def test_what_the_quoted_text_names(text):
    facts = understand(text)
    assert [(one.title, [cited.path for cited in one.provisions]) for one in facts.basis] == [("水法", ["art_3"])]
    found = [reference_record(one) for one in facts.references if one.how != "relative"]
    assert [(one["title"], one["provisions"]) for one in found] == MENTIONS[text]
