"""What quoted text points at, each as text and expected (title, provisions, what it stands for)."""

import pytest

from extract.facts import Resolution
from extract.understanding.cell import understand

CASES = {
    "own": ("《监察条例》第三十条 违反本条例第十九条规定的，处罚款。", [("监察条例", ["art_19"], "监察条例")]),
    "own, several": (
        "《规定》第七十四条 违反本规定第五十八条第(一)、(三)项规定的，处罚款。",
        [("规定", ["art_58__item_1", "art_58__item_3"], "规定")],
    ),
    "what of an article is meant, behind a word between": (
        "《规定》第七十四条 有本规定第五十八条所列第(一)至第(三)项行为的，处罚款。",
        [("规定", ["art_58__item_1", "art_58__item_2", "art_58__item_3"], "规定")],
    ),
    "what of a paragraph is meant": (
        "《规定》第七十四条 有《乙条例》第五条第二款规定的第四项情形的，处罚款。",
        [("乙条例", ["art_5__para_2__item_4"], "乙条例")],
    ),
    "of two articles the last": (
        "《规定》第七十四条 违反本规定第五条、第六条中第二款的，处罚款。",
        [("规定", ["art_5", "art_6__para_2"], "规定")],
    ),
    "a third person is no part of an article": (
        "《规定》第七十四条 本规定第五条规定的第三人可以参加。",
        [("规定", ["art_5"], "规定")],
    ),
    "another law, bare": (
        "《就业规定》第七十四条 按照就业促进法第六十五条、第六十六条规定予以处罚。",
        [("就业促进法", ["art_65", "art_66"], "中华人民共和国就业促进法")],
    ),
    "a law without a provision": (
        "《劳动合同法实施条例》第三十三条 用人单位违反劳动合同法有关建立职工名册规定的，责令改正。",
        [("劳动合同法", [], "中华人民共和国劳动合同法")],
    ),
    "a law that few lists know": (
        "《管理办法》第五条 依照国家赔偿法第十六条、第三十一条的规定，责令承担。",
        [("国家赔偿法", ["art_16", "art_31"], "中华人民共和国国家赔偿法")],
    ),
    "the regulation that implements a law, with a provision": (
        "《甲条例》第四十条 违反税收征收管理法及其实施细则第三条的，处罚款。",
        [
            ("税收征收管理法", [], "中华人民共和国税收征收管理法"),
            ("实施细则", ["art_3"], "中华人民共和国税收征收管理法实施细则"),
        ],
    ),
    "behind words that only sound like a law": (
        "《甲条例》第四十条 清算价格法，依照劳动法的规定处罚。",
        [("劳动法", [], "中华人民共和国劳动法")],
    ),
    "close behind a title with a note that nobody knows": (
        "《甲条例》（乙方）第三条 违反劳动法的，责令改正。",
        [("劳动法", [], "中华人民共和国劳动法")],
    ),
    "the regulation that implements a law, with no provision": (
        "《甲条例》第四十条 依照劳动合同法及其实施条例的规定处罚。",
        [
            ("劳动合同法", [], "中华人民共和国劳动合同法"),
            ("实施条例", [], "中华人民共和国劳动合同法实施条例"),
        ],
    ),
    "a word with 法 before a law": (
        "《甲条例》第四十条 在宪法日开展宣传，依照劳动法的规定处罚。",
        [("劳动法", [], "中华人民共和国劳动法")],
    ),
    "a number and then a law": (
        "《甲条例》第四十条 按照国发〔2010〕40号文件，依照劳动法处罚。",
        [("国发〔2010〕40号", [], None), ("劳动法", [], "中华人民共和国劳动法")],
    ),
    "before the first document of the cell": (
        "应当依照防洪法的规定办理。《甲条例》第三条 应当登记。",
        [("防洪法", [], "中华人民共和国防洪法")],
    ),
    "a regulation of a place is not the national one": (
        "《甲条例》第四十条 违反甘肃省河道管理条例的。",
        [("甘肃省河道管理条例", [], "甘肃省河道管理条例")],
    ),
    "in title marks": (
        "《监管条例》第五十条 依照《中华人民共和国广告法》第五十五条的规定处罚。",
        [("中华人民共和国广告法", ["art_55"], "中华人民共和国广告法")],
    ),
    "nothing before the article": (
        "《实施若干规定》第三条 累计缴费不足十五年（含依照第二条规定延长缴费）的，可以申请。",
        [("实施若干规定", ["art_2"], "实施若干规定")],
    ),
    "the amending decision": (
        "《市场规定》(2001年9月11日人事部令第1号发布,2015年4月30日《人力资源社会保障部关于修改部分规章的决定》修订)第三十六条 予以警告。",
        [("人力资源社会保障部关于修改部分规章的决定", [], "人力资源社会保障部关于修改部分规章的决定")],
    ),
    "an abbreviation of the document named before": (
        "1.《失业保险条例》第十四条 可以领取。2.《申领发放办法》第四条 符合《条例》第十四条规定的，可以申请。",
        [("条例", ["art_14"], "失业保险条例")],
    ),
    "a defined abbreviation": (
        "《监督办法》第二条 根据《中华人民共和国食品安全法》（以下简称《食安法》）制定。第九条 依照《食安法》第一百二十二条处罚。",
        [
            ("中华人民共和国食品安全法", [], "中华人民共和国食品安全法"),
            ("食安法", ["art_122"], "中华人民共和国食品安全法"),
        ],
    ),
    "a number alone": (
        "《通知》(发改价格〔2011〕431号)二、联动。各统筹地区要按照国发〔2010〕40号文件规定执行。",
        [("国发〔2010〕40号", [], None)],
    ),
    "conditions of other documents are left alone": (
        "《规定》第十条 按照国家禁止使用童工的规定予以处罚；依照有关法律规定给予处罚。",
        [],
    ),
    "several laws in a row": (
        "《地下水条例》第五十五条 依照中华人民共和国水法、土壤污染防治法和取水许可和水资源费征收管理条例的规定处罚。",
        [
            ("中华人民共和国水法", [], "中华人民共和国水法"),
            ("土壤污染防治法", [], "中华人民共和国土壤污染防治法"),
            ("取水许可和水资源费征收管理条例", [], "取水许可和水资源费征收管理条例"),
        ],
    ),
    "a regulation of a place": (
        "《河道办法》第五条 依照甘肃省河道管理条例第十条处罚。",
        [("甘肃省河道管理条例", ["art_10"], "甘肃省河道管理条例")],
    ),
    "the reason at the end of a text": (
        "《消防法》第十五条 未经检查的，不得使用。 根据《关于下放管理权限的决定》（辽消〔2020〕87号），实施层级下放。",
        [("关于下放管理权限的决定", [], "关于下放管理权限的决定")],
    ),
    "forms": ("《规定》第十条 填写《申请表》，核发《许可证》，出具《处罚决定书》。", []),
}


