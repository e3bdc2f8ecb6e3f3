"""The values of the statute room: frozen, plain. A text is kept as printed; places count its code points."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Whether a version is in force: the four states of the national database, and not known."""

    IN_FORCE = "in_force"
    AMENDED = "amended"
    REPEALED = "repealed"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"


class Happened(StrEnum):
    """What happened to a document on a date."""

    PASSED = "passed"
    PROMULGATED = "promulgated"
    AMENDED = "amended"
    EFFECTIVE = "effective"
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a document's history: ``date`` as YYYY-MM-DD, the decree's ``number`` if stated, words as printed."""

    kind: Happened
    date: str
    words: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Damage:
    """Something wrong with a text or what is said about it; ``provision`` is a path or empty, ``line`` counts from 1.

    ``code``: missing, doubled, out_of_order, merged, reference, glued, restart, annex_glued, metadata, date_unknown.
    """

    code: str
    provision: str
    line: int
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading (编 分编 章 节) by its path (``book_1__chp_2``), as printed."""

    path: str
    words: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article, a point of a text without articles, or an annex, by its path (``art_17-1``, ``part_2``, ``annex_1``).

    ``text`` is without the number, its paragraphs joined by newlines; ``heading`` is the path of the heading it stands
    under, ``line`` where it begins in the file. ``caption`` is what editors print in 【】 in front, no part of the law.
    """

    path: str
    text: str
    heading: str = ""
    line: int = 0
    caption: str = ""


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """A 款, 项 or 目 of an article (``para_1__item_2``) and its place in the article's text."""

    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """What a source says about a version besides its text; every field may be empty, dates are YYYY-MM-DD.

    ``origin`` names where it is said (file name, front matter, information.json …); ``beside`` where it is said of the
    text in the same folder.
    """

    title: str
    origin: str
    promulgated: str = ""
    effective: str = ""
    status: Status = Status.UNKNOWN
    rank: str = ""
    body: str = ""
    number: str = ""
    until: str = ""
    beside: bool = False


@dataclass(frozen=True, slots=True)
class StatuteText:
    """One text of one version of a statute, as a source has it.

    ``title`` as printed, ``canonical`` as identity reads it. ``promulgated`` is the day this version was made public
    (of its newest amendment), ``effective`` the day it took effect, either empty where neither text nor source says.
    ``paragraphs`` is whether paragraphs are told apart in print; sources that run them together have them not.
    """

    title: str
    canonical: str
    form: str
    promulgated: str
    effective: str
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    articles: tuple[Article, ...]
    headings: tuple[Heading, ...] = ()
    annexes: tuple[Article, ...] = ()
    preamble: str = ""
    number: str = ""
    paragraphs: bool = True
    excerpt: bool = False
    damages: tuple[Damage, ...] = ()


@dataclass(frozen=True, slots=True)
class StatuteFile:
    """A file as read: the texts in it, what it states of other versions; ``sha256`` of its bytes."""

    name: str
    sha256: str
    texts: tuple[StatuteText, ...]
    statements: tuple[Statement, ...] = ()
    damages: tuple[Damage, ...] = ()


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a raw text; ``marked`` where the source sets it as a heading or article (Markdown ##, bold, JSON)."""

    text: str
    number: int
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """The raw parts a form gives: head (title, notes of history) and body lines, and what is stated besides.

    ``joined`` where the source runs paragraphs together, parted by single blanks; ``excerpt`` where articles are left
    out on purpose.
    """

    form: str
    title: str
    head: tuple[str, ...]
    lines: tuple[TextLine, ...]
    statements: tuple[Statement, ...] = ()
    joined: bool = False
    excerpt: bool = False
