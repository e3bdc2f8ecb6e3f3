"""Every form in which lists print labels, list marks, titles, numbers, dates and provisions: form -> what is read."""

import pytest

from extract.understanding.cell import understand


def only(text):
    (found,) = understand(text).basis
    return found


def paths(found):
    return [cited.path for cited in found.provisions]


LABELS = [
    "【法律】", "【行政法规】", "【地方性法规】", "【部门规章】", "【规章】", "【政府规章】", "【规范性文件】", "【国务院文件】", "【部门规章及规范性文件】",
    "[法律]", "[ 法 律 ]", "〖规章〗",
]  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("title", ["《灯塔管理条例》", "灯塔管理条例"])
def test_labels(label, title):
    found = only(f"{label}{title}第四条 灯塔应当登记。")
    assert (found.title, paths(found)) == ("灯塔管理条例", ["art_4"])
    assert found.label == label.replace(" ", "")[1:-1]


def test_one_label_for_several_entries():
    found = understand("【法律】《甲法》第一条；《乙法》第二条。【规章】《丙办法》第三条").basis
    assert [(cited.title, paths(cited)) for cited in found] == [
        ("甲法", ["art_1"]),
        ("乙法", ["art_2"]),
        ("丙办法", ["art_3"]),
    ]


@pytest.mark.parametrize("level", ["中央", "国家级", "省级", "国家层面法律法规", "自治区", "市", "上位法"])
@pytest.mark.parametrize("title", ["《灯塔管理条例》", "灯塔管理条例"])
def test_levels_before_a_colon(level, title):
    first, second = understand(f"{level}：{title}第四条；{level}：《航标条例》第五条").basis
    assert (first.title, paths(first)) == ("灯塔管理条例", ["art_4"])
    assert (second.title, paths(second)) == ("航标条例", ["art_5"])


@pytest.mark.parametrize("rank", ["法律", "行政法规", "部门规章", "规范性文件"])
def test_ranks_right_before_a_title(rank):
    found = understand(f"{rank}《灯塔管理条例》第四条；{rank}《航标条例》第五条").basis
    assert [(cited.title, paths(cited)) for cited in found] == [("灯塔管理条例", ["art_4"]), ("航标条例", ["art_5"])]


def test_the_last_of_a_row_behind_the_word_rules():
    found = understand(
        "依据《甲法》第五条、《乙法》第一百条的规定，以及《丙规定》（公安部令第160号）第三十七条。"
    ).basis
    assert [(cited.title, paths(cited)) for cited in found] == [
        ("甲法", ["art_5"]),
        ("乙法", ["art_100"]),
        ("丙规定", ["art_37"]),
    ]


@pytest.mark.parametrize("words", ["已废止", "已被废止", "现已失效", "已经停止执行"])
def test_a_document_said_to_be_out_of_force_is_no_basis(words):
    found = understand(f"《灯塔条例》（国务院令第3号）{words}。《航标条例》第五条")
    assert [cited.title for cited in found.basis] == ["航标条例"]


MARKS = ["1.", "1、", "1 . ", "(1)", "（1）", "①", "A.", "一、", "（一）", "\n", "1．", "⑴", ""]


@pytest.mark.parametrize("mark", MARKS)
def test_list_marks(mark):
    second = {"1": "2", "①": "②", "A": "B", "一": "二", "⑴": "⑵"}
    further = "".join(second.get(sign, sign) for sign in mark) or "。"
    found = understand(f"{mark}《甲灯塔条例》第三条 应当登记。{further}《乙灯塔办法》第四条 应当巡查。").basis
    assert [(cited.title, paths(cited)) for cited in found] == [("甲灯塔条例", ["art_3"]), ("乙灯塔办法", ["art_4"])]


TITLES = {
    "《灯塔条例》第三条": "灯塔条例",
    "灯塔条例第三条": "灯塔条例",
    "<<灯塔条例>>第三条": "灯塔条例",
    "＜＜灯塔条例＞＞第三条": "灯塔条例",
    "≪灯塔条例≫第三条": "灯塔条例",
    "«灯塔条例»第三条": "灯塔条例",
    "《关于修改〈灯塔条例〉的决定》第三条": "关于修改〈灯塔条例〉的决定",
    "《关于修改<灯塔条例>的决定》第三条": "关于修改<灯塔条例>的决定",
    "《关于修改《灯塔条例》的决定》第三条": "关于修改《灯塔条例》的决定",
    "《灯塔“三同时”管理办法》第三条": "灯塔“三同时”管理办法",
    "《灯塔条例（试行）》第三条": "灯塔条例（试行）",
    "《灯塔管理办法》（暂行）第三条": "灯塔管理办法",
    "《灯 塔 条 例》第 三 条": "灯塔条例",
    "《灯塔<p>条例》第三条": "灯塔条例",
    "「灯塔条例」第三条": "灯塔条例",
    "【灯塔条例】第三条": "灯塔条例",
    "“灯塔条例”第三条": "灯塔条例",
    "《灯塔条例第三条": "灯塔条例",
    "灯塔条例》第三条": "灯塔条例",
    "《燈塔條例》第三條": "燈塔條例",
}


