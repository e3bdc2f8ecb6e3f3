"""A page as compact JSON: arrays by place instead of objects by name, and no character that could end a script."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

from kg.audit.registry import every_rule
from kg.graph import kinds
from kg.graph import terms as t
from kg.graph.vocabulary import labels
from kg.page.counts import totals
from kg.page.layout import chart
from kg.page.model import IN_LIST, ROLES
from kg.page.search import entries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.page.model import CitedArticle, Fact, FindingMark, MergedVerdict, Page, Thing, Totals

# Nothing of a page holds itself: to look for that takes a quarter of the time.
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
STRONG = ("law", "administrative_regulation", "local_regulation")
"""The ranks above rules (Legislation Law, articles 10, 72, 80)."""


def payload(page: Page) -> str:
    """The data of a page as JSON that may stand inside a script element."""
    return escaped(
        {
            "base": page.base,
            "title": page.title,
            "focus": -1 if page.focus is None else page.focus,
            "totals": counted(page.totals or totals(page)),
            "whole": page.whole and {**counted(page.whole[0]), "file": page.whole[1]},
            "parts": [
                {"file": part_file.file, "caption": part_file.caption, "entries": part_file.entries}
                for part_file in page.parts
            ],
            "search": list(page.searched),
            "outline": list(page.outline),
            "queue": list(page.queue),
            "judged": page.judged,
            "verdicts": [verdict_row(page, verdict) for verdict in page.verdicts],
            **_names(page),
            **content(page),
            "found": [] if page.searched else _search_entries(page),
        }
    )


def part_payload(page: Page) -> str:
    """The data of a part: what a page takes up besides what it has."""
    return escaped(content(page))


def escaped(value: object) -> str:
    """A value as JSON that may stand inside a script element."""
    # Inside a script element these could end it, open a comment, or end a line of it.
    return (
        _JSON.encode(value)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def quoted(content: str) -> str:
    """A text that is ``escaped`` already, as a JSON string: it has nothing else that could end a script element."""
    return _JSON.encode(content)


def counted(totals: Totals) -> dict[str, Any]:
    """Totals as the page reads them."""
    return {
        "things": totals.things,
        "entries": totals.entries,
        "facts": totals.facts,
        "kinds": dict(totals.kinds),
        "roles": dict(totals.roles),
        "factKinds": dict(totals.fact_kinds),
        "findings": dict(totals.findings),
    }


def _names(page: Page) -> dict[str, Any]:
    """The words a page says of kinds, roles, ranks and rules."""
    ranks, sanctions = labels("rank"), labels("sanction-kind")
    used = {finding.code for finding in page.findings} | set((page.totals or totals(page)).findings)
    return {
        "kinds": [[kind.code, kind.name, kind.colour, kinds.SHAPES[kind.shape]] for kind in kinds.on_page()],
        "roles": [[name, tie.caption, tie.dash] for name, tie in ROLES.items()],
        "factKinds": [[kind.code, kind.name] for kind in kinds.facts()],
        "strong": [[t.concept("rank", code).value, ranks[code]] for code in STRONG],
        "fine": sanctions["fine"],
        "fineKind": t.concept("sanction-kind", "fine").value,
        "listCaption": IN_LIST,
        "places": dict(page.places),
        "rules": {rule.code: [rule.zh, rule.remedy] for rule in every_rule() if rule.code in used},
    }


def content(page: Page) -> dict[str, Any]:
    """The things, links, cells and facts of a page, and what stands beside them."""
    words, texts = Words(), Words()
    nodes, facts, roles = kinds.on_page(), kinds.facts(), {role: place for place, role in enumerate(ROLES)}
    node_codes = {kind.code: place for place, kind in enumerate(nodes)}
    fact_codes = {kind.code: place for place, kind in enumerate(facts)}
    spots = page.spots or chart(page)
    return {
        "things": [
            [*_thing(page, thing, node_codes, words), *spot] for thing, spot in zip(page.things, spots, strict=True)
        ],
        "links": [
            [source, target, roles[role], *(([*read],) if read else ())] for source, target, role, read in page.links
        ],
        "cells": [[short(page, iri), words(caption), text] for iri, caption, text in page.cells],
        "facts": [_fact(page, fact, fact_codes, words) for fact in page.facts],
        "findings": [_finding(page, finding) for finding in page.findings],
        "proposals": [
            [short(page, proposal.iri), proposal.office, proposal.other, proposal.reason, f"{proposal.score}%"]
            for proposal in page.proposals
        ],
        "articles": [_article(page, article, texts) for article in page.articles],
        "texts": texts.every,
        "words": words.every,
    }


def _search_entries(page: Page) -> list[list[Any]]:
    places = {thing.iri: place for place, thing in enumerate(page.things)}
    return [[places[iri], place, found_by] for iri, place, found_by in entries(page)]


class Words:
    """Words that recur, each once: a call gives the place of one."""

    def __init__(self) -> None:
        self.every: list[str] = []
        self._places: dict[str, int] = {}

    def __call__(self, word: str) -> int:
        """The place of a word."""
        place = self._places.get(word)
        if place is None:
            place = self._places[word] = len(self.every)
            self.every.append(word)
        return place

    def clear(self) -> None:
        """Begin anew."""
        self.every, self._places = [], {}

    def pairs(self, details: Sequence[tuple[str, str]]) -> list[Any]:
        """Captions by their places, each followed by its value."""
        return [self(part) for detail in details for part in detail] if details else []


def short(page: Page, iri: str) -> str:
    """An identifier without the base that most begin with; others stay whole."""
    return iri.removeprefix(page.base)


def verdict_row(page: Page, verdict: MergedVerdict) -> list[Any]:
    """A verdict as the page reads it: of which fact, who, which, note, time, whether it settles."""
    named = short(page, verdict.fact)
    return [named, verdict.who, verdict.code, verdict.note, verdict.time, int(verdict.settles)]


def _thing(page: Page, thing: Thing, codes: Mapping[str, int], words: Words) -> list[Any]:
    return [
        short(page, thing.iri),
        codes[thing.kind],
        words(thing.sort),
        thing.label,
        thing.code,
        thing.weight,
        words.pairs(thing.details),
        list(thing.cells),
    ]


def _fact(page: Page, fact: Fact, codes: Mapping[str, int], words: Words) -> list[Any]:
    iri, kind, caption, places, target, details, doubt, reasons, read_as = fact
    return [
        short(page, iri),
        codes[kind],
        caption,
        _at(target),
        [*chain.from_iterable(places)],
        words.pairs(details),
        doubt,
        [*map(words, reasons)],
        read_as,
    ]


def _finding(page: Page, mark: FindingMark) -> list[Any]:
    where = (mark.place.cell, mark.place.start, mark.place.end) if mark.place else (-1, 0, 0)
    things = _at(mark.thing), _at(mark.conflict)
    return [short(page, mark.iri), mark.code, mark.severity, mark.message, things[0], *where, mark.quote, things[1]]


def _article(page: Page, article: CitedArticle, texts: Words) -> list[Any]:
    named = (
        article.kind,
        article.named,
        article.document,
        article.version,
        article.status,
        article.in_force,
        article.provision,
    )
    return [
        short(page, article.iri),
        *named,
        texts(article.text),
        -1,
        article.similarity,
        [list(part) for part in article.diff],
    ]


def _at(place: int | None) -> int:
    return -1 if place is None else place
