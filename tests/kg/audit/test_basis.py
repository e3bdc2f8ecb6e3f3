"""Documents without a provision, and provisions listed twice."""

import pytest

from kg.audit.check import check, view
from kg.audit.examples import listing
from kg.audit.registry import find

DECISION = "《国务院对确需保留的行政审批项目设定行政许可的决定》（国务院令第412号，自2004年7月1日起施行）"


def fires(code, basis, **row):
    return bool(check(view([listing(({"name": "某项", "basis": basis, **row},))]), [find(code)]))


@pytest.mark.parametrize(
    ("behind", "missing"),
    [
        ("", True),
        ("\n应当申请许可。", True),
        ("\n    附件目录第183项：石油成品油零售经营资格审批。", False),
        ("\n    附件：《国务院决定保留的目录》\n    第303项：开办视频点播业务审批。", False),
    ],
)
def test_a_document_by_its_annex_has_its_provision(behind, missing):
    assert fires("LB002", DECISION + behind) is missing


@pytest.mark.parametrize(
    ("second", "twice"),
    [
        ("【规章】《某市办法》（某市人民政府令第3号）第六条：依照【法规】《某省条例》第五条的规定予以处罚。", False),
        ("【规章】《某市办法》（某市人民政府令第3号）第六条：处罚。【法规】《某省条例》第五条：处罚。", True),
    ],
)
def test_what_a_quote_invokes_is_not_listed_twice(second, twice):
    first = "【法规】《某省条例》（某省人民代表大会常务委员会公告第9号）第五条：应当登记，未登记的，处罚。"
    assert fires("LB014", first + second) is twice


FIRST = "【规章】《某某管理办法》（2014年12月19日通过）\n    第二十二条：有下列行为之一的，责令改正：（二）编印的；"


@pytest.mark.parametrize(
    ("second", "twice"),
    [
        ("《某某管理办法》第二十二条第二款：其中，有前款行为的，予以没收。", False),  # the quote goes on
        ("\n【规章】《某某管理办法》第二十二条第二款：其中，有前款行为的，予以没收。", True),
        ("2.《某某管理办法》第二十二条第二款 其中，有前款行为的，予以没收。", True),
        ("2.某省人民政府办公厅关于印发《某某管理办法》的通知第二十二条第二款 其中，予以没收。", True),
        ("《某某管理办法》第二十二条：有下列行为之一的，责令改正。", True),
    ],
)
def test_another_paragraph_of_the_article_quoted(second, twice):
    assert fires("LB014", FIRST + second) is twice


@pytest.mark.parametrize(
    ("basis", "nothing"),
    [
        ("按照上级有关要求办理。", True),
        ("市政府安排的其他工作", True),
        ("法规】《某某防治条例（国务院令第3号）", False),  # a title that damage makes unreadable
        ("依照国家税收法律办理", False),
    ],
)
def test_a_basis_that_names_nothing(basis, nothing):
    assert fires("LB021", basis) is nothing


def test_duties_by_another_division_lack_no_stage():
    duties = "直接实施责任：1.建立健全制度。2.依法实施行政处罚，作出的决定应当公开。指导监督责任：3.指导下级。"
    assert not fires("DU002", "《某省条例》第五条 处罚。", type="行政处罚", duties=duties)


@pytest.mark.parametrize(("other", "copied"), [("行政检查", False), ("行政许可", True)])
def test_a_check_is_a_means_of_other_duties(other, copied):
    duties = "1.监督责任：通过产品质量抽样检测进行监管。"
    rows = (
        {"name": "产品质量抽样检测", "type": other, "duties": "1.监督责任：组织产品质量抽样检测。"},
        {"name": "对获证企业的巡视", "type": "行政检查", "duties": duties},
    )
    assert bool(check(view([listing(rows)]), [find("DU005")])) is copied


ARTICLE = "《某某法》第九条 违反本法规定的，由主管部门责令停止违法行为，限期采取{}措施，处{}以下罚款。"


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (ARTICLE.format("补救", "一万元"), ARTICLE.format("补充", "一万元"), True),
        (ARTICLE.format("补救", "一万元"), ARTICLE.format("补救", "1万元"), False),  # another script
        (ARTICLE.format("补救", "一万元"), ARTICLE.format("补救", "一万元").replace("第九条", "第八条"), False),
        (
            "《某某法》第九条 （二）发生较大以上生产安全责任事故的",
            "《某某法》第九条 （三）发生重大以上生产安全责任事故的",
            False,
        ),
        # sentences of one article side by side
        (
            "《某某法》第九条 单位有前款规定的各种违法行为之一的；个人有前款规定的各种违法行为之一的",
            "《某某法》第九条 个人有前款规定的各种违法行为之一的",
            False,
        ),
    ],
)
def test_one_article_quoted_twice(one, other, differ):
    rows = ({"name": "甲项", "basis": one}, {"name": "乙项", "basis": other})
    assert bool(check(view([listing(rows)]), [find("LB022")])) is differ


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        ("关于进一步完善登记 管理的通知", True),
        ("关于进一步完善登记\n管理的通知", False),  # a line of the cell
        ("中共中央 国务院关于推进改革的意见", False),  # two bodies
    ],
)
def test_a_blank_in_a_title(title, broken):
    assert fires("LB023", f"《{title}》（某部发〔2014〕97号）第二条 登记。") is broken


@pytest.mark.parametrize(
    ("kind", "grounds", "foreign"),
    [
        ("行政强制", "1.没有法律和事实依据实施行政处罚的；2.擅自改变行政处罚幅度的。", True),
        ("行政强制", "1.扩大查封范围的；2.应当移送行政处罚而不移送的。", False),
        ("行政检查", "1.没有法律和事实依据实施行政处罚的。", False),
    ],
)
def test_grounds_of_another_type_of_power(kind, grounds, foreign):
    assert fires("DU009", "《某某法》第二条 检查。", type=kind, grounds=grounds) is foreign


@pytest.mark.parametrize(
    ("words", "open_ended"),
    [
        ("因违反本条例规定，2年内被处以3次警告或者罚款又有违法行为的，责令停业整顿3个月至6个月。", False),
        ("违反本条例规定的，由主管部门责令改正，给予警告或者罚款。", True),
    ],
)
def test_a_fine_that_was_imposed_before_needs_no_figure(words, open_ended):
    assert fires("SN002", f"《某某条例》第五十三条 {words}", type="行政处罚") is open_ended
