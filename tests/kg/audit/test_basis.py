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


def test_duties_by_another_division_lack_no_stage():
    duties = "直接实施责任：1.建立健全制度。2.依法实施行政处罚，作出的决定应当公开。指导监督责任：3.指导下级。"
    assert not fires("DU002", "《某省条例》第五条 处罚。", type="行政处罚", duties=duties)
