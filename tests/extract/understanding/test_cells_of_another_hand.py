"""Forms that cells and articles annotated by another hand had and no rule knew; the texts are of our own making."""

from decimal import Decimal

import pytest

from extract.understanding.cell import understand

HEAD = "《甲条例》第三条 "


def provided(words):
    """Kind, length or sum, on whom, condition of each consequence."""
    return [
        (one.kind.value, one.minimum, one.maximum, one.on, one.condition) for one in understand(HEAD + words).sanctions
    ]


def test_leaders_are_persons():
    assert provided("聚众哄抢物资的，对首要分子处五日以上十日以下拘留。") == [
        ("detention", Decimal(5), Decimal(10), "首要分子", "聚众哄抢物资的")
    ]


@pytest.mark.parametrize("sign", "‚ƒ\uf082")
def test_a_mark_of_a_symbol_font_leads_to_a_title(sign):
    facts = understand(f"《甲法》第二条：“采砂应当许可。” {sign}《乙条例》第四条：“运砂应当许可。”")
    assert [(cited.title, [one.path for one in cited.provisions]) for cited in facts.basis] == [
        ("甲法", ["art_2"]),
        ("乙条例", ["art_4"]),
    ]
    assert facts.references == ()


def test_stopping_a_business_is_a_suspension_stopping_an_activity_an_order():
    assert provided("情节严重的，由水务部门给予停止从事测量业务三个月以上一年以下的处罚。") == [
        ("suspension", Decimal(3), Decimal(12), None, "情节严重的")
    ]
    assert [kind for kind, *_ in provided("无证采砂的，责令其停止从事采砂运输。")] == ["suspension"]
    assert [kind for kind, *_ in provided("无证采砂的，责令停止从事采砂活动。")] == ["order"]


def test_a_row_of_penalties_that_is_a_circumstance_provides_none():
    assert provided("处以二百元（不含）以上罚款、吊销采砂许可证的，应当适用普通程序。") == []
    assert [kind for kind, *_ in provided("无证采砂的，给予罚款、吊销许可证的处罚。")] == ["fine", "licence_revocation"]


def test_the_base_of_a_factor_begins_behind_the_floor_in_yuan():
    fine = understand(HEAD + "无证采砂的，处五千元以上违法所得五倍以下的罚款。").sanctions[0]
    assert (fine.maximum, fine.unit, fine.base) == (Decimal(5), "multiple", "违法所得")


def test_what_a_fine_is_for_each_of_stands_in_a_clause_of_its_own():
    fine = understand(HEAD + "逾期不改正的，每私自占用一处沙场、码头，处五万元以下罚款。").sanctions[0]
    assert (fine.maximum, fine.per, fine.condition) == (Decimal(50_000), "私自占用一处沙场、码头", "逾期不改正的")
    yearly = understand(HEAD + "未按规定每年检修，处五万元以下罚款。").sanctions[0]
    assert yearly.per is None


def test_what_was_done_before_is_the_circumstance():
    assert provided("水务部门先行修复后，责令造成损坏的人承担费用。") == [
        ("order", None, None, None, "水务部门先行修复后")
    ]


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("替考的，取消成绩。两年内不得参加考试。", [2]),
        ("虚报的，处一万元以下罚款；其中的统计人员，五年内不得从事统计工作。", [5]),
        ("虚报的，从名单中除名，3年内不再受理其认定申请。", [3]),
        ("新造的防护林，在五年内禁止砍柴。", []),
        ("从开始获利的年度起，十年内不再补缴税款。", []),
    ],
)
def test_a_ban_behind_a_penalty_needs_no_circumstance_of_its_own(words, years):
    bans = [(low, high) for kind, low, high, _, _ in provided(words) if kind == "restriction"]
    assert bans == [(Decimal(number), Decimal(number)) for number in years]


def test_a_cell_that_says_it_has_nothing_else_names_its_basis():
    for words in ("无。依据《甲条例》第三条。", "无。依据：《甲条例》（国务院令第700号）第三条"):
        facts = understand(words)
        assert [(cited.title, [one.path for one in cited.provisions]) for cited in facts.basis] == [
            ("甲条例", ["art_3"])
        ]


@pytest.mark.parametrize(
    ("words", "paths"),
    [
        ("一、二", ["part_1", "part_2"]),
        ("一、二、三；《乙条例》第三条", ["part_1", "part_2", "part_3"]),
        ("二、三（一）采砂许可", ["part_2", "part_3__clause_1"]),
        ("一、二级河道", ["part_1"]),
        ("三、主要任务（一）采砂许可", ["part_3__clause_1"]),
    ],
)
def test_parts_in_a_row(words, paths):
    cited = understand(f"《关于采砂的意见》（国发〔2015〕1号）{words}").basis[0]
    assert [one.path for one in cited.provisions] == paths
