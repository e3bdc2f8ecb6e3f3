"""Finding, filtering, sorting, keeping: the search box as people type, the list with its facets, files that are saved."""

import csv
import io
import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from kg.page.model import Link, Page, PrintedCell, Thing
from kg.page.render import render
from tests.browsing import opened, until, window


@pytest.fixture(scope="module")
def page(tab, exports):
    return opened(tab, exports / "graph.html")


def typed(page, query):
    """What the search box offers: (name, the words found), and its line of counts."""
    page.evaluate("quanze.go(quanze.plain())")
    page.fill("#query", query)
    until(
        page, "query => document.querySelector('#found li') && document.getElementById('query').value === query", query
    )
    options = page.locator("#found [role=option]").evaluate_all("nodes => nodes.map((node) => [node.querySelector('.name').textContent, node.querySelector('.words')?.textContent || ''])")  # fmt: skip
    counts = page.locator("#found .more").inner_text()
    page.fill("#query", "")
    return options, counts


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("劳动合同法八十四条", "《劳动合同法》第八十四条"),
        ("劳动合同法 84", "《劳动合同法》第八十四条"),
        ("国务院令375", "工伤保险条例"),
        ("工伤保险条列", "工伤保险条例"),
        ("工伤保脸条例", "工伤保险条例"),
        ("工伤保险条例例", "工伤保险条例"),
    ],
)
def test_what_people_type_is_found(page, query, first):
    options, counts = typed(page, query)
    assert options[0][0].startswith(first)
    assert re.match(r"共[\d,]+项：", counts)


def test_a_rank_finds_its_documents(page, graph):
    labels = page.evaluate("quanze.hits('行政法规').filter((hit) => hit.entry.kind.key === 'document' && hit.fit <= 3).map((hit) => hit.entry.id)")  # fmt: skip
    asked = graph.query("SELECT DISTINCT ?d { ?d eli:type_document <https://w3id.org/quanze/code/rank/administrative_regulation> }")  # fmt: skip
    assert {f"https://w3id.org/quanze/id/{one}" for one in labels} >= {row["d"] for row in asked}
    _, counts = typed(page, "行政法规")
    assert "法规文件" in counts


def test_words_apart_are_found_in_different_places(page, graph):
    found = page.evaluate("quanze.hits('行政处罚 罚款').filter((hit) => hit.entry.kind.key === 'item').map((hit) => hit.entry.id)")  # fmt: skip
    asked = graph.query("SELECT DISTINCT ?i { ?i dct:type <https://w3id.org/quanze/code/power-type/02> ; qz:cell/qz:text ?text . FILTER (CONTAINS(STR(?text), '罚款')) }")  # fmt: skip
    assert {row["i"] for row in asked} <= {f"https://w3id.org/quanze/id/{one}" for one in found}
    assert len(asked) > 20


def test_printed_words_are_found_and_shown(page, graph):
    words = "五百元以上二千元以下"
    options, counts = typed(page, words)
    assert all(words in found for _, found in options)
    number = page.evaluate("words => quanze.hits(words).length", words)
    asked = graph.query(f"SELECT (COUNT(DISTINCT ?e) AS ?n) {{ ?e qz:cell/qz:text ?t . FILTER (CONTAINS(REPLACE(STR(?t), ' ', ''), '{words}')) }}")  # fmt: skip
    assert number == asked[0]["n"]
    assert counts.startswith(f"共{number}项")


def facet(page, name, value):
    page.locator("#facets fieldset", has_text=name).locator("label", has_text=value).locator("input").check()
    page.wait_for_timeout(50)


def rows(page):
    return page.locator("#rows tr").evaluate_all("nodes => nodes.map((row) => [...row.cells].slice(0, 3).map((cell) => cell.textContent))")  # fmt: skip


def test_facets_narrow_the_list_as_their_numbers_say(page, graph):
    page.evaluate("quanze.go({...quanze.plain(), view: 'table'})")
    facet(page, "类别", "权责事项")
    shown = page.locator("#facets fieldset", has_text="权力类型").locator("label").first.inner_text().split("\n")
    asked = graph.query("SELECT ?name (COUNT(DISTINCT ?i) AS ?n) { ?i a qz:PowerItem ; dct:type/skos:prefLabel ?name . FILTER (LANG(?name) = 'zh') } GROUP BY ?name ORDER BY DESC(?n)")  # fmt: skip
    assert [shown[0], int(shown[-1])] == [asked[0]["name"], asked[0]["n"]]
    facet(page, "权力类型", "行政处罚")
    facet(page, "效力位阶", "地方性法规")
    asked = graph.query("SELECT (COUNT(DISTINCT ?i) AS ?n) { ?i dct:type <https://w3id.org/quanze/code/power-type/02> ; qz:basisDocument/eli:type_document <https://w3id.org/quanze/code/rank/local_regulation> }")  # fmt: skip
    assert page.locator("#table-count").inner_text() == f"{asked[0]['n']}项"
    assert "x=" in page.url


