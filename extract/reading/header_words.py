"""Header words of power lists and what a column under them holds; the words are data in rules/headers.toml."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from extract import rules
from extract.clean import compact, simplified
from extract.model import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Longer cells are never header words; looked at first, as it keeps basis texts away from the rules.
LONGEST = 80
#: What a basis cell cannot do without: a title or an article.
LEGAL = re.compile("《|第[一二三四五六七八九十百零〇0-9]+条")
#: Shorter words have too many neighbours to be known in a damaged form.
_DAMAGED_FROM = 4
_BRACKET = re.compile(r"[(\[【〔{]([^)\]】〕}]*)[)\]】〕}]?")
_BRACKET_KEPT = re.compile("主项|子项|大项|小项")
_MARKUP = re.compile(r"<[^<>]{1,20}>|&\w+;|[\s_\u200b-\u200f\ufeff]+")
#: 责任单位（科室） asks for offices within a body.
_OFFICES = re.compile("[(（](?:内设)?(?:机构|科室|股室|处室|处（科）室|科（股）室)[)）]")
_LATIN = re.compile("[a-z. /|▲▼△▽↑↓]+")
_SENTENCE = re.compile("[。；;！!？?]|，.*，|.{12}.*，|，.{12}")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header word means: the role, and what of the rules a column must be looked at for.

    ``part`` of a basis spread over columns (title, number, provision, text); ``weak`` where the cells must bear it out.
    """

    role: Role
    part: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _Rules:
    words: dict[str, Meaning]
    patterns: tuple[tuple[re.Pattern[str], Meaning], ...]
    any_pattern: re.Pattern[str]
    ranks: frozenset[str]
    disordered: dict[str, Meaning]
    damaged: dict[str, Meaning]


@cache
def _rules() -> _Rules:
    table = rules.table("headers")
    mods = f"(?:{table['modifiers']})*"
    meanings = [
        (rule, Meaning(Role(rule["role"]), rule.get("part", ""), rule.get("weak", False))) for rule in table["header"]
    ]
    words = {word: meaning for rule, meaning in reversed(meanings) for word in rule["words"]}
    patterns = [(text.replace("~", mods), meaning) for rule, meaning in meanings for text in rule["patterns"]]
    return _Rules(
        words=words,
        patterns=tuple((re.compile(text), meaning) for text, meaning in patterns),
        any_pattern=re.compile("|".join(text for text, _ in patterns)),
        ranks=frozenset(word for rule, _ in meanings if rule.get("rank") for word in rule["words"]),
        disordered=_unambiguous(("".join(sorted(word)), meaning) for word, meaning in _long(words)),
        damaged=_unambiguous((gap, meaning) for word, meaning in _long(words) for gap in _gaps(word)),
    )


def _long(words: Mapping[str, Meaning]) -> list[tuple[str, Meaning]]:
    """The words that may be known though damaged: long ones, and none that takes a column out of the list.

    履责方式 is no damaged 担责方式: where a word is not known, the column is judged by what stands in it.
    """
    return [
        (word, meaning)
        for word, meaning in words.items()
        if len(word) >= _DAMAGED_FROM and not word.isascii() and meaning.role is not Role.OTHER
    ]


def _gaps(word: str) -> list[str]:
    """The word with each of its characters taken as unknown."""
    return [f"{word[:at]}?{word[at + 1 :]}" for at in range(len(word))]


def _unambiguous(pairs: object) -> dict[str, Meaning]:
    """Keys that stand for one role only."""
    by_key: dict[str, set[Meaning]] = {}
    for key, meaning in pairs:  # type: ignore[attr-defined]
        by_key.setdefault(key, set()).add(meaning)
    return {key: next(iter(some)) for key, some in by_key.items() if len(some) == 1}