@pytest.mark.parametrize("text", TITLES)
@pytest.mark.parametrize("behind", [" 灯塔应当登记。", "：灯塔应当登记。", ""])
def test_titles(text, behind):
    found = only(text + behind)
    assert (found.title, paths(found)) == (TITLES[text], ["art_3"])


NUMBERS = {
    "（国务院令第677号）": "国务院令第677号",
    "(2006年国务院令第460号)": "国务院令第460号",
    "(1999年5月14日国务院令第263号)": "国务院令第263号",
    "国务院第101号令": "国务院第101号令",
    "国务院令250号": "国务院令250号",
    "民政部29号令": "民政部29号令",
    "（省人民政府令[2008]第3号）": "省人民政府令〔2008〕第3号",
    "（交通运输部令2016年第62号）": "交通运输部令2016年第62号",
    "（主席令第九号）": "主席令第九号",
    "（主席令第一〇四号）": "主席令第一〇四号",
    "（省人大常委会公告第25号）": "省人大常委会公告第25号",
    "（国发〔2016〕5号）": "国发〔2016〕5号",
    "（国发[2016]5号）": "国发〔2016〕5号",
    "（国发(2016)5号）": "国发〔2016〕5号",
    "（国发（2016）5号）": "国发〔2016〕5号",
    "（国发【2016】5号）": "国发〔2016〕5号",
    "（国发〔2016)5号）": "国发〔2016〕5号",
    "（国发［2016］5号）": "国发〔2016〕5号",
    "（国发 〔 2016 〕 5 号）": "国发〔2016〕5号",
    "（国务院令第l98号）": "国务院令第l98号",
    "（国务院令第2OO号）": "国务院令第2OO号",
    "（国务院令第617)": "国务院令第617",
    "（根据发布的国务院令第666号修正）": "国务院令第666号",
    "（GB 17167）": "GB17167",
    "（GB/T 17167-2006）": "GB/T17167-2006",
}


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_behind_the_title(number):
    found = only(f"《灯塔条例》{number}第三条")
    assert [stated.value for stated in found.numbers] == [NUMBERS[number]]
    assert paths(found) == ["art_3"]


def test_numbers_elsewhere():
    assert [stated.value for stated in only("国务院令第684号《灯塔条例》第三条").numbers] == ["国务院令第684号"]
    assert [stated.value for stated in only("《灯塔条例》第三条（国务院令第684号）应当").numbers] == ["国务院令第684号"]
    assert [stated.value for stated in only("灯塔条例（国务院令第684号）第三条").numbers] == ["国务院令第684号"]


DATES = {
    "（2018年修正）": ["2018"],
    "（2018年12月29日修正）": ["2018-12-29"],
    "（2013年12月28日予以修改）": ["2013-12-28"],
    "（2015年第三次修订）": ["2015"],
    "（2009年修改）": ["2009"],
    "（2023公布）": ["2023"],
    "（2016）": ["2016"],
    "（二〇一八年五月二日公布）": ["2018-05-02"],
    "（2018.05.02）": ["2018-05-02"],
    "（2O16年5月1日）": ["2016-05-01"],
    "（2003年9月1日实施，2018年12月29日修正）": ["2003-09-01", "2018-12-29"],
    "（1997年11月1日第八届全国人民代表大会常务委员会第二十八次会议通过，自1998年3月1日起施行）": [
        "1997-11-01",
        "1998-03-01",
    ],
    "（2001年3月1日省第九届人大常委会第七次会议批准）": ["2001-03-01"],
    " 2001年12月10日农业部令第4号发布 2005年1月5日农业部令第46号修订 ": ["2001-12-10", "2005-01-05"],
}


@pytest.mark.parametrize("note", DATES)
def test_dates(note):
    found = only(f"《灯塔条例》{note}第三条")
    assert [date.value for date in found.dates] == DATES[note]
    assert paths(found) == ["art_3"]


