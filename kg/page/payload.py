"""A page as compact JSON: arrays by place instead of objects by name, and no character that could end a script."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

from kg.graph import kinds
from kg.page.layout import chart
from kg.page.model import ROLES
from kg.page.search import entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.page.model import Fact, Page, Thing

# Inside a script element these could end it, open a comment, or end a line of it.
_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def payload(page: Page) -> str:
    """The data of a page as JSON that may stand inside a script element."""
    return json.dumps(_content(page), ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def _content(page: Page) -> dict[str, Any]:
    words = _Words()
    places = {thing.iri: place for place, thing in enumerate(page.things)}
    nodes, facts, roles = kinds.on_page(), kinds.facts(), list(ROLES)
    node_codes, fact_codes = [kind.code for kind in nodes], [kind.code for kind in facts]
    return {
        "base": page.base,
        "title": page.title,
        "focus": -1 if page.focus is None else page.focus,
        "pages": page.pages,
        "kinds": [[kind.code, kind.name, kind.colour, kinds.SHAPES[kind.shape]] for kind in nodes],
        "roles": [[name, tie.caption, tie.dash] for name, tie in ROLES.items()],
        "factKinds": [[kind.code, kind.name] for kind in facts],
        "things": [_thing(page, thing, node_codes, words) for thing in page.things],
        "links": [
            [link.source, link.target, roles.index(link.role), *(([*link.facts],) if link.facts else ())]
            for link in page.links
        ],
        "cells": [[_short(page, cell.iri), words(cell.caption), cell.text] for cell in page.cells],
        "facts": [_fact(page, fact, fact_codes, words) for fact in page.facts],
        "chart": list(chain.from_iterable(chart(page))),
        "found": [[places[iri], place, found_by] for iri, place, found_by in entries(page)],
        "words": words.every,
    }


class _Words:
    """Words that recur, each once: a call gives the place of one."""

    def __init__(self) -> None:
        self.every: list[str] = []
        self._places: dict[str, int] = {}

    def __call__(self, word: str) -> int:
        place = self._places.get(word)
        if place is None:
            place = self._places[word] = len(self.every)
            self.every.append(word)
        return place

    def pairs(self, details: Sequence[tuple[str, str]]) -> list[Any]:
        """Captions by their places, each followed by its value."""
        return [part for caption, value in details for part in (self(caption), self(value))]


def _short(page: Page, iri: str) -> str:
    """An identifier without the base that most begin with; others stay whole."""
    return iri.removeprefix(page.base)


def _thing(page: Page, thing: Thing, codes: Sequence[str], words: _Words) -> list[Any]:
    return [
        _short(page, thing.iri),
        codes.index(thing.kind),
        words(thing.sort),
        thing.label,
        thing.code,
        thing.weight,
        words.pairs(thing.details),
        list(thing.cells),
    ]


def _fact(page: Page, fact: Fact, codes: Sequence[str], words: _Words) -> list[Any]:
    return [
        _short(page, fact.iri),
        codes.index(fact.kind),
        fact.caption,
        -1 if fact.target is None else fact.target,
        [number for place in fact.places for number in (place.cell, place.start, place.end)],
        words.pairs(fact.details),
        fact.doubt,
        [words(reason) for reason in fact.reasons],
        [list(verdict) for verdict in fact.verdicts],
    ]
