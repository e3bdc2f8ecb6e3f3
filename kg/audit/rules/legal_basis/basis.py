"""The basis of an item: whether it names documents, and their provisions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.clean import left_out, level
from extract.model import Role
from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule
from kg.audit.text import points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.facts import Citation
    from extract.model import Cell
    from kg.audit.view import ListText, ListView, RowView, View

#: Ranks whose documents are made of articles (立法法 art. 65).
WITH_ARTICLES = frozenset(
    {"law", "administrative_regulation", "local_regulation", "department_rule", "local_government_rule"}
)
_LEAST_QUOTE = 8  # characters of a quote worth looking at
_BROKEN = ":,、"
# What may stand behind a quote that breaks off: nothing more, a new label, or a point that goes on counting.
_POINT = re.compile(r"\s*(?:$|【|[2-9][.、]|[（(]?[二三四五六七八九][）)、])")
_ANNEX = re.compile(r"[\s:：]*(?:附件|附录|目录)[^。；;]{0,60}?第[\d一二三四五六七八九十百]+项")
_AHEAD = 100  # characters behind a document in which its annex may be named
# What stands before a title that heads an entry of its own: nothing, a line, a full stop, a point, a label, its issuer.
_HEADS_ENTRY = re.compile(r"(?:^|[\n。】]|\d[.、．]|[一二三四五六七八九十]、|[）)])[^。；;：:，,、《》]{0,30}$")
_NAMED = re.compile(
    r"[《》【】]|第[\d一二三四五六七八九十百]+条|\d号|法律|条例|办法|规定|决定|意见|通知|[\u4e00-\u9fff]法(?![律规定])"
)
_INVOKED = re.compile(r"(?:依照|按照|依据|根据)\s*(?:【[^】]{2,12}】\s*)?$")
_STANDARD = re.compile(r"[(（]?[A-Z]{2,}(?:[/-][A-Z])?\s?\d")


def _nothing(listing: ListView, _view: View) -> Iterator[Observation]:
    if not any(row.row.all(Role.BASIS) for row in listing.rows):
        return
    for row in listing.rows:
        cells = row.row.all(Role.BASIS)
        if any(facts.basis for _, facts in row.extraction.facts):
            continue
        printed = next((cell for cell in cells if left_out(cell.text)), None)
        if printed is None:
            yield Observation(row.at(None), f"{row.label}的实施依据为空")


def _unrecognised(row: RowView, _view: View) -> Iterator[Observation]:
    if any(facts.basis for _, facts in row.extraction.facts):
        return
    printed = next((cell for cell in row.row.all(Role.BASIS) if left_out(cell.text)), None)
    # What names a document or a provision that was not understood is told by `quanze read`; the list may be right.
    if printed is not None and not printed.inherited and not _NAMED.search(printed.text):
        yield Observation(row.at(printed), f"{row.label}的实施依据中没有法规文件")


def _without_provision(listing: ListView, view: View) -> Iterator[Observation]:
    for text in listing.texts:
        if text.role is not Role.BASIS:
            continue
        named = {citation.document.title for citation in text.facts.basis if citation.provisions or citation.whole}
        for citation in text.facts.basis:
            if citation.provisions or citation.whole or citation.document.title in named:
                continue
            with_article = view.with_article.get(citation.document.title)
            if _STANDARD.match(text.text[citation.title_end : citation.title_end + 20].lstrip("》 ")):
                continue  # a technical standard
            if _ANNEX.match(text.text[citation.end : citation.end + _AHEAD]):
                continue  # 附件目录第183项
            if citation.document.rank in WITH_ARTICLES or with_article:
                message = f"《{citation.title}》没有写到条"
                message += f"；{with_article.where}写明了条款" if with_article else ""
                place = text.at(citation.start, citation.end)
                yield Observation(place, message, with_article, citation.document.title)


def _beyond(listing: ListView, _view: View) -> Iterator[Observation]:
    """A quote that goes on to items which the citation does not name."""
    for text in listing.texts:
        for citation in text.facts.basis:
            yield from _items_beyond(text, citation)


def _items_beyond(text: ListText, citation: Citation) -> Iterator[Observation]:
    provisions = citation.provisions
    for number, provision in enumerate(provisions):
        head, _, last = provision.path.rpartition("__")
        if not last.startswith("item_"):
            continue
        end = provisions[number + 1].start if number + 1 < len(provisions) else _end_of_quote(text, citation)
        article = head.split("__")[0]
        named = {
            provision.path.rpartition("_")[2] for provision in provisions if provision.path.split("__")[0] == article
        }
        levelled = level(text.text[provision.end : end])
        quoted = [mark for mark in points.heads(levelled) if mark.style == "clause"]
        beyond = [mark for mark in quoted if str(mark.number) not in named]
        if beyond and quoted:
            start = provision.end + levelled.at(beyond[0].start)
            words = text.text[provision.start : provision.end]
            message = f"引用写到“{' '.join(words.split())}”，所引条文还包括第（{beyond[0].printed}）项等{len(beyond)}项"
            yield Observation(
                text.at(start, end),
                message,
                text.at(citation.start, citation.end),
                citation.document.title,
                provision.path,
            )
            return


def _end_of_quote(text: ListText, citation: Citation) -> int:
    after = [other.start for other in text.facts.basis if other.start > citation.start]
    return min(after, default=len(text.text))


def _broken(listing: ListView, _view: View) -> Iterator[Observation]:
    for text in listing.texts:
        if text.role is not Role.BASIS:
            continue
        for citation in text.facts.basis:
            levelled = level(text.text[citation.end : _end_of_quote(text, citation)])
            quote = levelled.text
            last = next(
                iter(mark for mark in reversed(list(points.heads(levelled))) if mark.end >= len(quote) - 1), None
            )
            quote = quote[: last.start] if last else quote
            following = text.text[citation.end + levelled.at(len(quote) - 1) + 1 :]
            if len(quote) >= _LEAST_QUOTE and quote[-1] in _BROKEN and _POINT.match(following):
                start, end = levelled.span(max(0, len(quote) - 20), len(quote))
                place = text.at(citation.end + start, citation.end + end)
                message = f"《{citation.title}》的引文以“{quote[-1]}”结束，后面的内容缺失"
                yield Observation(place, message, document=citation.document.title)


def _twice(row: RowView, _view: View) -> Iterator[Observation]:
    for cell, facts in row.extraction.facts:
        if cell.inherited:
            continue
        for number, citation in enumerate(facts.basis):
            for other in facts.basis[:number]:
                same = _overlap(citation, other, whole=not _heads_entry(cell, citation))
                if (
                    citation.document.title == other.document.title
                    and citation.title_start != other.title_start
                    and same
                    and not _is_invoked(cell, citation)
                ):
                    yield Observation(
                        row.at(cell, citation.start, citation.end),
                        f"《{citation.title}》的同一条在本栏列了两次",
                        row.at(cell, other.start, other.end),
                        citation.document.title,
                        same,
                    )
                    break


def _overlap(citation: Citation, other: Citation, *, whole: bool) -> str:
    """A provision that one citation names and the other names as well; empty where there is none.

    Unless ``whole`` a part of it will do: 第十九条 beside 第十九条第二项.
    """
    for path in (provision.path for provision in citation.provisions):
        for known in (provision.path for provision in other.provisions):
            if path == known or (not whole and (path.startswith(known + "__") or known.startswith(path + "__"))):
                return path
    return ""


def _heads_entry(cell: Cell, citation: Citation) -> bool:
    """Whether a title heads an entry; within a quote it may go on with another paragraph of the same article."""
    return _HEADS_ENTRY.search(cell.text[: citation.start]) is not None


def _is_invoked(cell: Cell, citation: Citation) -> bool:
    """Whether a title stands behind 依照 in a quote, a label between: 依照【法律】《某法》第五条的规定予以处罚."""
    return _INVOKED.search(cell.text[: citation.start]) is not None


RULES = (
    Rule(
        code="LB001",
        zh="事项没有实施依据",
        en="an item without any basis",
        severity=Severity.ERROR,
        why="行政机关必须依法设定和行使职权，法定职责必须为、法无授权不可为；权责清单应当逐项列明依据（中办发〔2015〕21号）。",
        remedy="补充设定该项权力的法律、法规、规章及其条款；没有依据的，取消该事项。",
        fires=({"name": "甲项", "basis": "《某某法》第五条 应当登记。"}, {"name": "乙项", "basis": " "}),
        quiet=({"name": "甲项", "basis": "《某某法》第五条 应当登记。"},),
        each_list=_nothing,
    ),
    Rule(
        code="LB021",
        zh="依据中没有法规文件",
        en="a basis that names no document",
        severity=Severity.WARNING,
        why="实施依据应当列明法律、法规、规章的名称和条款（中办发〔2015〕21号）；没有文件名称，读者不能查对。",
        remedy="写明文件全称和条款。",
        fires=({"name": "甲项", "basis": "按照上级有关要求办理。"},),
        quiet=({"name": "甲项", "basis": "《某某法》第五条 应当登记。"},),
        each_row=_unrecognised,
    ),
    Rule(
        code="LB002",
        zh="依据没有写到条",
        en="a document without a provision although it has articles",
        severity=Severity.WARNING,
        why="清单应当列明设定和实施依据的具体条款；只写文件名称，不能核对依据是否存在。",
        remedy="补充条、款、项；以整部文件为依据的，注明“全文”。",
        fires=({"name": "某项登记", "basis": "《某某市登记条例》（某某市人民代表大会常务委员会公告第9号）应当登记。"},),
        quiet=({"name": "某项登记", "basis": "《某某市登记条例》第五条 应当登记。"},),
        each_list=_without_provision,
        across=True,
    ),
    Rule(
        code="LB006",
        zh="所引条文超出所列条款",
        en="a quote that goes beyond the provision cited",
        severity=Severity.WARNING,
        why="引用的条款与所引条文不一致，不能确定事项究竟以哪几项为依据。",
        remedy="按所引条文补全条款（如第一项至第三项），或者只保留所列条款的条文。",
        fires=(
            {
                "name": "某项处罚",
                "basis": "《某某条例》第三十条第一款第一项 有下列行为之一的，处罚款：（一）甲行为的。（二）乙行为的。",
            },
        ),
        quiet=(
            {
                "name": "某项处罚",
                "basis": "《某某条例》第三十条第一款第一项 有下列行为之一的，处罚款：（一）甲行为的。",
            },
        ),
        each_list=_beyond,
    ),
    Rule(
        code="LB008",
        zh="引文没有写完",
        en="a quote that breaks off",
        severity=Severity.WARNING,
        why="引文以冒号、逗号或者顿号结束，后面应有的内容没有列出。",
        remedy="对照原文补全引文。",
        fires=({"name": "某项核定", "basis": "《某某条例》第五条 其近亲属按照下列规定领取补助金："},),
        quiet=({"name": "某项核定", "basis": "《某某条例》第五条 其近亲属可以领取补助金。"},),
        each_list=_broken,
    ),
    Rule(
        code="LB014",
        zh="同一依据在一栏中列了两次",
        en="one provision listed twice in a cell",
        severity=Severity.INFO,
        why="同一文件的同一条在一栏中重复列出，多为编辑清单时的遗留。",
        remedy="合并为一处。",
        fires=({"name": "某项审核", "basis": "1.《某某办法》第十九条第二项 甲。2.《某某办法》第十九条 乙。"},),
        quiet=({"name": "某项审核", "basis": "1.《某某办法》第十九条 甲。2.《某某办法》第二十条 乙。"},),
        each_row=_twice,
    ),
)
