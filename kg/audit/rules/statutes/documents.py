"""Documents against the statute library: in force or not, a later version, a short title that fits two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.statutes.model import Status
from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule
from kg.audit.text.numbers import NEAR, apart, newest_stated
from kg.laws import lookup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.audit.view import View
    from kg.laws.library import Library

_STATE = "中华人民共和国"
_OF_PLACE = re.compile("(?:省|市|自治区|自治州|州|县|区|特区)$")


def _standing(view: View) -> Iterator[Observation]:
    """What the library knows of a document and the register does not."""
    for mention in view.mentions if view.library is not None else ():
        title = mention.citation.document.title
        standing = lookup.standing(view.library, title, view.as_of) if view.library is not None and title else None
        if standing is None or view.register.repealed(title, view.as_of) or view.register.not_yet(title, view.as_of):
            continue
        since = f"（{standing.since}）" if standing.since else ""
        if standing.status is Status.REPEALED:
            says = f"《{mention.citation.title}》已经废止{since}，据{standing.origin or '法规库'}"
            yield Observation(mention.place, says, document=title)
        elif standing.status is Status.NOT_YET:
            says = f"《{mention.citation.title}》在{view.as_of}尚未施行{since}"
            yield Observation(mention.place, says, document=title)


def _outdated(view: View) -> Iterator[Observation]:
    """A document cited by a day before a later version; what the register says already is not said twice."""
    for mention in view.mentions if view.library is not None else ():
        title, stated = mention.citation.document.title, newest_stated(mention.citation)
        if view.library is None or not title or not stated or view.register.amended_since(title, stated, view.as_of):
            continue
        versions = lookup.later_versions(view.library, title, stated, view.as_of)
        later = [day for day in versions if day[: len(stated)] > stated and apart(stated, day) > NEAR]
        if later:
            message = f"《{mention.citation.title}》标注到{stated}，法规库中有此后的版本：{'、'.join(later)}"
            yield Observation(mention.place, message, document=title)


def _ambiguous(view: View) -> Iterator[Observation]:
    known: dict[str, tuple[str, ...]] = {}
    for mention in view.mentions if view.library is not None else ():
        title = mention.citation.document.title
        if view.library is None or not title or title.startswith(_STATE):
            continue
        if title not in known:
            known[title] = _fitting(view.library, title)
        if len(known[title]) > 1:
            names = "、".join(f"《{name}》" for name in known[title])
            message = f"“{mention.citation.title}”可以指{names}，没有写明是哪一部"
            yield Observation(mention.place, message, document=title)


def _fitting(library: Library, title: str) -> tuple[str, ...]:
    """The documents with a text that a title may mean: of its very name, of the state, or, where none is, of places."""
    titles = lookup.fitting(library, title) or tuple(
        name for name in library.catalogue.titles() if name.endswith(title) and _OF_PLACE.search(name[: -len(title)])
    )
    return tuple(name for name in titles if (statute := library.statute(name)) and statute.editions)


def _rule(
    code: str, names: tuple[str, str], severity: Severity, why: str, remedy: str, bases: tuple[str, str], look: object
) -> Rule:
    fires, quiet = ({"name": "某项处罚", "type": "行政处罚", "basis": basis} for basis in bases)
    return Rule(
        code=code,
        zh=names[0],
        en=names[1],
        severity=severity,
        why=why,
        remedy=remedy,
        fires=(fires,),
        quiet=(quiet,),
        every_list=look,  # type: ignore[arg-type]
        dated=True,
    )


_IN_FORCE = (
    "行政行为应当以现行有效的法律、法规、规章为依据；效力据法规库（quanze laws）的文本和版本信息，库中没有的不作判断。"
)
_LAW = "《中华人民共和国示例管理法》"
RULES = (
    _rule(
        "LW009",
        ("依据文件已经废止或者尚未施行（据法规库）", "a document repealed or not yet in force, by the library"),
        Severity.WARNING,
        _IN_FORCE,
        "改用现行有效的文件；尚未施行的，注明施行日期。",
        ("《示范活动登记办法》第二条", f"{_LAW}第二条"),
        _standing,
    ),
    _rule(
        "LW010",
        ("标注的版本之后文件已经修改（据法规库）", "a version older than a later one, by the library"),
        Severity.WARNING,
        _IN_FORCE,
        "按最新版本核对条文，标注最近一次修改的日期。",
        (f"{_LAW}（2005年1月1日）第二条", f"{_LAW}（2015年1月1日）第二条"),
        _outdated,
    ),
    _rule(
        "LW011",
        ("简称可以指两部文件", "a short title that fits two documents"),
        Severity.WARNING,
        "引用文件应当使用全称；简称可以指几部文件的，无法确定依据。",
        "写明文件的全称。",
        ("《示范登记条例》第二条", f"{_LAW}第二条"),
        _ambiguous,
    ),
)
