import pickle
from heapq import merge
from itertools import chain

import pytest

from extract.assemble import extract, passages
from extract.reading.reader import read
from kg import resources
from kg.builds.parts.stream import final_lines, list_lines
from kg.graph.claims import Claims
from kg.graph.store import lines
from kg.graph.things.triples import quads
from kg.graph.vocabulary import vocabulary


@pytest.fixture(scope="module")
def bundled():
    return [read(path) for path in resources.bundled_lists()]


@pytest.mark.parametrize("chunk", [700, 100_000])
def test_chunks_are_the_sorted_lines_of_the_quads(bundled, chunk):
    claims = Claims()
    chunks = [found for one in bundled for found in list_lines(one, claims=claims, chunk=chunk)]
    assert all(found == sorted(set(found)) for found in chunks)
    assert all(len(found) <= chunk for found in chunks)

    whole = Claims()
    registers = (one.responsibility_list for one in bundled)
    facts = [
        quads(one, map(extract, one.rows), passages(register) if register else (), claims=whole)
        for one, register in zip(bundled, registers, strict=True)
    ]
    expected = lines([*chain.from_iterable(facts), *whole.quads(), *vocabulary()])
    assert sorted(set(merge(*chunks, final_lines(claims)))) == expected


def test_claims_of_lists_add_up(bundled):
    together, apart = Claims(), [Claims() for _ in bundled]
    for one, claims in zip(bundled, apart, strict=True):
        assert list(list_lines(one, claims=together)) == list(list_lines(one, claims=claims))
    added = Claims()
    for claims in apart:
        added.update(pickle.loads(pickle.dumps(claims)))
    assert final_lines(added) == final_lines(together)


def test_a_list_goes_to_another_process_and_its_lines_come_back(bundled):
    there = pickle.loads(pickle.dumps(bundled[0]))
    assert list(list_lines(there, claims=Claims())) == list(list_lines(bundled[0], claims=Claims()))
