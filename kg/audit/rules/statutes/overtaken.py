"""A fine range that a higher document, not named in the row, provides otherwise for the same conduct."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.facts import SanctionKind
from extract.statutes.model import Status
from extract.understanding import titles
from kg.audit.authority import table
from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule
from kg.audit.text.conduct import amount, conduct_of
from kg.laws.difference import words
from kg.laws.fines import ranges
from kg.laws.wording import bare, clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.facts import Citation, Facts, Sanction
    from kg.audit.view import RowView, View
    from kg.laws.fines import Range
    from kg.laws.library import Library

_LEAST = 10  # characters of conduct that tells
#: What each rank is below (立法法 articles 98 to 102); rules of ministries are above nothing of places, nor below it.
_ABOVE = {
    "administrative_regulation": ("law",),
    "local_regulation": ("law", "administrative_regulation"),
    "department_rule": ("law", "administrative_regulation"),
    "local_government_rule": ("law", "administrative_regulation", "local_regulation"),
}
#: Clauses that name no conduct: amounts, gravity, consequences, the heads of lists.
_GENERAL = re.compile(
    "第[零〇一二三四五六七八九十百\\d]+[条款项]|之一|违法所得|经营额|货值|销售额|情节|后果|下列|上列|前[款项条]|^有.{0,10}本[法条规办细]|^其他|^违反|^对"
)
_ITEM = re.compile(r"\s*(?:[(（][一二三四五六七八九十百\d]{1,4}[)）]|\d{1,2}[.．、])")
_PLACE = re.compile("^.{1,10}?(?:省|自治区|自治州|特区|市|州|县|区)")
_LOOKED = 12
_GENERAL_FROM = 3  # documents: a conduct that more of them word so is that of no one matter (阻碍监督检查)
#: What only says that an order was not followed: the conduct is that of the order before it.
_UNHEEDED = re.compile("^(?:逾期|到期|拒不|仍|经责令|在规定期限内|在限期内)")


def _overtaken(row: RowView, view: View) -> Iterator[Observation]:
    library = view.library
    if library is None:
        return
    named = {citation.document.title for _, facts in row.extraction.facts for citation in facts.basis}
    for cell, facts in row.extraction.facts:
        for sanction in facts.sanctions if not cell.inherited else ():
            provider, condition = _provider(facts, sanction), _condition(facts, sanction)
            if provider is None or sanction.kind is not SanctionKind.FINE or not sanction.maximum:
                continue
            conduct = _conduct(condition)
            if len(conduct) < _LEAST:
                continue
            higher = _elsewhere(library, (condition, bare(conduct)), sanction, (provider, named), view.as_of)
            if higher:
                title, path, other = higher
                message = (
                    f"《{provider.document.title}》的罚款为{amount(sanction)}，"
                    f"位阶更高的《{title}》{words(path)}对同一行为规定为{amount(other)}"
                )
                yield Observation(
                    row.at(cell, sanction.start, sanction.end),
                    message,
                    document=provider.document.title,
                    provision=sanction.provision or "",
                )


def _provider(facts: Facts, sanction: Sanction) -> Citation | None:
    return facts.basis[sanction.basis] if sanction.basis is not None else None


def _condition(facts: Facts, sanction: Sanction) -> str:
    """The words that say when a sanction applies; of an order not followed those of the order."""
    condition = sanction.condition or ""
    if not _UNHEEDED.match(condition):
        return condition
    before = [
        other.condition or ""
        for other in facts.sanctions
        if other.start < sanction.start and (other.basis, other.provision) == (sanction.basis, sanction.provision)
    ]
    return next((words for words in reversed(before) if not _UNHEEDED.match(words)), condition)


def _conduct(condition: str) -> str:
    """The conduct that a condition words, without clauses that name none; stops of its inside stay."""
    clauses_ = re.split("(?<=[,;:])", conduct_of(condition))
    return "".join(clause for clause in clauses_ if not _GENERAL.search(clause)).strip(",;: ")


def _elsewhere(
    library: Library, words_: tuple[str, str], sanction: Sanction, of: tuple[Citation, set[str]], day: str
) -> tuple[str, str, Range] | None:
    """The article of a higher document in force that words the conduct and has a fine of another range."""
    (provider, named), (condition, conduct) = of, words_
    titles_, first = set[str](), None
    for identity, place, _ in library.catalogue.candidates(clauses(condition))[:_LOOKED]:
        text = library.catalogue.text(identity)
        path = library.catalogue.article(identity, place)
        if conduct in bare(library.articles_of(text).get(path, "")):
            titles_.add(text.canonical)
            first = first or (_other(library, text.canonical, path, day, (provider, conduct, sanction), named))
    return first if len(titles_) <= _GENERAL_FROM else None


def _other(
    library: Library, title: str, path: str, day: str, of: tuple[Citation, str, Sanction], named: set[str]
) -> tuple[str, str, Range] | None:
    """The fine of an article in force of a higher document that is not named, where the cited one goes beyond it."""
    provider, conduct, sanction = of
    statute = library.statute(title)
    edition = statute.at(day) if statute else None
    if statute is None or edition is None or title in named or not _above(title, provider):
        return None
    if statute.standing(edition, day).status in {Status.REPEALED, Status.NOT_YET}:
        return None
    for paragraph in _paragraphs(library.articles(edition).get(path, "")):
        same = [other for other in ranges(paragraph) if other.unit == sanction.unit]
        if conduct in bare(paragraph) and same and not any(_within(sanction, other) for other in same):
            return title, path, same[0]
    return None


def _paragraphs(article: str) -> Iterator[str]:
    """The paragraphs of an article, each with its items."""
    some: list[str] = []
    for line in article.splitlines():
        if some and not _ITEM.match(line):
            yield "\n".join(some)
            some = []
        some.append(line)
    if some:
        yield "\n".join(some)


def _above(title: str, below: Citation) -> bool:
    """Whether a document is above the one cited, and holds at its place."""
    other, own = table.counting(titles.rank(title)), table.counting(below.document.rank)
    if other not in _ABOVE.get(own or "", ()):
        return False
    return other != "local_regulation" or _place(title) == _place(below.document.title)


def _place(title: str) -> str:
    match = _PLACE.match(title)
    return match[0] if match else title


def _within(fine: Sanction, other: Range) -> bool:
    """Whether a fine keeps to a range: a lower document may narrow that of a higher one."""
    if fine.maximum is None or other.maximum is None:
        return fine.maximum == other.maximum and fine.minimum == other.minimum
    return (fine.minimum or 0) >= (other.minimum or 0) and fine.maximum <= other.maximum


_CONDUCT = "未经登记从事示例活动的"
RULES = (
    Rule(
        code="LW012",
        zh="罚款幅度与位阶更高的文件不同",
        en="a fine range that a higher document overtakes",
        severity=Severity.INFO,
        why="行政处罚法第十一条至第十四条：下位文件只能在上位法规定的行为、种类和幅度内作出规定；立法法第九十九条：上位法的效力高于下位法。",
        remedy="核对是否为同一行为；是的，按上位法的幅度改正，并列出上位法。",
        fires=(
            {
                "name": "某项处罚",
                "type": "行政处罚",
                "basis": f"《示例活动管理规定》（某某部令第9号）第七条 {_CONDUCT}，处五百元以上一千元以下的罚款。",
            },
        ),
        quiet=({"name": "某项处罚", "type": "行政处罚", "basis": "《中华人民共和国示例管理法》第三条"},),
        each_row=_overtaken,
        dated=True,
    ),
)
