"""The page at 2,000 and 10,000 nodes: time to write it, its size, time until it can be used, to search, to open a view.

    python benchmarks/page.py [--nodes 2000 10000] [--rounds 3]

A list of that many nodes is made up, built in the ordinary way, and opened in headless Chromium without a network.
Beside it stands what pyvis writes of the same graph by itself, opened in the same browser.

    python benchmarks/page.py --built FOLDER [--things 300]

measures the page of a folder that was built: until its index can be used, until all is there to be listed, a key of
the search, a hub of about 500, a filter, the largest file; and compares the numbers of random things and of the filters
with the answers of the graph to the same questions.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browsing import started, window  # noqa: E402

import kg  # noqa: E402
from kg.graph.terms import BASE  # noqa: E402
from kg.notebook.graph import open_graph  # noqa: E402
from kg.page.gather import gather  # noqa: E402
from kg.page.render import render  # noqa: E402

HEADER = "序号\t事项名称\t权力类型\t承办机构\t行使主体\t实施依据\n"
TYPES = ("行政许可", "行政处罚", "行政强制", "行政给付", "行政检查", "行政确认", "行政奖励", "其他行政权力")
FIELDS = tuple("林水路食药教档消气测渔种农旅广计殡民统震")
DEEDS = ("登记", "备案", "审批", "检查", "监督", "认定", "核定", "发放", "处罚", "许可", "变更", "注销")


def made_up(nodes):
    """A power list whose graph has about as many things as asked for; the same each time."""
    chance = random.Random(nodes)
    documents = [f"{field}务{deed}管理条例" for field in FIELDS for deed in DEEDS][: max(10, nodes // 60)]
    lines = [HEADER]
    for serial in range(1, nodes * 4 // 25 + 1):
        cited = chance.choices(documents, weights=range(len(documents), 0, -1), k=2)
        basis = "".join(
            f"{place}.《{title}》第{chance.randint(1, 60)}条 违反规定的，责令改正，处以{chance.randint(1, 9)}千元以上"
            f"{chance.randint(1, 9)}万元以下的罚款，并在{chance.randint(3, 60)}日内告知当事人。"
            for place, title in enumerate(cited, start=1)
        )
        field, deed = chance.choice(FIELDS), chance.choice(DEEDS)
        name, unit = f"对{field}{deed}第{serial}类情形的办理", f"{field}务管理科"
        lines.append(f"{serial}\t{name}\t{chance.choice(TYPES)}\t{unit}\t某市综合管理局\t{basis}\n")
    return "".join(lines)


def timed(work):
    started_at = time.perf_counter()
    found = work()
    return found, time.perf_counter() - started_at


READY = "window.quanze && window.quanze.ready"
SEARCH = """() => {
  const t = performance.now();
  quanze.find("管理条例第40条");
  quanze.find("lwgl");
  return performance.now() - t;
}"""
VIEW = """() => new Promise((done) => {
  const weight = (one) => (one.kind.key === "document" ? one.weight : -1);
  const heaviest = quanze.things.reduce((one, other) => (weight(other) > weight(one) ? other : one));
  const t = performance.now();
  const drawn = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - t)));
  addEventListener("hashchange", drawn, { once: true });
  quanze.go({ view: "ego", focus: heaviest.at, open: [], chosen: null, more: {} });
})"""
MAP = VIEW.replace('{ view: "ego", focus: heaviest.at, open: [], chosen: null, more: {} }', '{ view: "map" }')


def in_browser(tab, path):
    page = tab.new_page()
    page.goto(path.as_uri())
    while not page.evaluate(READY):
        page.wait_for_timeout(5)
    times = {"usable": page.evaluate("quanze.ready"), "search": page.evaluate(SEARCH)}
    times |= {"ego view": page.evaluate(VIEW), "map": page.evaluate(MAP)}
    page.close()
    return times


def by_pyvis(tab, page_of, folder, limit):
    """What pyvis does by itself with the same things and links: seconds until its picture stands still."""
    from pyvis.network import Network  # noqa: PLC0415 - only where it is compared with

    network = Network(cdn_resources="in_line")
    for place, thing in enumerate(page_of.things):
        network.add_node(place, thing.label)
    for link in page_of.links:
        network.add_edge(link.source, link.target)
    path = folder / "pyvis.html"
    path.write_text(network.generate_html(), encoding="utf-8")
    page = tab.new_page()
    page.set_default_timeout(limit * 1000)
    began = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    while time.perf_counter() - began < limit:
        page.wait_for_timeout(250)
        if page.evaluate("typeof network !== 'undefined' && network !== undefined && network.physics.stabilized"):
            break
    taken = time.perf_counter() - began
    page.close()
    return taken, path.stat().st_size


def measure(nodes, rounds, limit):
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "list.txt").write_text(made_up(nodes), encoding="utf-8")
        out = kg.build([folder / "list.txt"], folder / "out").folder
        page, gathering = timed(lambda: gather(open_graph(out).store, BASE))
        html, rendering = timed(lambda: render(page))
        print(f"{len(page.things):,} things, {len(page.links):,} links, {len(page.facts):,} facts")
        print(f"  gathered in {gathering:.2f} s, rendered in {rendering:.2f} s, {len(html.encode()) / 1e6:.2f} MB")
        with started() as browser, window(browser, viewport={"width": 1440, "height": 900}) as tab:
            every = [in_browser(tab, out / "graph.html") for _ in range(rounds)]
            for name in every[0]:
                print(f"  {name}: {statistics.median(times[name] for times in every) / 1000:.2f} s")
            if limit:
                taken, size = by_pyvis(tab, page, folder, limit)
                print(f"  pyvis by itself: {taken:.1f} s{' (not still yet)' * (taken >= limit)}, {size / 1e6:.2f} MB")


KEYS = ("劳动合同法八十四条", "国务院令375", "行政处罚 罚款", "五百元以上二千元以下", "扣押劳动者档案")
KEY = "(text) => { const t = performance.now(); quanze.hits(text); return performance.now() - t; }"
HUB = """() => new Promise((done) => {
  const far = (one) => (one.kind.key === "document" ? Math.abs(one.weight - 500) : Infinity);
  const hub = quanze.things.reduce((one, other) => (far(other) < far(one) ? other : one));
  const t = performance.now();
  quanze.go({ ...quanze.plain(), view: "ego", focus: hub.at });
  requestAnimationFrame(() => requestAnimationFrame(() => done([hub.weight, performance.now() - t])));
})"""
LIST = """(facets) => new Promise((done) => {
  const t = performance.now();
  quanze.go({ ...quanze.plain(), view: "table", facets });
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - t)));
})"""


def floors(out, things, rounds):
    """The page of a built folder against what it is to keep to; CPU seconds are those of the thread that draws."""
    files = {path.name: path.stat().st_size for path in out.glob("graph*") if path.suffix in {".html", ".js"}}
    largest = max(files, key=files.get)
    print(f"{len(files)} files of the page, the largest {largest} {files[largest] / 1e6:.2f} MB")
    with started() as browser, window(browser, viewport={"width": 1440, "height": 900}) as tab:
        for _ in range(rounds):
            page = tab.new_page()
            spent = clock(page)
            page.goto((out / "graph.html").as_uri())
            waited(page, READY)
            print(f"index {page.evaluate('quanze.ready') / 1000:.2f} s, CPU {spent():.2f}")
            page.evaluate("quanze.loadOutline()")
            print(f"  everything to list {page.evaluate('performance.now()') / 1000:.2f} s, CPU {spent():.2f} more")
            page.evaluate("quanze.loadShards()")
            spent()
            keys = [
                (page.evaluate(KEY, key[:length]), 1000 * spent()) for key in KEYS for length in range(1, len(key) + 1)
            ]
            took, used = zip(*keys, strict=True)
            print(f"  a key {statistics.median(took):.0f} ms, at most {max(took):.0f}", end="")
            print(f"; CPU {statistics.median(used):.0f} ms, at most {max(used):.0f}")
            weight, hub = page.evaluate(HUB)
            print(f"  hub of {weight} {hub:.0f} ms, CPU {1000 * spent():.0f} ms")
            for facets in ({}, {"kind": ["权责事项"]}, {"type": ["行政处罚"]}):
                print(f"  list {page.evaluate(LIST, facets):.0f} ms, CPU {1000 * spent():.0f} ms")
        compared(page, out, things)


def clock(page):
    """What gives the CPU seconds that the thread of a page spent since it was last asked."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    last = 0.0

    def spent():
        nonlocal last
        every = session.send("Performance.getMetrics")["metrics"]
        before, last = last, next(one["value"] for one in every if one["name"] == "TaskDuration")
        return last - before

    return spent


