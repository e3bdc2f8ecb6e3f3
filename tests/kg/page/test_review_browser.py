"""Reviewing in a real browser: verdicts that nothing overwrites, blind review, settling, facts that were missed."""

import json
import re
from contextlib import contextmanager

import pytest

from tests.browsing import FLAGS, chromium, opened, sign, until, window

NO_STORAGE = """Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });
Object.defineProperty(window, 'indexedDB', { get() { return undefined; } });"""
STANDING = """() => quanze.facts.flatMap((fact) => [...quanze.standingOn(fact.iri).values()].map((step) => [fact.iri, step.reviewer, step.verdict, step.note]))"""  # fmt: skip


@pytest.fixture
def tab(browser):
    with window(browser) as found:
        yield found
        assert found.troubles == []


def reviewing(tab, exports, who="", address="#v=review&k=finding%7Cproposal"):
    """The page at its review, under a name where one is given."""
    page = opened(tab, exports / "graph.html", address)
    until(page, "quanze.keeping.state !== 'opening'")
    if who:
        sign(page, who)
    return page


def current(page):
    return page.evaluate("quanze.facts[quanze.state.fact].iri")


def press(page, key):
    """A key, and the fact it was pressed on."""
    fact = current(page)
    before = page.evaluate("quanze.steps.size")
    page.keyboard.press(key)
    if key in "axf":
        until(page, "size => quanze.steps.size > size", before)
    page.wait_for_timeout(20)
    return fact


def exported(page):
    with page.expect_download() as download:
        page.click("#download")
    assert download.value.suggested_filename == "review.jsonl"
    return [json.loads(line) for line in download.value.path().read_text(encoding="utf-8").splitlines()]


def load(page, tmp_path, lines, name="other.jsonl"):
    """Take up a file; what the page says of it comes back."""
    path = tmp_path / name
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), "utf-8")
    page.set_input_files("#review input[type=file]", path)
    page.wait_for_selector("#imported")
    return page.locator("#imported").inner_text()


def step(fact, who, verdict="accept", time="2026-01-05T08:30:00Z", **more):
    return {"fact": fact, "reviewer": who, "verdict": verdict, "time": time, "kind": "citation", "note": "", **more}


def test_reviewing_is_sorted_by_doubt(tab, exports):
    page = reviewing(tab, exports)
    assert page.locator("#review .reasons").inner_text().startswith("未识别所引文件")
    doubts = []
    for _ in range(12):
        doubts.append(page.evaluate("quanze.facts[quanze.state.fact].doubt"))
        press(page, "j")
    assert doubts == sorted(doubts, reverse=True)
    assert page.locator("#review mark.here").count() >= 1


def test_a_name_is_asked_before_the_first_verdict(tab, exports):
    page = reviewing(tab, exports)
    fact = current(page)
    page.keyboard.press("a")
    page.wait_for_selector("#who[open]")
    assert page.evaluate("quanze.steps.size") == 0
    page.keyboard.press("Escape")
    assert page.evaluate("quanze.steps.size") == 0
    page.keyboard.press("a")
    page.fill("#your-name", " 张三 ")
    page.keyboard.press("Enter")
    until(page, "quanze.steps.size === 1")
    (line,) = exported(page)
    assert (line["fact"], line["verdict"], line["reviewer"]) == (fact, "accept", "张三")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", line["time"])
    assert line["quote"]
    assert re.fullmatch("[0-9a-f]{8}", line["hash"])


def test_verdicts_are_kept_undone_and_carried_out_whole(tab, exports):
    page = reviewing(tab, exports, "张三")
    first = press(page, "a")
    page.fill("#note", "条号不对")
    page.locator("#review .judged h2").click()
    second = press(page, "x")
    third = press(page, "f")
    until(page, "document.querySelector('#review .progress').textContent.includes('已复核 3 /')")
    press(page, "Backspace")
    assert current(page) == third
    page.reload()
    until(page, "window.quanze?.keeping.state !== 'opening' && quanze.steps.size === 4")
    assert "2/" in page.locator("#progress-short").inner_text()
    press(page, "Backspace")
    assert current(page) == second
    lines = exported(page)
    assert [(line["fact"], line["verdict"]) for line in lines] == [
        (first, "accept"), (second, "reject"), (third, "flag"), (third, "withdraw"), (second, "withdraw"),
    ]  # fmt: skip
    assert lines[1]["note"] == "条号不对"
    assert lines[4]["undoes"] == lines[1]["id"]
    assert [line[:3] for line in page.evaluate(STANDING)] == [[first, "张三", "accept"]]


