"""What a text provides and what it only mentions: sentences with the sanctions expected, as ``kind`` or ``kind:low-high``.

Figures are written as the record has them: yuan without a unit, m a factor, m2, m3 and t a measure, d, mo and y a length.
"""

import pytest

from extract.understanding import mention
from extract.understanding.cell import understand

UNITS = {
    "multiple": "m",
    "CNY_per_m2": "m2",
    "CNY_per_m3": "m3",
    "CNY_per_tonne": "t",
    "day": "d",
    "month": "mo",
    "year": "y",
}

SANCTIONS = {
    "采砂人被吊销执照的，登记机关应当将吊销情况标注于系统。": "",
    "当场处以五十元以下罚款或者警告的，执法人员应当出示证件。": "",
    "违反规定的，处以罚款：罚款标准为每立方米五百元。": "fine:500-500m3",
    "采砂人违反本规定的，有权予以警告、罚款、撤销登记、明令取缔的处罚。": "warning;fine;licence_revocation;closure",
    "情节严重的，给予六个月以内停机整顿的处罚。": "suspension:-6mo",
    "损毁设施的，限期恢复原状或者赔偿损失。": "order;compensation",
    "对玩忽职守的，给以行政处分。": "disposition",
    "按照职责做好收缴或者没收的船舶处理工作。": "",
    "可以对涉嫌违法的船舶予以暂扣、查封。": "",
    # what happened, closed by no 的
    "当事人不服吊销许可证，可以起诉。": "",
    "拒不执行责令改正，继续施工。": "",
    "尚未吊销许可证，可以继续经营。": "",
    "采砂人受到水务部门依法给予警告，可以陈述。": "",
    # a sentence behind a list of kinds is no item of it
    "行政处罚的种类包括：警告、罚款。情节严重的，吊销许可证。": "licence_revocation",
    # a verb printed twice is one consequence
    "责令改正，给予警告警告。": "order;warning",
    # a rate of the sentence before is not that of the late fee
    "每日加收千分之五的费用。逾期不缴的，加收滞纳金。": "late_fee",
    # an authority that takes measures orders nobody
    "给予警告，并采取措施防止事故发生。": "warning",
    "给予警告；对负责人给予警告。": "warning;warning",
    # an order that was given before, and not followed
    "经检查责令限期改正，拒不改正，吊销许可证。": "licence_revocation",
    # a sum in another currency has no ceiling in yuan
    "处一千美元以上、三万元以下罚款。": "fine:-30000",
    # two ceilings are not the bounds of one range
    "处一万元以下、五万元以下的罚款。": "fine:-50000",
    # an item of conducts provides nothing, nor does a list of powers
    "有下列行为之一的，责令改正；情节严重的，吊销许可证：（一）违反规定收费、罚款的；（二）不及时撤销许可，并予公布的。": "order;licence_revocation",
    "有下列行为之一的，按照下列规定处罚：（一）无证采砂，责令改正，处一千元罚款；（二）越界采砂的，吊销许可证。": "order;fine:1000-1000;licence_revocation",
    "水务部门实施监督检查时，可以行使下列职权：（一）进入现场；（二）责令停止采砂；（三）暂扣船舶。": "",
    "对列入失信名单的采砂人，采取下列措施：（一）通报；（二）责令退出市场。": "order",
    "违反本条例规定的，可以采取下列措施：（一）责令停止采砂。": "order",
    "水务部门处以罚款或者没收违法所得时，应当开具凭证。": "",
    "督促水务部门依法给予处分。": "",
    "采砂人经停业整顿仍不合格的，吊销许可证。": "licence_revocation",
    "本条例规定的责令停业整顿、降低资质等级和吊销资质证书的行政处罚，由发证机关决定。": "",
    "责令停产停业，对社会生活影响较大的，由水务部门报请本级人民政府决定。": "",
    "学校不得责令学生退学。": "",
    "作出责令限期拆除、限期改正的决定后，当事人不拆除的，可以责成有关部门强制拆除。": "",
    "保险人对第三者所负的赔偿责任已经生效判决确认的，应当履行。": "",
    "业主可以请求街道办事处或者乡镇人民政府、村民委员会责令限期召集。": "",
    "对违反本法规定予以拘留的行政处罚，由县公安局裁决。": "",
    "情节严重的，由水务部门处五日以上十五日以下的停业整顿。": "suspension:5-15d",
    "情节严重的，给予一个月以上三个月以下停止执业的处罚。": "suspension:1-3mo",
    "由水务部门依照下列规定处以罚款；构成犯罪的，依法追究刑事责任：（一）一般事故的，处年收入百分之四十的罚款。": "criminal;fine:0.4-0.4m",
    # a floor in yuan beside a factor: the factor is the fine
    "违反规定的，处一倍以上三倍以下、不低于一千元的罚款。": "fine:1-3m",
    "违反规定的，处违法所得三倍以下但不低于一千元的罚款。": "fine:-3m",
    "违反规定的，处货值金额百分之五以上百分之十以下、最低不少于五千元、最高不超过五万元的罚款。": "fine:0.05-0.1mcap50000",
    "情节严重的，给予吊销许可证的处罚。吊销许可证的处罚，由省水务部门决定。": "licence_revocation",
    "损坏闸门的，应当折价赔偿。": "compensation",
    "水务部门发现缺陷，在责令运营单位补正后，可以作出结论。": "",
    "定期进行检查、监控，并责令有关单位采取安全防范措施。": "",
    "根据应急需要可以采取责令有关单位停产、限制用水等措施。": "",
    "移送案件前已经作出的警告，责令停产停业，吊销执照的行政处罚决定，不停止执行。": "",
    "国家加强反恐工作，依法取缔恐怖活动组织。": "",
    "没收财产判项执行情况不影响认定。": "",
    "给予工作人员处分，应当坚持公正公平。": "",
    "外国可以请求协助没收违法所得。": "",
    "需要迁移闸门的，应当征得同意，并依法给予赔偿。": "",
    "因施工需要造成闸门损坏的，应当赔偿损失。": "compensation",
    "损坏闸门的，由责任人赔偿损失。": "compensation",
    "损坏闸门的，负责修复或赔偿。": "compensation",
    "情节严重的，不得再从事采砂。": "restriction",
    "水行政处罚的种类有：警告、罚款、吊销取水许可证。": "",
    "责令其改正或吊销许可证。": "order;licence_revocation",
    "责令改正或依法给予行政处分。": "order;disposition",
    "予以政务撤职。": "disposition",
    "作出收缴决定的机关应当及时通知发证机关。": "",
    "对禁采区内的采砂场，由水务部门提出限期关闭计划。": "",
    "关闭采砂场应当达到下列要求：（一）依法吊销许可证；（二）停止供电。": "",
    "情节严重的，责令停业；对负责人处一千元罚款：（一）未经许可，为采砂提供机具的；（二）隐瞒应当上缴财政的收入的。": "suspension;fine:1000-1000",
    "为了维护堤坝安全，取缔非法采砂，制定本条例。": "",
    "逾期不缴纳的，加收每日千分之五的滞纳金。": "late_fee:0.005-0.005",
    "处违法所得二倍以下但最高不超过五万元的罚款。": "fine:-2mcap50000",
    "五千元以下的罚款，由县水务部门决定。": "",
    "行政机关拟作出下列处罚决定，应当告知听证权利，当事人要求的，应当组织：（一）较大数额罚款；（二）吊销许可证。": "",
    "本条例规定的行政处罚，由水务部门决定；处以警告、罚款的，可以委托执法队实施。": "",
    "擅自取水的，处以罚款，罚款额度为五百元以上，五千元以下。": "fine:500-5000",
    "罚款幅度为违法所得的一倍以上、三倍以下。": "fine:1-3m",
    "擅自取水的，处1千元以上、1万元以下罚款。": "fine:1000-10000",
    "处五百元以上至二千元以下罚款。": "fine:500-2000",
    "处5000元以上（含5000元）2万元以下罚款。": "fine:5000-20000",
    "有违法所得的，处违法所得三倍以下罚款，但最高不超过三万元。": "fine:-3mcap30000",
    "有违法所得的，并处违法所得一倍以上三倍以下、最高不超过三万元的罚款。": "fine:1-3mcap30000",
    "可处违法所得三倍以下但不得超过三万元的罚款。": "fine:-3mcap30000",
    "可以并处违法所得一倍以下、且总额不超过五万元的罚款。": "fine:-1mcap50000",
    "处合同价款百分之零点五以上百分之一以下罚款。": "fine:0.005-0.01m",
    "处工程造价百分之一点五以下的罚款。": "fine:-0.015m",
    "处以0.5‰以上2%以下罚款。": "fine:0.0005-0.02m",
    "由水务部门对施工场所处三千元罚款。": "fine:3000-3000",
    "对娱乐场所处以警告，并处二千元罚款。": "warning;fine:2000-2000",
    "违反规定的，处以罚款，罚款金额为一万元以上五万元以下。": "fine:10000-50000",
    "违反规定的，处罚款五百元至一千元。": "fine:500-1000",
    "违反规定的，罚款标准为每立方米二十元。": "fine:20-20m3",
    "情节严重的，可以在前款规定罚款数额的一倍以上三倍以下处以罚款。": "fine:1-3m",
    "按照原罚款数额的二倍处以罚款。": "fine:2-2m",
    "处每平方米五十元、每立方米一百元罚款。": "fine:50-50m2;fine:100-100m3",
    "对单位处每吨二百元、对个人处每吨一百元的罚款。": "fine:200-200t;fine:100-100t",
    "处人民币五万元以上十万元以下罚款。": "fine:50000-100000",
    "处五万元人民币罚款。": "fine:50000-50000",
    "处以人民币1万元至3万元的罚款。": "fine:10000-30000",
    "处二千元以上一万元以下罚款，被责令停业的，不得继续经营。": "fine:2000-10000",
    "处五千元罚款，受到罚款处罚后仍不改正的，吊销许可证。": "fine:5000-5000;licence_revocation",
    "作出较大数额罚款、吊销许可证、责令停产停业决定之前，应当告知当事人有要求听证的权利。": "",
    "对公民处以二百元以下罚款的，可以当场作出行政处罚决定。": "",
    "水务机关对个人处五千元以上罚款的，应当告知其有权要求听证。": "",
    "情节严重的，责令停业整顿七日至三个月。": "suspension:7-90d",
    "责令停业整顿十五日以上三个月以下。": "suspension:15-90d",
    "暂扣许可证三个月至六个月。": "suspension:3-6mo",
    "责令限期改正或者没收工具。": "order;confiscation",
    "责令停止违法行为或者吊销许可证。": "order;licence_revocation",
    "责令改正或者处一千元罚款。": "order;fine:1000-1000",
    "责令改正或者并处一千元以下罚款。": "order;fine:-1000",
    "责令改正或者给予警告。": "order;warning",
    "责令恢复原状或者照价赔偿，并处五百元罚款。": "order;compensation;fine:500-500",
    "责令退还或者予以没收。": "order;confiscation",
    "责令改正或者通报批评。": "order;criticism",
    "给予警告、通报批评或者行政处分。": "warning;criticism;disposition",
    "予以通报批评、处分。": "criticism;disposition",
    "可以给予下列处罚：1.警告；2.罚款；3.吊销许可证。": "warning;fine;licence_revocation",
    "可以单处或者并处：（一）警告；（二）没收违法所得；（三）罚款。": "warning;confiscation;fine",
    "视情节给予下列行政处罚：（一）警告；（二）一千元以下罚款；（三）责令停业。": "warning;fine:-1000;suspension",
    "作出吊销许可证的处罚。": "licence_revocation",
    "处以暂停或者取消其投标资格的处罚。": "suspension;licence_revocation",
    "给予停业整顿、吊销营业执照的行政处罚。": "suspension;licence_revocation",
    "情节较重的，予以降级或者撤职；情节严重的，予以开除。": "disposition;disposition",
    "给予记过、记大过或者降级处分。": "disposition",
    "给予撤职直至开除的处分。": "disposition",
    "由任免机关依法予以撤职。": "disposition",
    "逾期不缴的，从滞纳之日起按日加收千分之二滞纳金。": "late_fee:0.002-0.002",
    "逾期不缴的，按日收取水费千分之五的滞纳金。": "late_fee:0.005-0.005",
    "逾期不缴的，每日加收百分之三的滞纳金。": "late_fee:0.03-0.03",
    "逾期不缴的，每逾期一日加收应缴水费千分之三的滞纳金。": "late_fee:0.003-0.003",
    "由税务机关追缴欠缴的税款、滞纳金。": "late_fee",
    "责令限期缴纳，并加收滞纳金。": "order;late_fee",
    "逾期不缴的，依法加处罚款。": "late_fee",
    "逾期不缴纳罚款的，每日按罚款数额的百分之三加处罚款，加处罚款总额不得超过罚款数额。": "late_fee:0.03-0.03",
    "滞纳金不得超过应缴费额。": "",
    "新修的道路，五年内不得挖掘。": "",
    "封育区内，三年内禁止放牧和采伐。": "",
    "公司股票自上市之日起一年内不得转让。": "",
    "吊销许可证的，五年内不得从事采砂活动。": "restriction:5-5y",
    "自处罚决定生效之日起三年内不得申请许可。": "restriction:3-3y",
    "办理注销登记的，应当提交下列材料。": "",
    "经营者应当到登记机关办理变更、注销登记。": "",
    "注销登记的，收回许可证。": "",
    "登记机关应当自受理之日起十日内办理注销登记。": "",
    "依照法律、行政法规规定应当吊销许可证的其他情形。": "",
    "有下列情形之一的，水务部门应当公告：（一）许可证被吊销的；（二）法律规定应当撤销许可的其他情形。": "",
    "行政处罚的种类包括警告、罚款、吊销许可证。": "",
    "规章可以设定警告、罚款。": "",
    "本条例所称行政处罚，是指警告、罚款、没收违法所得。": "",
    "公安机关负责取缔非法采砂。": "",
    "依法查处、取缔无照经营行为，维护市场秩序。": "",
    "罚没款项应当上缴财政。": "",
    "没收的财物应当公开拍卖。": "",
    "罚款、没收违法所得的款项，应当全部上缴国库。": "",
    "水务部门不承担赔偿责任。": "",
    "因不可抗力造成损失的，免予承担赔偿责任。": "",
    "造成损失的，堤坝管理单位不负赔偿责任。": "",
    "农户有权要求赔偿损失。": "",
    "受害人可以向人民法院起诉，要求赔偿损失。": "",
    "当事人可以请求水务部门责令停止侵害、赔偿损失。": "",
    "赔偿责任和赔偿金额的争议，可以向人民法院起诉。": "",
    "赔偿责任限额由国务院规定。": "",
    "行政拘留由公安机关执行。": "",
    "被处以行政拘留的人申请暂缓执行的，应当提供担保人。": "",
    "当事人处分自己的财产，不受干涉。": "",
    "所有权人有权依法占有、使用和处分房产。": "",
    "对有关责任人员，可以采取证券市场禁入措施。": "restriction",
    "对负有责任的人员，构成违纪的，依法给予处分。": "disposition",
    "情节严重的，禁止其从事堤坝经营工作。": "restriction",
    "情节严重的，终身禁止从事食品经营。": "restriction:life",
    "情节严重的，禁止有关责任人员从事会计工作。": "restriction",
    "情节严重的，十年内禁止从事采砂。": "restriction:10-10y",
    "违反规定的，由证券监督机构责令其三年内不得从事证券业务。": "restriction:3-3y",
    "经依法补缴费款、缴纳滞纳金，并接受处罚的，可以恢复供水。": "",
    "已缴纳滞纳金的，恢复供水。": "",
    "对作出的吊销许可证的决定不服的，可以申请复议。": "",
    "拒不执行责令停止施工决定，继续施工的，由公安机关制止。": "",
    "被责令停产停业后擅自恢复生产的，吊销许可证。": "licence_revocation",
    "吊销许可证由市水务部门决定。": "",
    "责令停产停业、关闭的，应当报人民政府批准。": "",
    "损坏青苗的，应当按照规定予以赔偿。": "compensation",
    "损坏堤坝的，照价赔偿。": "compensation",
    "损坏堤坝的，应当修复或者赔偿。": "compensation",
    "造成损失的，应当予以赔偿。": "compensation",
    "损毁堤坝的，应当承担刑事责任、民事责任。": "criminal;compensation",
    "依法承担民事责任、行政责任；构成犯罪的，依法承担刑事责任。": "criminal",
    "由水务部门责令负有责任的人员终身不得从事堤坝管理。": "restriction:life",
    "责令其停止供水，限期治理期间不得排污。": "order",
    "由作出限期整改决定的机关责令停产。": "suspension",
    "对经限期治理逾期未完成治理任务的单位，责令停业。": "suspension",
    "处一万以上五万元以下罚款。": "fine:10000-50000",
    "处不低于五千元的罚款。": "fine:5000-",
    "处低于一万元的罚款。": "fine:-10000",
    "处不少于一千元、不超过五千元的罚款。": "fine:1000-5000",
    "处最低一千元最高五千元的罚款。": "fine:1000-5000",
    "处大于一千元小于五千元的罚款。": "fine:1000-5000",
    "处一千元/人罚款。": "fine:1000-1000",
    "处每人一千元罚款。": "fine:1000-1000",
    "处一万五千元罚款。": "fine:15000-15000",
    "处1．5万元罚款。": "fine:15000-15000",
    "处五万元整罚款。": "fine:50000-50000",
    "处三百元以上不满一千元罚款。": "fine:300-1000",
    "处一点五倍罚款。": "fine:1.5-1.5m",
    "处货值金额10%-30%罚款。": "fine:0.1-0.3m",
    "处货值金额10%至30%的罚款。": "fine:0.1-0.3m",
    "处货值金额百分之十到百分之三十的罚款。": "fine:0.1-0.3m",
    "处廿万元罚款。": "fine:200000-200000",
    "处贰拾万元以下罚款。": "fine:-200000",
}