def waited(page, expression):
    while not page.evaluate(expression):
        page.wait_for_timeout(5)


def compared(page, out, things):
    """Numbers of the page and of the graph: those of random things, those of the filters of items."""
    from tests.kg.page.test_counts import BEHIND, behind  # noqa: PLC0415 - the questions in words of their own
    from tests.kg.page.test_outline import ASKED, filtered, of_items  # noqa: PLC0415

    graph = kg.open(out)
    every = page.evaluate("quanze.things.map((one) => [one.kind.key, one.iri, one.weight])")
    some = random.Random(things).sample([one for one in every if one[0] in BEHIND], things)
    wrong = sum(behind(graph, kind, iri) != weight for kind, iri, weight in some)
    print(f"{len(some)} random things: {wrong} numbers are not those of the graph")
    page.evaluate(LIST, {})
    _, numbers = filtered(page, {"kind": ["权责事项"]})
    asked = {facet: of_items(graph, facet) for facet in ASKED}
    pairs = [(numbers[facet].get(value), number) for facet in asked for value, number in asked[facet].items()]
    print(f"{len(pairs)} values of filters: {sum(one != other for one, other in pairs)} are not those of the graph")


def main():
    said = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    said.add_argument("--nodes", type=int, nargs="+", default=[2000, 10000])
    said.add_argument("--rounds", type=int, default=3)
    said.add_argument("--limit", type=float, default=60, help="seconds to wait for pyvis; 0 leaves it out")
    said.add_argument("--built", type=Path, help="a folder that was built: measure its page")
    said.add_argument("--things", type=int, default=300, help="random things whose numbers are compared")
    asked = said.parse_args()
    if asked.built:
        floors(asked.built, asked.things, asked.rounds)
        return
    for nodes in asked.nodes:
        measure(nodes, asked.rounds, asked.limit)


if __name__ == "__main__":
    main()
