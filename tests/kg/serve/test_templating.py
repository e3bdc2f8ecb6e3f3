"""The files of the pages, as they are shipped: they work with no network, and data never becomes markup."""

import re

import pytest

from kg.serve.templating import FOLDER, TEMPLATES, content, file, names, rendered

SCRIPTS = sorted(path.name for path in FOLDER.glob("*.js"))
EVERY = [*sorted(FOLDER.iterdir()), *sorted(TEMPLATES.iterdir())]


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_nothing_is_loaded_from_elsewhere(path):
    text = path.read_text(encoding="utf-8")
    loads = re.findall(r"""(?:src|href|from|import|url|fetch)\s*[=(]?\s*["'(]+((?:https?:)?//[^"')]*)""", text)
    assert loads == []
    assert "@import" not in text


@pytest.mark.parametrize("name", SCRIPTS)
def test_data_never_becomes_markup_or_code(name):
    text = content(name)[0].decode("utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", text)


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_module_that_is_imported_is_there(name):
    imported = re.findall(r'from "\./([^"]+)"', content(name)[0].decode("utf-8"))
    assert set(imported) <= names() | {"vocabulary.js"}  # made on the spot, see kg.serve.routes.completion


def test_every_class_and_id_the_scripts_name_is_on_the_page():
    page = content("query.html")[0].decode("utf-8")
    main = content("main.js")[0].decode("utf-8")
    for name in re.findall(r'\bby\("([\w-]+)"\)', main):
        assert f'id="{name}"' in page
    for control in re.findall(r'aria-controls="([\w-]+)"', page):
        assert f'id="{control}"' in page


def test_files_are_known_by_name_only():
    assert file("main.js").status_code == 200
    assert file("main.js", content("main.js")[1]).status_code == 304
    assert file("../pages.py") is None
    assert file("") is None


def test_a_template_escapes_what_it_is_given():
    class Problem:
        status, zh, en, hint, excerpt = 400, "<script>", "a & b", '"', "<b>"

    page = rendered("refusal.html", it=Problem)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "a &amp; b" in page
