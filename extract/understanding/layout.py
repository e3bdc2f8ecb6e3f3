"""How entries of a basis cell are laid out: list marks, rank labels, issuers, notes, headings.

Small questions about a place in levelled text, asked by ``basis``. The forms are those found in printed lists of
twenty provinces; none depends on a field of law.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from extract.provision import BARE_CHAIN
from extract.rules import load, table
from extract.understanding import titles

#: A title in 《》, with one more level of 《》 inside.
TITLE = r"《[^《》]{0,160}(?:《[^《》]{1,120}》[^《》]{0,160}){0,4}》"

_RANKS = "宪法|法律|行政法规|地方性法规|部门规章|规章|政府规章|地方政府规章|规范性文件|国务院文件"
_LABELS = rf"(?:【[^【】]{{2,16}}】|[\[〔](?:{_RANKS})[\]〕])"
_ARABIC = r"(?:\d{1,2}[.、](?!\d)|\d{1,2}(?=[【《]|\Z)|\(\d{1,2}[.)]\.?|[①-⑳⑴-⒇⒈-⒛][.、]?|[A-Z][.、])"
_CHINESE = r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)、?)"
_KEYS = (
    r"(?:(?:法律法规名称|法律法规|法规名称|文件名称|依据名称"
    r"|(?:法律|设定|实施|执法|处罚|职权|权力|检查|审批)?依据)[:])"
)
_NOTE_KEYS = r"(?:(?:依据文号|文号|发文字号|发文号|发布号令|发布日期|颁布机关|制定机关|施行日期)[:])"
_CHAIN_KEYS = r"(?:(?:条款号|条款序号|依据条款|条款|条文)[:])"
_INTRO = r"(?:根据|依据|依照|按照|见)"
_ISSUED = r"(?:关于)?(?:印发|转发|下发|批转|颁发|颁布|发布|公布|制定)"
_ISSUER = (
    r"(?:[\u3400-\u9fff、()]{2,40}(?:部|委|局|厅|院|府|署|会|室|办|中心|行|省|市|州|县|区|部门)(?:令)?"
    rf"(?:{_ISSUED}|关于(?:贯彻|实施|执行|落实|修改)?)?|{_ISSUED}|原)"
)
_AHEAD = r"(?:[(\[][^()\[\]《》]{2,60}[)\]]|[\u3400-\u9fff、]{2,40}(?:令|公告)第?[\d零〇一二三四五六七八九十百]+号)"

_LEAD = re.compile(
    rf"[,、:.)\]】(和及与以]*(?P<marks>(?:{_ARABIC}|{_LABELS}|{_KEYS})*)(?P<chinese>{_CHINESE}?)(?P<figure>\d{{0,2}})"
    rf"(?:{_LABELS}|{_KEYS})*(?P<intro>{_INTRO}?){_AHEAD}?{_ISSUER}?"
)
_MARKED = re.compile(rf"(?<!\d)(?:{_ARABIC}|{_LABELS}|{_KEYS})+(?:{_INTRO})?{_ISSUER}?$")
_SENTENCE_END = '。;"!?…'
_LAST_END = re.compile(r'.*[。;"!?…]', re.DOTALL)
_GROUNDING = re.compile(rf"{_INTRO}(?:国务院|国家|我省|我市|省|市)?$")
_LOOK_BACK, _MARKED_BACK = 90, 30

#: Where an entry is due whose title may stand without 《》: cell start, list mark, label, key; 中华人民共和国 after 。
MARK_LABELLED = (
    rf"(?:\A|(?<=[。;:)\]】\"…》])|(?<=[^\d(]))(?:{_ARABIC}|{_LABELS}|{_KEYS})+{_LABELS}?"
    r"|\A|(?<=[。;\"])(?=中华人民共和国|[\u3400-\u9fff]{4,50}\([^()]{2,60}[令号])"
)
SEPARATORS = re.compile(r"[,。;、:.+和及与以并\"()\[\]]*")
HEADING_WORDS = re.compile(r"[^。;]{0,58}[。:;]?")
#: What follows a chain that is pointed at rather than quoted.
REFERRING = re.compile(
    r"(?:之|的)?(?:(?:有关|相关)?规定(?:的|情形|行为|处|予以|给予|执行|办理|追究|进行|且|以外|外)|所列|所规定|所称|所述|情形"
    r"|行为|中的|(?:的)?(?:条件|要求|义务|范围))"
)
_QUOTING = re.compile(r"(?:之|的)?规定|[:\"]")

_NUMBER = "|".join(f"(?:{rule.pattern.pattern})" for rule in load("notes"))
_DATE = re.sub(r"(?<!\\)\((?!\?)", "(?:", "|".join(f"(?:{pattern})" for pattern in table("notes")["dates"].values()))
_EVENTS = "|".join(table("notes")["events"].values())
_NO_ARTICLE = r"(?:(?!第[零〇一二两三四五六七八九十百千\d]+[条章节款项])[^《》,。;()])"
_BETWEEN_NOTES = rf"(?:[,、;+]|{_NOTE_KEYS}|;?{_NOTE_KEYS})?(?:并|自|起|由|经|于|及|和|与|根据|依据|按照)?"
_HAPPENED = "|".join(words for words in table("notes")["events"].values()).replace("|令", "")
_RUN = re.compile(
    rf"{_BETWEEN_NOTES}(?:(?:{_DATE})(?:{_NUMBER})(?:{_HAPPENED})?|(?:{_DATE})(?:{_NO_ARTICLE}{{0,60}}?(?:{_HAPPENED}))?(?:施行|实施)?"
    rf"|(?:{_NUMBER})(?:{_HAPPENED})?|\+[^《》(),。;:+]{{2,40}}会议(?:通过)?(?=[+,)]))"
)
_AMENDED = re.compile(
    rf"[,、;。]?(?:(?:根据|依据|经|按|并)(?:{_NO_ARTICLE}{{0,80}})?|(?:{_DATE}){_NO_ARTICLE}{{0,60}})(?P<title>{TITLE})"
    r"(?:\([^()]{0,80}\))?[^《》。;()]{0,12}?(?:修正|修订|修改|废止|公布|调整)(?:,|并|及)?(?:[^《》。;,()]{0,8}(?:施行|公布))?"
)
_FILLER = re.compile(
    r"的?(?:通知|决定|意见|批复|复函|函|命令|公告|规定|办法)(?=[(\[〔【]|第|[一二三四五六七八九十]{1,3}、|。|;|,|$)"
)
_KEY = re.compile(rf"[,;。]*{_NOTE_KEYS}")
_VERSION = re.compile(r"(?:修[正订]|试行|暂行)(?:版|本)?")
_NOTE_LIKE = re.compile(
    rf"(?:19|2[0O])[\dOlI]{{2}}|令|号|{_EVENTS}|以下[简统合]?称|试行|暂行|第[一二三四五六七八九十]次|人大|人民代表大会|{_DATE}"
)
_OPENING, _CLOSING = "([〔【", ")]〕】"
_BRACKETS = re.compile(r"[()\[\]〔〕【】]")
_LONGEST_NOTE, _MOST_BRACKETS = 600, 16
_HEADED = re.compile(
    rf"[,.。:;、+\"]*{_CHAIN_KEYS}?(?:(?:之|的|中)(?=第))?(?P<chain>{BARE_CHAIN})|[,.。:;、+]*(?:[一二三四五六七八九十]{{1,3}}、"
    r"|\([一二三四五六七八九十]{1,3}\)|\d{1,3}\.(?!\d)(?!《)|全文)"
)
BETWEEN = re.compile(rf"[,.。:;、+\"]*{_CHAIN_KEYS}?(?:(?:之|的|中|以及|和|及|与)(?=第|附件))?")

_LEGAL_END = "法|条例|规定|办法|细则|规则|决定|通知|意见|标准|规程|规范|方案|准则|制度|公约|目录|解释|决议"
BARE_TITLE = re.compile(
    rf"(?P<title>(?:[\u3400-\u9fff、·\"〈〉<>]|\([\u3400-\u9fff]{{1,10}}\)){{2,60}}?(?:{_LEGAL_END})(?:\((?:试行|暂行)\))?)"
    rf"(?=的?第?[零〇一二三四五六七八九十百\d]+[条章]|[(\[〔][^()\[\]〔〕]{{0,80}}?(?:\d|令|号|修正|修订)|(?:19|20)\d\d|全文|[;。]|$|(?:依据文号|文号|条款号|条款内容|条款):)"
)
_RUNNING = re.compile(
    r"^(?:本|该|依|按|违反|对|应当|不得|根据|国家|有关|经|由|未|用人单位)|本法|本条例|应当|不得|有关规定|的规定"
)


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a title: ``strong`` an entry is due here (cell start, list mark, label, new line)."""

    strong: bool
    sentence: bool
    separated: bool
    grounding: bool
    first: bool


