import io
import os
from pathlib import Path, PurePath
from types import SimpleNamespace
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from extract.model import Unreadable
from extract.reading import files
from extract.reading.files import ListedFile, listed, printable
from extract.reading.limits import DEFAULT, Limits


def contents(paths, folder="", limits=DEFAULT):
    """By shown path the bytes of a file, or why there are none."""
    found = {}
    for one in listed(paths, limits):
        if isinstance(one, Unreadable):
            found[os.path.relpath(one.where, folder or ".")] = one.zh
            continue
        shown = os.path.relpath(one.path, folder) if folder else str(one.path)
        try:
            found[shown] = one.content(limits).decode("utf-8", "replace")
        except Unreadable as reason:
            found[shown] = reason.zh
    return found


def archive(path, members):
    with ZipFile(path, "w", ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path.read_bytes() if isinstance(path, Path) else path.getvalue()


def test_a_folder_with_its_folders_in_order(tmp_path):
    for name in ("b.csv", "a/z.csv", "a/c.csv", ".hidden", "~$b.csv", "a/Thumbs.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert contents([tmp_path], tmp_path) == {"b.csv": "b.csv", "a/c.csv": "a/c.csv", "a/z.csv": "a/z.csv"}
    assert [one.unnamed for one in listed([tmp_path / "b.csv", tmp_path])] == [False, True, True]


def test_a_file_named_twice_or_by_a_link_is_read_once(tmp_path):
    (tmp_path / "a.csv").write_text("甲")
    (tmp_path / "b.csv").symlink_to("a.csv")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert contents([tmp_path / "a.csv", tmp_path / "b.csv", tmp_path], tmp_path) == {"a.csv": "甲"}


def test_an_empty_folder_and_what_is_not_there(tmp_path):
    (tmp_path / "empty").mkdir()
    found = contents([tmp_path / "empty", tmp_path / "none"], tmp_path)
    assert found == {"empty": "文件夹里没有文件", "none": "找不到文件"}
    (refused,) = listed([Path("n\0")])
    assert "无法读取" in refused.zh


def test_pipes_devices_and_links_to_themselves_are_refused_unread(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    (tmp_path / "good.csv").write_text("甲")
    names = ["good.csv", "loop.csv", "pipe.csv"]
    expected = {
        "good.csv": "甲",
        "loop.csv": "是指向自身的链接",
        "pipe.csv": "是管道或设备，不是文件；从标准输入读取请用 -",
    }
    assert contents([tmp_path / name for name in names], tmp_path) == expected
    assert contents([tmp_path], tmp_path) == expected
    assert "管道或设备" in contents([Path("/dev/zero")])["../" * len(Path.cwd().parts[1:]) + "dev/zero"]


def test_an_archive_and_archives_within_it(tmp_path):
    inner = archive(io.BytesIO(), {"deep.csv": "丙"})
    office = archive(io.BytesIO(), {"[Content_Types].xml": "x"})
    members = {"b/b.csv": "乙", "a.csv": "甲", "c.zip": inner, "d.xlsx": office, "__MACOSX/a.csv": "x"}
    archive(tmp_path / "lists.zip", members)
    found = contents([tmp_path / "lists.zip"], tmp_path)
    assert {name: text for name, text in found.items() if not name.endswith("xlsx")} == {
        "lists.zip/a.csv": "甲",
        "lists.zip/b/b.csv": "乙",
        "lists.zip/c.zip/deep.csv": "丙",
    }
    assert list(found)[-1] == "lists.zip/d.xlsx"


def test_a_document_is_no_archive_of_lists(tmp_path):
    for part in ("[Content_Types].xml", "mimetype", "OFD.xml"):
        archive(tmp_path / "a.bin", {part: "x"})
        (file,) = listed([tmp_path / "a.bin"])
        assert file.content() == (tmp_path / "a.bin").read_bytes()


def test_names_of_members_in_the_encoding_of_chinese_windows(tmp_path):
    with ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr(ZipInfo("XXXX.csv"), "甲")
    data = (tmp_path / "a.zip").read_bytes().replace(b"XXXX", "清单".encode("gbk"))
    (tmp_path / "a.zip").write_bytes(data)
    assert contents([tmp_path / "a.zip"], tmp_path) == {"a.zip/清单.csv": "甲"}


def test_damaged_and_encrypted_members_are_named_and_the_others_read(tmp_path):
    data = archive(tmp_path / "a.zip", {"a.csv": "甲" * 50, "b.csv": "乙"})
    at = data.index(b"a.csv") + 5
    (tmp_path / "a.zip").write_bytes(data[:at] + b"\xff\xff\xff" + data[at + 3 :])
    found = contents([tmp_path / "a.zip"], tmp_path)
    assert found == {"a.zip/a.csv": "压缩包中的文件已损坏", "a.zip/b.csv": "乙"}
    data = bytearray(archive(tmp_path / "b.zip", {"a.csv": "甲"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "b.zip").write_bytes(data)
    assert contents([tmp_path / "b.zip"], tmp_path) == {"b.zip/a.csv": "已加密，需要密码；请解压后再读"}


def test_limits_of_archives_folders_and_files(tmp_path):
    big = b"0" * (3 << 20)
    archive(tmp_path / "a.zip", {"a.csv": big, "b.csv": "乙"})
    found = contents([tmp_path / "a.zip"], tmp_path, Limits(megabytes=2))
    assert found == {"a.zip/a.csv": "压缩包解压后超过上限2MB，该文件未读入（--limit megabytes=…）", "a.zip/b.csv": "乙"}
    (tmp_path / "big.csv").write_bytes(big)
    assert "超过上限2MB" in contents([tmp_path / "big.csv"], tmp_path, Limits(megabytes=2))["big.csv"]
    archive(tmp_path / "c.zip", {"a.csv": "甲", "b.csv": "乙"})
    assert contents([tmp_path / "c.zip"], tmp_path, Limits(files=1)) == {
        "c.zip/a.csv": "甲",
        "c.zip": "文件超过1个，其余未读入（--limit files=…）",
    }
    (tmp_path / "f").mkdir()
    for name in "abc":
        (tmp_path / "f" / name).write_text(name)
    assert contents([tmp_path / "f"], tmp_path, Limits(files=2)) == {
        "f/a": "a",
        "f/b": "b",
        "f": "文件超过2个，其余未读入（--limit files=…）",
    }


def test_a_file_that_only_begins_like_an_archive_is_left_to_the_reader(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 cut off")
    (file,) = listed([tmp_path / "a.xlsx"])
    assert file.content() == b"PK\x03\x04 cut off"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("清单.csv".encode(), "清单.csv"),
        ("清单.csv".encode("gbk"), "清单.csv"),
        (b"\xff\xfe\xff.csv", "\ufffd\ufffd\ufffd.csv"),
    ],
)
def test_names_that_are_not_utf_8_are_shown_and_read(tmp_path, raw, shown):
    place = os.fsencode(tmp_path) + b"/" + raw
    Path(os.fsdecode(place)).write_text("甲", encoding="utf-8")
    (file,) = listed([Path(os.fsdecode(place))])
    assert (file.path.name, file.name, file.content().decode()) == (shown, shown[:-4], "甲")
    assert printable(PurePath("a/甲")) == PurePath("a/甲")


def test_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO("甲".encode() * 9)))
    (file,) = listed([Path("-")])
    assert (str(file.path), file.content().decode()) == ("-", "甲" * 9)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"0" * (2 << 20))))
    with pytest.raises(Unreadable, match="-: 内容有0MB，超过上限0MB"):
        ListedFile(PurePath("-")).content(Limits(megabytes=0))


