"""Pages in a real browser."""

import pytest

from tests.browsing import opened, until, window


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
