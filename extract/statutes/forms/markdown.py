"""Markdown and plain text in many hands: # headings, bold numbers, list items, front matter, notes in brackets.

The head is what stands between the title and the first heading, article or point, or up to ``<!-- INFO END -->``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.statutes import lines as of
from extract.statutes.model import Raw, Statement, TextLine

if TYPE_CHECKING:
    from collections.abc import Sequence

_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INFO_END = re.compile(r"<!--\s*INFO END\s*-->")
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()\s]*)\)")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")
_TAG = re.compile(
    r"</?(?:p|br|hr|div|span|font|b|i|u|em|strong|a|td|tr|th|table|tbody|center|img|details|summary)\b[^<>]{0,200}>",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"^(?P<quote>>?)[ \t\u3000]*"
    r"(?P<sign>#{1,6}(?=[ \t\u3000*第一二三四五六七八九十附])|[-+](?=[ \t\u3000]))?[ \t\u3000]*"
)
_SIGNS = frozenset(">#-+*")
_STRONG = re.compile(r"\*{1,3}|(?<!\w)__|__(?!\w)")
_FOOT = re.compile(r"^(?:来源|原文链接|数据来源|下载链接)[:：]")
_NOTE = re.compile(
    r"[(（]|(?:19|20)\d{2}|[１２][９０][０-９]{2}|[一二][〇○零一二三四五六七八九]{3}年|令|第[零〇一二三四五六七八九十百千\d]+号|〔\d{4}〕|\[\d{4}\]|自.{2,14}起施行|会议|通过$|公布$|修[正订]$"
)
_BOOK = re.compile(r"[\u3400-\u9fff]{2,8}编|[总分附]\s*则")
_DATED = re.compile(r"[(（]?(?:[12１２][90９０]|[一二][〇○零一二三四五六七八九])")
_MOST_HEAD, _LONGEST_TITLE = 60, 120
_EDGES = " \t\u3000\u00a0\u2002\u2003\u200b\ufeff"


def read(printed: str, *, form: str = "markdown") -> Raw:
    """The raw parts of a Markdown or plain text; ``printed`` has newlines only."""
    front = _FRONT.match(printed)
    body = printed[front.end() :] if front else printed
    first = printed[: len(printed) - len(body)].count("\n") + 1
    end = _INFO_END.search(body)
    info = body[: end.start()].count("\n") + first if end else 0
    body = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), body)
    lines = [line for number, text in enumerate(body.split("\n"), first) if (line := _line(text, number)).text]
    title, rest = _title(lines)
    head, rest = _head(rest, info)
    statements = _stated(front["front"]) if front else ()
    joined = bool(front and "RETRIEVAL_DERIVED" in front["front"]) or _joins(lines)
    return Raw(
        form, title or next((item.title for item in statements), ""), tuple(head), tuple(rest), statements, joined
    )


def _line(text: str, number: int) -> TextLine:
    text = _IMAGE.sub("", text) if "![" in text else text
    text = _LINK.sub(r"\1", text) if "](" in text else text
    text = _TAG.sub("", text) if "<" in text else text
    text = text.strip(_EDGES).rstrip("\\")
    if not text or (text[0] not in _SIGNS and "**" not in text and "__" not in text):
        return TextLine(text, number)
    match = _MARK.match(text)
    sign = match["sign"] if match else None
    text = text[match.end() :] if match else text
    strong = text.startswith("**")
    text = _STRONG.sub("", text).strip(_EDGES)
    text = "" if set(text) <= {"#"} else text
    if match and match["quote"] and _FOOT.match(text):
        text = ""
    return TextLine(text, number, bool(sign and sign[0] == "#") or strong)


def _title(lines: Sequence[TextLine]) -> tuple[str, list[TextLine]]:
    """The first marked line, or the first one; the lines of a title in two lines are joined."""
    rest = list(lines)
    if not rest or of.article(rest[0].text) or of.heading(rest[0].text):
        return "", rest
    title = rest.pop(0)
    words = title.text
    while title.marked and rest and rest[0].marked and len(words) < _LONGEST_TITLE and _continues(rest[0].text):
        line = rest.pop(0)
        if not _BOOK.fullmatch(line.text):  # a part of a code in a file of its own (物权编)
            words += line.text
    return (words, rest) if len(words) <= _LONGEST_TITLE else ("", list(lines))


def _continues(text: str) -> bool:
    plain = not (of.article(text) or of.heading(text) or of.contents(text) or of.point(text) or of.annex(text))
    return plain and not _NOTE.search(text)


def _head(rest: Sequence[TextLine], info: int) -> tuple[list[str], list[TextLine]]:
    """The lines of the head, and those behind it; a bracket that opens in the head ends there."""
    if info:
        return [line.text for line in rest if line.number < info], [line for line in rest if line.number >= info]
    head: list[str] = []
    depth = 0
    for at, line in enumerate(rest[:_MOST_HEAD]):
        text = line.text
        if depth <= 0 and (
            of.article(text) or of.heading(text) or of.contents(text) or of.point(text) or not _notes(text)
        ):
            return head, list(rest[at:])
        depth += sum(text.count(sign) for sign in "(（") - sum(text.count(sign) for sign in ")）")
        if depth <= 0 and len(text) > 600:
            return head, list(rest[at:])
        head.append(text)
    return (head, list(rest[len(head) :])) if len(rest) <= _MOST_HEAD else ([], list(rest))


def _notes(text: str) -> bool:
    """Whether a line tells of the document's history; a sentence that only mentions a meeting does not."""
    return bool(_NOTE.search(text)) and (not text.endswith("。") or bool(_DATED.match(text)))


def _stated(front: str) -> tuple[Statement, ...]:
    fields = {}
    for line in front.split("\n"):
        key, colon, value = line.partition(":")
        if colon:
            fields[key.strip()] = value.strip().strip("\"'")
    title = fields.get("title", "")
    return (Statement(title, "front matter"),) if title else ()


def _joins(lines: Sequence[TextLine]) -> bool:
    """Whether articles stand on lines of their own with all their paragraphs in the next one."""
    alone = [
        at for at, line in enumerate(lines[:-1]) if line.marked and (head := of.article(line.text)) and not head.rest
    ]
    return len(alone) >= 3 and sum(". " in lines[at + 1].text or "。 " in lines[at + 1].text for at in alone) > 0
