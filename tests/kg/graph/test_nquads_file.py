"""The N-Quads of a large graph are compressed, and whoever reads or writes them anew knows it."""

import gzip
import json
from itertools import cycle

import pytest

from kg.builds import verdicts, writing
from kg.errors import Problem
from kg.graph import nquads_file
from kg.graph.endpoint.loading import _fingerprint as fingerprint
from kg.graph.store import quad_lines, read_only
from kg.graph.things import reviews
from kg.page.divided import judged
from kg.page.pages import pages
from kg.page.readings import hashes
from tests.building import build

LINES = [b'<https://a.example/1> <https://a.example/p> "\xe7\x94\xb2"@zh <https://a.example/g> .\n' * 9]


def test_what_is_written_is_read_and_has_no_time_in_it(tmp_path, monkeypatch):
    written = []
    for second in (1.0, 2_000_000_000.0):
        monkeypatch.setattr("time.time", lambda second=second: second)
        with nquads_file.written(tmp_path / nquads_file.COMPRESSED) as file:
            file.writelines(LINES)
        written.append((tmp_path / nquads_file.COMPRESSED).read_bytes())
    assert written[0] == written[1]
    assert gzip.decompress(written[0]) == b"".join(LINES)
    with nquads_file.opened(nquads_file.nquads_file(tmp_path)) as file:
        assert file.read() == b"".join(LINES)


@pytest.mark.parametrize("pieces", [(101,), (7, 3_000_000), (1 << 20,), (333_333, 5)])
def test_the_same_lines_are_the_same_bytes_in_whatever_blocks_they_come(tmp_path, pieces):
    content = b"".join(
        b"<https://a.example/%d> <https://a.example/p> <https://a.example/g> .\n" % n for n in range(70_000)
    )
    path, size = tmp_path / nquads_file.COMPRESSED, cycle(pieces)
    with nquads_file.written(path) as file:
        file.write(content)
    whole, start = path.read_bytes(), 0
    with nquads_file.written(path) as file:
        while start < len(content):
            end = start + next(size)
            file.write(content[start:end])
            start = end
    assert path.read_bytes() == whole
    assert gzip.decompress(whole) == content


def test_ranges_are_members_of_one_file(tmp_path):
    path, blocks = tmp_path / nquads_file.COMPRESSED, [[b"a 1\n"], [b"a 2\n", b"b 1\n"], [b"c 1\n"]]
    with nquads_file.written_in_ranges(path, [b"c "]) as put:
        for block in blocks:
            put(block)
    members = []
    for lines in (blocks[0] + blocks[1], blocks[2]):
        with nquads_file.written(tmp_path / "member.gz") as file:
            file.writelines(lines)
        members.append((tmp_path / "member.gz").read_bytes())
    assert path.read_bytes() == b"".join(members)
    with nquads_file.opened(path) as file:
        assert file.readlines() == [line for block in blocks for line in block]


def test_both_forms_of_a_graph_are_one_to_who_loads_them(tmp_path):
    for name in (nquads_file.PLAIN, nquads_file.COMPRESSED):
        with nquads_file.written(tmp_path / name) as file:
            file.writelines(LINES)
    both = [fingerprint(tmp_path / name) for name in (nquads_file.PLAIN, nquads_file.COMPRESSED)]
    assert both[0] == both[1]
    assert both[0][1] == 9


def test_a_file_cut_short_is_not_taken_for_the_whole(tmp_path):
    with nquads_file.written(tmp_path / nquads_file.COMPRESSED) as file:
        file.writelines(LINES)
    path = tmp_path / nquads_file.COMPRESSED
    path.write_bytes(path.read_bytes()[:-12])
    with pytest.raises(Problem, match="不完整"):
        fingerprint(path)


def test_a_large_graph_is_compressed_and_verdicts_keep_it_so(tmp_path, small, monkeypatch):
    monkeypatch.setattr(writing, "SMALL", 0)
    out = build([small], tmp_path / "out").out
    path = out / "graph.nq.gz"
    assert not (out / "graph.nq").exists()
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    assert lines == quad_lines(read_only(out / "store"))
    fact = next(line.split(b">")[0][1:].decode() for line in lines if line.startswith(b"<") and b"/citation-" in line)
    given = tmp_path / "given.jsonl"
    verdict = reviews.Verdict(fact, "审阅人", "reject", "2026-01-02T03:04:05Z", note="应为第四条")
    given.write_text(reviews.write([verdict]), encoding="utf-8")
    verdicts.merge(out, [given], verdicts.Forms(pages, judged.anew), hashes)
    after = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    assert "应为第四条".encode() in b"".join(after)
    assert after == quad_lines(read_only(out / "store"))
    manifest = json.loads((out / "MANIFEST.json").read_text(encoding="utf-8"))
    assert manifest["files"]["graph.nq.gz"]["bytes"] == path.stat().st_size
