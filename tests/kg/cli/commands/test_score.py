"""``quanze score``: the table, its floors, and what another run gained or lost."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.main import app

ROOT = Path(__file__).parents[4]
GOLD = ROOT / "tests" / "gold" / "list-dev.jsonl"
LIST = ROOT / "data" / "jinchang-hrss-power-list.txt"


def quanze(*args):
    return CliRunner().invoke(app, ["score", *map(str, args)])


@pytest.fixture
def rows(tmp_path):
    """Two annotated rows, the rows themselves, and records of another run that lacks one fact."""
    texts = ["《甲法》第一条 给予警告。", "《乙条例》第二条 处一万元罚款。"]
    basis = [[{"title": "甲法", "provisions": ["art_1"]}], [{"title": "乙条例", "provisions": ["art_2"]}]]
    sanctions = [
        [{"kind": "warning", "provision": "art_1"}],
        [{"kind": "fine", "min": 10000, "max": 10000, "unit": "CNY", "provision": "art_2"}],
    ]
    gold = [{"row": n, "basis": b, "sanctions": s} for n, (b, s) in enumerate(zip(basis, sanctions, strict=True), 1)]
    files = {
        "gold": gold,
        "rows": [{"row": n, "basis": text} for n, text in enumerate(texts, 1)],
        "worse": [gold[0], gold[1] | {"sanctions": []}],
    }
    for name, lines in files.items():
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_bundled_list_is_read_extracted_and_scored():
    result = quanze(GOLD, LIST, "--min", "document=0.995", "--min", "fine=0.99")
    assert result.exit_code == 0
    assert "document    1.0000" in result.stdout


def test_a_floor_that_is_missed_is_a_finding(rows):
    result = quanze(rows / "gold.jsonl", rows / "worse.jsonl", "--min", "fine=0.9", "--misses", "9")
    assert result.exit_code == 1
    assert "fine           2 -" in result.stdout


def test_rows_are_extracted_and_another_run_is_compared(rows):
    better = quanze(rows / "gold.jsonl", rows / "rows.jsonl", "--against", rows / "worse.jsonl")
    assert better.exit_code == 0
    assert "gained 3, lost 0" in better.stdout
    worse = quanze(rows / "gold.jsonl", rows / "worse.jsonl", "--against", rows / "rows.jsonl")
    assert worse.exit_code == 1
    assert "gained 0, lost 3" in worse.stdout


def test_markdown_for_the_documentation(rows):
    lines = quanze(rows / "gold.jsonl", rows / "rows.jsonl", "--markdown").stdout.splitlines()
    assert lines[0].startswith("| field | P | R | F1 | 95 % |")
    assert len({line.count("|") for line in lines}) == 1


def test_what_is_neither_file_nor_revision_is_refused(rows):
    result = quanze(rows / "gold.jsonl", rows / "rows.jsonl", "--against", "no-such-revision")
    assert result.exit_code == 2


@pytest.mark.skipif(not (ROOT / ".git").exists() or not shutil.which("git"), reason="not a git checkout")
def test_a_revision_is_checked_out_and_run(rows, monkeypatch):
    monkeypatch.chdir(ROOT)
    head = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    result = quanze(rows / "gold.jsonl", rows / "rows.jsonl", "--against", head)
    assert result.exit_code == 0, result.output
    assert "lost 0" in result.stdout
