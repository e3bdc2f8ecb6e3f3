"""Names of laws that stand bare in running text: where one ends at a place, and where it begins.

A name is known (``titles.short_names``) or what follows a verb of citing (依照, 违反 …); words that only sound like a
law (有关法律, 处罚决定) are none. ``generic`` names (条例, 实施办法) stand for a document named elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from extract.rules import compiled, pattern, table
from extract.understanding import titles

_STATE: Final = "中华人民共和国"
_CONSTITUTION: Final = "宪法"
_WORDS: Final = table("references")["bare_law"]
_SHARED: Final = tuple(_WORDS["shared"])
_LIKE_METHODS: Final = frozenset(_WORDS["like_methods"])
_NOT_IN_NAME: Final = re.compile("|".join(_WORDS["not_in_name"]))
_VERBS: Final = "|".join(sorted(_WORDS["verbs"], key=len, reverse=True))
_CUT: Final = compiled(f"^.*(?:{_VERBS}|(?<=[法例定则])[和与及]|第<ORD>[条款项])")
_RUN: Final = compiled(r"<CJK>{0,40}")
_LAW_END: Final = compiled(r"<CJK>{2,40}(?:法典?|条例|办法|规定|细则|规则|决定|通则)$")
_SOUNDS: Final = re.compile(
    "(?:(?<![办方做看无违合非司执立守依用说设书语手想疗技])法典?|条例|办法|细则|规则|决定|通则|条约|宪章|公约|议定书|协定|规约|法例)$"
)
_LAW_NAME: Final = compiled(r"(?:(?![的在对]|应当)<CJK>){2,30}(?:法典?|条例|办法|细则|规则|通则)$")
_PLACE: Final = re.compile("(?:[省市州县]|自治区|特区)$")
_LONGEST: Final = 40
_BEFORE_SHORT: Final = re.compile("(?:撤销|罢免|遵守|实施|贯彻|有|发生|存在|涉及|[因由对除在与和及]|或者?)$")
_CITING: Final = re.compile(
    "(?:依照|按照|违反|根据|依据|参照|遵照|适用|符合|执行|触犯|违背|属于)(?:了|我国|国务院)?(?:中华人民共和国)?$"
)
_OWN: Final = pattern("references", "own")
_PRACTICE: Final = pattern("references", "practice")
_PRACTICE_END: Final = "质量管理规范"
_HAN: Final = compiled("<CJK>")
_PART_OF_LAW: Final = re.compile("法[总分]则$")
#: Characters that stand before a name of a law without being part of it: prepositions, conjunctions, ends of verbs.
_BEFORE_NAME: Final = frozenset("在和与及对除且但由受守施为据按因自的以是即到应就循同经从将被把比于照反用合行了依或其")


@lru_cache(maxsize=8192)
def ending(words: str) -> str | None:
    """The bare name of a law that ``words`` end with: a known one first, then what follows the last verb.

    >>> ending("违反劳动合同法"), ending("依照某地某业条例"), ending("按照有关规定"), ending("依照条例")
    ('劳动合同法', '某地某业条例', None, '条例')
    """
    words = _PART_OF_LAW.sub("法", words.removesuffix("的"))
    if name := known(words) or practice(words) or shared(words):
        return name
    if words.endswith(_CONSTITUTION):
        return constitution(words)
    run = _RUN.match(words[::-1])
    tail = run[0][::-1] if run else ""
    cut = _CUT.match(tail)
    name = tail[cut.end() :] if cut else tail
    if short := _established(name):
        return short
    if not name or _NOT_IN_NAME.search(name):
        return None
    if titles.is_abbreviation(name):
        return name
    # Behind 、 a name goes on with a row; anywhere else only a verb of citing says where it begins.
    in_row = len(tail) < len(words) and words[-len(tail) - 1] in "、》" and _LAW_NAME.match(name)
    return name if _LAW_END.match(name) and (cut or in_row) else None


@lru_cache(maxsize=8192)
def known(words: str) -> str | None:
    """The longest name of the authority file that ``words`` end with, with 中华人民共和国 where it stands before."""
    names = titles.short_names()
    name = next((words[-n:] for n in range(min(len(words), _LONGEST), 1, -1) if words[-n:] in names), None)
    if name is None:
        return None
    if (longer := shared(words)) and len(longer) > len(name):
        return None
    rest = words[: -len(name)]
    # 甘肃省河道管理条例 is no short form of the national 河道管理条例.
    if _PLACE.search(rest):
        return None
    return _STATE + name if rest.endswith(_STATE) else name


def shared(words: str) -> str | None:
    """The short name that ``words`` end with and that two laws share (劳动争议调解仲裁法, 农村土地承包…调解仲裁法)."""
    return next(name for name in _SHARED if words.endswith(name)) if words.endswith(_SHARED) else None


def is_shared(name: str) -> bool:
    """Whether two laws share this short name."""
    return name in _SHARED


def _established(words: str) -> str | None:
    """The short name (监督法, 选举法) that ``words`` end with behind a verb or a conjunction.

    It is also part of other words, so elsewhere it is none (产品质量监督法).
    """
    short = titles.ambiguous_names()
    name = next(name for name in short if words.endswith(name)) if words.endswith(short) else None
    return name if name and (name == words or _BEFORE_SHORT.search(words, 0, len(words) - len(name))) else None


def practice(words: str) -> str | None:
    """The good practice (药品经营质量管理规范) that ``words`` end with: a document of which the issuer is not named."""
    match = _PRACTICE.search(words) if words.endswith(_PRACTICE_END) else None
    return match["name"] if match else None


def constitution(words: str) -> str:
    """The name of the constitution that ``words`` end with, with 中华人民共和国 where it stands before."""
    return _STATE + _CONSTITUTION if words.endswith(_STATE + _CONSTITUTION) else _CONSTITUTION


def implementing(words: str) -> tuple[str, str] | None:
    """The law that ``words`` end with and the kind of what implements it: 税收征收管理法及其实施细则."""
    match = _ITS_OWN.search(words)
    law = ending(words[: match.start()]) if match else None
    return (law, match["kind"]) if match and law else None


_ITS_OWN: Final = re.compile("(?:及|和|以及)?其(?P<kind>(?:实施|施行)(?:条例|细则|办法|规定))的?$")


def apart(words: str, name: str) -> bool:
    """Whether ``name``, which ``words`` end with, is a name of its own (清算价格法 is no 价格法)."""
    if name not in _LIKE_METHODS:
        return True
    before = words[: -len(name)]
    return not before or before[-1] in _BEFORE_NAME or not _HAN.match(before[-1])


def sounds_like_law(words: str) -> bool:
    """Whether ``words`` end like the name of a document (…条例, …办法), so that what follows is not of our own."""
    return bool(_SOUNDS.search(words.removesuffix("的"))) and not _OWN.search(words)


def cited(words: str) -> bool:
    """Whether ``words`` end with a verb of citing, so that a name may follow."""
    return bool(_CITING.search(words))


def implemented(title: str) -> list[str]:
    """The documents that a title is made to implement or is about: 某条例 for 某条例实施办法 and 实施〈某条例〉办法.

    >>> implemented("某地某业条例实施办法"), implemented("某省实施〈某业法〉办法")
    (['某地某业条例'], ['某业法'])
    """
    about = re.findall(r"[〈<《](.{2,60}?)[〉>》]", title)
    led = re.match(r"(.{2,60}?(?:法|条例|办法|规定))(?:实施|若干|有关|的)", title)
    return [*about, *((led[1],) if led else ())]
