"""The search index a worker uses: the one the build wrote, as long as the store is that of the build."""

import os

from kg.asking.lookup import search
from kg.graph.terms import PREFIXES
from kg.serve.workers.worker import Shelf
from tests.building import build


def test_the_index_of_the_build_is_read_and_that_of_a_changed_store_made(small, tmp_path):
    out = build([small], tmp_path / "out").out
    file, store = out / search.FILE, out / "store"
    marked = file.read_bytes() + b"item\tx:y\t\xe7\x94\xb2\t0\t|\xe7\x94\xb2|\n"
    file.write_bytes(marked)

    def taken():
        shelf = Shelf(writing=False)
        shelf.take(str(store), "")
        return shelf.index(dict(PREFIXES))

    assert taken() == marked
    later = file.stat().st_mtime_ns + 1_000_000_000
    os.utime(store / "CURRENT", ns=(later, later))
    assert taken() == marked[: marked.rindex(b"item\tx:y")]
    file.unlink()
    assert taken().startswith(marked[:16])
