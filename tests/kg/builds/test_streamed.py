"""Lists that pass to the page one by one, with what the rules found of them."""

import pickle

from pyoxigraph import Store

from kg.builds.scan import Scan
from kg.builds.streamed import StreamedLists
from kg.graph import terms as t
from kg.graph.things import findings
from kg.graph.things.findings import Result


def test_findings_at_hand_are_those_of_the_store(tmp_path):
    cell = f"{t.BASE}id/fact/cell-1"
    given = [
        Result("LB001", f"{t.BASE}id/power/2", "error", "乙", f"{cell}#char=9,12", "2b", "词", f"{cell}#char=1,2"),
        Result("LB002", f"{t.BASE}id/power/1", "info", "甲", "", "1a"),
        Result("LB001", f"{t.BASE}id/power/2", "warning", "丙", f"{cell}#char=3,5", "3c", "语"),
    ]
    file = tmp_path / "results"
    file.write_bytes(b"".join(map(pickle.dumps, given)))
    store = Store()
    store.extend(findings.quads(given))
    assert StreamedLists((), Scan(), file).results() == findings.stored(store)
    assert StreamedLists((), Scan()).results() is None
