"""Verdicts of reviewers on facts: the lines they are kept in, and the graph they become (PROV, Web Annotation).

A line of ``review.jsonl`` is one step of a history: what a reviewer found of a fact at a time, what he took back, what
was settled between reviewers who differ, or words in which no fact was read and one stands. Nothing in it is ever
replaced; of each reviewer on each fact the latest step counts (`standing`). Facts are named by what they say, so a
verdict outlives a new build of the same list; where a fact is read differently its ``hash`` tells.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import Problem, unusable
from kg.graph import terms as t
from kg.graph.iris import Name, digest, mint
from kg.graph.things import evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FILE: Final = "reviews.jsonl"
"""Where the verdicts of a graph are kept, beside its store; a new build takes them over."""
VERDICTS: Final = {"accept": "无误", "reject": "有误", "flag": "存疑", "known": "已知", "missed": "漏提"}
"""What a verdict may be: ``known`` is said of findings of the audit, ``missed`` of words (a span) without a fact."""
WITHDRAW: Final = "withdraw"
"""The step that takes a verdict back."""
PARTS: Final = ("document", "provision", "number", "date", "amount", "kind", "place")
"""What of a fact may be wrong where the rest is right."""
AHEAD: Final = timedelta(days=1)
"""How far the clock of another machine may be ahead."""
_TEXTS: Final = ("fact", "reviewer", "verdict", "time", "note", "kind", "quote", "id", "hash", "undoes")
_KNOWN: Final = frozenset({*VERDICTS, WITHDRAW})
_FORBIDDEN: Final = frozenset('<>"{}|\\^` \n\r\t')


@dataclass(frozen=True, slots=True, order=True)
class Verdict:
    """A step of a review; ``time`` is ISO 8601 in UTC, ``kind`` and ``quote`` are for people.

    ``hash`` names the reading that was judged, ``wrong`` the parts of it that are (`PARTS`). ``adjudicated`` says that
    it settles what reviewers judged differently, ``informed`` that the judge had seen what others found. ``undoes`` is
    the ``id`` of the step it takes back. A fact that was missed is named by its span (``cell#char=3,9``).
    """

    fact: str
    reviewer: str
    verdict: str
    time: str
    note: str = ""
    kind: str = ""
    quote: str = ""
    id: str = ""
    hash: str = ""
    wrong: tuple[str, ...] = ()
    adjudicated: bool = False
    informed: bool = False
    undoes: str = ""

    @property
    def key(self) -> str:
        """What tells this step from others: its id; lines of pages that gave none are told by what they say."""
        return self.id or digest(self.fact, self.reviewer, self.verdict, self.time, self.note)


_NAMES: Final = tuple(field.name for field in fields(Verdict))
_values = attrgetter(*_NAMES)
_JSON: Final = json.JSONEncoder(ensure_ascii=False)


def graph_of(base: str = t.BASE) -> NamedNode:
    """The named graph of all verdicts."""
    return NamedNode(f"{base}id/reviews")


def read(path: Path, *, missing: bool = False) -> tuple[Verdict, ...]:
    """The verdicts of a file of JSON lines; ``missing`` says that a file that is not there holds none.

    Raises Problem: the file cannot be read, or a line is no verdict; it names the line.
    """
    verdicts, wrong = read_lines(path, missing=missing)
    if wrong:
        raise wrong[0]
    return verdicts


def read_lines(path: Path, *, missing: bool = False) -> tuple[tuple[Verdict, ...], tuple[Problem, ...]]:
    """The verdicts of a file of JSON lines, and what is wrong with the lines that are none, each with its number.

    Raises Problem: the file cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError as error:
        if missing:
            return (), ()
        raise unusable(error, path) from error
    except OSError as error:
        raise unusable(error, path) from error
    except UnicodeDecodeError as error:
        raise Problem(str(path), "不是 UTF-8 文本", "not UTF-8") from error
    verdicts, wrong = [], []
    latest = datetime.now(UTC) + AHEAD
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                verdicts.append(_verdict(line, f"{path}:{number}", latest))
            except Problem as problem:
                wrong.append(problem)
    return tuple(verdicts), tuple(wrong)


def _verdict(line: str, where: str, latest: datetime) -> Verdict:
    try:
        step = json.loads(line)
        texts = {name: str(step.get(name) or "").strip() for name in _TEXTS}
        texts["time"] = _instant(texts["time"])
        wrong = tuple(str(part) for part in step.get("wrong") or ())
        settles, informed = step.get("adjudicated") is True, step.get("informed") is True
        verdict = Verdict(**texts, wrong=wrong, adjudicated=settles, informed=informed)
    except (ValueError, TypeError, AttributeError) as error:
        raise Problem(where, "不是复核意见的记录", "no line of a review") from error
    _check(verdict, where, latest)
    return verdict


def _check(verdict: Verdict, where: str, latest: datetime) -> None:
    if verdict.verdict not in _KNOWN:
        choices = "、".join(VERDICTS)
        raise Problem(where, f"未知的复核意见：{verdict.verdict}；应为 {choices}", f"no such verdict; one of {choices}")
    if not verdict.reviewer:
        raise Problem(where, "未写明复核人", "the reviewer is not named")
    if ":" not in verdict.fact or _FORBIDDEN & set(verdict.fact):
        raise Problem(where, "未写明提取项的标识（IRI）", "the fact is not named by an IRI")
    if verdict.verdict == "missed" and evidence.place(verdict.fact) is None:
        raise Problem(where, "漏提的提取项未写明在原文中的位置", "a missed fact is named by a span of a cell")
    if datetime.fromisoformat(verdict.time) > latest:
        raise Problem(where, f"复核时间晚于现在：{verdict.time}", "the verdict is of the future")


def _instant(text: str) -> str:
    """A time in UTC and in the one form that a store gives back; without an offset it is taken to be UTC."""
    read = datetime.fromisoformat(text)
    time = (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC).replace(tzinfo=None).isoformat()
    return (time.rstrip("0") if "." in time else time) + "Z"


def write(verdicts: Iterable[Verdict]) -> str:
    """The verdicts as JSON lines, sorted; what a step does not say is left out."""
    lines = (
        {name: value for name, value in zip(_NAMES, _values(verdict), strict=True) if value or name == "note"}
        for verdict in sorted(verdicts, key=_values)
    )
    return "".join(_JSON.encode(line) + "\n" for line in lines)


def united(*several: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Several histories as one: every step of each once, whatever the order; nothing is replaced."""
    steps = {verdict.key: verdict for every in reversed(several) for verdict in every}
    return tuple(sorted(steps.values(), key=_values))


def standing(history: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """What counts: of each reviewer on each fact the latest step, and what settled it last; not what was taken back."""
    latest: dict[tuple[str, str], Verdict] = {}
    for step in sorted(history, key=lambda verdict: (verdict.time, verdict.key)):
        latest[step.fact, "" if step.adjudicated else step.reviewer] = step
    return tuple(sorted((step for step in latest.values() if step.verdict != WITHDRAW), key=_values))


def quads(history: Iterable[Verdict], base: str = t.BASE) -> Iterator[Quad]:
    """The verdicts that stand as annotations of the facts, in their own named graph."""
    graph = graph_of(base)
    for verdict in standing(history):
        names = (verdict.fact.removeprefix(base), verdict.reviewer, *(["adjudicated"] if verdict.adjudicated else []))
        node, who = _node(base, "verdict", *names), _node(base, "reviewer", verdict.reviewer)
        stated: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
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
            stated.append((node, t.DCT_DESCRIPTION, Literal(verdict.note, language="zh")))
        if verdict.adjudicated:
            stated.append((node, t.ADJUDICATED, Literal(value=True)))
        stated += ((node, t.WRONG_PART, Literal(part)) for part in sorted(set(verdict.wrong)))
        yield from (Quad(subject, predicate, value, graph) for subject, predicate, value in stated)


def _node(base: str, kind: str, *parts: str) -> NamedNode:
    return NamedNode(mint(Name("fact", (f"{kind}-{digest(*parts)}",)), base))
