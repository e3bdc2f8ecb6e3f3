"""The screenshots of the documentation, taken of the page of a build: ``python docs/screenshots.py exports``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.browsing import opened, started, until, window

if TYPE_CHECKING:
    from playwright.sync_api import Page

ASSETS = Path(__file__).resolve().parent / "assets"
SIZE = (1280, 760)
#: What each picture shows: the state of the page, and the element that is there when it is shown.
STATES = {
    "page-overview": ("quanze.plain()", "#network canvas"),
    "page-item": (
        "{...quanze.plain(), view: 'ego', focus: quanze.find('对用人单位扣押劳动者证件')[0]}",
        "#panel blockquote, #panel article, #panel mark",
    ),
    "page-list": (
        "{...quanze.plain(), view: 'table', facets: {kind: ['权责事项'], type: ['行政处罚']}}",
        "#rows tr",
    ),
}


def main(exports: str) -> None:
    with started() as browser, window(browser) as found:
        page: Page = opened(found, Path(exports).resolve() / "graph.html", size=SIZE)
        for name, (state, shown) in STATES.items():
            page.evaluate(f"quanze.go({state})")
            until(page, f"() => document.querySelector('{shown}')")
            page.wait_for_timeout(1500)  # the picture comes to rest
            page.screenshot(path=str(ASSETS / f"{name}.png"))


if __name__ == "__main__":
    main(*sys.argv[1:])
