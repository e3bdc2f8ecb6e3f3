"""``quanze view``: the page, whole, around one thing, or apart by office."""

import json
import re
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from kg.cli.main import app
from kg.graph.terms import BASE
from kg.page import pages as paging
from kg.page.gather import gather
from kg.page.subset import Contents, around
from tests.building import build


@pytest.fixture(scope="module")
def whole(graph):
    return gather(graph.store, BASE)


def run(*arguments):
    return CliRunner().invoke(app, ["view", *map(str, arguments)])


def place_of(page, label):
    return next(place for place, thing in enumerate(page.things) if thing.label == label)


def labels(page, kind):
    return {thing.label for thing in page.things if thing.kind == kind}


def test_without_options_it_is_the_page_of_the_build(exports, tmp_path):
    told = run("-g", exports, "-o", tmp_path / "page.html")
    assert told.exit_code == 0
    assert (tmp_path / "page.html").read_bytes() == (exports / "graph.html").read_bytes()
    assert run("-g", exports, "-o", "-").stdout.encode() == (exports / "graph.html").read_bytes()


def test_in_the_folder_of_the_build_the_manifest_learns_of_it(small, tmp_path):
    out = build([small], tmp_path / "out").out
    (out / "graph.html").unlink()
    assert run("-g", out, "--split").exit_code == 0
    manifest = json.loads((out / "MANIFEST.json").read_text(encoding="utf-8"))
    assert {path.name for path in out.glob("*.html")} <= set(manifest["files"])
    build([small], out)


def test_what_is_not_there_or_not_one_is_said(exports):
    said = run("-g", exports, "--focus", "天书", "-o", "x.html")
    assert (said.exit_code, "没有此名称" in said.stderr) == (2, True)
    said = run("-g", exports, "--focus", "核定", "-o", "x.html")
    assert said.exit_code == 2
    assert "id/power/" in said.stderr
    assert run("-g", exports, "--focus", "劳动法").exit_code == 2


@pytest.mark.parametrize(
    ("focus", "label"),
    [
        ("就业促进法 第66条", "《中华人民共和国就业促进法》第六十六条"),
        ("gsbxtl", "工伤保险条例"),
        ("行政处罚", "行政处罚"),
    ],
)
def test_the_focus_is_what_the_words_mean(exports, focus, label):
    said = run("-g", exports, "--focus", focus, "--depth", "0", "-o", "-")
    assert said.exit_code == 0, said.stderr
    (thing,) = json.loads(re.search(r'id="data">(.*?)</script>', said.stdout)[1])["things"]
    assert thing[3] == label


def test_focus_and_depth_bound_the_page(whole):
    centre = place_of(whole, "工伤保险条例")
    sizes = [len(around(whole, centre, depth).things) for depth in range(4)]
    assert sizes[0] == 1
    assert sizes == sorted(sizes)
    assert sizes[3] > sizes[1]
    near = around(whole, centre, 1)
    assert near.things[near.focus].label == "工伤保险条例"
    assert "第三十条" in "".join(labels(near, "provision"))


def test_a_part_speaks_of_itself_alone(whole):
    near = around(whole, place_of(whole, "《中华人民共和国就业促进法》第六十六条"), 1)
    assert near.links
    for link in near.links:
        assert all(near.facts[fact].places for fact in link.facts)
    for fact in near.facts:
        assert fact.target is None or fact.target < len(near.things)
        for place in fact.places:
            assert near.cells[place.cell].text[place.start : place.end]
    everything = Contents(whole).subset(range(len(whole.things)))
    assert replace(everything, totals=whole.totals, spots=()) == whole


def test_the_list_names_everything(exports, whole):
    told = run("-g", exports, "--list")
    assert told.exit_code == 0
    for thing in whole.things[:: len(whole.things) // 40]:
        assert thing.iri in told.stdout


def test_an_index_with_parts_beside_it(exports, tmp_path):
    told = run("-g", exports, "--split", "-o", tmp_path / "all.html")
    assert told.exit_code == 0, told.output
    names = {path.name for path in tmp_path.iterdir()}
    index = json.loads(re.search(r'id="data">(.*?)</script>', (tmp_path / "all.html").read_text(encoding="utf-8"))[1])
    assert names == {
        "all.html",
        *index["search"],
        *index["outline"],
        *index["queue"],
        index["judged"],
        *(part["file"] for part in index["parts"]),
    }
    assert sum(part["entries"] for part in index["parts"]) == index["totals"]["entries"] == 256
    assert index["parts"][0]["caption"].startswith("金昌市人力资源和社会保障局")


def test_past_the_limit_it_is_split_and_said(exports, tmp_path, monkeypatch, graph):
    monkeypatch.setattr(paging, "TOO_MANY", 500)
    assert {name.partition("-")[0] for name, _ in paging.pages(graph.store, BASE)} == {"graph.html", "graph"}
    told = run("-g", exports, "-o", tmp_path / "page.html")
    assert told.exit_code == 0
    assert re.search(r"图谱有\d+个节点，条目分部分写在旁边的文件中", told.stderr)
    assert (tmp_path / "page-1.js").exists()


def test_a_part_of_the_graph_says_of_what(exports, tmp_path):
    assert run("-g", exports, "--focus", "劳动法", "--depth", "1", "-o", tmp_path / "part.html").exit_code in {0, 2}
    said = run("-g", exports, "--focus", "工伤保险条例", "--depth", "1", "-o", tmp_path / "part.html")
    assert said.exit_code == 0, said.output
    held = json.loads(re.search(r'id="data">(.*?)</script>', (tmp_path / "part.html").read_text(encoding="utf-8"))[1])
    assert held["whole"]["entries"] == 256
    assert held["totals"]["entries"] < 256
    assert (tmp_path / held["whole"]["file"]).resolve() == (exports / "graph.html").resolve()


def test_focus_and_split_do_not_go_together(exports):
    assert run("-g", exports, "--focus", "劳动法", "--split").exit_code == 2
    assert run("-g", exports, "--split", "-o", "-").exit_code == 2
    assert run("-g", exports.parent / "none").exit_code == 2
