"""Responsible offices and their telephones, printed together in one cell: 办公室 7523309, 劳动仲裁科 劳动科 7523309."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.model import Contact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.model import Passage

_PHONE = re.compile(
    r"(?<!\d)(?:1\d{10}|[48]00-?\d{3}-?\d{4}"
    r"|(?:[（(]?0\d{2,3}[)）]?\s?[-－—–]?\s?)?\d{5,8}(?:(?:[-－—–]|\s?转\s?)\d{1,6})?)(?!\d)"
)
_LABEL = re.compile(
    r"(?:联系|咨询|监督|投诉|举报|办公|服务|科室)?(?:电话|方式|热线)(?:号码)?\s*[:：]?"
    r"|(?:责任|承办|主管)?(?:科室|处室|股室|机构|单位)\s*[:：]|[Tt][Ee][Ll]\s*[:：.]?|☎"
)
_BETWEEN = re.compile(r"[、，,;；/|\n]+")
#: What the name of an office ends in; a line that does not goes on in the next.
_OFFICE = re.compile(r"(?:[科局股处办所站队会院部组委厅馆校厂区]|中心|公司|机构|窗口)(?:[（(][^（）()]*[)）])?$")


def contacts(printed: Passage | None) -> tuple[Contact, ...]:
    """The offices of a cell in order, each with the telephones printed behind it.

    Offices that follow one another before a telephone share it; a telephone without an office belongs to an office
    without a name.
    """
    if printed is None:
        return ()
    contacts: list[Contact] = []
    waiting: list[str] = []
    phones: list[str] = []
    for word, is_phone in (*_words(printed.text), ("", False)):
        if is_phone:
            phones.append(word)
            continue
        if phones or not word:
            contacts.extend(Contact(office, tuple(phones), printed) for office in waiting or ([""] if phones else []))
            waiting, phones = [], []
        waiting.append(word)
    return tuple(contacts)


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Offices and telephones in the order of print."""
    text = _LABEL.sub("\n", text)
    at = 0
    for phone in _PHONE.finditer(text):
        yield from ((office, False) for office in _offices(text[at : phone.start()]))
        yield re.sub(r"\s", "", phone[0]), True
        at = phone.end()
    yield from ((office, False) for office in _offices(text[at:]))


def _offices(text: str) -> Iterator[str]:
    """The names between two telephones: parted by signs and lines, a name broken over two lines put together."""
    begun = ""
    for piece in _BETWEEN.split(text):
        for name in _apart(piece):
            begun += name
            if _OFFICE.search(begun):
                yield begun
                begun = ""
    if begun:
        yield begun


def _apart(piece: str) -> list[str]:
    """Names parted by blanks alone, where each is an office; a name set in wide letters (办 公 室) is one."""
    names = piece.strip(" \t\u3000:：。.-").lstrip(")）").rstrip("(（").split()
    if len(names) > 1 and all(len(name) > 1 and _OFFICE.search(name) for name in names):
        return names
    return ["".join(names)] if names else []