def test_what_the_list_shows_is_in_its_address(tab, exports, page):
    page.evaluate("quanze.go({...quanze.plain(), view: 'table', facets: {kind: ['法规文件'], rank: ['行政法规', '法律']}, sort: 'weight', hide: ['item', '.part']})")  # fmt: skip
    again = opened(tab, exports / "graph.html", "#" + page.url.partition("#")[2])
    assert rows(again) == rows(page)
    assert again.locator("#legend [data-hide=item]").get_attribute("aria-pressed") == "false"
    assert len(rows(page)) > 10
    again.close()


def test_findings_are_a_facet(page):
    page.evaluate("quanze.go({...quanze.plain(), view: 'table'})")
    box = page.locator("#facets fieldset", has_text="检查规则").locator("label").first
    code, number = re.split(r"\s+", box.inner_text())[0], int(box.inner_text().split("\n")[-1])
    box.locator("input").check()
    page.wait_for_timeout(50)
    assert page.locator("#table-count").inner_text() == f"{number}项"
    page.locator("td.label a").first.click()
    until(page, "quanze.state.view === 'ego'")
    assert code in page.locator("#panel .findings").inner_text()


def downloaded(page, selector):
    with page.expect_download() as download:
        page.locator(selector).first.click()
    return download.value


def test_the_list_is_saved_as_it_is_shown(page, tmp_path):
    page.evaluate("quanze.go({...quanze.plain(), view: 'table', facets: {kind: ['法规文件']}, sort: 'weight'})")
    shown = page.evaluate("document.getElementById('table-count').textContent")
    text = downloaded(page, "#sheet .save-csv").path().read_text(encoding="utf-8-sig")
    table = list(csv.reader(io.StringIO(text)))
    assert table[0][:5] == ["类别", "名称", "所在清单", "编码或文号", "条目数"]
    assert f"{len(table) - 1}项" == shown
    assert [line[1] for line in table[1:101]] == [row[1] for row in rows(page)]
    downloaded(page, "#sheet .save-xlsx").save_as(tmp_path / "list.xlsx")
    sheet = load_workbook(tmp_path / "list.xlsx").active
    values = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert [[str(cell if cell is not None else "") for cell in row] for row in values] == [[cell.removeprefix("'") for cell in row] for row in table]  # fmt: skip
    assert isinstance(values[1][4], int)
    assert sheet.freeze_panes == "A2"


def test_a_formula_in_a_list_stays_text(browser, tmp_path):
    names = ["=1+1", "@x", "-3", "000123", "1-2", 'say "x"', "a,b\nc"]
    things = tuple(Thing(f"http://e/{n}", "document", "", name, weight=n) for n, name in enumerate(names))
    (tmp_path / "p.html").write_text(render(Page("http://e/", "", things)), encoding="utf-8")
    with window(browser) as tab:
        page = opened(tab, tmp_path / "p.html", "#v=table")
        text = downloaded(page, "#sheet .save-csv").path().read_bytes().decode("utf-8-sig")
        table = list(csv.reader(io.StringIO(text, newline="")))
        assert [line[1] for line in table[1:]] == ["'=1+1", "'@x", "'-3", "'000123", "'1-2", 'say "x"', "a,b\nc"]
        downloaded(page, "#sheet .save-xlsx").save_as(tmp_path / "p.xlsx")
        cells = [row[1].value for row in load_workbook(tmp_path / "p.xlsx").active.iter_rows(min_row=2)]
        assert cells == names


@pytest.fixture
def cities(tab, tmp_path):
    """A page of two lists whose titles name no place, and of four that share a document."""
    places = {
        "水务局权责清单": "甲江市",
        "水利局权责清单": "乙江市",
        "河湖中心权责清单": "乙江市",
        "防汛办权责清单": "",
    }
    things = [
        Thing(f"http://e/{n}", "item", "行政许可", "取水许可", details=(("所在清单", title),))
        for n, title in enumerate(places)
    ]
    links = tuple(Link(n, len(things), "basis") for n in range(len(things)))
    law = Thing("http://e/law", "document", "", "取水条例", weight=len(things))
    page = Page("http://e/", "", (*things, law), links, places=places)
    (tmp_path / "p.html").write_text(render(page), encoding="utf-8")
    return opened(tab, tmp_path / "p.html", "#v=table")


