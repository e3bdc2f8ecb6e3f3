"""An item against the setting rules: what it provides, by which document, and whether that document may."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.facts import SanctionKind
from extract.model import Role
from kg.audit.authority import table
from kg.audit.authority.table import RANKS, Admissibility, Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.facts import Citation, Facts, Sanction
    from extract.model import Cell
    from kg.audit.finding import Place
    from kg.audit.view import RowView

PENALTIES = {
    SanctionKind.WARNING: "警告",
    SanctionKind.CRITICISM: "通报批评",
    SanctionKind.FINE: "罚款",
    SanctionKind.CONFISCATION: "没收",
    SanctionKind.SUSPENSION: "责令停产停业、暂扣许可证件",
    SanctionKind.DEMOTION: "降低资质等级",
    SanctionKind.LICENCE_REVOCATION: "吊销许可证件",
    SanctionKind.CLOSURE: "责令关闭",
    SanctionKind.RESTRICTION: "限制开展生产经营活动、限制从业",
    SanctionKind.DETENTION: "行政拘留",
    SanctionKind.DAILY_PENALTY: "按日连续处罚",
}
MEASURES = (
    ("liberty", "限制公民人身自由", re.compile("限制(?:公民)?人身自由|强制隔离|约束至|留置盘问|继续盘问")),
    ("freeze", "冻结存款、汇款", re.compile("冻结")),
    ("seal", "查封场所、设施或者财物", re.compile("查封|封存|封闭")),
    ("seize", "扣押财物", re.compile("扣押|扣留|暂扣")),
)
_EXECUTION = re.compile("强制执行|代履行|强制拆除|划拨|加处罚款|滞纳金|强制清除|强制退出|拍卖|强制搬迁")
# 撤销、注销 are no penalties, nor are 取缔 and 收缴 of papers; what another body is asked to do is not set here.
_REVOKED, _CLOSED = re.compile("吊销"), re.compile("关闭")
_COLLECTED, _PAPER = re.compile("收缴"), re.compile("证|执照|批准文件|批件|牌")
_ASKED = re.compile("(?:提请|建议|移送|提交|报请|通知|函告)[^。；;，,]{0,16}$")
_APPLIED = re.compile("(?:申请|提请|请求)[^。；;，,]{1,16}$")
_DECISION = re.compile("国务院(?:关于|对).*决定")
# 三年内不得再次申请 follows from 行政许可法 art. 78 and 79, whoever repeats it.
_APPLYING = re.compile("申请|受理")
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the table says of one act of an item: ``act`` in words, its place, the document that provides it."""

    act: str
    place: Place
    document: str
    rank: str | None
    setting: Setting

    @property
    def answer(self) -> Admissibility:
        """The answer of the table."""
        return self.setting.answer


def penalties(row: RowView, day: str) -> Iterator[Judgement]:
    """Every penalty that the basis of a row provides, each against its document and the higher ones beside it."""
    sanctions = [
        (cell, facts, sanction, _provider(facts, sanction))
        for cell, facts in row.extraction.facts
        for sanction in facts.sanctions
        if _is_penalty(cell, sanction)
    ]
    for cell, facts, sanction, provider in sanctions:
        rank = provider.document.rank if provider else None
        quote = cell.text[sanction.start : sanction.end]
        setting = table.penalty(rank, sanction.kind.value, _clause(cell, sanction), day)
        if setting.answer in {Admissibility.NEEDS_HIGHER, Admissibility.NOT_ALLOWED}:
            setting = _cleared(row, setting, rank, sanction, (facts, provider), sanctions)
        yield Judgement(
            f"{PENALTIES[sanction.kind]}（{' '.join(quote.split())}）",
            row.at(cell, sanction.start, sanction.end),
            provider.document.title if provider else "",
            rank,
            setting,
        )


def _clause(cell: Cell, sanction: Sanction) -> str:
    """The words of a sanction and what follows to the end of its clause: 吊销 is printed before what is revoked."""
    return re.split("[。；;，,]", cell.text[sanction.start : sanction.end + _NEAR])[0]


def _is_penalty(cell: Cell, sanction: Sanction) -> bool:
    if sanction.kind not in PENALTIES:
        return False
    words = cell.text[sanction.start : sanction.end]
    if sanction.kind is SanctionKind.LICENCE_REVOCATION and not _REVOKED.search(words):
        return False
    if sanction.kind is SanctionKind.CLOSURE and not _CLOSED.search(words):
        return False
    paper = _COLLECTED.search(words) and _PAPER.search(_clause(cell, sanction))
    if sanction.kind is SanctionKind.CONFISCATION and paper:
        return False  # a paper that is no longer valid is taken in, nothing of value is taken away
    if sanction.kind is SanctionKind.RESTRICTION and _APPLYING.search(_clause(cell, sanction)):
        return False
    return not _ASKED.search(cell.text[max(0, sanction.start - _NEAR) : sanction.start])


