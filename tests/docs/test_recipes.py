"""The recipes of the documentation do what they say, in the programs they are for where these are installed."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from kg.cli.main import app

HOWTO = Path(__file__).parents[2] / "docs" / "howto"
PAGES = ("r-stata.md", "r-stata.en.md")


def block(page, language):
    (found,) = re.findall(rf"```{language}\n(.*?)```", (HOWTO / page).read_text(encoding="utf-8"), re.DOTALL)
    return found


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
def test_the_recipe_for_r_runs_and_its_dates_are_dates(page, exports, tmp_path):
    folder = "tables" if ".en." in page else "表格"
    args = ["export", "-g", str(exports), "--to", "csv", "--no-guard", "--no-bom", "-o", str(tmp_path / folder)]
    assert CliRunner().invoke(app, args).exit_code == 0
    shown = """
stopifnot(class(documents$年月日) == "Date", is.character(items$编码), is.numeric(fines$上限), is.character(documents$日期))
cat("\\n", nrow(items), nrow(documents), sum(!is.na(documents$年月日)), sum(!is.na(documents$年)), nrow(fines), max(fines$上限, na.rm = TRUE))
"""
    (tmp_path / "recipe.R").write_text(block(page, "r") + shown, encoding="utf-8")
    done = subprocess.run(
        [shutil.which("Rscript"), "--encoding=UTF-8", "recipe.R"], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8",
        check=False, env=os.environ | {"LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    counted = list(map(float, done.stdout.splitlines()[-1].split()))
    items, documents, sanctions = (
        pd.read_csv(exports / f"{name}.csv", encoding="utf-8-sig") for name in ("items", "documents", "sanctions")
    )
    fines = sanctions[(sanctions["种类"] == "罚款") & (sanctions["单位"] == "元")]
    assert counted == [
        len(items),
        len(documents),
        documents["年月日"].notna().sum(),
        documents["年"].notna().sum(),
        len(fines),
        fines["上限"].max(),
    ]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("page", PAGES)
def test_the_recipe_for_stata_writes_what_its_commands_read(page, graph, exports, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "exports").symlink_to(exports)
    exec(block(page, "python"), {})
    written = {path.stem: pd.read_stata(path) for path in tmp_path.glob("*.dta")}
    assert set(written) == {"items", "citations", "documents", "sanctions"}
    for name, frame in written.items():
        whole = graph.table(name, english=True)
        assert list(frame.columns) == list(whole.columns)
        assert len(frame) == len(whole)
    days, whole = written["documents"]["full_date"], graph.documents["年月日"]
    assert str(days.dtype).startswith("datetime64")
    assert days.isna().tolist() == whole.isna().tolist()
    assert (days[days.notna()] == whole[whole.notna()]).all()
    named = {name for frame in written.values() for name in frame.columns}
    known = {"use", "clear", "tabulate", "if", "summarize", "format", "rename", "merge", "using", "keep", "match"}
    known |= {"nogenerate", "m"} | set(written)
    words = re.findall(r"[a-z_]+", re.sub(r'"[^"]*"', "", block(page, "stata")))
    assert {word for word in words if word not in known} <= named
    items = written["items"].rename(columns={"id": "item_id"})
    assert items["item_id"].is_unique, "merge 1:m"
    assert len(items.merge(written["sanctions"], on="item_id", how="right")) == len(written["sanctions"])
