"""A page that is divided lines up, counts and judges every fact there is, whatever part of its words is loaded."""

import json
import re
from collections import Counter
from dataclasses import replace

import pytest

from kg.graph import kinds
from kg.graph.terms import BASE
from kg.page import pages
from kg.page.divided import files, judged
from kg.page.gather import gather
from kg.page.model import MergedVerdict
from kg.page.pages import of_whole, split
from tests.browsing import opened, sign, until, window

READY = "document.querySelector('#review .progress')?.textContent.includes(' / ')"
HERE = "quanze.facts[quanze.state.fact] && !quanze.facts[quanze.state.fact].bare"


@pytest.fixture(scope="module")
def whole(graph):
    return gather(graph.store, BASE)


def written(folder, page):
    for name, content in split(page, "all.html").items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder / "all.html"


@pytest.fixture(scope="module")
def divided(whole, tmp_path_factory):
    """The page of the bundled lists, apart, with two verdicts merged: one on a citation, one on a finding."""
    cited = next(fact for fact in whole.facts if fact.kind == "citation" and fact.doubt == 0)
    marks = [mark for mark in whole.findings if mark.place]
    verdicts = (
        MergedVerdict(cited.iri, "李四", "reject", "条号不对", "2026-01-05T08:30:00Z", settles=False),
        MergedVerdict(marks[0].iri, "李四", "accept", "", "2026-01-05T08:31:00Z", settles=False),
    )
    return written(tmp_path_factory.mktemp("divided"), replace(whole, verdicts=verdicts)), verdicts


def reviewing(tab, path, who="张三", address="#v=review"):
    page = opened(tab, path, address)
    until(page, "quanze.keeping.state !== 'opening'")
    until(page, READY, seconds=20)
    if who:
        sign(page, who)
    return page


def lined_up(page):
    return page.evaluate("quanze.queue.map((at) => quanze.facts[at])")


def counts(page):
    return page.locator("#review .judged .kind").inner_text(), page.locator("#review .progress").inner_text()


def test_the_queue_is_that_of_the_page_that_holds_all(browser, exports, divided):
    with window(browser) as tab:
        one, other = reviewing(tab, exports / "graph.html", ""), reviewing(tab, divided[0], "")
        until(other, HERE)
        expected, found = lined_up(one), lined_up(other)
        assert {fact["iri"]: fact["doubt"] for fact in found} == {fact["iri"]: fact["doubt"] for fact in expected}
        assert [fact["doubt"] for fact in found] == sorted((fact["doubt"] for fact in found), reverse=True)
        assert Counter(fact["kind"]["key"] for fact in found) == Counter(fact["kind"]["key"] for fact in expected)
        assert [fact["bare"] for fact in found if "bare" in fact].count(True) > 0
        assert counts(other)[1] == counts(one)[1]
        assert re.sub("第.*项，", "", counts(other)[0]) == re.sub("第.*项，", "", counts(one)[0])
        assert tab.troubles == []


def test_every_fact_has_the_hash_that_its_part_gives(browser, divided):
    lined = "quanze.facts.filter((fact) => fact.order !== undefined)"
    told = f"{lined}.map((fact) => [fact.iri, fact.hash, fact.doubt, fact.kind.key])"
    with window(browser) as tab:
        page = reviewing(tab, divided[0], "")
        until(page, HERE)
        before = page.evaluate(told)
        page.evaluate("quanze.loadParts(quanze.parts.map((_, number) => number))")
        until(page, "!quanze.facts.some((fact) => fact.bare)", seconds=20)
        assert page.evaluate(told) == before
        assert page.evaluate(f"{lined}.every((fact) => fact.places.length)")


def test_what_is_judged_counts_over_a_reload_before_any_part_is_loaded(browser, divided, whole):
    total = len(whole.facts)
    with window(browser) as tab:
        page = reviewing(tab, divided[0])
        judged_facts = []
        for key in "axf":
            until(page, HERE)
            judged_facts.append(page.evaluate("quanze.facts[quanze.state.fact].iri"))
            size = page.evaluate("quanze.steps.size")
            page.keyboard.press(key)
            until(page, "size => quanze.steps.size > size", size)
        page.goto("about:blank")
        page = reviewing(tab, divided[0], "", "#v=review&all=1")
        assert page.evaluate("quanze.reviewer") == ""
        page.click("#reviewer")
        page.keyboard.press("Enter")
        until(page, "quanze.reviewer === '张三'")
        read = [iri for iri in judged_facts if "/finding-" not in iri and "/variant" not in iri]
        assert f"已复核 {len(read)} / {total:,}" in page.locator("#review .progress").inner_text()
        assert tab.troubles == []


