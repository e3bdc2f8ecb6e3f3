"""What the audit of a list sees while its rows pass into the graph: the whole of it, of a very long one row by row."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import islice
from os import getpid
from typing import TYPE_CHECKING, Final

from kg.audit.abridged import abridged
from kg.audit.check import check_alone, check_rows, position, view
from kg.audit.documents import register
from kg.audit.finding import numbered
from kg.audit.registry import chosen
from kg.audit.results import results
from kg.audit.view import View, prepared
from kg.graph.things.rows import survey
from kg.progress import counted, quiet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from extract.facts import Extraction, PassageFacts
    from extract.model import ListFile
    from kg.audit.finding import Finding
    from kg.audit.view import ListView
    from kg.graph.things.findings import Result
    from kg.laws.library import Library
    from kg.progress import Report

FindingWithResult = tuple["Finding", "Result | None"]
"""A finding and what it is in the graph; of a rule that failed, nothing."""
ACROSS: Final = 50_000
"""The most rows that rules look at together: what each says is held in memory for as long."""
MANY: Final = 500
"""Rows from which on a list takes so long that they are reported one by one."""
_BLOCK: Final = 500


class ListAudit:
    """The facts of a list as they pass, where no findings are wanted."""

    def __init__(self, listing: ListFile, base: str, library: Path | None, report: Report) -> None:
        self.listing, self.base = listing, base
        self.laws = _library(library, getpid()) if library else None
        self.report = report if len(listing.rows) >= MANY else quiet

    def extractions(self) -> Iterator[Extraction]:
        """What each row says, in order, once."""
        from extract.assemble import extract  # noqa: PLC0415 - the rules take their time to compile

        return map(extract, counted(self.listing.rows, self.listing.name, self.report))

    def passages(self) -> tuple[PassageFacts, ...]:
        """What each passage of its register says."""
        from extract.assemble import passages  # noqa: PLC0415

        return passages(self.listing.responsibility_list) if self.listing.responsibility_list else ()

    def findings(self) -> tuple[FindingWithResult, ...]:
        """What the list alone tells, in order, when all has passed."""
        return ()

    def short(self) -> ListView | None:
        """What rules across lists look at."""
        return None


class _WholeAudit(ListAudit):
    """A list that rules look at as a whole."""

    def __init__(self, listing: ListFile, base: str, library: Path | None, report: Report) -> None:
        super().__init__(listing, base, library, report)
        self.seen = view([listing], report=self.report, library=self.laws)
        (self.list_view,) = self.seen.lists

    def extractions(self) -> Iterator[Extraction]:
        return (row.extraction for row in self.list_view.rows)

    def passages(self) -> tuple[PassageFacts, ...]:
        return self.list_view.passages

    def findings(self) -> tuple[FindingWithResult, ...]:
        return _with_results(tuple(numbered(check_alone(self.seen))), self.seen, self.base)

    def short(self) -> ListView | None:
        return abridged(self.list_view)


class _RowAudit(ListAudit):
    """A list of more rows than are looked at together: rules of single rows look at them, block by block."""

    def __init__(self, listing: ListFile, base: str, library: Path | None, report: Report) -> None:
        super().__init__(listing, base, library, report)
        self._survey = survey(listing.rows)
        self._bare = replace(listing, rows=(), unused=(), responsibility_list=None)
        self._pairs: list[FindingWithResult] = []

    def extractions(self) -> Iterator[Extraction]:
        rest = super().extractions()
        while block := tuple(islice(rest, _BLOCK)):
            self._look(block)
            yield from block

    def findings(self) -> tuple[FindingWithResult, ...]:
        pairs = sorted(self._pairs, key=lambda pair: position(pair[0]))
        numbers = numbered(finding for finding, _ in pairs)
        return tuple((finding, result) for finding, (_, result) in zip(numbers, pairs, strict=True))

    def _look(self, block: tuple[Extraction, ...]) -> None:
        list_view = prepared(self._bare, block, ())
        list_view.__dict__["survey"] = self._survey  # a cached property: what only the whole list tells
        known = register()
        seen = View((list_view,), known, known.as_of, self.laws)
        self._pairs += _with_results(tuple(numbered(check_rows(seen))), seen, self.base)


def audit_of(
    listing: ListFile, base: str, library: Path | None, report: Report = quiet, *, findings: bool
) -> ListAudit:
    """The audit of a list that was read; with a statute ``library`` quotes are held against their articles."""
    if not findings:
        return ListAudit(listing, base, None, report)
    made = _WholeAudit if len(listing.rows) <= ACROSS else _RowAudit
    return made(listing, base, library, report)


def unasked(largest: int, together: int) -> tuple[str, ...]:
    """The codes of rules that were not asked: of the rows of lists together, of those of the largest alone."""
    return tuple(
        rule.code
        for rule in chosen()
        if (together > ACROSS and (rule.across or rule.every_list)) or (largest > ACROSS and rule.each_list)
    )


def _with_results(findings: tuple[Finding, ...], seen: View, base: str) -> tuple[FindingWithResult, ...]:
    by_key = {result.key: result for result in results(findings, seen, base)}
    return tuple((finding, by_key.get(finding.fingerprint)) for finding in findings)


@lru_cache(maxsize=1)
def _library(folder: Path, process: int) -> Library:  # noqa: ARG001 - a process opens it for itself
    """The statute library, opened once in each process."""
    from kg.laws.library import opened  # noqa: PLC0415 - most builds have none

    return opened(folder)
