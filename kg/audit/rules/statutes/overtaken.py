"""A fine range that a higher document, not named in the row, provides otherwise for the same conduct."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.facts import SanctionKind
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
_HIGHER = ("law", "administrative_regulation", "local_regulation", "department_rule", "local_government_rule")
_LOOKED = 12
#: What only says that an order was not followed: the conduct is that of the order before it.
_UNHEEDED = re.compile("^(?:逾期|到期|拒不|仍|经责令|在规定期限内|在限期内)")


def _overtaken(row: RowView, view: View) -> Iterator[Observation]:
    library = view.library
    if library is None:
        return
    named = {citation.document.title for _, facts in row.extraction.facts for citation in facts.basis}
    for cell, facts in row.extraction.facts:
        for one in facts.sanctions if not cell.inherited else ():
            provider, condition = _provider(facts, one), _condition(facts, one)
            if provider is None or one.kind is not SanctionKind.FINE or not one.maximum:
                continue
            if len(bare(conduct_of(condition))) < _LEAST:
                continue
            found = _elsewhere(library, condition, one, (provider, named), view.as_of)
            if found:
                title, path, other = found
                message = (
                    f"《{provider.document.title}》的罚款为{amount(one)}，"
                    f"位阶更高的《{title}》{words(path)}对同一行为规定为{amount(other)}"
                )
                yield Observation(
                    row.at(cell, one.start, one.end),
                    message,
                    document=provider.document.title,
                    provision=one.provision or "",
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


def _elsewhere(
    library: Library, condition: str, sanction: Sanction, of: tuple[Citation, set[str]], day: str
) -> tuple[str, str, Range] | None:
    """The article of a higher document in force that words the conduct and has a fine of another range."""
    (provider, named), conduct = of, bare(conduct_of(condition))
    rank = table.counting(provider.document.rank)
    for identity, place, _ in library.catalogue.candidates(clauses(condition))[:_LOOKED]:
        text = library.catalogue.text(identity)
        statute = library.statute(text.canonical)
        edition = statute.at(day) if statute else None
        if text.canonical in named or edition is None or not _above(text.canonical, rank):
            continue
        path = library.catalogue.article(identity, place)
        article = library.articles(edition).get(path, "")
        same = [other for other in ranges(article) if other.unit == sanction.unit]
        if conduct in bare(article) and same and not any(_range(other) == _range(sanction) for other in same):
            return text.canonical, path, same[0]
    return None


def _above(title: str, rank: str | None) -> bool:
    other = table.counting(titles.rank(title))
    return other in _HIGHER and rank in _HIGHER and _HIGHER.index(other or "") < _HIGHER.index(rank or "")


def _range(fine: Range | Sanction) -> tuple[object, object]:
    return fine.minimum, fine.maximum


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
