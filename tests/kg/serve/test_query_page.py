"""The query page in a real browser, served over the graph of the bundled lists, without any other network."""

import csv
import io
import subprocess
import sys

import pytest

from tests.browsing import until as comes_true
from tests.browsing import window
from tests.serving import serving

MANY = "CONSTRUCT { ?item qz:legalBasis ?ground } WHERE { ?item a qz:PowerItem ; qz:legalBasis ?ground }"


def until(page, expression):
    """Wait for it as long as a busy machine may need."""
    comes_true(page, expression, seconds=40)


@pytest.fixture(scope="module")
def server(exports):
    with serving(exports / "store", "--timeout", "20") as running:
        yield running


@pytest.fixture(scope="module")
def context(browser):
    with window(browser, viewport={"width": 1440, "height": 1000}) as found:
        yield found


@pytest.fixture
def page(context, server):
    found = context.new_page()
    found.goto(f"http://{server.host}:{server.port}/sparql")
    until(found, "document.querySelectorAll('#terms li').length > 50")
    found.evaluate("localStorage.clear()")
    found.reload()
    until(found, "document.querySelectorAll('#terms li').length > 50")
    context.troubles.clear()
    yield found
    found.close()


def run(page, text):
    """Type a query over what stands there and run it, until its answer or its problem is shown."""
    page.locator("#query").fill(text)
    page.locator("#status").evaluate("status => status.textContent = ''")
    page.keyboard.press("Control+Enter")
    until(page, "document.querySelector('#run').disabled === false && "
          "(document.querySelector('#status').textContent || !document.querySelector('#problem').hidden)")  # fmt: skip


def rows(page):
    return page.locator("#table tbody tr").count()


def test_an_answer_and_after_a_failure_nothing_of_it(page, context):
    run(page, "SELECT ?item ?事项 { ?item a qz:PowerItem ; rdfs:label ?事项 } LIMIT 7")
    assert rows(page) == 7
    assert page.locator("[data-save=csv]").is_enabled()
    run(page, "SELECT ?item { ?item a qz:PowerItem")
    assert page.locator("#problem").is_visible()
    assert rows(page) == 0
    assert not page.locator("[data-save=csv]").is_enabled()
    assert not page.locator("#filter").is_enabled()
    assert all("400" in trouble for trouble in context.troubles)


def test_a_filter_keeps_the_rows_that_hold_every_word(page):
    run(page, "SELECT ?事项 { ?item a qz:PowerItem ; rdfs:label ?事项 }")
    total = rows(page)
    page.locator("#filter").fill("工伤 认定")
    kept = page.locator("#table tbody tr").all_inner_texts()
    assert 0 < len(kept) < total
    assert all("工伤" in text and "认定" in text for text in kept)
    page.locator("#filter").fill("")
    assert rows(page) == total


def test_tabs_and_history_stay_in_the_browser(page):
    run(page, "# 第一个\nSELECT ?a { ?a a qz:PowerItem } LIMIT 1")
    page.get_by_label("新查询", exact=True).click()
    run(page, "# 第二个\nASK { ?a a qz:PowerItem }")
    page.reload()
    until(page, "document.querySelectorAll('#queries [role=tab]').length === 2")
    tabs = page.locator("#queries [role=tab]")
    assert tabs.all_inner_texts() == ["第一个", "第二个"]
    assert page.locator("#query").input_value().startswith("# 第二个")
    tabs.nth(0).click()
    assert page.locator("#query").input_value().startswith("# 第一个")
    tabs.nth(0).focus()
    page.keyboard.press("Delete")
    assert tabs.all_inner_texts() == ["第二个"]
    page.locator("#tab-history").click()
    past = page.locator("#history li button")
    assert [text.partition("\n")[0] for text in past.all_inner_texts()] == ["第二个", "第一个"]
    past.nth(1).click()
    assert page.locator("#query").input_value().startswith("# 第一个")
    page.locator("#forget").click()
    assert past.count() == 0


def test_a_shipped_question_has_a_form_for_its_parameters(page):
    page.locator("#examples li button").filter(has_text="可以处以高额罚款的事项").first.click()
    until(page, "!document.querySelector('#form').hidden && document.querySelectorAll('#table tbody tr').length > 0")
    seven = rows(page)
    page.locator("#form input[name=amount]").fill("2万元")
    page.locator("#form button").click()
    until(page, f"document.querySelectorAll('#table tbody tr').length > {seven}")
    assert rows(page) == 15
    assert "20000" in page.locator("#query").input_value()
    page.locator("#form input[name=amount]").fill("许多")
    page.locator("#form button").click()
    until(page, "!document.querySelector('#problem').hidden")
    assert "应填数字" in page.locator("#problem").inner_text()


