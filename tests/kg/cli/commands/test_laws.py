"""``quanze laws``: what each command prints and how it ends."""

import json

import pytest
from typer.testing import CliRunner

from kg.cli.main import app
from tests.kg.laws.conftest import LATER, PORT, write
from tests.kg.laws.conftest import texts as write_texts
from tests.statute_texts import ARTICLES, TITLE

LIST = """序号\t事项名称\t权力类型\t行使主体\t实施依据
1\t擅离灯塔的处罚\t行政处罚\t某市航标局\t《中华人民共和国灯塔法》第四条 {exact}《码头条例》第三条 {near}
2\t无此法\t行政处罚\t某市航标局\t《中华人民共和国无此法》第三条 甲应当乙。
"""


def quanze(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    source = write_texts(tmp_path_factory.mktemp("files"))
    where = tmp_path_factory.mktemp("library")
    assert quanze("laws", "add", source, "--library", where).exit_code == 0
    return where


@pytest.fixture
def laws(place, monkeypatch):
    monkeypatch.setenv("QUANZE_LIBRARY", str(place))
    return lambda *args: quanze("laws", *args)


def test_add_tells_what_it_did(tmp_path):
    source = write_texts(tmp_path / "files")
    write(source, "说明.md", "# 说明\n\n本仓库收集法规。\n")
    (source / "1.png").write_bytes(b"\x89PNG")
    found = quanze("laws", "add", source, "--library", tmp_path / "library")
    assert found.exit_code == 1
    first, last = found.stderr.splitlines()
    assert first.startswith(str(source / "说明.md"))
    assert "新加入3个文件" in last
    assert ".png1个" in last
    assert "法规文件2件、文本3份" in last
    again = quanze("laws", "add", source, "--library", tmp_path / "library", "-q")
    assert again.exit_code == 1
    assert len(again.stderr.splitlines()) == 1


def test_nothing_that_can_be_read_is_status_2(tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "1.png").write_bytes(b"\x89PNG")
    found = quanze("laws", "add", tmp_path / "images", "--library", tmp_path / "library")
    assert found.exit_code == 2
    assert "images" in found.stderr.splitlines()[0]


def test_list(laws):
    printed = laws("list", "灯塔").stdout
    assert printed.count(TITLE) == 2
    assert "码头条例" not in printed
    rows = json.loads(laws("list", "--output-format", "json", "--as-of", "2026-01-01").stdout)
    assert [(row["title"], row["version"], row["status"]) for row in rows] == [
        (TITLE, "2010-12-01", "amended"),
        (TITLE, "2019-06-07", "unknown"),
        ("码头条例", "2015-04-01", "unknown"),
    ]


@pytest.mark.parametrize("provision", ["4", "第四条", "四", "art_4", "第4条"])
def test_show(laws, provision):
    found = laws("show", "灯塔法", provision)
    assert found.exit_code == 0
    assert LATER[4] in found.stdout
    assert "2019-06-07版本" in found.stdout
    assert ARTICLES[4] in laws("show", "灯塔法", provision, "--as-of", "2015-01-01").stdout


def test_show_parts_and_the_whole(laws):
    assert (
        json.loads(laws("show", "灯塔法", "第三条第一款第二项", "--output-format", "json").stdout)["text"]
        == "（二）能够辨认灯光；"
    )
    whole = laws("show", "灯塔法").stdout
    assert all(text in whole for text in LATER.values())


@pytest.mark.parametrize(
    "args",
    [("无此法",), ("灯塔法", "九十九"), ("灯塔法", "不是条款"), ("灯塔法", "4", "--as-of", "2001-01-01"), ("灯塔法", "4", "--as-of", "昨天")],
)  # fmt: skip
def test_what_is_not_there_is_one_line_and_status_2(laws, args):
    found = laws("show", *args)
    assert found.exit_code == 2
    assert len(found.stderr.splitlines()) == 1
    assert not found.stdout


def test_diff(laws):
    found = laws("diff", "灯塔法", "2010", "2019")
    assert found.exit_code == 1
    assert "修改 第四条" in found.stdout
    assert "新增 第七条" in found.stdout
    assert "修改2条" in found.stderr
    assert laws("diff", "灯塔法", "2010", "2010").exit_code == 0
    assert laws("diff", "灯塔法", "2010", "1999").exit_code == 2
    rows = json.loads(laws("diff", "灯塔法", "2010", "2019", "--output-format", "json").stdout)["differences"]
    assert [row["kind"] for row in rows] == ["changed", "changed", "added"]


def test_stats(laws):
    counts = json.loads(laws("stats", "--output-format", "json").stdout)
    assert (counts["titles"], counts["texts"]) == (2, 3)
    assert counts["articles"] == len(ARTICLES) + len(LATER) + len(PORT)
    assert "条文" in laws("stats", "--damages").stdout


def test_match(laws, tmp_path):
    path = tmp_path / "清单.txt"
    near = PORT[3].replace("以下", "")
    path.write_text(LIST.format(exact=LATER[4], near=near), encoding="utf-8")
    found = laws("match", path, "-o", tmp_path / "matches.jsonl")
    assert found.exit_code == 0
    records = [json.loads(line) for line in (tmp_path / "matches.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(one["row"], one["document"], one["class"]) for one in records if one["kind"] == "basis"] == [
        (1, TITLE, "exact"),
        (1, "码头条例", "near"),
    ]
    assert records[1]["differs"] == [{"quote": "", "law": "以下"}]
    assert "没有文本1处" in found.stderr
    assert laws("match", path).stdout == (tmp_path / "matches.jsonl").read_text(encoding="utf-8")


def test_search_finds_words_of_articles(place, exports):
    search = ("search", "国产灯芯", "-g", exports, "--library", place, "--output-format", "json")
    found = quanze(*search)
    (hit,) = json.loads(found.stdout)
    assert hit["kind"] == "provision"
    assert hit["name"] == f"《{TITLE}》第七条（2019-06-07版本）"
    assert "国产灯芯" in hit["quote"]
    assert not json.loads(
        quanze("search", "国产灯芯", "-g", exports, "--kind", "机构", "--output-format", "json").stdout
    )


def test_no_library_is_one_line_and_status_2(tmp_path, small):
    found = quanze("laws", "match", small, "--library", tmp_path / "none")
    assert found.exit_code == 2
    assert "quanze laws add" in found.stderr


def test_every_command_has_an_example():
    for command in ("add", "list", "show", "diff", "stats", "match"):
        assert "示例" in quanze("laws", command, "--help").stdout


def test_check_asks_the_library_that_the_environment_names(place, tmp_path, monkeypatch):
    basis = "《码头条例》第九十九条 应当登记。"
    lines = f"序号,事项名称,权力类型,实施依据\n1,甲项审批,行政许可,{basis}\n"
    (tmp_path / "清单.csv").write_text(lines, encoding="utf-8")
    asked = ["check", tmp_path / "清单.csv", "--select", "LW", "--output-format", "jsonl"]
    named = quanze(*asked, "--library", place)
    monkeypatch.setenv("QUANZE_LIBRARY", str(place))
    found = quanze(*asked)
    assert found.exit_code == named.exit_code == 1
    assert found.stdout == named.stdout
    assert "LW002" in found.stdout
    monkeypatch.setenv("QUANZE_LIBRARY", str(tmp_path / "none"))
    without = quanze(*asked)
    assert (without.exit_code, without.stdout) == (0, "")
    assert "QUANZE_LIBRARY" in without.stderr
