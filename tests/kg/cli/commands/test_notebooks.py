"""The notebooks in a folder of one's own, with what they read."""

import json

from typer.testing import CliRunner

from kg.cli.main import app
from tests.notebooks import NOTEBOOKS, english


def test_all_notebooks_and_what_they_read_are_copied(tmp_path):
    done = CliRunner().invoke(app, ["notebooks", str(tmp_path / "研究")])
    assert done.exit_code == 0
    copied = sorted((tmp_path / "研究" / "notebooks").iterdir())
    wanted = [*NOTEBOOKS, *map(english, NOTEBOOKS)]
    assert [path.name for path in copied] == sorted(path.name for path in wanted)
    for path in copied:
        source = "".join("".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"])
        for name in ("jinchang-hrss-power-list.txt", "tests/gold"):
            assert name not in source or next((tmp_path / "研究").rglob(name.rpartition("/")[2])).exists()


def test_nothing_is_written_over_unless_asked(tmp_path):
    run = CliRunner().invoke
    run(app, ["notebooks", str(tmp_path)])
    (tmp_path / "data" / "jize-hrss-responsibility-list.txt").write_text("甲", encoding="utf-8")
    assert run(app, ["notebooks", str(tmp_path)]).exit_code == 2
    assert (tmp_path / "data" / "jize-hrss-responsibility-list.txt").read_text(encoding="utf-8") == "甲"
    assert run(app, ["notebooks", str(tmp_path), "--force"]).exit_code == 0
