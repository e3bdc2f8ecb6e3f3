from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.comparison.cities import ASPECTS, compare, shown
from kg.comparison.items import ItemTier
from tests.kg.comparison.editions import BASIS, item

OTHER = "11888888888888888Y"


def city(**edits):
    return item("江南市", body="江南市水务局", code=f"{OTHER}3620214001000", **edits)


def test_the_tail_of_the_code_tells_the_power():
    found = compare({"江北市": [item()], "江南市": [city(name="倾倒废渣处罚")]})
    (power,) = found.powers
    assert set(power.members) == {0, 1}
    assert power.members[1].reason == "编码相同，名称不同"


@pytest.mark.parametrize(
    ("edits", "aspects"),
    [
        ({}, ()),
        ({"basis": BASIS.replace("二千元", "三千元")}, ("sanction",)),
        ({"basis": BASIS.replace("第八条", "第九条")}, ("basis",)),
        ({"basis": BASIS.replace("三十日", "十日")}, ("limits",)),
        ({"unit": "水政科"}, ("unit",)),
        ({"level": "县级"}, ()),
        ({"type": "其他行政权力"}, ("type",)),
        ({"duties": "1.立案责任：予以立案。"}, ("stages",)),
    ],
)
def test_what_differs_is_named(edits, aspects):
    (power,) = compare({"江北市": [item()], "江南市": [city(**edits)]}).powers
    assert power.aspects == aspects


def test_what_one_list_alone_has():
    only = item(name="取水许可", code="", type="行政许可", basis="《江北市取水条例》第五条")
    found = compare({"江北市": [item(), only], "江南市": [city()]})
    assert [power.name for power in found.alone(0)] == ["取水许可"]
    assert list(found.alone(1)) == []
    assert found.item(found.powers[1], 1) is None


def test_every_aspect_can_be_shown():
    tiers = (ItemTier("轻微", "", (), "不予处罚"),)
    full = replace(item(level="市级"), tiers=tiers)
    assert {name: bool(shown(full, name)) for name in ASPECTS} == dict.fromkeys(ASPECTS, True)


@given(st.lists(st.lists(st.integers(0, 5), max_size=5), min_size=1, max_size=4))
def test_every_item_is_in_one_power(lists):
    items = {
        f"清单{number}": [
            replace(item(code=""), name=f"事项{'甲乙丙丁戊己'[one]}{'的处罚许可检查'[one]}") for one in found
        ]
        for number, found in enumerate(lists)
    }
    powers = compare(items).powers
    for number, found in enumerate(lists):
        assert sorted(power.members[number].item for power in powers if number in power.members) == list(
            range(len(found))
        )
