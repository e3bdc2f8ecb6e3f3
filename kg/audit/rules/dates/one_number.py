"""One number on several documents, here or in the register."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from extract.understanding.titles import entry
from kg.audit.finding import Severity
from kg.audit.pairs import against_usual, grouped
from kg.audit.rule import Observation, Rule
from kg.audit.text.numbers import apart, own_dates, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.facts import Citation, StatedNumber
    from kg.audit.text.numbers import DocumentNumber
    from kg.audit.view import BasisMention, View

# A decision that amends many documents lends all of them its number.
_STATE_COUNCIL = "国务院"
_PRESIDENT = frozenset({"主席", "国家主席"})
_RANKS = {
    "law": "法律",
    "administrative_regulation": "行政法规",
    "department_rule": "部门规章",
    "local_regulation": "地方性法规",
    "normative_document": "规范性文件",
}
_ONE_SITTING = 100  # days between adoption and promulgation of what one order brings
_ALIKE = 0.85  # of the characters of two titles, so that one is a slip for the other
_AMENDING = ("修改", "修正", "废止", "清理")


def own_number(citation: Citation) -> tuple[StatedNumber, DocumentNumber] | None:
    """The number under which a document was promulgated, as far as the words tell; that of an amendment is none."""
    if len(citation.numbers) != 1 or (citation.dates and citation.dates[0].event == "amended"):
        return None
    number = parsed(citation.numbers[0].value)
    return (citation.numbers[0], number) if number else None


def _number(mention: BasisMention) -> DocumentNumber | None:
    own = own_number(mention.citation)
    return own[1] if own else None


def _two_documents(view: View) -> Iterator[Observation]:
    for mentions in grouped(view.mentions, _number).values():
        for group, usual in against_usual(mentions, lambda mention: mention.citation.document.title):
            if _of_one_notice(group[0], usual[0]) or not _contradict(group[0], usual[0]):
                continue
            bearer, other = group[0], usual[0]
            stated, theirs = bearer.citation.numbers[0], other.citation.numbers[0]
            yield Observation(
                bearer.text.at(stated.start, stated.end),
                f"“{stated.value}”在此处是《{bearer.citation.title}》的文号，在{other.place.where}是《{other.citation.title}》的文号",
                other.text.at(theirs.start, theirs.end),
                bearer.citation.document.title,
            )


def _contradict(mention: BasisMention, other: BasisMention) -> bool:
    """Whether one number on two documents cannot be right.

    A document number is given once. Orders of the State Council are counted through; those of others begin anew with a
    term or a year. An order that amends many documents is printed with all of them, on one day.
    """
    left, right = own_dates(mention.citation), own_dates(other.citation)
    titles = mention.citation.document.title, other.citation.document.title
    if SequenceMatcher(None, *titles, autojunk=False).ratio() >= _ALIKE:
        return True
    number = parsed(mention.citation.numbers[0].value)
    if number is None or not number.order:
        return True
    if number.body == _STATE_COUNCIL and len({mention.citation.document.rank, other.citation.document.rank}) > 1:
        return True  # orders of the State Council bring regulations only
    far = bool(left and right) and all(apart(a.value, b.value) > _ONE_SITTING for a in left for b in right)
    return far and (number.body == _STATE_COUNCIL or left[0].value[:4] == right[0].value[:4])


def _of_one_notice(mention: BasisMention, other: BasisMention) -> bool:
    """Whether one notice issues both documents, or one is the notice that issues the other."""
    left, right = mention.citation.document, other.citation.document
    if left.promulgated_by and left.promulgated_by == right.promulgated_by:
        return True
    return left.promulgated_by == right.title or right.promulgated_by == left.title


def _of_another(view: View) -> Iterator[Observation]:
    borne = grouped(view.mentions, _number)
    for mention in view.mentions:
        own = own_number(mention.citation)
        if own is None or not own[1].order or not _counted_through(own[1]):
            continue
        stated, title = own[0], mention.citation.document.title
        bearers = view.register.bearers(stated.value)
        named = {bearer for bearer in bearers if not any(word in bearer for word in _AMENDING)}
        known = view.register.versions(title)
        if (
            len(bearers) == 1
            and named
            and title not in bearers
            and not any(version.number == stated.value for version in known)
        ):
            (bearer,) = named
            if _of_one_kind(bearer, title) or bearer in {
                mention.citation.document.title for mention in borne.get(own[1], ())
            }:
                continue  # the other document is named in a list as well: DT003 says so
            yield Observation(
                mention.text.at(stated.start, stated.end),
                f"此处标注《{mention.citation.title}》的文号为“{stated.value}”，法规名录中该文号属于《{bearer}》",
                document=title,
            )


def _counted_through(number: DocumentNumber) -> bool:
    """Whether an order of a body stands for one document: those of ministries begin anew with a term or a year."""
    return number.body == _STATE_COUNCIL or number.body in _PRESIDENT or bool(number.year)


def _of_another_rank(view: View) -> Iterator[Observation]:
    for mention in view.mentions:
        citation, known = mention.citation, entry(mention.citation.document.title)
        for stated in citation.numbers:
            number = parsed(stated.value)
            body = number.body if number and number.order else ""
            rank = known.rank if known else ""
            wrong = (body == _STATE_COUNCIL and rank in {"law", "department_rule"}) or (
                body in _PRESIDENT and rank and rank != "law"
            )
            if wrong:
                yield Observation(
                    mention.text.at(stated.start, stated.end),
                    f"《{citation.title}》是{_RANKS.get(rank, rank)}，不由“{stated.value}”公布",
                    document=citation.document.title,
                )


def _of_one_kind(bearer: str, title: str) -> bool:
    """Whether two titles are spellings of one: one is the other with words before it."""
    return bearer.endswith(title) or title.endswith(bearer)


RULES = (
    Rule(
        code="DT003",
        zh="一个文号用于两个文件",
        en="one number on two documents",
        severity=Severity.WARNING,
        why="一个文号只能属于一个文件（《党政机关公文处理工作条例》第九条第五项）；同号异名，必有一处文号或者标题有误。",
        remedy="核对两处的标题和文号，改正有误的一处。",
        fires=(
            {"serial": "1", "name": "甲项", "basis": "《某某征缴条例》（国务院令第999号，1999年1月22日）第五条 登记。"},
            {
                "serial": "2",
                "name": "乙项",
                "basis": "《某某监督检查办法》（国务院令第999号，1999年9月19日）第六条 登记。",
            },
        ),
        quiet=(
            {
                "serial": "1",
                "name": "甲项",
                "basis": "《某某征缴条例》（国务院令第999号，2016年2月6日修订）第五条 登记。",
            },
            {
                "serial": "2",
                "name": "乙项",
                "basis": "《某某检查条例》（国务院令第999号，2016年2月6日修订）第六条 登记。",
            },
        ),
        every_list=_two_documents,
    ),
    Rule(
        code="DT013",
        zh="标注的文号属于另一文件",
        en="cited with the number of another document",
        severity=Severity.WARNING,
        why="法规名录（data/documents.csv）载明该文号公布的是另一部法规。",
        remedy="核对文件的文号，改正标注。",
        fires=({"name": "甲项", "basis": "《某某监督检查办法》（国务院令第259号，1999年3月19日）第五条 登记。"},),
        quiet=({"name": "甲项", "basis": "《社会保险费征缴暂行条例》（国务院令第259号，1999年1月22日）第五条 登记。"},),
        every_list=_of_another,
    ),
    Rule(
        code="DT016",
        zh="文号的机关与位阶不符",
        en="the body of a number does not fit the rank of its document",
        severity=Severity.WARNING,
        why="法律由主席令公布，行政法规由国务院令公布，规章由部门或者地方政府首长签署命令公布（立法法第二十八条、第七十七条、第九十六条）。",
        remedy="核对文件的文号，改正标注。",
        fires=(
            {"name": "甲项", "basis": "《中华人民共和国劳动合同法》（国务院令第65号，2007年6月29日）第八十四条 退还。"},
        ),
        quiet=(
            {"name": "甲项", "basis": "《中华人民共和国劳动合同法》（主席令第65号，2007年6月29日）第八十四条 退还。"},
        ),
        every_list=_of_another_rank,
    ),
)
