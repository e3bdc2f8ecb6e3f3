"""References: documents and provisions that the quoted text points at, and what they stand for.

Sources of a reference: a title in 《》 that opens no entry, a chain of provisions that heads no text (with 本法, a
bare law name or nothing before it), a law named bare, a document number standing alone. Pointers like 前款 are kept
too; they point within the document quoted. The record leaves them out, the graph does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from itertools import dropwhile
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from extract.provision import CHAIN, Provision, Step, read
from extract.rules import compiled, pattern
from extract.understanding import names, notes, titles
from extract.understanding.antecedents import Mention, Names
from extract.understanding.basis.title_notes import name_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.understanding.antecedents import Paths
    from extract.understanding.basis.entries import Grounds
    from extract.understanding.tokens import Token, Tokens

_OWN: Final = pattern("references", "own")
_RELATIVE: Final = pattern("references", "relative")
_BEHIND_GENERIC: Final = pattern("references", "generic")
_GENERIC: Final = "条例"
_LONGEST_ISSUER, _LONGEST_NAME = 20, 40
_CHAIN: Final = re.compile(CHAIN)
_FOLLOWING: Final = re.compile(rf"(?:\([^()]{{0,80}}\))?(?:的|中|中的)?(?P<chain>{CHAIN})")
#: 第九条所列第(二)项, 第九条第一款规定的第三项, 第九条的第二款: words between an article and what of it is meant.
_WITHIN: Final = re.compile(rf"(?:的|中的?|所?(?:列举|规定|[列述指])的?)(?P<chain>{CHAIN})")
_DEFINES: Final = re.compile(r"称(?:为)?[:\"]*$")
#: 本章第一节, 本编第三章: what of the chapter or book in hand is meant.
_OF_CHAPTER: Final = ("本编", "本章", "本节", "本编的", "本章的", "本节的")
_POINTS_WITHIN: Final = re.compile(r"(?:前[一二两三四五六]?|上一?|下一?|本|该)[条款项](?:的)?$")
#: What follows the bare name of a law, so that it is no part of a longer word.
_BEHIND_NAME: Final = compiled(
    r"第|规定|有关|关于|等|的|和|与|及|、|以及|或者|[,;。:()\"》]|管理|追究|处|给予|予以|承担|设立|应当|未|没有|另有|对|中|所|施行|实施|\Z"
)
#: What follows the bare name of a good practice besides; not 检查要点, which makes it another document.
_BEHIND_PRACTICE: Final = re.compile("(?:相关|有关)?(?:的?要求|情况|执行)")
_IMPLEMENTING: Final = re.compile("(?:实施|施行)(?:条例|细则|办法|规定)")
_ITS_OWN: Final = re.compile("(?:及其|和其|及)((?:实施|施行)(?:条例|细则|办法|规定))(?!第)")
_JOINED: Final = re.compile("、|和|以及|及|或者|与")
_ABSOLUTE: Final = frozenset({"art", "book", "chp", "sec", "annex"})


def references(text: str, tokens: Tokens, grounds: Grounds) -> list[Mention]:
    """Every reference in levelled ``text``, in text order, resolved as far as the text decides it.

    ``tokens`` are those of the scan.
    """
    mentions = list(_titled(text, grounds)) if grounds.mentions else []
    if grounds.chains:
        mentions += _chained(text, grounds)
    laws, numbers = _unstated(tokens.of("law"), grounds), _unstated(tokens.of("number"), grounds)
    if laws or numbers:
        mentions += _untaken([*_bare(text, laws, grounds), *_numbered(text, numbers, grounds)], mentions, grounds)
    if pointers := tokens.of("pointer"):
        mentions += _relative(text, pointers, grounds)
    if not mentions:
        return []
    known = Names(text, grounds) if "short" in tokens.kinds else Names("", grounds)
    mentions.sort(key=_PLACE)
    return [known.resolve(mention) for mention in _in_rows(text, mentions)]


#: 刑法第一百六十三条规定的受贿罪、第二百七十一条: what a provision says stands between it and the next of the row.
_PARALLEL: Final = compiled(
    r"(?:规定的?|所[称列述]的?|中的?|(?=[^,]{2,24}罪))(?:(?![依按]照|违反|处罚|根据|依据|本[法条办规细]|予以|给予|应当|可以|不得)[^,;。:《》]){1,30}"
    "(?:、|和|或|及|与|或者|以及|,)"
)


def _in_rows(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions; a bare provision that goes on with a row of another document's is one of that document."""
    last: Mention | None = None
    for mention in mentions:
        last = _after(text, last, mention) if last and mention.how == "bare" else mention
        yield last


def _after(text: str, last: Mention, bare: Mention) -> Mention:
    """The provision named bare, of the document of ``last`` where it goes on with that row."""
    if last.how != "named" or not last.provisions or not _PARALLEL.fullmatch(text, last.end, bare.start):
        return bare
    return bare._replace(title=last.title, how="named", stands_for=last.stands_for)


_PLACE, _TITLE_START = attrgetter("start", "end"), attrgetter("title_start")


