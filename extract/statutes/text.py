"""Raw parts -> a text of a dated version. The text's own words win over what is stated about it; both are kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.statutes import body, history
from extract.statutes.model import Damage, Statement, StatuteText
from extract.understanding import titles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.statutes.model import Article, Event, Raw
    from extract.statutes.names import FileName

_HAN = re.compile("[\u3400-\u9fff]")
_FINAL = 3
_FEWEST = 2
_SHORTEST = 30
_DECIDES = ("决议", "决定", "批复", "答复", "解释", "公告", "命令")


def of_raw(raw: Raw, named: FileName) -> StatuteText | None:
    """The text of raw parts, ``named`` being what its file name says; None where it is no statute.

    A statute has numbered articles, or a legal title with an event or a number in its head and some words.
    """
    title = _title(raw, named)
    content = body.read(raw)
    events = history.events(raw.head)
    articled = sum(
        article.path.startswith("art_") and _HAN.search(article.text) is not None for article in content.articles
    )
    if not title or not (
        articled >= _FEWEST or _document(title, raw, events, content.articles, named) or (raw.excerpt and articled)
    ):
        return None
    statements = (*_of_name(named, title), *raw.statements)
    promulgated = _date(events, statements)
    effective = _effective(raw, events, statements, content.articles, promulgated)
    return StatuteText(
        title,
        titles.canonical(title),
        raw.form,
        promulgated,
        effective,
        events,
        statements,
        content.articles,
        content.headings,
        content.annexes,
        content.preamble,
        history.number(events, raw.head),
        paragraphs=any("\n" in article.text for article in content.articles),
        excerpt=raw.excerpt,
        damages=(*content.damages, *_contradictions(events, statements, title, promulgated)),
    )


def _title(raw: Raw, named: FileName) -> str:
    """The title in the text, or the name of the file where the text has none that a document could bear."""
    if raw.title and (titles.looks_legal(raw.title) or not named.title or not titles.looks_legal(named.title)):
        return raw.title
    return named.title or raw.title


def _document(title: str, raw: Raw, events: Sequence[Event], articles: Sequence[Article], named: FileName) -> bool:
    """Whether a text without articles is a document: its title says so, and a date, a number or points bear it out."""
    words = sum(len(article.text) for article in articles)
    borne = bool(events or named.date or history.number(events, raw.head) or len(articles) > 1)
    return (titles.looks_legal(title) or title.endswith(_DECIDES)) and borne and words >= _SHORTEST


def _of_name(named: FileName, title: str) -> tuple[Statement, ...]:
    if not (named.date or named.status.value != "unknown"):
        return ()
    return (Statement(named.title or title, "文件名", named.date, "", named.status),)


def _date(events: Sequence[Event], statements: Sequence[Statement]) -> str:
    """The day of this version: the last event the text names, or the file name's day where that is later.

    A text cannot be older than an amendment it names, so a statement that is earlier gives way to the text. A later
    file name stands against a head that tells the first decree only.
    """
    last = history.last(events)
    name = max((entry.promulgated for entry in statements if entry.origin == "文件名"), default="")
    stated = max((entry.promulgated for entry in statements if entry.origin != "文件名"), default="")
    return max(last, name) or stated


def _effective(
    raw: Raw, events: Sequence[Event], statements: Sequence[Statement], articles: Sequence[Article], promulgated: str
) -> str:
    """The day of effect: what the head says, else the last articles, else what is stated of this version."""
    last = max((event.date for event in events if event.kind.value == "effective"), default="")
    if last and last >= promulgated:
        return last
    if result := history.effect(" ".join(raw.head), promulgated):
        return result
    stated = max((entry.effective for entry in statements if not entry.promulgated), default="")
    if not promulgated and stated:
        return stated
    for article in reversed(articles[-_FINAL:]):
        if result := history.effect(article.text, promulgated):
            return result if result != promulgated or _original(events, promulgated) else ""
    return next(
        (entry.effective for entry in statements if entry.effective and entry.promulgated in {"", promulgated}), ""
    )


def _original(events: Sequence[Event], promulgated: str) -> bool:
    """Whether the version is the first, so that 自公布之日起施行 is said of its own day."""
    return history.first(events) in {"", promulgated} or not any(event.kind.value == "amended" for event in events)


def _contradictions(
    events: Sequence[Event], statements: Sequence[Statement], title: str, promulgated: str
) -> tuple[Damage, ...]:
    out = []
    last = history.last(events)
    for entry in statements:
        if entry.promulgated and last and entry.promulgated < last:
            zh = f"{entry.origin}的日期 {entry.promulgated} 早于正文所载最近一次修改 {last}，以正文为准"
            out.append(
                Damage(
                    "metadata", "", 0, zh, f"{entry.origin} says {entry.promulgated}, the text {last}: the text wins"
                )
            )
        elif entry.origin == "文件名" and last and entry.promulgated > last and _days(entry.promulgated, last) > 92:
            zh = f"题注只载到 {last}，文件名为 {entry.promulgated}，按后者列版本"
            out.append(
                Damage("metadata", "", 0, zh, f"the head ends with {last}, the file name says {entry.promulgated}")
            )
        if entry.title and titles.canonical(entry.title) != titles.canonical(title) and not _cut(entry.title, title):
            zh = f"{entry.origin}的名称“{entry.title}”与正文标题“{title}”不同，以正文为准"
            out.append(Damage("metadata", "", 0, zh, f"{entry.origin} names another title: the text wins"))
    if not promulgated:
        out.append(Damage("date_unknown", "", 0, "没有可辨认的公布日期", "no date of promulgation is given"))
    return tuple(out)


def _cut(named: str, title: str) -> bool:
    name, other = titles.canonical(named), titles.canonical(title)
    return other.startswith(name) or name in other or other in name


def _days(day: str, other: str) -> int:
    from datetime import date  # noqa: PLC0415

    return abs((date.fromisoformat(day) - date.fromisoformat(other)).days)
