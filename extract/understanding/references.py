"""References: documents and provisions that the quoted text points at, and what they stand for.

Sources of a reference: a title in 《》 that opens no entry, a chain of provisions that heads no text (with 本法, a
bare law name or nothing before it), a law named bare, a document number standing alone. Pointers like 前款 are kept
too, resolved where the text decides it; the record leaves them out, the graph does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.facts import Resolution
from extract.provision import CHAIN, Provision, Step, read
from extract.rules import pattern, table
from extract.understanding import notes, titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.understanding.basis import Walk

_OWN = pattern("references", "own")
_RELATIVE = pattern("references", "relative")
_BARE_LAW = pattern("references", "bare_law")
_SHORT = pattern("references", "abbreviation")
_YEAR_AND_NUMBER = re.compile(r"[〔\[(【](?:19|20)\d{2}[〕\])】]第?\d+号")
_LONGEST_ISSUER = 20
_NOT_IN_NAME = tuple(table("references")["bare_law"]["not_in_name"])
_VERBS = tuple(table("references")["bare_law"]["verbs"])
_CHAIN = re.compile(CHAIN)
_FOLLOWING = re.compile(rf"(?:\([^()]{{0,80}}\))?(?:的|中|中的)?(?P<chain>{CHAIN})")
_LAW_END = re.compile(r"[\u3400-\u9fff]{2,40}(?:法典?|条例|办法|规定|细则|规则|决定|通则)(?:的)?$")
_DEFINES = re.compile(r"称(?:为)?[:\"]*$")
_STATE = "中华人民共和国"
# 依照甲法、乙法和丙条例的规定: the names that follow the first.
_FURTHER = re.compile(
    r"(?:、|和|以及|及|或者)(?P<name>[\u3400-\u9fff]{2,28}?(?:法典?|条例))(?=第|规定|有关|等|的|和|、|以及|或者|,|;|。)"
)
_PLACE = re.compile("(?:[省市州县]|自治区|特区)$")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference with levelled offsets; ``entry`` is the entry it stands in, -1 for none."""

    title: str
    start: int
    end: int
    how: str
    entry: int
    provisions: tuple[tuple[Provision, int, int], ...] = ()
    stands_for: str | None = None
    resolution: Resolution = Resolution.RESOLVED


def references(text: str, walk: Walk) -> list[Mention]:
    """Every reference in levelled ``text``, in text order, resolved as far as the text decides it."""
    found = [*_titled(text, walk), *_chained(text, walk)]
    taken = [(mention.start, mention.end) for mention in found]
    taken += [(entry.title_start, entry.note_end) for entry in walk.entries]
    taken.sort()
    for mention in (*_bare(text, walk), *_numbered(text, walk)):
        before = bisect_left(taken, (mention.end, 0)) - 1
        if before < 0 or taken[before][1] <= mention.start:
            found.append(mention)
            insort(taken, (mention.start, mention.end))
    found.extend(_relative(text, walk))
    names = _Names(text, walk)
    return [names.resolve(mention) for mention in sorted(found, key=lambda mention: (mention.start, mention.end))]


def _titled(text: str, walk: Walk) -> Iterator[Mention]:
    """Titles in 《》 within quoted text or notes; forms and certificates are no documents."""
    for start, end, entry in walk.mentions:
        inner = text[start + 1 : end - 1]
        if not titles.looks_legal(inner) or _DEFINES.search(text, max(0, start - 8), start):
            continue
        provisions: tuple[tuple[Provision, int, int], ...] = ()
        match = _FOLLOWING.match(text, end)
        if match:
            provisions = _paths(text, *match.span("chain"))
        how = "abbreviation" if titles.is_abbreviation(inner) else "named"
        yield Mention(inner, start, match.end() if match else end, how, entry, provisions)


