"""Rules as data: ``rules/*.toml``, each rule with a label, a pattern, examples and counter-examples.

A pattern is a regular expression over levelled text (see ``extract.clean``). Words in angle brackets stand for
shared pieces: ``<N>`` a number in either script, ``<MONEY>`` a sum in yuan, and so on (``PIECES``).
A test holds every rule to its examples, so a rule can be read, argued about and changed without reading code.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from extract import numerals

PIECES = {
    "<N>": numerals.NUMBER,
    "<MONEY>": rf"{numerals.NUMBER}(?:人民币)?元",
    "<SHARE>": rf"(?:[百千万]分之{numerals.NUMBER}|\d+(?:\.\d+)?[%‰‱])",
    "<CJK>": r"[\u3400-\u9fff]",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of ``rules/*.toml``; ``source`` is the article or drafting rule it rests on, where there is one."""

    code: str
    label: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    source: str = ""
    data: tuple[tuple[str, Any], ...] = ()


def compiled(pattern: str) -> re.Pattern[str]:
    """``pattern`` with its pieces filled in, compiled.

    >>> bool(compiled("<MONEY>以下").search("五万元以下"))
    True
    """
    for name, piece in PIECES.items():
        pattern = pattern.replace(name, piece)
    return re.compile(pattern)


@cache
def table(name: str) -> dict[str, Any]:
    """The whole of ``rules/{name}.toml`` as plain data."""
    text = files("extract").joinpath("rules", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def load(name: str) -> tuple[Rule, ...]:
    """The rules of ``rules/{name}.toml`` in the order of the file; order is precedence."""
    return tuple(
        Rule(
            entry["code"],
            entry["label"],
            compiled(entry["pattern"]),
            tuple(entry.get("examples", ())),
            tuple(entry.get("counter_examples", ())),
            entry.get("source", ""),
            tuple((key, value) for key, value in entry.items() if key not in _OWN),
        )
        for entry in table(name)["rule"]
    )


_OWN = frozenset({"code", "label", "pattern", "examples", "counter_examples", "source"})


def pattern(name: str, code: str) -> re.Pattern[str]:
    """The pattern of one rule; raises KeyError where there is none of that code."""
    for rule in load(name):
        if rule.code == code:
            return rule.pattern
    raise KeyError(f"no rule {code} in rules/{name}.toml")