def _unstated(tokens: Sequence[Token], grounds: Grounds) -> Sequence[Token]:
    """The tokens that stand neither in the title of an entry nor in what is stated about it."""
    entries = grounds.entries
    if not (tokens and entries):
        return tokens
    return [token for token in tokens if (at := _entry_at(grounds, token[1])) < 0 or token[1] >= entries[at].note_end]


def _untaken(more: list[Mention], mentions: list[Mention], grounds: Grounds) -> Iterator[Mention]:
    """Those of ``more`` that lie in none of the ``mentions``, in no entry's words and in none before."""
    taken = [(mention.start, mention.end) for mention in mentions]
    taken += [(entry.title_start, entry.note_end) for entry in grounds.entries]
    taken.sort()
    for mention in more:
        before = bisect_left(taken, (mention.end, 0)) - 1
        if before < 0 or taken[before][1] <= mention.start:
            insort(taken, (mention.start, mention.end))
            yield mention


def _titled(text: str, grounds: Grounds) -> Iterator[Mention]:
    """Titles in 《》 within quoted text or notes; forms and certificates are no documents."""
    for start, end, entry in grounds.mentions:
        inner = text[start + 1 : end - 1]
        if not (titles.looks_legal(inner) or _standard(text, start, end)) or _DEFINES.search(
            text, max(0, start - 8), start
        ):
            continue
        if entry >= 0 and end <= grounds.entries[entry].note_end and inner == grounds.entries[entry].title:
            continue  # 《甲办法》(某令第3号公布《甲办法》): the document in its own note
        provisions: Paths = ()
        match = _FOLLOWING.match(text, end)
        reach = end
        if match:
            provisions, reach = _paths(text, *match.span("chain"))
        how = "abbreviation" if titles.is_abbreviation(inner) else "named"
        yield Mention(inner, start, reach, how, entry, provisions)


_STANDARD, _NUMBERED = compiled(r"[(\[〔【]?<STANDARD>"), compiled(r"<STANDARD>\Z")


def _standard(text: str, start: int, end: int) -> bool:
    """Whether the number of a technical standard stands before or behind a title of any words."""
    return _STANDARD.match(text, end) is not None or _NUMBERED.search(text, max(0, start - 24), start) is not None


def _chained(text: str, grounds: Grounds) -> Iterator[Mention]:
    """Chains that head no text: 本条例第十九条, 就业促进法第六十五条, 第十四条第（一）项 of the document quoted."""
    # A chain behind a title in 《》 is part of that reference already.
    titled = {end for _, end, _ in grounds.mentions}
    titled |= {match.start("chain") for _, end, _ in grounds.mentions if (match := _FOLLOWING.match(text, end))}
    for start, end, entry in grounds.chains:
        if start in titled:
            continue
        last = name_end(text, 0, start)
        before = text[max(0, last - _LONGEST_NAME) : last]
        paths, reach = _paths(text, start, end)
        if _POINTS_WITHIN.search(before):
            # 本条第二款和第三十三条: the first points within the article, what follows from an article on does not.
            paths = tuple(dropwhile(lambda path: path[0].steps[0].kind not in _ABSOLUTE, paths))
        if not paths or paths[0][0].steps[0].kind not in _ABSOLUTE:
            continue
        if mention := _of_words(grounds, before, last, reach, entry, paths, start):
            yield mention


def _of_words(
    grounds: Grounds, before: str, last: int, reach: int, entry: int, paths: Paths, start: int
) -> Mention | None:
    """The provisions ``paths`` of the document that the words ``before`` them name, which end at ``last``."""
    if _within_chapter(before, paths):
        return Mention(_title(grounds, entry), last - 2, reach, "relative", entry)
    if match := _OWN.search(before):
        return Mention(_title(grounds, entry), last - len(before) + match.start(), reach, "own", entry, paths)
    if both := names.implementing(before):
        law, kind = both
        parent = titles.canonical(law) + kind
        return Mention(kind, last - _reach(before, kind), reach, "named", entry, paths, parent)
    if name := names.ending(before):
        how = "abbreviation" if titles.is_abbreviation(name) or names.is_shared(name) else "named"
        return Mention(name, last - _reach(before, name), reach, how, entry, paths)
    if names.sounds_like_law(before):
        # Of a document whose name cannot be told from the words before it: never of our own.
        return Mention("", start, reach, "unnamed", entry, paths)
    return Mention(_title(grounds, entry), start, reach, "bare", entry, paths) if entry >= 0 else None


def _within_chapter(before: str, paths: Paths) -> bool:
    """Whether the provisions are parts of the chapter or book in hand: 本章第一节, 本编第三章."""
    return before.endswith(_OF_CHAPTER) and all(path.steps[0].kind in {"chp", "sec"} for path, _, _ in paths)


def _title(grounds: Grounds, entry: int) -> str:
    return grounds.entries[entry].title if 0 <= entry < len(grounds.entries) else ""