@dataclass(frozen=True, slots=True)
class After:
    """What follows a title: notes, a heading, words that point (规定的) or quote (规定：)."""

    noted: bool
    headed: bool
    referring: bool
    quoting: bool
    note_end: int
    inside: tuple[tuple[int, int], ...]


def lead(text: str, at: int, start: int, *, newline: bool) -> Lead:
    """What stands between ``at``, the last thing consumed, and a title at ``start``."""
    low = max(at, start - _LOOK_BACK)
    before = text[low:start]
    last = _end(_LAST_END.match(before))
    since = before[last:]
    grounding = bool(_GROUNDING.search(before[-6:]))
    match = _LEAD.fullmatch(since)
    if not match:
        marked = bool(_MARKED.search(before[-_MARKED_BACK:]))
        return Lead(strong=marked, sentence=False, separated=False, grounding=grounding, first=marked)
    begins = low + last
    first = begins == 0 or bool(match["marks"] or match["figure"])
    return Lead(
        strong=first or bool(match["chinese"]) or newline,
        # 根据《…》(…),实施层级下放 at the end of a text says why, it quotes nothing.
        sentence=(bool(last) and not match["intro"]) or (begins == at and at > 0 and text[at - 1] in _SENTENCE_END),
        separated=not match["intro"] and SEPARATORS.fullmatch(text, at, begins) is not None,
        grounding=grounding,
        first=first,
    )


