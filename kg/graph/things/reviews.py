"""Verdicts of reviewers on facts: the lines they are kept in, and the graph they become (PROV, Web Annotation).

A line of ``review.jsonl`` is what one reviewer found of one fact. Facts are named by what they say, so a verdict
outlives a new build of the same list; where a fact is read differently it is another fact, and the verdict stays with
the old one.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import Problem, unusable
from kg.graph import terms as t
from kg.graph.iris import Name, digest, mint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FILE: Final = "reviews.jsonl"
"""Where the verdicts of a graph are kept, beside its store; a new build takes them over."""
VERDICTS: Final = {"accept": "无误", "reject": "有误", "flag": "存疑"}
_FORBIDDEN: Final = frozenset('<>"{}|\\^` \n\r\t')


@dataclass(frozen=True, slots=True, order=True)
class Verdict:
    """What a reviewer found of a fact; ``time`` is ISO 8601 in UTC, ``kind`` and ``quote`` are for people."""

    fact: str
    reviewer: str
    verdict: str
    time: str
    note: str = ""
    kind: str = ""
    quote: str = ""


def graph_of(base: str = t.BASE) -> NamedNode:
    """The named graph of all verdicts."""
    return NamedNode(f"{base}id/reviews")


def read(path: Path, *, missing: bool = False) -> tuple[Verdict, ...]:
    """The verdicts of a file of JSON lines; ``missing`` says that a file that is not there holds none.

    Raises Problem: the file cannot be read, or a line is no verdict; it names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError as error:
        if missing:
            return ()
        raise unusable(error, path) from error
    except OSError as error:
        raise unusable(error, path) from error
    except UnicodeDecodeError as error:
        raise Problem(str(path), "不是 UTF-8 文本", "not UTF-8") from error
    return tuple(_verdict(line, f"{path}:{number}") for number, line in enumerate(lines, start=1) if line.strip())


def _verdict(line: str, where: str) -> Verdict:
    try:
        said = json.loads(line)
        found = Verdict(*(_text(said, name) for name in Verdict.__slots__))
    except (ValueError, TypeError, AttributeError) as error:
        raise Problem(where, "不是复核意见的记录", "no line of a review") from error
    if found.verdict not in VERDICTS:
        choices = "、".join(VERDICTS)
        raise Problem(where, f"未知的复核意见：{found.verdict}；应为 {choices}", f"no such verdict; one of {choices}")
    if not found.reviewer:
        raise Problem(where, "未写明复核人", "the reviewer is not named")
    if ":" not in found.fact or _FORBIDDEN & set(found.fact):
        raise Problem(where, "未写明提取项的标识（IRI）", "the fact is not named by an IRI")
    return found


def _text(said: dict[str, Any], name: str) -> str:
    value = str(said.get(name, "")).strip()
    return _instant(value) if name == "time" else value


def _instant(text: str) -> str:
    """A time in UTC and in the one form that a store gives back; without an offset it is taken to be UTC."""
    read = datetime.fromisoformat(text)
    told = (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC).replace(tzinfo=None).isoformat()
    return (told.rstrip("0") if "." in told else told) + "Z"


def write(verdicts: Iterable[Verdict]) -> str:
    """The verdicts as JSON lines, sorted."""
    return "".join(json.dumps(asdict(verdict), ensure_ascii=False) + "\n" for verdict in sorted(verdicts))


def merged(*several: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """All verdicts, of each reviewer on each fact the latest one."""
    latest: dict[tuple[str, str], Verdict] = {}
    for verdict in (verdict for every in several for verdict in every):
        key = verdict.fact, verdict.reviewer
        if key not in latest or verdict.time >= latest[key].time:
            latest[key] = verdict
    return tuple(sorted(latest.values()))


def quads(verdicts: Iterable[Verdict], base: str = t.BASE) -> Iterator[Quad]:
    """The verdicts as annotations of the facts, in their own named graph."""
    graph = graph_of(base)
    for verdict in verdicts:
        node = _node(base, "verdict", verdict.fact.removeprefix(base), verdict.reviewer)
        who = _node(base, "reviewer", verdict.reviewer)
        said: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
            (node, t.RDF_TYPE, t.OA_ANNOTATION),
            (node, t.RDF_TYPE, t.VERDICT),
            (node, t.OA_HAS_TARGET, NamedNode(verdict.fact)),
            (node, t.OA_HAS_BODY, t.concept("verdict", verdict.verdict)),
            (node, t.PROV_WAS_ATTRIBUTED_TO, who),
            (node, t.PROV_GENERATED_AT_TIME, Literal(verdict.time, datatype=t.XSD_DATE_TIME)),
            (who, t.RDF_TYPE, t.PROV_AGENT),
            (who, t.RDFS_LABEL, Literal(verdict.reviewer)),
        ]
        if verdict.note:
            said.append((node, t.DCT_DESCRIPTION, Literal(verdict.note, language="zh")))
        yield from (Quad(subject, predicate, value, graph) for subject, predicate, value in said)


def _node(base: str, kind: str, *parts: str) -> NamedNode:
    return NamedNode(mint(Name("fact", (f"{kind}-{digest(*parts)}",)), base))
