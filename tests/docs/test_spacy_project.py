"""The project that trains a small model runs whole, on fewer steps, and says how far it and the rules get."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "docs" / "spacy-project"


@pytest.fixture
def scores(tmp_path, exports):
    """What a short run writes."""
    folder = tmp_path / "project"
    shutil.copytree(PROJECT, folder, ignore=shutil.ignore_patterns("corpus", "training"))
    project = yaml.safe_load((folder / "project.yml").read_text(encoding="utf-8"))
    paths = {name: str((PROJECT / project["vars"][name]).resolve()) for name in ("list", "gold")}
    project["vars"] |= {**paths, "graph": str(exports), "steps": 3}
    (folder / "project.yml").write_text(yaml.safe_dump(project, allow_unicode=True, sort_keys=False), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "weasel", "run", "all", str(folder)], capture_output=True, text=True, encoding="utf-8",
        check=False, env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads((folder / "training" / "scores.json").read_text(encoding="utf-8"))


def test_it_runs_whole(scores):
    assert scores["cells_to_try"] > 20
    assert scores["spans_of_the_rules"] > 50
    model, rules = scores["model_on_annotated_rows"], scores["rules_on_annotated_rows"]
    assert model["right"] + model["missed"] == rules["right"] + rules["missed"] > 30
    assert rules["f"] > 0.9 > model["f"], "three steps teach nothing"
    assert set(scores["model_on_spans_of_the_rules"]) == {"p", "r", "f"}
