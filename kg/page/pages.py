"""The pages of a graph: one, or, past what a browser bears, one for each office and one to begin with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.graph import kinds
from kg.page.gather import gather
from kg.page.layout import overview
from kg.page.model import OverviewPicture, Page, Spot
from kg.page.render import render
from kg.page.subset import of_offices, subset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.asking.search import Index
    from kg.graph.store import Askable

TOO_MANY = 20_000
"""Things past which a graph is shown in several pages."""


def pages(store: Askable, base: str, index: Index = b"", name: str = "graph.html") -> dict[str, str]:
    """The pages of a store by file name, the first to begin with; more than one past ``TOO_MANY`` things.

    ``index`` is the search index of the store; empty: it is made.
    """
    whole = gather(store, base, index)
    return split(whole, name) if len(whole.things) > TOO_MANY else {name: render(whole)}


def split(whole: Page, name: str) -> dict[str, str]:
    """A page for each office and one, called ``name``, that leads to them; the pages know each other."""
    stem, dot, ending = name.rpartition(".")
    offices = _offices(whole)
    names = [f"{stem}-{number}{dot}{ending}" for number in range(1, len(offices) + 1)]
    known = tuple(
        (whole.things[office].iri, whole.things[office].label, file)
        for office, file in zip(offices, names, strict=True)
    )
    found = {name: render(replace(_cover(whole, offices), pages=known))}
    back = ("", f"全部{len(offices)}页", name)
    for office, file in zip(offices, names, strict=True):
        one = subset(whole, of_offices(whole, _under(whole, office)))
        found[file] = render(replace(one, title=f"{whole.things[office].label} · {whole.title}", pages=(back, *known)))
    return found


def _offices(whole: Page) -> Sequence[int]:
    """What the pages are by: the bodies with entries, or the sub-units where all is one body's; heaviest first."""
    for kind in ("body", "unit"):
        every = [place for place, thing in enumerate(whole.things) if thing.kind == kind and thing.weight]
        if len(every) > 1 or kind == "unit":
            return sorted(every, key=lambda place: (-whole.things[place].weight, place))
    return ()


def _under(whole: Page, office: int) -> Iterator[int]:
    yield office
    yield from (
        link.source
        for link in whole.links
        if link.target == office and link.role == "part" and whole.things[link.source].kind == "unit"
    )


def _cover(whole: Page, offices: Sequence[int]) -> Page:
    """The page to begin with: the overview, the offices and the documents, without entries and their words."""
    seen = overview(whole)
    shown = {spot.thing for spot in seen.spots if spot.thing is not None}
    keep = sorted({*shown, *offices, *(place for place, thing in enumerate(whole.things) if thing.kind == "document")})
    at = {old: new for new, old in enumerate(keep)}
    spots = (
        Spot(None if spot.thing is None else at[spot.thing], spot.kind, spot.x, spot.y, spot.rest)
        for spot in seen.spots
    )
    printed = kinds.entries()
    entries = {place for place, thing in enumerate(whole.things) if thing.kind in printed}
    cover = subset(whole, set(keep) - entries)
    return replace(cover, overview=OverviewPicture(tuple(spots), seen.shared), cells=(), facts=())
