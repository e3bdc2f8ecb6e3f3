from hypothesis import given
from hypothesis import strategies as st

from kg.graph import sorted_lines
from kg.graph.sorted_lines import Runs, merged

LINES = st.lists(st.binary(max_size=2).map(lambda line: line.replace(b"\n", b"") + b"\n"), max_size=12)
CHUNKS = st.lists(LINES.map(sorted), max_size=6)


def of(blocks):
    return [line for block in blocks for line in block]


@given(CHUNKS, st.integers(1, 7), st.integers(1, 4), st.integers(2, 3))
def test_the_size_of_a_run_changes_nothing(tmp_path_factory, found, size, block, most):
    folder = tmp_path_factory.mktemp("runs")
    expected = sorted({line for chunk in found for line in chunk})
    runs = Runs(folder, size=size)
    for chunk in found:
        runs.add(list(chunk))
    usual, sorted_lines.MOST_RUNS = sorted_lines.MOST_RUNS, most
    try:
        assert of(runs.merged()) == expected
    finally:
        sorted_lines.MOST_RUNS = usual
    assert of(merged([list(dict.fromkeys(chunk)) for chunk in found], block)) == expected


def test_one_run_writes_nothing(tmp_path):
    runs = Runs(tmp_path / "none")
    runs.add([b"a\n", b"b\n"])
    runs.add([b"a\n"])
    assert of(runs.merged()) == [b"a\n", b"b\n"]


def test_lines_of_many_runs_are_read_in_smaller_blocks(monkeypatch):
    """However many runs there are, about as many lines are at hand."""
    monkeypatch.setattr(sorted_lines, "AT_HAND", 100)
    runs = [[b"%05d\n" % (number + 50 * line) for line in range(1000)] for number in range(50)]
    blocks = list(merged(runs))
    assert of(blocks) == sorted(line for run in runs for line in run)
    assert max(map(len, blocks)) <= 100
