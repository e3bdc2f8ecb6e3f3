"""Whether words that name a consequence provide it, or only mention one that was, may be or is defined."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from extract.facts import SanctionKind
from extract.rules import load, pattern
from extract.understanding.clause import REACH, closing, has, opening

_RULES: Final = {rule.code: rule.pattern for rule in load("mentions")}
_HAPPENED, _REPORTED, _DEFINES, _AUTHORISED = (_RULES[name] for name in ("happened", "told", "defines", "authorised"))
_PENAL, _HARM, _WRONG = _RULES["penal"], _RULES["harm"], _RULES["wrong"]
_CONDUCTS, _OWN, _POWERS, _AGAINST = (_RULES[name] for name in ("conducts", "own", "powers", "against"))
_BARRED, _PUNISHED, _HARMED = _RULES["barred"], _RULES["punished"], _RULES["harmed"]
_INSPECTS, _TASK = _RULES["inspects"], _RULES["task"]
_OWN_RULE, _LAWFUL = _RULES["own_rule"], _RULES["lawful"]
_CLAIMS, _REVOKED = _RULES["claims"], _RULES["revoked"]
_MARK, _BOUND = (pattern("conditions", code) for code in ("item", "bound"))
_REACH: Final = 700
_NEAR, _BLOCK = 160, 160
#: What the condition must hold for a rule that needs one; a wrong where nothing is said.
_NEEDED: Final = {"harm": _HARMED, "revoked": _REVOKED}
#: A consequence before it makes 限期改正 one as well: 予以警告,限期改正.
_GIVES: Final = re.compile("责令|警告|罚款|给予|予以|处")
_LISTED: Final = frozenset({SanctionKind.WARNING, SanctionKind.FINE, SanctionKind.SUSPENSION, SanctionKind.DETENTION})


def happened(text: str, before: str, end: int, kind: SanctionKind) -> bool:
    """Whether the words tell of something that happened (被吊销许可证的) rather than provide it."""
    if _HAPPENED.search(before):
        return True
    if text.find("的", end - 1, end + REACH) >= 0:
        behind = closing(text, end)
        closed = text.startswith("的", behind - 1, behind)
    else:
        behind, closed = end, False
    if closed and behind > end and _BOUND.search(text, end, behind):
        closed = False  # …资质证书(一)弄虚作假的: the stop is lost
    if kind is SanctionKind.ORDER and _REPORTED.match(text, end, end + 24):
        return closed or "经" in before or text.startswith("后", end - 1)
    return closed and not text.startswith("责任", end)


@lru_cache(maxsize=4)
def _item(text: str, at: int) -> int:
    """Where the list mark ends that opens the sentence of ``at``; 0 where none does. One place is asked for often."""
    mark = _MARK.match(text, opening(text, at, "。;:"))
    return mark.end() if mark else 0


@lru_cache(maxsize=4)
def heading(text: str, at: int) -> str:
    """The words before the colon of the list in whose item ``at`` stands, or the empty string."""
    colon = text.rfind(":", at - _REACH if at > _REACH else 0, at)
    if colon < 0 or not _item(text, at):
        return ""
    return text[opening(text, colon, "。;:") : colon]


def conduct(text: str, at: int) -> bool:
    """Whether the verb stands in an item that names a conduct: 有下列行为之一的,…:(二)不及时撤销许可的."""
    if not heading(text, at) or _OWN.search(text, _item(text, at), at + 1):
        return False
    colon = text.rfind(":", 0, at)
    above = text[opening(text, colon, "。:") : colon]
    return bool(_CONDUCTS.search(above)) and not _PENAL.search(above)


def by_rule(text: str, condition: tuple[int, int]) -> bool:
    """Whether what looks like a condition only says which rule provides the consequence: 本条例规定的吊销."""
    return _OWN_RULE.match(text, *condition) is not None


def penal(text: str, at: int) -> bool:
    """Whether the verb stands in an item of a list of what is imposed: 按照下列规定处罚:(一)…,处五十元罚款."""
    return bool(_PENAL.search(heading(text, at)))


def alone(text: str, at: int) -> bool:
    """Whether a list mark stands before the place and no circumstance or person between the two."""
    behind = _item(text, at)
    return 0 < behind <= at and not has(text, ",的对", behind, at)


def listed(text: str, at: int, kind: SanctionKind) -> bool:
    """Whether the verb opens an item of a list of penalties that are given: 给予下列处罚:(一)警告."""
    return kind in _LISTED and _item(text, at) == at and bool(at and penal(text, at))


def in_list(text: str, start: int) -> bool:
    """Whether a fine stands in running text, or opens an item of a list of penalties that are given."""
    if not text.startswith("罚款", start) or _item(text, start) != start:
        return True
    return penal(text, start)


def fits(text: str, at: int, condition: tuple[int, int] | None, needs: str) -> bool:
    """Whether the condition, closed by its own stop, is one that a rule needs; not so 未取得许可证的车辆,禁止进入.

    ``needs`` is ``condition`` for a condition that names a wrong, ``harm`` for one that ends with a loss, ``revoked``
    for one that is the loss of a licence, ``penalty`` for a wrong or a penalty right before (处…罚款;不得再申请).
    """
    if condition is None:
        given = needs == "penalty" and text.startswith(";", at - 1)
        return given and _PUNISHED.search(text, max(0, at - _NEAR), at) is not None
    if not text.startswith(",", condition[1]):
        return False
    return _NEEDED.get(needs, _WRONG).search(text, *condition) is not None


def claimed(text: str, at: int) -> bool:
    """Whether 并赔偿 goes on with what somebody claims: 可以提起诉讼,要求返还,并赔偿损失."""
    begin = opening(text, at)
    if not text.startswith("并", begin) or not text.startswith(",", begin - 1):
        return False
    return _CLAIMS.match(text, opening(text, begin - 1), begin) is not None


def lawful(text: str, condition: tuple[int, int] | None) -> bool:
    """Whether what is to be paid for is allowed, so that nothing is a wrong: 需要迁移的,应当征得同意,并依法给予赔偿."""
    return condition is not None and _LAWFUL.match(text, *condition) is not None


def listed_as(above: str) -> bool:
    """Whether the words ``above`` a list say that it defines kinds or orders a hearing before they are imposed."""
    return bool(above) and bool(_DEFINES.search(above[-_NEAR:] + ":"))


def powers(text: str, at: int, above: str) -> bool:
    """Whether the verb stands in an item of what an authority may do at any time: 可以行使下列职权:(二)责令….

    Not so where the list is one of measures against somebody: 对列入名单的单位采取下列措施. ``above`` is its heading.
    """
    if not above or not _POWERS.search(above):
        return False
    colon = text.rfind(":", 0, at)
    return not _AGAINST.search(text, opening(text, colon, "。:"), colon)


def measure(text: str, at: int, condition: tuple[int, int]) -> bool:
    """Whether an item of powers only says what is looked at: (四)检查与采砂有关的场所,责令说明来源."""
    between = text.find(",", condition[1], at)
    return between > condition[1] and powers(text, at, heading(text, at)) and not _WRONG.search(text, *condition)


class _Place(NamedTuple):
    """A consequence without a circumstance: the place of its verb, of its sentence, on whom it falls."""

    text: str
    at: int
    begin: int
    behind: int
    on: str | None


def only(text: str, at: int, end: int, kind: SanctionKind, on: str | None) -> bool:
    """Whether a sentence without a circumstance defines, delegates or orders procedure rather than provides."""
    begin, behind = _sentence(text, at, end)
    defines, decides = _speaks_of(text, begin, behind)
    if defines or (decides and _AUTHORISED.match(text, end, behind)):
        return True
    above = heading(text, at)
    if above and (listed_as(above) or powers(text, at, above)):
        return True
    return kind in _ALONE and not _ALONE[kind](_Place(text, at, begin, behind, on))


def _sentence(text: str, at: int, end: int) -> tuple[int, int]:
    """The sentence round a place; where no stop is near, blocks of text, so that a neighbour has the same."""
    begin, behind = opening(text, at, "。;", _NEAR), closing(text, end, "。;:", _NEAR)
    if begin and begin == at - _NEAR:
        begin -= begin % _BLOCK
    if behind == end + _NEAR:
        behind += -behind % _BLOCK
    return begin, behind


@lru_cache(maxsize=4)
def _speaks_of(text: str, begin: int, behind: int) -> tuple[bool, bool]:
    """Whether a sentence defines, and whether somebody decides in it: asked for each consequence in it."""
    sentence = text[begin:behind]
    return _DEFINES.search(sentence) is not None, _DECIDES.search(sentence) is not None


def _compensates(place: _Place) -> bool:
    text, _, begin, behind, _ = place
    return text.find("责令", begin, behind) >= 0 or _harms(text, begin, behind)


@lru_cache(maxsize=4)
def _harms(text: str, begin: int, behind: int) -> bool:
    """Whether a sentence speaks of a loss."""
    return _HARM.search(text, begin, behind) is not None


def _bans(place: _Place) -> bool:
    """自被吊销之日起三年内不得…, or behind a penalty; not so 竣工后三年内不得开挖."""
    text, at, begin, behind, on = place
    if on or text.startswith(("终身", "终生"), at) or _WRONG.search(text, begin, behind):
        return True
    barred = text.startswith("不得再", at) or _BARRED.match(text, at)
    return bool(barred and _PUNISHED.search(text, max(0, at - _NEAR), at))


def _orders(place: _Place) -> bool:
    """限期 alone is a duty, unless a consequence stands before it; a power of inspection is no order."""
    text, at, begin, behind, on = place
    if not on and _INSPECTS.search(text, begin, behind):
        return False
    return not text.startswith("限期", at) or bool(on or _GIVES.search(text, opening(text, at, "。;:"), at))


def _closes(place: _Place) -> bool:
    """取缔 alone is a task of government, unless somebody does it to somebody."""
    text, at, begin, behind, on = place
    if not text.startswith("取缔", at) or on:
        return True
    return text.endswith(_DONE, 0, at) and _TASK.search(text, begin, behind) is None


#: One of these stands in whatever says who decides, or who helps.
_DECIDES: Final = re.compile("决定|批准|执行|审批|裁决|报|配合|协助")
_DONE: Final = ("予以", "查处", "部门", "机关", "依法")
#: What a sentence without a circumstance must have for the consequence to be one.
_ALONE: Final = {
    SanctionKind.COMPENSATION: _compensates,
    SanctionKind.RESTRICTION: _bans,
    SanctionKind.ORDER: _orders,
    SanctionKind.CLOSURE: _closes,
}
