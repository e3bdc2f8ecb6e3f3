"""A part of a graph at the doors that show it: search and the page; whose each thing is where there are several lists."""

import json
import re

import pytest
from typer.testing import CliRunner

from kg.cli.main import app
from tests.building import build

HEAD = "序号\t事项名称\t权力类型\t行使主体\t承办机构\t实施依据"
PLACES = ("甲江市", "乙江市")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lists")
    for place in PLACES:
        (folder / f"{place}.txt").write_text(
            f"{place}水务局权责清单\n{HEAD}\n"
            f"1\t对擅自取水的处罚\t行政处罚\t{place}水务局\t水政科\t《取水条例》第五条：处五万元以下罚款。\n"
            f"2\t取水许可\t行政许可\t{place}水务局\t水政科\t《取水条例》第三条\n",
            encoding="utf-8",
        )
    return build([folder], tmp_path_factory.mktemp("built") / "out").out


def run(*words):
    done = CliRunner().invoke(app, list(map(str, words)))
    return done.exit_code, done.stdout, done.stderr


def search_results(built, *words):
    code, out, err = run("search", "-g", built, "--output-format", "json", *words)
    assert code == 0, err
    return json.loads(out)


def test_what_is_found_says_whose_it_is(built):
    items = [hit for hit in search_results(built, "取水") if hit["kind"] == "item"]
    assert sorted((hit["name"], hit["list"], hit["place"]) for hit in items) == sorted(
        (name, f"{place}水务局权责清单", place) for name in ("取水许可", "对擅自取水的处罚") for place in PLACES
    )
    (law,) = [hit for hit in search_results(built, "取水条例") if hit["kind"] == "document"]
    assert law["place"] == "乙江市、甲江市"


def test_a_part_is_searched_and_counted_by_itself(built):
    hits = search_results(built, "取水", "--place", "甲江市")
    assert [hit["uses"] for hit in hits if hit["kind"] == "document"] == [2]
    assert "list" not in hits[0], "one list needs no name"
    kinds = search_results(built, "取水", "--type", "行政许可", "--kind", "事项")
    assert {hit["name"] for hit in kinds} == {"取水许可"}
    assert len(kinds) == 2
    code, _, err = run("search", "-g", built, "取水", "--place", "丙江市")
    assert code == 2
    assert "现有：乙江市、甲江市" in err


def test_a_table_has_columns_for_list_and_place(built):
    assert re.match(r"类别\s+名称\s+清单\s+地区\s+相关条目数", run("search", "-g", built, "取水")[1])
    assert "清单" not in run("search", "-g", built, "取水", "--in-list", "甲江市水务局权责清单")[1].splitlines()[0]
    assert re.match(r"类别\s+名称\s+清单\s+地区\s+编码", run("view", "-g", built, "--list")[1])


def test_a_page_of_a_part_shows_that_part_alone(built, tmp_path):
    page = tmp_path / "甲.html"
    assert run("view", "-g", built, "--place", "甲江市", "-o", page)[0] == 0
    text = page.read_text(encoding="utf-8")
    assert "甲江市水务局权责清单" in text
    assert "乙江市" not in text
    code, _, err = run("view", "-g", built, "--place", "甲江市")
    assert code == 2
    assert "请用 -o 指定文件" in err
    assert "乙江市" in (built / "graph.html").read_text(encoding="utf-8"), "the whole page stays"


def test_offices_are_merged_where_that_is_asked(built, tmp_path):
    assert run("view", "-g", built, "--merge-variants", "-o", tmp_path / "合并.html")[0] == 0
    assert run("search", "-g", built, "水政科", "--merge-variants")[0] == 0