def _paths(text: str, start: int, end: int) -> tuple[Paths, int]:
    """The provisions of a chain and of what follows it that is meant of its last, and where these words end."""
    paths = tuple((path, start + first, start + last) for path, first, last in read(text[start:end]))
    match = _WITHIN.match(text, end) if paths else None
    if match is None:
        return paths, end
    within, begin, _ = paths[-1]
    at = match.start("chain")
    parts = [(path, at + first, at + last) for path, first, last in read(match["chain"], within)]
    if not parts or parts[0][0].steps[: len(within.steps)] != within.steps:
        return paths, end  # an article of its own
    parts[0] = (parts[0][0], begin, parts[0][2])
    return (*paths[:-1], *parts), match.end()


def _reach(before: str, name: str) -> int:
    return len(before) - before.rindex(name)


def _bare(text: str, tokens: Sequence[Token], grounds: Grounds) -> Iterator[Mention]:
    """Laws named bare, without a provision: a known one anywhere (防洪法未作规定的), others behind 依照 …."""
    reached = -1
    for _, start, law_end in tokens:
        if start < reached:
            continue
        match = _IMPLEMENTING.match(text, law_end)
        end = match.end() if match else law_end
        if not (_BEHIND_NAME.match(text, end) or (text[start] == "质" and _BEHIND_PRACTICE.match(text, end))):
            continue
        before = text[max(0, end - _LONGEST_NAME) : end]
        if name := _bare_name(text, before, end, reached):
            if _DEFINES.search(text, max(0, end - len(name) - 8), end - len(name)):
                continue
            how = "abbreviation" if name == _GENERIC or names.is_shared(name) else "named"
            yield Mention(name, end - len(name), end, how, _entry_at(grounds, end))
            if its := _ITS_OWN.match(text, end):  # 税收征收管理法及其实施细则: no law word ends it
                parent = titles.canonical(name) + its[1]
                yield Mention(its[1], its.start(1), its.end(), "named", _entry_at(grounds, its.end()), (), parent)
                end = its.end()
        else:
            continue
        reached = end


def _bare_name(text: str, before: str, end: int, reached: int) -> str | None:
    """The name of a law or regulation that ``before`` ends with, or None where it only sounds like one."""
    if before.endswith("宪法"):
        whole = names.constitution(before)
        return whole if names.cited(before[: -len(whole)]) or text.startswith("规定", end) else None
    if name := names.known(before):
        return name if names.apart(before, name) else None
    if name := names.practice(before):
        return name
    name = names.ending(before) or ""
    if name == _GENERIC:  # 依照条例及本办法规定
        return name if names.cited(before[:-2]) and _BEHIND_GENERIC.match(text, end) else None
    if len(name) < 3 or titles.is_abbreviation(name):
        return None
    start = end - len(name)
    joined = reached >= 0 and _JOINED.fullmatch(text, reached, start) is not None
    return name if joined or names.cited(text[max(0, start - 12) : start]) else None


def _numbered(text: str, tokens: Sequence[Token], grounds: Grounds) -> Iterator[Mention]:
    """A document pointed at by its number alone: 按照国发〔2010〕40号文件."""
    for _, start, end in tokens:
        if not text.startswith("号", end - 1):
            continue
        begin = max(0, start - _LONGEST_ISSUER)
        for value, first, last in notes.numbers(text[begin:end])[-1:]:
            # 《…决定》(辽消〔2020〕87号): the number of a document already named.
            if begin + last == end and not text.endswith("》(", 0, begin + first):
                yield Mention(value, begin + first, end, "number", _entry_at(grounds, begin + first))


def _relative(text: str, tokens: Sequence[Token], grounds: Grounds) -> Iterator[Mention]:
    """前款, 上条, 本条第二款: resolved against the heading they stand under, where that is one article."""
    for _, start, _ in tokens:
        match = _RELATIVE.match(text, start)
        entry = _entry_at(grounds, start) if match else -1
        if match is None or entry < 0:
            continue
        path = _point(match[0], grounds, start)
        paths = () if path is None else ((path, start, match.end()),)
        yield Mention(_title(grounds, entry), start, match.end(), "relative", entry, paths)


def _point(words: str, grounds: Grounds, at: int) -> Provision | None:
    """The provision a pointer means where the heading decides it: 本条 and 上条, with the steps that follow."""
    zone = bisect_right(grounds.zones, at, key=lambda zone: zone.start) - 1
    heads = grounds.zones[zone].heads if zone >= 0 else ()
    article = next((step for step in heads[0].steps if step.kind == "art"), None) if len(heads) == 1 else None
    if article is None or article.number is None:
        return None
    if words.startswith("本条"):
        target = Provision((article,))
    elif words == "前款" and (last := heads[0].steps[-1]).kind == "para" and (last.number or 0) > 1:
        # Under the heading 第三款 the paragraph before is the second.
        return heads[0].under(Step("para", (last.number or 0) - 1))
    elif words.startswith("上") and words[1] in "条一" and article.insert is None and article.number > 1:
        target = Provision((Step("art", article.number - 1),))
    else:
        return None
    rest = [named.provision for match in _CHAIN.finditer(words) for named in read(match[0], target)]
    return rest[0] if rest else target


def _entry_at(grounds: Grounds, at: int) -> int:
    """The entry whose words surround ``at``, or -1."""
    return bisect_right(grounds.entries, at, key=_TITLE_START) - 1
