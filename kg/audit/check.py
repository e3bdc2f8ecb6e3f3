"""Lists in, findings out: every rule looks, what fails is a finding of its own and the rest goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from kg.audit.documents import register
from kg.audit.finding import Finding, Place, numbered
from kg.audit.registry import chosen, find
from kg.audit.view import ListView, RowView, View, prepared
from kg.progress import counted, quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from extract.model import ListFile
    from kg.audit.rule import Observation, Rule
    from kg.laws.library import Library
    from kg.progress import Report

FAILED = "XX001"
T = TypeVar("T", RowView, ListView, View)


def view(listings: Iterable[ListFile], as_of: str = "", report: Report = quiet, library: Library | None = None) -> View:
    """The prepared view of lists as read; ``as_of`` is a day as YYYY-MM-DD, else that of the register.

    With a statute ``library`` quotes are held against their articles.
    """
    known = register()
    return View(tuple(_list(listing, report) for listing in listings), known, as_of or known.as_of, library)


def _list(listing: ListFile, report: Report) -> ListView:
    from extract.assemble import extract, passages  # noqa: PLC0415 - the rules take their time to compile

    extractions = tuple(extract(row) for row in counted(listing.rows, listing.name, report))
    passage_facts = passages(listing.responsibility_list) if listing.responsibility_list else ()
    return prepared(listing, extractions, passage_facts)


def check(seen: View, rules: Sequence[Rule] | None = None) -> tuple[Finding, ...]:
    """The findings of the rules (all without a choice), by list, line and code."""
    asked = chosen() if rules is None else rules
    findings = [finding for rule in asked for finding in (*_alone(rule, seen), *_across(rule, seen))]
    order = {listing.name: number for number, listing in enumerate(seen.lists)}
    findings.sort(key=lambda finding: (order.get(finding.place.list, -1), *position(finding)))
    return tuple(numbered(findings))


def check_alone(seen: View) -> tuple[Finding, ...]:
    """The findings of a list that its own rows tell, whatever other lists say, in order; ``seen`` holds one list."""
    return tuple(sorted((finding for rule in chosen() for finding in _alone(rule, seen)), key=position))


def check_rows(seen: View) -> tuple[Finding, ...]:
    """Of the findings of ``check_alone`` those of rules that look at single rows: a share of a list will do."""
    rules = (rule for rule in chosen() if not rule.across)
    return tuple(sorted((finding for rule in rules for finding in _of_rows(rule, seen)), key=position))


def check_across(seen: View, rules: Sequence[Rule] | None = None) -> tuple[Finding, ...]:
    """The findings that lists tell together, in order within each list; abridged views will do (`abridged`)."""
    asked = chosen() if rules is None else rules
    return tuple(sorted((finding for rule in asked for finding in _across(rule, seen)), key=position))


def position(finding: Finding) -> tuple[int, str, str, int]:
    """Where a finding comes in the order of its list."""
    return finding.place.line, finding.code, finding.place.column, finding.place.start


def _alone(rule: Rule, seen: View) -> Iterator[Finding]:
    if not rule.across:
        yield from _of_each(rule, seen)


def _across(rule: Rule, seen: View) -> Iterator[Finding]:
    if rule.across:
        yield from _of_each(rule, seen)
    if rule.every_list is not None:
        every = rule.every_list
        yield from _looked(rule, seen, lambda view, _: every(view), seen)


def _of_each(rule: Rule, seen: View) -> Iterator[Finding]:
    yield from _of_rows(rule, seen)
    if rule.each_list is not None:
        for listing in seen.lists:
            yield from _looked(rule, seen, rule.each_list, listing)


def _of_rows(rule: Rule, seen: View) -> Iterator[Finding]:
    if rule.each_row is not None:
        for row in seen.rows:
            yield from _looked(rule, seen, rule.each_row, row)


def _looked(rule: Rule, seen: View, look: Callable[[T, View], Iterator[Observation]], at: T) -> Iterator[Finding]:
    try:
        for observation in look(at, seen):
            yield _finding(rule, observation, seen.as_of)
    except Exception as fault:  # noqa: BLE001 - one rule that fails on one row must not cost the others
        yield _failure(rule, at, fault)


def _finding(rule: Rule, observation: Observation, as_of: str) -> Finding:
    return Finding(
        rule.code,
        rule.severity,
        observation.place,
        observation.message,
        rule.remedy,
        observation.conflicts_with,
        observation.document,
        observation.provision,
        as_of if rule.dated else "",
    )


def _failure(rule: Rule, at: RowView | ListView | View, fault: Exception) -> Finding:
    failed = find(FAILED)
    place = at.at(None) if isinstance(at, RowView) else Place(at.name if isinstance(at, ListView) else "")
    message = f"规则 {rule.code} 未能执行（{type(fault).__name__}：{fault}）"
    return Finding(failed.code, failed.severity, place, message, failed.remedy)
