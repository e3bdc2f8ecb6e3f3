"""The page for those who do not see it, see it large, or do not use a mouse: axe-core in every view, and what it cannot see."""

from pathlib import Path

import pytest

from tests.browsing import opened, until, window

VIEWS = {
    "overview": "quanze.go(quanze.plain())",
    "document": "quanze.go({...quanze.plain(), view: 'ego', focus: quanze.find('工伤保险条例')[0]})",
    "item": "quanze.go({...quanze.plain(), view: 'ego', focus: quanze.find('扣押劳动者档案')[0]})",
    "map": "quanze.go({...quanze.plain(), view: 'map'})",
    "list": "quanze.go({...quanze.plain(), view: 'table'})",
    "review": "quanze.go({...quanze.plain(), view: 'review'})",
    "settling": "quanze.go({...quanze.plain(), view: 'review', settle: true})",
    "question": "quanze.go({...quanze.plain(), view: 'question', ask: 'falls', focus: quanze.find('工伤保险条例')[0]})",
    "path": "quanze.go({...quanze.plain(), view: 'path', focus: quanze.find('工伤保险条例')[0], to: quanze.find('失业保险条例')[0]})",
}
DIALOGS = {"help": ("?", "#help"), "name": ("a", "#who"), "missed": ("m", "#missed")}


@pytest.fixture(scope="module")
def axe():
    """axe-core as the package of its runner for Playwright ships it; it is run here on a page that is never left."""
    package = pytest.importorskip("axe_playwright_python", reason="pip install 'quanze[dev]'")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page):
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    return [(one["id"], one["nodes"][0]["html"][:120]) for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, exports, axe, scheme):
    with window(browser, color_scheme=scheme, bypass_csp=True) as tab:
        page = opened(tab, exports / "graph.html")
        page.evaluate(axe)
        for view, script in VIEWS.items():
            page.evaluate(script)
            page.wait_for_timeout(50)
            assert violations(page) == [], view
        page.evaluate(VIEWS["review"])
        for name, (key, dialog) in DIALOGS.items():
            page.keyboard.press(key)
            page.wait_for_selector(f"{dialog}[open]")
            assert violations(page) == [], name
            page.keyboard.press("Escape")


def test_targets_are_large_enough(browser, exports):
    """24 by 24 CSS pixels (WCAG 2.2, 2.5.8), but for links in running text."""
    with window(browser) as tab:
        page = opened(tab, exports / "graph.html")
        for view, script in VIEWS.items():
            page.evaluate(script)
            small = page.evaluate("""[...document.querySelectorAll('button, select, summary, .button')].filter((node) => node.checkVisibility() && !node.closest('.skip, mark'))
                .filter((node) => { const { width, height } = node.getBoundingClientRect(); return width < 24 || height < 23.5; }).map((node) => node.outerHTML.slice(0, 90))""")  # fmt: skip
            assert small == [], view


def test_focus_is_never_lost(browser, exports):
    with window(browser) as tab:
        page = opened(tab, exports / "graph.html")
        for name in ("table", "review", "map", "overview"):
            page.focus(f"nav [data-view={name}]")
            page.keyboard.press("Enter")
            page.wait_for_timeout(30)
            assert page.evaluate("document.activeElement !== document.body"), name
        page.evaluate(VIEWS["list"])
        page.locator("#facets input").first.focus()
        page.keyboard.press(" ")
        page.wait_for_timeout(30)
        assert page.evaluate("document.activeElement.closest('#facets') !== null")


@pytest.mark.parametrize("size", [(1093, 614), (720, 450), (640, 400)])
def test_small_windows_and_large_print_keep_the_graph_usable(browser, exports, size):
    """A laptop of 1093 by 614, and 1440 by 900 or 1280 by 800 at 200 %."""
    with window(browser) as tab:
        page = opened(tab, exports / "graph.html", size=size)
        for view in ("overview", "document", "map"):
            page.evaluate(VIEWS[view])
            page.wait_for_timeout(50)
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0], view
            box = page.locator("#network").bounding_box()
            assert box["height"] >= min(180, size[1] * 0.28), (view, box)
            assert box["width"] >= size[0] * 0.45, (view, box)
        page.evaluate(VIEWS["review"])
        assert page.locator("#give-accept").is_visible()


def test_forced_colours_show_what_is_pressed_and_current(browser, exports):
    with window(browser, forced_colors="active") as tab:
        page = opened(tab, exports / "graph.html")
        colour = "node => getComputedStyle(node).backgroundColor"
        current = page.locator("nav [aria-current]").evaluate(colour)
        assert current != page.locator("nav button:not([aria-current])").first.evaluate(colour)
        page.locator("#legend [data-hide]").first.click()
        pressed, other = (
            page.locator(f"#legend [aria-pressed={on}]").first.evaluate(colour) for on in ("true", "false")
        )
        assert pressed != other


def test_still_where_motion_is_not_wanted(browser, exports):
    with window(browser, reduced_motion="reduce") as tab:
        page = opened(tab, exports / "graph.html")
        before = page.evaluate("JSON.stringify(quanze.network.getPositions())")
        page.click("#loosen")
        until(page, "before => JSON.stringify(quanze.network.getPositions()) !== before", before)
        until(page, "!quanze.network.physics.physicsEnabled")
        first = page.evaluate("JSON.stringify(quanze.network.getPositions())")
        page.wait_for_timeout(300)
        assert page.evaluate("JSON.stringify(quanze.network.getPositions())") == first, "and does not move"


def test_keys_open_groups_and_lead_back(browser, exports):
    with window(browser) as tab:
        page = opened(tab, exports / "graph.html")
        page.evaluate("quanze.go({...quanze.plain(), view: 'ego', focus: quanze.find('其他行政权力')[0]})")
        until(page, "quanze.shown.some((node) => node.group)")
        page.focus("#network")
        page.keyboard.press("ArrowRight")
        until(page, "quanze.state.chosen?.kind === 'group'")
        before = page.evaluate("quanze.shown.length")
        page.keyboard.press("Enter")
        until(page, "size => quanze.shown.length > size", before)
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        until(page, "quanze.state.view === 'overview'")
        page.keyboard.press("t")
        until(page, "quanze.state.view === 'table'")
        page.locator("#sheet th").first.click()
        page.keyboard.press("Escape")
        until(page, "quanze.state.view !== 'table' || quanze.state.sort === ''")
