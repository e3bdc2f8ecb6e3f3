"""Late payment fees: with a rate a day, measured by something without a rate, or only named."""

import pytest

from extract.understanding.cell import understand

HEAD = "《甲市采砂办法》第三条 "

CASES = {
    # the rate, in the words of many texts
    "逾期不缴纳的，按日加收滞纳部分千分之二的滞纳金。": ["0.002|滞纳部分|逾期不缴纳的"],
    "未缴纳的，责令限期缴纳，每逾一日，加收欠缴款千分之三的滞纳金。": ["0.003|欠缴款|未缴纳的"],
    "未缴纳的，每延迟一日加收千分之三的滞纳金。": ["0.003|None|未缴纳的"],
    "逾期不缴纳的，按日支付欠缴金额千分之五的滞纳金。": ["0.005|欠缴金额|逾期不缴纳的"],
    "逾期不缴纳的，应当自应缴之日起，按日缴纳5‰的滞纳金。": ["0.005|None|逾期不缴纳的"],
    "逾期不缴的按日加收欠缴部分千分之二的滞纳金。": ["0.002|欠缴部分|逾期不缴的"],
    # who collects it stands before the rate, not the circumstance
    "采砂人未缴费的，水务部门还可以按日加收未缴部分0.05%的滞纳金。": ["0.0005|未缴部分|采砂人未缴费的"],
    # no rate
    "采砂人未付清费用的，应按规定按日向水务部门支付迟交金额的滞纳金。": ["None|迟交金额|采砂人未付清费用的"],
    "逾期不缴纳的，依法加收滞纳金。": ["None|None|逾期不缴纳的"],
    "逾期不缴纳的，每月加收百分之二的滞纳金。": ["None|None|逾期不缴纳的"],
    "采砂人未付清费用，应按规定按日向水务部门支付迟交金额的滞纳金。": ["None|迟交金额|采砂人未付清费用"],
    # in a list under a circumstance, with a consequence of its own
    "有下列情况之一的，由采砂人承担有关费用：（一）未及时付清费用，应按规定按日向水务部门支付迟交金额的滞纳金。": [
        "None|迟交金额|未及时付清费用",
    ],
    "有下列情形之一的，应当说明理由：（一）加收滞纳金；（二）征收资源费。": [],
    # only named
    "水务部门可以要求补缴，但是不得加收滞纳金。": [],
    "缓缴期内免收滞纳金。": [],
    "滞纳金的金额按照每超过一个月加收年费的百分之五计算。": [],
    "滞纳金并入采砂管理基金。": [],
    "未缴清资源费、滞纳金的，不得转让采砂船。": [],
}


@pytest.mark.parametrize("words", CASES)
def test_late_fees(words):
    fees = [one for one in understand(HEAD + words).sanctions if one.kind.value == "late_fee"]
    assert [f"{one.minimum}|{one.base}|{one.condition}" for one in fees] == CASES[words]
