import os
from pathlib import Path
from zipfile import ZipFile

import pytest

from extract.model import Unreadable
from extract.reading.limits import Limits
from kg.builds.build import check_base
from kg.builds.parts.intake import refuse_missing, take
from kg.errors import Problem

LIST = "事项名称,权力类型,实施依据\n{},行政许可,《某法》第三条\n"


def put(path, name="甲许可"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(LIST.format(name), encoding="utf-8")
    return path


def names(intake):
    return [listing.name for _, listing in intake.listings]


def test_a_folder_is_read_whole_and_lists_of_one_name_are_told_apart(tmp_path):
    for place in ("清单.csv", "甲县/清单.csv", "乙县/水务/清单.csv", "丙县/水务/清单.csv", "甲县/清单.txt"):
        put(tmp_path / "lists" / place)
    found = take([tmp_path / "lists"])
    assert names(found) == ["清单", "水务-清单", "乙县-水务-清单", "甲县-清单", "lists-甲县-清单"]
    assert [str(path.relative_to(tmp_path)) for path, _ in found.listings][:2] == [
        "lists/清单.csv",
        "lists/丙县/水务/清单.csv",
    ]


def test_a_list_that_somebody_named_keeps_its_name(tmp_path):
    named, inside = put(tmp_path / "清单.csv"), put(tmp_path / "in" / "清单.csv")
    assert names(take([inside.parent, named])) == ["in-清单", "清单"]


def test_an_archive_is_read_whole_beside_what_cannot_be_read(tmp_path):
    with ZipFile(tmp_path / "lists.zip", "w") as made:
        made.writestr("a.csv", LIST.format("甲许可"))
        made.writestr("b.pdf", b"%PDF-x")
        made.writestr("c/a.csv", LIST.format("乙许可"))
    os.mkfifo(tmp_path / "pipe.csv")
    found = take([tmp_path / "lists.zip", tmp_path / "pipe.csv"])
    assert names(found) == ["a", "c-a"]
    assert [str(path.relative_to(tmp_path)) for path, _ in found.listings] == ["lists.zip/a.csv", "lists.zip/c/a.csv"]
    assert [os.path.relpath(reason.where, tmp_path) for reason in found.unread] == ["lists.zip/b.pdf", "pipe.csv"]


def test_nothing_to_read(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(Unreadable, match="没有文件"):
        take([tmp_path / "empty"])
    with pytest.raises(Problem, match="没有可读的文件"):
        take([tmp_path / "empty", tmp_path / "none.csv"])


def test_limits_bound_each_file(tmp_path):
    path = put(tmp_path / "a.csv", "甲" * 50)
    (listing,) = (listing for _, listing in take([path], limits=Limits(cell_length=20)).listings)
    assert [trouble.line for trouble in listing.troubles if "字数上限" in trouble.zh] == [2]


@pytest.mark.parametrize("base", ["notaniri", "https://x.org/a", "https://x.org/a b/", "", "http:/\n/"])
def test_a_base_that_no_identifier_can_begin_with_is_refused(base):
    with pytest.raises(Problem, match="IRI"):
        check_base(base)


@pytest.mark.parametrize("base", ["https://w3id.org/quanze/", "urn:x:y#", "https://例.cn/权/"])
def test_a_base_of_identifiers(base):
    check_base(base)


def test_paths_that_all_lead_nowhere_are_refused_ahead(tmp_path):
    with pytest.raises(Unreadable, match=r"甲\.csv: 找不到文件"):
        refuse_missing([tmp_path / "甲.csv"])
    with pytest.raises(Problem) as several:
        refuse_missing([tmp_path / "甲.csv", tmp_path / "乙.csv"])
    assert [line.partition(": ")[0] for line in several.value.detail.splitlines()] == [
        str(tmp_path / name) for name in ("甲.csv", "乙.csv")
    ]


def test_one_path_that_leads_somewhere_is_enough_to_go_on(tmp_path):
    refuse_missing([tmp_path / "没有.csv", put(tmp_path / "清单.csv")])
    refuse_missing([tmp_path])
    refuse_missing([Path("-")])
    refuse_missing([])
