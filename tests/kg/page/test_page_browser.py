"""The page in a real browser: it opens, is walked, and finds things."""

import re
from urllib.parse import unquote

import pytest

from tests.browsing import opened, until
from tests.kg.page.walking import click_node, focus, shown, state


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