def _chained(text: str, walk: Walk) -> Iterator[Mention]:
    """Chains that head no text: 本条例第十九条, 就业促进法第六十五条, 第十四条第（一）项 of the document quoted."""
    # A chain behind a title in 《》 is part of that reference already.
    titled = {end for _, end, _ in walk.mentions}
    titled |= {match.start("chain") for _, end, _ in walk.mentions if (match := _FOLLOWING.match(text, end))}
    for start, end, entry in walk.chains:
        if start in titled:
            continue
        paths = _paths(text, start, end)
        before = text[max(0, start - _LONGEST_NAME) : start]
        if not paths or paths[0][0].steps[0].kind not in {"art", "chp", "sec", "annex"} or _inside(before):
            continue
        if match := _OWN.search(before):
            yield Mention(_title(walk, entry), start - len(before) + match.start(), end, "own", entry, paths)
        elif name := _name_before(before):
            yield Mention(name, start - _reach(before, name), end, "named", entry, paths)
        elif entry >= 0:
            yield Mention(_title(walk, entry), start, end, "bare", entry, paths)


def _inside(before: str) -> bool:
    """本条第二款 and 前款 point within the article: no article is named."""
    return bool(re.search(r"(?:前|上|本|该)[条款项](?:的)?$", before))


def _title(walk: Walk, entry: int) -> str:
    return walk.entries[entry].title if 0 <= entry < len(walk.entries) else ""


def _paths(text: str, start: int, end: int) -> tuple[tuple[Provision, int, int], ...]:
    return tuple((named.provision, start + named.start, start + named.end) for named in read(text[start:end]))


@lru_cache(maxsize=8192)
def _name_before(before: str) -> str | None:
    """The bare name of a law that ``before`` ends with: the authority file first, then what follows the last verb."""
    words = before.removesuffix("的")
    if known := _known(words):
        return known
    if not _LAW_END.search(words):
        return None
    run = re.split(r"[^\u3400-\u9fff]", words)[-1]
    cut = max((run.rfind(verb) + len(verb) for verb in _VERBS if verb in run), default=-1)
    name = run[cut:] if cut >= 0 else ""
    return name if len(name) > 2 and not any(word in name for word in _NOT_IN_NAME) else None


@lru_cache(maxsize=8192)
def _known(words: str) -> str | None:
    """The longest name of the authority file that ``words`` end with, with 中华人民共和国 where it stands before."""
    names = titles.short_names()
    known = next((words[-n:] for n in range(min(len(words), _LONGEST_NAME), 1, -1) if words[-n:] in names), None)
    if known is None:
        return None
    rest = words[: -len(known)]
    # 甘肃省河道管理条例 is no short form of the national 河道管理条例.
    if _PLACE.search(rest):
        return None
    return _STATE + known if rest.endswith(_STATE) else known


def _reach(before: str, name: str) -> int:
    return len(before) - before.rindex(name)


def _bare(text: str, walk: Walk) -> Iterator[Mention]:
    """Laws named bare after a verb, without a provision: 按照职业病防治法规定, 违反劳动合同法有关…规定."""
    if "法" not in text and "条例" not in text:
        return
    for match in _BARE_LAW.finditer(text):
        if name := _bare_name(match["name"]):
            start, end = match.end("name") - len(name), match.end("name")
            yield Mention(name, start, end, "named", _entry_at(walk, end))
            while further := _FURTHER.match(text, end):
                if not (name := _bare_name(further["name"])):
                    break
                end = further.end("name")
                yield Mention(name, end - len(name), end, "named", _entry_at(walk, end))


def _bare_name(words: str) -> str | None:
    """The name of a law or regulation in ``words``, or None where they only sound like one."""
    if known := _known(words):
        return known
    doubtful = len(words) < 3 or words.startswith("本") or any(word in words for word in _NOT_IN_NAME)
    return None if doubtful else words


def _numbered(text: str, walk: Walk) -> Iterator[Mention]:
    """A document pointed at by its number alone: 按照国发〔2010〕40号文件."""
    for match in _YEAR_AND_NUMBER.finditer(text):
        begin = max(0, match.start() - _LONGEST_ISSUER)
        for value, start, end in notes.numbers(text[begin : match.end()])[-1:]:
            # 《…决定》(辽消〔2020〕87号): the number of a document already named.
            if begin + end == match.end() and not text.endswith("》(", 0, begin + start):
                yield Mention(value, begin + start, match.end(), "number", _entry_at(walk, begin + start))


