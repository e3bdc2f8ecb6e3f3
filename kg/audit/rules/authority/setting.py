"""Authority: whether the document that provides a penalty, a permit or a measure may set it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.facts import SanctionKind
from extract.model import Role
from kg.audit.authority import judge, table
from kg.audit.authority.table import Admissibility
from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from extract.facts import Citation, Sanction
    from extract.model import Cell
    from kg.audit.authority.judge import Judgement
    from kg.audit.view import RowView, View

RANK_NAMES = {
    "law": "法律",
    "administrative_regulation": "行政法规",
    "local_regulation": "地方性法规",
    "department_rule": "部门规章",
    "local_government_rule": "地方政府规章",
    "normative_document": "规范性文件",
    "party_document": "党内法规和党的文件",
    "judicial_interpretation": "司法解释",
    "treaty": "条约",
    None: "位阶不明",
}
_UNCLEAR = "能否由其设定不能判断"
#: What the higher ceiling of 2021 may be for (公民生命健康安全、金融安全).
_SAFETY = re.compile("安全|药|医|食品|健康|卫生|疫|特种设备|危险|金融|银行|保险|证券|基金")
_PERMIT, _PENALTY, _MEASURE = "01", "02", "03"


def _observation(judgement: Judgement, says: str) -> Observation:
    rank = RANK_NAMES.get(judgement.rank, "位阶不明")
    reason = "，".join(filter(None, (judgement.setting.article, judgement.setting.note)))
    message = (
        f"{judgement.act}由《{judgement.document}》（{rank}）规定，{says}"
        if judgement.document
        else f"{judgement.act}{says}"
    )
    return Observation(judgement.place, message + (f"（{reason}）" if reason else ""), document=judgement.document)


def _penalties(answer: Admissibility, says: str, row: RowView, view: View) -> Iterator[Observation]:
    if row.type in {_PENALTY, ""}:
        for judgement in judge.penalties(row, view.as_of):
            if judgement.answer is answer:
                yield _observation(judgement, says)


def _not_allowed(row: RowView, view: View) -> Iterator[Observation]:
    yield from _penalties(Admissibility.NOT_ALLOWED, "该位阶的文件不得设定", row, view)


def _needs_higher(row: RowView, view: View) -> Iterator[Observation]:
    yield from _penalties(Admissibility.NEEDS_HIGHER, "须有上位法依据，本栏没有列出", row, view)


def _cannot_tell(row: RowView, view: View) -> Iterator[Observation]:
    yield from _penalties(Admissibility.CANNOT_TELL, _UNCLEAR, row, view)
    judgement = judge.permit(row, view.as_of) if row.type == _PERMIT else None
    acts = judge.measures(row, view.as_of) if row.type == _MEASURE else ()
    for act in (*([judgement] if judgement else []), *acts):
        if act.answer is Admissibility.CANNOT_TELL:
            yield _observation(act, _UNCLEAR)
    if row.type in {_PENALTY, ""}:
        yield from _ceiling_of_province(row, view)


def _permit(row: RowView, view: View) -> Iterator[Observation]:
    judgement = judge.permit(row, view.as_of) if row.type == _PERMIT else None
    if judgement and judgement.answer in {Admissibility.NEEDS_HIGHER, Admissibility.NOT_ALLOWED}:
        says = "须有法律、行政法规或者地方性法规设定，本栏没有列出"
        yield _observation(judgement, says)


def _measure(row: RowView, view: View) -> Iterator[Observation]:
    for judgement in judge.measures(row, view.as_of) if row.type == _MEASURE else ():
        if judgement.answer in {Admissibility.NEEDS_HIGHER, Admissibility.NOT_ALLOWED}:
            yield _observation(judgement, "须有上位法依据，本栏没有列出")


def _fines_alone(row: RowView, rank: str, higher: frozenset[str]) -> Iterator[tuple[Cell, Sanction, Citation, Decimal]]:
    """The fines that documents of a rank set by themselves, no document of a ``higher`` rank beside them; in yuan."""
    for cell, facts in row.extraction.facts:
        if any(citation.document.rank in higher for citation in facts.basis):
            continue
        for sanction in facts.sanctions:
            provider = facts.basis[sanction.basis] if sanction.basis is not None else None
            if sanction.kind is not SanctionKind.FINE or provider is None or provider.document.rank != rank:
                continue
            if judge.invoked(facts, provider, rank):
                continue  # the rule says under which law it fines
            most = max(
                (value for value in (_yuan(sanction.maximum, sanction.unit), sanction.cap) if value), default=None
            )
            if most is not None:
                yield cell, sanction, provider, most


def _ceiling_of_day(provider: Citation, day: str) -> table.Ceiling | None:
    """The ceiling for rules of departments on the day of the newest stated version; without a day, that of today."""
    made = max((date.value for date in provider.dates if len(date.value) == 10), default="")
    return table.ceiling("department_rule", min(made or day, day))


def _ceiling(row: RowView, view: View) -> Iterator[Observation]:
    """A fine of a department's rule above the highest ceiling that could apply to it, no higher document beside it."""
    higher = frozenset({"law", "administrative_regulation"})
    for cell, sanction, provider, amount in _fines_alone(row, "department_rule", higher):
        known = _ceiling_of_day(provider, view.as_of)
        if known and amount > _most(known, provider, row):
            words = " ".join(cell.text[sanction.start : sanction.end].split())
            limit = f"{known.most}元"
            if known.most_for_safety > known.most:
                limit += f"（涉及生命健康、金融安全的{known.most_for_safety}元）"
            yield Observation(
                row.at(cell, sanction.start, sanction.end),
                f"《{provider.document.title}》（{RANK_NAMES[provider.document.rank]}）规定“{words}”，"
                f"超过规章罚款限额{limit}；须有上位法依据，或者经国务院批准（{known.source.partition('：')[0]}）",
                document=provider.document.title,
                provision=sanction.provision or "",
            )


