"""A number by itself: whether year, body and date fit one another."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule
from kg.audit.text.numbers import own_dates, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.facts import Citation
    from kg.audit.view import BasisMention, View

_BODIES = Path(__file__).parents[2] / "bodies.toml"
# Last words of the names of bodies that issue orders and public notices.
_BODY_END = re.compile(
    r"(?:部|委|委员会|总局|局|总署|署|院|办|办公室|厅|会|行|政府|主席|大会|常委会|法院|检察院|公司|中心|军委|司|总理|省|市|县|区)$"
)
#: Names of ministries without 部, which no other body bears.
_MINISTRY = re.compile(
    "水利|农业|农业农村|财政|教育|民政|商务|文化|卫生|铁道|公安|司法|建设|交通|交通运输|国土资源|自然资源|环境保护"
)
_EARLY = ("01", "02")  # months in which a document of the year before may still be dated


def _mentions(view: View) -> Iterator[BasisMention]:
    yield from view.mentions


def _year(view: View) -> Iterator[Observation]:
    for mention in _mentions(view):
        citation = mention.citation
        own = own_dates(citation)
        number = parsed(citation.numbers[0].value) if len(citation.numbers) == 1 else None
        if not own or number is None or not number.year or len(citation.dates) > 1:
            continue
        day = own[0].value
        difference = int(day[:4]) - int(number.year)
        if difference and not (difference == 1 and day[5:7] in {*_EARLY, ""}):
            yield Observation(
                mention.text.at(own[0].start, own[0].end),
                f"文号“{citation.numbers[0].value}”是{number.year}年的，标注的日期是{day}",
                mention.text.at(citation.numbers[0].start, citation.numbers[0].end),
                citation.document.title,
            )


def _body(view: View) -> Iterator[Observation]:
    for mention in _mentions(view):
        for stated in mention.citation.numbers:
            number = parsed(stated.value)
            if number is None or not number.order or not number.body:
                continue
            for part in re.split("[、,和与]", number.body)[-1:]:
                if _MINISTRY.fullmatch(part) or (len(part) >= 4 and not _BODY_END.search(part)):
                    yield Observation(
                        mention.text.at(stated.start, stated.end),
                        f"“{stated.value}”的制定机关“{number.body}”不完整，疑缺“部”“局”等字",
                        document=mention.citation.document.title,
                    )


@cache
def _bodies() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(_BODIES.read_text(encoding="utf-8"))["body"])


def _issued(citation: Citation) -> str:
    """The year in which a document was issued, as far as number or date tell; empty where they do not."""
    number = parsed(citation.numbers[0].value) if len(citation.numbers) == 1 else None
    if number and number.year:
        return number.year
    own = own_dates(citation)
    return own[0].value[:4] if own and not any(day.event == "amended" for day in citation.dates) else ""


def _letters(view: View) -> Iterator[Observation]:
    for mention in _mentions(view):
        citation, year = mention.citation, _issued(mention.citation)
        number = parsed(citation.numbers[0].value) if len(citation.numbers) == 1 else None
        if not year or number is None:
            continue
        issued = int(year)
        for body in _bodies():
            if _alive(body, issued):
                continue
            by_letters = not number.order and number.body in body.get("letters", ())
            by_name = number.order and number.body in body["names"]
            by_title = any(citation.title.startswith(name) for name in body["names"])
            if by_name and len(citation.dates) > 1:
                continue  # the number may be that of an amendment, the date that of the first version
            if by_letters or by_name or by_title:
                stated = citation.numbers[0]
                name, span = body["names"][0], _span(body)
                yield Observation(
                    mention.text.at(stated.start, stated.end),
                    f"“{stated.value}”（{year}年）与制定机关不符：{name}{span}",
                    document=citation.document.title,
                )
                break


def _alive(body: dict[str, Any], year: int) -> bool:
    since, until = body.get("since", 0), body.get("until", 9999)
    return bool(since <= year <= until)


def _span(body: dict[str, Any]) -> str:
    parts = [f"{body['since']}年设立" if "since" in body else "", f"{body['until']}年撤销" if "until" in body else ""]
    return "，".join(filter(None, parts))


def _future(view: View) -> Iterator[Observation]:
    for mention in _mentions(view):
        for day in mention.citation.dates:
            if day.value[:4] > view.as_of[:4] or (len(day.value) == len(view.as_of) and day.value > view.as_of):
                yield Observation(
                    mention.text.at(day.start, day.end),
                    f"标注的日期{day.value}晚于{view.as_of}",
                    document=mention.citation.document.title,
                )


def _no_day(view: View) -> Iterator[Observation]:
    for mention in _mentions(view):
        for stated in mention.citation.dates:
            words = "".join(mention.text.text[stated.start : stated.end].split())
            if not _exists(stated.value) or (words.endswith(("日", "号")) and len(stated.value) < len("2018-05-02")):
                yield Observation(
                    mention.text.at(stated.start, stated.end),
                    f"历法上没有“{words}”这一天",
                    document=mention.citation.document.title,
                )


def _exists(value: str) -> bool:
    try:
        date.fromisoformat((value + "-01-01")[: len("2018-05-02")])
    except ValueError:
        return False
    return True


RULES = (
    Rule(
        code="DT005",
        zh="文号的年份与日期不符",
        en="the year of a number is not that of its date",
        severity=Severity.WARNING,
        why="发文字号由机关代字、年份、序号组成，年份是发文的年份（《党政机关公文处理工作条例》第九条第五项）。",
        remedy="核对文件的文号和印发日期，改正有误的一个。",
        fires=({"name": "甲项", "basis": "《某某工作规定》（某部发〔2006〕149号，2015年11月19日）第六条 登记。"},),
        quiet=({"name": "甲项", "basis": "《某某工作规定》（某部发〔2006〕149号，2007年1月9日）第六条 登记。"},),
        every_list=_year,
    ),
    Rule(
        code="DT006",
        zh="文号中的机关名称不完整",
        en="the body in a number is not whole",
        severity=Severity.WARNING,
        why="令由制定机关发布，机关名称应当完整（《规章制定程序条例》第三十条）；缺字时不能确定位阶。",
        remedy="补全机关名称。",
        fires=(
            {"name": "甲项", "basis": "《某某若干规定》（某某资源和社会保障令第十三号，2011年6月29日）第三条 登记。"},
        ),
        quiet=(
            {"name": "甲项", "basis": "《某某若干规定》（某某资源和社会保障部令第十三号，2011年6月29日）第三条 登记。"},
        ),
        every_list=_body,
    ),
    Rule(
        code="DT007",
        zh="文号的机关与年份不符",
        en="the body of a number did not exist in its year",
        severity=Severity.WARNING,
        why="机关的名称和代字随机构改革变动（国务院机构改革方案1998、2003、2008、2013、2018、2023年），该年该机关尚未设立或者已经撤销。",
        remedy="对照原件核对文号、标题中的机关名称和年份。",
        fires=(
            {
                "name": "甲项",
                "basis": "《关于建立某某备案制度的通知》（劳部发〔2006〕999号，2006年12月22日）第四条 备案。",
            },
        ),
        quiet=(
            {
                "name": "甲项",
                "basis": "《关于建立某某备案制度的通知》（劳社部发〔2006〕999号，2006年12月22日）第四条 备案。",
            },
        ),
        every_list=_letters,
    ),
    Rule(
        code="DT008",
        zh="标注的日期尚未到来",
        en="a date in the future",
        severity=Severity.ERROR,
        why="清单只能以已经公布的文件为依据。",
        remedy="核对日期。",
        fires=({"name": "甲项", "basis": "《某某办法》（某某部令第9号，2099年2月16日）第五条 登记。"},),
        quiet=({"name": "甲项", "basis": "《某某办法》（某某部令第9号，2019年2月16日）第五条 登记。"},),
        every_list=_future,
        dated=True,
    ),
    Rule(
        code="DT017",
        zh="标注的日期不存在",
        en="a date that is none",
        severity=Severity.ERROR,
        why="历法上没有该日，无法据以确定文件的版本。",
        remedy="核对文件的公布（印发）日期。",
        fires=({"name": "甲项", "basis": "《某某管理办法》（某某部令第41号，2010年2月30日公布）第五条 备案。"},),
        quiet=({"name": "甲项", "basis": "《某某管理办法》（某某部令第41号，2012年2月29日公布）第五条 备案。"},),
        every_list=_no_day,
    ),
)
