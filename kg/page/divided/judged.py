"""The verdicts merged into a graph, beside a page that is divided: they change, and the files of the page do not.

A small file names those with the verdicts, so that their number may change as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.page import verdicts
from kg.page.divided.files import in_files, script
from kg.page.model import Page
from kg.page.payload import Words, escaped, verdict_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kg.graph.things.reviews import Verdict
    from kg.page.model import MergedVerdict


def named(stem: str) -> str:
    """The file that names those with the verdicts."""
    return f"{stem}-judged.js"


def files(every: Sequence[MergedVerdict], base: str, stem: str) -> Iterator[tuple[str, str]]:
    """The files by name, the one that names the others last."""
    page, written = Page(base, ""), []
    for number, content in enumerate(
        in_files("verdicts", (verdict_row(page, verdict) for verdict in every), Words()), 1
    ):
        written.append(f"{stem}-judged-{number}.js")
        yield written[-1], script(written[-1], content)
    yield named(stem), script(named(stem), escaped(written))


def anew(page: Path, steps: Iterable[Verdict], base: str) -> Iterator[tuple[str, str]] | None:
    """The files beside a page with the verdicts that stand now; None where it has none, for it holds its own."""
    if not page.with_name(named(page.stem)).exists():
        return None
    return files(sorted(verdicts.of_steps(steps)), base, page.stem)
