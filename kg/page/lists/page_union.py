"""Pages of several lists as one page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.graph import kinds
from kg.page.model import CellSpan, Link, Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.page.model import Fact, Thing


@dataclass(slots=True)
class PageUnion:
    """Pages of several lists as one: what two of them hold is there once."""

    things: dict[str, Thing] = field(default_factory=dict)
    own: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    links: dict[tuple[str, str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    cells: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    stands: dict[str, set[tuple[str, int, int]]] = field(default_factory=lambda: defaultdict(set))

    def add(self, page: Page, columns: Mapping[str, int]) -> None:
        """Take up a page."""
        for thing in page.things:
            known = self.things.setdefault(thing.iri, thing)
            if known.details != thing.details:
                both = dict.fromkeys((*known.details, *thing.details))
                self.things[thing.iri] = known._replace(details=tuple(both))
            self.own[thing.iri].update(dict.fromkeys(page.cells[cell].iri for cell in thing.cells))
        for link in page.links:
            key = page.things[link.source].iri, page.things[link.target].iri, link.role
            self.links[key].update(page.facts[fact].iri for fact in link.facts)
        for cell in page.cells:
            self.cells[cell.iri] = cell
            self.columns[cell.iri] = columns[cell.iri]
        for fact in page.facts:
            self.facts.setdefault(fact.iri, fact)
            if fact.target is not None:
                self.targets[fact.iri] = page.things[fact.target].iri
            self.stands[fact.iri].update((page.cells[at.cell].iri, at.start, at.end) for at in fact.places)

    def page(self, outline: Page, places: Mapping[str, int]) -> Page:
        """The page they make, its things in the order of the outline."""
        order = sorted(self.things, key=places.__getitem__)
        things = {iri: place for place, iri in enumerate(order)}
        cells = {iri: place for place, iri in enumerate(sorted(self.cells, key=lambda iri: (self.columns[iri], iri)))}
        kinds_at = {kind.code: place for place, kind in enumerate(kinds.facts())}
        facts = {
            iri: place
            for place, iri in enumerate(sorted(self.facts, key=lambda iri: (kinds_at[self.facts[iri].kind], iri)))
        }
        return Page(
            outline.base,
            outline.title,
            tuple(self._thing(iri, cells) for iri in order),
            tuple(
                Link(*key, tuple(sorted(facts[fact] for fact in read)))
                for key, read in sorted(
                    ((things[a], things[b], role), read) for (a, b, role), read in self.links.items()
                )
            ),
            tuple(self.cells[iri] for iri in cells),
            tuple(self._fact(iri, things, cells) for iri in facts),
        )

    def _thing(self, iri: str, cells: Mapping[str, int]) -> Thing:
        return self.things[iri]._replace(cells=tuple(sorted(cells[cell] for cell in self.own[iri])))

    def _fact(self, iri: str, things: Mapping[str, int], cells: Mapping[str, int]) -> Fact:
        places = sorted((cells[cell], start, end) for cell, start, end in self.stands[iri])
        target = self.targets.get(iri)
        return self.facts[iri]._replace(
            places=tuple(CellSpan(*place) for place in places),
            target=None if target is None else things[target],
        )
