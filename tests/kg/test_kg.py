import json
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml

import kg
from kg.errors import Problem


def test_build_and_open_in_one(small, tmp_path):
    graph = kg.build([str(small)], tmp_path / "out")
    assert graph.query("SELECT (COUNT(?x) AS ?n) { ?x a qz:PowerItem }") == [{"n": 2}]
    assert kg.open(tmp_path / "out").items["事项名称"].tolist() == ["甲许可", "乙处罚"]


def test_a_file_that_cannot_be_read_is_a_warning(small, tmp_path):
    (tmp_path / "x.docx").write_bytes(b"no document")
    with pytest.warns(UserWarning, match=r"x\.docx"):
        graph = kg.build([small, tmp_path / "x.docx"], tmp_path / "out")
    assert len(graph.items) == 2


def test_nothing_to_read_is_a_problem_that_names_the_file(tmp_path):
    (tmp_path / "x.docx").write_bytes(b"no document")
    with pytest.raises(Problem, match=r"x\.docx"):
        kg.build([tmp_path / "x.docx"], tmp_path / "out")
    with pytest.raises(Problem, match=r"x\.docx"):
        kg.diff(tmp_path / "x.docx", tmp_path / "x.docx")


def test_one_path_is_a_list_too_and_a_tilde_is_home(small, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "清单.txt").write_bytes(small.read_bytes())
    graph = kg.build("~/清单.txt", "~/out")
    assert graph.folder == tmp_path / "out"
    assert len(kg.open("~/out").items) == 2
    assert kg.diff("~/清单.txt", "~/out") == []


@pytest.mark.parametrize("lists", [[], 5, [5], None])
def test_what_is_no_path_is_a_problem(lists, tmp_path):
    with pytest.raises(Problem, match="请给出文件或者文件夹的路径"):
        kg.build(lists, tmp_path / "out")


def test_a_home_that_nobody_has_is_a_problem():
    with pytest.raises(Problem, match="写完整路径"):
        kg.open("~no such user here/out")


def test_the_version_is_that_of_the_package():
    assert kg.__version__ == version("quanze")
    with pytest.raises(AttributeError):
        kg.no_such_name  # noqa: B018 - asking is the test


def test_the_citation_file_says_what_the_package_says():
    root = Path(__file__).parents[2]
    cited = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert cited["version"] == project["version"] == kg.__version__
    assert (cited["license"], cited["keywords"]) == (project["license"], project["keywords"])
    assert (cited["cff-version"], cited["authors"]) == ("1.2.0", [{"name": "Quanze contributors"}])


def test_the_questions_are_plain_and_can_be_asked(graph):
    found = kg.questions()
    assert json.loads(json.dumps(found)) == found
    (large,) = (one for one in found if one["name"] == "large-fines")
    assert [(param["name"], param["type"]) for param in large["params"]] == [("amount", "decimal")]
    assert graph.query(large["name"])


def edition(folder, small, **edits):
    text = small.read_text(encoding="utf-8")
    for old, new in edits.items():
        text = text.replace(old, new)
    folder.mkdir()
    (folder / "小清单.txt").write_text(text, encoding="utf-8")
    return folder / "小清单.txt"


def test_a_difference_is_a_list_of_dicts(small, tmp_path):
    new = edition(tmp_path / "新", small, 二千元="三千元")
    (change,) = kg.diff(small, new)
    assert (change["change"], change["serial"]) == ("sanction", "2")
    assert "三千元" in change["new"]
    kg.build(small, tmp_path / "out")
    assert kg.diff(tmp_path / "out", tmp_path / "新") == [change]


def test_a_comparison_is_a_list_of_dicts(small, tmp_path):
    new = edition(tmp_path / "新", small, 二千元="三千元", 甲许可="丙许可", 第三条="第十五条")
    powers = kg.compare(small, new)
    assert {one["name"]: (one["differs"], len(one["missing"])) for one in powers} == {
        "甲许可": ([], 1),
        "丙许可": ([], 1),
        "乙处罚": (["sanction"], 0),
    }
    kg.build(new, tmp_path / "out")
    assert kg.compare(small, tmp_path / "out") == powers
    with pytest.raises(Problem, match="两份以上"):
        kg.compare(small)


def test_a_file_of_a_folder_that_cannot_be_read_is_a_warning_of_a_difference_too(small, tmp_path):
    new = edition(tmp_path / "新", small)
    new.with_name("x.docx").write_bytes(b"no document")
    with pytest.warns(UserWarning, match=r"x\.docx"):
        assert kg.diff(small, tmp_path / "新") == []


def test_a_notebook_shows_lists_and_counts_of_a_graph(small, tmp_path):
    path = tmp_path / "甲&乙.txt"
    path.write_bytes(small.read_bytes())
    shown = kg.build(path, tmp_path / "out")._repr_html_()
    assert "清单1，权责事项2，法规文件2，" in shown
    assert "<td>某市人力资源和社会保障局</td><td>2</td>" in shown
    assert "&amp;乙" not in shown.replace("甲&amp;乙", "")


def test_importing_kg_loads_no_library():
    code = "import sys, kg; print([name for name in ('pandas', 'pyoxigraph', 'spacy', 'lxml') if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd())
    assert found.stdout.strip() == "[]"
