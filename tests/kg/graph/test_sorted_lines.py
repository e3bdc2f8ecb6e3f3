from hypothesis import given
from hypothesis import strategies as st

from kg.graph import sorted_lines
from kg.graph.sorted_lines import Runs

SUBJECTS = st.text("abc", min_size=1, max_size=3)
LINES = st.lists(st.tuples(SUBJECTS, st.integers(0, 30)).map(lambda line: b"<%b> %d\n" % (line[0].encode(), line[1])))
CHUNKS = st.lists(LINES.map(sorted), max_size=6)


def of(blocks):
    return [line for block in blocks for line in block]


def runs_of(folder, chunks, size=sorted_lines.RUN):
    runs = Runs(folder, size=size)
    for chunk in chunks:
        runs.add(list(chunk))
    return runs


@given(CHUNKS, st.integers(1, 7), st.integers(1, 40), st.integers(1, 60), st.integers(1, 9))
def test_sizes_of_runs_pieces_and_ranges_change_nothing(tmp_path_factory, chunks, size, at_hand, most, mark):
    folder = tmp_path_factory.mktemp("runs")
    expected = sorted({line for chunk in chunks for line in chunk})
    usual = {name: getattr(sorted_lines, name) for name in ("AT_HAND", "RANGE", "_SAMPLE", "_MARK", "_FEWEST_BYTES")}
    try:
        for name, value in zip(usual, (at_hand, most, 2, mark, 1), strict=True):
            setattr(sorted_lines, name, value)
        runs = runs_of(folder, chunks, size)
        assert of(runs.merged()) == expected
        ranges = runs.ranges()
        assert [of(part.merged()) for part in ranges] == [
            [line for line in expected if part.low <= line and (part.high is None or line < part.high)]
            for part in ranges
        ]
        assert runs.cuts() == runs_of(folder, reversed(chunks), 1000).cuts()
    finally:
        for name, value in usual.items():
            setattr(sorted_lines, name, value)


def test_a_range_ends_between_subjects(tmp_path, monkeypatch):
    monkeypatch.setattr(sorted_lines, "RANGE", 100)
    lines = sorted(b"<s%03d> %d\n" % (line // 7, line) for line in range(7000))
    ranges = runs_of(tmp_path, [lines], 1000).ranges()
    subjects = [{line.split()[0] for line in of(part.merged())} for part in ranges]
    assert (
        len(subjects) == 4
    )  # one of 2,000 lines is asked for its subject: the first, third, fifth and seventh thousand
    assert sum(map(len, subjects)) == len(set().union(*subjects)) == 1000


def test_one_run_writes_nothing(tmp_path):
    runs = runs_of(tmp_path / "none", [[b"<a> 1\n", b"<b> 1\n"], [b"<a> 1\n"]])
    assert of(runs.merged()) == [b"<a> 1\n", b"<b> 1\n"]


def test_what_another_process_has_sorted_is_taken(tmp_path):
    runs, other = runs_of(tmp_path, [[b"<a> 1\n"]]), Runs(tmp_path, "other")
    other.add([b"<b> 1\n"])
    other.close()
    runs.join(other)
    assert (of(runs.merged()), runs.count) == ([b"<a> 1\n", b"<b> 1\n"], 2)


def test_lines_of_many_runs_are_read_in_smaller_pieces(tmp_path, monkeypatch):
    """However many runs there are, about as many lines are at hand."""
    monkeypatch.setattr(sorted_lines, "AT_HAND", 10 * 400)
    monkeypatch.setattr(sorted_lines, "_FEWEST_BYTES", 1)
    chunks = [[b"<%05d> .\n" % (number + 50 * line) for line in range(1000)] for number in range(50)]
    blocks = list(runs_of(tmp_path, chunks, 1000).merged())
    assert of(blocks) == sorted(line for chunk in chunks for line in chunk)
    assert max(map(len, blocks)) <= 1000
