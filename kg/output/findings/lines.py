"""Findings as lines: for reading, for a terminal, for GitHub, for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.audit.finding import SEVERITIES, Severity, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.audit.finding import Finding, Place

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def _at(finding: Finding, paths: Mapping[str, str]) -> str:
    place = finding.place
    path = paths.get(place.list, place.list)
    return ":".join([path, *([str(place.line)] if place.line else [])])


def concise(findings: Sequence[Finding], paths: Mapping[str, str]) -> Iterator[str]:
    """One line a finding: file:line: code severity message. ``paths`` gives the file of each list."""
    for finding in findings:
        yield f"{_at(finding, paths)}: {finding.code} {SEVERITIES[finding.severity]} {finding.message}"


def full(findings: Sequence[Finding], paths: Mapping[str, str], titles: Mapping[str, str]) -> Iterator[str]:
    """A paragraph a finding, with place, words, the other place and the remedy; ``titles`` are those of the rules."""
    for finding in findings:
        yield f"{_at(finding, paths)}: {finding.code} {SEVERITIES[finding.severity]} {titles[finding.code]}"
        yield f"    {finding.message}"
        if finding.place.where:
            yield f"    位置：{_place(finding.place)}"
        if finding.conflicts_with:
            yield f"    另见：{_other(finding, paths)}"
        yield f"    建议：{finding.remedy}"
        yield ""


def _place(place: Place) -> str:
    where = place.where
    if place.column and place.quote:
        where += f"第{place.start + 1}～{max(place.end, place.start + 1)}字“{shorten(place.quote)}”"
    return where


def _other(finding: Finding, paths: Mapping[str, str]) -> str:
    other = finding.conflicts_with
    if other is None:
        return ""
    file = "" if other.list == finding.place.list else f"{paths.get(other.list, other.list)}，"
    return file + _place(other)


def github(findings: Sequence[Finding], paths: Mapping[str, str]) -> Iterator[str]:
    """Workflow commands of GitHub Actions, one a finding."""
    for finding in findings:
        place = finding.place
        file = _property(paths.get(place.list, place.list))
        line = f",line={place.line}" if place.line else ""
        yield f"::{_GITHUB[finding.severity]} file={file}{line},title={finding.code}::{_data(finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def jsonl(findings: Sequence[Finding]) -> Iterator[str]:
    """One JSON object a finding, with the fields of ``Finding.record``."""
    return (json.dumps(finding.record(), ensure_ascii=False) for finding in findings)


def as_json(findings: Sequence[Finding]) -> str:
    """The findings as one JSON array."""
    return json.dumps([finding.record() for finding in findings], ensure_ascii=False, indent=2)
