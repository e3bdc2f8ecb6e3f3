"""Forms that articles of 103 laws, annotated by another hand, had and no rule knew; the texts are of our own making."""

from decimal import Decimal

import pytest

from extract.understanding.cell import understand

HEAD = "《甲市采砂办法》第三条 "


def kinds(words):
    """Kind and condition of each consequence."""
    return [(one.kind.value, one.condition) for one in understand(HEAD + words).sanctions]


def references(words):
    return [
        (one.title, [path.path for path in one.provisions])
        for one in understand(HEAD + words).references
        if one.how != "relative"
    ]


PROVIDED = {
    # a ban for life is printed 终生 as well
    "违规采砂造成重大事故的，吊销许可证，终生不得重新取得许可证。": [
        ("licence_revocation", "违规采砂造成重大事故的"),
        ("restriction", "违规采砂造成重大事故的"),
    ],
    # a vehicle kept from the road
    "运砂车辆遗撒的，责令改正；拒不改正的，车辆不得上道路行驶。": [
        ("order", "运砂车辆遗撒的"),
        ("restriction", "拒不改正的"),
    ],
    "未取得号牌的电动车不得上道路行驶。": [],
    # what moves away or stops using is an order beside the closure
    "经治理仍不达标的，责令停业、搬迁或者关闭。": [
        ("suspension", "经治理仍不达标的"),
        ("order", "经治理仍不达标的"),
        ("closure", "经治理仍不达标的"),
    ],
    "无法保证安全的，责令暂时停产停业或者停止使用相关船舶。": [
        ("suspension", "无法保证安全的"),
        ("order", "无法保证安全的"),
    ],
    "前款规定的责令停业、搬迁或者关闭，由县级以上人民政府按照权限决定。": [],
    # two orders that both say 责令
    "越界采砂的，由水务部门责令停止采砂并责令采砂人回填砂坑，没收砂石。": [
        ("order", "越界采砂的"),
        ("order", "越界采砂的"),
        ("confiscation", "越界采砂的"),
    ],
    # formalities and what precedes them
    "采砂企业在注销采砂许可证前，应当结清费用。": [],
    "采砂企业有下列情形之一的，水务部门应当依法办理采砂许可证注销手续：（一）执照被依法注销；（二）主动提出申请。": [],
    # compensation in other forms
    "有前条行为的，责令改正，可以处二百元以下罚款，造成损失的赔偿损失。": [
        ("order", "有前条行为的"),
        ("fine", "有前条行为的"),
        ("compensation", "造成损失的"),
    ],
    "采砂人毁坏河堤的，责令改正；造成损失的，由相关责任人承担。": [
        ("order", "采砂人毁坏河堤的"),
        ("compensation", "造成损失的"),
    ],
    "对逾期不支付的，除责令支付工资外，采砂企业还应当按照工资的数额向采砂工加付赔偿金。": [
        ("order", "对逾期不支付的"),
        ("compensation", "对逾期不支付的"),
    ],
    "工人要求采砂企业加付赔偿金的，应当提出申请。": [],
    # what it costs is no order
    "责令限期拆除，逾期不拆除的，依法强制拆除，拆除费用由采砂人承担。": [("order", None)],
    # a record that is cancelled because what it stands for cannot be kept
    "不能保证堤防安全的，取消备案并向社会公告。": [("licence_revocation", "不能保证堤防安全的")],
    # keeping somebody in custody on the spot is a measure, not a penalty
    "警察可以对拒不服从的人员强行带离现场或者立即予以拘留。": [],
    "外地人员在本市聚众采砂的，公安机关有权予以拘留或者强行遣回。": [],
    # which circumstance
    "违反本办法规定，有下列行为之一的，责令改正，并按照下列规定处罚：（一）乱倒砂石、淤泥，处五十元罚款；（二）夜间采砂的，处一百元罚款。": [
        ("order", "违反本办法规定，有下列行为之一的"),
        ("fine", "乱倒砂石、淤泥"),
        ("fine", "夜间采砂的"),
    ],
    "前款规定的违法行为人及其法定代表人（负责人）、直接负责的主管人员，自处罚决定作出之日起五年内不得从事采砂。": [
        ("restriction", None),
    ],
    "被吊销采砂许可证的企业，其法定代表人自处罚决定作出之日起五年内不得担任采砂企业的负责人。": [
        ("restriction", "被吊销采砂许可证的"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("words", PROVIDED)
def test_what_is_provided_on_what_condition(words):
    assert kinds(words) == PROVIDED[words]


def test_a_ban_for_life_has_no_figures():
    ban = understand(HEAD + "违规采砂构成犯罪的，终生不得从事采砂。").sanctions[0]
    assert (ban.kind.value, ban.minimum, ban.unit) == ("restriction", None, "life")


@pytest.mark.parametrize(
    ("words", "per", "cap"),
    [
        ("圈养家畜的，处每只（头、匹）二十元以上一百元以下罚款，最高不超过二千元。", "只(头、匹)", Decimal(2000)),
        ("有违法所得的，可以处不超过违法所得三倍的罚款，但是，最高不得超过三万元。", None, Decimal(30_000)),
        ("越界采砂的，处违法所得一倍罚款，但是，罚款总额最高不得超过三万元。", None, Decimal(30_000)),
    ],
)
def test_for_each_of_what_and_up_to_what_ceiling(words, per, cap):
    fine = understand(HEAD + words).sanctions[0]
    assert (fine.per, fine.cap) == (per, cap)


def test_whom_the_loss_of_a_qualification_falls_on():
    words = "情节严重的，对运砂企业，由省人民政府水务机构报请国务院水务机构批准后，取消其运砂资格；对采砂企业，由市水务机构取消其采砂资格。"
    assert [(one.kind.value, one.on) for one in understand(HEAD + words).sanctions] == [
        ("licence_revocation", "运砂企业"),
        ("licence_revocation", "采砂企业"),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("有下列情形的，属于某某采砂管理条例规定的情节严重情形：", [("某某采砂管理条例", [])]),
        ("水务部门应当监督采砂人执行条例及本办法的情况。", [("条例", [])]),
        ("采砂人不依照条例及本办法规定付费的，责令改正。", [("条例", [])]),
        ("法律、条例和章程另有约定的除外。", []),
        ("违反本条例规定采砂的，责令改正。", []),
        ("对不符合医疗器械经营质量管理规范要求的，责令改正。", [("医疗器械经营质量管理规范", [])]),
        ("遵守法律、法规、药品生产质量管理规范和强制性标准。", [("药品生产质量管理规范", [])]),
        ("应当遵守国务院部门制定的药品经营质量管理规范。", [("药品经营质量管理规范", [])]),
        ("违反药品相关质量管理规范的，责令改正。", []),
        ("建立采砂质量管理规范。", []),
    ],
)
def test_documents_named_without_signs(words, expected):
    assert references(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("依照专利合作条约第二十三条提出请求。", [("", ["art_23"])]),
        ("根据联合国宪章第七章作出决议。", [("", ["chp_7"])]),
        ("依照刑法分则第八章的规定处理。", [("刑法", ["chp_8"])]),
        ("依照《中华人民共和国刑法》第三条和刑法总则第二章处理。", [("中华人民共和国刑法", ["art_3"]), ("刑法", ["chp_2"])]),
        ("依照本安排第五条处理。", [("甲市采砂办法", ["art_5"])]),
        ("属于第七条规定情形的，不予许可。", [("甲市采砂办法", ["art_7"])]),
        ("依照法定职权和程序制定的自治条例和单行条例。", []),
    ],
)  # fmt: skip
def test_a_provision_of_a_treaty_or_a_part_of_a_law_is_not_our_own(words, expected):
    assert references(words) == expected


def test_what_stands_before_a_target_is_no_part_of_its_condition():
    words = "不按许可采砂的，责令改正，并可对越界采砂的，处以五万元以下罚款，对夜间采砂的，处十万元以下罚款。"
    assert kinds(words) == [
        ("order", "不按许可采砂的"),
        ("fine", "对越界采砂的"),
        ("fine", "对夜间采砂的"),
    ]


def test_a_rule_of_who_decides_names_two_documents():
    assert kinds("《乙法》和本办法规定的吊销许可证的行政处罚，由发证机关实施。") == []


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("水务部门应当对河道进行监督检查，发现越界采砂的，责令改正。", "发现越界采砂的"),
        ("水务部门有权对采砂情况进行监督，对违反规定采砂的，责令改正。", "对违反规定采砂的"),
        ("水务部门负责人具有应当回避的情形，没有回避的，责令其回避。", "水务部门负责人具有应当回避的情形，没有回避的"),
        ("采砂企业应当停止采砂，拒不停止的，责令改正。", "采砂企业应当停止采砂，拒不停止的"),
    ],
)
def test_the_duty_of_an_office_is_no_circumstance(words, condition):
    assert [one for _, one in kinds(words)] == [condition]


