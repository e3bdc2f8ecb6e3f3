"""The setting rules as data, asked for a day."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
#: Ranks from the highest; what is not among them sets nothing that these laws speak of.
RANKS = (
    "law",
    "administrative_regulation",
    "local_regulation",
    "department_rule",
    "local_government_rule",
    "normative_document",
)
#: Documents of a rank that counts as another here: a document of the Party or a court sets no penalty.
_AS = {"party_document": "normative_document", "judicial_interpretation": "normative_document"}


class Admissibility(StrEnum):
    """What the table says of an act: it may be set so, it needs a higher document, it may not, or nothing certain."""

    PASS = "pass"  # noqa: S105 - no password
    NEEDS_HIGHER = "needs_higher"
    NOT_ALLOWED = "not_allowed"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Setting:
    """What one rank may set, and the article that says so; ``note`` is what else that article asks."""

    answer: Admissibility
    article: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most that a rule may set as a fine by itself on a day: yuan, and multiples of illegal gains."""

    most: int
    most_for_safety: int
    gains: int | None
    source: str


def counting(rank: str | None) -> str | None:
    """The rank as the table has it, or None where it is not known."""
    return _AS.get(rank or "", rank)


def penalty(rank: str | None, kind: str, quote: str, day: str) -> Setting:
    """Whether a document of that rank may set a penalty of that kind; ``quote`` are its words."""
    row = _row("penalty", rank, day)
    if row is None:
        return Setting(Admissibility.CANNOT_TELL, "")
    barred = any(word in quote for word in str(row.get("except", "")).split("|") if word)
    fits = kind in row["may"] and not (barred and kind == "licence_revocation")
    return Setting(Admissibility.PASS if fits else Admissibility(row["otherwise"]), row["article"])


def permit(rank: str | None, day: str) -> Setting:
    """Whether a document of that rank may set a permit."""
    row = _row("permit", rank, day)
    return (
        Setting(Admissibility(row["result"]), row["article"], row.get("note", ""))
        if row
        else Setting(Admissibility.CANNOT_TELL, "")
    )


def measure(rank: str | None, kind: str, day: str) -> Setting:
    """Whether a document of that rank may set a coercive measure: liberty, seal, seize, freeze or other."""
    row = _row("measure", rank, day)
    if row is None:
        return Setting(Admissibility.CANNOT_TELL, "")
    return Setting(Admissibility.PASS if kind in row["may"] else Admissibility(row["otherwise"]), row["article"])


def execution(rank: str | None, day: str) -> Setting:
    """Whether a document of that rank may set coercive execution: laws alone may."""
    entry = _table("setting")["execution"]
    if rank is None or day < entry["since"]:
        return Setting(Admissibility.CANNOT_TELL, "")
    return Setting(Admissibility.PASS if rank == "law" else Admissibility.NOT_ALLOWED, entry["article"])


def ceilings(rank: str | None) -> tuple[tuple[str, str, Ceiling], ...]:
    """The ceilings for fines of a rank with their first and last day (empty: none), oldest first."""
    rows = _table("ceilings").get(rank or "", ())
    return tuple(
        (
            row["since"],
            row.get("until", ""),
            Ceiling(row["most"], row.get("most_for_safety", row["most"]), row.get("gains"), row["source"]),
        )
        for row in rows
    )


def ceiling(rank: str | None, day: str) -> Ceiling | None:
    """The ceiling for fines of a rank on a day, or None where none is known."""
    return next((most for since, until, most in ceilings(rank) if since <= day and (not until or day <= until)), None)


def _row(act: str, rank: str | None, day: str) -> dict[str, Any] | None:
    wanted = counting(rank)
    for row in _table("setting")[act]:
        if row["rank"] == wanted and row["since"] <= day <= row.get("until", "9999-12-31"):
            return dict(row)
    return None


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
