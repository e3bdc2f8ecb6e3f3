"""The documentation site: nothing that has a page of reference is missing from it, and it builds and works offline."""

import importlib.util
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer
from pyoxigraph import Store, parse
from typer.testing import CliRunner

from kg.asking import questions
from kg.cli.main import app
from tests.browsing import until, window

ROOT = Path(__file__).parents[2]
WRITTEN = sorted(path for folder in ("tutorials", "howto") for path in (ROOT / "docs" / folder).glob("*.md"))
WRITTEN += [ROOT / "docs" / name for name in ("index.md", "index.en.md", "serve.md", "serve.en.md")]
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
REMOTE = re.compile(r"""<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=["'](?:https?:)?//(?!quanze)""")


@pytest.fixture(scope="module")
def reference():
    spec = importlib.util.spec_from_file_location("quanze_pages", ROOT / "docs" / "pages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages(reference):
    return reference.pages()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site, built as ``mkdocs build --strict`` builds it."""
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "--strict", "-q", "-d", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return out


def blocks(path, language):
    return [text for kind, text in BLOCK.findall(path.read_text(encoding="utf-8")) if kind == language]


def test_the_ontology_has_a_page_of_its_own(site):
    page = (site / "reference" / "ontology.html").read_text(encoding="utf-8")
    for term in ("PowerItem", "Citation", "Sanction", "legalBasis"):
        assert f"https://w3id.org/quanze/def#{term}" in page


def test_every_command_and_every_option_has_its_place(pages):
    text = pages["reference/commands.md"]
    group = typer.main.get_command(app)
    assert len(group.commands) > 8
    single = {name: command for name, command in group.commands.items() if not hasattr(command, "commands")}
    for name, under in group.commands.items():
        single |= {f"{name} {inner}": command for inner, command in getattr(under, "commands", {}).items()}
    for name, command in single.items():
        section = re.search(rf"## quanze {name}\n(.*?)(?=\n## |\Z)", text, re.DOTALL)[1]
        for param in command.params:
            assert all(option in section for option in param.opts), f"{name} {param.name}"


def test_every_rule_has_its_place(pages, reference):
    text = pages["reference/rules.md"]
    for path in (ROOT / "extract" / "rules").glob("*.toml"):
        assert f"\n## {path.stem}\n" in text
        for rule in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", ()):
            assert f"### {rule['code']} {rule['label']}" in text
            shown = (*rule.get("examples", ()), *rule.get("counter_examples", ()))
            assert all(f"“{reference.cell(example)}”" in text for example in shown)


def test_every_term_has_its_place(pages):
    text = pages["reference/vocabulary.md"]
    for quad in parse(path=str(ROOT / "ontology" / "quanze.ttl")):
        name = quad.subject.value.rpartition("#")[2]
        if quad.predicate.value.endswith("#label") and "#" in quad.subject.value:
            assert f"`qz:{name}`" in text
            assert quad.object.value in text


def test_every_code_has_its_place(pages):
    text = pages["reference/codes.md"]
    for path in (ROOT / "ontology" / "codes").glob("*.ttl"):
        for quad in parse(path=str(path)):
            if quad.predicate.value.endswith("#inScheme"):
                assert f"`code:{quad.subject.value.partition('/code/')[2]}`" in text


def test_every_notebook_is_shown_with_its_pictures(pages):
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        text = pages["reference/notebooks.en.md" if ".en." in path.name else "reference/notebooks.md"]
        assert f"`notebooks/{path.name}`" in text
        shown = re.findall(r"!\[[^]]*\]\(([^)]+)\)", text)
        assert len(shown) > 10
        assert all(pages[f"reference/{name}"].startswith(b"\x89PNG") for name in shown)


def test_every_question_has_its_place():
    text = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    assert all(f'<a id="{question.name}"></a>' in text for question in questions.bundled())


def test_every_written_page_is_there_in_both_languages():
    names = {path.relative_to(ROOT / "docs").as_posix() for path in WRITTEN}
    assert len(names) >= 16
    for name in names:
        twin = name.replace(".en.md", ".md") if name.endswith(".en.md") else name.replace(".md", ".en.md")
        assert twin in names


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(ROOT / "docs").as_posix())
def test_commands_and_queries_shown_are_real(path):
    for line in "\n".join(blocks(path, "sh")).splitlines():
        command, found, rest = line.partition("#")[0].partition("quanze ")
        if found and command.strip().endswith(("&&", "|", "bin/", "")) and (words := rest.split()):
            groups = typer.main.get_command(app).commands
            called = words[:2] if hasattr(groups.get(words[0]), "commands") else words[:1]
            said = CliRunner().invoke(app, [*called, "--help"])
            assert said.exit_code == 0, line
            assert all(word in said.stdout for word in words[1:] if re.fullmatch(r"--?[a-z][\w-]*", word)), line
            if words[0] == "query" and len(words) > 1 and re.fullmatch(r"[a-z][a-z-]+", words[1]):
                question = questions.find(words[1])
                given = [words[at + 1].partition("=")[0] for at, word in enumerate(words) if word == "--param"]
                assert set(given) <= {param.name for param in question.params}, line
    for text in blocks(path, "sparql"):
        Store().query(questions.bind(questions.parse(text), {}), prefixes=questions.PREFIXES)
    for text in blocks(path, "python"):
        compile(text, str(path), "exec")


def test_the_site_fetches_nothing(site):
    found = list(site.rglob("*.html"))
    assert len(found) > 25
    for path in found:
        assert not REMOTE.search(path.read_text(encoding="utf-8")), path


def test_search_knows_both_languages_from_disk(site):
    index = (site / "search" / "search_index.js").read_text(encoding="utf-8")
    held = json.loads(index.removeprefix("var __index = "))
    places = {entry["location"] for entry in held["docs"]}
    assert {"howto/export.html", "en/howto/export.html", "reference/vocabulary.html"} <= places
    text = next(entry["text"] for entry in held["docs"] if entry["location"] == "howto/export.html")
    assert "\u200b文件夹\u200b" in text, "Chinese is parted into words"
    assert "iframe-worker.js" in (site / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def sought(site, browser):
    """A function that gives the pages found for words, by title, on a site that is opened from disk."""
    with window(browser) as found:
        page = found.new_page()
        page.goto((site / "en" / "index.html").as_uri())
        page.evaluate("document.getElementById('__search').click()")
        box = page.locator("[data-md-component=search-query]")
        box.focus()
        meta = "() => document.querySelector('.md-search-result__meta').innerText"
        until(page, f"() => ({meta})() === 'Type to start searching'", seconds=60)

        def titles(words):
            box.fill("")
            box.press("Shift")
            until(page, f"() => ({meta})() === 'Type to start searching'", seconds=20)
            box.fill(words)
            box.press("Shift")
            until(page, f"() => ({meta})() !== 'Type to start searching'", seconds=20)
            found = page.locator(".md-search-result__list h1").all_inner_texts()
            return [title.replace("\u200b", "") for title in found]

        yield titles


@pytest.mark.parametrize(("one", "other"), [("query", "queries"), ("library", "libraries"), ("citation", "citations")])
def test_search_finds_singular_and_plural_alike(sought, one, other):
    found = sought(one)
    assert len(found) > 3
    assert sought(other) == found


def test_search_finds_chinese_words_whole(sought):
    assert set(sought("引注")) == {"追溯原文", "Back to the words"}
    assert "法规库" in sought("法规库")
    assert sought("鬻") == []


def test_the_page_is_shown(site):
    for path in ("howto/page.html", "en/howto/page.html"):
        pictures = re.findall(r'src="([^"]+page-[a-z]+\.png)"', (site / path).read_text(encoding="utf-8"))
        assert len(pictures) == 3
        for picture in pictures:
            assert (site / path).parent.joinpath(picture).resolve().read_bytes().startswith(b"\x89PNG")


def test_figures_and_queries_are_in_the_menu(site):
    menu = (site / "index.html").read_text(encoding="utf-8")
    for page in ("figures.html", "queries.html", "reference/commands.html"):
        assert f'href="{page}"' in menu
