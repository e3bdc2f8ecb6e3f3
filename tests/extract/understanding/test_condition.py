"""When a sanction applies: sentences with the condition expected for each of their sanctions, in order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.understanding.cell import understand

HEADING = "《甲市河道采砂办法》第三十条 "
CONDITIONS = {
    "擅自采砂的，由水务部门责令停止违法行为，没收违法所得，可以并处一万元以下罚款。": ["擅自采砂的"] * 3,
    "违反本办法规定，未设置标志的，责令改正；逾期不改正的，处五百元罚款。": ["违反本办法规定，未设置标志的", "逾期不改正的"],
    "采砂单位违反第八条第（一）、（三）项规定的，处三千元罚款。": ["采砂单位违反第八条第（一）、（三）项规定的"],
    "擅自采砂由水务部门责令改正。": ["擅自采砂"],
    "擅自采砂的，没收工具。造成损失的，处一千元罚款。并可以吊销许可证。": ["擅自采砂的", "造成损失的", "造成损失的"],
    "采砂人越界，应当停止作业，拒不停止的，责令改正。": ["采砂人越界，应当停止作业，拒不停止的"],
    "采砂户有下列行为之一的，责令改正：（一）越界采砂的；（二）夜间采砂的。": ["采砂户有下列行为之一的"],
    "有下列行为的，按照下列规定处罚：（一）越界采砂的，处二千元罚款；（二）擅自挖渠，由水务部门处一千元罚款。": [
        "越界采砂的", "擅自挖渠",
    ],
    "越界采砂的，给予下列处罚：（一）没收采砂机具；（二）处以五千元罚款。": ["越界采砂的"] * 2,
    "越界采砂的，没收违法所得；情节严重的，吊销许可证；对直接负责的主管人员，处一千元罚款。": [
        "越界采砂的", "情节严重的", None,
    ],
    "越界采砂的，责令改正；并处一千元罚款。": ["越界采砂的"] * 2,
    "越界采砂的，责令改正；市水务部门并可以吊销许可证。": ["越界采砂的"] * 2,
    "越界采砂的，责令改正。申请人在二年内不得再次申请。": ["越界采砂的", None],
    "未经许可，从事采砂作业的单位或者个人，由水务部门查处取缔。": ["未经许可，从事采砂作业的"],
    "不能改造的采砂设施，由水务部门责令拆除。": ["不能改造的"],
    "对违反本办法的单位和个人，水务部门可以给予警告。": [None],
    "有前款第七项行为，处三千元罚款。": ["有前款第七项行为"],
    "对有前款行为的采砂人员，处三千元罚款。": [None],
    "对采砂户有下列行为之一的，给予警告：（一）越界；（二）超采。": ["对采砂户有下列行为之一的"],
    "违反本办法第十条规定，由水务部门责令停止采砂。": ["违反本办法第十条规定"],
    "经整顿仍无效者，水务部门应令其停产。": ["经整顿仍无效者"],
    "采砂质量达不到规定的标准，水务部门应令其限期整顿。": ["采砂质量达不到规定的标准"],
    "水务部门应当依照河道法第三条的规定，责令采砂户承担费用。": [None],
    "越界采砂的，超量采砂的，以及夜间采砂的，处一千元罚款。": ["越界采砂的，超量采砂的，以及夜间采砂的"],
    "情节严重，构成犯罪的，依法追究刑事责任。": ["情节严重，构成犯罪的"],
    "情节严重的，处一万元罚款，砂量无法计算的，处五千元罚款，可以吊销许可证。": [
        "情节严重的", "砂量无法计算的", "砂量无法计算的",
    ],
    "越界采砂的，根据情节轻重，按照本办法第九条的规定，处五百元罚款。": ["越界采砂的"],
    "违反河道管理规定，除依法追究刑事责任外，造成堤防损坏的，应当赔偿损失。": ["违反河道管理规定", "造成堤防损坏的"],
    "越界采砂的，依照前款规定处罚，造成溃堤的，吊销许可证。": ["造成溃堤的"],
    "第三十条续 由水务部门责令改正：（一）越界采砂；（二）超量采砂。": [None],
    "管理人员徇私舞弊的给予处分，情节严重的依法追究刑事责任。": ["管理人员徇私舞弊的", "情节严重的"],
    "违反本办法规定，一年内受到三次以上处罚，自最后一次处罚作出之日起三年内不予办理登记。": [
        "违反本办法规定，一年内受到三次以上处罚",
    ],
    "依照本办法规定，给予单位罚款处罚的，对负责人处一千元罚款。": ["依照本办法规定，给予单位罚款处罚的"],
    "越界采砂的，处二千元罚款\n逾期不拆除的，强制拆除，处三千元罚款，可以责令停业整顿。": [
        "越界采砂的", "逾期不拆除的", "逾期不拆除的",
    ],
    "越界采砂的，责令停止，并处采砂所得（包括已卖出的，下同）货值一倍的罚款。": ["越界采砂的"] * 2,
    "有下列行为之一的，责令停止;情节严重的,由发证机关吊销其许可证(一)越界采砂的(二)夜间采砂的": [
        "有下列行为之一的", "情节严重的",
    ],
    "拖欠水费的，责令缴纳；逾期不缴纳的，从滞纳之日起按日加收滞纳部分千分之二的滞纳金，并处水费一倍罚款。": [
        "拖欠水费的", "逾期不缴纳的", "逾期不缴纳的",
    ],
    "侵犯采砂户权益的……采砂单位违反本办法规定越界采砂的，责令改正。": ["采砂单位违反本办法规定越界采砂的"],
    "根据河道法第九条规定，越界采砂的，没收采砂机具。": ["越界采砂的"],
    "工作人员有下列行为之一，按照水务部门有关规定给予处分：（一）玩忽职守的。": ["工作人员有下列行为之一"],
    "工作人员属于公职人员的，由任免机关给予处分。": ["工作人员属于公职人员的"],
}  # fmt: skip


@pytest.mark.parametrize("text", CONDITIONS)
def test_the_condition_of_each_sanction(text):
    printed = HEADING + text
    found = understand(printed).sanctions
    assert [sanction.condition for sanction in found] == CONDITIONS[text]
    for sanction in found:
        if sanction.condition is not None:
            assert printed[sanction.condition_start : sanction.condition_end] == sanction.condition


def test_the_condition_begins_behind_the_heading_it_stands_under():
    printed = "《甲办法》第七条 采砂应当有许可证。第三十条 越界 采砂的，处一千元罚款。"
    (fine,) = understand(printed).sanctions
    assert (fine.provision, fine.condition) == ("art_30", "越界 采砂的")


def test_whom_and_by_whom_are_as_printed_titles_included():
    (order,) = understand(HEADING + "水务部门对违反《乙条例》的单位，可以责令限期改正。").sanctions
    assert (order.on, order.condition, order.discretion) == ("违反《乙条例》的单位", None, "may")
    (pause,) = understand(HEADING + "对限期治理逾期未完成的采砂场，责令停业。").sanctions
    assert pause.on == "限期治理逾期未完成的采砂场"


WORDS = ["的", "，", "。", "；", "：", "（一）", "由", "部门", "对", "个人", "处", "罚款", "一万元", "责令", "改正", "情节严重",
         "并", "者", "违反", "除", "外", "“", " ", "第三条", "没收", "吊销许可证"]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_a_condition_is_a_stretch_of_the_text_before_its_sanction(text):
    for sanction in understand(HEADING + text).sanctions:
        if sanction.condition is not None:
            assert (HEADING + text)[sanction.condition_start : sanction.condition_end] == sanction.condition
            assert sanction.condition_start < sanction.condition_end <= sanction.end