def test_who_decides_on_a_row_of_penalties_is_procedure():
    assert kinds("其中吊销采砂许可证，撤销采砂批准文件的，由发证部门决定。") == []


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("没收工具，对采砂小作坊、小餐饮并处一千元罚款，对食品摊点并处五百元罚款。", [None, "采砂小作坊、小餐饮", "食品摊点"]),
        ("越界的，对旅游团队领队可以暂扣其证件，对钓鱼船，处五百元罚款。", ["旅游团队领队", "钓鱼船"]),
        ("对负有直接责任的主管人员，由其主管部门根据情节轻重，给予行政处分。", ["负有直接责任的主管人员"]),
        ("对有前款行为的单位主要负责人和直接责任人，应当予以行政处分。", ["有前款行为的单位主要负责人和直接责任人"]),
        ("违反前款规定的，对具体行为实施者处以五十元罚款。", ["具体行为实施者"]),
        ("对违法采砂行为，处五百元罚款。", [None]),
    ],
)  # fmt: skip
def test_whom_it_falls_on(words, on):
    assert [one.on for one in understand(HEAD + words).sanctions] == on


def test_whom_a_phrase_before_a_list_governs():
    first = (
        "责令改正；对负有责任的主管人员，可以给予处分：（一）越界采砂的，处一千元罚款；（二）夜间采砂的，处二千元罚款。"
    )
    assert [one.on for one in understand(HEAD + first).sanctions] == [None, "负有责任的主管人员", None, None]
    second = "对采砂企业，按照下列规定处罚：（一）越界采砂的，处一千元罚款；（二）夜间采砂的，处二千元罚款。"
    assert understand(HEAD + second).sanctions[0].on == "采砂企业"
