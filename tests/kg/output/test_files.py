import errno
import os
import subprocess
import sys
import weakref
from pathlib import Path
from uuid import getnode

import pytest

from kg.errors import Problem
from kg.output.files import fresh_file, fresh_folder


def ours(_folder):
    return frozenset({"a.txt"})


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_takes_its_place_at_the_end(tmp_path):
    path = tmp_path / "甲.txt"
    path.write_text("old", encoding="utf-8")
    with fresh_file(path) as file:
        file.write("文\n")
        assert path.read_text(encoding="utf-8") == "old"
    assert path.read_bytes() == "文\n".encode()
    assert names(tmp_path) == ["甲.txt"]


def test_a_file_that_fails_leaves_the_old_one(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(Problem, match="No space"), fresh_file(path):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert path.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["a.txt"]


def test_a_folder_takes_its_place_at_the_end(tmp_path):
    target = tmp_path / "deep" / "out"
    with fresh_folder(target, ours) as folder:
        (folder / "a.txt").write_text("1", encoding="utf-8")
        assert not target.exists()
    with fresh_folder(target, ours) as folder:
        (folder / "a.txt").write_text("2", encoding="utf-8")
        assert (target / "a.txt").read_text(encoding="utf-8") == "1"
    assert (target / "a.txt").read_text(encoding="utf-8") == "2"
    assert names(target.parent) == ["out"]


def half_written(target, failure):
    with fresh_folder(target, ours) as folder:
        (folder / "a.txt").write_text("2", encoding="utf-8")
        raise failure


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left"), RuntimeError("x"), KeyboardInterrupt()])
def test_a_folder_that_fails_leaves_the_old_one(tmp_path, failure):
    target = tmp_path / "out"
    target.mkdir()
    (target / "a.txt").write_text("1", encoding="utf-8")
    with pytest.raises((Problem, RuntimeError, KeyboardInterrupt)):
        half_written(target, failure)
    assert (target / "a.txt").read_text(encoding="utf-8") == "1"
    assert names(tmp_path) == ["out"]


def test_a_swap_that_fails_puts_the_old_one_back(tmp_path, monkeypatch):
    target = tmp_path / "out"
    target.mkdir()
    (target / "a.txt").write_text("1", encoding="utf-8")
    rename = Path.rename

    def fail(self, to):
        if self.suffix == ".new":
            raise OSError(errno.EBUSY, "Device or resource busy")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(Problem, match="busy"), fresh_folder(target, ours):
        pass
    assert (target / "a.txt").read_text(encoding="utf-8") == "1"
    assert names(tmp_path) == ["out"]


def test_files_of_others_are_never_touched(tmp_path):
    target = tmp_path / "out"
    target.mkdir()
    for name in ("a.txt", "论文.docx"):
        (target / name).write_text("mine", encoding="utf-8")
    with pytest.raises(Problem, match=r"论文\.docx"), fresh_folder(target, ours):
        pytest.fail("nothing may be built")
    assert names(target) == ["a.txt", "论文.docx"]


def test_a_readme_is_carried_over(tmp_path):
    target = tmp_path / "out"
    target.mkdir()
    (target / "README.md").write_text("说明", encoding="utf-8")
    with fresh_folder(target, ours) as folder:
        (folder / "a.txt").write_text("1", encoding="utf-8")
    assert names(target) == ["README.md", "a.txt"]


def test_a_target_that_is_a_file(tmp_path):
    target = tmp_path / "out"
    target.write_text("x", encoding="utf-8")
    with pytest.raises(Problem, match="不是文件夹"), fresh_folder(target, ours):
        pytest.fail("nothing may be built")


def test_a_link_is_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with fresh_folder(tmp_path / "link", ours) as folder:
        (folder / "a.txt").write_text("1", encoding="utf-8")
    assert (tmp_path / "link").is_symlink()
    assert names(tmp_path / "real") == ["a.txt"]


def dead_process():
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_a_killed_build_left_is_removed(tmp_path):
    machine = f"{getnode():x}"
    left = tmp_path / f".out.{machine}-{dead_process()}.abc.new"
    running = tmp_path / f".out.{machine}-{os.getpid()}.abc.new"
    foreign = tmp_path / f".out.0-{dead_process()}.abc.new"
    for folder in (left, running, foreign):
        folder.mkdir()
    with fresh_folder(tmp_path / "out", lambda _: frozenset()) as folder:
        (folder / "a").write_text("a", encoding="utf-8")
    assert not left.exists()
    assert running.exists()
    assert foreign.exists()


def test_a_build_killed_between_its_renames_gives_the_old_folder_back(tmp_path):
    old = tmp_path / f".out.{getnode():x}-{dead_process()}.abc.old"
    old.mkdir()
    (old / "a").write_text("good", encoding="utf-8")

    def fail():
        with fresh_folder(tmp_path / "out", lambda _: frozenset({"a"})):
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        fail()
    assert (tmp_path / "out" / "a").read_text(encoding="utf-8") == "good"


def test_a_folder_has_the_rights_that_the_umask_leaves(tmp_path):
    before = os.umask(0o027)
    try:
        with fresh_folder(tmp_path / "out", ours) as folder:
            (folder / "a.txt").write_text("甲", encoding="utf-8")
    finally:
        os.umask(before)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o750


class OpenDatabase:
    """Something open that failed work held, such as a database."""


def fails(kept):
    held = OpenDatabase()
    kept.append(weakref.ref(held))
    raise OSError(errno.ENOSPC, "No space left")


def test_what_failed_work_held_is_let_go_before_its_folder_is_removed(tmp_path):
    kept = []
    with pytest.raises(Problem) as problem, fresh_folder(tmp_path / "out", ours):
        fails(kept)
    assert problem.value.__cause__ is not None, "the error is kept, and with it the frames of what raised it"
    assert kept[0]() is None
