"""Two versions of a statute: articles added, repealed, moved to another number, worded anew."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from extract.provision import Provision
from kg.laws.comparison import WordChange, changes
from kg.laws.wording import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class DifferenceKind(StrEnum):
    """What became of an article."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ArticleDifference:
    """An article that differs: its path before and after (empty where it has none), and the changes of its words."""

    kind: DifferenceKind
    before: str
    after: str
    changes: tuple[WordChange, ...] = ()


def differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[ArticleDifference]:
    """What became of the articles of ``old`` in ``new``, in the order of ``new``, then those that are gone.

    An article whose words stand under another number has moved; one of the same number with other words is changed.
    Punctuation does not count.
    """
    left = {path: bare(text) for path, text in old.items()}
    right = {path: bare(text) for path, text in new.items()}
    moved = _moved(left, right)
    gone = set(moved.values()) | {path for path, text in left.items() if right.get(path) == text}
    for path, text in right.items():
        if left.get(path) == text:
            continue
        if path in moved:
            yield ArticleDifference(DifferenceKind.MOVED, moved[path], path)
        elif path in left and path not in gone:
            yield ArticleDifference(DifferenceKind.CHANGED, path, path, changes(new[path], old[path]))
            gone.add(path)
        else:
            yield ArticleDifference(DifferenceKind.ADDED, "", path)
    yield from (ArticleDifference(DifferenceKind.REMOVED, path, "") for path in left if path not in gone)


def _moved(left: Mapping[str, str], right: Mapping[str, str]) -> dict[str, str]:
    """New path to old path, for articles whose words stand under another number."""
    places: dict[str, list[str]] = {}
    for path, text in left.items():
        if right.get(path) != text:
            places.setdefault(text, []).append(path)
    return {
        path: sources.pop(0) for path, text in right.items() if left.get(path) != text and (sources := places.get(text))
    }


def words(path: str) -> str:
    """A path in words: 第八十四条; empty for none."""
    try:
        return Provision.parse(path).words() if path else ""
    except ValueError:
        return path


def phrase(changed: Sequence[WordChange], most: int, longest: int = 10_000) -> str:
    """Where a quote departs from its article, in words: “甲”，条文为“乙”；缺“丙”；多“丁”.

    At most so many changes, and so many characters of each.
    """
    phrases = "；".join(_phrase(change, longest) for change in changed[:most])
    return f"{phrases}等{len(changed)}处" if len(changed) > most else phrases


def _phrase(change: WordChange, longest: int) -> str:
    quote, law = (_shorten(text, longest) for text in (change.quote, change.law))
    if not quote:
        return f"缺“{law}”"
    return f"“{quote}”，条文为“{law}”" if law else f"多“{quote}”"


def _shorten(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most // 2]}……{line[-(most // 2) :]}"
