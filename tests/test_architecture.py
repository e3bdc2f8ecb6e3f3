"""The house: which module may import which, and which library has which home. Read from the AST, nothing is run."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Lowest floor first. A pattern is a module or, with a dot at its end, a whole wing; the longest match counts.
FLOORS = [
    ["extract.model", "extract.facts", "extract.numerals"],
    ["extract.provision", "extract.clean", "extract.rules", "extract.enumerators"],
    ["extract.reading.grid", "extract.reading.header_words", "extract.understanding."],
    ["extract.reading.formats."],
    ["extract.reading.tables.", "extract.reading.responsibility."],
    ["extract.reading.", "extract.statutes."],
    ["extract.assemble"],
    ["extract.record"],
    ["extract.pipeline", "extract.score"],
    ["kg.errors", "kg.resources", "kg.graph.terms"],
    ["kg.graph."],
    ["kg.asking."],
    ["kg.doors."],
    ["kg.doors.commands."],
    ["kg.doors.cli", "kg.doors.serve.__main__"],
    ["kg"],
]
WINGS_APART = [("extract.reading", "extract.understanding")]
HOMES = {
    "spacy": {"extract.pipeline"},
    "pyvis": {"kg.doors.page"},
    "pyshacl": {"kg.asking.shapes"},
    "docx": {"extract.reading.formats.docx"},
    "openpyxl": {"extract.reading.formats.xlsx"},
    "xlrd": {"extract.reading.formats.xls"},
    "charset_normalizer": {"extract.reading.formats.encoding"},
    "starlette": {"kg.doors.serve"},
    "uvicorn": {"kg.doors.serve"},
    "webob": {"kg.doors.serve.negotiate"},
    "pypinyin": {"kg.asking.pinyin"},
    "xlsxwriter": {"kg.doors.workbook"},
    "pandas": {"kg.doors.frames"},
    "polars": {"kg.doors.frames"},
    "pyarrow": {"kg.doors.export.tabular"},
    "matplotlib": {"kg.doors.fonts"},
    "IPython": {"kg", "kg.doors.magic"},
}


def modules():
    for top in ("extract", "kg"):
        for path in sorted((ROOT / top).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


MODULES = dict(modules())


def imports(name, path):
    """Every module that ``path`` imports, by full name, wherever in the file the import stands."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join(filter(None, [*package.split(".")[: len(package.split(".")) - node.level + 1], base]))
            for alias in node.names:
                full = f"{base}.{alias.name}"
                yield full if full in MODULES else base


def floor(name):
    if name == "kg":
        return len(FLOORS) - 1
    found = [
        (len(pattern), number)
        for number, patterns in enumerate(FLOORS)
        for pattern in patterns
        if name == pattern or (pattern.endswith(".") and (name + ".").startswith(pattern))
    ]
    return max(found)[1] if found else None


def project_imports(name, path):
    return {found for found in imports(name, path) if found.split(".")[0] in {"extract", "kg"} and found in MODULES}


@pytest.mark.parametrize("name", [name for name in MODULES if name != "extract"])
def test_every_module_has_a_floor_and_imports_only_downwards(name):
    own = floor(name)
    assert own is not None, f"{name} has no floor: say in FLOORS where it lives"
    for found in project_imports(name, MODULES[name]):
        if found in {"extract", name}:
            continue
        assert floor(found) <= own, f"{name} imports {found} from a floor above"


def test_extract_never_imports_kg():
    for name, path in MODULES.items():
        if name.startswith("extract"):
            assert not [found for found in imports(name, path) if found.split(".")[0] == "kg"], name


@pytest.mark.parametrize(("left", "right"), WINGS_APART)
def test_wings_do_not_know_each_other(left, right):
    for name, path in MODULES.items():
        for one, other in ((left, right), (right, left)):
            if name.startswith(one):
                assert not [found for found in project_imports(name, path) if found.startswith(other)], name


def test_no_import_cycles():
    graph = {name: project_imports(name, path) - {name} for name, path in MODULES.items()}
    done, open_ = set(), []

    def visit(name):
        assert name not in open_, f"cycle: {' -> '.join([*open_[open_.index(name) :], name])}"
        if name in done:
            return
        open_.append(name)
        for found in graph[name]:
            visit(found)
        open_.pop()
        done.add(name)

    for name in graph:
        visit(name)


@pytest.mark.parametrize("library", HOMES)
def test_one_library_one_home(library):
    for name, path in MODULES.items():
        if any(name == home or name.startswith(home + ".") for home in HOMES[library]):
            continue
        used = [found for found in imports(name, path) if found.split(".")[0] == library]
        assert not used, f"{name} imports {library}, which lives in {sorted(HOMES[library])}"


def test_top_level_init_files_hold_words_only():
    for name, path in MODULES.items():
        if path.name == "__init__.py" and name != "kg":
            body = ast.parse(path.read_text(encoding="utf-8")).body
            assert len(body) == 1, f"{name}/__init__.py holds more than its docstring"
            assert isinstance(body[0], ast.Expr), name


def test_the_bundled_lists_are_named_in_data_and_tests_only():
    """No rule may know the lists it was tried on."""
    known = re.compile("金昌|鸡泽|11620300438260106W|157[7-9]|16[0-5][0-9]|166[0-3]")
    for path in MODULES.values():
        for word in known.findall(path.read_text(encoding="utf-8")):
            assert word.isdigit(), f"{path.relative_to(ROOT)} knows {word}"
