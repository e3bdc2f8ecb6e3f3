"""Lists had from a built graph: rules that depend on the day or on a library find the same as in the files."""

import json

import pytest
from typer.testing import CliRunner

from kg import resources
from kg.audit.check import check, view
from kg.audit.registry import every_rule
from kg.audit.stored import stored_lists
from kg.builds.parts.intake import take
from kg.cli.main import app

DATED = [rule for rule in every_rule() if rule.dated]


@pytest.fixture(scope="module")
def from_files():
    return [listing for _, listing in take(resources.bundled_lists()).listings]


@pytest.fixture(scope="module")
def from_graph(graph):
    return list(stored_lists(graph.store))


@pytest.mark.parametrize("day", ["", "2016-01-01", "2030-01-01"])
def test_dated_rules_find_the_same_in_the_graph_as_in_the_files(from_files, from_graph, day):
    found, again = (check(view(lists, day), DATED) for lists in (from_files, from_graph))
    assert found
    assert {one.fingerprint: one.message for one in again} == {one.fingerprint: one.message for one in found}


def test_lists_of_the_graph_have_the_rows_and_parts_of_the_files(from_files, from_graph):
    for file, stored in zip(sorted(from_files, key=lambda one: one.name), from_graph, strict=True):
        assert (stored.name, stored.sha256, stored.publisher) == (file.name, file.sha256, file.publisher)
        assert [row.line for row in stored.rows] == [row.line for row in file.rows]
        if file.responsibility_list:
            ours, theirs = stored.responsibility_list, file.responsibility_list
            assert [one.text for one in ours.responsibilities] == [one.text for one in theirs.responsibilities]
            assert [len(one.sections) for one in ours.regimes] == [len(one.sections) for one in theirs.regimes]
            assert [one.matter for one in ours.boundaries] == [one.matter for one in theirs.boundaries]


def quanze(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


def test_a_built_folder_is_checked_for_another_day(exports):
    answer = quanze("check", "-g", exports, "--ignore", "GR", "--as-of", "2014-01-01", "--output-format", "jsonl")
    assert answer.exit_code == 1
    found = [json.loads(line) for line in answer.stdout.splitlines()]
    assert {one["as_of"] for one in found} == {"", "2014-01-01"}
    assert "2014-01-01" in answer.stderr


def test_a_built_folder_is_no_file(exports, tmp_path):
    answer = quanze("check", tmp_path, "-g", exports)
    assert (answer.exit_code, answer.stdout) == (2, "")
