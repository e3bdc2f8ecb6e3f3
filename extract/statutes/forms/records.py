"""Articles as records, one a line (JSON Lines) or one a list item (YAML): laws told apart by title or code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from extract.statutes import lines as of
from extract.statutes.forms.json_text import article_number, value
from extract.statutes.model import Raw, Statement, TextLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_TEXT = ("content", "text", "内容")
_NUMBER = ("article_number", "article", "displayNumber", "条号")
_LAW = ("law", "title", "law_name", "法律名称", "law_code")


def json_lines(printed: str) -> list[dict[str, Any]]:
    """The objects of a file with one a line.

    Raises ValueError: a line is no JSON; the message names it.
    """
    result = []
    for number, line in enumerate(printed.split("\n"), 1):
        if line.strip():
            try:
                entry = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise ValueError(f"{number}") from error
            if isinstance(entry, dict):
                result.append(entry)
    return result


def yaml(printed: str) -> Any:  # noqa: ANN401 - YAML
    """What a YAML file holds.

    Raises ValueError: it is no YAML.
    """
    import yaml as library  # noqa: PLC0415

    try:
        loader = getattr(library, "CSafeLoader", library.SafeLoader)  # both build plain values only
        return library.load(printed, Loader=loader)  # noqa: S506
    except (library.YAMLError, RecursionError) as error:
        raise ValueError(str(error)) from error


def are_articles(entries: Any) -> bool:  # noqa: ANN401
    """Whether the records are articles: each with a number, a text and a law."""
    return (
        isinstance(entries, list)
        and bool(entries)
        and all(
            isinstance(entry, dict) and value(entry, _TEXT) and value(entry, _NUMBER) and value(entry, _LAW)
            for entry in entries[:5]
        )
    )


def read(entries: Sequence[dict[str, Any]], index: Mapping[str, Statement], notes: Iterable[str] = ()) -> list[Raw]:
    """One raw text a law. ``index`` gives the law a code stands for; ``notes`` are comments that head the file."""
    laws: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for entry in entries:
        if isinstance(entry, dict) and value(entry, _TEXT):
            laws.setdefault((value(entry, _LAW), value(entry, ("effective_date",))), []).append(entry)
    return [_raw(law, effective, articles, index, tuple(notes)) for (law, effective), articles in laws.items()]


def _raw(
    law: str, effective: str, entries: list[dict[str, Any]], index: Mapping[str, Statement], notes: tuple[str, ...]
) -> Raw:
    known = index.get(law)
    title = known.title if known else law
    statement = Statement(title, "JSON", "", effective[:10]) if effective else None
    lines = []
    for number, entry in enumerate(entries, 1):
        first, *rest = value(entry, _TEXT).split("\n")
        if not of.article(first):
            first = f"{article_number(value(entry, _NUMBER))}\u3000{first}"
        lines.append(TextLine(first, number, marked=True))
        lines += [TextLine(line, number) for line in rest]
    return Raw("records", title, notes, tuple(lines), (statement,) if statement else (), excerpt=True)