def test_code_lists_are_chosen_from_and_documents_completed(page):
    page.locator("#examples li button").filter(has_text="某承办机构的事项").first.click()
    until(page, "!document.querySelector('#form').hidden")
    choices = page.locator("#form select[name=type] option").all_inner_texts()
    assert choices[0] == "不限"
    assert "行政处罚" in choices
    page.locator("#examples li button").filter(has_text="以某法规文件").or_(
        page.locator("#examples li button").filter(has_text="某一条款")
    ).first.click()
    until(page, "!!document.querySelector('#form input[list]')")
    page.locator("#form input[name=document]").fill("工伤")
    until(page, "[...document.querySelectorAll('#form datalist option')].some(one => one.value === '工伤保险条例')")


def test_a_term_the_graph_does_not_use_is_said(page):
    run(page, "SELECT ?item { ?item a qz:PowerItm }")
    assert rows(page) == 0
    assert page.locator("#hint").inner_text() == "图谱中没有使用 qz:PowerItm，是否应为 qz:PowerItem？"
    run(page, "SELECT ?item { ?item a qz:PowerItem } LIMIT 1")
    assert page.locator("#hint").is_hidden()


@pytest.mark.parametrize(
    ("view", "query", "drawn"),
    [
        ("BarChart", "SELECT ?类型 (COUNT(?item) AS ?数) { ?item dct:type/skos:prefLabel ?类型 } GROUP BY ?类型", "rect"),
        ("LineChart", "SELECT ?年 (COUNT(?d) AS ?数) { ?d eli:date_document ?y BIND(SUBSTR(STR(?y), 1, 4) AS ?年) } GROUP BY ?年", "polyline"),
        ("Timeline", "SELECT ?文件 ?日期 { ?d eli:date_document ?日期 ; rdfs:label ?文件 }", "circle"),
    ],
)  # fmt: skip
def test_a_query_may_ask_for_a_chart(page, view, query, drawn):
    run(page, f"#defaultView:{view}\n{query}")
    assert page.locator("#chart svg").is_visible()
    assert page.locator(f"#chart svg {drawn}").count() >= 1
    assert not page.locator("#chart svg").evaluate("svg => /NaN|undefined/.test(svg.outerHTML)")


def test_the_view_a_query_asks_for_ends_with_it(page):
    plain = "SELECT ?item { ?item a qz:PowerItem } LIMIT 4"
    run(page, f"#defaultView:BarChart\n{plain}")
    run(page, f"#defaultView:Graph\n{plain}")
    run(page, plain)
    assert page.locator("#table tbody tr").first.is_visible()
    page.click("#tab-graph")
    run(page, f"{plain} OFFSET 1")
    assert page.locator("#graph").is_visible()


def test_a_form_leaves_with_its_question(page):
    page.locator("#examples button", has_text="可以处以高额罚款的事项").click()
    until(page, "!document.querySelector('#form').hidden")
    page.locator("#form button").click()
    until(page, "document.querySelector('#run').disabled === false")
    assert page.locator("#form").is_visible()
    run(page, "ASK {}")
    assert page.locator("#form").is_hidden()


def test_a_large_answer_as_a_graph(page):
    run(page, f"#defaultView:Graph\n{MANY}")
    assert page.locator("#graph svg .shape").count() == 250
    until(page, "document.querySelectorAll('#graph .covered').length > 0")


def test_the_code_for_a_terminal_and_for_python_gives_the_same_answer(page):
    text = "# \"引号\"与'撇号'\nSELECT ?事项 { ?item a qz:PowerItem ; rdfs:label ?事项 } ORDER BY ?事项 LIMIT 3"
    run(page, text)
    page.locator("#code summary").click()
    until(page, "document.querySelector('#code-python').textContent.length > 0")
    curl, python = (page.locator(f"#code-{name}").inner_text() for name in ("curl", "python"))
    answer = subprocess.run(["bash", "-c", curl], capture_output=True, check=True).stdout.decode()
    assert [row["事项"] for row in csv.DictReader(io.StringIO(answer))] == page.locator(
        "#table tbody tr"
    ).all_inner_texts()
    said = subprocess.run([sys.executable, "-X", "utf8", "-c", python], capture_output=True, check=True).stdout.decode()
    assert said.startswith("3 ")