@lru_cache(maxsize=4096)
def level(word: str) -> str:
    """A header word without blanks, markup and hints, in lower case.

    >>> level("权力名称（子项"), level("承办机构 (股室)")
    ('权力名称子项', '承办机构')
    """
    text = simplified(_MARKUP.sub("", compact(word))).lower()
    bare = _BRACKET.sub(lambda match: match[1] if _BRACKET_KEPT.fullmatch(match[1]) else "", text)
    bare = bare.strip(":*、,.;)]】〕}")
    inner = "".join(_BRACKET.findall(text))
    return bare if bare or not inner or inner == text else level(inner)


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """The header words known: those of the rules, and what somebody maps himself, by levelled word."""

    given: Mapping[str, Role] = field(default_factory=dict)  # pickled: other processes read too

    def __reduce__(self) -> tuple[type[HeaderWords], tuple[dict[str, Role]]]:
        """How they go to another process."""
        return type(self), (dict(self.given),)

    def meaning(self, text: str) -> Meaning | None:
        """What a column under this header word holds; None where the word is no header word known."""
        if not 0 < len(text) <= LONGEST:
            return None
        sentence = _SENTENCE.search(text) is not None
        if sentence and not self.given:
            return None
        word = level(text)
        if self.given and word in self.given:
            return Meaning(self.given[word])
        if sentence:
            return None
        meaning = _meaning(word)
        if meaning is None and not word.isascii() and (chinese := _LATIN.sub("", word)) != word:
            meaning = _meaning(chinese)  # Item 事项名称, and what was meant to sort a column
        if meaning is None and (first := _NUMBERED.sub("", word)) != word:
            meaning = _meaning(first)  # 依据1, 依据2
            meaning = meaning if meaning and meaning.role in _SEVERAL else None
        return _UNIT if meaning and meaning.role is Role.BODY and _OFFICES.search(text) else meaning

    def role(self, text: str) -> Role | None:
        """The role of ``meaning``."""
        meaning = self.meaning(text)
        return meaning.role if meaning else None

    def path(self, words: Sequence[str]) -> Meaning | None:
        """What a column under headers in several levels holds, outermost first."""
        levelled = [level(word) for word in words]
        if len(levelled) > 1 and levelled[-1] in levelled[-2] and (own := self.meaning(words[-1])):
            return own  # 责任事项及责任事项依据 over both
        above = next((meaning for word in reversed(levelled[:-1]) if (meaning := self.meaning(word))), None)
        if levelled[-1] in _rules().ranks and above and above.role in _BASES:
            return above
        joined = ("".join(levelled[start:]) for start in range(len(levelled)))
        whole, last = (
            next((meaning for word in joined if (meaning := self.meaning(word))), above),
            self.meaning(words[-1]),
        )
        # 条款内容 below 实施依据 is still a part of the basis.
        return last if whole and last and last.part and last.role is whole.role else whole


_UNIT = Meaning(Role.UNIT)
#: What lists have several columns of, numbered.
_SEVERAL = {Role.BASIS, Role.UNIT, Role.DUTIES, Role.GROUNDS, Role.TELEPHONE}
_NUMBERED = re.compile("(?<=[\u3400-\u9fff])(?:[1-9]|[一二三四五六])$")
_BASES = {Role.BASIS, Role.DUTY_BASIS, Role.GROUNDS_BASIS}
#: The words of the rules alone.
PRINTED = HeaderWords()


def role(text: str) -> Role | None:
    """What a column under this header word holds; None where the word is no header word known."""
    return PRINTED.role(text)


def is_rank(text: str) -> bool:
    """Whether a word is the rank of a document: 法律, 部门规章."""
    return level(text) in _rules().ranks


def path_role(words: Sequence[str]) -> Role | None:
    """The role of a column under headers in several levels, outermost first.

    >>> [path_role(words).value for words in (["责任事项", "依据"], ["子项", "权力编码"], ["执法依据", "法律"])]
    ['duty_basis', 'sub_code', 'basis']
    """
    meaning = PRINTED.path(words)
    return meaning.role if meaning else None


@lru_cache(maxsize=4096)
def _meaning(word: str) -> Meaning | None:
    known = _rules()
    if meaning := known.words.get(word):
        return meaning
    if known.any_pattern.fullmatch(word):
        return next((meaning for pattern, meaning in known.patterns if pattern.fullmatch(word)), None)
    if len(word) < _DAMAGED_FROM or len(word) > max(map(len, known.words)):
        return None
    if meaning := known.disordered.get("".join(sorted(word))):
        return meaning
    near = Counter(meaning for gap in _gaps(word) if (meaning := known.damaged.get(gap)))
    return next(iter(near)) if len(near) == 1 else None
