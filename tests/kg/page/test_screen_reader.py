"""What a screen reader is given: the accessibility tree of the browser, by role and name, and what is said as things change."""

import pytest

from tests.browsing import opened, until

DOCUMENT = "quanze.go({...quanze.plain(), view: 'ego', focus: quanze.find('工伤保险条例')[0]})"


@pytest.fixture(scope="module")
def page(tab, exports):
    return opened(tab, exports / "graph.html")


def tree(page):
    """The nodes that are not ignored: role, name, properties."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        (
            node["role"]["value"],
            node.get("name", {}).get("value", ""),
            {one["name"]: one["value"].get("value") for one in node.get("properties", ())},
        )
        for node in nodes
        if not node.get("ignored") and "role" in node
    ]


def named(nodes, role):
    return [name for one, name, _ in nodes if one == role]


NAMELESS = ("button", "link", "textbox", "searchbox", "combobox", "checkbox", "listbox", "option", "dialog", "region",
            "img", "image", "toolbar", "progressbar", "navigation", "complementary", "application", "table", "columnheader")  # fmt: skip
VIEWS = {
    "overview": "quanze.go(quanze.plain())",
    "document": DOCUMENT,
    "map": "quanze.go({...quanze.plain(), view: 'map'})",
    "list": "quanze.go({...quanze.plain(), view: 'table'})",
    "review": "quanze.go({...quanze.plain(), view: 'review'})",
    "question": "quanze.go({...quanze.plain(), view: 'question', ask: 'falls', focus: quanze.find('工伤保险条例')[0]})",
}


@pytest.mark.parametrize("view", VIEWS)
def test_every_control_and_region_has_a_name(page, view):
    page.evaluate(VIEWS[view])
    page.wait_for_timeout(100)
    nodes = tree(page)
    assert [(role, name) for role, name, _ in nodes if role in NAMELESS and not name.strip()] == []
    assert len(nodes) > 60


def test_the_landmarks_are_there_and_told_apart(page):
    page.evaluate(VIEWS["overview"])
    nodes = tree(page)
    roles = [role for role, _, _ in nodes]
    assert [roles.count(role) for role in ("banner", "main", "search")] == [1, 1, 1]
    assert named(nodes, "navigation") == ["视图"]
    assert "详情" in named(nodes, "complementary")
    assert named(nodes, "toolbar") == ["图的工具"]
    assert "方向键" in named(nodes, "application")[0]
    assert named(nodes, "heading")[0] == "权责清单知识图谱"


def test_what_is_pressed_current_sorted_and_how_far_is_told(page):
    page.evaluate(VIEWS["overview"])
    nodes = tree(page)
    current = page.evaluate("[...document.querySelectorAll('[aria-current]')].map((one) => one.dataset.view)")
    assert current == ["overview"]
    pressed = [properties["pressed"] for role, _, properties in nodes if "pressed" in properties]
    assert len(pressed) > 10
    page.evaluate("quanze.go({...quanze.plain(), view: 'table', sort: 'label', down: true})")
    sorting = page.evaluate(
        "[...document.querySelectorAll('#sheet [aria-sort]')].map((one) => one.getAttribute('aria-sort'))"
    )
    assert sorting.count("descending") == 1
    assert "名称" in named(tree(page), "columnheader")
    page.evaluate(VIEWS["review"])
    progress = [(name, properties) for role, name, properties in tree(page) if role == "progressbar"]
    assert progress[0][0] == "复核进度"
    assert "valuemax" in progress[0][1]


def test_the_search_is_a_combobox_that_says_its_choice(page):
    page.evaluate(VIEWS["overview"])
    page.keyboard.press("/")
    page.keyboard.type("劳动合同法八十四条")
    until(page, "document.querySelector('#found [role=option]')")
    nodes = tree(page)
    box = next((name, properties) for role, name, properties in nodes if role == "combobox")
    assert box[0] == "查找事项、机构、文件和条款"
    assert box[1]["expanded"] is True
    assert "查找结果" in named(nodes, "listbox")
    options = [(name, properties.get("selected")) for role, name, properties in nodes if role == "option"]
    assert "第八十四条" in options[0][0]
    assert [selected for _, selected in options] == [True] + [False] * (len(options) - 1)
    until(page, "document.getElementById('live').textContent.startsWith('找到')")
    page.keyboard.press("ArrowDown")
    active = page.evaluate(
        "document.getElementById(document.getElementById('query').getAttribute('aria-activedescendant')).getAttribute('aria-selected')"
    )
    assert active == "true"
    page.keyboard.press("Escape")
    assert next(properties for role, _, properties in tree(page) if role == "combobox")["expanded"] is False


def test_what_happens_is_said(page):
    """Moving in the picture, hiding a kind, filtering a list, judging a fact: each says itself in a live region."""
    live = "document.getElementById('live').textContent"
    page.evaluate(DOCUMENT)
    page.focus("#network")
    page.keyboard.press("ArrowLeft")
    until(page, f"{live} !== ''")
    page.locator("#legend [data-hide=sanction]").click()
    until(page, f"{live} === '法律责任：已隐藏'")
    page.locator("#legend [data-hide=sanction]").click()
    until(page, f"{live} === '法律责任：已显示'")
    page.evaluate(VIEWS["list"])
    regions = page.evaluate(
        "[...document.querySelectorAll('[role=status], [role=alert], [aria-live]')].map((one) => one.id)"
    )
    assert "live" in regions
    assert "table-count" in regions
    page.evaluate(VIEWS["review"])
    page.keyboard.press("a")
    page.wait_for_selector("#who[open]")
    assert named(tree(page), "dialog") == ["复核人姓名"]
    page.fill("#your-name", "张三")
    page.keyboard.press("Enter")
    until(page, f"{live}.startsWith('无误：')")
    page.keyboard.press("Backspace")
    until(page, f"{live} === '已撤销'")


def test_facts_in_words_say_what_they_are(page):
    """A mark is told from the text around it; the picture is told by the list and the panel, not by the canvas alone."""
    page.evaluate("quanze.go({...quanze.plain(), view: 'ego', focus: quanze.find('扣押劳动者档案')[0]})")
    page.wait_for_selector("#panel mark")
    marks = [properties for role, _, properties in tree(page) if role == "mark"]
    assert len(marks) == page.locator("#panel mark").count()
    titles = page.evaluate("[...document.querySelectorAll('#panel mark')].map((one) => one.title)")
    assert all("：" in title for title in titles)
