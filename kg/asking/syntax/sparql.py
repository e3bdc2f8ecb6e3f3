"""SPARQL text as tokens: what stands outside strings, comments and IRIs, and what a wrong query most likely means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<string>\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\s]*>)
    |(?P<variable>[?$]\w+)
    |(?P<name>(?:\w[\w.-]*)?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)
    |(?P<word>\w+)
    |(?P<space>\s+)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
FULL_WIDTH = {
    "；": ";", "（": "(", "）": ")", "，": ",", "。": ".", "．": ".", "：": ":", "？": "?", "｛": "{", "｝": "}",
    "“": '"', "”": '"', "‘": "'", "’": "'", "＂": '"', "＝": "=", "＜": "<", "＞": ">", "！": "!", "＊": "*",
    "＋": "+", "－": "-", "／": "/", "｜": "|", "＆": "&", "＃": "#", "＄": "$", "　": "空格",
}  # fmt: skip
MESSAGES = (
    "IRI parsing failed",
    "The SELECT contains a variable that is unbound",
    "The SELECT overrides an existing variable using an expression",
)
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"})
UPDATE_WORDS = UPDATES | {"DATA", "DEFAULT", "INTO", "TO", "USING", "WITH"}
AGGREGATE_NAMES = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})
AGGREGATES = re.compile(r"\bSELECT\b[^{]*?(?<![(\w])(COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT)\s*\(", re.IGNORECASE)
# SPARQL 1.1, section 19, and the triple terms of 1.2
CLAUSE_LIST = """
    A ALL AS ASC ASK BASE BIND BY CONSTRUCT DESC DESCRIBE DISTINCT EXISTS FALSE FILTER FROM GRAPH GROUP HAVING IN LIMIT
    MINUS NAMED NOT OFFSET OPTIONAL ORDER PREFIX REDUCED SELECT SEPARATOR SERVICE SILENT TRUE UNDEF UNION VALUES WHERE
"""
FUNCTION_LIST = """
    ABS AVG BNODE BOUND CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY ENCODE_FOR_URI FLOOR GROUP_CONCAT HOURS IF IRI
    ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG LANGMATCHES LCASE MAX MD5 MIN MINUTES MONTH NOW OBJECT
    PREDICATE RAND REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SHA1 SHA256 SHA384 SHA512 STR STRAFTER STRBEFORE STRDT
    STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBJECT SUBSTR SUM TIMEZONE TRIPLE TZ UCASE URI UUID YEAR
