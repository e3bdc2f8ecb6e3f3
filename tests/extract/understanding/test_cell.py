"""Properties of the door of understanding: spans are quotes, nothing crashes, nothing hangs, prose is read as prose."""

import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.understanding.cell import understand

WORDS = st.sampled_from(
    ["《", "》", "〈", "〉", "（", "）", "(", ")", "第", "一", "百二十", "条", "款", "项", "之一", "、", "至", "，", "。", "；",
     "：", "\n", " ", "　", "<p>", "&nbsp;", "国务院令", "第700号", "2018年5月2日", "〔2016〕", "公告", "劳动法", "条例", "办法",
     "本条例", "前款", "处", "以", "罚款", "五百元以上", "二千元以下", "违法所得", "三倍", "百分之五", "没收", "吊销", "责令",
     "限期改正", "警告", "对", "其", "单位", "的", "根据", "依照", "修正", "通知", "一、", "（三）", "1.", "三十日内", "以下简称"]
)  # fmt: skip


def spans(facts):
    for cited in facts.basis:
        yield cited.start, cited.end
        yield cited.title_start, cited.title_end
        yield from ((part.start, part.end) for part in (*cited.numbers, *cited.dates, *cited.provisions))
    for found in facts.references:
        yield found.start, found.end
        yield from ((named.start, named.end) for named in found.provisions)
    yield from ((one.start, one.end) for one in (*facts.sanctions, *facts.limits))


@settings(max_examples=400, deadline=None)
@given(st.lists(WORDS, max_size=60).map("".join), st.booleans())
def test_mangled_legal_text_never_raises_and_every_span_is_a_quote(text, prose):
    for start, end in spans(understand(text, prose=prose)):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_crashes_it(text):
    understand(text)


BRACKETS_AND_NUMERALS = ["《", "《甲》（", "（", "（（）", "〔2016〕", "第一", "第一、", "一", "1.", "十"]
OTHERS = [
    "》", "《甲》", "第一条、", "一、", "(一)", "。第", "国务院令", "2018年", "处一万元", "罚款", "每人", "对其", "责令", "限期改正、",
    "没收", "吊销", "处分", "赔偿", "依照", "依照劳动法", "本条例第", "前款", "的，", "根据", "修正", "<p", "&nbsp", "三十日", "由公安机关", "或者",
    "处一万元以下或者", "《甲法》第一条", "(以下简称《条例》)", "的通知(国发〔2015〕2号)意见第三条", "三十日内不得", "甲办法;",
    "处罚款", "不得吊销", "令其停业", "、记过",
]  # fmt: skip
#: Texts with something to understand at every few characters.
DENSE = [
    "不得吊销", "《甲法》", "第一条第一款", "处一万元罚款", "依照前款", "责令改正，", "《甲法》第三条，", "三十日内，",
    "不得吊销《甲法》第一条第一款处一万元罚款依照前款",
]  # fmt: skip


def calls(text):
    """How many functions, ours and built in, are called to understand a text: its work, whatever the machine."""
    count = 0

    def counted(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        understand(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", BRACKETS_AND_NUMERALS + OTHERS + DENSE)
def test_work_grows_no_faster_than_the_text(piece):
    """Work that grows with the square of a text makes four times the calls of twice the text (patterns: benchmarks/hostile.py)."""
    small, large = piece * 1_000, piece * 2_000
    calls(piece)
    assert calls(large) < 3 * calls(small)


def seconds(text):
    """The least of three measurements of the CPU time that a text takes."""
    spent = []
    for _ in range(3):
        begun = time.process_time()
        understand(text)
        spent.append(time.process_time() - begun)
    return min(spent)


@pytest.mark.parametrize("piece", DENSE)
def test_time_of_dense_text_grows_no_faster_than_the_text(piece):
    """What patterns do inside is no call: the time of twice the text is compared, again where the machine was busy."""
    small = piece * (9_000 // len(piece.encode()))
    assert any(seconds(small * 2) < 2.6 * seconds(small) for _ in range(4))


def test_prose_mentions_more_than_it_cites():
    facts = understand("根据《劳动法》、《劳动合同法》等法律法规，特制定本制度。", prose=True)
    assert facts.basis == ()
    assert [found.title for found in facts.references] == ["劳动法", "劳动合同法"]


def test_a_provision_that_prose_only_names_is_no_ground():
    assert not understand("根据《劳动法》第二十五条的要求，开展监督检查。", prose=True).basis


def test_prose_that_tells_of_penalties_provides_none():
    facts = understand("安监部门责令企业改正违法行为，并给予三万元的罚款。", prose=True)
    assert facts.sanctions == ()
    text = "依据《培训规定》第二十七条：培训机构违反本规定的，给予警告。\n对未达到要求的，责令限期整改。"
    assert [one.kind.value for one in understand(text, prose=True).sanctions] == ["warning"]


def test_prose_that_goes_on_to_say_what_a_provision_provides():
    text = "根据《劳动力市场条例》第二十五条规定，由主管部门依照下列规定处罚：（1）伪造许可证的，处以一万元以上三万元以下罚款。"
    facts = understand(text, prose=True)
    assert [(cited.title, cited.provisions[0].path) for cited in facts.basis] == [("劳动力市场条例", "art_25")]
    assert [(one.kind.value, one.provision) for one in facts.sanctions] == [("fine", "art_25")]
