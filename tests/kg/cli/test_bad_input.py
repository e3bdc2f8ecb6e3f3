import os
import shutil
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from kg.cli.main import app
from kg.output import files

HEADER = "序号\t事项名称\t权力类型\t实施依据\n"
ROW = "1\t甲许可\t行政许可\t《中华人民共和国劳动法》第三条\n"


def quanze(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


def written(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


UNREADABLE = {
    "binary.txt": bytes(range(256)) * 8,
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "empty.txt": b"",
    "blanks.txt": b" \n\t\n",
    "header.txt": "甲\t乙\t丙\n1\t2\t3\n",
    "prose.txt": "今天天气很好。\n",
    "broken.xlsx": b"PK\x03\x04 not a workbook",
    "broken.docx": b"PK\x03\x04 not a document",
    "rows.jsonl": '{"row": 1\n',
}


@pytest.mark.parametrize("command", ["build", "extract"])
@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_list_is_one_line_and_status_2(tmp_path, command, name):
    path = written(tmp_path, name, UNREADABLE[name])
    said = quanze(command, path, "-o", tmp_path / "out")
    assert said.exit_code == 2, said.output
    assert len(said.stderr.splitlines()) == 1
    assert name in said.stderr
    assert " / " in said.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_file_that_is_not_there(tmp_path, command):
    said = quanze(command, tmp_path / "没有.txt", "-o", tmp_path / "out")
    assert said.exit_code == 2
    assert "没有.txt" in said.stderr
    assert len(said.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["build", ""], "第1个参数"),
        (["read", "list.txt", ""], "第2个参数"),
        (["build", "list.txt", "-o", ""], "-o"),
        (["check", "list.txt", "--library="], "--library="),
        (["laws", "add", ""], "第1个参数"),
    ],
)
def test_an_empty_argument_is_no_folder(tmp_path, monkeypatch, arguments, named):
    written(tmp_path, "list.txt", HEADER + ROW)
    monkeypatch.chdir(tmp_path)
    said = quanze(*arguments)
    assert (said.exit_code, said.stdout) == (2, "")
    assert [line.partition(": ")[0] for line in said.stderr.splitlines()] == [named]
    assert [path.name for path in tmp_path.iterdir()] == ["list.txt"]


@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_folder_in_place_of_a_file(tmp_path, command):
    said = quanze(command, tmp_path, "-o", tmp_path / "out")
    assert said.exit_code == 2
    assert len(said.stderr.splitlines()) == 1


def test_several_that_are_no_lists_are_named_one_by_one(tmp_path):
    paths = [written(tmp_path, name, UNREADABLE[name]) for name in ("binary.txt", "empty.txt")]
    said = quanze("build", *paths, "-o", tmp_path / "out")
    assert said.exit_code == 2
    assert all(path.name in said.stderr for path in paths)


def test_what_can_be_read_is_extracted_and_the_rest_named(tmp_path, small):
    broken = written(tmp_path, "empty.txt", b"")
    said = quanze("extract", broken, small, "-q")
    assert said.exit_code == 1
    assert len(said.stdout.splitlines()) == 2
    assert len(said.stderr.splitlines()) == 1


def test_of_many_troubles_the_first_are_told_and_all_where_asked_for(tmp_path):
    rows = (ROW.replace("甲许可", f"甲许可{number}").replace("行政许可", "奇特权力") for number in range(30))
    path = written(tmp_path, "list.txt", HEADER + "".join(rows))
    few = quanze("build", path, "-o", tmp_path / "out").stderr
    every = quanze("build", path, "-v", "-o", tmp_path / "out").stderr
    assert few.count(f"{path}:") == 20
    assert "另有10处" in few
    assert every.count(f"{path}:") == 30


def test_a_row_with_too_few_cells_is_kept_and_named(tmp_path):
    path = written(tmp_path, "list.txt", HEADER + ROW + "2\t乙许可\n" + ROW.replace("1", "3", 1))
    said = quanze("build", path, "-o", tmp_path / "out")
    assert said.exit_code == 1
    assert "3行" in said.stderr
    assert f"{path}:3" in said.stderr
    assert "乙许可" in (tmp_path / "out" / "items.csv").read_text(encoding="utf-8")


def test_a_byte_that_is_no_character_costs_one_character(tmp_path):
    path = written(tmp_path, "list.txt", (HEADER + ROW).encode() + b"2\t\xe4\xb9\xff\xe8\xae\xb8\t\xe8\xa1\x8c\t\n")
    said = quanze("build", path, "-o", tmp_path / "out")
    assert said.exit_code == 1
    assert f"{path}:3" in said.stderr
    assert "2行" in said.stderr


def test_the_rest_is_built_where_one_is_no_list(tmp_path, small):
    broken = written(tmp_path, "empty.txt", b"")
    said = quanze("build", broken, small, "-o", tmp_path / "out")
    assert said.exit_code == 1
    assert "empty.txt" in said.stderr
    assert (tmp_path / "out" / "items.csv").is_file()


def test_a_place_that_cannot_be(tmp_path, small):
    blocker = written(tmp_path, "file", b"")
    said = quanze("build", small, "-o", blocker / "out")
    assert said.exit_code == 2
    assert len(said.stderr.splitlines()) == 1
    for command in (("extract", small), ("query", "unit-workload", "--text")):
        said = quanze(*command, "-o", blocker / "out")
        assert said.exit_code == (2 if command[0] == "extract" else 0)


def test_no_permission_to_write(tmp_path, monkeypatch, small):
    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files, "mkdtemp", refuse)
    said = quanze("build", small, "-o", tmp_path / "out")
    assert said.exit_code == 2
    assert "Permission denied" in said.stderr
    assert len(said.stderr.splitlines()) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_nobody_may_write_to(tmp_path, small):
    tmp_path.chmod(0o555)
    said = quanze("build", small, "-o", tmp_path / "out")
    tmp_path.chmod(0o755)
    assert said.exit_code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are a matter of POSIX")
@pytest.mark.parametrize("limit", [1_000, 300_000])
def test_writing_that_really_fails_leaves_the_last_good_build(tmp_path, exports, limit):
    """The system refuses to write beyond a size, as a full disk does."""
    out = tmp_path / "out"
    shutil.copytree(exports, out)
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    code = (
        f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
        "from kg.cli.main import main; main()"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, "build", "-o", str(out)], capture_output=True, encoding="utf-8", check=False
    )
    assert said.returncode == 2, said.stderr
    assert " / " in said.stderr
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
