"""What surrounds a sanction in its sentence: on whom, on what condition, at whose discretion, by whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from extract.understanding.clause import opening
from extract.understanding.condition import Conditions

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
_SENTENCE = re.compile(r"[。;]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that govern what follows them up to ``until``."""

    start: int
    until: int
    words: str | None


class Context:
    """The phrases of one levelled text, asked by place."""

    def __init__(self, text: str, cuts: tuple[int, ...] = ()) -> None:
        self._text = text
        self._conditions = Conditions(text, cuts)
        stops = [match.start() for match in _SENTENCE.finditer(text)]
        full_stops = [stop for stop in stops if text[stop] == "。"]
        self._on = [
            Phrase(match.end(), _next(stops, match.end(), len(text)), _whom(match["whom"]))
            for match in _ON.finditer(text)
        ]
        self._authorities = [
            Phrase(match.end(), _next(full_stops, match.end(), len(text)), match["who"])
            for match in _AUTHORITY.finditer(text)
        ]

    def on(self, at: int) -> str | None:
        """Who the sanction at ``at`` falls on, by a 对X phrase; it governs up to the next ； or 。."""
        return _governing(self._on, at)

    def condition(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the condition of a sanction stands; to be asked for in text order."""
        return self._conditions.of(start, end)

    def authority(self, at: int) -> str | None:
        """Who imposes the sanction at ``at`` (由公安机关…)."""
        return _governing(self._authorities, at)

    def discretion(self, start: int) -> str:
        """Whether the sanction at ``start`` may follow (可以, 视情节) or shall, which is what a text says otherwise."""
        begin = opening(self._text, start)
        if _MAY.search(self._text, begin, start + 3):
            return "may"
        if begin and self._text[begin - 1] in ",:":
            before = opening(self._text, begin - 1)
            if _MAY_BEFORE.match(self._text, before, begin - 1):
                return "may"
        return "shall"


DISCRETION = ("may", "shall")
_MAY = re.compile("可以|可(?=处|责|暂|吊|给|视|根据|并|没|撤|予|单|按|由|对|依|酌)|视情节|视情况|视不同情况|酌情")
#: 可以根据情节轻重,给予…; 可以给予下列处罚:(一)….
_MAY_BEFORE = re.compile(
    "[^,;。:]*(?:(?:可以?|有权)(?:视|根据|按|区别|依)[^,;。:]*|可以?(?:并处|给予|处以|采取|作出|依法)[^,;。:]*(?:下列|以下|如下)[^,;。:]*|视[^,;。:]*(?:情节|情况)[^,;。:]*)$"
)


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
