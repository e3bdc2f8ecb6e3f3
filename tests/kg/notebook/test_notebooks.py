"""The notebooks run, and what is kept in them is what a reader without a kernel needs."""

import ast
import re

import nbformat
import pytest

from tests.notebooks import NOTEBOOKS, ROOT, english, execute, house, read

NAMES = [path.name for path in NOTEBOOKS]
BY_NAME = dict(zip(NAMES, NOTEBOOKS, strict=True))
MAGIC = re.compile(r"^%.*$", re.MULTILINE)


def code(name):
    return [cell for cell in read(BY_NAME[name]).cells if cell.cell_type == "code"]


def shown(cells):
    """The kinds of outputs cell by cell, but for warnings: a machine without a Chinese font has one."""
    return [[output.output_type for output in cell.outputs if output.get("name") != "stderr"] for cell in cells]


def outputs(name):
    return [output for cell in code(name) for output in cell.outputs]


def test_they_are_numbered_without_a_gap():
    assert [name[:2] for name in NAMES] == [f"{number:02}" for number in range(1, 12)]


def test_what_is_said_of_the_bundled_lists_is_so(graph):
    """The figures that stand in the text of notebooks, counted without them."""
    basis = graph.query("SELECT DISTINCT ?list ?document { ?x qz:inList ?list ; qz:basisDocument ?document }")
    lists = {}
    for row in basis:
        lists.setdefault(row["document"], set()).add(row["list"])
    assert sum(len(found) == 2 for found in lists.values()) == 1, "05: 都作为依据的法规文件仅一部"
    assert len(graph.query("shared-documents")) == 7, "05: 共同引用七部"
    resting = graph.query("SELECT ?x ?title { ?x a qz:PowerItem ; qz:basisDocument/rdfs:label ?title }")
    first, second = (
        {row["x"] for row in resting if row["title"] == name} for name in ("工伤保险条例", "工伤保险经办规程")
    )
    assert (len(first & second), len(first)) == (17, 30), "04: 占一半略多，不是总是成对"


@pytest.mark.filterwarnings("ignore")  # of the libraries that run kernels
@pytest.mark.parametrize("name", NAMES)
def test_it_runs_from_top_to_bottom(name, exports, tmp_path):
    done = execute(BY_NAME[name], house(tmp_path, exports))
    assert shown(cell for cell in done.cells if cell.cell_type == "code") == shown(code(name))


@pytest.mark.parametrize("name", NAMES)
def test_cells_hold_calls_only(name):
    for cell in code(name):
        if not cell.source.startswith("%%"):
            tree = ast.parse(MAGIC.sub("", cell.source))
            made = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
            assert not [node for node in ast.walk(tree) if isinstance(node, made)]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_kept_as_it_ran(name):
    nbformat.validate(read(BY_NAME[name]))
    assert [cell.execution_count for cell in code(name)] == list(range(1, len(code(name)) + 1))
    assert not [output for output in outputs(name) if output.output_type == "error" or output.get("name") == "stderr"]
    text = BY_NAME[name].read_text(encoding="utf-8")
    assert 'execution": {' not in text, "no times"
    assert not re.search(r"/tmp/|/home/|/root/|[A-Z]:\\\\", text)
    assert len(text) < 700_000


@pytest.mark.parametrize("name", NAMES)
def test_it_has_pictures_and_says_what_it_is_in_two_languages(name):
    kinds = {kind for output in outputs(name) for kind in output.get("data", {})}
    assert kinds & {"image/png", "image/svg+xml"}
    first = read(BY_NAME[name]).cells[0].source
    assert re.match(rf"# {name[:2]} [一-鿿]", first)
    assert "*In English: " in first


@pytest.mark.parametrize("name", NAMES)
def test_the_english_edition_has_the_same_code_and_results_between_texts_of_its_own(name):
    own, other = read(BY_NAME[name]).cells, read(english(BY_NAME[name])).cells
    assert [cell.cell_type for cell in own] == [cell.cell_type for cell in other]
    for cell, twin in zip(own, other, strict=True):
        if cell.cell_type == "code":
            assert (cell.source, cell.execution_count, cell.outputs) == (
                twin.source,
                twin.execution_count,
                twin.outputs,
            )
        else:
            assert len(re.findall(r"[A-Za-z]", twin.source)) > len(re.findall(r"[一-鿿]", twin.source))
            assert quoted(cell.source) <= quoted(twin.source), "commands and calls named in one are named in both"
    assert re.match(rf"# {name[:2]} [A-Z]", other[0].source)


def quoted(text):
    """The calls of a text, by the word they begin with; words of an example may be translated."""
    return {found.split()[0] for found in re.findall(r"`+([^`\n]+)`+", text)}


def test_no_edition_stands_alone():
    assert {path.name for path in (ROOT / "notebooks").glob("*.en.ipynb")} == {english(path).name for path in NOTEBOOKS}


def test_a_picture_of_a_thing_is_frame_svg_and_text_in_one_output():
    shown = [output.data for name in NAMES for output in outputs(name) if "image/svg+xml" in output.get("data", {})]
    assert len(shown) >= 4
    for data in shown:
        assert data.keys() == {"text/html", "image/svg+xml", "text/plain"}
        assert "<iframe" in data["text/html"]
