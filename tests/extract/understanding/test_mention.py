"""What a text provides and what it only mentions: sentences with the sanctions expected, as ``kind`` or ``kind:low-high``.

Figures are written as the record has them: yuan without a unit, m a factor, m2, m3 and t a measure, d, mo and y a length.
"""

import pytest

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
    "情节严重的，给予吊销许可证的处罚。吊销许可证的处罚，由省水务部门决定。": "licence_revocation",
    "损坏闸门的，应当折价赔偿。": "compensation",
    "损坏闸门的，由责任人赔偿损失。": "compensation",
    "损坏闸门的，负责修复或赔偿。": "compensation",
    "情节严重的，不得再从事采砂。": "restriction",
    "水行政处罚的种类有：警告、罚款、吊销取水许可证。": "",
    "责令其改正或吊销许可证。": "order;licence_revocation",
    "责令改正或依法给予行政处分。": "order;disposition",
    "予以政务撤职。": "disposition",
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
}


@pytest.mark.parametrize("text", DISCRETION)
def test_discretion(text):
    assert {one.discretion for one in understand("《甲市堤坝条例》第四十条 " + text).sanctions} == {DISCRETION[text]}
