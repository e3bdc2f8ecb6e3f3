"""Provisions of a row with words between them, books and chapters, established short names of laws."""

import pytest

from extract.understanding.cell import understand

CODE = "中华人民共和国刑法"

CASES = {
    # what a provision says stands between it and the next one of the same law
    "《甲解释》第二条 构成刑法第三百条盗采罪、第三百零一条毁堤罪的，从重处罚。": [
        ("刑法", ["art_300"], CODE),
        ("刑法", ["art_301"], CODE),
    ],
    "《甲解释》第二条 同时构成刑法第三百条规定的盗采罪，第三百零一条规定的毁堤罪的，从重处罚。": [
        ("刑法", ["art_300"], CODE),
        ("刑法", ["art_301"], CODE),
    ],
    "《甲细则》第二条 《乙条例》第六条所称砂石和第九条所称河道，以名录为准。": [
        ("乙条例", ["art_6"], "乙条例"),
        ("乙条例", ["art_9"], "乙条例"),
    ],
    # another sentence, another verb: of the document in hand
    "《甲办法》第二条 依照《乙条例》第六条规定处罚，或者第九条规定的方式处理。": [
        ("乙条例", ["art_6"], "乙条例"),
        ("甲办法", ["art_9"], "甲办法"),
    ],
    "《甲办法》第二条 违反《乙条例》第六条的，责令改正。第九条规定的人员除外。": [
        ("乙条例", ["art_6"], "乙条例"),
        ("甲办法", ["art_9"], "甲办法"),
    ],
    "《甲办法》第二条 违反本办法第六条规定的期限、第九条规定的范围的。": [
        ("甲办法", ["art_6"], "甲办法"),
        ("甲办法", ["art_9"], "甲办法"),
    ],
    # the paragraph behind 的
    "《甲办法》第二条 违反本办法第二十五条的第一款、第二款规定的。": [
        ("甲办法", ["art_25__para_1", "art_25__para_2"], "甲办法"),
    ],
    # books and their chapters
    "《甲解释》第二条 依照民法典第七编第四章的规定承担责任。": [
        ("民法典", ["book_7__chp_4"], "中华人民共和国民法典"),
    ],
    "《甲法》第二条 适用本法第一编的规定。": [("甲法", ["book_1"], "甲法")],
    # of the chapter in hand: relative, as 本条第二款 is
    "《甲法》第二条 参照本章第一节、第三节的有关规定执行。": [],
    "《甲法》第二条 适用本编第六章的有关规定。": [],
    "《甲法》第二条 按照本法第四条和本章第二节的规定提供材料。": [("甲法", ["art_4"], "甲法")],
    # an article that begins with another law, spoken of, not quoted
    "《甲实施条例》第二条 《乙法》第四十一条中“首次采砂”，是指五年内没有采砂。": [("乙法", ["art_41"], "乙法")],
    "《甲规则》第二条 《乙法》第八条第三款的规定适用于辅助人员。": [("乙法", ["art_8__para_3"], "乙法")],
    "《甲规则》第二条 《乙法》第八条第六项和《丙法》第七条规定的行为，应当查明。": [
        ("乙法", ["art_8__item_6"], "乙法"),
        ("丙法", ["art_7"], "丙法"),
    ],
    "《甲办法》第二条 《乙法》第八条 采砂应当取得许可。": [],
    # short names that are also parts of other words
    "《甲条例》第二条 可以决定撤销监督法第四十四条规定的人员的职务。": [
        ("监督法", ["art_44"], "中华人民共和国各级人民代表大会常务委员会监督法"),
    ],
    "《甲办法》第二条 因选举法第五十七条规定的行为当选的，当选无效。": [
        ("选举法", ["art_57"], "中华人民共和国全国人民代表大会和地方各级人民代表大会选举法"),
    ],
    "《甲办法》第二条 代表依照代表法第三十条的规定视察。": [
        ("代表法", ["art_30"], "中华人民共和国全国人民代表大会和地方各级人民代表大会代表法"),
    ],
    "《甲办法》第二条 依照产品质量监督法第三条的规定处罚。": [("产品质量监督法", ["art_3"], "产品质量监督法")],
    # classes of law are no law
    "《甲条例》第二条 违反上位法的规定的，应当撤销。": [],
    "《甲条例》第二条 依照国家税法有关规定享受优惠。": [],
    "《甲条例》第二条 依照个人所得税法有关规定享受优惠。": [("个人所得税法", [], "中华人民共和国个人所得税法")],
    "《甲条例》第二条 依照单行条例的规定办理。": [],
}


@pytest.mark.parametrize("text", CASES)
def test_what_the_text_points_at(text):
    assert [
        (one.title, [named.path for named in one.provisions], one.document.title if one.document else None)
        for one in understand(text).references
        if one.how != "relative"
    ] == CASES[text]
