"""Numbers and dates that real lists state in two ways, and that contradict each other or do not."""

import pytest

from kg.audit.check import check, view
from kg.audit.examples import listing
from kg.audit.registry import find


def fires(code, *bases):
    rows = tuple({"serial": str(at), "name": f"第{at}项", "basis": basis} for at, basis in enumerate(bases, start=1))
    return bool(check(view([listing(rows)]), [find(code)]))


PASSED = "《某某监察条例》（2004年10月26日国务院令第68次常务会议通过 2004年11月1日国务院令第423号公布）第五条 登记。"


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("（2004年11月1日国务院令第423号）", "（2004年11月11日国务院令第423号）", True),
        # the day of adoption beside that of promulgation, which the other place gives alone
        (None, "（2004年11月1日国务院令第423号）", False),
        ("（2004年11月1日国务院令第423号）", "（2004年10月1日通过，2004年11月1日国务院令第423号公布）", False),
        # a session printed as an order, an order printed with the day of adoption, one that amends
        ("（2004年10月26日国务院令第68次常务会议通过）", "（2004年11月1日国务院令第423号）", False),
        ("（2004年10月26日国务院令第68次常务会议修订通过）", "（2004年11月1日国务院令第423号公布）", False),
        ("（2004年10月26日国务院令第423号通过）", "（2004年11月1日国务院令第423号公布）", False),
        ("（自2004年12月1日起施行，2017年10月国务院令第687号修订）", "（2004年11月1日国务院令第423号公布）", False),
        ("（2004年10月26日国务院令第423号公布）", "（2004年11月1日国务院令第423号公布）", True),
    ],
)
def test_two_days_of_one_document(one, other, differ):
    bases = [f"《某某监察条例》{note}第五条 登记。" if note else PASSED for note in (one, other)]
    assert fires("DT002", *bases) is differ


LATER = (
    "《某某客运规定》（2020年7月6日某某部公布 根据2023年11月10日《关于修改〈某某客运规定〉的决定》修正）第五条 登记。"
)


@pytest.mark.parametrize(
    ("note", "older"),
    [
        ("（2020年7月6日某某部公布 根据2022年9月26日《关于修改〈某某客运规定〉的决定》修正）", True),
        # the same day in a note whose bracket is closed by another sign
        ("（2020年7月6日某某部公布 根据2023年11月10日《关于修改〈某某客运规定〉的决定》修正》\n", False),
        ("（2020年7月6日某某部公布 根据2023年 11月10日《关于修改〈某某客运规定〉的决定》修正》\n", False),
        ("（某某部令第3号公布，某某部令第13号修订）", False),  # amended, but when?
        ("（某某部令第3号公布，2021年5月1日某某部令第13号修订）", True),
    ],
)
def test_an_amendment_that_another_place_knows(note, older):
    assert fires("DT004", f"《某某客运规定》{note}第六条 登记。", LATER) is older


@pytest.mark.parametrize(
    ("note", "older"),
    [
        ("（某某部令2019年第42号）", True),
        ("（某某部令2023年第13号）", False),
        ("（某某部令第13号）", False),  # that of the amendment itself, for all one can tell
        ("（某某部令第9号）", True),  # which another place dates
    ],
)
def test_a_number_without_a_day_beside_an_amendment(note, older):
    dated = "《某某客运规定》（2020年7月6日某某部令第9号公布）第七条 登记。"
    found = check(
        view(
            [
                listing(
                    tuple(
                        {"serial": str(at), "name": f"第{at}项", "basis": basis}
                        for at, basis in enumerate([f"《某某客运规定》{note}第六条 登记。", LATER, dated], start=1)
                    )
                )
            ]
        ),
        [find("DT004")],
    )
    assert ("1" in {one.place.serial for one in found}) is older


@pytest.mark.parametrize(
    ("title", "number", "wrong"),
    [
        ("某某监督检查办法", "国务院令第259号，1999年3月19日", True),  # counted through: 社会保险费征缴暂行条例
        ("甘草采集办法", "农业部令第1号，2001年10月16日", False),  # one of many: the ministry counts anew
    ],
)
def test_an_order_of_a_body_that_counts_them_through(title, number, wrong):
    assert fires("DT013", f"《{title}》（{number}）第五条 登记。") is wrong


@pytest.mark.parametrize(
    ("day", "wrong"),
    [
        ("2018年2月30日", True),
        ("2018年4月31日", True),
        ("2018年3月32日", True),
        ("2018年2月28日", False),
        ("2020年2月29日", False),
        ("2018年3月", False),
        ("2018年", False),
    ],
)
def test_a_day_that_the_calendar_has(day, wrong):
    assert fires("DT017", f"《某某管理办法》（某某部令第41号，{day}公布）第五条 备案。") is wrong


@pytest.mark.parametrize(("body", "wrong"), [("水利", True), ("环境保护", True), ("水利部", False), ("国务院", False)])
def test_a_ministry_without_its_last_sign(body, wrong):
    assert fires("DT006", f"《某某管理办法》（{body}令第41号，2010年2月3日公布）第五条 备案。") is wrong