def test_names_are_told_apart_by_list_and_place(cities):
    shown = {row[1]: row[2] for row in rows(cities)}
    assert sorted(row[2] for row in rows(cities) if row[1] == "取水许可") == sorted(
        ["水务局权责清单（甲江市）", "水利局权责清单（乙江市）", "河湖中心权责清单（乙江市）", "防汛办权责清单"]
    )
    assert shown["取水条例"].endswith("等4份")
    cities.fill("#query", "取水许可")
    until(cities, "() => document.querySelectorAll('#found [role=option]').length === 4")
    sorts = cities.locator("#found .sort").all_inner_texts()
    assert any("（甲江市）" in text for text in sorts)
    cities.fill("#query", "")


def test_panel_and_questions_say_list_and_place(cities):
    law, entry = (cities.evaluate("name => quanze.things.find((one) => one.label === name).at", name) for name in ("取水条例", "取水许可"))  # fmt: skip
    cities.evaluate("at => quanze.go({...quanze.plain(), view: 'ego', focus: at})", law)
    until(cities, "document.querySelectorAll('#panel .standing .of-list').length === 4")
    shown = cities.locator("#panel .standing .of-list").all_inner_texts()
    titles = ["水务局权责清单（甲江市）", "水利局权责清单（乙江市）", "河湖中心权责清单（乙江市）", "防汛办权责清单"]
    assert sorted(shown) == sorted(titles)
    cities.evaluate("at => quanze.go({...quanze.plain(), view: 'ego', focus: at})", entry)
    until(cities, "document.querySelector('#panel dd')?.textContent.endsWith('清单（甲江市）')")
    cities.evaluate("at => quanze.go({...quanze.plain(), view: 'question', ask: 'falls', focus: at})", law)
    until(cities, "document.querySelectorAll('#answer tbody tr').length === 4")
    assert cities.locator("#answer th").last.inner_text() == "所在清单"
    assert sorted(cities.locator("#answer tbody td:last-child").all_inner_texts()) == sorted(titles)
    text = downloaded(cities, "#answer .save-csv").path().read_bytes().decode("utf-8-sig")
    assert sorted(line[-1] for line in csv.reader(io.StringIO(text))) == sorted(["所在清单", *titles])


def test_a_place_is_a_facet(cities):
    cities.evaluate("quanze.go({...quanze.plain(), view: 'table', facets: {place: ['乙江市'], kind: ['权责事项']}})")
    until(cities, "() => document.getElementById('table-count').textContent === '2项'")
    assert {row[2] for row in rows(cities)} == {"水利局权责清单（乙江市）", "河湖中心权责清单（乙江市）"}


def test_the_picture_is_saved_and_printed(page):
    page.evaluate("quanze.go({...quanze.plain(), view: 'ego', focus: quanze.find('工伤保险条例')[0]})")
    svg = downloaded(page, "#save-svg").path().read_text(encoding="utf-8")
    words = "".join(ET.fromstring(svg).itertext())
    assert "工伤保险条例" in words
    nodes = page.evaluate("quanze.shown.length")
    assert svg.count("<text") >= nodes
    assert downloaded(page, "#save-png").path().read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#printed svg").is_visible()
    assert page.locator("#panel blockquote, #panel .standing").first.is_visible()
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")


def test_the_title_says_what_is_shown(page):
    page.evaluate("quanze.go({...quanze.plain(), view: 'ego', focus: quanze.find('工伤保险条例')[0]})")
    assert page.title().startswith("工伤保险条例 · ")
    page.evaluate(
        "quanze.go({...quanze.plain(), view: 'question', ask: 'falls', focus: quanze.find('工伤保险条例')[0]})"
    )
    assert page.title().startswith("废止、修改的影响：工伤保险条例")


def test_a_line_of_the_overview_leads_to_the_entries_it_counts(page):
    for number in (0, 3, 7):
        page.evaluate("quanze.go(quanze.plain())")
        shared = page.evaluate("at => { const edge = quanze.links[at]; quanze.go({chosen: {kind: 'group', at: `pair:${edge.id}`}}); return edge.shared; }", number)  # fmt: skip
        until(page, "document.querySelector('#panel .pair')")
        if page.locator("#panel .links + button").count():
            page.locator("#panel .links + button").click()
        assert page.locator("#panel .links > li").count() == shared


