"""Rules that look at several lists, asked key by key: what they see of one document, one number, one wording of a fine.

A rule that compares lists compares what they say of the same document (its canonical title); two rules compare
documents that bear one number, one compares fines by the wording of the conduct. So no place has to see all lists at
once: each list is cut into what it says under each key, and whoever gathers a key asks the rules of it. Of fines only
the first of each wording is looked at, as the rule itself does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.audit.check import FAILED, check_across
from kg.audit.documents import register
from kg.audit.finding import numbered
from kg.audit.registry import chosen
from kg.audit.results import results
from kg.audit.rules.dates.one_number import own_number
from kg.audit.rules.sanctions.ranges import fines
from kg.audit.view import ListView, View
from kg.graph.things.rows import ListSurvey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from extract.facts import PassageFacts
    from kg.audit.documents import Register
    from kg.audit.finding import Finding
    from kg.audit.rule import Rule
    from kg.audit.view import BasisMention, RowView
    from kg.graph.things.findings import Result

BY_NUMBER: Final = frozenset({"DT003", "DT013"})
"""Rules that compare documents of one number."""
BY_CONDUCT: Final = frozenset({"SN005"})
"""Rules that compare fines of several documents by what they punish."""


@dataclass(frozen=True, slots=True)
class ListShare:
    """What a list says under a key: ``number`` is its place among the lists, ``seen`` what is left of it.

    Of a single row ``at`` is its place among the rows of the list.
    """

    number: int
    seen: ListView
    at: int = 0


def by_title(listing: ListView) -> Iterator[tuple[str, ListView]]:
    """What an abridged list says of each document, by its canonical title."""
    yield from _cut(listing, lambda mention: mention.citation.document.title)


def by_number(listing: ListView) -> Iterator[tuple[str, ListView]]:
    """What an abridged list says of documents that bear a number, by the number."""
    yield from _cut(listing, _number)


def by_conduct(listing: ListView) -> Iterator[tuple[tuple[str, str, str], int, ListView]]:
    """By document, conduct and range of a fine: the first row of an abridged list that has it, and its place."""
    places: dict[tuple[str, str, str], int] = {}
    for at, row in enumerate(listing.rows):
        for fine in fines([row]):
            places.setdefault((fine.document, fine.conduct, fine.amount), at)
    for key, at in places.items():
        yield key, at, _left(listing, [listing.rows[at]], ())


def of_title(title: str, shares: Iterable[ListShare], base: str) -> list[tuple[ListShare, Finding, Result | None]]:
    """What rules find that compare what lists say of one document."""
    rules = [rule for rule in _across() if rule.code not in BY_NUMBER | BY_CONDUCT]
    findings = _asked(shares, rules, base, lambda mention: mention.citation.document.title == title)
    return [entry for entry in findings if entry[1].document == title or entry[1].code == FAILED]


def of_number(number: str, shares: Iterable[ListShare], base: str) -> list[tuple[ListShare, Finding, Result | None]]:
    """What rules find that compare documents of one number."""
    rules = [rule for rule in _across() if rule.code in BY_NUMBER]
    return _asked(shares, rules, base, lambda mention: _number(mention) == number)


def of_conducts(shares: Iterable[ListShare], base: str) -> list[tuple[ListShare, Finding, Result | None]]:
    """What rules find that compare fines; ``shares`` are the rows that are first with a wording, each list once."""
    rules = [rule for rule in _across() if rule.code in BY_CONDUCT]
    return _asked(shares, rules, base, lambda _: True)


def joined(shares: Iterable[ListShare]) -> list[ListShare]:
    """Shares of single rows, those of one list made one: rows in the order of the list, each once."""
    lists: dict[int, dict[int, ListView]] = {}
    for share in shares:
        lists.setdefault(share.number, {})[share.at] = share.seen
    return [ListShare(number, _whole([rows[at] for at in sorted(rows)])) for number, rows in lists.items()]


def _whole(parts: list[ListView]) -> ListView:
    whole = replace(parts[0], rows=tuple(row for part in parts for row in part.rows))
    whole.__dict__["survey"] = ListSurvey(
        {code: names for part in parts for code, names in part.survey.holders.items()}, {}
    )
    return whole


def _across() -> list[Rule]:
    return [rule for rule in chosen() if rule.across or rule.every_list]


def _asked(
    shares: Iterable[ListShare], rules: list[Rule], base: str, wanted: Callable[[BasisMention], bool]
) -> list[tuple[ListShare, Finding, Result | None]]:
    ordered = sorted(shares, key=lambda share: share.number)
    known = register()
    view = View(tuple(share.seen for share in ordered), known, known.as_of)
    view.__dict__["mentions"] = tuple(filter(wanted, view.mentions))  # a cached property: what the rules look at
    findings = tuple(numbered(check_across(view, rules)))
    stated = {result.key: result for result in results(findings, view, base)}
    of_list = {share.seen.name: share for share in ordered}
    nowhere = ListShare(-1, ordered[0].seen)
    return [
        (of_list.get(finding.place.list, nowhere), finding, stated.get(finding.fingerprint)) for finding in findings
    ]


def _number(mention: BasisMention) -> str | None:
    own = own_number(mention.citation)
    return repr(own[1]) if own else None


def _cut(listing: ListView, key: Callable[[BasisMention], str | None]) -> Iterator[tuple[str, ListView]]:
    """The rows and passages of a list by a key of what they mention, each with all that it says."""
    known = register()
    rows: dict[str, list[RowView]] = {}
    passages: dict[str, list[PassageFacts]] = {}
    for row in listing.rows:
        for place in _keys(replace(listing, rows=(row,), passages=()), key, known):
            rows.setdefault(place, []).append(row)
    for passage in listing.passages:
        for place in _keys(replace(listing, rows=(), passages=(passage,)), key, known):
            passages.setdefault(place, []).append(passage)
    for place in dict.fromkeys((*rows, *passages)):
        yield place, _left(listing, rows.get(place, []), tuple(passages.get(place, [])))


def _keys(part: ListView, key: Callable[[BasisMention], str | None], known: Register) -> Iterator[str]:
    mentions = View((part,), known, known.as_of).mentions
    yield from dict.fromkeys(value for mention in mentions if (value := key(mention)) is not None)


def _left(listing: ListView, rows: list[RowView], passages: tuple[PassageFacts, ...]) -> ListView:
    """The list with these rows and passages alone, and of what the whole list tells what concerns them."""
    file = listing.listing if passages else replace(listing.listing, responsibility_list=None)
    left = replace(listing, rows=tuple(rows), passages=passages, listing=file)
    codes = {code for row in rows for code in (row.own.own_code, row.own.main_code)}
    holders = {code: names for code, names in listing.survey.holders.items() if code in codes}
    left.__dict__["survey"] = ListSurvey(holders, {})  # a cached property: what only the whole list tells
    return left
