import json

import pytest
from typer.testing import CliRunner

from extract.reading import reader
from extract.reading.account import account
from kg.cli.commands import read
from kg.cli.main import app

LIST = """某县水务局权力清单
序号,权力分类,权责内容名,违法条文,行使主体,考核得分,备注
1,行政许可,甲许可,《甲法》第三条,某县水务局,90,无
2,行政处罚,对乙的处罚,《乙条例》第五条,某县水务局,80,无
"""


def quanze(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "list.csv"
    made.write_text(LIST, encoding="utf-8")
    return made


def test_one_object_a_file_accounts_for_every_cell(path):
    said = quanze("read", path, "--output-format", "json")
    found = json.loads(said.stdout)
    assert (found["file"], found["title"], found["publisher"], found["kind"]) == (
        str(path), "某县水务局权力清单", "某县水务局", "power_list",
    )  # fmt: skip
    assert [one["role"] for one in found["headers"]] == [
        "serial", "type", "name", "basis", "body", "other", "remark",
    ]  # fmt: skip
    row = found["rows"][1]
    assert (row["table"], row["row"], row["line"], row["name"], row["basis"], row["sub_name"]) == (
        1, 2, 4, "对乙的处罚", "《乙条例》第五条", "",
    )  # fmt: skip
    assert [(one["table"], one["row"], one["column"], one["header"], one["text"]) for one in found["unused"]] == [
        (1, 3, 6, "考核得分", "90"),
        (1, 4, 6, "考核得分", "80"),
    ]
    assert said.exit_code == 0


@pytest.mark.parametrize("text", [LIST, "序号,事项名称,实施依据\n1,甲,《甲法》第三条\n"])
def test_the_object_is_the_account_as_json(path, text):
    path.write_text(text, encoding="utf-8")
    expected = json.dumps(account(reader.read(path), str(path)), ensure_ascii=False)
    assert quanze("read", path, "--output-format", "json").stdout == f"{expected}\n"


def test_a_long_list_is_several_tables(path, monkeypatch):
    whole = quanze("read", path).stdout
    monkeypatch.setattr(read, "_ROWS", 1)
    long = quanze("read", path).stdout
    assert (long.count("未使用的文字"), whole.count("未使用的文字")) == (2, 1)
    assert set(long.replace("─", "").split()) == set(whole.replace("─", "").split())


def test_people_get_tables(path):
    said = quanze("read", path)
    assert "某县水务局权力清单；某县水务局；权责清单；2行" in said.stdout
    assert "列名未识别，原样收录" in said.stdout


def test_a_map_says_what_columns_hold(path, tmp_path):
    mapping = tmp_path / "map.toml"
    assert quanze("read", path, "--write-map", mapping).exit_code == 0
    text = mapping.read_text(encoding="utf-8")
    assert '"考核得分" = "other"  # 未识别或按内容认定，请核对' in text
    mapping.write_text(text.replace('"考核得分" = "other"', '"考核得分" = "code"'), encoding="utf-8")
    rows = json.loads(quanze("read", path, "--map", mapping, "--output-format", "json").stdout)["rows"]
    assert [row["code"] for row in rows] == ["90", "80"]
    built = quanze("build", path, "--map", mapping, "-o", tmp_path / "out")
    assert built.exit_code == 0
    assert "90" in (tmp_path / "out" / "items.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["[columns", '[columns]\n"备注" = "nonsense"', "columns = 3"])
def test_a_map_that_is_none_is_refused(path, tmp_path, text):
    mapping = tmp_path / "map.toml"
    mapping.write_text(text, encoding="utf-8")
    said = quanze("extract", path, "--map", mapping)
    assert said.exit_code == 2
    assert str(mapping) in said.stderr


def test_a_column_full_of_citations_without_a_role_is_a_finding(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        "序号,事项名称,实施依据,行使主体,参考资料\n1,甲许可,《甲法》第三条,某县水务局,《乙办法》第九条\n",
        encoding="utf-8",
    )
    said = quanze("extract", path)
    assert said.exit_code == 1
    assert "“参考资料”列写有法律条款" in said.stderr
    assert [json.loads(line)["table"] for line in said.stdout.splitlines()] == [1]
