"""How entries of a basis cell are laid out: list marks, rank labels, issuers, notes, headings.

Small questions about a place in levelled text, asked by ``basis``. The forms are rules of ``rules/layout.toml``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from extract.provision import BARE_CHAIN
from extract.rules import load, pattern, piece, table
from extract.understanding import notes, titles

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

#: A title in 《》, with one more level of 《》 inside.
TITLE = piece("TITLE")
_SAID = {rule.code: rule.pattern.pattern for rule in load("layout")}
_LABELS, _TENS = piece("LABEL"), piece("TENS")
_ARABIC, _CHINESE, _KEYS, _NOTE_KEYS = (_SAID[code] for code in ("arabic", "chinese", "key", "note_key"))
_ISSUED, _AHEAD, _CHAIN_KEYS = (_SAID[code] for code in ("issued", "ahead", "chain_key"))
_ISSUER = rf"(?:(?P<issuer>{_SAID['issuer_name']})(?:{_ISSUED}|关于(?:贯彻|实施|执行|落实|修改)?)?|{_ISSUED}|原)"

_LEAD = re.compile(
    rf"[,、:./|)\]】(和及与以]*(?P<marks>(?:{_ARABIC}|{_LABELS}|{_KEYS})*)(?P<chinese>{_CHINESE}?)(?P<figure>\d{{0,2}})"
    rf"(?:{_LABELS}|{_KEYS})*(?P<intro>{_SAID['intro']}?){_AHEAD}?{_ISSUER}?"
)
_MARKED = re.compile(
    rf"(?<!\d)(?:{_ARABIC}|{_LABELS}|{_KEYS})+(?:{_SAID['intro']})?{_AHEAD}?{_ISSUER.replace('?P<issuer>', '?:')}?$"
)
#: The name of the field that holds the title, at the end of some words.
KEY = re.compile(rf"{_KEYS}\Z")
_NO_ISSUER = pattern("layout", "no_issuer")
_SENTENCE_END = '。;"!?…'
_LAST_END = re.compile(r'.*[。;"!?…]', re.DOTALL)
_GROUNDING = re.compile(rf"{_SAID['intro']}(?:国务院|国家|我省|我市|省|市)?$")
_LOOK_BACK, _MARKED_BACK, _LONGEST_NAME = 90, 30, 60

INTRO = pattern("layout", "intro")
SEPARATORS = pattern("layout", "separators")
HEADING_WORDS = re.compile(r"[^。;]{0,58}[。:;]?")
#: What follows a chain that is pointed at rather than quoted.
REFERRING = pattern("layout", "referring")
BETWEEN = pattern("layout", "between")
ITS_OWN = pattern("layout", "its_own")
_QUOTING = pattern("layout", "quoting")
_REPEALED = pattern("layout", "repealed")

_NUMBER = "|".join(f"(?:{rule.pattern.pattern})" for rule in load("notes"))
_DATE = piece("DATE")
_NO_ARTICLE = r"(?:(?!第[零〇一二两三四五六七八九十百千\d]+[条章节款项])[^《》,。;()])"
_BETWEEN_NOTES = rf"(?:[,、;+]|{_NOTE_KEYS}|;?{_NOTE_KEYS})?(?:并|自|起|由|经|于|及|和|与|根据|依据|按照)?"
_HAPPENED = "|".join(words for words in table("notes")["events"].values()).replace("|令", "")
_RUN = re.compile(
    rf"{_BETWEEN_NOTES}(?:{_DATE}(?:{_NUMBER})(?:{_HAPPENED})?|{_DATE}(?:{_NO_ARTICLE}{{0,60}}?(?:{_HAPPENED}))?(?:施行|实施)?"
    rf"|(?:{_NUMBER})(?:{_HAPPENED})?|\+[^《》(),。;:+]{{2,40}}会议(?:通过)?(?=[+,)]))"
)
_AMENDED = re.compile(
    rf"[,、;。]?(?:(?:根据|依据|经|按|并)(?:{_NO_ARTICLE}{{0,80}})?|{_DATE}{_NO_ARTICLE}{{0,60}})(?P<title>{TITLE})"
    r"(?:\([^()]{0,80}\))?[^《》。;()]{0,12}?(?:修正|修订|修改|废止|公布|调整)(?:,|并|及)?(?:[^《》。;,()]{0,8}(?:施行|公布))?"
)
_FILLER = pattern("layout", "filler")
_KEY = re.compile(rf"[,;。]*{_NOTE_KEYS}")
_VERSION = pattern("layout", "version")
_NOTE_LIKE = pattern("layout", "note_like")
_OPENING, _CLOSING = "([〔【{", ")]〕】}"
_BRACKETS = re.compile(r"[()\[\]〔〕【】{}]")
_LONGEST_NOTE, _MOST_BRACKETS, _LONGEST_UNKNOWN = 600, 16, 80
_HEADED = re.compile(
    rf"[,.。:;、+\"]*{_CHAIN_KEYS}?(?:(?:之|的|中)(?=第))?(?P<chain>{BARE_CHAIN})|[,.。:;、+]*(?:{_TENS}、"
    rf"|\({_TENS}\)|全文)|[,.:、+]*\d{{1,3}}\.(?!\d)(?!《)"
)
_APART = re.compile(
    r"\Z|[。;,、:/|\"《【\[+①-⑳⑴-⒇\dA-Z]|全文|(?:和|及|与|以及)(?:《[^《》]{2,80}》(?:\Z|[。;,、:(])"
    rf"|[\u3400-\u9fff]{{1,40}}{piece('LEGAL_END')}(?:\Z|[。;]))"
)

_BEFORE_NAME = re.compile(r'.*[。;,:"!?…)\]】》]', re.DOTALL)
_BARE_TITLE = pattern("layout", "bare_title")
_QUOTED = re.compile(r"([\"\[〈<])(?P<title>[^\"\[\]〈〉<>《》。;,:]{2,60})[\"\]〉>]")
_HALF = re.compile(r"(?P<title>[^《》<>〈〉()\[\]。;,:\"]{2,60})[>〉)\]\"](?=第|[(〔\[])")
_RUNNING = pattern("layout", "running")
_LEGAL_ENDS = tuple(piece("LEGAL_END")[3:].split(")", 1)[0].split("|"))
_NAME_END = re.compile(rf"(?:{piece('LEGAL_END')})$")


class Lead(NamedTuple):
    """What stands before a title: ``strong`` an entry is due here (cell start, list mark, label, new line)."""

    strong: bool
    sentence: bool
    separated: bool
    first: bool


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


def lead(text: str, at: int, start: int, *, newline: bool) -> Lead:
    """What stands between ``at``, the last thing consumed, and a title at ``start``."""
    low = max(at, start - _LOOK_BACK)
    last = low + _end(_LAST_END.match(text[low:start]))
    read = _lead(text[last:start])
    if read is None:
        marked = bool(_MARKED.search(text[max(low, start - _MARKED_BACK) : start]))
        return Lead(marked or newline, sentence=False, separated=False, first=marked)
    marks, chinese, intro = read
    first = last == 0 or marks
    return Lead(
        strong=first or chinese or newline,
        # 根据《…》(…),实施层级下放 at the end of a text says why, it quotes nothing.
        sentence=(last > low and not intro) or (last == at and at > 0 and text[at - 1] in _SENTENCE_END),
        separated=not intro and (last == at or SEPARATORS.fullmatch(text, at, last) is not None),
        first=first,
    )


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


def after_title(text: str, end: int, chain: tuple[int, int] | None, bound: int | None = None) -> After:
    """What follows the title that ends at ``end``; ``chain`` is where the next provisions are named.

    ``bound`` is where the notes end at the latest: at the chain, or at a list mark before it.
    """
    limit = min(len(text) if bound is None else bound, chain[0] if chain else len(text), end + _LONGEST_NOTE)
    due = chain if chain and chain[0] == limit else None
    note = _noted(text[end:limit], chained=due is not None) if limit > end else _NO_NOTE
    if due and not note.length and text[end] in _OPENING and (length := _unknown(text, end, limit)):
        note = note._replace(length=length, bridged=True)
    if due and note.bridged:
        return After(end, note, headed=True, chain=due)
    found = end + note.length
    return After(end, note, headed=text.startswith('"', found) or _HEADED.match(text, found) is not None, chain=None)


def referring(text: str, after: After) -> bool:
    """Whether the provisions behind a title are pointed at (规定的情形) rather than quoted."""
    end = _chain_end(text, after)
    return bool(end and REFERRING.match(text, end))


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
    if _OUT_OF_FORCE.search(text, max(after.end, end - 2), end + _LONGEST_NOTE) is None:
        return False
    row = _ROW.match(text, end)  # 《甲》（…）、《乙》（…）同时废止
    end = row.end() if row else end
    said = not row and end > after.end and text[after.end] not in _OPENING and text.endswith("废止", after.end, end)
    return said or _REPEALED.match(text, end) is not None


_OUT_OF_FORCE = re.compile("废止|失效|停止|不再")
_ROW = re.compile(rf"(?:(?:、|,|和|及|与|以及)?{TITLE}(?:\([^()]{{0,80}}\))?){{1,20}}")


def apart(text: str, after: After) -> bool:
    """Whether no word of running text follows a title and its notes."""
    return _APART.match(text, after.note_end) is not None


_NO_NOTE = Note(0, stated=False, inside=(), numbers=(), dates=(), bridged=True)


@lru_cache(maxsize=2048)
def _noted(words: str, *, chained: bool) -> Note:
    """The notes that ``words`` begin with; ``chained`` where provisions follow right behind the words."""
    text = words + "第" if chained else words
    end, inside = note(text, 0) if words else (0, [])
    bridged = BETWEEN.fullmatch(text, end, len(words)) is not None
    if not end:
        return Note(0, stated=False, inside=(), numbers=(), dates=(), bridged=bridged)
    numbers, dates = notes.stated(blank_out(text[:end], inside))
    stated = bool(numbers or dates) or bool(_NOTE_LIKE.search(text, 0, end))
    return Note(end, stated, tuple(inside), numbers, dates, bridged)


def _unknown(text: str, at: int, chain: int) -> int:
    """The length of a bracket at ``at`` whose words are not known or whose signs do not pair, up to a heading."""
    if not 2 <= chain - at <= _LONGEST_UNKNOWN or text[chain - 1] not in _CLOSING:
        return 0
    return 0 if any(sign in text[at:chain] for sign in "。《》") else chain - at


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
        if end := _bracket(text, at, limit) or _end(_RUN.match(text, at, limit)):
            inside.extend(_titles(text, at, end))
        elif match := _AMENDED.match(text, at, limit):
            end = match.end()
            inside.append(match.span("title"))
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
    if text[at] in _OPENING and _RUN.match(text, at + 1, limit):
        return at + 1
    if (match := _KEY.match(text, at, limit)) and (_bracket(text, match.end(), limit) or _RUN.match(text, match.end())):
        return match.end()
    more = text[at] in ",、;。" and (_bracket(text, at + 1, limit) or _AMENDED.match(text, at + 1, limit))
    return at + 1 if more else 0


def _titles(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _TITLE.finditer(text, start, end)] if "《" in text[start:end] else []


_TITLE = re.compile(TITLE)


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


def before_chain(text: str, at: int, start: int, end: int, *, newline: bool, gap: bool) -> bool:
    """Whether a chain of provisions from ``start`` to ``end`` stands where a heading may stand; ``gap`` behind it."""
    if newline or SEPARATORS.fullmatch(text, at, start):
        return True
    low = max(at, start - 12)
    last = max(text.rfind(sign, low, start) for sign in _SENTENCE_END)
    if last < 0 or _CHAIN_LEAD.fullmatch(text, last + 1, start) is None:
        return False
    # Behind a semicolon the sentence goes on, unless a blank or colon sets the heading apart.
    return text[last] != ";" or gap or text.startswith((":", '"'), end) or last + 1 < start


_CHAIN_LEAD = re.compile(rf"(?:{_ARABIC}|{_LABELS}|{_CHAIN_KEYS})?")


def starts_sentence(text: str, start: int) -> bool:
    """Whether ``start`` is the beginning of a sentence."""
    return start == 0 or text[start - 1] in _SENTENCE_END + ":)"


def starts_point(text: str, at: int, start: int) -> bool:
    """Whether a list mark at ``start`` begins a point: at the beginning, right behind what was read, after a stop."""
    return start in (0, at) or text[start - 1] in _SENTENCE_END + ":)]】…》" or not text[start - 1].isdigit()


def due(text: str, at: int, start: int, *, newline: bool) -> bool:
    """Whether an entry may begin at ``start`` though its title is damaged."""
    found = lead(text, at, start, newline=newline)
    return found.strong or found.separated or found.sentence


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
    if _LABEL_END.search(text, low, start) is None:
        return None
    found = _LABEL.findall(text, low, start)
    return found[-1].strip("【】[]〔〕():") if found else None


_LABEL, _LABEL_END = re.compile(_LABELS), re.compile(r"[】\]〕:)]")


def ahead(text: str, at: int, start: int) -> int:
    """Where a number that stands before the title begins (国务院令第684号《…》); ``start`` where none does."""
    if text[start - 1 : start] not in _AHEAD_ENDS:
        return start
    match = _AHEAD_AT_END.search(text, max(at, start - _LOOK_BACK), start)
    return match.start() if match else start


_AHEAD_ENDS = frozenset(")]号")
_AHEAD_AT_END = re.compile(rf"(?:{_AHEAD})\Z")


# titles without 《》


def half_title(text: str, at: int) -> tuple[int, str] | None:
    """The title behind 《 that another sign closes (《某法)第三条): where it ends, its words."""
    match = _HALF.match(text, at)
    return (match.end(), match["title"]) if match and names_document(match["title"]) else None


def begin(text: str, at: int, end: int, breaks: AbstractSet[int]) -> int:
    """Where the words that end at ``end`` begin: behind the last stop, line break or what was read up to ``at``."""
    low = max(at, end - _LONGEST_NAME)
    first = low + _end(_BEFORE_NAME.match(text[low:end]))
    if breaks:
        first = max([first, *(place for place in breaks if low < place < end)])
    match = SEPARATORS.match(text, first, end) if first == at else None
    return match.end() if match and match.end() < end else first


def bare_title(text: str, at: int) -> tuple[int, int, str, int] | None:
    """The title without 《》 that begins at ``at``: its place, its words, and where another of a row begins (or 0).

    It may stand in other signs (「某法」第三条), which belong to its place and not to its words.
    """
    if match := _QUOTED.match(text, at):
        return (at, match.end(), match["title"], 0) if names_document(match["title"]) else None
    match = _BARE_TITLE.match(text, at)
    if match is None or not names_document(match["title"]):
        return None
    end = match.end("title")
    return match.start("title"), end, match["title"], end + 1 if text[end : end + 1] in {"、", ",", ";"} else 0


def may_name(words: str) -> bool:
    """Whether ``words`` end as the title of a document does."""
    return _NAME_END.search(words) is not None


def names_whole(words: str) -> bool:
    """Whether ``words``, stops and title signs excluded, are the name of a document and nothing else."""
    return may_name(words) and _STOPPED.search(words) is None and names_document(words)


_STOPPED = re.compile(r"[。;,:《》\"]")


def names_document(words: str) -> bool:
    """Whether ``words`` name a document rather than being running text.

    >>> names_document("某地河道管理条例"), names_document("国家赔偿法"), names_document("有关规定")
    (True, True, False)
    """
    return known_document(words) or (len(words) > 2 and not _RUNNING.search(words) and _legal(words))


@lru_cache(maxsize=4096)
def known_document(words: str) -> bool:
    """Whether the authority file has a document of this name."""
    return titles.entry(words) is not None


@lru_cache(maxsize=4096)
def _legal(title: str) -> bool:
    return titles.looks_legal(title)


def blank_out(text: str, spans: list[tuple[int, int]]) -> str:
    """``text`` with the spans made unreadable, offsets kept: a title's own numbers are not the document's."""
    for start, end in spans:
        text = f"{text[:start]}{'·' * (end - start)}{text[end:]}"
    return text
