"""What an audit finds: frozen values with the place, the words, the reason and what would remedy it."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHORTEN = 40


class Severity(StrEnum):
    """How grave a finding is: an error contradicts the text or the law, a warning wants a look, info is a hint."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


#: The same in the words of the page, gravest first.
SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in print.

    ``list`` is the name of the file, ``sheet`` its sheet where it has several, ``line`` the line or row of it from 1
    (0: the list as a whole); ``row`` the key of the entry as printed (its code, or its name where it has none),
    ``serial`` its number as printed, ``column`` the heading of the cell. ``start`` and ``end`` count code points of
    the cell as printed, ``quote`` is what stands there.
    """

    list: str
    sheet: str = ""
    line: int = 0
    row: str = ""
    serial: str = ""
    column: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""

    @property
    def where(self) -> str:
        """The place in the words of the page: 第12行，序号3，“实施依据”栏."""
        parts = [f"第{self.line}行"] if self.line else []
        parts += [f"序号{self.serial}"] if self.serial else []
        parts += [f"“{self.column}”栏"] if self.column else []
        return "，".join(parts)


@dataclass(frozen=True, slots=True)
class Finding:
    """A proposal of the audit for a person to judge.

    ``message`` says in Chinese what was seen; ``conflicts_with`` is the other place where two contradict each other;
    ``document`` and ``provision`` (a path of ``extract.provision``) what it is about; ``as_of`` the day for which a
    dated rule was asked. ``fingerprint`` stays the same while the words do, wherever they move to.
    """

    code: str
    severity: Severity
    place: Place
    message: str
    remedy: str
    conflicts_with: Place | None = None
    document: str = ""
    provision: str = ""
    as_of: str = ""
    fingerprint: str = ""

    def record(self) -> dict[str, Any]:
        """The finding as one JSON object."""
        other = asdict(self.conflicts_with) if self.conflicts_with else None
        return {
            "code": self.code,
            "severity": self.severity.value,
            **asdict(self.place),
            "message": self.message,
            "conflicts_with": other,
            "remedy": self.remedy,
            "document": self.document,
            "provision": self.provision,
            "as_of": self.as_of,
            "fingerprint": self.fingerprint,
        }


def numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings with their fingerprints: of the code, the entry and the words, not of line, serial or offset.

    Findings alike in all of this are told apart by their order.
    """
    seen: dict[str, int] = {}
    for finding in findings:
        place = finding.place
        parts = (finding.code, "".join(place.row.split()), place.column, place.quote, finding.document)
        key = "\x1f".join(parts)
        seen[key] = seen.get(key, 0) + 1
        digest = hashlib.sha256(f"{key}\x1f{seen[key]}".encode()).hexdigest()[:16]
        yield replace(finding, fingerprint=digest)


def shorten(text: str, most: int = SHORTEN) -> str:
    """A quote for a message: on one line, its middle left out where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 11]}……{line[-9:]}"
