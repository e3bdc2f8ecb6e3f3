"""What surrounds a sanction in its sentence: on whom, on what condition, at whose discretion, by whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from extract.understanding.clause import STOPS, opening

_SANCTIONING = (
    r"(?:处|给予|予以|罚|吊销|责令|没收|追究|暂停|取消|撤销|暂扣|通报|警告|依法|并由|单处|可处|降低|进行|批评)"
)
_ADVERBS = r"(?:可以|可|并|应当|分别|各|依法|由[^,;。:]{2,30}?|按照?[^,;。:]{2,24}?|(?:根据|视|依照)[^,;。:]{2,20}?)*"
_ON = re.compile(
    rf"(?<![针相反面核绝应校])对(?!外|方|象|应|口|照|比|策|话|账)(?:于)?(?P<own>其)?(?P<whom>[^,;。:]{{0,40}}?)(?={_ADVERBS}{_SANCTIONING}|,(?:根据[^,;。:]{{2,10}},)?[^,;。:]{{0,30}}?{_SANCTIONING})"
)
_PERSONS = re.compile(
    r"(?:员|人|者|单位|个人|企业|机构|组织|主体|公司|部门|用户|学校|医院|店|户|司机|委员会|协会|合作社|方|厂|(?<!现)场"
    r"|中心|站|所|主|船舶|车辆|社|团体|公民|干部|官员|医师|护士|律师|公证员|教师|学员|考生|职工|员工|平台|园|馆|院)$"
)
_ACT = re.compile(r"行为(?!人)|情形|的$|或者$|造成|有下列|违法所得")
_AUTHORITY = re.compile(
    r"(?<![自理事缘情])由(?P<who>[^,;。:由]{2,60}?)(?=责令|给予|予以|处以?|没收|吊销|依法|按照|依照|撤销|暂扣|收缴|取缔|可以|限期|追究"
    r"|根据|依据|报请|报经|对其|会同|分别|并|关闭|警告)"
)
_LONGEST_CONDITION = 80
_SENTENCE = re.compile(r"[。;]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that govern what follows them up to ``until``."""

    start: int
    until: int
    words: str | None


class Context:
    """The phrases of one levelled text, asked by place."""

    def __init__(self, text: str) -> None:
        self._text = text
        stops = [match.start() for match in _SENTENCE.finditer(text)]
        full_stops = [stop for stop in stops if text[stop] == "。"]
        self._on = [
            Phrase(match.end(), _next(stops, match.end(), len(text)), _whom(match["whom"]))
            for match in _ON.finditer(text)
        ]
        self._conditions = [Phrase(end, _next(stops, end, len(text)), words) for end, words in _conditions(text)]
        self._authorities = [
            Phrase(match.end(), _next(full_stops, match.end(), len(text)), match["who"])
            for match in _AUTHORITY.finditer(text)
        ]

    def on(self, at: int) -> str | None:
        """Who the sanction at ``at`` falls on, by a 对X phrase; it governs up to the next ； or 。."""
        return _governing(self._on, at)

    def condition(self, at: int) -> str | None:
        """The condition of the sanction at ``at``: the last …的, before it in its sentence."""
        return _governing(self._conditions, at)

    def authority(self, at: int) -> str | None:
        """Who imposes the sanction at ``at`` (由公安机关…)."""
        return _governing(self._authorities, at)

    def discretion(self, start: int, end: int) -> str | None:
        """The discretion: may (可以), may_also (可以并处), also (并处), alone (单处), shall (应当), None."""
        words = self._text[opening(self._text, start) : end]
        for name, pattern in _DISCRETION:
            if pattern.search(words):
                return name
        return None


_DISCRETION = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("may_also", "(?:可以?|并可以?)(?:以)?并|并可以?"),
        ("alone", "单处"),
        ("may", "可以|可(?=处|责|暂|吊|给|视|根据)"),
        ("also", "并处|并予|并给|并没|并责"),
        ("shall", "应当"),
    )
)


def _conditions(text: str) -> list[tuple[int, str]]:
    """Clauses that end in 的, (逾期不改正的,), each with the place behind it."""
    found, at = [], text.find("的,")
    while at >= 0:
        begins = opening(text, at, STOPS + ')"')
        if 1 < at - begins < _LONGEST_CONDITION:
            found.append((at + 2, text[begins : at + 1]))
        at = text.find("的,", at + 2)
    return found


def _next(stops: list[int], at: int, end: int) -> int:
    found = bisect_right(stops, at - 1)
    return stops[found] if found < len(stops) else end


def _governing(phrases: list[Phrase], at: int) -> str | None:
    """The words of the last phrase before ``at`` that still governs there."""
    last = bisect_right(phrases, at, key=lambda phrase: phrase.start) - 1
    return phrases[last].words if last >= 0 and at < phrases[last].until else None


def _whom(words: str) -> str | None:
    """A person or body; an act (对未依法取得许可证擅自营业的) is none, nor is a bare 其."""
    return words if words and _PERSONS.search(words) and not _ACT.search(words) else None