def test_taking_back_brings_back_what_stood_before(tab, exports):
    page = reviewing(tab, exports, "张三")
    fact = press(page, "a")
    page.evaluate("iri => quanze.go({fact: quanze.facts.findIndex((one) => one.iri === iri), every: true})", fact)
    press(page, "x")
    assert [line[2] for line in page.evaluate(STANDING)] == ["reject"]
    press(page, "Backspace")
    assert [line[2] for line in page.evaluate(STANDING)] == ["accept"]
    press(page, "Backspace")
    assert page.evaluate(STANDING) == []


def test_a_key_held_judges_one_fact(tab, exports):
    page = reviewing(tab, exports, "张三")
    for _ in range(8):
        page.keyboard.down("a")  # every one after the first is a repeat
        page.wait_for_timeout(10)
    page.keyboard.up("a")
    assert page.evaluate("quanze.steps.size") == 1


def test_a_note_is_kept_while_it_is_typed(tab, exports):
    page = reviewing(tab, exports, "张三")
    fact = current(page)
    page.locator("#note").press_sequentially("写到一半")
    page.wait_for_timeout(50)
    page.reload()
    until(page, "window.quanze?.keeping.state !== 'opening'")
    page.evaluate("iri => quanze.go({fact: quanze.facts.findIndex((one) => one.iri === iri)})", fact)
    until(page, "document.getElementById('note')?.value === '写到一半'")
    press(page, "x")
    assert [line[3] for line in page.evaluate(STANDING)] == ["写到一半"]


def test_what_is_wrong_of_a_fact_that_is_partly_right(tab, exports):
    page = reviewing(tab, exports, "张三")
    assert "条款由“条款引用”分别判断" in page.locator("#review .about").inner_text()
    page.click("#wrong-number")
    press(page, "x")
    (line,) = exported(page)
    assert line["wrong"] == ["number"]


@contextmanager
def kept_window(browser, tmp_path):
    """A window that keeps what it stores, unlike those of `browser`, which are private."""
    context = browser.browser_type.launch_persistent_context(
        tmp_path / "profile", executable_path=chromium(), headless=True, args=FLAGS, accept_downloads=True
    )
    yield context
    context.close()


def test_private_windows_are_spoken_of_before_the_first_verdict(tab, exports):
    """Browsers hide from pages whether a window is private: so it is said to all, at once."""
    page = reviewing(tab, exports)
    page.keyboard.press("a")
    assert "隐私（无痕）窗口关闭后不保留" in page.locator("#who").inner_text()


def test_a_browser_that_keeps_nothing_says_so_at_once(tab, exports):
    page = tab.new_page()
    page.add_init_script(NO_STORAGE)
    page.goto((exports / "graph.html").as_uri() + "#v=review")
    page.wait_for_selector("#review .warning")
    assert "不能保存" in page.locator("#review .warning").inner_text()
    page.keyboard.press("a")
    page.fill("#your-name", "张三")
    page.keyboard.press("Enter")
    until(page, "quanze.steps.size === 1")
    assert len(exported(page)) == 1


