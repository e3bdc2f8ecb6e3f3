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
    # Marks before the titles, and keys.
    "★《广告法》第五十七条第(一)项；●《甲业广告办法》第二十二条": [
        ("广告法", None, [], ["art_57__item_1"]),
        ("甲业广告办法", None, [], ["art_22"]),
    ],
    "●广告法第五十七条 ●甲业广告办法（甲局令第26号）第二十二条": [
        ("广告法", None, [], ["art_57"]),
        ("甲业广告办法", "甲局令第26号", [], ["art_22"]),
    ],
    "一是《水法》第三条；二是《防洪法》第四条第二款。": [
        ("水法", None, [], ["art_3"]),
        ("防洪法", None, [], ["art_4__para_2"]),
    ],
    "1）《水法》第三条；2）《防洪法》第四条。": [("水法", None, [], ["art_3"]), ("防洪法", None, [], ["art_4"])],
    "第一、《水法》第三条。第二、《防洪法》第四条。": [("水法", None, [], ["art_3"]), ("防洪法", None, [], ["art_4"])],
    "依据1：《水法》第三条；依据2：《防洪法》第四条": [("水法", None, [], ["art_3"]), ("防洪法", None, [], ["art_4"])],
    "处罚依据为《水法》第三条和《某省水条例》第四条第一款的规定": [
        ("水法", None, [], ["art_3"]),
        ("某省水条例", None, [], ["art_4__para_1"]),
    ],
    "《水法》第三条\\《防洪法》第四条": [("水法", None, [], ["art_3"]), ("防洪法", None, [], ["art_4"])],
    # Quotation marks close one text, the next heading follows a comma.
    "《甲条例》第四十八条“单位应当检查”，第五十三条“业主应当维护”": [("甲条例", None, [], ["art_48", "art_53"])],
    # Headings by paragraph, keys of two words, what ends a row.
    "《甲法》第七十三条第一款 单位应当检查。第二款有前款行为的，应当改正。": [
        ("甲法", None, [], ["art_73__para_1", "art_73__para_2"])
    ],
    "依据文件：《关于规范住房管理的通知》（甲建保〔2020〕18号）二、（一）": [
        ("关于规范住房管理的通知", "甲建保〔2020〕18号", [], ["part_2__clause_1"])
    ],
    "《甲法》第三条、《甲法实施条例》第四十二条（罚则）、第四十三条（罚则）及相关规定": [
        ("甲法", None, [], ["art_3"]),
        ("甲法实施条例", None, [], ["art_42", "art_43"]),
    ],
    "甲部令（2019年第1号）《甲检查办法》第九条": [("甲检查办法", "甲部令(2019年第1号)", [], ["art_9"])],
    # The same document again, and what a provision is about in a bracket behind it.
    "《水法》第六十五条、《防洪法》第五十五条，同法第五十六条": [
        ("水法", None, [], ["art_65"]),
        ("防洪法", None, [], ["art_55", "art_56"]),
    ],
    "《水法》第三条（国家保护水工程）、第四条（单位防洪）；《防洪法》第五条（规划）": [
        ("水法", None, [], ["art_3", "art_4"]),
        ("防洪法", None, [], ["art_5"]),
    ],
    # A session has no number of a decree.
    "《甲条例》（2006年5月17日国务院令第136次常务会议通过）第三条": [("甲条例", None, ["2006-05-17"], ["art_3"])],
    # Blanks alone part a title without 《》 from its number and its provision, behind a sentence of a quotation.
    "《甲法》第三条 单位应当检查。某市供水办法 某市政府令第3号 第九条 单位应当化验。": [
        ("甲法", None, [], ["art_3"]),
        ("某市供水办法", "某市政府令第3号", [], ["art_9"]),
    ],
    "《甲法》第三条 单位应当检查。某市供水办法 第九条 单位应当化验。": [
        ("甲法", None, [], ["art_3"]),
        ("某市供水办法", None, [], ["art_9"]),
    ],
    # What notes state: an issuer that begins with 自, a comma in a number, a second opening bracket, a lost closing one.
    "《甲办法》（2013年1月18日自治区人民政府令第182号）第三十五条": [
        ("甲办法", "自治区人民政府令第182号", ["2013-01-18"], ["art_35"])
    ],
    "《甲办法》（2000年6月23日甲部令，第32号公布，2017年11月30日甲部令第8号修订）第二十七条": [
        ("甲办法", "甲部令第32号", ["2000-06-23", "2017-11-30"], ["art_27"])
    ],
    "《甲办法》（（2010年12月13日甲部令第81号公布，自2011年7月1日起施行）第三条": [
        ("甲办法", "甲部令第81号", ["2010-12-13", "2011-07-01"], ["art_3"])
    ],
    "《甲法》(1985年1月21日通过，主席令第二十一号公布，自1985年5月1日起施行。2024年6月28日，某届全国人大常委会第十次会议"
    "表决通过关于修改甲法的决定，自2024年7月1日起施行。\n第四十条 单位应当改正。": [
        ("甲法", "主席令第二十一号", ["1985-01-21", "1985-05-01", "2024-06-28", "2024-07-01"], ["art_40"])
    ],
    # An item and a point of it without their words; tables counted in an annex are no annex of that number.
    "《甲条例》第十条第（一）1；第五条第（二）项": [("甲条例", None, [], ["art_10__item_1__point_1", "art_5__item_2"])],
    "《甲条例》第十条，附件12个": [("甲条例", None, [], ["art_10"])],
    # What stands before the first title and ends with a colon names the field, whatever its words.
    "对应法条：《甲业污染防治法》第七十七条第（二）项：有下列行为之一，责令改正。": [
        ("甲业污染防治法", None, [], ["art_77__item_2"])
    ],
    # Marks of two figures.
    "1-1.《宗教事务条例》第二十一条：应当登记。1-2第三十三条第二款：应当批准。2-1.《甲条例》第五条": [
        ("宗教事务条例", None, [], ["art_21", "art_33__para_2"]),
        ("甲条例", None, [], ["art_5"]),
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
    assert not [one for one in facts.references if one.how != "relative"]


def test_whom_a_text_falls_on_is_not_asked_behind_the_next_heading():
    facts = understand(
        "《甲条例》第四十八条“未检查的，对单位处一万元罚款”，第五十三条“造成火灾，构成犯罪的，依法追究刑事责任”"
    )
    found = [(one.kind.value, one.on, one.provision, one.condition) for one in facts.sanctions]
    assert found == [
        ("fine", "单位", "art_48", "未检查的"),
        ("criminal", None, "art_53", "造成火灾，构成犯罪的"),
    ]


def test_the_number_behind_an_amending_decision_is_the_decisions():
    facts = understand("《甲条例》（根据2017年10月7日《关于修改部分行政法规的决定》（国务院令第687号）修订）第三条")
    assert [(one.title, one.numbers, [date.value for date in one.dates]) for one in facts.basis] == [
        ("甲条例", (), ["2017-10-07"])
    ]
    assert [one.title for one in facts.references] == ["关于修改部分行政法规的决定"]


def test_the_number_before_an_amending_decision_is_the_decisions():
    facts = understand("《甲条例》（根据2019年4月23日国务院令第714号《关于修改部分行政法规的决定》修订）第三条")
    assert [one.numbers for one in facts.basis] == [()]
    # Behind the document's own it is a further one.
    facts = understand(
        "《甲条例》（1991年1月1日国务院令第100号公布，根据2019年4月23日国务院令第714号《关于修改部分行政法规的决定》修订）第三条"
    )
    assert [[number.value for number in one.numbers] for one in facts.basis] == [["国务院令第100号", "国务院令第714号"]]


def test_a_title_that_opens_a_line_of_the_text_and_is_spoken_of_is_no_basis():
    facts = understand(
        "《甲办法》第三条：出口应当核准。\n《某废物公约》规定的“其他废物”适用本办法。\n第五条：违反的，处一万元罚款。"
    )
    assert [(one.title, [cited.path for cited in one.provisions]) for one in facts.basis] == [
        ("甲办法", ["art_3", "art_5"])
    ]
    assert [one.title for one in facts.references] == ["某废物公约"]


def test_a_document_in_its_own_note_is_no_reference():
    facts = understand("《甲办法》（2023年12月31日，某市人民政府令第234号公布《甲办法》）第三条 申请人应当登记。")
    assert [one.title for one in facts.basis] == ["甲办法"]
    assert not [one for one in facts.references if one.how != "relative"]


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
