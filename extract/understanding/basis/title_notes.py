"""What stands behind a title in a basis cell: notes on the document, and whether provisions head a text.

Small questions about a place in levelled text. The forms are rules of ``rules/layout.toml``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from extract.provision import BARE_CHAIN
from extract.rules import load, pattern, piece, table
from extract.understanding import notes

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A title in 《》, with one more level of 《》 inside.
TITLE: Final = piece("TITLE")
_TENS: Final = piece("TENS")
_FORMS: Final = {rule.code: rule.expression for rule in load("layout")}
_NOTE_KEYS, _CHAIN_KEYS = (_FORMS[code] for code in ("note_key", "chain_key"))
#: What follows a chain that is pointed at rather than quoted.
REFERRING: Final = pattern("layout", "referring")
BETWEEN: Final = pattern("layout", "between")
_QUOTING: Final = pattern("layout", "quoting")
_REPEALED: Final = pattern("layout", "repealed")
_SPOKEN_OF: Final = pattern("layout", "spoken_of")

_NUMBER: Final = "|".join(f"(?:{rule.expression})" for rule in load("notes"))
_DATE: Final = piece("DATE")
_NO_ARTICLE: Final = r"(?:(?!第[零〇一二两三四五六七八九十百千\d]+[条章节款项])[^《》,。;()])"
_BETWEEN_NOTES: Final = rf"(?:[,、;+]|{_NOTE_KEYS}|;?{_NOTE_KEYS})?(?:并|自|起|由|经|于|及|和|与|根据|依据|按照)?"
_HAPPENED: Final = "|".join(words for words in table("notes")["events"].values()).replace("|令", "")
_RUN: Final = re.compile(
    rf"{_BETWEEN_NOTES}(?:{_DATE}(?:{_NUMBER})(?:{_HAPPENED})?"
    rf"|{_DATE}(?:,?{_NO_ARTICLE}{{0,60}}?(?:{_HAPPENED})(?:关于{_NO_ARTICLE}{{2,40}}的决定)?)?(?:施行|实施)?"
    rf"|(?:{_NUMBER})(?:{_HAPPENED})?|\+[^《》(),。;:+]{{2,40}}会议(?:通过)?(?=[+,)]))"
)
_AMENDED: Final = re.compile(
    rf"[,、;。]?(?:(?:根据|依据|经|按|并)(?:{_NO_ARTICLE}{{0,80}})?|{_DATE}{_NO_ARTICLE}{{0,60}})(?P<title>{TITLE})"
    r"(?:\([^()]{0,80}\))?[^《》。;()]{0,12}?(?:修正|修订|修改|废止|公布|调整)(?:,|并|及)?(?:[^《》。;,()]{0,8}(?:施行|公布))?"
)
_FILLER: Final = pattern("layout", "filler")
_KEY: Final = re.compile(rf"[,;。]*{_NOTE_KEYS}")
_VERSION: Final = pattern("layout", "version")
_NOTE_LIKE: Final = pattern("layout", "note_like")
_OPENING, _CLOSING = "([〔【{", ")]〕】}"
_BRACKETS: Final = re.compile(r"[()\[\]〔〕【】{}]")
_LONGEST_NOTE, _MOST_BRACKETS, _LONGEST_UNKNOWN = 600, 16, 80
_HEADED: Final = re.compile(
    rf"[,.。:;、+\"]*{_CHAIN_KEYS}?(?:(?:之|的|中)(?=第))?(?P<chain>{BARE_CHAIN})|[,.。:;、+]*(?:{_TENS}、"
    rf"|\({_TENS}\)|全文)|[,.:、+]*\d{{1,3}}\.(?!\d)(?!《)"
)
_APART: Final = re.compile(
    r"\Z|[。;,、:/|\"《【\[+①-⑳⑴-⒇\dA-Z]|全文|(?:和|及|与|以及)(?:《[^《》]{2,80}》(?:\Z|[。;,、:(])"
    rf"|[\u3400-\u9fff]{{1,40}}{piece('LEGAL_END')}(?:\Z|[。;]))"
)


class Note(NamedTuple):
    """The notes behind a title, offsets from its end: how far they reach, whether they say a number, date or event.

    ``bridged`` says that nothing but punctuation is left between them and the provisions that follow.
    """

    length: int
    stated: bool
    inside: tuple[tuple[int, int], ...]
    numbers: tuple[notes.Span, ...]
    dates: tuple[notes.Dated, ...]
    bridged: bool


class After(NamedTuple):
    """What follows a title that ends at ``end``: notes, and whether a heading; ``chain`` its span where it is known."""

    end: int
    note: Note
    headed: bool
    chain: tuple[int, int] | None

    @property
    def note_end(self) -> int:
        """Where the notes end."""
        return self.end + self.note.length


def after_title(text: str, end: int, chain: tuple[int, int] | None, bound: int | None = None) -> After:
    """What follows the title that ends at ``end``; ``chain`` is where the next provisions are named.

    ``bound`` is where the notes end at the latest: at the chain, or at a list mark before it.
    """
    limit = len(text) if bound is None else bound
    if chain and chain[0] < limit:
        limit = chain[0]
    limit = min(limit, end + _LONGEST_NOTE)
    due = chain if chain and chain[0] == limit else None
    note = _noted(text[end:limit], chained=due is not None) if limit > end else _NO_NOTE
    if due and not note.length and text[end] in _OPENING and (length := _unknown(text, end, limit)):
        note = note._replace(length=length, bridged=True)
    if due and note.bridged:
        return After(end, note, headed=True, chain=due)
    start = end + note.length
    return After(end, note, text.startswith('"', start) or _HEADED.match(text, start) is not None, None)


def referring(text: str, after: After) -> bool:
    """Whether the provisions behind a title are pointed at (规定的情形) rather than quoted."""
    end = _chain_end(text, after)
    return bool(end and REFERRING.match(text, end))


def spoken_of(text: str, after: After) -> bool:
    """Whether a title alone is spoken of in the words behind it: 《某公约》规定的废物."""
    return not (after.headed or after.note.stated) and _SPOKEN_OF.match(text, after.note_end) is not None


def quoting(text: str, after: After) -> bool:
    """Whether words behind the provisions say that their text follows (规定：)."""
    end = _chain_end(text, after)
    return bool(end and _QUOTING.match(text, end))


def _chain_end(text: str, after: After) -> int:
    if after.chain:
        return after.chain[1]
    match = _HEADED.match(text, after.note_end)
    return match.end() if match and match["chain"] else 0


def repealed(text: str, after: After) -> bool:
    """Whether the words behind a title say that the document is out of force (同时废止)."""
    if after.headed:
        return False
    end = after.note_end
    if OUT_OF_FORCE.search(text, max(after.end, end - 2), end + _LONGEST_NOTE) is None:
        return False
    row = _ROW.match(text, end)  # 《甲》（…）、《乙》（…）同时废止
    end = row.end() if row else end
    ends = not row and end > after.end and text[after.end] not in _OPENING and text.endswith("废止", after.end, end)
    return ends or _REPEALED.match(text, end) is not None


#: What every word that puts a document out of force has.
OUT_OF_FORCE: Final = re.compile("废止|失效|停止|不再")
_ROW: Final = re.compile(rf"(?:(?:、|,|和|及|与|以及)?{TITLE}(?:\([^()]{{0,80}}\))?){{1,20}}")


def apart(text: str, after: After) -> bool:
    """Whether no word of running text follows a title and its notes."""
    return _APART.match(text, after.note_end) is not None


_ITS_NUMBER: Final = re.compile(rf"[(\[〔](?:{_DATE})?(?:{_NUMBER})[^()]{{0,12}}[)\]〕]")
#: 根据2019年国务院令第714号《关于修改…的决定》修订: this number too.
_NUMBER_BEFORE: Final = re.compile(rf"(?P<number>{_NUMBER})(?:公布|发布|颁布)?(?:的|,)?(?:[\u3400-\u9fff]{{2,20}})?$")
_AMENDS: Final = re.compile("修改|修正|修订|废止")
_NO_NOTE: Final = Note(0, stated=False, inside=(), numbers=(), dates=(), bridged=True)


@lru_cache(maxsize=2048)
def _noted(words: str, *, chained: bool) -> Note:
    """The notes that ``words`` begin with; ``chained`` where provisions follow right behind the words."""
    text = words + "第" if chained else words
    end, inside = note(text, 0) if words else (0, [])
    bridged = BETWEEN.fullmatch(text, end, len(words)) is not None
    if not end:
        return Note(0, stated=False, inside=(), numbers=(), dates=(), bridged=bridged)
    printed = notes.blank_out(text[:end], inside)
    # 根据《…决定》(国务院令第687号)修订: the number is the decision's.
    own = printed
    for first, last in inside:
        own = notes.blank_out(own, list(_numbers_of(text, own, first, last, end)))
    numbers, dates = notes.numbers(own), notes.dates(printed)
    stated = bool(numbers or dates) or bool(_NOTE_LIKE.search(text, 0, end))
    return Note(end, stated, tuple(inside), numbers, dates, bridged)


def _numbers_of(text: str, own: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """Where the numbers of an amending decision stand: in a bracket behind its title, or right before it.

    The one before stays as a further number where ``own`` has the document's number already.
    """
    if (match := _ITS_NUMBER.match(text, end, limit)) is not None:
        yield match.span()
    before = _NUMBER_BEFORE.search(text, 0, start) if _AMENDS.search(text, start, end) else None
    if before and not notes.numbers(own[: before.start("number")]):
        yield before.span("number")


def _unknown(text: str, at: int, chain: int) -> int:
    """The length of a bracket at ``at`` whose words are not known or whose signs do not pair, up to a heading."""
    if not 2 <= chain - at <= _LONGEST_UNKNOWN or text[chain - 1] not in _CLOSING:
        return 0
    return 0 if any(sign in text[at:chain] for sign in "。《》") else chain - at


def name_end(text: str, low: int, end: int) -> int:
    """Where the words end behind which brackets with notes stand up to ``end``; ``end`` itself where none do.

    >>> name_end("甲条例(2018年修订)第三条", 0, 12)
    3
    """
    for _ in range(_MOST_NOTES):
        if text[end - 1 : end] not in _CLOSERS:
            break
        opening = max(text.rfind(sign, max(low, end - _LONGEST_NAMED_NOTE), end) for sign in _OPENING)
        if opening <= low or _bracket(text, opening, end) != end:
            break
        end = opening
    return end


_MOST_NOTES, _LONGEST_NAMED_NOTE = 3, 160
_CLOSERS: Final = frozenset(_CLOSING)


def note(text: str, at: int) -> tuple[int, list[tuple[int, int]]]:
    """Where the notes that begin at ``at`` end, and the titles they mention (amending decisions).

    Notes are brackets with a number, date or event in them, the same without brackets, and sentences that say how
    the document was amended (根据…《…的决定》修正。).
    """
    inside: list[tuple[int, int]] = []
    limit = min(len(text), at + _LONGEST_NOTE)
    if match := _FILLER.match(text, at, limit):
        at = match.end()
    # A heading ends the notes at once: the patterns of numbers need not be tried on its text.
    while at < limit and text[at] != "第":
        # Before a run of notes: 根据2018年《…决定》修正 begins with a date as they do.
        if match := _AMENDED.match(text, at, limit):
            end = match.end()
            inside.append(match.span("title"))
        elif end := _bracket(text, at, limit) or _end(_RUN.match(text, at, limit)):
            inside.extend(_titles(text, at, end))
        elif not (end := _end(_VERSION.match(text, at, limit)) or _stray(text, at, limit)):
            break
        at = end
    return at, inside


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _stray(text: str, at: int, limit: int) -> int:
    """Behind a bracket without its twin, a key (依据文号:) or a stop that has another note behind it; else 0."""
    if text[at] in _CLOSING and at and text[at - 1] not in _CLOSING:
        return at + 1
    if text[at] in _OPENING and (_RUN.match(text, at + 1, limit) or _bracket(text, at + 1, limit)):
        return at + 1
    if (match := _KEY.match(text, at, limit)) and (_bracket(text, match.end(), limit) or _RUN.match(text, match.end())):
        return match.end()
    more = text[at] in ",、;。" and (_bracket(text, at + 1, limit) or _AMENDED.match(text, at + 1, limit))
    more = more or (text[at] == "。" and _RUN.match(text, at + 1, limit))
    return at + 1 if more else 0


def _titles(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _TITLE.finditer(text, start, end)] if "《" in text[start:end] else []


_TITLE: Final = re.compile(TITLE)


def _bracket(text: str, at: int, limit: int) -> int:
    """The end of a bracket at ``at`` that holds a note, or 0. Brackets of different shape may close each other."""
    if at >= limit or text[at] not in _OPENING or all(text.find(sign, at, limit) < 0 for sign in _CLOSING):
        return 0
    depth = 0
    for sign in islice(_BRACKETS.finditer(text, at, limit), _MOST_BRACKETS):
        depth += 1 if sign[0] in _OPENING else -1
        if depth == 0:
            return sign.end() if _NOTE_LIKE.search(text, at, sign.start()) else 0
    return 0
