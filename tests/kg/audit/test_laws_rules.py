"""Quotes against a library of invented statutes: each rule fires on its own example, and only then."""

import json

import pytest

from kg.audit.check import check, view
from kg.audit.examples import listing
from kg.audit.registry import every_rule
from kg.laws.library import Library

OLD = """# 中华人民共和国示例管理法

2005年1月1日 示例机构通过

第一条 为了规范示例活动，制定本法。

第二条 本法所称示例活动，是指供人参照的活动。

第三条 示例主管部门负责示例活动的监督管理工作。

第四条 从事示例活动应当向示例主管部门备案。

第五条 未经备案从事示例活动的，由示例主管部门予以警告，并处五百元以上二千元以下的罚款。

第六条 本法自2005年3月1日起施行。
"""
NEW = """# 中华人民共和国示例管理法

2005年1月1日 示例机构通过

2015年1月1日 示例机构修订

第一条 为了规范示例活动，保护公众利益，制定本法。

第二条 本法所称示例活动，是指供人参照的活动。

第三条 示例主管部门负责示例活动的监督管理工作。

第四条 从事示例活动应当向示例主管部门登记。

第五条 未经登记从事示例活动的，处二千元以上一万元以下的罚款。

第六条 本法自2015年3月1日起施行。
"""
OTHER = """# 中华人民共和国示范活动法

2010年1月1日 示例机构通过

第一条 为了规范示范活动，制定本法。

第二条 示范活动的组织者应当在活动开始前十日内向所在地的示范主管部门提交活动方案和安全预案。

第三条 组织者不向社会公布安全预案和应急措施的，由示范主管部门责令限期公布；逾期不公布的，处二千元以上一万元以下的罚款。

第四条 有下列行为之一，没有违法所得或者违法所得不足一万元的，处二千元以上五千元以下的罚款：
（一）拆除灯具的；
（二）移动灯具的。

第五条 本法自2010年3月1日起施行。
"""
REPEALED = {"entries": [{"name": "示范活动登记办法", "type": "repealed", "repealed_date": "2011-01-01"}]}
OF_PLACE = """# {}示范登记条例

2012年1月1日 示例机构通过

第一条 为了规范示范登记，制定本条例。

第二条 示范登记由主管部门负责。
"""
RULES = [rule for rule in every_rule() if rule.family == "LW"]


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    texts, where = tmp_path_factory.mktemp("texts"), tmp_path_factory.mktemp("library")
    for name, text in (
        ("示例管理法(2005-01-01).md", OLD),
        ("示例管理法(2015-01-01).md", NEW),
        ("示范活动法(2010-01-01).md", OTHER),
        ("deprecated_laws.json", json.dumps(REPEALED, ensure_ascii=False)),
        ("江南省示范登记条例(2012-01-01).md", OF_PLACE.format("江南省")),
        ("江北省示范登记条例(2012-01-01).md", OF_PLACE.format("江北省")),
    ):
        (texts / name).write_text(text, encoding="utf-8")
    with Library(where, writable=True) as library:
        library.add([texts], "2026-01-01")
    with Library(where) as library:
        yield library


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_a_rule_fires_on_its_example_and_not_on_the_article_itself(rule, library):
    assert check(view([listing(rule.fires)], library=library), [rule])
    assert not check(view([listing(rule.quiet)], library=library), RULES)


@pytest.mark.parametrize(
    ("fine", "expected"),
    [
        ("处2000元以上1万元以下的罚款。", []),  # another script, the same figures
        ("处二千元以上壹万元以下的罚款。", []),
        ("处2000元以上3万元以下的罚款。", ["LW007", "LW008"]),
    ],
)
def test_figures_in_another_script_change_nothing(library, fine, expected):
    row = {
        "name": "某项处罚",
        "type": "行政处罚",
        "basis": f"《中华人民共和国示例管理法》第五条 未经登记从事示例活动的，{fine}",
    }
    assert [one.code for one in check(view([listing((row,))], library=library), RULES)] == expected


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_without_a_library_nothing_is_said(rule):
    assert not check(view([listing(rule.fires)]), [rule])


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("组织者不向社会公布安全预案和应急措施的，责令限期公布；逾期不公布的，处五百元以上一千元以下的罚款。", True),
        ("组织者不向社会公布安全预案和应急措施的，责令限期公布；逾期不公布的，处三千元以上五千元以下的罚款。", False),
        ("组织者不向社会公布安全预案和应急措施的，责令限期公布；逾期不公布的，处二千元以上一万元以下的罚款。", False),
        ("组织者拒绝查验灯具的，责令改正；逾期不公布的，处五百元以上一千元以下的罚款。", False),
        ("组织者不向社会公布安全预案和应急措施的，责令限期公布。逾期不缴费的，吊销登记证。", False),
        ("有下列行为之一，没有违法所得或者违法所得不足一万元的，处五百元以上一千元以下的罚款。", False),
    ],
)
def test_the_conduct_of_an_order_not_followed_is_that_of_the_order(library, words, fits):
    row = {"name": "某项处罚", "type": "行政处罚", "basis": f"《示例活动管理规定》（某某部令第9号）第七条 {words}"}
    (overtaken,) = [rule for rule in RULES if rule.code == "LW012"]
    assert bool(check(view([listing((row,))], library=library), [overtaken])) is fits


def test_before_the_amendment_the_old_words_are_the_right_ones(library):
    (older,) = [rule for rule in RULES if rule.code == "LW004"]
    assert not check(view([listing(older.fires)], "2014-12-31", library=library), [older])
