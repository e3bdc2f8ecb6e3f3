"""Every export names the program, its version, and the build it is made from."""

import hashlib
import sqlite3
from importlib.metadata import version

import pytest

from kg.output.export import FOLDERS, ExportFormat, files, one_file
from kg.output.provenance import FILE, provenance


@pytest.fixture(scope="module")
def digest(exports):
    return hashlib.sha256((exports / "MANIFEST.json").read_bytes()).hexdigest()


@pytest.mark.parametrize("form", [ExportFormat.GEXF, ExportFormat.GRAPHML])
def test_a_network_says_what_it_is_made_from(graph, exports, digest, form):
    text = one_file(exports, graph, form, "document-document", ascii_iris=False).decode()
    assert f"version: {version('quanze')}" in text
    assert digest in text


def test_a_database_says_what_it_is_made_from(graph, exports, digest):
    connection = sqlite3.connect(":memory:")
    connection.deserialize(one_file(exports, graph, ExportFormat.SQLITE, "", ascii_iris=False))
    known = dict(connection.execute("SELECT name, value FROM provenance"))
    assert known == {"program": "quanze", "version": version("quanze"), "manifest_sha256": digest, "part": "no"}


@pytest.mark.parametrize("form", [ExportFormat.CSV, ExportFormat.NEO4J])
def test_a_folder_says_what_it_is_made_from(graph, digest, form):
    assert form in FOLDERS
    assert digest.encode() in files(graph, form, bom=True)[FILE]


def test_a_part_is_called_one(graph):
    assert provenance(graph.where(type="行政许可"))["part"] == "yes"
