"""What tests of the export share: a list of two rows, built once, and the property graph of the bundled lists."""

import pytest

import kg
from kg.output.property_graph import property_graph
from tests.building import build


@pytest.fixture(scope="session")
def little_folder(tmp_path_factory, small):
    """The build of a list of two rows: enough to be read by slow tools."""
    return build([small], tmp_path_factory.mktemp("little") / "exports").out


@pytest.fixture(scope="session")
def little(little_folder):
    return kg.open(little_folder)


@pytest.fixture(scope="session")
def property_nodes(graph):
    return property_graph(graph.store)
