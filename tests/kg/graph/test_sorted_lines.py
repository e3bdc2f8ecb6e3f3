from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.sorted_lines import sorted_lines
from kg.graph.store import lines

NUMBERED = st.lists(st.tuples(st.integers(0, 9), st.text('甲乙\n"\\a', max_size=3), st.integers(0, 2)), max_size=30)


def quads(found):
    return [
        Quad(NamedNode(f"urn:s{subject}"), NamedNode("urn:p"), Literal(text), NamedNode(f"urn:g{graph}"))
        for subject, text, graph in found
    ]


@given(NUMBERED, st.integers(1, 7))
def test_the_size_of_a_run_changes_nothing(tmp_path_factory, found, run):
    folder = tmp_path_factory.mktemp("runs")
    with sorted_lines(quads(found), folder, run) as merged:
        assert list(merged) == lines(quads(found))
    assert not list(folder.iterdir())


def test_one_run_writes_nothing(tmp_path):
    with sorted_lines(quads([(1, "甲", 0)]), tmp_path / "none") as merged:
        assert len(list(merged)) == 1