def _relative(text: str, walk: Walk) -> Iterator[Mention]:
    """前款, 上条, 本条第二款: resolved against the heading they stand under, where that is one article."""
    for match in _RELATIVE.finditer(text):
        entry = _entry_at(walk, match.start())
        if entry < 0:
            continue
        path = _point(match[0], walk, match.start())
        paths = () if path is None else ((path, match.start(), match.end()),)
        yield Mention(_title(walk, entry), match.start(), match.end(), "relative", entry, paths)


def _point(words: str, walk: Walk, at: int) -> Provision | None:
    """The provision a pointer means where the heading decides it: 本条 and 上条, with the steps that follow."""
    heads = next((zone.heads for zone in reversed(walk.zones) if zone.start <= at), ())
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


def _entry_at(walk: Walk, at: int) -> int:
    """The entry whose words surround ``at``, or -1."""
    return bisect_right(walk.entries, at, key=lambda entry: entry.title_start) - 1


class _Names:
    """What names stand for in this cell: defined abbreviations, and short forms of documents named before."""

    def __init__(self, text: str, walk: Walk) -> None:
        self._walk = walk
        self._defined: dict[str, str] = {}
        if "以下" in text and "称" in text:
            for match in _SHORT.finditer(text):
                if name := _named_before(text, match.start(), walk):
                    self._defined.setdefault(match["name"], name)

    def resolve(self, mention: Mention) -> Mention:
        if mention.how in {"own", "bare"}:
            state = Resolution.RESOLVED if mention.title else Resolution.UNRESOLVED
            return _with(mention, mention.title or None, state)
        if mention.how == "relative":
            return _with(
                mention, mention.title or None, Resolution.RESOLVED if mention.provisions else Resolution.UNRESOLVED
            )
        if mention.how == "number":
            stated = {value: entry.title for entry in self._walk.entries for value, *_ in entry.numbers}
            title = stated.get(mention.title)
            return _with(mention, title, Resolution.RESOLVED if title else Resolution.UNRESOLVED)
        if name := self._defined.get(mention.title):
            return _with(mention, name, Resolution.RESOLVED)
        if mention.how == "abbreviation":
            return _with(mention, *self._antecedent(mention))
        return _with(mention, mention.title, Resolution.RESOLVED)

    def _antecedent(self, mention: Mention) -> tuple[str | None, Resolution]:
        """The document named last before 《条例》 whose own name ends so; two that fit equally are ambiguous."""
        fitting: list[str] = []
        for entry in self._walk.entries:
            if entry.title_start > mention.start:
                break
            for name in _inner_names(entry.title):
                if name.endswith(mention.title) and name not in fitting:
                    fitting.append(name)
        if not fitting:
            return None, Resolution.UNRESOLVED
        return fitting[-1], Resolution.RESOLVED if len(fitting) == 1 else Resolution.AMBIGUOUS


def _inner_names(title: str) -> list[str]:
    """The names a title offers for abbreviation: its own, the one it issues, the one it is about."""
    issued = titles.issued_by_notice(title)
    about = re.findall(r"[〈<《](.{2,60}?)[〉>》]", title)
    led = re.match(r"(.{2,60}?(?:法|条例|办法|规定))(?:实施|若干|有关|的)", title)
    return [name for name in (*about, *((led[1],) if led else ()), issued, title) if name]


def _named_before(text: str, at: int, walk: Walk) -> str | None:
    """The title that a definition (以下简称…) follows most closely."""
    spans = [(entry.title_start, entry.title_end, entry.title) for entry in walk.entries]
    spans += [(start, end, text[start + 1 : end - 1]) for start, end, _ in walk.mentions]
    before = [(end, title) for _, end, title in spans if end <= at]
    return max(before)[1] if before else None


def _with(mention: Mention, stands_for: str | None, resolution: Resolution) -> Mention:
    return replace(mention, stands_for=stands_for, resolution=resolution)
