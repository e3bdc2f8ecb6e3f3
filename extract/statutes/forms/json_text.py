"""JSON that holds articles: one law an object, with headings as a path and the text of each article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.statutes import lines as of
from extract.statutes import names
from extract.statutes.model import Raw, Statement, Status, TextLine

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXT = ("text", "content", "内容", "正文")
_NUMBER = ("displayNumber", "article", "article_number", "number", "articleNumber", "article_id", "id", "条号")
_TITLE = ("title", "name", "law", "law_name", "标题", "名称")
_DATES = {
    "promulgated": ("promulgationDate", "promulgation_date", "publish", "gbrq", "promulgatedOn", "公布日期"),
    "effective": ("effectiveDate", "effective_date", "sxrq", "effectiveFrom", "施行日期"),
}


def value(entry: dict[str, Any], keys: tuple[str, ...]) -> str:
    """The first of ``keys`` that the object has, as text; else empty."""
    for key in keys:
        content = entry.get(key)
        if isinstance(content, str | int | float) and content != "":
            return str(content).strip()
    return ""


def statement(entry: dict[str, Any], title: str, origin: str) -> Statement:
    """What an object says of a version in the usual keys."""
    return Statement(
        title,
        origin,
        value(entry, _DATES["promulgated"])[:10],
        value(entry, _DATES["effective"])[:10],
        names.status(value(entry, ("status", "sxx"))) if value(entry, ("status", "sxx")) else Status.UNKNOWN,
        value(entry, ("category", "type_name", "rank")),
        value(entry, ("issuingAuthority", "issued_by", "issuing_authority", "zdjgName", "body")),
        value(entry, ("officialId", "reference_number")),
    )


def is_law(data: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether parsed JSON is a law with its articles."""
    articles = data.get("articles") if isinstance(data, dict) else None
    return bool(isinstance(articles, list) and articles and isinstance(articles[0], dict) and value(articles[0], _TEXT))


def read(data: dict[str, Any]) -> Raw:
    """The raw parts of a law with its articles."""
    title = value(data, _TITLE)
    lines = tuple(_lines(data["articles"]))
    return Raw("json", title, (), lines, (statement(data, title, "JSON"),))


def _lines(articles: list[Any]) -> Iterator[TextLine]:
    under: list[str] = []
    for number, entry in enumerate(articles, 1):
        if not isinstance(entry, dict):
            continue
        path = [str(step) for step in entry.get("path") or ()]
        for level, words in enumerate(path):
            if path[: level + 1] != under[: level + 1]:
                yield TextLine(words, number, marked=True)
        under = path
        text = value(entry, _TEXT)
        first, *rest = text.split("\n") or [""]
        if not of.article(first):
            first = f"{article_number(value(entry, _NUMBER))}\u3000{first}"
        yield TextLine(first, number, marked=True)
        for line in rest:
            yield TextLine(line, number)


def article_number(words: str) -> str:
    """第X条 for the number of an article however a source writes it (12, 第12条, 第十二条); else empty."""
    head = of.article(words)
    if head:
        return words
    digits = words.rsplit("-", 1)[-1].rsplit("_", 1)[-1]
    return f"第{int(digits)}条" if digits.isdigit() else ""
