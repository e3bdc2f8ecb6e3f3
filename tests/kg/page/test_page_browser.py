"""The page in a real browser: everything a reviewer does with it."""

import re
from urllib.parse import unquote

import pytest

from kg.page.render import render
from tests.browsing import PHONE, WIDE, opened, until, window
from tests.kg.page.test_page import NASTY, nasty_page


@pytest.fixture(scope="module")
def tab(browser):
    with window(browser, permissions=["clipboard-read", "clipboard-write"]) as found:
        yield found


@pytest.fixture(scope="module")
def kept(tab, exports):
    return opened(tab, exports / "graph.html")


@pytest.fixture
def page(tab, kept):
    """The page of the bundled lists, back at its overview; a test that leaves an error behind fails."""
    tab.troubles.clear()
    kept.bring_to_front()
    kept.evaluate(
        "document.activeElement.blur(); quanze.go({view: 'overview', focus: -1, open: [], more: {}, chosen: null})"
    )
    until(kept, "quanze.state.view === 'overview' && quanze.state.chosen === null")
    yield kept
    assert tab.troubles == []


@pytest.fixture
def fresh(tab, exports):
    """A page of its own, with nothing kept from before."""
    found = opened(tab, exports / "graph.html")
    found.evaluate("localStorage.clear()")
    found.reload()
    until(found, "window.quanze && window.quanze.ready")
    yield found
    found.evaluate("localStorage.clear()")
    found.close()


def state(page):
    return page.evaluate(
        "(({view, focus, open, chosen, query, fact}) => ({view, open, chosen, query, fact, "
        "focus: quanze.things[focus]?.label}))(quanze.state)"
    )


def focus(page, query):
    """Open the first thing that a query finds; its label comes back."""
    at = page.evaluate("query => quanze.find(query)[0]", query)
    page.evaluate("at => quanze.go({view: 'ego', focus: at, open: [], more: {}, chosen: null})", at)
    until(page, "at => quanze.state.focus === at && quanze.state.chosen === null", at)
    return page.evaluate("at => quanze.things[at].label", at)


def shown(page):
    return page.evaluate("quanze.shown.map(({id, thing, kind, stub, text, x, y}) => ({id, thing, stub: !!stub, text, x, y, kind: kind.key}))")  # fmt: skip


def click_node(page, number):
    """Click a node of the canvas."""
    at = page.evaluate(
        "id => { const {x, y} = quanze.network.getPosition(id); return quanze.network.canvasToDOM({x, y}) }", number
    )
    page.locator("#network canvas").click(position=at)
    page.wait_for_timeout(50)


# Opening


def test_it_opens_at_once_without_a_network(tab, exports):
    found = opened(tab, exports / "graph.html")
    assert found.locator("#network canvas").count() == 1
    assert all(url.startswith(("file:", "about:")) for url in tab.asked)
    found.close()


def test_it_begins_with_an_overview_that_can_be_read(page):
    nodes = shown(page)
    assert {node["kind"] for node in nodes} == {"body", "unit", "type", "document"}
    assert len(nodes) <= 60
    assert any(re.fullmatch(r"另有\d+个法规文件", node["text"]) for node in nodes)
    assert "256个条目" in page.locator("#panel").inner_text()
    assert page.evaluate("quanze.network.physics.physicsEnabled") is False


def test_the_picture_is_the_same_each_time(tab, exports):
    pictures = []
    for _ in range(2):
        found = opened(tab, exports / "graph.html")
        pictures.append(found.evaluate("JSON.stringify(quanze.network.getPositions())"))
        found.close()
    assert pictures[0] == pictures[1]


def test_cards_do_not_cover_each_other(page):
    for query in ("工伤保险条例", "市劳动保障监察支队", "行政处罚"):
        focus(page, query)
        places = [(node["x"], node["y"]) for node in shown(page)]
        for number, (x, y) in enumerate(places):
            for other_x, other_y in places[number + 1 :]:
                assert abs(x - other_x) >= 200 or abs(y - other_y) >= 44


# Walking


def test_neighbours_open_on_click_with_a_cap_and_back_and_forward_work(page):
    assert focus(page, "工伤保险条例") == "工伤保险条例"
    before = shown(page)
    assert 10 < len(before) < 40
    assert any(re.fullmatch(r"\+\d+ 条款", node["text"]) for node in before)
    item = next(node for node in before if node["kind"] == "item")
    click_node(page, item["id"])
    after = shown(page)
    assert len(after) > len(before)
    assert state(page)["open"] == [item["thing"]]
    assert state(page)["chosen"] == {"kind": "thing", "at": item["thing"]}
    assert "o=" in page.url
    page.go_back()
    until(page, "quanze.state.open.length === 0")
    assert shown(page) == before
    page.go_forward()
    until(page, "quanze.state.open.length === 1")
    assert shown(page) == after


def test_a_stub_shows_more_of_its_kind(page):
    focus(page, "工伤保险条例")
    before = shown(page)
    stub = next(node for node in before if node["stub"] and node["kind"] == "provision")
    click_node(page, stub["id"])
    assert len(shown(page)) > len(before)
    assert not [node for node in shown(page) if node["stub"] and node["kind"] == "provision"]


