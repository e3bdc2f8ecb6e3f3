"""One pass over the lines of a graph."""

from kg.builds.scan import Scan


def test_counts_are_the_same_where_no_lines_are_kept(exports):
    lines = (exports / "graph.nq").read_bytes().splitlines(keepends=True)
    keeping, counting = Scan(), Scan(keep=False)
    for scan in (keeping, counting):
        scan.take(lines)
        scan.close()
    assert counting.statistics() == keeping.statistics()
    assert (counting.graphs, counting.classes, counting.named) == (keeping.graphs, keeping.classes, keeping.named)
    assert keeping.legal
    assert keeping.others
    assert not (counting.legal)
    assert not (counting.others)
    assert not (counting.reviews)
