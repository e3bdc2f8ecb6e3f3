"""Sources that state facts and hold no text: answers of the national database, indexes, sidecars, XML, CSV."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from extract.statutes import names
from extract.statutes.forms.json_text import statement, value
from extract.statutes.model import Statement, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATABASE = "国家法律法规数据库"
_DATE = re.compile(r"(\d{4})[年.\-/](\d{1,2})[月.\-/](\d{1,2})")


def day(words: str) -> str:
    """A date however it is written (2003年8月27日, 2003-08-27) as YYYY-MM-DD; else empty."""
    match = _DATE.search(words)
    return names.iso(*match.groups()) if match else ""


def of_json(data: Any, stem: str, folder: str) -> list[Statement] | None:  # noqa: ANN401 - JSON
    """What parsed JSON states; None where it is none of the forms known."""
    if isinstance(data, list) and data and all(isinstance(entry, dict) and "gbrq" in entry for entry in data):
        return [statement(entry, value(entry, ("title",)), _DATABASE) for entry in data]
    return list(_of_object(data, stem, folder)) if isinstance(data, dict) else None


def _of_object(data: dict[str, Any], stem: str, folder: str) -> Iterator[Statement]:
    if isinstance(data.get("data"), dict) and "bbbs" in data["data"]:
        yield from _detail(data["data"])
    elif isinstance(data.get("versions"), list) and value(data, ("lawId", "schemaVersion")):
        yield from _versions(data)
    elif stem == "information" and value(data, ("date_of_enactment", "Timeliness")):
        yield _information(data, folder)
    elif isinstance(data.get("entries"), list) and stem.startswith("deprecated"):
        yield from (_gone(entry) for entry in data["entries"] if isinstance(entry, dict) and value(entry, ("name",)))
    elif all(isinstance(entry, dict) and value(entry, ("name",)) for entry in data.values()):
        yield from (statement(entry, value(entry, ("name",)), "索引") for entry in data.values())


def index(data: Any) -> dict[str, Statement]:  # noqa: ANN401
    """The law each code of an index stands for."""
    if not isinstance(data, dict):
        return {}
    return {
        code: statement(entry, value(entry, ("name",)), "索引")
        for code, entry in data.items()
        if isinstance(entry, dict) and value(entry, ("name",))
    }


def _detail(data: dict[str, Any]) -> Iterator[Statement]:
    """A document of the national database, and every version it names."""
    number = next(
        (match[0] for file in data.get("xgzl") or () if (match := re.search(r"\S+令第\S+号", str(file.get("title"))))),
        "",
    )
    own = str(data.get("gbrq") or "")[:10]
    state = names.status(str(data.get("sxx") or "0"))
    body = value(data, ("zdjgName",))
    yield Statement(
        value(data, ("title",)),
        _DATABASE,
        own,
        str(data.get("sxrq") or "")[:10],
        state,
        value(data, ("flxz",)),
        body,
        number,
    )
    for version in data.get("lsyg") or ():
        if isinstance(version, dict) and str(version.get("gbrq"))[:10] != own:
            yield Statement(value(version, ("title",)), _DATABASE, str(version.get("gbrq") or "")[:10])


def _versions(data: dict[str, Any]) -> Iterator[Statement]:
    for version in data["versions"]:
        if isinstance(version, dict):
            version_statement = statement(version, value(data, ("title",)), "versions.json")
            until = str(version.get("effectiveTo") or "")[:10]
            yield Statement(
                version_statement.title,
                version_statement.origin,
                version_statement.promulgated,
                version_statement.effective,
                until=until,
            )


def _information(data: dict[str, Any], folder: str) -> Statement:
    return Statement(
        folder,
        "information.json",
        day(value(data, ("date_of_enactment",))),
        day(value(data, ("date_of_implementation",))),
        names.status(value(data, ("Timeliness",))),
        value(data, ("potency_level",)),
        "",
        value(data, ("reference_number",)),
        beside=True,
    )


def _gone(entry: dict[str, Any]) -> Statement:
    """A name out of use: repealed on a day, or renamed (no version is repealed by that)."""
    repealed = value(entry, ("type",)) == "repealed"
    return Statement(
        value(entry, ("name",)),
        "废止目录",
        status=Status.REPEALED if repealed else Status.UNKNOWN,
        until=value(entry, ("repealed_date",))[:10] if repealed else "",
    )


def of_xml(data: bytes, stem: str) -> list[Statement] | None:
    """The events of a document described in XML; None where it is another kind.

    Raises ValueError: it is no XML.
    """
    from lxml import etree  # noqa: PLC0415

    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    histories = root.find("histories")
    if root.tag != "document" or histories is None:
        return None
    until = day(root.findtext("deprecated/date") or root.findtext("invalid/date") or "")
    statements = []
    for event in histories:
        dated = day(event.findtext("notice-date") or event.findtext("create-date") or "")
        if dated:
            statements.append(
                Statement(
                    stem,
                    "XML",
                    dated,
                    day(event.findtext("execute-date") or ""),
                    number=(event.findtext("id") or "").strip(),
                )
            )
    if until:
        statements.append(Statement(stem, "XML", status=Status.REPEALED, until=until))
    return statements


def of_csv(printed: str) -> list[Statement] | None:
    """The rows of a register with title, promulgated, effective and status; None where the columns are others."""
    rows = csv.DictReader(io.StringIO(printed))
    if not {"title", "promulgated", "effective", "status"} <= set(rows.fieldnames or ()):
        return None
    return [
        Statement(
            row["title"] or "",
            f"登记表（{row.get('source') or ''}）",
            (row["promulgated"] or "")[:10],
            (row["effective"] or "")[:10],
            names.status(row["status"] or ""),
            row.get("rank") or "",
            row.get("issuing_body") or "",
            row.get("number") or "",
        )
        for row in rows
        if row["title"]
    ]
