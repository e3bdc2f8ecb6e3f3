"""Heads: events, numbers, days."""

import pytest

from extract.statutes import history


def days(*head):
    return [(event.kind.value, event.date) for event in history.events(head)]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (["2001年5月1日 航标大会通过"], [("passed", "2001-05-01")]),
        (["2001年5月1日航标大会通过", "2019年6月7日《关于修改<灯塔法>的决定》第一次修正"], [("passed", "2001-05-01"), ("amended", "2019-06-07")]),
        (["（2001年5月1日通过　根据2019年6月7日《关于修改〈灯塔法〉等三部法律的决定》修正）"], [("passed", "2001-05-01"), ("amended", "2019-06-07")]),
        (["（2010年12月1日航标部令第8号公布 自2011年3月1日起施行）"], [("promulgated", "2010-12-01"), ("effective", "2011-03-01")]),
        (["２００１年５月１日通过"], [("passed", "2001-05-01")]),
        (["二〇〇一年五月一日通过"], [("passed", "2001-05-01")]),
        (["来源：航标网 [核对 2026-07-16]"], []),
        (["2001年通过"], []),
    ],
)  # fmt: skip
def test_events(head, expected):
    assert days(*head) == expected


def test_the_day_of_a_version_is_that_of_its_last_amendment():
    found = history.events(["2001年5月1日通过", "2019年6月7日修正", "自2020年1月1日起施行"])
    assert history.last(found) == "2019-06-07"
    assert history.first(found) == "2001-05-01"


def test_the_number_of_the_document_is_not_that_of_an_amending_decree():
    head = ["2001年5月1日国务院令第300号公布", "2019年6月7日国务院令第700号修订"]
    assert history.number(history.events(head), head) == "国务院令第300号"
    assert history.number((), ["航标发〔2008〕3号"]) == "航标发〔2008〕3号"


@pytest.mark.parametrize(
    ("words", "promulgated", "expected"),
    [
        ("本法自2011年3月1日起施行。", "2010-12-01", "2011-03-01"),
        ("本法自公布之日起施行。", "2010-12-01", "2010-12-01"),
        ("本法自2011年3月1日起施行。", "2019-06-07", ""),  # the sentence of the first version
        ("自本法施行之日起，旧灯塔应当拆除。", "2010-12-01", ""),
    ],
)
def test_effect(words, promulgated, expected):
    assert history.effect(words, promulgated) == expected
