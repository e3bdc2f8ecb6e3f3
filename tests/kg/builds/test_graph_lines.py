"""A large graph is written range by range, by one process or several."""

import zlib

from kg import resources
from kg.builds import writing
from kg.builds.outputs import chosen
from kg.graph import sorted_lines
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


def members(content):
    number = 0
    while content:
        stream = zlib.decompressobj(wbits=31)
        stream.decompress(content)
        content = stream.unused_data
        number += 1
    return number