def _ceiling_of_province(row: RowView, view: View) -> Iterator[Observation]:
    """A fine of a local government's rule above what departments may set: its own ceiling is not in the data."""
    higher = frozenset({"law", "administrative_regulation", "local_regulation"})
    for cell, sanction, provider, amount in _fines_alone(row, "local_government_rule", higher):
        known = _ceiling_of_day(provider, view.as_of)
        if known and amount > _most(known, provider, row):
            words = " ".join(cell.text[sanction.start : sanction.end].split())
            yield Observation(
                row.at(cell, sanction.start, sanction.end),
                f"《{provider.document.title}》（地方政府规章）规定“{words}”，数额高于部门规章的限额；地方政府规章的罚款限额"
                "由省级人大常委会规定，本项检查没有该限额，是否超过不能判断（行政处罚法第十四条第二款）",
                document=provider.document.title,
                provision=sanction.provision or "",
            )


def _most(known: table.Ceiling, provider: Citation, row: RowView) -> int:
    """The ceiling that may apply: the higher one where the document or the item is about life, health or finance."""
    safety = _SAFETY.search(f"{provider.document.title}{row.label}")
    return max(known.most, known.most_for_safety) if safety else known.most


def _yuan(amount: Decimal | None, unit: str | None) -> Decimal | None:
    return amount if unit == "CNY" else None


def _low_only(row: RowView, _view: View) -> Iterator[Observation]:
    citations = [citation for _, facts in row.extraction.facts for citation in facts.basis]
    ranks = {table.counting(citation.document.rank) for citation in citations}
    if ranks == {"normative_document"} and row.type not in {_PERMIT, _PENALTY, _MEASURE}:
        titles = "、".join(dict.fromkeys(f"《{citation.document.title}》" for citation in citations))
        yield Observation(row.at_role(Role.BASIS), f"{row.label}的依据都是规范性文件：{titles}")


_SET = "设定权限见立法法第十一条、第九十一条、第九十三条；"
_FINE_OF_RULE = "《某某管理规定》（某某部令第24号，2015年4月30日）第七十四条 有违法行为的，由主管部门处以{}以下的罚款。"

