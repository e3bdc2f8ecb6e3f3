"""A page of a large graph, put together list by list without the store, is the page that the store gives."""

import gzip
import importlib.util
import re
from pathlib import Path

import pytest

from kg import resources
from kg.builds import writing
from kg.builds.outputs import EVERYTHING, chosen
from kg.graph.store import read_only
from kg.graph.terms import BASE
from kg.graph.things import reviews
from kg.page import pages
from kg.page.gather import gather
from kg.page.pages import split
from tests.building import build

ROWS = Path(__file__).parents[4] / "benchmarks" / "rows.py"
#: Two lists print one item, by its code, and one body; the second cites another article and prints another item.
FIRST = """序号\t事项名称\t权力类型\t地方权力编码\t行使主体\t实施依据
1\t甲许可\t行政许可\t11620300438260106A3620114001000\t某市人力资源和社会保障局\t《中华人民共和国劳动法》第三条
2\t乙处罚\t行政处罚\t11620300438260106A3620214001000\t某市人力资源和社会保障局\t《劳动合同法》第八十四条 处五百元以上二千元以下的罚款。
"""
SECOND = """序号\t事项名称\t权力类型\t地方权力编码\t行使主体\t实施依据
7\t甲类许可\t行政许可\t11620300438260106A3620114001000\t某市人力资源和社会保障局\t《中华人民共和国劳动法》第四条、《某办法》第一条
8\t丙处罚\t行政处罚\t11620300438260106A3620214002000\t某市人力资源和社会保障局\t《劳动合同法》第八十四条 处五百元以上二千元以下的罚款。
"""


def made_rows(folder, count, alike):
    spec = importlib.util.spec_from_file_location("rows", ROWS)
    rows = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(rows)
    return list(rows.write(folder, count, alike))


def of_store(out):
    return split(gather(read_only(out / "store"), BASE, (out / "search.tsv").read_bytes()), "graph.html")


def of_build(out):
    return {
        path.name: path.read_text(encoding="utf-8") for path in out.glob("graph*") if path.suffix in {".html", ".js"}
    }


@pytest.fixture
def large(monkeypatch):
    """Every graph counts as large, every page as one to be divided."""
    monkeypatch.setattr(writing, "SMALL", 0)
    monkeypatch.setattr(pages, "TOO_MANY", 0)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("only", [EVERYTHING, chosen(["page", "search", "store"])])
def test_of_the_bundled_lists(tmp_path, only):
    out = build(resources.bundled_lists(), tmp_path / "out", only=only).out
    assert (out / "parts").exists() == (only == EVERYTHING)
    assert of_build(out) == of_store(out)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("alike", [1, 3])
def test_of_lists_that_share_documents_and_cells(tmp_path, alike):
    out = build(made_rows(tmp_path / "lists", 300, alike), tmp_path / "out").out
    assert len(list(out.glob("graph-*.js"))) > 2
    assert of_build(out) == of_store(out)


@pytest.mark.usefixtures("large")
def test_an_item_that_two_lists_print_is_one_with_the_cells_of_both(tmp_path):
    for name, text in (("一", FIRST), ("二", SECOND)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    out = build([tmp_path / "一.txt", tmp_path / "二.txt"], tmp_path / "out").out
    made = of_build(out)
    assert made == of_store(out)
    assert "甲类许可" in made["graph-1.js"]
    assert "《某办法》第一条" in made["graph-1.js"]


@pytest.mark.usefixtures("large")
def test_what_reviewers_found_stands_at_the_fact(tmp_path):
    (tmp_path / "一.txt").write_text(FIRST, encoding="utf-8")
    out = build([tmp_path / "一.txt"], tmp_path / "out").out
    lines = gzip.decompress((out / "graph.nq.gz").read_bytes()).decode()
    fact = re.search(rf"<({BASE}id/fact/citation-[0-9a-f]+)>", lines)[1]
    verdict = reviews.Verdict(fact, "审阅人", "reject", "2026-01-02T03:04:05Z", note="应为第四条")
    (out / reviews.FILE).write_text(reviews.write([verdict]), encoding="utf-8")
    build([tmp_path / "一.txt"], out)
    made = of_build(out)
    assert made == of_store(out)
    assert "应为第四条" in made["graph-judged-1.js"]


def test_a_page_that_is_not_divided_is_one_file(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "SMALL", 0)
    (tmp_path / "一.txt").write_text(FIRST, encoding="utf-8")
    out = build([tmp_path / "一.txt"], tmp_path / "out").out
    assert list(of_build(out)) == ["graph.html"]
