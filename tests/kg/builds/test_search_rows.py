"""The search index of a large graph, noted as its lines pass, is the one that the store gives."""

import pytest

from kg.asking.built_folder import STORE
from kg.asking.lookup.search import CELL
from kg.asking.lookup.search_index import index, write_index
from kg.builds.scan import Scan
from kg.builds.search_rows import SearchRows
from kg.graph.store import read_only
from kg.graph.terms import BASE, PREFIXES, prefixes

CELLS = f"<{BASE}id/cell/1>"
GRAPHS = f"<{BASE}id/list/一>", f"<{BASE}id/list/二>"


def passed(rows, lines):
    scan = Scan(watch=rows.take)
    scan.take(lines)
    scan.close()


@pytest.mark.parametrize("block", [7, 100_000])
def test_of_the_bundled_lists(exports, tmp_path, block):
    lines = (exports / "graph.nq").read_bytes().splitlines(keepends=True)
    store = read_only(exports / STORE)
    with SearchRows(tmp_path / "cells") as rows:
        scan = Scan(watch=rows.take)
        for start in range(0, len(lines), block):
            scan.take(lines[start : start + block])
        scan.close()
    write_index(tmp_path / "index", store, prefixes(BASE), rows)
    assert (tmp_path / "index").read_bytes() == index(store, prefixes(BASE))


def named(name, graph):
    item, label, cell = f"<{PREFIXES['qz']}PowerItem>", f"<{PREFIXES['rdfs']}label>", f"<{PREFIXES['qz']}cell>"
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    subject = f"<{BASE}id/power/{name}>"
    return [
        f"{subject} {kind} {item} {graph} .\n",
        f'{subject} {label} "{name}"@zh {graph} .\n',
        f"{subject} {cell} {CELLS} {graph} .\n",
    ]


def test_a_cell_of_two_entries_counts_both_and_bears_the_first_name_and_two_graphs_count_once(tmp_path):
    kind, text = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", 'qz:text "甲\\n\\t\\"乙"@zh'
    cell = [
        f"{CELLS} {kind} <{PREFIXES['qz']}Cell> {GRAPHS[0]} .\n",
        f"{CELLS} <{PREFIXES['qz']}column> <{PREFIXES['qz'].removesuffix('def#')}code/column/basis> {GRAPHS[0]} .\n",
        f"{CELLS} {text.replace('qz:text', '<' + PREFIXES['qz'] + 'text>')} {GRAPHS[0]} .\n",
    ]
    stated = [*cell, *named("乙事项", GRAPHS[0]), *named("甲事项", GRAPHS[0]), *named("甲事项", GRAPHS[1])]
    with SearchRows(tmp_path / "cells") as rows:
        passed(rows, sorted(line.encode() for line in stated))
    first = min("乙事项", "甲事项")
    assert list(rows.cells()) == [(CELLS[1:-1], f"{first} · 实施依据", 2, '甲\n\t"乙')]
    assert [name for _, name, _ in rows.names("item")] == sorted(["乙事项", "甲事项"])
    assert not rows.names(CELL)