def written(number):
    return "" if number is None else f"{float(number):.10g}"


def summary(sanction):
    out = sanction.kind.value
    if sanction.minimum is not None or sanction.maximum is not None:
        out += f":{written(sanction.minimum)}-{written(sanction.maximum)}{UNITS.get(sanction.unit, '')}"
    elif sanction.unit == "life":
        out += ":life"
    return out + (f"cap{written(sanction.cap)}" if sanction.cap else "")


@pytest.mark.parametrize("text", SANCTIONS)
def test_what_is_provided_and_nothing_that_is_only_mentioned(text):
    found = understand("《甲市堤坝条例》第四十条 " + text).sanctions
    assert ";".join(map(summary, found)) == SANCTIONS[text]


def test_a_fine_in_another_currency_has_no_figures():
    (fine,) = understand("《甲市堤坝条例》第四十条 处五万美元以下罚款。").sanctions
    assert (fine.kind.value, fine.minimum, fine.maximum, fine.unit) == ("fine", None, None, None)


DISCRETION = {
    "可以根据情节轻重，给予警告。": "may",
    "视情节给予警告。": "may",
    "可处一千元罚款。": "may",
    "可以给予下列处罚：（一）警告。": "may",
    "给予警告。": "shall",
    "并处一千元罚款。": "shall",
    "应当责令改正。": "shall",
    "应当责令改正，给予警告。": "shall",
}


@pytest.mark.parametrize("text", DISCRETION)
def test_discretion(text):
    assert {one.discretion for one in understand("《甲市堤坝条例》第四十条 " + text).sanctions} == {DISCRETION[text]}


def test_how_far_a_list_is_looked_for_above():
    """700 characters before the item, no further."""
    above = "给予下列处罚:"
    near, far = (above + "甲" * count + "。(一)警告" for count in (695, 696))
    assert near.index("警告") - near.index(":") == 700
    assert mention.heading(near, near.index("警告")) == "给予下列处罚"
    assert mention.heading(far, far.index("警告")) == ""


def test_text_without_stops_is_looked_at_in_blocks_so_that_neighbours_have_the_same():
    """160 characters on both sides, and on to the next multiple of 160: 160 to 640 for all but the last."""
    text = "字" * 1000
    assert mention._sentence(text, 400, 402) == (160, 640)
    assert mention._sentence(text, 419, 421) == (160, 640)
    assert mention._sentence(text, 479, 480) == (160, 640)
    assert mention._sentence(text, 480, 481) == (320, 800)
