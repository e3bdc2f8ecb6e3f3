"""What people type to find a thing: other names, article numbers in digits, pinyin initials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.provision import WORDS, Provision, Step
from kg.asking.pinyin import initials

if TYPE_CHECKING:
    from kg.page.model import Thing


def search_keys(thing: Thing) -> str:
    """Everything but its name and code under which a thing is found, parted by blanks.

    A provision sounds like its document and its numbers: 《就业促进法》第四十条 is jycjf40t.
    """
    numbers = digits(thing.iri.rpartition("/")[2]) if thing.kind == "provision" else ""
    named = thing.label.partition("》")[0] + numbers if numbers else thing.label
    return " ".join(dict.fromkeys(filter(None, (*thing.also, numbers, initials(named)))))


def digits(path: str) -> str:
    """A provision as clerks type it: ``art_40__para_1`` is 40条1款; empty for what is no path."""
    try:
        return "".join(map(_digits, Provision.parse(path).steps))
    except ValueError:
        return ""


def _digits(step: Step) -> str:
    if step.kind not in WORDS or step.number is None:
        return step.words()
    return f"{step.number}{WORDS[step.kind]}" + ("" if step.insert is None else f"之{step.insert}")
