"""Numbers and dates that lists state for documents, in a form that can be compared."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from extract import numerals
from extract.clean import level

if TYPE_CHECKING:
    from extract.facts import Citation, StatedDate

_STATE = "中华人民共和国"
_ORDER = re.compile(
    r"(?P<body>[^〔\d第]*?)(?:令|公告)?[〔(\[]?(?P<year>(?:19|20)\d\d)?年?[〕)\]]?第?(?P<figure>[零〇一二三四五六七八九十百千\d]+)号?(?:令|公告)?"
)
_DOCUMENT = re.compile(r"(?P<code>.+?)〔(?P<year>(?:19|20)\d\d)〕第?(?P<figure>\d+)号")
#: Days between adoption and promulgation at most, as far as the register shows.
NEAR = 90
#: Events of dates that are a document's own.
OWN = frozenset({None, "promulgated"})


class DocumentNumber(NamedTuple):
    """A number in parts: ``body`` that bears an order or the letters of a document number, year, figure.

    ``order`` is true of 令 and 公告. The figure is written in Arabic digits.
    """

    body: str
    year: str
    figure: str
    order: bool

    @property
    def key(self) -> tuple[bool, str, str, str]:
        """What two spellings of one number share; orders of one document are told apart by their figures alone."""
        return self.order, "" if self.order else self.body, self.year, self.figure


@lru_cache(maxsize=8192)
def parsed(value: str) -> DocumentNumber | None:
    """The parts of a number as ``extract.facts.StatedNumber`` has it, or None where it is not understood.

    >>> parsed("国务院令第七百号")
    DocumentNumber(body='国务院', year='', figure='700', order=True)
    >>> parsed("国办发〔2009〕66号")
    DocumentNumber(body='国办发', year='2009', figure='66', order=False)
    """
    text = level(value).text.removeprefix(_STATE)
    # The number of the decision that amends, words that are no body, a count of meetings (国务院令第136次常务会议).
    if re.search("[《·]|决定|通知", text) or not text.endswith(("号", "令", "告")):
        return None
    if match := _DOCUMENT.fullmatch(text):
        return DocumentNumber(match["code"], match["year"], match["figure"].lstrip("0"), order=False)
    if "令" not in text and "公告" not in text:
        return None
    match = _ORDER.fullmatch(text)
    figure = numerals.parse(match["figure"]) if match else None
    if match is None or figure is None:
        return None
    return DocumentNumber(match["body"].rstrip("第"), match["year"] or "", str(figure), order=True)


def agree(day: str, other: str) -> bool:
    """Whether two days as exact as printed may be one: 2018-12 and 2018-12-29."""
    return day.startswith(other) or other.startswith(day)


def apart(day: str, other: str) -> int:
    """Days between two days; those that are less exact count from the first of their month or year."""
    try:
        first, second = (date.fromisoformat((text + "-01-01")[:10]) for text in (day, other))
    except ValueError:
        return 36_500
    return abs((second - first).days)


def own_dates(citation: Citation) -> tuple[StatedDate, ...]:
    """The dates given as the document's own: promulgated then, or just printed beside its number."""
    return tuple(day for day in citation.dates if day.event in OWN)


def later_dates(citation: Citation) -> tuple[StatedDate, ...]:
    """The dates given for amendments."""
    return tuple(day for day in citation.dates if day.event == "amended")


def newest_stated(citation: Citation) -> str:
    """The newest day given for a document, repeals left out; empty where there is none."""
    return max((date.value for date in citation.dates if date.event != "repealed"), default="")