def shown(text):
    return [
        (found.title, [named.path for named in found.provisions], found.document.title if found.document else None)
        for found in understand(text).references
        if found.how != "relative"
    ]


@pytest.mark.parametrize("name", CASES)
def test_what_the_text_points_at(name):
    text, expected = CASES[name]
    assert shown(text) == expected


def test_pointers_are_kept_and_resolved_where_the_text_decides():
    text = "《噪声法》第五十条 违反前款规定的，依照本条第二款处罚；上条规定的人员除外。"
    found = [(text[ref.start : ref.end], [named.path for named in ref.provisions], ref.resolution)
             for ref in understand(text).references if ref.how == "relative"]  # fmt: skip
    assert found == [
        ("前款", [], Resolution.RESOLVED),
        ("本条第二款", ["art_50__para_2"], Resolution.RESOLVED),
        ("上条", ["art_49"], Resolution.RESOLVED),
    ]


def test_the_paragraph_before_a_quoted_paragraph():
    text = "《社团条例》第三十条第二款：前款规定的行为有违法所得的，予以没收。"
    found = [named.path for ref in understand(text).references for named in ref.provisions]
    assert found == ["art_30__para_1"]


def test_two_documents_an_abbreviation_may_mean_are_ambiguous():
    text = "1.《失业保险条例》第一条 甲。2.《工伤保险条例》第二条 乙。3.《发放办法》第四条 符合《条例》第十四条的。"
    found = [ref for ref in understand(text).references if ref.how == "abbreviation"]
    assert [ref.resolution for ref in found] == [Resolution.AMBIGUOUS]


def test_an_abbreviation_with_no_document_is_kept_unresolved():
    found = understand("《发放办法》第四条 符合《暂行规定》第十四条的。").references
    assert [(ref.title, ref.resolution) for ref in found] == [("暂行规定", Resolution.UNRESOLVED)]


@pytest.mark.parametrize(
    ("text", "resolution", "title"),
    [
        ("《甲市排水条例》第一条；依照《条例》第二条处罚；《乙市排水条例》第三条", Resolution.RESOLVED, "甲市排水条例"),
        (
            "《甲市排水条例》第一条；《乙市排水条例》第三条；依照《条例》第二条处罚",
            Resolution.AMBIGUOUS,
            "乙市排水条例",
        ),
    ],
)
def test_a_short_name_stands_for_what_is_named_before_it(text, resolution, title):
    (found,) = [one for one in understand(text).references if one.title == "条例"]
    assert found.resolution is resolution
    assert found.document.title == title