def test_verdicts_that_were_merged_stand_beside_the_page(browser, divided):
    path, verdicts = divided
    with window(browser) as tab:
        page = reviewing(tab, path)
        for verdict in verdicts:
            standing = page.evaluate("(iri) => [...quanze.standingOn(iri).values()]", verdict.fact)
            assert [(one["reviewer"], one["verdict"], one["note"]) for one in standing] == [
                (verdict.who, verdict.code, verdict.note)
            ]
        page.evaluate(
            "(iri) => quanze.go({ fact: quanze.facts.findIndex((one) => one.iri === iri) })", verdicts[0].fact
        )
        until(page, HERE)
        assert "已有1人复核" in page.locator("#review .judged").inner_text()
        page.keyboard.press("a")
        until(page, "document.getElementById('settle').textContent === '裁定 1'")
        page.click("#settle")
        assert page.locator(".dispute").count() == 1
        assert "李四：有误，条号不对" in page.locator(".dispute").inner_text()


def test_a_file_on_facts_of_parts_that_are_not_loaded_is_no_file_on_other_lists(browser, divided, whole, tmp_path):
    line = {"reviewer": "王五", "verdict": "accept", "time": "2026-01-05T08:30:00Z", "note": ""}
    some = whole.facts[:: len(whole.facts) // 9][:9]
    lines = [{**line, "fact": fact.iri, "hash": fact.hash, "id": f"s{at}"} for at, fact in enumerate(some)]
    lines[0]["hash"] = "0badc0de"
    lines.append({**line, "fact": f"{BASE}id/fact/gone", "id": "gone"})
    path = tmp_path / "other.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    with window(browser) as tab:
        page = reviewing(tab, divided[0])
        page.set_input_files("#review input[type=file]", path)
        page.wait_for_selector("#imported")
        told = page.locator("#imported").inner_text()
        assert "新增10条" in told
        assert "1条所指的提取项不在本页中" in told
        assert "1条针对较早的识别结果" in told


def test_a_file_that_is_not_there_is_said(browser, whole, tmp_path):
    path = written(tmp_path, whole)
    (tmp_path / "all-queue-1.js").unlink()
    with window(browser) as tab:
        page = opened(tab, path, "#v=review")
        until(page, "document.getElementById('notices').textContent.includes('all-queue-1.js')")
        until(page, "document.querySelector('#review .partial')")
        assert "已载入其中0个" in page.locator("#review").inner_text()
        page = opened(tab, written(tmp_path, whole), "#v=review")
        until(page, HERE)
        fact = page.evaluate("quanze.facts[quanze.state.fact].iri")
        assert fact.startswith(BASE)
    for part in tmp_path.glob("all-?.js"):
        part.unlink()
    with window(browser) as tab:
        page = opened(tab, path, "#v=review&k=proposal")
        until(page, "document.querySelector('#review .lead')?.textContent.includes('无法读取原文')")
        page.keyboard.press("a")
        assert page.evaluate("quanze.steps.size") == 0


@pytest.mark.parametrize("longest", [60_000, 200_000])
def test_a_page_too_large_for_one_file_is_divided_and_no_part_is_larger(whole, monkeypatch, longest):
    alone = of_whole(whole, "all.html")
    assert list(alone) == ["all.html"]
    for module in (files, pages):
        monkeypatch.setattr(module, "LARGEST", longest)
    made = of_whole(whole, "all.html")
    parts = {name: content for name, content in made.items() if re.fullmatch(r"all-\d+\.js", name)}
    assert len(parts) > 3
    index = json.loads(re.search(r'id="data">(.*?)</script>', made["all.html"])[1])
    for part in index["parts"]:
        assert len(made[part["file"]].encode()) < longest + 200 or part["entries"] == 1
    entries = sum(thing.kind in kinds.entries() for thing in whole.things)
    assert sum(part["entries"] for part in index["parts"]) == entries


def test_verdicts_beside_a_page_are_in_files_of_a_fair_size(monkeypatch, tmp_path):
    monkeypatch.setattr(files, "FAIR", 3_000)
    every = [MergedVerdict(f"{BASE}id/fact/citation-{n:016x}", "张三", "accept", "", f"2026-01-05T08:30:{n % 60:02d}Z", settles=False) for n in range(200)]  # fmt: skip
    made = dict(judged.files(every, BASE, "all"))
    assert list(made)[-1] == "all-judged.js"
    assert len(made) > 6
    assert all(len(content.encode()) < 4_000 for content in made.values())
    held = [json.loads(json.loads(content[content.index(",") + 1 : -3])) for content in made.values()]
    assert held[-1] == list(made)[:-1]
    assert [row[0] for one in held[:-1] for row in one["verdicts"]] == [one.fact.removeprefix(BASE) for one in every]
    assert judged.anew(tmp_path / "all.html", (), BASE) is None
