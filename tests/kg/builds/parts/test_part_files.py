import io
import json
import os
import shutil
from uuid import getnode

import pytest

from kg import resources
from kg.builds.build import BuildChange
from kg.builds.outputs import chosen
from kg.builds.parts import gather as gathering
from kg.builds.parts import part_files
from kg.builds.parts.part import Reading
from kg.errors import Problem
from kg.graph.store import read_only
from kg.graph.terms import BASE
from tests.building import build

POWER, REGISTER = resources.bundled_lists()


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def made(monkeypatch):
    """The names of the lists that are read and understood, not taken from what was kept."""
    names, make = [], gathering.make
    monkeypatch.setattr(gathering, "make", lambda file, *rest: names.append(file.name) or make(file, *rest))
    return names


@pytest.fixture
def old(exports, tmp_path):
    return shutil.copytree(exports, tmp_path / "old")


def test_a_list_that_did_not_change_is_not_read_again(exports, old, made, tmp_path):
    changed = tmp_path / POWER.name
    changed.write_bytes(POWER.read_bytes().replace("职业中介".encode(), "职业介绍".encode()))
    build([changed, REGISTER], old)
    assert made == [POWER.stem]
    build([POWER, REGISTER], old)
    assert contents(old) == contents(exports)
    assert set(read_only(old / "store")) == set(read_only(exports / "store"))


def test_a_list_is_added_and_goes(exports, tmp_path, made):
    out = tmp_path / "out"
    alone = contents(build([POWER], out).out)
    build([REGISTER], out, change=BuildChange())
    assert made == [POWER.stem, REGISTER.stem]
    assert contents(out) == contents(exports)
    build([], out, change=BuildChange((REGISTER.stem,)))
    assert contents(out) == alone
    assert made == [POWER.stem, REGISTER.stem]
    assert {path.suffix for path in (out / "parts").iterdir()} == {".part", ".json"}
    assert len(list((out / "parts").iterdir())) == 2


def test_a_list_of_the_same_name_is_replaced(old, tmp_path, made):
    other = tmp_path / POWER.name
    other.write_bytes(POWER.read_bytes().replace("职业中介".encode(), "职业介绍".encode()))
    build([other], old, change=BuildChange())
    assert made == [POWER.stem]
    assert contents(old) == contents(build([other, REGISTER], tmp_path / "whole").out)


def test_what_a_killed_build_made_is_used(exports, old, made, tmp_path):
    out = tmp_path / "out"
    left = tmp_path / f".out.{getnode():x}-{_dead()}.abc.new"
    shutil.copytree(old / "parts", left / "parts")
    (left / "parts" / "half.123.new").write_bytes(b"half")
    build([POWER, REGISTER], out)
    assert made == []
    assert not left.exists()
    assert contents(out) == contents(exports)


def _dead():
    """The number of a process that has ended."""
    process = os.posix_spawn("/bin/true", ["true"], {})
    os.waitpid(process, 0)
    return process


@pytest.mark.parametrize("harm", ["index", "file", "program", "base", "only"])
def test_parts_that_do_not_fit_are_refused(old, harm):
    index = old / "parts" / part_files.INDEX
    options = {}
    match harm:
        case "index":
            index.unlink()
        case "file":
            next((old / "parts").glob("*.part")).unlink()
        case "program":
            index.write_text(json.dumps(json.loads(index.read_text()) | {"made_by": "other"}))
        case "base":
            options = {"base": "https://example.org/"}
        case "only":
            options = {"only": chosen(["nq"])}
    before = contents(old)
    with pytest.raises(Problem, match="重新生成"):
        build([], old, change=BuildChange((POWER.stem,)), **options)
    assert contents(old) == before


def test_a_list_that_is_not_there_cannot_go(old):
    with pytest.raises(Problem, match="没有这份清单"):
        build([], old, change=BuildChange(("别的清单",)))


def test_an_open_file_has_the_key_of_its_bytes():
    content = bytes(range(256)) * 5000
    assert part_files.key(io.BytesIO(content), "名", Reading(BASE)) == part_files.key(content, "名", Reading(BASE))
    assert part_files.key(io.BytesIO(content[1:]), "名", Reading(BASE)) != part_files.key(content, "名", Reading(BASE))
