import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.understanding import notes


@pytest.mark.parametrize(
    ("note", "values"),
    [
        ("(中华人民共和国国务院令第700号,2018年5月2日)", ["国务院令第700号"]),
        ("(1999年5月14日国务院令第263号)", ["国务院令第263号"]),
        ("(2006年国务院令第460号)", ["国务院令第460号"]),
        ("(2001年9月11日人事部、国家工商行政管理总局令第1号发布)", ["人事部、国家工商行政管理总局令第1号"]),
        ("(人社部发[2018]73号,2018年11月23日)", ["人社部发〔2018〕73号"]),
        ("(2008年7月22日国务院令第528号,2020年11月29日国务院令第732号修订)", ["国务院令第528号", "国务院令第732号"]),
        ("国家安监总局第47号令", ["国家安监总局第47号令"]),
        ("(中华人民共和国民政部29号令)", ["民政部29号令"]),
        ("河北省人民政府令[2008]第3号", ["河北省人民政府令〔2008〕第3号"]),
        ("(甘肃省人民代表大会常务委员会公告第25号,2010年3月31日)", ["甘肃省人民代表大会常务委员会公告第25号"]),
        ("2001年12月10日农业部令第4号发布2005年1月5日农业部令第46号修订", ["农业部令第4号", "农业部令第46号"]),
        ("1986年1月20日主席令第三十四号、2013年12月28日予以修改", ["主席令第三十四号"]),
        ("(中华人民共和国人力资源和社会保障令第十三号,2011年6月29日)", ["人力资源和社会保障令第十三号"]),
        ("(财社〔1999〕60号)", ["财社〔1999〕60号"]),
        ("(国务院令第l98号)", ["国务院令第l98号"]),
        ("(公布令第5号)", ["公布令第5号"]),
        ("(试行)", []),
    ],
)
def test_numbers(note, values):
    found = notes.numbers(note)
    assert [value for value, _, _ in found] == values
    for value, start, end in found:
        assert note[start:end].endswith(value[-2:])


@pytest.mark.parametrize(
    ("note", "values"),
    [
        ("(中华人民共和国国务院令第259号,1999年1月22日发布,2019年3月24日修订)", ["1999-01-22", "2019-03-24"]),
        ("(2018年12月第七次修订)", ["2018-12"]),
        ("(2014年、2015年分别修订)", ["2014", "2015"]),
        ("(2009年修改)", ["2009"]),
        ("(2023公布)", ["2023"]),
        ("(劳部发[1994]503号,1994年12月14日)", ["1994-12-14"]),
        ("(交通运输部令2016年第62号)", []),
        ("(2006年国务院令第460号)", ["2006"]),
        ("(2007年8月30日第十届全国人民代表大会常务委员会第二十九次会议通过根据2015年4月24日修正)",
         ["2007-08-30", "2015-04-24"]),
        ("二〇一八年十二月二十九日修正", ["2018-12-29"]),
        ("(2018.12.29修正)", ["2018-12-29"]),
        ("(2O16年5月1日施行)", ["2016-05-01"]),
    ],
)  # fmt: skip
def test_dates(note, values):
    assert [value for value, *_ in notes.dates(note)] == values


def test_what_happened():
    note = "2002年8月29日第九届全国人大常委会第二十九次会议通过,2016年7月2日修正,自2016年9月1日起施行"
    assert [event for *_, event in notes.dates(note)] == ["passed", "amended", "effective"]


@pytest.mark.parametrize(
    ("note", "event"),
    [
        ("2003年4月16日国务院令第375号", "promulgated"),
        ("2017年10月国务院令第687号修订", "amended"),
        ("2011年1月8日国务院令第588号《·····》修正", "amended"),
        ("2012年7月18日某省人民政府令第179号通过", "passed"),
        ("2015年11月11日国务院令第111次常务会议通过", "passed"),
        ("2003年4月16日国务院令第375号公布,修订的条文另行公布", "promulgated"),
        ("2003年4月16日国务院令第375号,曾经修订", "promulgated"),
    ],
)
def test_an_order_is_of_the_event_in_its_phrase(note, event):
    assert [what for *_, what in notes.dates(note)] == [event]


@given(st.text(alphabet="国务院令第12年月日号〔〕()O公告主席、发布修正20一〇", max_size=80))
def test_no_note_crashes_it(note):
    for _, start, end in notes.numbers(note):
        assert 0 <= start < end <= len(note)
    for _, start, end, _ in notes.dates(note):
        assert 0 <= start < end <= len(note)


def test_examples_in_the_docstrings():
    assert doctest.testmod(notes).failed == 0
