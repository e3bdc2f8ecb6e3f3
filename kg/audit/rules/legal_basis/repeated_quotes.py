"""One provision quoted in several places: quotes that differ by a few characters cannot both be the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extract import numerals
from extract.clean import level
from extract.model import Role
from kg.audit.finding import Severity
from kg.audit.pairs import grouped
from kg.audit.rule import Observation, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.audit.view import ListText, ListView, View

_LEAST = 14  # characters of a clause, so that two alike are one
_MOST = 2  # characters by which two clauses of one text differ
_WORDINGS = 12  # of one provision that are compared with each other
_ITEM = re.compile(r"\(([一二三四五六七八九十\d]{1,3})\)|([一二三四五六七八九十\d]{1,3})[、.]")
_CITED_ITEM = re.compile(r"__item_(\d+)$")
_FIGURE = re.compile(r"[\d.]*\d|[零〇○一二两三四五六七八九十百千万亿]+")
_CLAUSE = re.compile(r"[^。;:!?…\"]+")
#: What a quote may have in another script, and what parts its words.
_SAME = re.compile(r"[\d零〇○一二两三四五六七八九十百千万亿%,、()〔〕\[\]《》〈〉“”.·-]")


class _Clause(NamedTuple):
    """A clause of a quote: its words, as it stands, the item cited with it, its place in the text as printed."""

    words: str
    levelled: str
    cited_item: int | None
    text: ListText
    start: int
    end: int
    document: str
    provision: str

    @property
    def item(self) -> int | None:
        """The number of its item; what is cited names that of the first clause: 第九条第二项."""
        if self.cited_item is not None:
            return self.cited_item
        mark = _ITEM.match(self.levelled.lstrip())
        return numerals.parse(mark[1] or mark[2]) if mark else None

    @property
    def figures(self) -> tuple[object, ...]:
        """Its figures, whatever script they are in."""
        return tuple(numerals.parse(each) or each for each in _FIGURE.findall(self.levelled))


def _clauses(listing: ListView) -> Iterator[_Clause]:
    for text in listing.texts:
        if text.role is not Role.BASIS:
            continue
        citations = sorted(text.facts.basis, key=lambda citation: citation.start)
        for number, citation in enumerate(citations):
            stop = citations[number + 1].start if number + 1 < len(citations) else len(text.text)
            provisions = citation.provisions
            for at, provision in enumerate(provisions):
                end = min(provisions[at + 1].start if at + 1 < len(provisions) else stop, stop)
                if provision.end < end and provision.path.startswith("art_"):
                    yield from _parts(text, provision.end, end, citation.document.title, provision.path)


def _parts(text: ListText, start: int, end: int, document: str, path: str) -> Iterator[_Clause]:
    cited = _CITED_ITEM.search(path)
    article = path.split("__", maxsplit=1)[0]
    levelled = level(text.text[start:end])
    for match in _CLAUSE.finditer(levelled.text):
        words = _SAME.sub("", match[0])
        if len(words) >= _LEAST:
            first, last = levelled.span(*match.span())
            item = int(cited[1]) if cited and not match.start() else None
            place = (start + first, start + last)
            yield _Clause(words, match[0], item, text, *place, document, article)


def _differ(listing: ListView, _view: View) -> Iterator[Observation]:
    for clauses in grouped(_clauses(listing), lambda clause: (clause.document, clause.provision)).values():
        wordings = grouped(clauses, lambda clause: clause.words)
        if not 1 < len(wordings) <= _WORDINGS:
            continue
        usual = sorted(wordings.values(), key=len, reverse=True)
        for number, group in enumerate(usual):
            for other in usual[:number]:
                difference = _slip(group[0].words, other[0].words)  # few do, and the figures take their time
                if difference and not _siblings(group, other):
                    yield _observed(group[0], other[0], len(group), len(other), *difference)
                    break


def _siblings(clauses: list[_Clause], other: list[_Clause]) -> bool:
    """Whether two clauses stand beside each other in the article: other items, other figures, or both in one cell."""
    if clauses[0].figures != other[0].figures:
        return True
    if not {clause.item for clause in clauses} & {clause.item for clause in other}:
        return True
    return bool({id(clause.text) for clause in clauses} & {id(clause.text) for clause in other})


def _slip(words: str, other: str) -> tuple[str, str] | None:
    """What two clauses say in one place where they differ by a word of a character or two, and nowhere else."""
    if abs(len(words) - len(other)) > _MOST:
        return None
    head = next((at for at, (left, right) in enumerate(zip(words, other, strict=False)) if left != right), None)
    if head is None:
        return None  # one goes on where the other ends
    most = min(len(words), len(other)) - head
    tail = next((at for at in range(most) if words[-1 - at] != other[-1 - at]), most)
    mine, theirs = words[head : len(words) - tail], other[head : len(other) - tail]
    if max(len(mine), len(theirs)) > _MOST or head + tail < _LEAST - _MOST or not tail:
        return None
    return mine, theirs


def _observed(clause: _Clause, other: _Clause, few: int, many: int, mine: str, theirs: str) -> Observation:
    here = f"此处（{few}处）写作“{mine}”" if mine else f"此处（{few}处）没有“{theirs}”"
    usual = f"他处（{many}处）写作“{theirs}”" if theirs else f"他处（{many}处）没有“{mine}”"
    quote = clause.text.text[clause.start : clause.end]
    message = f"“{' '.join(quote.split())}”与他处所引同一条的文字不同：{here}，{usual}"
    return Observation(
        clause.text.at(clause.start, clause.end),
        message,
        other.text.at(other.start, other.end),
        clause.document,
        clause.provision,
    )


RULES = (
    Rule(
        code="LB022",
        zh="同一条的引文前后不一",
        en="one article quoted in two ways",
        severity=Severity.INFO,
        why="同一条的同一句话在两处只差一两个字，必有一处抄录有误，或者引自不同版本；字有出入，条文的含义可能不同。",
        remedy="对照原文核对两处引文，改正有误的一处。",
        fires=(
            {"name": "甲项", "basis": "《某某法》第九条 违反本法规定的，责令停止违法行为并限期采取补救措施。"},
            {"name": "乙项", "basis": "《某某法》第九条 违反本法规定的，责令停止违法行为并限期采取补充措施。"},
        ),
        quiet=(
            {"name": "甲项", "basis": "《某某法》第九条 违反本法规定的，责令停止违法行为并限期采取补救措施。"},
            {
                "name": "乙项",
                "basis": "《某某法》第九条 违反本法规定的，责令停止违法行为并限期采取补救措施；情节严重的，吊销。",
            },
        ),
        each_list=_differ,
    ),
)