PROVISIONS = {
    "第三条第二款第(一)项": ["art_3__para_2__item_1"],
    "第48条": ["art_48"],
    "第59条第1项": ["art_59__item_1"],
    "第六条（二）": ["art_6__item_2"],
    "四十九条": ["art_49"],
    "第30、32、34条": ["art_30", "art_32", "art_34"],
    "第二十二条第一、三款": ["art_22__para_1", "art_22__para_3"],
    "第三、四条": ["art_3", "art_4"],
    "第三条至第五条": ["art_3", "art_4", "art_5"],
    "第十三至十五条": ["art_13", "art_14", "art_15"],
    "第九条第(一)至(三)项": ["art_9__item_1", "art_9__item_2", "art_9__item_3"],
    "第九条第四项至第六项": ["art_9__item_4", "art_9__item_5", "art_9__item_6"],
    "第一百二十条之一": ["art_120-1"],
    "第一百二十条之一、之二": ["art_120-1", "art_120-2"],
    "第十条之规定": ["art_10"],
    "附件第101项": ["annex__item_101"],
    "附件2第17项": ["annex_2__item_17"],
    "二、（三）": ["part_2__clause_3"],
    "第 三 十 六 条": ["art_36"],
    "第５条": ["art_5"],
    "第三0条": ["art_30"],
    "第一百O四条": ["art_104"],
    "第廿九条": ["art_29"],
    "第三十条第（一）（三）项": ["art_30__item_1", "art_30__item_3"],
    "第三十条第①③项": ["art_30__item_1", "art_30__item_3"],
    "第八十一九十一条": ["art_81", "art_91"],
    "第二点第一条": ["part_2__clause_1"],
    "第五章第二节": ["chp_5__sec_2"],
    "第五條第二項": ["art_5__item_2"],
    "第十条、第十二条第二款": ["art_10", "art_12__para_2"],
}


@pytest.mark.parametrize("words", PROVISIONS)
@pytest.mark.parametrize("before", ["", "（国务院令第12号）", "："])
def test_provisions(words, before):
    assert paths(only(f"《灯塔条例》{before}{words}")) == PROVISIONS[words]


def test_the_whole_document():
    assert only("《灯塔条例》全文").whole
    assert paths(only("《灯塔条例》全文")) == []


@pytest.mark.parametrize("between", [" ", "\u3000", "：", "；", "“", "", ":", "\n"])
def test_between_heading_and_text(between):
    found = only(f"《灯塔条例》第三条{between}灯塔管理机关应当巡查。")
    assert paths(found) == ["art_3"]


def test_later_headings_continue_the_document():
    found = only("《灯塔条例》第三条 灯塔应当登记。第四条 灯塔应当巡查。第三款：巡查应当记录。")
    assert paths(found) == ["art_3", "art_4", "art_4__para_3"]


def documents(text):
    facts = understand(text)
    found = [*facts.basis, *(one for one in facts.references if one.how != "relative")]
    return [(one.title, one.document.title if one.document else None) for one in found]


def test_abbreviations_stand_for_the_document_that_declared_them():
    text = "《中华人民共和国灯塔法》（以下简称《灯塔法》）第三条。《灯塔法》第五条 违反《灯塔法》第六条的，责令改正。"
    assert {title for _, title in documents(text)} == {"中华人民共和国灯塔法"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《灯塔条例实施办法》第三条 违反条例第六条的，责令改正。", ("条例", "灯塔条例")),
        ("《灯塔办法》第三条 违反条例第六条的，责令改正。", ("条例", None)),
        ("《灯塔条例》第三条 违反条例第六条的，责令改正。", ("条例", "灯塔条例")),
        ("《灯塔条例》第三条 违反某省渔港条例第六条的，责令改正。", ("某省渔港条例", "某省渔港条例")),
        ("《灯塔条例》第三条 依照宪法第六条的规定。", ("宪法", "中华人民共和国宪法")),
        ("《灯塔条例》第三条 防洪法未作规定的，适用本条例。", ("防洪法", "中华人民共和国防洪法")),
    ],
)
def test_the_right_document_or_none(text, expected):
    assert documents(text)[1] == expected


