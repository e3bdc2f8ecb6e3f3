"""Terms: one constant a term, prefixes for all of them."""

import doctest

import pytest
from pyoxigraph import NamedNode

from kg.graph import iris, terms
from kg.graph.things import offices

CONSTANTS = {name: node for name, node in vars(terms).items() if isinstance(node, NamedNode)}


@pytest.mark.parametrize("module", [terms, iris, offices])
def test_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0
    assert doctest.testmod(module).attempted > 0


def test_every_term_has_one_constant():
    assert len(set(CONSTANTS.values())) == len(CONSTANTS)


def test_every_term_can_be_written_with_a_prefix():
    for node in CONSTANTS.values():
        assert any(node.value.startswith(space) for space in terms.PREFIXES.values()), node


def test_another_base_moves_the_prefixes_of_instances_only():
    moved = {name for name, space in terms.prefixes("https://example.org/").items() if space != terms.PREFIXES[name]}
    assert moved == {"body", "fact", "file", "law", "list", "power"}
