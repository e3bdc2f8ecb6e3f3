"""Consequences in quoted text, each as text and expected (kind, figures)."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.clean import level
from extract.rules import load
from extract.understanding.cell import understand
from extract.understanding.fines import fines
from extract.understanding.sanctions import sanctions
from extract.understanding.tokens import scan


def fined(printed):
    text = level(printed).text
    return fines(text, scan(text))


def found_in(printed):
    text = level(printed).text
    return sanctions(text, scan(text))


FINES = {
    "处五百元以上二千元以下罚款": (500, 2000, "CNY", None, None, None),
    "处2000元以上2万元以下的罚款": (2000, 20000, "CNY", None, None, None),
    "并可处以一千元以下的罚款": (None, 1000, "CNY", None, None, None),
    "处1万元以上的罚款": (10000, None, "CNY", None, None, None),
    "处二百元罚款": (200, 200, "CNY", None, None, None),
    "处15000元罚款": (15000, 15000, "CNY", None, None, None),
    "处五千元至二万元罚款": (5000, 20000, "CNY", None, None, None),
    "处1万-3万元罚款": (10000, 30000, "CNY", None, None, None),
    "处1至3万元罚款": (10000, 30000, "CNY", None, None, None),
    "处10万以上20万以下的罚款": (100000, 200000, "CNY", None, None, None),
    "处违法所得一倍以上五倍以下的罚款": (1, 5, "multiple", "违法所得", None, None),
    "处应缴社会保险费数额一倍以上三倍以下的罚款": (1, 3, "multiple", "应缴社会保险费数额", None, None),
    "处其瞒报工资数额 1 倍以上 3 倍以下的罚款": (1, 3, "multiple", "瞒报工资数额", None, None),
    "处以合同价款百分之二以上百分之四以下的罚款": ("0.02", "0.04", "multiple", "合同价款", None, None),
    "处工程合同价款2％以上4％以下的罚款": ("0.02", "0.04", "multiple", "工程合同价款", None, None),
    "处采购金额5‰的罚款": ("0.005", "0.005", "multiple", "采购金额", None, None),
    "处违法所得等值以下的罚款": (None, 1, "multiple", "违法所得", None, None),
    "处货值金额等值以上三倍以下的罚款": (1, 3, "multiple", "货值金额", None, None),
    "处货值金额百分之五十以上三倍以下的罚款": ("0.5", 3, "multiple", "货值金额", None, None),
    "处最高报价百分之五以上百分之二十以下的罚款": ("0.05", "0.2", "multiple", "最高报价", None, None),
    "处最高投标限价百分之十以下的罚款": (None, "0.1", "multiple", "最高投标限价", None, None),
    "处最高违法所得三倍的罚款": (None, 3, "multiple", "违法所得", None, None),
    "处一倍以上三倍以下的罚款": (1, 3, "multiple", None, None, None),
    "按照前款罚款数额的二倍以上五倍以下对负有责任的单位处以罚款": (2, 5, "multiple", "前款罚款数额", None, None),
    "罚款标准为：单位二千元以上五千元以下": (2000, 5000, "CNY", None, None, None),
    "处以每只（头）羊单位10元以上50元以下的罚款": (10, 50, "CNY", None, "只（头）羊单位", None),
    "按照每超载一人一千元的标准处以罚款": (1000, 1000, "CNY", None, "超载一人", None),
    "处应交垃圾处理费三倍以下且不超过三万元的罚款": (None, 3, "multiple", "应交垃圾处理费", None, 30000),
    "处所需处置费用三倍以上五倍以下的罚款": (3, 5, "multiple", "所需处置费用", None, None),
    "处被损毁界桩或者标志价值二倍的罚款": (2, 2, "multiple", "被损毁界桩或者标志价值", None, None),
    "处以最高不超过所涉及外债金额3%的罚款": (None, "0.03", "multiple", "所涉及外债金额", None, None),
    "可处以不超过违法所得三倍的罚款，但最高不得超过三万元": (None, 3, "multiple", "违法所得", None, 30000),
    "并以每人五百元以上二千元以下的标准处以罚款": (500, 2000, "CNY", None, "人", None),
    "按照受侵害的劳动者每人1000元以上5000元以下的标准计算，处以罚款": (1000, 5000, "CNY", None, "人", None),
    "并可以按照侵占面积每平方米处300元罚款": (300, 300, "CNY_per_m2", None, None, None),
    "处每立方米十元以上二十元以下罚款": (10, 20, "CNY_per_m3", None, None, None),
    "每吨处一百元罚款": (100, 100, "CNY_per_tonne", None, None, None),
    "每日每平方米处五元罚款": (5, 5, "CNY_per_m2_per_day", None, None, None),
    "每超1000千克罚款500元，最高不得超过30000元": (500, 500, "CNY", None, "1000千克", 30000),
    "处以每辆次二百元罚款": (200, 200, "CNY", None, "辆次", None),
    "处每台（件）一千元罚款": (1000, 1000, "CNY", None, "台（件）", None),
    "罚款数额为合同价款的10%以上50%以下": ("0.1", "0.5", "multiple", "合同价款", None, None),
    "处以罚款五百元": (500, 500, "CNY", None, None, None),
    "给予XX万元的罚款": (None, None, None, None, None, None),
    "处一千元以上、货值金额五倍以下罚款": (None, 5, "multiple", "货值金额", None, None),
    "处违法所得一千元以上、五倍以下罚款": (None, 5, "multiple", None, None, None),
    "处所运（带）实物价值百分之三十的罚款": ("0.3", "0.3", "multiple", "所运(带)实物价值", None, None),
    "处兽药（包括已出售的，下同）货值金额2倍以上5倍以下罚款": (2, 5, "multiple", "货值金额", None, None),
    "处每非法居留一日五百元，总额不超过一万元的罚款": (500, 500, "CNY", None, "非法居留一日", 10000),
    "单处违法所得三倍以下、但最高不超过三万元的罚款": (None, 3, "multiple", "违法所得", None, 30000),
    "可以并处已收取的预付款1%以下的罚款": (None, "0.01", "multiple", "已收取的预付款", None, None),
    "处不低于五千元的罚款": (5000, None, "CNY", None, None, None),
    "处最低人民币一千元以上的罚款": (1000, None, "CNY", None, None, None),
    "处不超过人民币一万元的罚款": (None, 10000, "CNY", None, None, None),
    "处不超过五千元、最低一千元的罚款": (1000, 5000, "CNY", None, None, None),
    "可以并处罚款": (None, None, None, None, None, None),
    "给予警告、罚款的处罚": (None, None, None, None, None, None),
}


def test_who_imposes_is_named_for_its_own_sentence():
    found = found_in("由水务部门责令改正，没收工具。情节严重的，吊销许可证。")
    assert [(one.kind.value, one.authority) for one in found] == [
        ("order", "水务部门"),
        ("confiscation", "水务部门"),
        ("licence_revocation", None),
    ]


def decimal(value):
    return None if value is None else Decimal(value)


@pytest.mark.parametrize("text", FINES)
def test_every_figure_of_a_fine(text):
    low, high, unit, base, per, cap = FINES[text]
    found = fined(text)
    assert len(found) == 1
    fine = found[0].figures
    assert (fine.minimum, fine.maximum, fine.cap) == (decimal(low), decimal(high), decimal(cap))
    assert (fine.unit, fine.base) == (unit, base)
    assert fine.per == (level(per).text if per else None)


PLACES = [
    ("人民币五百元罚款", [(0, 8)]),
    ("可处以人民币五百元的罚款", [(0, 12)]),
    ("处罚：人民币五百元罚款", [(3, 11)]),
    ("处一千元以下罚款，处人民币五百元罚款", [(0, 8), (9, 18)]),
    ("可以按照下列规定处以罚款：一千元以下罚款", [(13, 20)]),
    ("并处罚款，罚款幅度为一千元以上二千元以下", [(5, 20)]),
]


@pytest.mark.parametrize(("text", "places"), PLACES)
def test_a_fine_is_where_its_words_are_and_said_once(text, places):
    assert [(fine.start, fine.end) for fine in fined(text)] == places


NOT_FINES = [
    "受到罚款处罚，被责令改正，拒不改正的",
    "货值金额不足一万元的",
    "不足一万元按一万元计算",
    "补种一倍以上三倍以下的树木",
    "当事人对罚款决定不服的",
    "当场收缴罚款的，应当出具收据",
    "截留、私分或者变相私分罚款",
    "被处以罚款的单位",
    "免予罚款",
]


@pytest.mark.parametrize("text", NOT_FINES)
def test_what_only_looks_like_a_fine(text):
    assert fined(text) == []


KINDS = {
    "责令改正，没收违法所得，并处罚款；情节严重的，吊销许可证": ["order", "confiscation", "fine", "licence_revocation"],
    "给予警告，责令限期改正": ["warning", "order"],
    "给予警告、通报批评，责令限期改正；拒不改正的，责令暂停信息更新": ["warning", "criticism", "order", "suspension"],
    "责令停止招生、吊销办学许可证": ["suspension", "licence_revocation"],
    "暂扣或者吊销其许可证": ["suspension", "licence_revocation"],
    "撤销登记或者吊销营业执照": ["licence_revocation", "licence_revocation"],
    "暂停直至撤销其对外贸易经营许可": ["suspension", "licence_revocation"],
    "可以降低其资质等级或吊销其资质证书": ["demotion", "licence_revocation"],
    "报经有批准权的人民政府批准，责令停业、关闭": ["suspension", "closure"],
    "责令改正或者限制生产、停产整治": ["order", "restriction", "suspension"],
    "依法予以关闭；有违法所得的，没收违法所得": ["closure", "confiscation"],
    "依照国家有关无照经营查处取缔的规定查处取缔": ["closure"],
    "情节严重的，五年内不得从事食品生产经营": ["restriction"],
    "终身不得从事检验工作": ["restriction"],
    "处五日以上十日以下拘留": ["detention"],
    "按照原处罚数额按日连续处罚": ["daily_penalty"],
    "按日加收万分之五的滞纳金": ["late_fee"],
    "每日按罚款数额的百分之三加处罚款": ["late_fee"],
    "逾期未恢复的，从逾期之日起按日加处罚款数额百分之三的罚款": ["late_fee"],
    "依法给予处分": ["disposition"],
    "给予警告或者记过处分": ["disposition"],
    "对有关责任人员依法给予行政处分或者纪律处分；构成犯罪的，依法追究刑事责任": ["disposition", "criminal"],
    "造成损害的，应当承担赔偿责任": ["compensation"],
    "责令限期改正、赔偿损失": ["order", "compensation"],
    "构成犯罪的，依法追究刑事责任": ["criminal"],
    "责令停止施工，限期改正，补办相关手续": ["order", "order", "order"],
    "责令立即腾退，恢复原状": ["order", "order"],
    "予以警告，限期改正": ["warning", "order"],
    "责令停止建设或者停止生产、使用，限期改造": ["order", "order"],
    "收缴其出口许可证件，没收违法所得": ["confiscation", "confiscation"],
    "责令施工单位停业整顿": ["suspension"],
    "责令定点机构暂停相关责任部门6个月以上1年以下的医药服务": ["suspension"],
    "自处罚决定生效之日起三年内，不受理其申请": ["restriction"],
    "限期停止活动": ["suspension"],
    "责令停止举办、退还所收费用": ["order", "order"],
    "责令停止经营、停止使用": ["order", "order"],
    "责令停止施工、停止使用或者停产停业": ["order", "order", "suspension"],
    "有下列情形之一的，撤销准予执业的决定，并注销律师执业证书": ["licence_revocation", "licence_revocation"],
    "责令其停航、改航、停止作业": ["order"],
    "骗取许可的，六个月内不得再次申请": ["restriction"],
    # told of, not provided
    "采砂人不服责令停产停业，可以申请复议": [],
    "六个月内不得裁减人员": [],
    "应当在被吊销的许可证上加盖吊销印章后收缴": [],
    "宣布为不受欢迎的人，或者责令限期出境的人，": [],
    "由原发证机关依照国家赔偿法的规定处理": [],
    "对被责令停产整顿或者关闭的企业进行公告": [],
    "从吊销之日起已经满五年": [],
    "被降级的，降低薪酬待遇": [],
    "一、警告": [],
    "被吊销许可证的，三年后方可申请": [],
    "经劳动保障行政部门责令改正拒不改正的，": [],
    "对处分决定不服的，可以申诉": [],
    "办理变更或者注销社会保险登记": [],
    "停工留薪期一般不超过12个月": [],
    "设置警告标志": [],
    "依照有关法律规定给予处罚": [],
    "追回培训补贴资金": [],
    "自责令改正之日的次日起": [],
}


@pytest.mark.parametrize("text", KINDS)
def test_kinds(text):
    assert [sanction.kind.value for sanction in found_in(text)] == KINDS[text]


def test_figures_beside_money():
    def one(text):
        found = found_in(text)
        assert len(found) == 1
        return found[0]

    assert one("处五日以上十日以下拘留").maximum == 10
    fee = one("按日加收滞纳部分万分之五的滞纳金")
    assert (fee.minimum, fee.unit, fee.base) == (Decimal("0.0005"), "rate_per_day", "滞纳部分")
    fee = one("从逾期之日起按日加处罚款数额百分之三的罚款")
    assert (fee.minimum, fee.unit, fee.base) == (Decimal("0.03"), "rate_per_day", "罚款数额")
    pause = one("责令暂停六个月以上一年以下执业活动")
    assert (pause.minimum, pause.maximum, pause.unit) == (6, 12, "month")
    ban = one("情节严重的，五年内不得从事食品生产经营")
    assert (ban.minimum, ban.maximum, ban.unit) == (5, 5, "year")
    ban = one("骗取许可的，六个月内不得申请")
    assert (ban.minimum, ban.maximum, ban.unit) == (6, 6, "month")
    assert one("终身不得从事检验工作").unit == "life"


def test_on_whom_and_how_far():
    text = level(
        "逾期不改正的，对用人单位处应缴数额一倍以上三倍以下的罚款，对其直接负责的主管人员和其他直接责任人员处五百元以上三千元以下的罚款；情节严重的，吊销许可证。"
    ).text
    found = found_in(text)
    assert [sanction.on for sanction in found] == ["用人单位", "直接负责的主管人员和其他直接责任人员", None]


def test_an_act_is_no_person():
    text = level("对未依法取得许可证擅自营业的，处一万元罚款。").text
    assert [sanction.on for sanction in found_in(text)] == [None]


def test_discretion_and_authority():
    text = level("由公安机关责令改正，可以并处五千元以下罚款；可以处警告；并处罚款。").text
    found = found_in(text)
    assert [sanction.discretion for sanction in found] == ["shall", "may", "may", "shall"]
    assert {sanction.authority for sanction in found} == {"公安机关"}


@pytest.mark.parametrize("rule", load("sanctions"), ids=lambda rule: rule.label)
def test_examples_and_counter_examples_of_each_rule(rule):
    assert rule.examples, "a rule without an example cannot be argued about"
    for example in rule.examples:
        assert rule.code in {sanction.kind.value for sanction in found_in(f"情节严重的,{example}。")}, example
    for example in rule.counter_examples:
        assert rule.code not in {sanction.kind.value for sanction in found_in(f"{example}。")}, example


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="处以罚款一二万元上下倍百分之没收吊销责令限期改正警告对其的，。；、每人", max_size=120))
def test_no_text_crashes_it(text):
    levelled = level(text).text
    for sanction in found_in(levelled):
        assert 0 <= sanction.start < sanction.end <= len(levelled)


WHOM = {
    "违反规定，对举报人进行打击报复的，由所在单位给予处分。": None,
    "未对职工进行培训的，责令改正。": None,
    "对采砂单位进行通报批评。": "采砂单位",
    "可以按照前款罚款数额的二倍对负有责任的单位处以罚款。": "负有责任的单位",
    "对拒绝检查就业证、擅自变更用人单位、擅自更换职业、擅自延长就业期限的外国人，由甲部门收回其就业证，并取消其居留资格。": (
        "拒绝检查就业证、擅自变更用人单位、擅自更换职业、擅自延长就业期限的外国人"
    ),
    "责任单位对受到损失的单位或者个人依法进行赔偿。": None,
    "对造成水污染的单位，应当依法责令其停止排污。": "造成水污染的单位",
    "对该公司采取责令停业整顿等措施。": "该公司",
    "对有前款违法行为的采砂机构，吊销其许可证。": "有前款违法行为的采砂机构",
    "对采砂船的船长给予暂扣证书三个月的处罚。": "采砂船的船长",
    "对食品摊贩并处1000元以上5000元以下罚款。": "食品摊贩",
    "水务部门，对违犯本办法的单位和个人，应当根据不同情况，给予警告。": "违犯本办法的单位和个人",
    "对负有责任的人员根据不同情节，给予降级处分。": "负有责任的人员",
    "对有关当事人（自然人）处以警告。": "有关当事人（自然人）",
    "对主要责任人员，或者直接责任人员由其所在单位给予处分。": "主要责任人员，或者直接责任人员",
}


@pytest.mark.parametrize("text", WHOM)
def test_on_whom_it_falls(text):
    assert [sanction.on for sanction in understand(text).sanctions] == [WHOM[text]]


def test_the_licence_of_somebody_else_does_not_fall_on_whom_is_fined():
    facts = understand("对船舶所有人处二万元以下罚款，吊销船长、责任船员的适任证书，并处责令其停业。")
    assert [(one.kind.value, one.on) for one in facts.sanctions][:2] == [
        ("fine", "船舶所有人"),
        ("licence_revocation", None),
    ]


def test_what_befalls_a_body_that_is_named_does_not_fall_on_its_people():
    facts = understand(
        "参与上述活动的，对负有责任的主管人员给予处分，由原登记部门撤销该医疗机构诊疗科目登记，该医疗机构3年内不得再申请该科目登记。"
    )
    assert [(one.kind.value, one.on) for one in facts.sanctions] == [
        ("disposition", "负有责任的主管人员"),
        ("licence_revocation", None),
        ("restriction", None),
    ]
