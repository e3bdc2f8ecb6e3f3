"""Findings as SARIF 2.1.0 (OASIS standard of 27 March 2020), for editors and code review."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from kg.audit.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.audit.finding import Finding, Place
    from kg.audit.rule import Rule

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_FINGERPRINT: Final = "quanze/v1"
Json = dict[str, Any]


def sarif(findings: Sequence[Finding], rules: Iterable[Rule], paths: Mapping[str, str]) -> str:
    """The log of one run. ``paths`` gives the file of each list; places count Unicode code points.

    A region is the line of the file; offsets within a cell are said in the logical location and in ``properties``,
    for a cell is no line of its file.
    """
    every = tuple(rules)
    known = {rule.code: number for number, rule in enumerate(every)}
    run = {
        "tool": {
            "driver": {
                "name": "quanze",
                "semanticVersion": version("quanze"),
                "informationUri": "https://w3id.org/quanze/",
                "language": "zh-CN",
                "rules": [_rule(rule) for rule in every],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, known, paths) for finding in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.en.replace("-", " ").replace("'", "").split()),
        "shortDescription": {"text": rule.zh},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.remedy},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"title_en": rule.en},
    }


def _result(finding: Finding, known: Mapping[str, int], paths: Mapping[str, str]) -> Json:
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": known[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(finding.place, paths)],
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
        "properties": {"remedy": finding.remedy, **_known(finding)},
    }
    if finding.conflicts_with:
        result["relatedLocations"] = [{"id": 1, **_location(finding.conflicts_with, paths)}]
    return result


def _known(finding: Finding) -> Json:
    pairs = {"document": finding.document, "provision": finding.provision, "asOf": finding.as_of}
    return {name: value for name, value in pairs.items() if value}


def _location(place: Place, paths: Mapping[str, str]) -> Json:
    path = paths.get(place.list, place.list).replace("\\", "/")
    physical: Json = {"artifactLocation": {"uri": quote(path.lstrip("/") if path.startswith("/") else path)}}
    if place.line:
        physical["region"] = {"startLine": place.line}
        if place.quote:
            physical["region"]["snippet"] = {"text": place.quote}
    result: Json = {"physicalLocation": physical}
    parts = [part for part in (place.sheet, place.row, place.column) if part]
    if parts:
        result["logicalLocations"] = [{"fullyQualifiedName": "/".join(parts), "name": parts[-1], "kind": "element"}]
    if place.column:
        result["properties"] = {"column": place.column, "start": place.start, "end": place.end}
    return result
