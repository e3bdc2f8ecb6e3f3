"""The table of the page in a real browser, and what everybody needs: keyboard, contrast, a phone, paper, hostile text."""

import pytest

from kg.page.render import render
from tests.browsing import PHONE, WIDE, opened, until, window
from tests.kg.page.test_page import NASTY, nasty_page
from tests.kg.page.walking import focus, shown, state


def test_the_table_is_the_twin_of_the_graph(page):
    page.keyboard.press("t")
    assert page.locator("#table-count").inner_text() == f"{page.evaluate('quanze.things.length')}项"
    page.locator("th[data-key=weight] button").focus()
    page.keyboard.press("Enter")
    assert page.locator("th[data-key=weight]").get_attribute("aria-sort") == "ascending"
    numbers = [int(text) for text in page.locator("td.weight").all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)
    page.fill("#table-query", "劳动合同法")
    page.wait_for_timeout(60)
    assert "q=" in page.url
    assert all("劳动合同法" in text for text in page.locator("td.label").all_inner_texts()[:4])
    page.locator("td.label a").first.click()
    until(page, "quanze.state.view === 'ego'")


def test_the_graph_can_be_walked_by_keyboard(page):
    focus(page, "工伤保险条例")
    page.focus("#network")
    page.keyboard.press("ArrowLeft")
    until(page, "quanze.state.chosen?.kind === 'thing'")
    chosen = state(page)["chosen"]["at"]
    assert page.evaluate("at => quanze.things[at].kind.key", chosen) == "item"
    until(page, "at => document.getElementById('live').textContent.includes(quanze.things[at].label)", chosen)
    page.keyboard.press("Enter")
    until(page, "at => quanze.state.focus === at", chosen)
    scale = page.evaluate("quanze.network.getScale()")
    page.keyboard.press("+")
    until(page, "scale => quanze.network.getScale() > scale", scale)
    page.keyboard.press("Escape")
    until(page, "quanze.state.view === 'overview'")


def test_everything_has_a_name_for_those_who_do_not_see_it(page):
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert page.locator("#network").get_attribute("role") == "application"
    for view in ("overview", "table", "review"):
        page.click(f"nav [data-view={view}]")
        nameless = page.evaluate("""[...document.querySelectorAll('button, input, select, textarea, a')]
            .filter(node => node.checkVisibility() && !(node.innerText || node.ariaLabel || node.placeholder || node.labels?.length))
            .map(node => node.outerHTML.slice(0, 80))""")
        assert nameless == []


CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$|transparent|\\/ 0(\\.\\d+)?\\)|srgb/.test(colour)) return colour;
    }
    return "white";
  };
  const poor = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (!own || !node.checkVisibility() || node.closest(".unseen, noscript, script, style")) continue;
    const [one, other] = [light(getComputedStyle(node).color), light(behind(node))].sort((a, b) => b - a);
    if ((one + 0.05) / (other + 0.05) < 4.5) poor.push([node.className, node.textContent.slice(0, 20), (one + 0.05) / (other + 0.05)]);
  }
  return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_light_and_dark(page, scheme):
    page.emulate_media(color_scheme=scheme)
    for view in ("overview", "table", "review"):
        page.click(f"nav [data-view={view}]")
        assert page.evaluate(CONTRAST) == []
    focus(page, "11620300438260106W3620214006000")
    assert page.evaluate(CONTRAST) == []
    page.emulate_media(color_scheme="light")


def test_it_fits_a_phone(tab, exports):
    found = opened(tab, exports / "graph.html", size=PHONE)
    for view in ("overview", "map", "table", "review"):
        found.click(f"nav [data-view={view}]")
        assert found.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        assert found.locator("#query").is_visible()
    focus(found, "11620300438260106W3620214006000")
    assert found.locator("#network").bounding_box()["width"] <= PHONE[0]
    places = [(node["y"], node["x"]) for node in shown(found)]
    assert len({y for y, _ in places}) == len(places), "a stack, not columns"
    focus(found, "工伤保险条例")
    graph = found.locator("#network").bounding_box()
    panel = found.locator("#panel").bounding_box()
    assert graph["height"] > 200
    assert panel["y"] >= graph["y"] + graph["height"]
    found.close()


def test_it_prints_the_panel_and_not_the_picture(page):
    focus(page, "11620300438260106W3620214006000")
    page.emulate_media(media="print")
    assert page.locator("#stage").is_hidden()
    assert page.locator("#panel blockquote").first.is_visible()
    page.emulate_media(media="screen")


def test_without_scripts_there_is_the_table(browser, exports):
    with window(browser, java_script_enabled=False) as found_window:
        found = found_window.new_page()
        found.goto((exports / "graph.html").as_uri())
        assert found.locator("table.plain tbody tr").count() > 800
        assert found.locator("main").is_hidden()


def test_hostile_text_stays_text(browser, tmp_path):
    path = tmp_path / "nasty.html"
    path.write_text(render(nasty_page()), encoding="utf-8")
    with window(browser) as hostile:
        found = opened(hostile, path)
        found.on("dialog", lambda dialog: pytest.fail(dialog.message))
        focus(found, "7*7")
        for view in ("overview", "map", "table", "review"):
            found.click(f"nav [data-view={view}]")
            assert found.locator("img").count() == 0
        found.evaluate("quanze.go({view: 'ego', focus: 0, open: [], more: {}, chosen: null})")
        found.wait_for_selector("#panel h2")
        assert found.locator("#panel h2").inner_text() == NASTY
        assert found.locator("#panel mark").first.text_content() == ("𠮷𠮷" + NASTY)[2:9]
        found.evaluate("quanze.go({chosen: {kind: 'link', at: 0}})")
        found.wait_for_selector("#panel mark.here")
        assert found.locator("#panel mark.here").text_content() == NASTY[:7]
        assert hostile.troubles == []


def test_both_sizes_can_be_seen(page, tmp_path):
    """Pictures for those who look: not empty, and drawn in more than a few colours."""
    for name, size in (("wide", WIDE), ("phone", PHONE)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.wait_for_timeout(100)
        picture = tmp_path / f"{name}.png"
        page.screenshot(path=picture)
        assert picture.stat().st_size > 20_000
        colours = page.evaluate("""() => { const c = document.querySelector('#network canvas');
            const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; const s = new Set();
            for (let i = 0; i < d.length; i += 4) s.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]); return s.size }""")
        assert colours > 20
