"""A real browser for tests of the page: without names resolved, without a network, with a profile of its own."""

import shutil
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
WIDE, PHONE = (1440, 900), (390, 844)


def chromium():
    """The browser of this machine; the test is skipped where there is none, or nothing to drive it with."""
    pytest.importorskip("playwright", reason="playwright is not installed: pip install 'quanze[dev]'")
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    return pytest.skip("no Chromium found: apt-get install chromium")


@contextmanager
def started():
    """The browser, with a profile of its own that goes when it goes."""
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield found
        found.close()


@contextmanager
def window(browser, **settings):
    """A window of the browser; errors of its pages are in ``troubles``, the addresses they asked for in ``asked``."""
    found = browser.new_context(accept_downloads=True, **settings)
    found.troubles, found.asked = [], []
    found.on("weberror", lambda error: found.troubles.append(str(error.error)))
    found.on("console", lambda said: found.troubles.append(said.text) if said.type == "error" else None)
    found.on("request", lambda request: found.asked.append(request.url))
    yield found
    found.close()


def opened(found, path, address="", size=WIDE):
    """A page of the file, ready to use."""
    page = found.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(Path(path).as_uri() + address)
    until(page, "window.quanze && window.quanze.ready")
    return page


def until(page, expression, argument=None, seconds=5):
    """Wait until an expression holds; asked from outside, since the page lets nothing be evaluated in it."""
    ends = time.monotonic() + seconds
    while not page.evaluate(expression, argument):
        if time.monotonic() > ends:
            pytest.fail(f"did not come true in {seconds} s: {expression}")
        page.wait_for_timeout(15)


def sign(page, who):
    """Give the name of a reviewer, as one does before the first verdict."""
    page.click("#reviewer")
    page.fill("#your-name", who)
    page.keyboard.press("Enter")
    until(page, "who => quanze.reviewer === who", who)
