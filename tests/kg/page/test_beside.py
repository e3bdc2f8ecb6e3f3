"""Findings and articles beside the facts: in the words, on the thing, judged; and no article that the page does not need."""

import pytest

from kg.graph.terms import BASE
from kg.page.gather import gather
from kg.page.model import CellSpan, CitedArticle, Fact, FindingMark, Link, Page, PrintedCell, Thing
from kg.page.payload import content
from kg.page.render import render
from kg.page.subset import Contents
from tests.browsing import opened, until, window

TEXT = "《某法》第三条 处五百元以上二千元以下罚款。"
LAW = "第三条　处五百元以上五千元以下罚款。"


def page_of():
    """An item that quotes an article otherwise than it reads, and what the audit says of it."""
    things = (
        Thing("http://e/i", "item", "行政处罚", "某处罚", cells=(0,)),
        Thing("http://e/j", "item", "行政处罚", "另一处罚"),
        Thing("http://e/d", "document", "法律", "某法", weight=1),
        Thing("http://e/d/art_3", "provision", "条款", "《某法》第三条", weight=1),
    )
    pin = Fact("http://e/f", "pinpoint", "第三条", (CellSpan(0, 4, 7),), 3)
    diff = (("=", "处五百元以上"), ("-", "二"), ("+", "五"), ("=", "千元以下罚款。"))
    article = CitedArticle("http://e/f", "near", "与条文文字有出入", "某法", "2021-01-22", "已修改（自2021-07-15）", in_force=False, provision="art_3", text=LAW, similarity=0.93, diff=diff)  # fmt: skip
    finding = FindingMark(
        "http://e/finding-1", "SN001", "error", "幅度与条文不一致", 0, CellSpan(0, 8, 19), TEXT[8:19], 1
    )
    links = (Link(0, 3, "basis", (0,)), Link(3, 2, "part"))
    cell = PrintedCell("http://e/c", "实施依据", TEXT)
    return Page("http://e/", "", things, links, (cell,), (pin,), findings=(finding,), articles=(article,))


@pytest.fixture
def page(browser, tmp_path):
    (tmp_path / "p.html").write_text(render(page_of()), encoding="utf-8")
    with window(browser) as tab:
        yield opened(tab, tmp_path / "p.html", "#n=i")
        assert tab.troubles == []


def test_a_finding_is_a_mark_in_the_words_and_can_be_judged(page):
    assert page.locator("#panel mark.finding").text_content() == TEXT[8:19]
    told = page.locator("#panel .findings li")
    assert "SN001" in told.inner_text()
    assert "幅度与条文不一致" in told.inner_text()
    assert "另一处罚" in told.inner_text()
    told.get_by_text("已知", exact=True).click()
    page.fill("#your-name", "张三")
    page.keyboard.press("Enter")
    until(page, "quanze.steps.size === 1")
    (step,) = page.evaluate("[...quanze.steps.values()]")
    assert (step["fact"], step["verdict"], step["kind"]) == ("http://e/finding-1", "known", "finding")
    assert page.locator("#panel .findings [aria-pressed=true]").inner_text() == "已知"


def test_no_count_of_facts_counts_a_finding(page):
    assert page.evaluate("[quanze.totals.facts, quanze.totals.findings.SN001]") == [1, 1]
    assert "提取项1个" in page.locator("#panel .cell h3").inner_text()


def test_the_article_stands_beside_the_quote_with_its_status_and_what_differs(page):
    page.locator("#panel .facts .article summary").click()
    told = page.locator("#panel .facts .article")
    assert told.locator(".law").text_content() == LAW
    assert "与条文文字有出入" in told.inner_text()
    assert "已修改（自2021-07-15）" in told.inner_text()
    assert [told.locator("del").text_content(), told.locator("ins").text_content()] == ["二", "五"]
    page.evaluate("quanze.go({...quanze.plain(), view: 'ego', focus: 3})")
    until(page, "document.querySelector('#panel .article .law')")
    assert page.locator("#panel .article .law").text_content() == LAW


def test_a_part_takes_only_the_articles_and_findings_it_needs():
    whole = page_of()
    assert Contents(whole).subset({1}).articles == ()
    assert Contents(whole).subset({1}).findings == ()
    kept = Contents(whole).subset({0, 2, 3})
    assert len(kept.articles) == len(kept.findings) == 1
    assert kept.findings[0].conflict is None
    assert len(content(kept)["texts"]) == 1


def test_the_findings_of_a_build_are_on_its_page_at_their_words(graph):
    whole = gather(graph.store, BASE)
    placed = [one for one in whole.findings if one.place]
    assert len(placed) > 100
    for one in placed:
        assert whole.cells[one.place.cell].text[one.place.start : one.place.end] == one.quote
    assert [one for one in whole.findings if one.thing is not None]