"""
CLAUSES, FUNCTIONS = frozenset(CLAUSE_LIST.split()), frozenset(FUNCTION_LIST.split())
KEYWORDS = CLAUSES | FUNCTIONS
PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query; ``kind`` is a group name of TOKEN, ``start`` counts code points from 0."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Hint:
    """What is wrong at a place of a query, and the remedy where one is known."""

    start: int
    zh: str
    en: str
    remedy: str = ""


def tokens(text: str) -> tuple[Token, ...]:
    """The query cut into tokens; together they are the text."""
    return tuple(Token(match.lastgroup or "sign", match.group(), match.start()) for match in TOKEN.finditer(text))


def place(text: str, start: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    before = text[:start]
    return before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1


def caret(text: str, start: int) -> str:
    """The line an offset stands in, with a caret under it; Chinese characters count two columns."""
    line, column = place(text, start)
    shown = text.splitlines()[line - 1] if text.splitlines()[line - 1 :] else ""
    blanks = "".join("  " if east_asian_width(sign) in "WF" else " " for sign in shown[: column - 1])
    return f"  {shown}\n  {blanks}^"


def diagnose(text: str, message: str, prefixes: dict[str, str], *, update: bool = False) -> Hint:
    """Why a parser refused a query (or an update): the likeliest cause that its own message does not say."""
    every_token = tokens(text)
    return (
        _full_width(every_token)
        or _broken_iri(text, every_token)
        or _unknown_prefix(every_token, prefixes)
        or (None if update else _update(every_token))
        or _bare_aggregate(text)
        or _unbalanced(every_token)
        or _unknown_word(every_token, KEYWORDS | UPDATE_WORDS if update else KEYWORDS)
        or _hint_of(text, message)
    )


def _full_width(tokens: tuple[Token, ...]) -> Hint | None:
    for token in tokens:
        if token.kind in {"comment", "string", "iri"}:
            continue
        for offset, sign in enumerate(token.text):
            if sign in FULL_WIDTH:
                remedy = f"应改用半角 {FULL_WIDTH[sign]} / type {FULL_WIDTH[sign]} instead"
                if sign in "“”‘’":
                    remedy = f"字符串应使用半角引号 {FULL_WIDTH[sign]} / quote strings with {FULL_WIDTH[sign]}"
                return Hint(
                    token.start + offset, f"此处为全角符号 {sign}", f"a full-width sign {sign} stands here", remedy
                )
    return None


def _broken_iri(text: str, tokens: tuple[Token, ...]) -> Hint | None:
    for token in tokens:
        if token.text == "<" and re.match(r"<(https?|urn):", text[token.start :]):
            return Hint(token.start, "IRI 没有闭合，或者含有空格", "an IRI that is never closed or holds a blank")
    return None


def _unknown_prefix(tokens: tuple[Token, ...], prefixes: dict[str, str]) -> Hint | None:
    solid = [token for token in tokens if token.kind not in {"comment", "space"}]
    declared = {after.text for before, after in pairwise(solid) if before.text.upper() == "PREFIX"}
    known = {f"{name}:" for name in prefixes} | {name for name in declared if name.endswith(":")}
    for token in solid:
        used = token.text.partition(":")[0] + ":"
        if token.kind == "name" and used not in known:
            remedy = f"已知前缀 / known prefixes: {' '.join(sorted(known))}"
            return Hint(token.start, f"前缀 {used} 没有声明", f"prefix {used} is not declared", remedy)
    return None


def _update(tokens: tuple[Token, ...]) -> Hint | None:
    first = next(
        (token for token in tokens if token.kind == "word" and token.text.upper() not in {"PREFIX", "BASE"}), None
    )
    if first and first.text.upper() in UPDATES:
        return Hint(
            first.start, "此处只能查询，不能更新图谱", "queries only, no updates", "SELECT, ASK, CONSTRUCT, DESCRIBE"
        )
    return None


def _bare_aggregate(text: str) -> Hint | None:
    match = AGGREGATES.search(text)
    if not match:
        return None
    name = match.group(1).upper()
    remedy = f"写成 / write ({name}(?x) AS ?n)"
    return Hint(match.start(1), f"{name} 外应有括号和 AS", f"{name} needs brackets and AS", remedy)


def _unbalanced(tokens: tuple[Token, ...]) -> Hint | None:
    pairs = {")": "(", "}": "{", "]": "["}
    opened: list[Token] = []
    for token in tokens:
        if token.kind != "sign":
            continue
        if token.text in pairs.values():
            opened.append(token)
        elif token.text in pairs and not (opened and opened.pop().text == pairs[token.text]):
            return Hint(token.start, f"多余的 {token.text}", f"{token.text} closes nothing")
    if opened:
        return Hint(opened[-1].start, f"{opened[-1].text} 没有闭合", f"{opened[-1].text} is never closed")
    return None


def _unknown_word(tokens: tuple[Token, ...], keywords: frozenset[str]) -> Hint | None:
    solid = [token for token in tokens if token.kind not in {"comment", "space"}]
    for before, token in zip([None, *solid], solid, strict=False):
        number_or_language = token.text[0].isdigit() or (before and before.text == "@")
        if token.kind == "word" and token.text.upper() not in keywords and not number_or_language:
            remedy = '变量前加 ?，文字加引号，术语加前缀 / ?variable, "text" or prefix:term'
            return Hint(
                token.start, f"SPARQL 没有“{token.text}”这一关键字", f"SPARQL knows no word {token.text}", remedy
            )
    return None


def _hint_of(text: str, message: str) -> Hint:
    """The parser's own words, without the lists of character ranges it may print."""
    match = PLACE.match(message)
    if not match:
        return Hint(0, "查询语法有误", message)
    line, column, message = int(match.group(1)), int(match.group(2)), match.group(3)
    start = sum(len(line_text) for line_text in text.splitlines(keepends=True)[: line - 1]) + column - 1
    message = next((sentence for sentence in MESSAGES if sentence in message), "")
    before = [token for token in tokens(text) if token.start < start and token.kind not in {"space", "comment"}]
    near = before[-1].text if before else ""
    en = f"not SPARQL near {near!r}" if near else "an empty query" if not text.strip() else "not SPARQL from here on"
    zh = f"{near} 附近语法有误" if near else "查询内容为空" if not text.strip() else "自此处起语法有误"
    return Hint(min(start, len(text)), zh, f"{en} ({message})" if message else en)