def test_the_state_is_in_the_address(tab, exports, page):
    focus(page, "就业促进法第66条")
    address = page.url.partition("#")[2]
    assert "中华人民共和国就业促进法/art_66" in unquote(address)
    again = opened(tab, exports / "graph.html", f"#{address}")
    assert state(again) == state(page)
    assert shown(again) == shown(page)
    again.close()


@pytest.mark.parametrize("address", ["#n=law/no/such", "#v=nonsense&q=%", "#s=x&e=a|b|c&v=map", "#v=review&f=id/x"])
def test_an_address_of_nothing_is_no_error(page, address):
    page.evaluate("hash => { location.hash = hash }", address)
    page.wait_for_timeout(60)
    assert state(page)["focus"] is None


def test_double_click_makes_a_node_the_centre(page):
    node = next(node for node in shown(page) if node["kind"] == "unit")
    at = page.evaluate("id => quanze.network.canvasToDOM(quanze.network.getPosition(id))", node["id"])
    page.locator("#network canvas").dblclick(position=at)
    until(page, "quanze.state.view === 'ego'")
    assert state(page)["focus"] == page.evaluate("at => quanze.things[at].label", node["thing"])
    node = next(node for node in shown(page) if node["kind"] == "item")
    at = page.evaluate("id => quanze.network.canvasToDOM(quanze.network.getPosition(id))", node["id"])
    page.locator("#network canvas").dblclick(position=at)
    until(page, "at => quanze.state.focus === at", node["thing"])


def test_the_whole_graph_is_a_map_and_not_a_hairball(page):
    page.click("nav [data-view=map]")
    assert len(shown(page)) == page.evaluate("quanze.things.length")
    assert page.evaluate("quanze.links.length") == 0
    node = next(
        node for node in shown(page) if page.evaluate("at => quanze.things[at].label", node["thing"]) == "工伤保险条例"
    )
    page.evaluate("at => quanze.go({chosen: {kind: 'thing', at}})", node["thing"])
    until(page, "quanze.links.length > 0")


def test_it_loosens_only_when_asked_to(page):
    before = page.evaluate("JSON.stringify(quanze.network.getPositions())")
    page.click("#loosen")
    page.wait_for_timeout(400)
    assert page.evaluate("JSON.stringify(quanze.network.getPositions())") != before
    page.click("#loosen")
    assert page.evaluate("JSON.stringify(quanze.network.getPositions())") == before


# Finding


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("扣押劳动者档案", "扣押劳动者证件"),
        ("11620300438260106W3620214001000", "扣押劳动者证件"),
        ("就业促进法 第66条", "《中华人民共和国就业促进法》第六十六条"),
        ("就业促进法第六十六条", "《中华人民共和国就业促进法》第六十六条"),
        ("就业促进法６６条", "《中华人民共和国就业促进法》第六十六条"),
        ("就业促进法66", "《中华人民共和国就业促进法》第六十六条"),
        ("jycjf66", "《中华人民共和国就业促进法》第六十六条"),
        ("gsbxtl", "工伤保险条例"),
        ("劳动保障监察支队", "市劳动保障监察支队"),
        ("国务院令 第375号", "工伤保险条例"),
        ("人社部发[2014]76号", "关于失业保险支持企业稳定岗位有关问题的通知"),
    ],
)
def test_search_finds_what_clerks_type(page, query, label):
    page.keyboard.press("/")
    page.keyboard.type(query)
    first = page.locator("#found [role=option]").first
    full = page.evaluate("query => quanze.things[quanze.find(query)[0]].label", query)
    assert label in full
    first.click()
    until(page, "quanze.state.view === 'ego'")
    assert state(page)["focus"] == full


def test_an_article_is_not_found_in_a_longer_number(page):
    hits = page.evaluate("quanze.hits('6条').map(({entry, fit}) => [fit, entry.label, entry.keys + entry.text])")
    named = [label for fit, label, _ in hits if fit < 3]
    assert named
    assert all("第六条" in label for label in named)
    assert all("第6条" in words for _, _, words in hits)


def test_search_by_keyboard_says_its_counts_and_closes(page):
    page.keyboard.press("/")
    page.keyboard.type("劳动法")
    until(page, "document.getElementById('live').textContent.includes('找到')")
    assert page.locator("#query").get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#found [aria-selected=true] .name").inner_text()
    page.keyboard.press("Enter")
    until(page, "quanze.state.view === 'ego'")
    assert chosen in state(page)["focus"].replace("中华人民共和国", "")
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    assert page.locator("#found").is_hidden()


def test_an_input_method_that_composes_is_left_alone(page):
    page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', {key: 't', isComposing: true, bubbles: true}))")
    assert state(page)["view"] == "overview"


def test_the_legend_filters_and_counts(page):
    button = page.locator("#legend-kinds [data-key=unit]")
    assert button.locator(".number").inner_text() == "32"
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert "unit" not in {node["kind"] for node in shown(page)}
    button.click()
    assert "unit" in {node["kind"] for node in shown(page)}


