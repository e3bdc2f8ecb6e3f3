import pytest
from typer.testing import CliRunner

from kg.cli.main import app


@pytest.mark.parametrize("text", ['{"basis": []}\n', "[1]\n", "no json\n", '"row"\n'])
def test_what_is_no_record_is_one_line_and_status_2(tmp_path, text):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(text, encoding="utf-8")
    said = CliRunner().invoke(app, ["score", str(gold), str(gold)])
    assert said.exit_code == 2
    assert "gold.jsonl" in said.stderr
    assert "Traceback" not in said.stderr