ROWS = {
    "劳动法 第三条 工伤保险条例 第五条": [("劳动法", ["art_3"]), ("工伤保险条例", ["art_5"])],
    "根据劳动法、劳动合同法第三条": [("劳动法", []), ("劳动合同法", ["art_3"])],
    "劳动法 劳动合同法": [("劳动法", []), ("劳动合同法", [])],
    "《甲业法》、《乙业条例》和丙业管理办法": [("甲业法", []), ("乙业条例", []), ("丙业管理办法", [])],
    "《劳动法》第三条，劳动合同法第八条，工伤保险条例": [
        ("劳动法", ["art_3"]),
        ("劳动合同法", ["art_8"]),
        ("工伤保险条例", []),
    ],
    "法律依据：劳动法第三条；劳动合同法第八条": [("劳动法", ["art_3"]), ("劳动合同法", ["art_8"])],
    "《甲业法》第三条/《乙业法》第四条": [("甲业法", ["art_3"]), ("乙业法", ["art_4"])],
    "《甲业法》第三条和乙业条例第五条第二款": [("甲业法", ["art_3"]), ("乙业条例", ["art_5__para_2"])],
    "《甲业法》{现行}第三条": [("甲业法", ["art_3"])],
    "《劳动合同法)第三十条": [("劳动合同法", ["art_30"])],
    "《甲业法》第十二、三条": [("甲业法", ["art_12", "art_13"])],
    "《甲业法》第六条 第七条第一款规定的人员应当登记。": [("甲业法", ["art_6"])],
}


@pytest.mark.parametrize("text", ROWS)
def test_documents_in_a_row(text):
    assert [(found.title, paths(found)) for found in understand(text).basis] == ROWS[text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("依照税收征收管理法及其实施细则第三十条的规定处罚", [("税收征收管理法", []), ("实施细则", ["art_30"])]),
        ("按照《甲业法》第三条、乙业条例第五条的规定处罚", [("甲业法", ["art_3"]), ("乙业条例", ["art_5"])]),
        ("依照档案法第五条、条例第六条", [("档案法", ["art_5"]), ("条例", ["art_6"])]),
        ("符合GB 7258-2017《某车安全技术条件》的要求", [("某车安全技术条件", [])]),
        ("《甲业办法》自2020年1月1日起废止", [("甲业办法", [])]),
        ("采用清算价格法评估", []),
    ],
)
def test_references_of_every_form(text, expected):
    facts = understand(f"《灯塔办法》第三条 {text}。")
    assert [(one.title, paths(one)) for one in facts.references] == expected
    assert [one.title for one in facts.basis] == ["灯塔办法"]


def test_the_implementing_rules_of_the_document_before():
    assert documents("《个人所得税法》第九条及其实施条例第三十条") == [
        ("个人所得税法", "中华人民共和国个人所得税法"),
        ("实施条例", "中华人民共和国个人所得税法实施条例"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "《灯塔条例》第三条 船主应当符合国务院《渔港条例》规定的条件。",
        "《灯塔条例》第三条 船主除履行《渔港条例》规定的义务外，还应当报告。",
        "《灯塔条例》第三条 本条例自公布之日起施行。《灯塔旧条例》（某省政府令第3号）同时废止。",
        "《灯塔条例》第三条 申请时提交：1.灯塔管理制度；2.灯塔应急方案；3.灯塔操作规程。",
        "《灯塔条例》第三条 《渔港条例》由渔业主管部门负责实施。",
        "《灯塔条例》第三条 本条例第六条关于灯塔的规定，适用于浮标；第九条关于灯船的规定，适用于灯桩。",
        "《灯塔条例》第三条 下列情形：\n渔民违反本条例第九条规定，未报告的。",
    ],
)
def test_what_the_quoted_text_names_is_no_second_basis(text):
    found = only(text)
    assert (found.title, paths(found)) == ("灯塔条例", ["art_3"])


def test_pointers_within_the_document_are_not_unresolved():
    facts = understand("《灯塔条例》第三条 违反前款规定的，依照本条第二款和第九条处罚。")
    assert {one.resolution.value for one in facts.references} == {"resolved"}
    assert [[cited.path for cited in one.provisions] for one in facts.references if one.how != "relative"] == [
        ["art_9"]
    ]


@pytest.mark.parametrize(
    ("words", "paths"),
    [
        ("附件《甲市采砂事项清单（2022年版）》第312项", ["annex__item_312"]),
        ("附件2：《甲市采砂事项目录》第十二项。", ["annex_2__item_12"]),
        ("附件《甲市采砂事项清单》", []),
        ("二、（六）第2点；《丙办法》第三条", ["part_2__clause_6__num_2"]),
        ("二、（六）第2点意见采砂", ["part_2__clause_6__num_2"]),
    ],
)
def test_an_annex_with_a_title_and_a_point_of_a_clause(words, paths):
    cited = understand(f"《关于采砂事项的通知》（国办发〔2022〕2号）{words}").basis
    assert [path.path for path in cited[0].provisions] == paths
    assert len(cited) == 1 + ("丙办法" in words)
