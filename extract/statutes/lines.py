"""What a line of a statute is: a heading, the head of an article, an annex, a numbered point, or text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract import numerals
from extract.statutes.sequence import REFERRING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.statutes.model import TextLine

_NUMERAL = r"[零〇○一二三四五六七八九十百千两\d０-９]{1,9}"
_SPACED = rf"(?:{_NUMERAL}|[一二三四五六七八九十百\d](?:[ \u3000]+[一二三四五六七八九十百\d]){{1,4}})"
_BLANKS = r"[ \t\u3000\u00a0\u2002\u2003]*"
_ARTICLE = re.compile(
    rf"第{_BLANKS}(?P<number>{_SPACED}){_BLANKS}条(?:{_BLANKS}之{_BLANKS}(?P<insert>{_NUMERAL})(?![款项]))?(?P<rest>.*)",
    re.DOTALL,
)
_HEADING = re.compile(rf"第{_BLANKS}(?P<number>{_SPACED}){_BLANKS}(?P<kind>分?编|章|节)[\s\u3000:：]*(?P<words>.*)")
_FINAL = re.compile(r"附[\s\u3000]*则")
_ANNEX = re.compile(
    rf"附[\s\u3000]*(?:(?:件|录|表|图)[\s\u3000]*(?P<number>{_NUMERAL})?(?=[\s\u3000：:.、]|$)|[：:])(?P<words>.*)"
)
_PART = re.compile(r"(?P<number>[一二三四五六七八九十]{1,4})[\s\u3000]*、(?P<rest>.*)", re.DOTALL)
_CLAUSE = re.compile(r"[（(](?P<number>[一二三四五六七八九十]{1,4})[）)](?P<rest>.*)", re.DOTALL)
_NUM = re.compile(r"(?P<number>\d{1,3})[\s\u3000]*[、.．](?!\d)(?P<rest>.*)", re.DOTALL)
_CONTENTS = re.compile(r"[*#\s\u3000【\[]*目[\s\u3000]*[录次][\s\u3000】\]*:：]*")
_ENDS = frozenset('。；：！？”"）);:!?.…')
_LONGEST_HEADING = 40
_KINDS = {"编": "book", "分编": "subbook", "章": "chp", "节": "sec"}


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """第X条 at the head of a line, and what follows it in the line."""

    number: int
    insert: int
    rest: str
    parted: bool


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A heading by its kind (book, subbook, chp, sec) and number, 0 for 附则 without one."""

    kind: str
    number: int
    words: str
    title: str


def article(text: str) -> ArticleHead | None:
    """The head of an article, or None.

    >>> article("第十七条之一　年满六十岁的看守人")
    ArticleHead(number=17, insert=1, rest='年满六十岁的看守人', parted=True)
    """
    match = _ARTICLE.match(text)
    if match is None or (number := _value(match["number"])) is None:
        return None
    insert = _value(match["insert"]) if match["insert"] else 0
    rest = match["rest"].lstrip(" \t\u3000\u00a0\u2002\u2003:：")
    return ArticleHead(number, insert or 0, rest, len(rest) < len(match["rest"]))


def heading(text: str) -> HeadingLine | None:
    """The heading a line is, or None; running text that begins like one (第四章有关规定办理。) is none.

    >>> heading("第二章  法律责任"), heading("第四章有关规定办理。")
    (HeadingLine(kind='chp', number=2, words='第二章  法律责任', title='法律责任'), None)
    """
    if len(text) > _LONGEST_HEADING + 20:
        return None
    if _FINAL.fullmatch(text):
        return HeadingLine("chp", 0, text, "附则")
    match = _HEADING.fullmatch(text)
    if match is None or (number := _value(match["number"])) is None:
        return None
    title = re.sub(r"[\s\u3000]", "", match["words"])
    if len(title) > _LONGEST_HEADING or re.search("[。；;，,]", title) or REFERRING.match(title):
        return None
    return HeadingLine(_KINDS[match["kind"]], number, text, title)


def annex(text: str) -> re.Match[str] | None:
    """附件, 附录, 附表, 附： at the head of a line, with ``number`` and ``words``; None for anything else."""
    return _ANNEX.match(text) if text.startswith("附") else None


def contents(text: str) -> bool:
    """Whether a line is the word 目录."""
    return len(text) < 16 and _CONTENTS.fullmatch(text) is not None


def ended(text: str) -> bool:
    """Whether a line ends a sentence or a clause, so that the next one may begin anew."""
    return not text or text[-1] in _ENDS


def point(text: str) -> tuple[str, int, str] | None:
    """一、 （一） or 1. at the head of a line as (kind of step, number, rest): part, clause or num."""
    for kind, pattern in (("part", _PART), ("clause", _CLAUSE), ("num", _NUM)):
        if match := pattern.match(text):
            number = _value(match["number"])
            return (kind, number, match["rest"]) if number is not None else None
    return None


def without_contents(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines without the table of contents: headings before the first article that stand there twice.

    A table without its own word (目录) is known by its first heading coming again behind it.
    """
    first = next((at for at, line in enumerate(lines) if article(line.text)), len(lines))
    heads = [(at, head) for at, line in enumerate(lines[:first]) if (head := heading(line.text))]
    word = next((at for at, line in enumerate(lines[:first]) if contents(line.text)), None)
    if not heads:
        return [line for at, line in enumerate(lines) if at != word]
    start, opening = heads[0]
    again = [at for at, head in heads[1:] if (head.kind, head.number) == (opening.kind, opening.number)]
    same = [at for at in again if _same(heading(lines[at].text), opening)]
    if not same:
        return [line for at, line in enumerate(lines) if at != word]
    return [
        line
        for at, line in enumerate(lines)
        if at >= same[-1] or (at < start and at != word) or (at != word and heading(line.text) is None)
    ]


def _same(heading: HeadingLine | None, other: HeadingLine) -> bool:
    return heading is not None and (heading.title == other.title or not heading.title or not other.title)


def _value(words: str) -> int | None:
    return numerals.parse(re.sub(r"[\s\u3000]", "", words))