def test_names_of_things_are_offered_where_an_object_is_typed(page):
    page.locator("#query").fill("SELECT ?item { ?item qz:basisDocument ")
    page.locator("#query").press_sequentially("工伤保险条例", delay=20)
    until(page, "[...document.querySelectorAll('#choices b')].some(one => one.textContent === 'law:工伤保险条例')")


def test_a_link_opens_its_query_and_the_state_is_a_page(page, server, context):
    root = f"http://{server.host}:{server.port}"
    page.goto(f"{root}/sparql#query=ASK%20%7B%20%3Fa%20a%20qz%3APowerItem%20%7D")
    page.reload()
    until(page, "document.querySelectorAll('#table tbody tr').length === 1")
    assert page.locator("#table tbody").inner_text().strip() == "是"
    page.goto(f"{root}/health")
    assert page.locator("h1").inner_text() == "状态"
    assert {url.split("/")[2] for url in context.asked if url.startswith("http")} == {f"{server.host}:{server.port}"}


def value(page):
    return page.locator("#query").input_value()


def test_what_the_editor_changes_can_be_undone_key_by_key(page):
    page.locator("#query").fill("")
    page.locator("#query").focus()
    page.keyboard.type("SELECT * {")
    page.keyboard.press("Enter")
    page.keyboard.type("?a ?b ?c")
    before = value(page)
    assert before == "SELECT * {\n  ?a ?b ?c"
    page.keyboard.press("Control+/")
    assert value(page).endswith("# ?a ?b ?c") or value(page).splitlines()[1].startswith("#")
    page.keyboard.press("Control+z")
    assert value(page) == before
    page.keyboard.press("Control+Shift+f")
    formatted = value(page)
    page.keyboard.press("Control+z")
    assert value(page) == before
    page.keyboard.press("Control+Shift+z")
    assert value(page) == formatted


def test_keys_that_an_input_method_composes_with_are_its_own(page):
    page.locator("#query").fill('SELECT * { ?a rdfs:label "')
    page.locator("#query").focus()
    page.keyboard.press("End")
    method = page.context.new_cdp_session(page)
    method.send("Input.imeSetComposition", {"text": "laodong", "selectionStart": 7, "selectionEnd": 7})
    page.evaluate("""for (const key of ['Enter', '}', '/'])
      document.querySelector('#query').dispatchEvent(new KeyboardEvent('keydown',
        { key, ctrlKey: key === '/', isComposing: true, bubbles: true, cancelable: true }))""")
    assert value(page) == 'SELECT * { ?a rdfs:label "laodong'
    method.send("Input.insertText", {"text": "劳动"})
    assert value(page) == 'SELECT * { ?a rdfs:label "劳动'
    painted = page.locator("#query").evaluate("area => area.parentElement.querySelector('.paint').textContent")
    assert painted.strip() == value(page)


def test_a_screen_reader_meets_one_text_field_with_a_name(page):
    field = page.get_by_role("textbox", name="SPARQL 查询", exact=True)
    assert field.count() == 1
    assert field.evaluate("area => document.getElementById(area.getAttribute('aria-describedby')).textContent.trim()")
    for painted in (".paint", ".numbers"):
        assert page.locator(painted).get_attribute("aria-hidden") == "true", f"{painted} would be read a second time"


def test_the_patterns_of_a_query_are_counted(page, graph):
    text = "SELECT ?item { ?item a qz:PowerItem ; qz:none ?x . ?unit a org:OrganizationalUnit }"
    page.evaluate("text => { query.value = text; query.dispatchEvent(new Event('input')) }", text)
    page.click("#patterns > summary")
    until(page, "document.querySelectorAll('#patterns-rows tr').length === 3")
    read = (
        "[...document.querySelectorAll('#patterns-rows tr')].map(row => [...row.cells].map(cell => cell.textContent))"
    )
    rows = {pattern.split()[0] + pattern.split()[-1]: (count, note) for pattern, count, note in page.evaluate(read)}
    kinds = ("qz:PowerItem", "org:OrganizationalUnit")
    items, units = (graph.query(f"SELECT (COUNT(*) AS ?n) {{ ?s a {kind} }}")[0]["n"] for kind in kinds)
    assert rows["?itemqz:PowerItem"] == (str(items), "")
    assert rows["?item?x"] == ("0", "图谱中没有匹配")
    count, note = rows["?unitorg:OrganizationalUnit"]
    assert count == str(units)
    assert "没有共同变量" in note
