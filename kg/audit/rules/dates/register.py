"""What the register of documents knows of a document that a list names: repealed, amended, not yet in force."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract import numerals
from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule
from kg.audit.text.numbers import NEAR, apart, newest_stated, own_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.audit.documents import Version
    from kg.audit.view import View

_TIMES = re.compile(r"第([一二三四五六七八九十\d]{1,3})次(?:修正|修订|修改)")
_OF_STATE = frozenset({"law", "administrative_regulation", "department_rule"})


def _repealed(view: View) -> Iterator[Observation]:
    for mention in view.mentions:
        title = mention.citation.document.title
        if version := view.register.repealed(title, view.as_of):
            message = f"《{mention.citation.title}》已经废止（法规名录，{_known(version)}）"
            yield Observation(mention.place, message, document=title)


def _known(version: Version) -> str:
    year, month = version.known_on.split("-")
    return f"{year}年{int(month)}月"


def _amended(view: View) -> Iterator[Observation]:
    for mention in view.mentions:
        title, stated = mention.citation.document.title, newest_stated(mention.citation)
        later = view.register.amended_since(title, stated, view.as_of)
        if later is None or view.register.repealed(title, view.as_of) or apart(stated, later.promulgated) <= NEAR:
            continue
        message = f"《{mention.citation.title}》标注到{stated}，此后已于{later.promulgated}修改公布"
        yield Observation(mention.place, message, document=title)


def _not_yet(view: View) -> Iterator[Observation]:
    for mention in view.mentions:
        title = mention.citation.document.title
        version = view.register.not_yet(title, view.as_of)
        if version is not None:
            from_day = f"，{version.effective}起施行" if version.effective else ""
            message = f"《{mention.citation.title}》尚未施行{from_day}"
            yield Observation(mention.place, message, document=title)


def _near_miss(view: View) -> Iterator[Observation]:
    for mention in view.mentions:
        citation = mention.citation
        versions = view.register.versions(citation.document.title)
        known = {day for version in versions for day in (version.promulgated, version.effective) if day}
        if not versions or versions[0].rank not in _OF_STATE:
            continue
        for stated in own_dates(citation):
            if len(stated.value) < 10 or stated.value in known:
                continue
            near = [
                version
                for version in versions
                if version.promulgated and apart(stated.value, version.promulgated) <= NEAR
            ]
            if near:
                yield Observation(
                    mention.text.at(stated.start, stated.end),
                    f"《{citation.title}》标注的日期为{stated.value}，法规名录载明的公布日期为{near[0].promulgated}；"
                    "前者可能是通过日期，也可能有误",
                    document=citation.document.title,
                )


def _times(view: View) -> Iterator[Observation]:
    for mention in view.mentions:
        citation, text = mention.citation, mention.text.text
        versions = view.register.versions(citation.document.title)
        known = [int(version.amendments) for version in versions if version.amendments]
        if not known:
            continue
        newest = next(version.promulgated for version in reversed(versions) if version.amendments)
        end = citation.provisions[0].start if citation.provisions else citation.end
        for match in _TIMES.finditer(text, citation.title_end, max(end, citation.title_end)):
            times = numerals.parse(match[1])
            if times is not None and times > known[-1]:
                yield Observation(
                    mention.text.at(*match.span()),
                    f"标注为“{match[0]}”，法规名录载明《{citation.document.title}》至{newest}修改过{known[-1]}次",
                    document=citation.document.title,
                )


_WHY = (
    "行政行为应当以现行有效的法律、法规、规章为依据；文件效力据法规名录（data/documents.csv），名录没有载明的不作判断。"
)

RULES = (
    Rule(
        code="DT009",
        zh="修改次数与已知版本不符",
        en="more amendments than versions are known",
        severity=Severity.WARNING,
        why="修改次数多于法规名录所载的次数，可能把会议次数误作修改次数。",
        remedy="核对该文件的修改情况，改正标注。",
        fires=({"name": "甲项", "basis": "《中华人民共和国社会保险法》（2018年12月第七次修订）第六十三条 缴纳。"},),
        quiet=({"name": "甲项", "basis": "《中华人民共和国社会保险法》（2018年12月第一次修正）第六十三条 缴纳。"},),
        every_list=_times,
    ),
    Rule(
        code="DT010",
        zh="依据文件已经废止",
        en="a repealed document as basis",
        severity=Severity.ERROR,
        why=_WHY,
        remedy="改列现行有效的依据；没有现行依据的，调整或者取消该事项。",
        fires=({"name": "甲项", "basis": "《中华人民共和国劳动保险条例》第十四条 支付。"},),
        quiet=({"name": "甲项", "basis": "《失业保险条例》第十四条 支付。"},),
        every_list=_repealed,
        dated=True,
    ),
    Rule(
        code="DT011",
        zh="标注的日期之后文件已经修改",
        en="amended since the date cited",
        severity=Severity.WARNING,
        why=_WHY,
        remedy="按修改后的文本核对条文序号和内容，更新标注。",
        fires=({"name": "甲项", "basis": "《中华人民共和国社会保险法》（2010年10月28日）第六十三条 缴纳。"},),
        quiet=({"name": "甲项", "basis": "《中华人民共和国社会保险法》（2018年12月29日修正）第六十三条 缴纳。"},),
        every_list=_amended,
        dated=True,
    ),
    Rule(
        code="DT012",
        zh="依据文件尚未施行",
        en="a document that is not yet in force",
        severity=Severity.WARNING,
        why=_WHY,
        remedy="施行前仍以现行文件为依据。",
        fires=({"name": "甲项", "basis": "《铁路工程建设失信管理办法》第五条 处理。"},),
        quiet=({"name": "甲项", "basis": "《失业保险条例》第十四条 支付。"},),
        every_list=_not_yet,
        dated=True,
    ),
    Rule(
        code="DT014",
        zh="标注的日期与公布日期相近而不同",
        en="a date near that of promulgation, but another",
        severity=Severity.INFO,
        why="文件的日期以公布日期为准（立法法第五十八条、第七十七条、第九十六条）；通过、公布、施行的日期各不相同，标注时应当写明是哪一个。",
        remedy="改为公布日期，或者写明是通过日期。",
        fires=({"name": "甲项", "basis": "《人力资源市场暂行条例》（国务院令第700号，2018年5月2日）第十八条 许可。"},),
        quiet=({"name": "甲项", "basis": "《人力资源市场暂行条例》（国务院令第700号，2018年6月29日）第十八条 许可。"},),
        every_list=_near_miss,
    ),
)