# The panel


def test_the_words_are_marked_to_the_character(page):
    focus(page, "11620300438260106W3620214006000")
    cell = page.locator("#panel .cell").first
    text = cell.locator("blockquote").evaluate("node => node.textContent")
    facts = page.evaluate(
        "[...document.querySelector('#panel .cell').querySelectorAll('mark:not(.finding)')].map(node => [Number(node.dataset.fact), node.textContent])"
    )
    assert {"citation", "pinpoint", "sanction"} <= set(
        " ".join(cell.locator("mark").evaluate_all("nodes => nodes.map(n => n.className)")).split()
    )
    assert cell.locator("mark.citation mark.pinpoint").count() == 1
    for fact, words in facts:
        start, end = page.evaluate("at => [quanze.facts[at].places[0].start, quanze.facts[at].places[0].end]", fact)
        assert text[start:end] == words
    assert cell.locator(".facts li").count() == len({fact for fact, _ in facts})


def test_every_mark_of_every_cell_is_the_quote(page):
    """All cells of the bundled lists: marks that nest and cross give back the text, and each fact its own words."""
    wrong = page.evaluate("""() => {
      const wrong = [];
      for (const thing of quanze.things.filter((one) => one.cells.length)) {
        quanze.go({ view: "ego", focus: thing.at, open: [], chosen: null, more: {} }, true);
        document.querySelectorAll("#panel .cell").forEach((block, number) => {
          const cell = quanze.cells[thing.cells[number]];
          const quoted = block.querySelector("blockquote");
          if (quoted.textContent !== cell.text) wrong.push(cell.iri);
          for (const place of cell.marks) {
            const words = [...quoted.querySelectorAll(`mark[data-fact="${place.fact}"]`)].map((node) => node.textContent).join("");
            if (cell.marks.filter((one) => one.fact === place.fact).length === 1 && words !== Array.from(cell.text).slice(place.start, place.end).join("")) wrong.push(quanze.facts[place.fact].iri);
          }
        });
      }
      return wrong;
    }""")
    assert wrong == []


def test_a_fact_lights_its_words(page):
    focus(page, "11620300438260106W3620214006000")
    page.locator("#panel .facts li.sanction .fact").first.click()
    assert page.locator("#panel mark.sanction.lit").count() == 1
    page.locator("#panel mark.pinpoint").first.click()
    assert page.locator("#panel .facts li.pinpoint.lit").count() == 1


def test_who_else_stands_on_a_provision(page, graph):
    focus(page, "工伤保险条例第三十条")
    told = page.locator("#panel .standing")
    names = told.locator(".links .thing").evaluate_all("nodes => nodes.map(node => node.title)")
    asked = graph.query(
        'SELECT DISTINCT ?name { ?p eli:is_part_of* ?art . ?art rdfs:label "《工伤保险条例》第三十条"@zh . '
        "?item qz:legalBasis ?p ; rdfs:label ?name }"
    )
    assert len(asked) > 3
    assert sorted(names) == sorted(row["name"] for row in asked)


def test_an_edge_shows_the_words_that_say_so(page):
    focus(page, "11620300438260106W3620214006000")
    middle = page.evaluate("""() => {
      const edge = quanze.links.find((one) => one.link?.facts.length && one.link.role.key === "basis");
      const a = quanze.network.getPosition(edge.from), b = quanze.network.getPosition(edge.to);
      return quanze.network.canvasToDOM({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
    }""")
    page.locator("#network canvas").click(position=middle)
    until(page, "quanze.state.chosen?.kind === 'link'")
    assert page.locator("#panel mark.here").first.inner_text() == "第六十六条"
    assert "实施依据" in page.locator("#panel .kind").inner_text()


def test_what_is_copied_can_be_used(page, graph):
    focus(page, "工伤保险条例第三十条")

    def copied(caption):
        page.locator("#panel .actions").get_by_text(caption, exact=True).click()
        page.wait_for_timeout(50)
        return page.evaluate("navigator.clipboard.readText()")

    assert copied("复制标识（IRI）") == "https://w3id.org/quanze/id/law/工伤保险条例/art_30"
    assert len(graph.query(copied("复制为 SPARQL"))) > 3
    for query in ("11620300438260106W3620214006000", "市劳动保障监察支队", "工伤保险条例"):
        focus(page, query)
        assert graph.query(copied("复制为 SPARQL"))
    page.locator("#panel .spoken .copy", has_text="SPARQL").first.click()
    page.wait_for_timeout(50)
    row = graph.query(page.evaluate("navigator.clipboard.readText()"))[0]
    assert row["text"][row["start"] : row["end"]] == row["quote"]
    focus(page, "11620300438260106W3620214006000")
    assert copied("复制编码") == "11620300438260106W3620214006000"
    page.locator("#panel .facts .copy", has_text="引文").nth(1).click()
    page.wait_for_timeout(50)
    assert page.evaluate("navigator.clipboard.readText()") == "第六十六条"


# The table, and everybody's access


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


# Hostile text


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