def test_the_names_on_the_map_do_not_lie_over_each_other(page):
    page.evaluate("quanze.go({...quanze.plain(), view: 'map'})")
    for _ in range(4):
        page.wait_for_timeout(60)
        areas = page.evaluate("quanze.labels")
        assert areas
        for number, one in enumerate(areas):
            for other in areas[number + 1 :]:
                apart = one["right"] <= other["left"] or other["right"] <= one["left"]
                assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
        page.evaluate("quanze.network.moveTo({ scale: quanze.network.getScale() * 1.6, animation: false })")


def hub(size):
    """A document on which so many items of some types and units rest."""
    types = [Thing(f"http://e/t{n}", "type", "权力类型", f"类型{n}") for n in range(5)]
    units = [Thing(f"http://e/u{n}", "unit", "承办机构", f"科室{n}") for n in range(9)]
    items = [
        Thing(f"http://e/i{n}", "item", "权责事项", f"第{n}号事项的名称较长以便换行", cells=(n,)) for n in range(size)
    ]
    things = (*types, *units, *items, Thing("http://e/d", "document", "法律", "某法", weight=size))
    first, law = len(types) + len(units), len(things) - 1
    links = [Link(first + n, law, "basis") for n in range(size)]
    links += [Link(first + n, n % 5, "type") for n in range(size)] + [
        Link(first + n, 5 + n % 9, "office") for n in range(size)
    ]
    cells = tuple(PrintedCell(f"http://e/c{n}", "实施依据", f"《某法》第{n}条") for n in range(size))
    return Page("http://e/", "枢纽", things, tuple(links), cells)


@pytest.mark.parametrize("size", [150, 500])
def test_a_hub_is_a_readable_picture_in_groups(browser, tmp_path, size):
    (tmp_path / "hub.html").write_text(render(hub(size)), encoding="utf-8")
    with window(browser) as tab:
        page = opened(tab, tmp_path / "hub.html")
        law = page.evaluate("quanze.things.findIndex((one) => one.label === '某法')")
        page.evaluate("at => quanze.go({...quanze.plain(), view: 'ego', focus: at})", law)
        nodes = page.evaluate("quanze.shown.map(({group, members, x, y, text}) => ({group: !!group, number: members?.length || 0, x, y, text}))")  # fmt: skip
        assert sum(node["number"] for node in nodes) == size
        assert len(nodes) <= 20
        assert page.evaluate("quanze.network.getScale()") > 0.6
        assert f"另有{size}个" in page.locator("#left-out").inner_text()
        group = page.evaluate("quanze.shown.find((node) => node.group).key")
        page.evaluate("key => quanze.go({more: {[key]: 65}})", group)
        shown = page.evaluate("quanze.shown.map(({x, y}) => [x, y])")
        assert len(shown) > 30
        for number, (x, y) in enumerate(shown):
            for other_x, other_y in shown[number + 1 :]:
                assert abs(x - other_x) >= 200 or abs(y - other_y) >= 44
        assert "m=" in page.url


def test_all_links_between_what_is_shown_are_drawn(page):
    page.evaluate("quanze.go({...quanze.plain(), view: 'ego', focus: quanze.find('工伤保险条例第三十条')[0]})")
    missing = page.evaluate("""() => {
      const shown = new Set(quanze.shown.map((node) => node.thing).filter((at) => at >= 0));
      const drawn = new Set(quanze.links.filter((edge) => edge.link).map((edge) => [edge.link.source, edge.link.target].sort().join(" ")));
      return quanze.things.filter((one) => shown.has(one.at)).flatMap((one) => one.out).filter((link) => link.target !== link.source && shown.has(link.target) && !drawn.has([link.source, link.target].sort().join(" "))).length; }""")  # fmt: skip
    assert missing == 0


def test_the_way_between_two_things(page):
    found = page.evaluate("quanze.paths(quanze.find('工伤保险条例')[0], quanze.find('扣押劳动者档案')[0])")
    assert found
    for path in found:
        assert len(path) == len(found[0])
        for one, other in pairwise(path):
            assert page.evaluate("([a, b]) => [...quanze.things[a].out, ...quanze.things[a].into].some((link) => link.source === b || link.target === b)", [one, other])  # fmt: skip
    page.evaluate("quanze.go({...quanze.plain(), view: 'path', focus: quanze.find('工伤保险条例')[0], to: quanze.find('扣押劳动者档案')[0]})")  # fmt: skip
    assert page.locator("#panel .path").count() == len(found)
    assert "to=" in page.url