def _provider(facts: Facts, sanction: Sanction) -> Citation | None:
    if sanction.basis is not None:
        return facts.basis[sanction.basis]
    return facts.basis[0] if len(facts.basis) == 1 else None


def _cleared(
    row: RowView,
    setting: Setting,
    rank: str | None,
    sanction: Sanction,
    of: tuple[Facts, Citation | None],
    sanctions: list[tuple[Cell, Facts, Sanction, Citation | None]],
) -> Setting:
    """The answer where a higher document of the row covers the act, or may do so without its words being printed."""
    for _, _, other, provider in sanctions:
        if provider and _higher(provider.document.rank, rank) and other.kind is sanction.kind:
            return Setting(Admissibility.PASS, setting.article)
    if any(_higher(citation.document.rank, rank) for _, facts in row.extraction.facts for citation in facts.basis):
        return Setting(
            Admissibility.CANNOT_TELL, setting.article, "本栏所列上位文件的引文中没有该种处罚，是否涵盖不能确定"
        )
    if title := invoked(*of, rank):
        return Setting(Admissibility.CANNOT_TELL, setting.article, f"条文援引了《{title}》")
    return setting


def invoked(facts: Facts, provider: Citation | None, rank: str | None) -> str:
    """The title of a higher document that the text of a provider invokes (依据商标法第六十八条的规定), or nothing."""
    return next(
        (
            reference.document.title
            for reference in facts.references
            if reference.basis is not None and provider is facts.basis[reference.basis]
            if reference.document and _higher(reference.document.rank, rank)
        ),
        "",
    )


def _higher(rank: str | None, other: str | None) -> bool:
    """Whether a rank is one that sets penalties freely and stands above the other."""
    left, right = table.counting(rank), table.counting(other)
    free = ("law", "administrative_regulation", "local_regulation")
    return left in free and right in RANKS and RANKS.index(left or "") < RANKS.index(right or "")


def highest(row: RowView) -> Citation | None:
    """The citation of the highest rank among those of a row, or None where none has a known rank."""
    known = [
        citation
        for _, facts in row.extraction.facts
        for citation in facts.basis
        if table.counting(citation.document.rank) in RANKS
    ]
    return min(known, key=lambda citation: RANKS.index(table.counting(citation.document.rank) or ""), default=None)


def permit(row: RowView, day: str) -> Judgement | None:
    """A permit against the highest document of its basis; None where the row names no document."""
    citations = [citation for _, facts in row.extraction.facts for citation in facts.basis]
    if not citations:
        return None
    top = highest(row)
    unknown = any(table.counting(citation.document.rank) not in RANKS for citation in citations)
    setting = table.permit(top.document.rank if top else None, day)
    decision = next((citation for citation in citations if _DECISION.fullmatch(citation.document.title)), None)
    if setting.answer is not Admissibility.PASS and decision is not None:
        top, setting = decision, Setting(Admissibility.PASS, "行政许可法（2019）第十四条第二款")
    if setting.answer is not Admissibility.PASS and unknown:
        setting = Setting(Admissibility.CANNOT_TELL, setting.article, "部分依据的位阶不明")
    return Judgement(
        "行政许可",
        row.at_role(Role.BASIS),
        top.document.title if top else citations[0].document.title,
        top.document.rank if top else None,
        setting,
    )


def _taken(form: re.Pattern[str], words: str) -> bool:
    """Whether a measure is taken, not asked of a court or another body (可以申请司法机关予以冻结)."""
    return any(
        not _APPLIED.search(words[max(0, match.start() - _NEAR) : match.start()]) for match in form.finditer(words)
    )


def measures(row: RowView, day: str) -> Iterator[Judgement]:
    """The measures and the execution that a row of 行政强制 speaks of, against the highest document of its basis."""
    top = highest(row)
    citations = [citation for _, facts in row.extraction.facts for citation in facts.basis]
    if not citations:
        return
    words = " ".join((row.own.name, row.own.sub_name, *(cell.text for cell in row.row.all(Role.BASIS))))
    named = " ".join((row.own.name, row.own.sub_name))
    rank = top.document.rank if top else None
    title = top.document.title if top else citations[0].document.title
    place = row.at_role(Role.BASIS)
    kinds = [(kind, name) for kind, name, form in MEASURES if form.search(named)]
    if not kinds and not _EXECUTION.search(named):
        kinds = [(kind, name) for kind, name, form in MEASURES if _taken(form, words)] or [
            ("other", "其他行政强制措施")
        ]
    for kind, name in kinds:
        setting = table.measure(rank, kind, day)
        if kind == "other" and rank in {"administrative_regulation", "local_regulation"}:
            setting = Setting(Admissibility.CANNOT_TELL, setting.article, "从事项名称和条文看不出是哪一种措施")
        yield Judgement(f"行政强制措施（{name}）", place, title, rank, setting)
    if _EXECUTION.search(named):
        yield Judgement("行政强制执行", place, title, rank, table.execution(rank, day))
