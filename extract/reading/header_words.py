"""Header words of power lists and what a column under them holds; the words are data in rules/headers.toml."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from extract import rules
from extract.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Longer cells are never header words; looked at first, as it keeps basis texts away from the rules.
LONGEST = 80
#: What a basis cell cannot do without: a title or an article.
LEGAL = re.compile("《|第[一二三四五六七八九十百零〇0-9]+条")
_BRACKET = re.compile(r"[(\[【〔{]([^)\]】〕}]*)[)\]】〕}]?")
_BRACKET_KEPT = re.compile("主项|子项|大项|小项")
_MARKUP = re.compile(r"<[^<>]{1,20}>|&\w+;|[\s\u200b-\u200f\ufeff]+")


@dataclass(frozen=True, slots=True)
class _Words:
    words: dict[str, Role]
    patterns: tuple[tuple[re.Pattern[str], Role], ...]
    any_pattern: re.Pattern[str]
    ranks: frozenset[str]
    simplified: dict[int, int]


@cache
def _words() -> _Words:
    entries, traditional = (rules.table("headers")[name] for name in ("header", "traditional"))
    return _Words(
        words={word: Role(rule["role"]) for rule in reversed(entries) for word in rule["words"]},
        patterns=tuple((re.compile(text), Role(rule["role"])) for rule in entries for text in rule["patterns"]),
        any_pattern=re.compile("|".join(text for rule in entries for text in rule["patterns"])),
        ranks=frozenset(word for rule in entries if rule.get("rank") for word in rule["words"]),
        simplified=str.maketrans(traditional["from"], traditional["to"]),
    )


@lru_cache(maxsize=4096)
def level(word: str) -> str:
    """A header word without blanks, markup and hints.

    >>> level("权力名称（子项"), level("承办机构 (股室)")
    ('权力名称子项', '承办机构')
    """
    text = _MARKUP.sub("", unicodedata.normalize("NFKC", word)).translate(_words().simplified)
    bare = _BRACKET.sub(lambda match: match[1] if _BRACKET_KEPT.fullmatch(match[1]) else "", text)
    return (bare or "".join(_BRACKET.findall(text))).strip(":*、,.;)")


def role(text: str) -> Role | None:
    """What a column under this header word holds; None where the word is no header word known."""
    return _role(level(text)) if 0 < len(text) <= LONGEST else None


@lru_cache(maxsize=4096)
def _role(word: str) -> Role | None:
    known = _words()
    if word in known.words or not known.any_pattern.fullmatch(word):
        return known.words.get(word)
    return next((found for pattern, found in known.patterns if pattern.fullmatch(word)), None)


def path_role(words: Sequence[str]) -> Role | None:
    """The role of a column under headers in several levels, outermost first.

    >>> [path_role(words).value for words in (["责任事项", "依据"], ["子项", "权力编码"], ["执法依据", "法律"])]
    ['duty_basis', 'sub_code', 'basis']
    """
    levelled = [level(word) for word in words]
    above = next((found for word in reversed(levelled[:-1]) if (found := _role(word))), None)
    if levelled[-1] in _words().ranks and above in {Role.BASIS, Role.DUTY_BASIS, Role.GROUNDS_BASIS}:
        return above
    joined = ("".join(levelled[start:]) for start in range(len(levelled)))
    return next((found for word in joined if (found := _role(word))), above)