def test_archives_within_an_archive_share_its_limit(tmp_path):
    inner = archive(io.BytesIO(), {"甲.csv": "0" * 600_000})
    archive(tmp_path / "a.zip", {f"{number}.zip": inner for number in range(3)})
    found = contents([tmp_path / "a.zip"], tmp_path, Limits(megabytes=1))
    assert [len(text) for text in found.values()].count(600_000) == 1
    assert [text for text in found.values() if "超过上限1MB" in text] == [found["a.zip"]]
    assert "其中2个文件未读入" in found["a.zip"]


def test_a_reason_keeps_nothing_of_the_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"0" * 3_000_000)
    with pytest.raises(Unreadable) as caught:
        ListedFile(PurePath("a.csv"), path).content(Limits(megabytes=1))
    assert caught.value.__context__ is None


def test_files_past_the_limit_of_an_archive_are_counted_in_one_line(tmp_path):
    big = "0" * (1 << 20)
    inner = archive(io.BytesIO(), {"zeros.csv": big})
    archive(tmp_path / "a.zip", {"0.csv": "甲", **{f"{at}.zip": inner for at in range(1, 6)}})
    found = contents([tmp_path / "a.zip"], tmp_path, Limits(megabytes=2))
    assert found.pop("a.zip/0.csv") == "甲"
    assert found.pop("a.zip/1.zip/zeros.csv") == big
    assert found == {
        "a.zip": "压缩包解压后超过上限2MB，其中4个文件未读入，首个为 2.zip/zeros.csv（--limit megabytes=…）"
    }


def test_a_long_file_is_opened_a_short_one_is_not(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LONG", 100)
    long, short = tmp_path / "long.csv", tmp_path / "short.csv"
    long.write_bytes(b"a" * 101)
    short.write_bytes(b"a" * 100)
    archive(tmp_path / "all.zip", {"long.csv": b"b" * 101, "short.csv": b"b"})
    given = {str(one.path.relative_to(tmp_path)): one for one in listed([tmp_path])}
    opened = {name: one.long_content() for name, one in given.items()}
    contents = {name: source.read()[:3] for name, source in opened.items() if source}
    assert contents == {"long.csv": b"aaa", "all.zip/long.csv": b"bbb"}
    assert ListedFile(PurePath("-"), data=b"a" * 200).long_content() is None
    for source in filter(None, opened.values()):
        source.close()


@pytest.mark.parametrize("name", ["long.csv", "all.zip/long.csv"])
def test_a_long_file_past_the_limit_is_refused_before_it_is_read(tmp_path, monkeypatch, name):
    monkeypatch.setattr(files, "LONG", 100)
    (tmp_path / "long.csv").write_bytes(b"a" * (2 << 20))
    archive(tmp_path / "all.zip", {"long.csv": b"b" * (2 << 20)})
    one = next(one for one in listed([tmp_path]) if str(one.path) == str(tmp_path / name))
    with pytest.raises(Unreadable, match="超过上限1MB"):
        one.long_content(Limits(megabytes=1))
