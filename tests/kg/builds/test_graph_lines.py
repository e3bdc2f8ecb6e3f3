"""A large graph is written range by range, by one process or several."""

import zlib

from pyoxigraph import Literal, NamedNode, Quad

from kg import resources
from kg.builds import graph_lines, writing
from kg.builds.outputs import chosen
from kg.graph import sorted_lines
from kg.graph.store import lines, read_only, writable
from kg.graph.terms import BASE
from tests.building import build


def test_several_processes_merge_count_and_compress_as_one_does(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "SMALL", 0)
    monkeypatch.setattr(sorted_lines, "RANGE", 2_000)
    one, two = (
        build(resources.bundled_lists(), tmp_path / str(jobs), jobs=jobs, only=chosen(["nq,csv,card"]))
        for jobs in (1, 2)
    )
    files = [{path.name: path.read_bytes() for path in built.out.iterdir()} for built in (one, two)]
    assert files[0] == files[1]
    assert one.statistics == two.statistics
    assert members(files[0]["graph.nq.gz"]) > 3


def test_a_store_loaded_in_many_batches_has_its_files_in_order_as_one_loaded_at_once(tmp_path, monkeypatch):
    thing, graph = NamedNode("http://p"), NamedNode("http://g")
    every = lines(Quad(thing, thing, Literal(f"第{number}项，共有很多项"), graph) for number in range(200))
    files = {}
    for batch in (10, 200):
        monkeypatch.setattr(graph_lines, "BATCH", batch)
        store = writable(tmp_path / str(batch))
        graph_lines.load(store, [every[:50], every[50:]], BASE)
        del store
        files[batch] = len([*(tmp_path / str(batch)).glob("*.sst")])
        assert len(read_only(tmp_path / str(batch))) == 400  # in the graph, and in the merge of all graphs
    assert files[10] <= files[200] + 1  # twenty loads leave some twenty files


def test_ranges_are_the_same_where_parts_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "SMALL", 0)
    monkeypatch.setattr(sorted_lines, "RANGE", 2_000)
    files = []
    for _ in range(2):
        out = build(resources.bundled_lists(), tmp_path / "out", only=chosen(["nq,parts"])).out
        files.append((out / "graph.nq.gz").read_bytes())
    assert files[0] == files[1]
    assert members(files[0]) > 3


def members(content):
    number = 0
    while content:
        stream = zlib.decompressobj(wbits=31)
        stream.decompress(content)
        content = stream.unused_data
        number += 1
    return number