def test_a_full_disk_says_so_and_keeps_them_in_the_tab(tab, exports):
    page = reviewing(tab, exports, "张三")
    page.evaluate(
        "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    press(page, "a")
    until(page, "document.querySelector('#review .warning')?.textContent.includes('已满')")
    assert len(exported(page)) == 1


def test_two_tabs_of_two_reviewers_lose_nothing(tab, exports):
    """A thousand verdicts by two reviewers in two tabs at once: all are there, in both tabs and after a reload."""
    pages = [reviewing(tab, exports, who) for who in ("张三", "李四")]
    for page in pages:
        page.evaluate("() => { window.giving = (async () => { for (let n = 0; n < 500; n += 1) { document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'axf'[n % 3], bubbles: true })); if (n % 10 === 0) await new Promise((resolve) => setTimeout(resolve)); } })(); }")  # fmt: skip
    for page in pages:
        page.evaluate("window.giving")
    for page in pages:
        until(page, "quanze.steps.size === 1000", seconds=30)
    whole = sorted(pages[0].evaluate(STANDING))
    assert len(whole) == 1000
    assert sorted(pages[1].evaluate(STANDING)) == whole
    pages[0].reload()
    until(pages[0], "window.quanze?.steps.size === 1000", seconds=15)
    assert sorted(pages[0].evaluate(STANDING)) == whole
    assert len(exported(pages[0])) == 1000


def test_a_file_of_a_colleague_replaces_nothing(tab, exports, tmp_path):
    page = reviewing(tab, exports, "张三")
    mine = press(page, "x")
    told = load(page, tmp_path, [step(mine, "李四"), step(mine, "张三", "accept", "2020-01-05T08:30:00Z")])
    assert "新增2条" in told
    assert "同一复核人的意见不一致1项" in told
    assert sorted(line[1:3] for line in page.evaluate(STANDING)) == sorted([["张三", "reject"], ["李四", "accept"]])
    page.locator("#imported .conflict button", has_text="文件：无误").click()
    assert ["张三", "accept"] in [line[1:3] for line in page.evaluate(STANDING)]
    page.keyboard.press("Escape")
    assert len(exported(page)) == 4


def test_bad_lines_are_named_and_the_others_taken(tab, exports, tmp_path):
    page = reviewing(tab, exports, "张三")
    fact = current(page)
    good = step(fact, "李四", id="k1")
    lines = [
        good, good, "{", step(fact, "王五", "maybe"), step(fact, "", "accept"), step(fact, "未来", "accept", "2999-01-01T00:00:00Z"),
        step("https://w3id.org/quanze/id/fact/gone", "李四"), step(fact, "赵六", hash="00000000"), json.dumps(step(fact, "孙七"))[:-9],
    ]  # fmt: skip
    told = load(page, tmp_path, lines)
    assert "第3、4、5、6、9行" in told
    assert "1条所指的提取项不在本页中" in told
    assert "1条针对较早的识别结果" in told
    page.keyboard.press("Escape")
    assert len(exported(page)) == 3
    assert "已有3条" in load(page, tmp_path, exported(page), "again.jsonl")


def test_a_hundred_thousand_lines_are_taken_up(tab, exports, tmp_path):
    page = reviewing(tab, exports, "张三")
    facts = page.evaluate("quanze.facts.filter((one) => one.places.length).map((one) => one.iri)")
    lines = [step(facts[n % len(facts)], f"复核人{n % 97}", id=f"k{n}") for n in range(100_000)]
    assert "新增100,000条" in load(page, tmp_path, lines)
    assert page.evaluate("quanze.steps.size") == 100_000


def test_others_are_hidden_until_one_has_judged(tab, exports, tmp_path):
    page = reviewing(tab, exports, "张三")
    fact = current(page)
    load(page, tmp_path, [step(fact, "李四", "reject", note="条号不对")])
    page.keyboard.press("Escape")
    desk = page.locator("#review .judged")
    assert "已有1人复核" in desk.inner_text()
    assert "李四" not in desk.inner_text()
    press(page, "a")
    page.evaluate("iri => quanze.go({fact: quanze.facts.findIndex((one) => one.iri === iri), every: true})", fact)
    until(page, "document.querySelector('#review .judged').textContent.includes('李四：有误（条号不对）')")
    assert "informed" not in exported(page)[-1]


def test_who_asks_to_see_others_first_is_marked_so(tab, exports, tmp_path):
    page = reviewing(tab, exports, "张三")
    fact = current(page)
    load(page, tmp_path, [step(fact, "李四", "reject")])
    page.keyboard.press("Escape")
    page.click("#blind")
    until(page, "document.querySelector('#review .judged').textContent.includes('李四')")
    page.click("#give-accept")
    assert next(line for line in exported(page) if line["reviewer"] == "张三")["informed"] is True


def test_disagreements_are_settled_and_counted(tab, exports, tmp_path):
    page = reviewing(tab, exports, "王五")
    facts = page.evaluate("quanze.facts.filter((one) => one.kind.key === 'citation').slice(0, 4).map((one) => one.iri)")
    verdicts = {"张三": "aaxx", "李四": "aaax"}
    names = {"a": "accept", "x": "reject"}
    load(page, tmp_path, [step(fact, who, names[letter], note=f"{who}的理由") for who, letters in verdicts.items() for fact, letter in zip(facts, letters, strict=True)])  # fmt: skip
    page.keyboard.press("Escape")
    page.click("#settle")
    page.wait_for_selector(".dispute")
    assert page.locator(".dispute").count() == 1
    words = page.locator(".dispute").inner_text()
    assert "张三的理由" in words
    assert "李四的理由" in words
    rows = page.locator(".agreement tbody tr").all_inner_texts()
    assert [row.split("\t")[2:] for row in rows] == [["全部", "4", "75.0%", "0.50"], ["引用", "4", "75.0%", "0.50"]]
    page.fill(".dispute input", "以原文为准")
    page.click(".dispute button.is-reject")
    until(page, "document.querySelector('#settle').textContent.includes('裁定 0')")
    line = exported(page)[-1]
    assert (line["verdict"], line["note"], line["adjudicated"], line["reviewer"]) == (
        "reject",
        "以原文为准",
        True,
        "王五",
    )
    assert "settle=1" in page.url


def test_a_missed_fact_is_marked_in_its_words(tab, exports):
    page = reviewing(tab, exports, "张三")
    text = page.evaluate("quanze.cells[quanze.facts[quanze.state.fact].places[0].cell].text")
    page.keyboard.press("m")
    page.wait_for_selector("#missed[open]")
    words = text[3:9]
    page.evaluate("words => { const area = document.getElementById('missed-text'); const at = area.value.indexOf(words); area.setSelectionRange(at, at + words.length); }", words)  # fmt: skip
    page.select_option("#missed-kind", "sanction")
    page.fill("#missed-note", "罚款500元")
    page.click("#missed button[type=submit]")
    until(page, "document.querySelector('.missed')?.textContent.includes('罚款500元')")
    (line,) = exported(page)
    start, end = map(int, line["fact"].rpartition("=")[2].split(","))
    assert text[start:end] == line["quote"] == words
    assert (line["verdict"], line["kind"], line["note"]) == ("missed", "sanction", "罚款500元")


def test_offices_that_may_be_one_are_in_the_queue(tab, exports):
    page = reviewing(
        tab,
        exports,
        address="#v=review&k=citation%7Cpinpoint%7Csanction%7Climit%7Cindicator%7Cstage%7Cground%7Cfinding",
    )
    assert page.locator("#review .proposal section").count() == 2
    assert re.search(r"相似度\s*\d+%", page.locator("#review .judged").inner_text())


def test_what_was_kept_is_there_in_the_next_window(browser, exports, tmp_path):
    with kept_window(browser, tmp_path) as context:
        page = opened(context, exports / "graph.html", "#v=review")
        until(page, "quanze.keeping.state === 'kept'")
        assert page.locator("#review .warning").count() == 0
        page.keyboard.press("a")
        page.fill("#your-name", "张三")
        page.keyboard.press("Enter")
        until(page, "quanze.steps.size === 1")
        page.wait_for_timeout(200)
    with kept_window(browser, tmp_path) as context:
        page = opened(context, exports / "graph.html", "#v=review")
        until(page, "quanze.steps.size === 1")
        assert page.evaluate("quanze.reviewer") == ""  # a name of another day is asked for anew