RULES = (
    Rule(
        code="AU001",
        zh="处罚超出文件的设定权限",
        en="a penalty that its document may not set",
        severity=Severity.ERROR,
        why=_SET + "行政处罚法第十条至第十六条：人身自由罚只能由法律设定，吊销营业执照不得由地方性法规设定，"
        "规章以外的规范性文件不得设定行政处罚。",
        remedy="补充设定该种处罚的法律、法规；没有的，不得以该文件作为处罚依据。",
        fires=(
            {
                "name": "某项处罚",
                "type": "行政处罚",
                "basis": "《关于某某管理的通知》（某政发〔2010〕9号）第五条 有违法行为的，处二千元以下的罚款。",
            },
        ),
        quiet=(
            {
                "name": "某项处罚",
                "type": "行政处罚",
                "basis": "《某某条例》（某某省人民代表大会常务委员会公告第9号）第五条 违法的，处二千元以下罚款。",
            },
        ),
        each_row=_not_allowed,
        dated=True,
    ),
    Rule(
        code="AU002",
        zh="处罚须有上位法依据",
        en="a penalty that needs a higher document",
        severity=Severity.WARNING,
        why=_SET + "行政处罚法第十三条、第十四条：规章没有上位法时只能设定警告、通报批评和一定数额的罚款，"
        "其他处罚只能在上位法规定的行为、种类和幅度内作出具体规定。",
        remedy="补充列出规定该种处罚的法律、行政法规或者地方性法规及其条款。",
        fires=(
            {
                "name": "某项处罚",
                "type": "行政处罚",
                "basis": "《某某规定》（某某部令第1号，2001年9月11日）第四条 情节严重的，责令停业整顿，没收违法所得。",
            },
        ),
        quiet=(
            {
                "name": "某项处罚",
                "type": "行政处罚",
                "basis": "《某某规定》（某某部令第1号，2001年9月11日）第四条 有违法行为的，予以警告。",
            },
        ),
        each_row=_needs_higher,
        dated=True,
    ),
    Rule(
        code="AU003",
        zh="罚款超过规章的限额",
        en="a fine above the ceiling for rules",
        severity=Severity.WARNING,
        why="行政处罚法第十三条第二款：部门规章设定罚款的限额由国务院规定（国发〔1996〕13号、国发〔2021〕26号）。",
        remedy="补充列出规定该罚款的法律、行政法规；没有的，核对该规章是否经国务院批准。",
        fires=({"name": "某项处罚", "type": "行政处罚", "basis": _FINE_OF_RULE.format("五万元")},),
        quiet=({"name": "某项处罚", "type": "行政处罚", "basis": _FINE_OF_RULE.format("一万元")},),
        each_row=_ceiling,
        dated=True,
    ),
    Rule(
        code="AU004",
        zh="设定权限不能判断",
        en="cannot tell whether the document may set it",
        severity=Severity.INFO,
        why="行政处罚法第十条至第十六条、行政许可法第十四条至第十七条、行政强制法第十条。位阶不明，"
        "或者上位文件的条文没有列出，不能判断该文件能否设定。",
        remedy="补充文件的文号和制定机关，或者列出上位文件的条文，再作判断。",
        fires=(
            {
                "name": "某项处罚",
                "type": "行政处罚",
                "basis": "《某某管理办法》第五条 有违法行为的，由主管部门处二千元以下的罚款。",
            },
            {
                "name": "某项处罚",
                "type": "行政处罚",
                "basis": "《某某办法》（某某市人民政府令第12号）第五条 违法的，处二十万元以上五十万元以下的罚款。",
            },
        ),
        quiet=(
            {
                "name": "某项处罚",
                "type": "行政处罚",
                "basis": "《中华人民共和国劳动合同法》第八十四条 有违法行为的，处二千元以下的罚款。",
            },
            {
                "name": "某项处罚",
                "type": "行政处罚",
                "basis": "《某某办法》（某某市人民政府令第12号）第五条 违反本办法的，处五千元以下的罚款。",
            },
        ),
        each_row=_cannot_tell,
        dated=True,
    ),
    Rule(
        code="AU005",
        zh="行政许可的设定依据",
        en="a permit without a document that may set it",
        severity=Severity.WARNING,
        why="行政许可法第十四条至第十七条：行政许可由法律、行政法规、国务院决定、地方性法规设定，"
        "省级政府规章可以设定一年以内的临时性许可，其他规范性文件一律不得设定。",
        remedy="补充设定该项许可的法律、法规或者国务院决定；没有的，取消该事项。",
        fires=(
            {
                "name": "某项审批",
                "type": "行政许可",
                "basis": "《关于某项审批的通知》（某政发〔2010〕9号）第五条 审批。",
            },
        ),
        quiet=(
            {"name": "某项审批", "type": "行政许可", "basis": "《中华人民共和国就业促进法》第四十条 申请行政许可。"},
        ),
        each_row=_permit,
        dated=True,
    ),
    Rule(
        code="AU006",
        zh="行政强制的设定依据",
        en="a coercive measure without a document that may set it",
        severity=Severity.WARNING,
        why="行政强制法第十条、第十三条：行政强制措施由法律设定，行政法规和地方性法规可以设定其中几种；行政强制执行由法律设定。",
        remedy="补充设定该项强制的法律、法规；没有的，取消该事项。",
        fires=(
            {
                "name": "查封某某场所",
                "type": "行政强制",
                "basis": "《某某管理规定》（某某部令第9号）第五条 可以查封。",
            },
        ),
        quiet=({"name": "查封某某场所", "type": "行政强制", "basis": "《中华人民共和国安全生产法》第五条 可以查封。"},),
        each_row=_measure,
        dated=True,
    ),
    Rule(
        code="AU007",
        zh="事项只以规范性文件为依据",
        en="an item grounded on normative documents only",
        severity=Severity.INFO,
        why="国办发〔2018〕37号：规范性文件不得增加法律、法规规定之外的行政权力事项，不得设定行政许可、行政处罚、行政强制等事项。",
        remedy="核对有无法律、法规、规章依据；没有的，审查该事项是否减损权益或者增加义务。",
        fires=(
            {
                "name": "某项发放",
                "type": "其他行政权力",
                "basis": "《关于某项补贴的通知》（某政发〔2010〕9号）第五条 发放。",
            },
        ),
        quiet=({"name": "某项发放", "type": "其他行政权力", "basis": "《中华人民共和国就业促进法》第十五条 发放。"},),
        each_row=_low_only,
    ),
)
