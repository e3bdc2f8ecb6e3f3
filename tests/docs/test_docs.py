"""What the documentation promises is there."""

import re
import tomllib
from pathlib import Path

import pytest
from pyoxigraph import Store
from typer.testing import CliRunner

from kg.asking import questions
from kg.cli.main import app

ROOT = Path(__file__).parents[2]
READMES = ["README.md", "README.zh.md"]
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name, language):
    return [found for kind, found in BLOCK.findall(text(name)) if kind == language]


def shown(name):
    """Every quanze command line a README shows, as arguments."""
    lines = "\n".join(blocks(name, "sh")).splitlines()
    found = [line.partition("#")[0].split("quanze ", 1)[1].split() for line in lines if "quanze " in line]
    assert len(found) > 5
    return found


@pytest.mark.parametrize("readme", READMES)
def test_every_command_shown_is_there_with_its_options(readme):
    groups = {group.name for group in app.registered_groups if group.name} | {
        group.typer_instance.info.name for group in app.registered_groups if group.typer_instance
    }
    for command, *args in shown(readme):
        words = [command, args[0]] if command in groups else [command]
        said = CliRunner().invoke(app, [*words, "--help"])
        assert said.exit_code == 0, command
        for option in (arg for arg in args if arg.startswith("-")):
            assert option in said.stdout, f"{command} {option}"


@pytest.mark.parametrize("readme", READMES)
def test_every_question_shown_is_there_with_its_parameters(readme):
    for args in shown(readme):
        if args[0] == "query" and not args[1].startswith("-") and "." not in args[1]:
            question = questions.find(args[1])
            given = dict(args[number + 1].split("=") for number, arg in enumerate(args) if arg == "--param")
            questions.bind(question, given)


@pytest.mark.parametrize("readme", READMES)
def test_the_query_shown_is_sparql(readme):
    (query,) = blocks(readme, "sparql")
    Store().query(questions.bind(questions.parse(query), {}), prefixes=questions.PREFIXES)


@pytest.mark.parametrize("readme", READMES)
def test_the_python_shown_runs(readme, graph):
    (code,) = blocks(readme, "python")
    names = {"graph": graph}
    for line in code.splitlines():
        if line.startswith("graph."):
            assert eval(line, names) is not None


@pytest.mark.parametrize("readme", READMES)
def test_links_lead_somewhere(readme):
    assert all((ROOT / link).exists() for link in LINK.findall(text(readme)))


def test_both_readmes_show_the_same_commands():
    assert shown(READMES[0]) == shown(READMES[1])
    for language in ("sparql", "python"):
        first, second = (re.sub(r"#.*", "", "".join(blocks(name, language))) for name in READMES)
        assert first == second


def test_ci_runs_the_tests_as_the_readme_says():
    script = text(".ci/run")
    (tests,) = [block for block in blocks("README.md", "sh") if "pytest" in block]
    for step in tests.strip().split(" && "):
        assert step.split()[-1].strip('"') in script


def test_extras_named_are_there():
    extras = tomllib.loads(text("pyproject.toml"))["project"]["optional-dependencies"]
    named = {extra for name in READMES for extra in re.findall(r"quanze\[(\w+)\]", text(name))}
    assert named <= set(extras)


def test_every_file_of_a_build_is_told(exports):
    told = text("exports/README.md")
    for path in exports.iterdir():
        assert f"`{path.name}" in told, path.name
