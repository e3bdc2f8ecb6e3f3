from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import rules
from extract.understanding.duties import concept, grounds, stages

LIST = Path(__file__).parents[3] / "data" / "jinchang-hrss-power-list.txt"


def column(number):
    rows = [line.split("\t") for line in LIST.read_text(encoding="utf-8").splitlines()]
    return [row[number] for row in rows if len(row) == 12 and row[0].isdigit()]


DUTIES, GROUNDS = column(9), column(10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.受理阶段责任:公示材料。 2.审查阶段责任:预审。", "受理 acceptance 公示材料。 | 审查 review 预审。"),
        (
            "1、立案阶段责任： 发现违法的。2、调查阶段责任：取证。",
            "立案 filing 发现违法的。 | 调查 investigation 取证。",
        ),
        ("1．立案责任：甲；2．调查取证责任：乙", "立案 filing 甲； | 调查取证 investigation 乙"),
        ("受理责任：甲\n审查责任：乙", "受理 acceptance 甲 | 审查 review 乙"),
        ("①受理责任：甲。②决定责任：乙。", "受理 acceptance 甲。 | 决定 decision 乙。"),
        ("（1）受理环节责任：甲。（2）送达环节责任：乙。", "受理 acceptance 甲。 | 送达 service 乙。"),
        ("（一）检查责任：甲。（二）处置责任：乙。", "检查 inspection 甲。 | 处置 handling 乙。"),
        ("一、催告责任：甲。二、执行责任：乙。", "催告 reminder 甲。 | 执行 enforcement 乙。"),
        ("【受理】甲。【审查】乙。", "受理 acceptance 甲。 | 审查 review 乙。"),
        ("1.【受理责任】：甲。2.【公示责任】：乙。", "受理 acceptance 甲。 | 公示 publicity 乙。"),
        ("1.立案：甲。2.调查：乙。3.结案：丙。", "立案 filing 甲。 | 调查 investigation 乙。 | 结案 closing 丙。"),
        ("1.受理阶段\n公示材料。\n2.审查阶段\n预审。", "受理 acceptance 公示材料。 | 审查 review 预审。"),
        ("1受理阶段责任:甲。2审核阶段责任:乙。", "受理 acceptance 甲。 | 审核 review 乙。"),
        ("1-1.受理责任：甲。1-2.事后监管责任：乙。", "受理 acceptance 甲。 | 事后监管 supervision 乙。"),
        ("1.立案责任（环节）：甲的2.审查阶段责任：乙", "立案 filing 甲的 | 审查 review 乙"),
        ("1. 审查及决定阶段责任：甲。", "审查及决定 review_decision 甲。"),
        ("1.备案阶段责任：甲。", "备案 recording 甲。"),
        ("1.应用维护责任：甲。", "应用维护 management 甲。"),
        ("1.某某责任：甲。", "某某 - 甲。"),
        (
            "3.送达阶段责任：甲。4.其他法律法规规章规定应履行的责任。",
            "送达 service 甲。 | 其他 other 其他法律法规规章规定应履行的责任。",
        ),
        ("1.受理责任：甲。2.其他责任：法律规定的其他责任。", "受理 acceptance 甲。 | 其他 other 法律规定的其他责任。"),
        ("<p>1.受理阶段责任:甲。</p> <p>2.决定阶段责任:乙。</p>", "受理 acceptance 甲。 | 决定 decision 乙。"),
        ("1.公示材料清单。2.组织专家评审。", "- - 公示材料清单。 | - - 组织专家评审。"),
        ("1.受理，一次性告知。2.审查，提出意见。", "受理 acceptance 受理，一次性告知。 | 审查 review 审查，提出意见。"),
        (
            "1.事后监管，定期检查。2.审查，提出意见。",
            "事后监管 supervision 事后监管，定期检查。 | 审查 review 审查，提出意见。",
        ),
        ("1.受理责任：（1）申请；（2）登记。2.审查责任：乙", "受理 acceptance （1）申请；（2）登记。 | 审查 review 乙"),
        # No stage is named, or a word of duty stands inside a sentence.
        ("应当事实清楚、证据确凿、程序规范。", ""),
        ("行政机关承担下列责任：依法办理。", ""),
        ("履行审查责任 应当公正。", ""),
        ("1.受理责任：执法人员职责：依法办理。", "受理 acceptance 执法人员职责：依法办理。"),
        ("", ""),
    ],
)
def test_stages(text, expected):
    found = stages(text)
    words = [f"{stage.name or '-'} {stage.concept or '-'} {stage.text}" for stage in found]
    assert " | ".join(words) == expected
    assert [stage.order for stage in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("因不履行职责，有下列情形的，应承担相应责任：1.不予受理的；2.违反程序的。", ["不予受理的", "违反程序的"]),
        (
            "有下列情形之一的，承担责任:(一)甲甲甲的;(二)第(三)项所列的。",
            ["甲甲甲的", "第(三)项所列的"],
        ),
        ("1、甲甲甲的。2、乙乙乙1.5万元的。3、丙丙丙的", ["甲甲甲的", "乙乙乙1.5万元的", "丙丙丙的"]),
        ("情形：①甲甲甲的②乙乙乙的", ["甲甲甲的", "乙乙乙的"]),
        ("甲：1.子子子的；2.丑丑丑的。乙：1.寅寅寅的；2.卯卯卯的。", ["子子子的", "丑丑丑的", "寅寅寅的", "卯卯卯的"]),
        ("1.甲甲甲的；2.乙乙乙的；2.丙丙丙的；4.丁丁丁的。", ["甲甲甲的", "乙乙乙的", "丙丙丙的", "丁丁丁的"]),
        ("<p>追责：</p><p>1.甲甲甲的；</p> <p>2.乙乙乙的。</p>", ["甲甲甲的", "乙乙乙的"]),
        ("有下列情形的应追责：不予受理的；超期办理的；收受财物的。", ["不予受理的", "超期办理的", "收受财物的"]),
        ("不履行或者不正确履行职责的", ["不履行或者不正确履行职责的"]),
        ("1.2019年以后未办理的；2.未公示的。", ["2019年以后未办理的", "未公示的"]),
        ("无", []),
        ("/", []),
        ("", []),
    ],
)
def test_grounds(text, expected):
    found = grounds(text)
    assert [ground.text for ground in found] == expected
    assert [ground.order for ground in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize("rule", rules.load("stages"), ids=lambda rule: rule.code)
def test_stage_names_mean_what_the_table_says(rule):
    assert rule.examples
    assert rule.counter_examples
    assert [concept(name) for name in rule.examples] == [rule.code] * len(rule.examples)
    assert rule.code not in [concept(name) for name in rule.counter_examples]


def test_parts_of_a_double_stage_are_codes():
    codes = {rule.code for rule in rules.load("stages")}
    assert len(codes) == len(rules.load("stages"))
    doubles = [dict(rule.data)["parts"].split() for rule in rules.load("stages") if "parts" in dict(rule.data)]
    assert len(doubles) == 4
    assert all(set(parts) <= codes for parts in doubles)


def test_the_bundled_list():
    """137 duty cells: one names no stage; every other stage has a concept."""
    found = [stages(text) for text in DUTIES]
    assert len(found) == 137
    assert [len(cell) for cell in found].count(0) == 1
    kinds = Counter(stage.concept for cell in found for stage in cell)
    assert None not in kinds
    assert kinds == {
        "acceptance": 98, "review": 118, "decision": 115, "supervision": 98, "other": 136, "filing": 38,
        "investigation": 36, "notification": 36, "service": 44, "enforcement": 36, "review_decision": 14,
        "issuance": 1, "management": 1, "implementation": 1,
    }  # fmt: skip
    assert sorted(Counter(len(grounds(text)) for text in GROUNDS).items()) == [
        (3, 3), (4, 14), (5, 1), (6, 57), (7, 24), (8, 2), (12, 36)
    ]  # fmt: skip


@pytest.mark.parametrize("text", DUTIES + GROUNDS)
def test_offsets_quote_the_cell(text):
    for found in (*stages(text), *grounds(text)):
        assert text[found.start : found.end] == found.text
        assert found.text == found.text.strip()
        assert found.text


pieces = st.lists(
    st.sampled_from(
        ["1.", "2、", "（一）", "③", "12", "受理", "审查", "阶段", "责任", "：", ":", "。", "；", " ", "\n", "其他",
         "<p>", "规定", "【", "】", "第", "的", "-", "职责", "a", "😀", "\u3000", "１．"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(pieces | st.text(max_size=60))
def test_no_text_crashes_and_spans_stand_in_order(text):
    for found in (stages(text), grounds(text)):
        at = 0
        for one in found:
            assert at <= one.start < one.end
            assert text[one.start : one.end] == one.text
            at = one.end
