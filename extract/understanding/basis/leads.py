"""What leads to a title or a heading in a basis cell: list marks, rank labels, issuers, stops.

Small questions about a place in levelled text. The forms are rules of ``rules/layout.toml``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from extract.rules import load, pattern, piece
from extract.understanding import titles

_FORMS: Final = {rule.code: rule.expression for rule in load("layout")}
_LABELS: Final = piece("LABEL")
_ARABIC, _CHINESE, _KEYS = (_FORMS[code] for code in ("arabic", "chinese", "key"))
_ISSUED, _AHEAD, _CHAIN_KEYS = (_FORMS[code] for code in ("issued", "ahead", "chain_key"))
_ISSUER: Final = (
    rf"(?:(?P<issuer>{_FORMS['issuer_name']})(?:{_ISSUED}|关于(?:贯彻|实施|执行|落实|修改)?)?|{_ISSUED}|原)"
)

# 法规】《…》: its opening bracket was lost; 第五条的规定,以及《…》: the row goes on.
_AHEAD_OF_ALL: Final = r"(?:[\u4e00-\u9fff]{2,6}】|[之的]规定(?=,))?"
_LEAD: Final = re.compile(
    rf"{_AHEAD_OF_ALL}[,、:./|\\)\]】(和及与以]*(?P<marks>(?:{_ARABIC}|{_LABELS}|{_KEYS})*)(?P<chinese>{_CHINESE}?)(?P<figure>\d{{0,2}})"
    rf"(?:{_LABELS}|{_KEYS}|{piece('RANK')}\Z)*(?P<intro>{_FORMS['intro']}?){_AHEAD}?{_ISSUER}?"
)
_MARKED: Final = re.compile(
    rf"(?<!\d)(?:{_ARABIC}|{_LABELS}|{_KEYS})+(?:{_FORMS['intro']})?{_AHEAD}?{_ISSUER.replace('?P<issuer>', '?:')}?$"
)
#: The name of the field that holds the title, at the end of some words.
KEY: Final = re.compile(rf"{_KEYS}\Z")
_CAPTION: Final = pattern("layout", "caption")
_NO_ISSUER: Final = pattern("layout", "no_issuer")
#: What a cell says before its basis: that it has no other.
_NOTHING: Final = frozenset({"无。", "无;", "暂无。"})
_LONGEST_NOTHING: Final = max(map(len, _NOTHING))
_SENTENCE_END: Final = '。;"!?…'
_LAST_END: Final = re.compile(r'.*[。;"!?…]', re.DOTALL)
_GROUNDING: Final = re.compile(rf"{_FORMS['intro']}(?:国务院|国家|我省|我市|省|市)?$")
_LOOK_BACK, _MARKED_BACK = 90, 30

INTRO: Final = pattern("layout", "intro")
#: A cell whose entries are numbered.
NUMBERED: Final = re.compile(r"\d{1,2}[.、](?!\d)")
SEPARATORS: Final = pattern("layout", "separators")
_SAME: Final = pattern("layout", "same")


class Lead(NamedTuple):
    """What stands before a title: ``strong`` an entry is due here (cell start, list mark, label, new line)."""

    strong: bool
    sentence: bool
    separated: bool
    first: bool


def lead(text: str, at: int, start: int, *, newline: bool) -> Lead:
    """What stands between ``at``, the last thing consumed, and a title at ``start``."""
    low = max(start - _LOOK_BACK, at)
    stop = _LAST_END.match(text, low, start) if start > low else None
    last = stop.end() if stop else low
    read = _lead(text[last:start])
    if read is None:
        marked = bool(_MARKED.search(text[max(low, start - _MARKED_BACK) : start]))
        marked = marked or (low == 0 and _CAPTION.fullmatch(text, 0, start) is not None)
        return Lead(marked or newline, sentence=False, separated=False, first=marked)
    marks, chinese, intro = read
    first = last == 0 or marks or (last <= _LONGEST_NOTHING and text[:last] in _NOTHING)
    # 根据《…》(…),实施层级下放 at the end of a text says why, it quotes nothing.
    sentence = (last > low and not intro) or (last == at and at > 0 and text[at - 1] in _SENTENCE_END)
    separated = not intro and (last == at or SEPARATORS.fullmatch(text, at, last) is not None)
    return Lead(first or chinese or newline, sentence, separated, first)


def grounding(text: str, at: int, start: int) -> bool:
    """Whether running text rests on the document whose title begins at ``start`` (根据《…》)."""
    return _GROUNDING.search(text, max(at, start - 6), start) is not None


@lru_cache(maxsize=4096)
def _lead(words: str) -> tuple[bool, bool, bool] | None:
    """Whether the words since the last sentence lead to a title, and by list mark, Chinese mark, 根据; None if not."""
    match = _LEAD.fullmatch(words)
    if match is None or (match["issuer"] and _NO_ISSUER.search(match["issuer"])):
        return None
    return bool(match["marks"] or match["figure"]), bool(match["chinese"]), bool(match["intro"])


def before_chain(text: str, at: int, start: int, end: int, *, newline: bool, gap: bool) -> bool:
    """Whether a chain of provisions from ``start`` to ``end`` stands where a heading may stand; ``gap`` behind it."""
    if newline or SEPARATORS.fullmatch(text, at, start) or _SAME.fullmatch(text, at, start):
        return True
    low = max(at, start - 12)
    stop = _LAST_END.match(text, low, start) if low < start else None
    last = stop.end() - 1 if stop else -1
    if last >= 0 and text[last] == '"' and text[last + 1 : start] in _BESIDE and text.startswith(('"', ":"), end):
        return True  # 第四十八条"…",第五十三条"…"
    if last < 0 or _CHAIN_LEAD.fullmatch(text, last + 1, start) is None:
        return False
    # Behind a semicolon the sentence goes on, unless a blank or colon sets the heading apart.
    return text[last] != ";" or gap or text.startswith((":", '"'), end) or last + 1 < start


_BESIDE: Final = frozenset({",", "、", "和", "及"})
_CHAIN_LEAD: Final = re.compile(rf"(?:{_ARABIC}|{_LABELS}|{_CHAIN_KEYS})?")


def starts_sentence(text: str, start: int) -> bool:
    """Whether ``start`` is the beginning of a sentence."""
    return start == 0 or text[start - 1] in _SENTENCE_END + ":)"


def starts_point(text: str, at: int, start: int) -> bool:
    """Whether a list mark at ``start`` begins a point: at the beginning, right behind what was read, after a stop."""
    return start in (0, at) or text[start - 1] in _SENTENCE_END + ":)]】…》" or not text[start - 1].isdigit()


def due(text: str, at: int, start: int, *, newline: bool) -> bool:
    """Whether an entry may begin at ``start`` though its title is damaged."""
    opening = lead(text, at, start, newline=newline)
    return opening.strong or opening.separated or opening.sentence


def heads_text(text: str, end: int, *, gap: bool) -> bool:
    """Whether the words that end at ``end`` head a text: a colon or a blank follows."""
    return end < len(text) and (gap or text[end] == ":")


def opens_entry(text: str, at: int) -> bool:
    """Whether a title or label at ``at`` opens an entry, so that what precedes is a list mark."""
    if text.startswith("【", at):
        return True
    match = _TITLE.match(text, at)
    return match is not None and titles.looks_legal(match[0][1:-1])


def label(text: str, at: int, start: int) -> str | None:
    """The rank label printed before a title (【法律】), if any."""
    low = max(at, start - _LOOK_BACK)
    if start == low or _LABEL_END.search(text, low, start) is None:
        return None
    labels = _LABEL.findall(text, low, start)
    return labels[-1].strip("【】[]〔〕():") if labels else None


_TITLE: Final = re.compile(piece("TITLE"))
_LABEL, _LABEL_END = re.compile(_LABELS), re.compile(r"[】\]〕:)]")


def ahead(text: str, at: int, start: int) -> int:
    """Where a number that stands before the title begins (国务院令第684号《…》); ``start`` where none does."""
    if text[start - 1 : start] not in _AHEAD_ENDS:
        return start
    match = _AHEAD_AT_END.search(text, max(at, start - _LOOK_BACK), start)
    return match.start() if match else start


_AHEAD_ENDS: Final = frozenset(")]号")
_AHEAD_AT_END: Final = re.compile(rf"(?:{_AHEAD})\Z")
