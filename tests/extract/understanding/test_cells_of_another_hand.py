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


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("法律 中华人民共和国统计法（主席令第15号）第四十一条 …", "中华人民共和国统计法"),
        ("部门规章 某业管理办法（农业部令第3号）第四十一条", "某业管理办法"),
    ],
)
def test_a_rank_before_a_blank_is_no_part_of_the_title(printed, title):
    cited = understand(printed).basis
    assert [(one.title, [path.path for path in one.provisions]) for one in cited] == [(title, ["art_41"])]
    assert printed[cited[0].start :].startswith(title)


def test_departments_counted_in_figures_lead_to_a_title():
    facts = understand("3.省水利厅等4部门《关于加强采砂管理的指导意见》（某水发〔2019〕12号）三、2.建立制度。")
    assert [(cited.title, [one.path for one in cited.provisions]) for cited in facts.basis] == [
        ("关于加强采砂管理的指导意见", ["part_3__num_2"])
    ]


def test_the_next_line_of_a_numbered_cell_is_no_point_of_the_document_before():
    first = "《某意见》（国发〔2016〕14号）二、制度内容（三）办理程序。"
    numbered = understand(f"1.{first}\n2.水利部关于印发《某办法》的通知（水发〔2021〕43号）第四条")
    assert [[one.path for one in cited.provisions] for cited in numbered.basis] == [["part_2__clause_3"], ["art_4"]]
    plain = understand(f"{first}\n2.核对")
    assert [one.path for one in plain.basis[0].provisions] == ["part_2__clause_3__num_2"]


def test_a_settlement_that_is_paused_is_a_suspension_unless_it_is_asked_for():
    assert provided("骗取费用的，由医疗保障部门责令退回，暂停其三个月以上十二个月以下医疗费用联网结算。")[1:] == [
        ("suspension", Decimal(3), Decimal(12), None, "骗取费用的")
    ]
    assert provided("拒不配合调查的，医疗保障部门可以要求医疗保障经办机构暂停联网结算。") == []


def test_an_order_that_must_not_be_refused_is_only_named():
    assert provided("经营者对水务部门责令其采取停止销售等措施，不得拒绝或者拖延。") == []


def test_what_was_built_is_the_circumstance_of_its_removal():
    assert provided("已建成的与供水设施无关的建设项目，由区人民政府责令拆除或者关闭。") == [
        ("order", None, None, None, "已建成的与供水设施无关的"),
        ("closure", None, None, None, "已建成的与供水设施无关的"),
    ]


def test_a_report_on_a_wrong_is_criticism_a_report_on_attendance_none():
    wrong = provided("有下列行为之一的，由统计机构责令改正，可以予以通报：（一）拒绝提供资料的。")
    assert [kind for kind, *_ in wrong] == ["order", "criticism"]
    assert provided("委员出席会议情况和缺席的原因，由办事机构予以通报。") == []
