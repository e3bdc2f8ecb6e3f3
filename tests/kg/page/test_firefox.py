"""The page in Firefox, which keeps other rules than Chromium for files, scripts beside them and what is stored."""

import gc
import shutil
import time

import pytest

from kg.graph.terms import BASE
from kg.page.gather import gather
from kg.page.pages import split

# The driver leaves pipes of the browser to the collector; that is its own affair.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def firefox(tmp_path_factory):
    """Firefox with a profile of its own and no network; skipped where there is none, or nothing to drive it with."""
    marionette = pytest.importorskip("marionette_driver.marionette", reason="pip install 'quanze[dev]'")
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if path is None:
        pytest.skip("no Firefox found: apt-get install firefox-esr")
    found = started(marionette, path, tmp_path_factory.mktemp("firefox"))
    yield found
    found.quit()
    found.cleanup()
    del found
    gc.collect()


def started(marionette, path, folder, tries=3):
    """A session; on a busy machine the browser may need a second try to come up."""
    for left in reversed(range(tries)):
        found = marionette.Marionette(
            host="127.0.0.1",
            port=0,
            bin=path,
            headless=True,
            gecko_log=str(folder / f"log-{left}"),
            prefs={"network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9},
            startup_timeout=120,
        )
        try:
            found.start_session()
        except Exception as error:  # noqa: BLE001 - whatever keeps a browser from coming up
            found.cleanup()
            if not left:
                pytest.skip(f"Firefox did not start: {error}")
            continue
        return found
    raise AssertionError


def ask(firefox, script, *arguments):
    return firefox.execute_script(script, script_args=arguments, sandbox=None)


def until(firefox, expression, seconds=15):
    ends = time.monotonic() + seconds
    while not ask(firefox, f"return Boolean({expression})"):
        assert time.monotonic() < ends, expression
        time.sleep(0.05)


def opened(firefox, path):
    firefox.navigate(path.as_uri())
    until(firefox, "window.quanze && quanze.ready && quanze.keeping.state !== 'opening'")


def press(firefox, key):
    ask(firefox, "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: arguments[0], bubbles: true}))", key)


def test_it_opens_finds_and_draws(firefox, exports):
    opened(firefox, exports / "graph.html")
    assert ask(firefox, "return quanze.shown.length") > 20
    assert (
        ask(firefox, "return quanze.things[quanze.find('劳动合同法八十四条')[0]].label")
        == "《中华人民共和国劳动合同法》第八十四条"
    )
    ask(firefox, "quanze.go({...quanze.plain(), view: 'ego', focus: quanze.find('工伤保险条例')[0]})")
    until(firefox, "document.querySelector('#panel .of-entries')")
    assert ask(firefox, "return document.querySelector('#panel .of-entries').textContent").startswith("30个条目")
    assert ask(firefox, "return quanze.asSvg()").startswith("<svg")


def test_verdicts_are_kept_over_a_reload(firefox, exports):
    opened(firefox, exports / "graph.html")
    assert ask(firefox, "return quanze.keeping.state") == "kept"
    ask(firefox, "quanze.go({...quanze.plain(), view: 'review', skip: ['proposal', 'finding']})")
    press(firefox, "a")
    until(firefox, "document.getElementById('your-name')")
    ask(
        firefox,
        "document.getElementById('your-name').value = '张三'; document.querySelector('#who form').requestSubmit()",
    )
    until(firefox, "quanze.steps.size === 1")
    for number in range(20):
        press(firefox, "axf"[number % 3])
    assert ask(firefox, "return quanze.steps.size") == 21
    firefox.refresh()
    until(firefox, "window.quanze && quanze.steps.size === 21")


def test_parts_beside_it_are_loaded(firefox, graph, tmp_path):
    whole = gather(graph.store, BASE)
    for name, content in split(whole, "all.html").items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    opened(firefox, tmp_path / "all.html")
    assert ask(firefox, "return quanze.cells.length") == 0
    ask(firefox, "quanze.loadOutline()")
    until(firefox, f"quanze.things.length === {len(whole.things)}")
    ask(firefox, "quanze.loadParts(quanze.parts.map((_, number) => number))")
    until(firefox, f"quanze.cells.length === {len(whole.cells)}")
    ask(firefox, "quanze.loadShards()")
    until(firefox, "quanze.hits('五百元以上二千元以下').length > 0")