def after_title(text: str, end: int) -> After:
    """What follows the title that ends at ``end``."""
    noted, inside = note(text, end)
    stated = noted > end and bool(_NOTE_LIKE.search(text, end, noted))
    match = _HEADED.match(text, noted)
    chain_end = match.end() if match and match["chain"] else 0
    return After(
        noted=stated,
        headed=match is not None or text.startswith('"', noted),
        referring=bool(chain_end and REFERRING.match(text, chain_end)),
        quoting=bool(chain_end and _QUOTING.match(text, chain_end)),
        note_end=noted,
        inside=tuple(inside),
    )


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


def before_chain(text: str, at: int, start: int, *, newline: bool) -> bool:
    """Whether a chain of provisions at ``start`` stands where a heading may stand."""
    if newline or SEPARATORS.fullmatch(text, at, start):
        return True
    before = text[max(at, start - 12) : start]
    last = _end(_LAST_END.match(before))
    return bool(last) and _CHAIN_LEAD.fullmatch(before[last:]) is not None


_CHAIN_LEAD = re.compile(rf"(?:{_ARABIC}|{_LABELS}|{_CHAIN_KEYS})?")


def starts_sentence(text: str, start: int) -> bool:
    """Whether ``start`` is the beginning of a sentence."""
    return start == 0 or text[start - 1] in _SENTENCE_END + ":)"


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
    found = _LABEL.findall(text, max(at, start - _LOOK_BACK), start)
    return found[-1][1:-1] if found else None


_LABEL = re.compile(_LABELS)


def ahead(text: str, at: int, start: int) -> int:
    """Where a number that stands before the title begins (国务院令第684号《…》); ``start`` where none does."""
    if text[start - 1 : start] not in _AHEAD_ENDS:
        return start
    match = _AHEAD_AT_END.search(text, max(at, start - _LOOK_BACK), start)
    return match.start() if match else start


_AHEAD_ENDS = frozenset(")]号")
_AHEAD_AT_END = re.compile(rf"(?:{_AHEAD})\Z")


def names_document(match: re.Match[str]) -> bool:
    """Whether a match of ``BARE_TITLE`` names a document rather than running text."""
    return not _RUNNING.search(match["title"]) and _legal(match["title"])


@lru_cache(maxsize=4096)
def _legal(title: str) -> bool:
    return titles.looks_legal(title)


def blank_out(text: str, spans: list[tuple[int, int]]) -> str:
    """``text`` with the spans made unreadable, offsets kept: a title's own numbers are not the document's."""
    for start, end in spans:
        text = f"{text[:start]}{'·' * (end - start)}{text[end:]}"
    return text
