"""Rules as data: ``rules/*.toml``, each rule with a label, a pattern, examples and counter-examples.

A pattern is a regular expression over levelled text (see ``extract.clean``). Words in angle brackets stand for the
building blocks of ``rules/lexicon.toml``: ``<N>`` a number in either script, ``<MONEY>`` a sum, and so on.
A test holds every rule to its examples, so a rule can be read, argued about and changed without reading code.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from extract import numerals

_NUMBERS = {"<NUMBER>": numerals.NUMBER, "<ORDINAL>": numerals.ORDINAL}
_PIECE = re.compile("<[A-Z_]+>")


@dataclass(frozen=True)
class ExtractionRule:
    """A rule of ``rules/*.toml``; ``source`` is the article or drafting rule it rests on, where there is one.

    ``expression`` has its pieces filled in; many rules are only parts of a larger pattern and never compiled alone.
    """

    code: str
    label: str
    expression: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    source: str = ""
    data: tuple[tuple[str, Any], ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled."""
        return re.compile(self.expression)


@dataclass(frozen=True, slots=True)
class LexiconPiece:
    """A building block of ``rules/lexicon.toml``, its own pieces filled in."""

    name: str
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


def compiled(pattern: str) -> re.Pattern[str]:
    """``pattern`` with its pieces filled in, compiled.

    >>> bool(compiled("<MONEY>以下").search("五万元以下"))
    True
    """
    return re.compile(filled(pattern))


def filled(pattern: str) -> str:
    """``pattern`` with its pieces filled in; raises KeyError for a piece that the lexicon has not."""
    known = {f"<{piece.name}>": piece.pattern for piece in pieces()}
    return _PIECE.sub(lambda match: known[match[0]], pattern)


def piece(name: str) -> str:
    """The pattern of one building block of the lexicon."""
    return filled(f"<{name}>")


@cache
def pieces() -> tuple[LexiconPiece, ...]:
    """The building blocks of the lexicon in the order of the file."""
    known, pieces = dict(_NUMBERS), []
    for entry in table("lexicon")["piece"]:
        pattern = _PIECE.sub(lambda match: known[match[0]], entry["pattern"])
        known[f"<{entry['name']}>"] = pattern
        pieces.append(LexiconPiece(entry["name"], pattern, tuple(entry["examples"]), tuple(entry["counter_examples"])))
    return tuple(pieces)


@cache
def table(name: str) -> dict[str, Any]:
    """The whole of ``rules/{name}.toml`` as plain data."""
    text = files("extract").joinpath("rules", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def load(name: str) -> tuple[ExtractionRule, ...]:
    """The rules of ``rules/{name}.toml`` in the order of the file; order is precedence."""
    return tuple(
        ExtractionRule(
            entry["code"],
            entry["label"],
            filled(entry["pattern"]),
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
