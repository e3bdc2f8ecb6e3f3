"""Sentences without a circumstance, of kinds that 144,840 articles show: which provide, which only mention.

The expectation lists the kinds of consequence in order, each with its condition behind ``|`` where it has one.
"""

from decimal import Decimal

import pytest

from extract.understanding.cell import understand

HEAD = "《甲市采砂办法》第三条 "

MENTIONED = [
    # powers of inspection, measures of an emergency
    "水务部门实施监督检查可以采取下列措施，有关单位和个人应当配合：（一）进入现场；（二）责令停止违法行为。",
    "市人民政府应当采取强制性应急措施，包括责令有关企业停止排放、封闭道路。",
    "必要时，市人民政府可以决定停工停业停课、临时征用船舶。",
    # an order or a period that is named
    "试生产期限或者限期治理期限相同，但最长不超过一年。",
    "责令暂时停产停业或者停止使用设备的部门，应当派员检查。",
    "人民法院可以责令其提供相应证据。",
    "县级以上人民政府水务部门有权暂停或者责令暂停办理与案件有关的审批手续。",
    "水务部门可以行使下列职权：（一）检查与采砂有关的场所，责令采砂人说明来源。",
    # claims and costs
    "受害人可以请求被告承担停止侵害、排除妨碍、消除危险、修复河道、赔偿损失等民事责任。",
    "备用金用于支付下列费用：（一）工资；（二）依法赔偿采砂工的损失所需费用。",
    # licences: who may not, what is announced, what is meant
    "除登记机关可以依法扣缴或者吊销外，其他单位不得收缴采砂许可证。",
    "其他部门不得扣缴或者吊销采砂许可证。",
    "水务部门应当对吊销的采砂许可证予以公告。",
    "水务部门应当公告采砂企业的开业、停业以及取得、注销、吊销许可证等事项。",
    "由省水务部门实施本办法规定的处罚，但吊销采砂许可证的行政处罚除外。",
    "违法颁发、撤销或者吊销采砂许可证，造成损害。",
    "有下列行为之一的，依法追究责任：（一）发现采砂企业不再具备条件而不吊销其许可证，或者发现违法行为不予查处的。",
    "取消荣誉称号的批准权限与授予的权限相同。",
    "产权登记分为占有登记、变动登记和注销产权登记。",
    "采砂企业通过简易程序注销公司登记，应当作出承诺。",
    "采砂企业终止的，应当按照规定到原发证机关注销采砂许可证。",
    "采砂企业闭坑的，应当提交储量注销报告及水务部门的批准文件。",
    "出租人应当提供登记机关出具的注销船舶证明书，另行登记。",
    "供应商在采购前三年内因违法经营被禁止参加采购，期限届满的，可以参加。",
    # money that is collected, goods that were taken
    "罚款及没收违法所得全部上交国库。",
    "供电企业应当足额收缴电费。",
    "运砂船被水务部门依法没收并拍卖的，应当办理登记。",
    "除公安机关有权依法吊销、收缴证件外，其他机关不得扣押。",
    "执行前款规定的处罚时，不得单处罚款。",
    "采砂企业有权拒绝不符合规定的各种摊派、收费、罚款和集资。",
    "采砂企业欠缴水费，同时被行政机关处以罚款、没收违法所得，应当先缴纳水费。",
    # what is paused or shut without a wrong
    "招标人收到异议，作出答复前，应当暂停招标投标活动。",
    "采砂企业应当制定停产整顿方案。",
    "采砂设施因保护需要停业、转产、关闭或者拆除。",
    "登记时应当提交行政机关责令关闭或者公司被撤销的文件。",
    # procedure of dispositions
    "给予采砂管理人员处分，应当事实清楚、证据确凿。",
    "给予采砂管理人员处分，应当自立案之日起六个月内作出决定。",
    "任免机关、单位不得重复给予政务处分。",
    "经营者不得擅自以出租、质押等方式予以处分。",
    "赔偿机关有证据证明尚未终止追究刑事责任。",
    "刑罚的轻重应当与犯罪分子承担的刑事责任相适应。",
    "采砂场应当设置导向、疏散、提示、警告、限制等标志。",
    "运营单位不得擅自降低处理等级。",
]


@pytest.mark.parametrize("words", MENTIONED)
def test_what_is_only_mentioned(words):
    assert [one.kind.value for one in understand(HEAD + words).sanctions] == []


