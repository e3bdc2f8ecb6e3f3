"""Lists read to be compared: what is reported while many are read."""

import pytest

from kg.builds.items import read_lists

HEADER = "序号,事项名称,权力类型,行使主体,实施依据"


def lists(folder, number, rows):
    for place in range(number):
        lines = [f"{row},取水许可{row},行政许可,第{place}市水务局,《水法》第七条" for row in range(1, rows + 1)]
        (folder / f"{place:02}.csv").write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    return folder


def reported_steps(folder):
    found = []
    read_lists([folder], lambda *step: found.append(step))
    return found


@pytest.mark.parametrize("number", [2, 7])
def test_of_several_lists_the_lists_are_counted(tmp_path, number):
    assert reported_steps(lists(tmp_path, number, 3)) == [("读取清单", done, number) for done in range(number + 1)]


def test_what_is_no_list_counts_as_done(tmp_path):
    (lists(tmp_path, 2, 1) / "01.csv").write_text("一页说明\n", encoding="utf-8")
    assert [done for _, done, _ in reported_steps(tmp_path)] == [0, 1, 2]


def test_of_one_list_its_rows_are_counted(tmp_path):
    assert reported_steps(lists(tmp_path, 1, 3)) == [("00", done, 3) for done in range(4)]
