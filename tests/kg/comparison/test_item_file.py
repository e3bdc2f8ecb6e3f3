"""Items of many lists wait in a file: what is compared is the same, and no list stays in memory."""

import gc
import weakref

from kg.builds import items as reading
from kg.comparison.diff import diff_lists
from kg.comparison.item_file import ItemFile
from tests.kg.comparison.editions import item

HEAD = "序号\t事项名称\t权力类型\t行使主体\t承办机构\t实施依据"


def edition(folder, places, amount):
    folder.mkdir()
    for place in places:
        (folder / f"{place}.txt").write_text(
            f"{place}水务局权责清单\n{HEAD}\n"
            f"1\t对擅自取水的处罚\t行政处罚\t{place}水务局\t水政科\t《取水条例》第五条：处{amount}以下罚款。\n"
            f"2\t取水许可\t行政许可\t{place}水务局\t水政科\t《取水条例》第三条\n",
            encoding="utf-8",
        )
    return folder


def test_items_come_back_as_they_were():
    items = (item(), item("新版", name="取水许可"))
    kept = ItemFile().keep(items)
    assert tuple(kept) == items
    assert (len(kept), kept[1], kept[:1]) == (2, items[1], items[:1])


def test_many_lists_are_compared_as_few_are(tmp_path, monkeypatch):
    paths = (
        edition(tmp_path / "旧", ("甲江市", "乙江市", "丙江市"), "五万元"),
        edition(tmp_path / "新", ("乙江市", "丙江市", "丁江市"), "六万元"),
    )
    few = diff_lists(*(reading.read_edition(path).lists for path in paths))
    monkeypatch.setattr(reading, "MOST_IN_MEMORY", 0)
    assert diff_lists(*(reading.read_edition(path).lists for path in paths)) == few
    told = [(one.change, one.place) for one in few]
    assert [told.count(("sanction", place)) for place in ("乙江市", "丙江市")] == [1, 1]


def test_a_list_that_waits_is_not_in_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_IN_MEMORY", 0)
    (listed,) = reading.read_edition(edition(tmp_path / "旧", ("甲江市",), "五万元")).lists
    one = listed.items[0]
    gone = weakref.ref(one)
    del one
    gc.collect()
    assert gone() is None
    assert len(listed.items) == 2