PROVIDED = {
    "尚不构成犯罪的，由海关没收违法所得，并处罚款。": ["confiscation|尚不构成犯罪的", "fine|尚不构成犯罪的"],
    "处理采砂案件时，为维护公共利益，水务部门可以责令停止采砂，没收违法所得，可以并处违法所得五倍以下罚款。": [
        "order",
        "confiscation",
        "fine",
    ],
    "伪造、变造采砂证明，由水务部门没收违法所得。": ["confiscation|伪造、变造采砂证明"],
    "走私河砂，依照刑法关于走私罪的规定，依法追究刑事责任。": ["criminal|走私河砂"],
    "采砂人在河道管理范围内洗涤、倾倒或者有其他污染水域的行为，由水务部门处五百元罚款。": [
        "fine|采砂人在河道管理范围内洗涤、倾倒或者有其他污染水域的行为"
    ],
    "采砂企业少缴水费，由水务部门责令补缴。": ["order|采砂企业少缴水费"],
    "监督检查中发现安全隐患，应当按规定责令采砂企业立即排除。": ["order|监督检查中发现安全隐患"],
    "情节严重的，责令停止承接新的采砂业务六个月至十二个月。": ["suspension|情节严重的"],
    "情节严重的，责令停止招收学员一年以上三年以下。": ["suspension|情节严重的"],
    "情节严重的，责令停止从业五年以上十年以下。": ["suspension|情节严重的"],
    "违反前条规定，按照下列规定处罚：（一）毁坏树木致使死亡的处树木价值三至五倍的罚款。": ["fine|毁坏树木致使死亡的"],
    "伪造、变造的采砂证明，由水务部门予以收缴。": ["confiscation|伪造、变造的"],
    "骗取补助的，收缴应当上缴的财政收入。": ["confiscation|骗取补助的"],
    "骗取补助的，保证金予以没收并上缴国库。": ["confiscation|骗取补助的"],
    "情节严重的，暂停两年至五年从事招标代理业务。": ["suspension|情节严重的"],
    "造成河道损害的责任者，应当排除危害，并赔偿损失。": ["compensation|造成河道损害的"],
    "虚报的，由水务部门按照规定责令退还已拨付的款项，并取消资助。": ["order|虚报的"],
    "逾期不支付的，责令采砂企业按照应付金额一倍的标准向采砂工加付赔偿金。": ["compensation|逾期不支付的"],
    "逾期不支付的，责令采砂企业按照应付金额一倍以下的标准计算，向采砂工加付赔偿金。": ["compensation|逾期不支付的"],
    "检查不合格的，责令限期整改，整改合格前不得继续采砂。": ["order|检查不合格的"],
    "情节严重的，给予吊销的处罚。": ["licence_revocation|情节严重的"],
}


@pytest.mark.parametrize("words", PROVIDED)
def test_what_is_provided(words):
    found = understand(HEAD + words).sanctions
    assert [f"{one.kind.value}|{one.condition}" if one.condition else one.kind.value for one in found] == PROVIDED[
        words
    ]


@pytest.mark.parametrize(
    ("words", "low", "high", "unit", "base"),
    [
        ("毁坏河堤的，处以相当于修复费用的罚款。", Decimal(1), Decimal(1), "multiple", "修复费用"),
        ("虚报的，可以并处相当于评估费用以下的罚款。", None, Decimal(1), "multiple", "评估费用"),
        ("虚报的，处以相当于损失价值百分之五十以下的罚款。", None, Decimal("0.5"), "multiple", "损失价值"),
        ("虚报的，处以相当于修复费用二倍以下的罚款。", None, Decimal(2), "multiple", "修复费用"),
        ("销售仿制品的，并处相当其销售收入20%至40%的罚款。", Decimal("0.2"), Decimal("0.4"), "multiple", "销售收入"),
        ("毁坏草地的，可以并处破坏植被每平方米十元以下罚款。", None, Decimal(10), "CNY_per_m2", None),
    ],
)
def test_fines_measured_by_what_was_done(words, low, high, unit, base):
    (fine,) = understand(HEAD + words).sanctions
    assert (fine.kind.value, fine.minimum, fine.maximum, fine.unit, fine.base) == ("fine", low, high, unit, base)


def test_a_network_that_is_cut_off_is_a_suspension_of_that_length():
    (stop,) = understand(HEAD + "情节严重的，可以给予6个月以内停止联网、停机整顿的处罚。").sanctions
    assert (stop.kind.value, stop.minimum, stop.maximum, stop.unit) == ("suspension", None, Decimal(6), "month")


def test_a_ceiling_that_says_fine_again_is_no_fine_of_its_own():
    (fine,) = understand(HEAD + "乱贴广告的，每处五十元以上二百元以下罚款，但罚款最高不超过五千元。").sanctions
    assert (fine.minimum, fine.maximum, fine.cap) == (Decimal(50), Decimal(200), Decimal(5000))


def test_one_consequence_that_is_named_twice():
    assert [
        one.kind.value for one in understand(HEAD + "造成污染的，应当承担停止侵害、赔偿损失等民事责任。").sanctions
    ] == ["compensation"]
