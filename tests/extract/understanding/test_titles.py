"""Titles: one document for all its spellings, its rank, and what a notice issues."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import rules
from extract.understanding import titles

RANKS = {
    "law", "administrative_regulation", "local_regulation", "department_rule", "local_government_rule",
    "normative_document", "party_document", "judicial_interpretation", "treaty",
}  # fmt: skip

CANONICAL = [
    ("劳动法", "中华人民共和国劳动法"),
    ("中华人民共和国劳动法", "中华人民共和国劳动法"),
    ("《中华人民共和国 公司法》（2018年修正）", "中华人民共和国公司法"),
    ("劳动合同法（2012年12月28日修正）", "中华人民共和国劳动合同法"),
    ("中华人民共和国职业教育法(2022修订)", "中华人民共和国职业教育法"),
    ("中华人民共和国水法[2016修正]", "中华人民共和国水法"),
    ("职业病防治法(2018)", "中华人民共和国职业病防治法"),
    ("失业保险条例（国务院令第258号）", "失业保险条例"),
    ("环境保护法（已废止）", "中华人民共和国环境保护法"),
    ("物业管理条例", "物业管理条例"),
    ("中华人民共和国工伤保险条例", "工伤保险条例"),
    ("　工 伤\n保险&nbsp;条例", "工伤保险条例"),
    ("保密法", "中华人民共和国保守国家秘密法"),
    ("反分裂国家法", "反分裂国家法"),
    ("中华人民共和国道路交通法", "中华人民共和国道路交通安全法"),
    ("全国人大常委会关于司法鉴定管理问题的决定", "全国人民代表大会常务委员会关于司法鉴定管理问题的决定"),
    ("药品管理法实施条例", "中华人民共和国药品管理法实施条例"),
    ("重庆市实施《种子法》办法", "重庆市实施〈中华人民共和国种子法〉办法"),
    ("河南省实施中华人民共和国种子法办法", "河南省实施〈中华人民共和国种子法〉办法"),
    ("公安机关实施保安服务管理条例办法", "公安机关实施保安服务管理条例办法"),
    ("完善企业职工基本养老保险制度实施办法", "完善企业职工基本养老保险制度实施办法"),
    ("社会消防技术服务管理规定（试行）", "社会消防技术服务管理规定(试行)"),
    ("某某办法（暂行）（2019年修订）", "某某办法(暂行)"),
    ("产业结构调整指导目录(2019年本)", "产业结构调整指导目录(2019年本)"),
    ("<事业单位岗位设置管理试行办法>实施意见", "〈事业单位岗位设置管理试行办法〉实施意见"),
    ('关于印发"中华人民共和国社会保障卡"管理办法的通知', "关于印发“中华人民共和国社会保障卡”管理办法的通知"),
    ("关于印发＜职业资格证书规定＞的通知", "关于印发〈职业资格证书规定〉的通知"),
    ("〈甲〉和〈乙〉", "〈甲〉和〈乙〉"),
    ("某准则--某目录", "某准则——某目录"),
    ("某准则—-某目录", "某准则——某目录"),
    ("某准则-某目录", "某准则——某目录"),
    ("某规划（2021—2025年）", "某规划(2021-2025年)"),
    ("某规划（2021---2025年）", "某规划(2021-2025年)"),
    ("某规范-A类", "某规范-A类"),
    ("", ""),
]


@pytest.mark.parametrize(("printed", "expected"), CANONICAL)
def test_canonical(printed, expected):
    assert titles.canonical(printed) == expected


RANK = [
    # a known name decides, whatever is printed beside it
    ("中华人民共和国劳动法", [], None, "law"),
    ("劳动法", [], None, "law"),
    ("户口登记条例", [], None, "law"),
    ("中华人民共和国外交特权与豁免条例", [], None, "law"),
    ("中国人民解放军军官军衔条例", [], None, "law"),
    ("合同法", [], None, "law"),
    ("全国人大常委会关于司法鉴定管理问题的决定", [], None, "law"),
    ("工伤保险条例", [], "【法律】", "administrative_regulation"),
    ("互联网信息服务管理办法", [], None, "administrative_regulation"),
    ("国务院关于职工工作时间的规定", [], None, "administrative_regulation"),
    ("国务院对确需保留的行政审批项目设定行政许可的决定", ["国务院令第412号"], None, "administrative_regulation"),
    ("中华人民共和国发票管理办法", [], None, "administrative_regulation"),
    ("社会保险费征缴监督检查办法", ["国务院令第259号"], None, "department_rule"),
    ("工伤认定办法", [], None, "department_rule"),
    ("党政领导干部选拔任用工作条例", [], None, "party_document"),
    ("国际卫生条例", [], None, "treaty"),
    # a department's document is what its number says
    ("养老机构管理办法", ["某市人民政府令第12号"], None, "local_government_rule"),
    ("企业年金试行办法", ["人社部发〔2003〕1号"], None, "normative_document"),
    # numbers
    ("某某规定", ["国务院令第250号"], None, "administrative_regulation"),
    ("某某规定", ["2006年国务院令第460号"], None, "administrative_regulation"),
    ("某某规定", ["国务院国有资产监督管理委员会令第12号"], None, "department_rule"),
    ("某某决定", ["主席令第二十八号"], None, "law"),
    ("某某办法", ["宁夏回族自治区人民政府主席令第3号"], None, "local_government_rule"),
    ("甘肃省工伤保险实施办法", ["甘肃省人民政府令第145号"], None, "local_government_rule"),
    ("某某若干规定", ["上海市人民代表大会常务委员会公告第12号"], None, "local_regulation"),
    ("职称评审管理暂行规定", ["人社部令第40号"], None, "department_rule"),
    ("某某办法", ["人事部、国家工商行政管理总局令第1号"], None, "department_rule"),
    ("某某办法", ["中国人民银行令〔2018〕第1号"], None, "department_rule"),
    ("某某办法", ["海南省公安厅令第1号", "琼公通〔2010〕3号"], None, "normative_document"),
    ("某某办法", ["某市公安局令第5号"], None, "normative_document"),
    ("某某办法", ["财社〔2017〕164号"], None, "normative_document"),
    ("关于提高技术工人待遇的意见", ["中办发〔2018〕16号"], None, "party_document"),
    ("关于审理某某案件若干问题的规定", ["法释〔2020〕26号"], None, "judicial_interpretation"),
    # forms
    ("中华人民共和国某某促进法", ["国务院令第1号"], None, "law"),
    ("刑法修正案(十一)", [], None, "law"),
    ("最高人民法院关于审理行政赔偿案件若干问题的规定", [], None, "judicial_interpretation"),
    ("甘肃省就业促进条例", [], "【行政法规】", "local_regulation"),
    ("许昌市城市绿化条例", [], None, "local_regulation"),
    ("恩施土家族苗族自治州某某条例", [], None, "local_regulation"),
    ("杭州西湖龙井茶基地保护条例", [], None, "local_regulation"),
    ("泰山风景名胜区保护管理条例", [], None, "local_regulation"),
    ("北京市实施《中华人民共和国妇女权益保障法》办法", [], None, "local_regulation"),
    ("河北省实施《工伤保险条例》办法", [], None, None),
    ("鸡泽县基本医疗保障办法", [], None, "normative_document"),
    ("中华人民共和国某某管理条例", [], None, "administrative_regulation"),
    ("某某管理条例", [], None, "administrative_regulation"),
    ("城市市容和环境卫生管理条例", [], None, "administrative_regulation"),
    ("上市公司监督管理条例", [], None, "administrative_regulation"),
    ("证券市场管理条例", [], None, "administrative_regulation"),
    ("中共中央国务院关于构建和谐劳动关系的意见", [], None, "party_document"),
    ("国务院关于机关事业单位工作人员养老保险制度改革的决定", [], None, "normative_document"),
    ("关于加强就业援助工作的指导意见", [], None, "normative_document"),
    ("关于消耗臭氧层物质的蒙特利尔议定书", [], None, "treaty"),
    ("关于修改〈中华人民共和国劳动法〉等七部法律的决定", [], None, "law"),
    ("全国人大常委会关于修改《中华人民共和国广告法》的决定", [], None, "law"),
    ("国务院关于修改〈工伤保险条例〉的决定", [], None, "administrative_regulation"),
    ("人力资源社会保障部关于修改部分规章的决定", [], None, "department_rule"),
    ("条例", [], None, None),
    ("条例", ["国务院令第586号"], None, "administrative_regulation"),
    # labels, weaker than numbers and telling forms
    ("某某办法", [], "【部门规章】", "department_rule"),
    ("某某办法", [], "[ 规 章 ]", "department_rule"),
    ("河北省某某办法", [], "【规章】", "local_government_rule"),
    ("河北省某某规定", [], "【地方性法规】", "local_regulation"),
    ("某某办法", [], "【规范性文件】", "normative_document"),
    ("某某办法", ["水利部令第34号"], "【规范性文件】", "department_rule"),
    ("某某条例", [], "【地方性法规】", "local_regulation"),
    # nothing decides
    ("某某办法", [], None, None),
    ("上海市查处车辆非法客运若干规定", [], None, None),
    ("某某办法", ["令〔2008〕第3号"], "【部门规章及规范性文件】", None),
    ("", [], None, None),
]


@pytest.mark.parametrize(("title", "numbers", "label", "expected"), RANK)
def test_rank(title, numbers, label, expected):
    assert titles.rank(title, numbers, label) == expected


def test_document_of_a_notice_is_what_it_issues():
    found = titles.document("关于印发《就业补助资金管理办法》的通知", ["财社〔2017〕164号"])
    assert found.title == "就业补助资金管理办法"
    assert found.rank == "normative_document"
    assert found.promulgated_by == "关于印发〈就业补助资金管理办法〉的通知"


def test_document_of_any_other_title_is_itself():
    found = titles.document("劳动法（2018年修正）")
    assert (found.title, found.rank, found.promulgated_by) == ("中华人民共和国劳动法", "law", None)


def test_a_notice_without_number_issues_a_normative_document():
    assert titles.document("关于印发某某工作规则的通知").rank == "normative_document"


@pytest.mark.parametrize(
    ("title", "legal"),
    [
        ("中华人民共和国劳动法", True),
        ("民法典", True),
        ("条例", True),
        ("社会消防技术服务管理规定(试行)", True),
        ("人力资源社会保障部关于修改部分规章的决定", True),
        ("社会保险基金财务制度", True),
        ("政府核准的投资项目目录(2016年本)", True),
        ("生产安全事故应急预案", True),
        ("濒危野生动植物种国际贸易公约", True),
        ("关于加强某某工作的报告", True),
        ("卫生行政处罚程序", True),
        ("刑法修正案(十一)", True),
        ("行政处罚告知书", False),
        ("行政处罚听证告知书", False),
        ("人力资源服务许可证", False),
        ("就业创业证", False),
        ("劳动保障监察案件处理报批表", False),
        ("邯郸市人力资源社会保障行政处罚裁量标准表", False),
        ("恢复社会保险待遇拨付通知书", False),
        ("社会保险违规费用追回(扣除)通知单", False),
        ("登记单", False),
        ("国家职业资格目录", False),
        ("河北省基本医疗、保险、工伤保险和生育保险药品目录", False),
        ("参保缴费凭证", False),
        ("医保定点服务协议", False),
        ("外出稽核记录表", False),
        ("劳动保障监察案件集体讨论记录", False),
        ("劳动保障监察案件调查终结报告", False),
        ("职业病危害项目申报", False),
        ("人民日报", False),
        ("证书", False),
        ("", False),
    ],
)
def test_looks_legal(title, legal):
    assert titles.looks_legal(title) is legal


@pytest.mark.parametrize(
    ("title", "generic"),
    [
        ("条例", True),
        ("《暂行办法》", True),
        ("实施细则", True),
        ("办法（试行）", True),
        ("若干意见", True),
        ("管理办法", True),
        ("决定", True),
        ("工伤保险条例", False),
        ("物业管理条例", False),
        ("劳动法", False),
        ("", False),
    ],
)
def test_is_abbreviation(title, generic):
    assert titles.is_abbreviation(title) is generic


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("甘肃省人民政府令第145号", "province"),
        ("新疆生产建设兵团某某办法", "province"),
        ("三门峡市城市环境卫生管理条例", "city"),
        ("汕头经济特区基层医疗卫生服务条例", "city"),
        ("长阳土家族自治县某某条例", "city"),
        ("义乌市某某办法", "county"),
        ("鸡泽县基本医疗保障办法", "county"),
        ("城市市容和环境卫生管理条例", None),
        ("人力资源市场暂行条例", None),
        ("药品上市后变更管理办法", None),
        ("关于县级公立医院改革的意见", None),
        ("自然保护区条例", None),
    ],
)
def test_place(text, where):
    assert titles.place(text) == where


def test_short_names_are_laws_and_regulations_of_the_state():
    names = titles.short_names()
    for name in ("劳动合同法", "刑法", "治安管理处罚法", "公务员法", "民法典", "户口登记条例", "劳动合同法实施条例"):
        assert titles.canonical(name) == names[name]
    for name in ("宪法", "消法", "工伤保险条例", "发票管理办法", "教师资格条例实施办法"):
        assert name not in names
    assert all(titles.rank(title) in {"law", "administrative_regulation"} for title in names.values())


def authority():
    """Every (rank, title) that the authority files hold, as written."""
    for name, parts in (("titles", ("documents", "repealed")), ("titles_departments", ("documents",))):
        for part in parts:
            for code, held in rules.table(name)[part].items():
                yield from ((code, title) for title in held)


def test_every_title_of_the_authority_file_stands_once_levelled_and_under_a_rank():
    held = list(authority())
    every = [title for _, title in held]
    assert {code for code, _ in held} <= RANKS
    assert len(every) == len(set(every)), sorted(title for title in every if every.count(title) > 1)
    assert [title for title in every if titles.canonical(title) != title] == []
    assert [title for code, title in held if titles.rank(title) != code] == []
    bare = {title.removeprefix("中华人民共和国") for title in every if title.startswith("中华人民共和国")}
    assert bare.isdisjoint(every), "two documents that differ by the name of the state only"


def test_every_alias_leads_to_a_title_and_says_something_new():
    every = {title for _, title in authority()}
    for alias, title in rules.table("titles")["aliases"].items():
        assert title in every, alias
        assert alias not in every, alias
        assert f"中华人民共和国{alias}" != title, f"{alias} needs no line"
        assert titles.canonical(alias) == title
    assert all(titles.canonical(name) != name for name in rules.table("titles")["never_bare"])


def test_repealed_documents_are_known_as_such():
    assert titles.entry("物权法").repealed
    assert titles.entry("环境噪声污染防治法").repealed
    assert not titles.entry("民法典").repealed
    assert titles.entry("某某办法") is None


def test_the_form_of_a_law_says_what_the_authority_file_says():
    """A law that the file does not know yet is read as one."""
    for code, title in authority():
        if code == "law" and title.startswith("中华人民共和国") and title.endswith(("法", "法典")):
            assert titles.rank(title.replace("国", "国某", 1)) == "law"


def test_labels_and_forms_name_known_ranks():
    assert set(rules.table("title_forms")["labels"].values()) <= RANKS
    codes = {rule["rank"] for rule in rules.table("title_forms")["rule"] if "rank" in rule}
    assert codes <= RANKS


def test_authority_files_are_package_data():
    for name in ("titles", "titles_departments", "title_forms", "places"):
        assert tomllib.loads(files("extract").joinpath("rules", f"{name}.toml").read_text(encoding="utf-8"))


SIGNS = st.sampled_from(
    [
        *'关于印发转的通知〈〉《》()（）“”"<>和、办法条例规定省市县 \n第号令〔〕2018-—A',
        "中华人民共和国",
        "劳动法",
        "实施",
        "修正",
    ]
)
TITLES = st.one_of(st.text(max_size=40), st.lists(SIGNS, max_size=30).map("".join))


@given(TITLES)
def test_canonical_is_idempotent(text):
    once = titles.canonical(text)
    assert titles.canonical(once) == once
    assert not any(sign.isspace() for sign in once)


@settings(max_examples=200, deadline=None)
@given(TITLES, st.lists(TITLES, max_size=2), st.none() | TITLES)
def test_no_title_crashes_anything(text, numbers, label):
    found = titles.document(text, numbers, label)
    assert found.rank is None or found.rank in RANKS
    assert titles.rank(text, numbers, label) is None or titles.rank(text, numbers, label) in RANKS
    assert (found.promulgated_by is None) == (titles.issued_by_notice(text) is None)
    assert titles.looks_legal(text) in {True, False}
    assert titles.is_abbreviation(text) in {True, False}


@pytest.mark.parametrize("piece", ["〈", "〉", "关于", "办法和", "(", "“", "转发部", "、"])
def test_long_adversarial_titles_end(piece):
    titles.document(piece * 20_000, (piece * 2_000,), piece * 2_000)
    titles.looks_legal(piece * 20_000)
