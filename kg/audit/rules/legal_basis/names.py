"""How documents are named: titles that are short, references that were not resolved, ranks that are not known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.clean import left_out
from extract.facts import Resolution
from extract.model import Role
from extract.understanding.titles import canonical, is_abbreviation
from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.audit.finding import Place
    from kg.audit.view import BasisMention, ListView, RowView, View

_ISSUED = re.compile("关于|印发|转发|颁发|发布|公布|批转|下发|颁布|实行|贯彻|执行|做好|开展|加强")
# A break of the line is the cell's, a blank within one is in the title; one behind a body parts it from the next.
_BLANK = re.compile("[\u4e00-\u9fff〉](?<![部委局厅院署办室会行央府])[ \u3000\\t\xa0]+[\u4e00-\u9fff〈]")
_STATE = "中华人民共和国"
#: References that name their document; 本法 and 前款 mean what the quote is of.
_NAMING = frozenset({"named", "abbreviation", "number"})


def _unresolved(listing: ListView, _view: View) -> Iterator[Observation]:
    for text in listing.texts:
        for reference in text.facts.references:
            if reference.how in _NAMING and reference.resolution is Resolution.UNRESOLVED:
                words = text.text[reference.start : reference.end]
                message = f"“{' '.join(words.split())}”指哪一部文件，清单中没有写明"
                yield Observation(text.at(reference.start, reference.end), message)


def _ambiguous(listing: ListView, _view: View) -> Iterator[Observation]:
    for text in listing.texts:
        for reference in text.facts.references:
            if reference.how in _NAMING and reference.resolution is Resolution.AMBIGUOUS:
                words = text.text[reference.start : reference.end]
                message = f"“{' '.join(words.split())}”可能指不止一部文件"
                yield Observation(text.at(reference.start, reference.end), message)


def _first_of_each(listing: ListView, view: View) -> Iterator[tuple[BasisMention, list[BasisMention]]]:
    """For each document that the list names: where it does so first, and every mention of it anywhere."""
    seen: set[str] = set()
    for mention in view.by_list.get(listing.name, ()):
        title = mention.citation.document.title
        if title not in seen:
            seen.add(title)
            yield mention, view.by_document[title]


def _rank(listing: ListView, view: View) -> Iterator[Observation]:
    for mention, every in _first_of_each(listing, view):
        if all(mention.citation.document.rank is None for mention in every):
            title = mention.citation.document.title
            message = f"《{mention.citation.title}》是法规、规章还是规范性文件，从标题和文号看不出来"
            yield Observation(mention.place, message, document=title)


def _bare(listing: ListView, view: View) -> Iterator[Observation]:
    for mention, every in _first_of_each(listing, view):
        document = mention.citation.document
        if document.title.endswith("决定") and "修改" in document.title:
            continue
        identified = any(
            mention.citation.numbers or mention.citation.dates or mention.citation.document.promulgated_by
            for mention in every
        )
        if (
            document.rank == "law"
            or identified
            or mention.text.role is not Role.BASIS
            or view.register.versions(document.title)
        ):
            continue
        # What is named within the notice that issues it has the number of the notice.
        if any(
            document.title in other.document.title
            for other in mention.text.facts.basis
            if other is not mention.citation and other.document.title != document.title
        ):
            continue
        message = f"《{mention.citation.title}》没有文号，也没有公布日期"
        yield Observation(mention.place, message, document=document.title)


def _short(listing: ListView, _view: View) -> Iterator[Observation]:
    """Each short title once a list, with the number of places."""
    by_title: dict[tuple[str, str], list[Place]] = {}
    for text in listing.texts:
        for citation in text.facts.basis if text.role is Role.BASIS else ():
            full = citation.document.title
            short = full == _STATE + citation.title and canonical(citation.title) == full
            if short or is_abbreviation(citation.title):
                place = text.at(citation.title_start, citation.title_end)
                by_title.setdefault((citation.title, full if short else ""), []).append(place)
    for (title, full), places in by_title.items():
        says = f"全称为《{full}》" if full else "本栏没有写明全称"
        yield Observation(places[0], f"“{title}”是简称（{len(places)}处），{says}", document=full)


def _notice(listing: ListView, _view: View) -> Iterator[Observation]:
    for text in listing.texts:
        for citation in text.facts.basis:
            title = left_out(citation.title)
            if title.endswith("的通知") and not _ISSUED.search(title):
                message = f"标题“{title}”以“的通知”结尾，但没有“关于印发”一类字样，标题不全"
                place = text.at(citation.title_start, citation.title_end)
                yield Observation(place, message, document=citation.document.title)


def _unprovided(row: RowView, _view: View) -> Iterator[Observation]:
    for cell, facts in row.extraction.facts:
        for sanction in facts.sanctions if not cell.inherited else ():
            if sanction.provision is None and sanction.basis is None:
                words = cell.text[sanction.start : sanction.end]
                place = row.at(cell, sanction.start, sanction.end)
                yield Observation(place, f"“{' '.join(words.split())}”由哪一文件规定，本栏没有写明")


def _blank_in_title(listing: ListView, _view: View) -> Iterator[Observation]:
    for text in listing.texts:
        for citation in text.facts.basis:
            printed = text.text[citation.title_start : citation.title_end]
            if _BLANK.search(printed):
                whole = left_out(printed)
                message = f"标题“{' '.join(printed.split())}”中间有空白，应为“{whole}”"
                yield Observation(
                    text.at(citation.title_start, citation.title_end), message, document=citation.document.title
                )


RULES = (
    Rule(
        code="LB009",
        zh="所提到的文件没有写明",
        en="a reference to a document that is not named",
        severity=Severity.INFO,
        why="引用应当能确定所指文件；只写《条例》《办法》或者文号，读者不能核对。",
        remedy="写明文件全称；在本栏首次出现时注明简称。",
        fires=({"name": "某项处罚", "basis": "《某某法》第五条 违反本法的，依照《条例》第六条处罚。"},),
        quiet=({"name": "某项处罚", "basis": "《某某法》第五条 违反本法第四条的，予以警告。"},),
        each_list=_unresolved,
    ),
    Rule(
        code="LB010",
        zh="所提到的文件可能不止一部",
        en="a reference that may mean several documents",
        severity=Severity.INFO,
        why="简称可以对应两部以上文件时，不能确定所指。",
        remedy="写明文件全称。",
        fires=(
            {
                "name": "某项处罚",
                "basis": "《甲管理条例》第五条 登记。《乙管理条例》第六条 登记。《丙办法》第七条 依照《条例》处罚。",
            },
        ),
        quiet=({"name": "某项处罚", "basis": "《某某法》第五条 违反本法第四条的，予以警告。"},),
        each_list=_ambiguous,
    ),
    Rule(
        code="LB011",
        zh="位阶不明",
        en="a document of unknown rank",
        severity=Severity.INFO,
        why="处罚、许可、强制可以由哪一级文件设定，取决于效力位阶（立法法、行政处罚法、行政许可法、行政强制法）。",
        remedy="补充文号和制定机关。",
        fires=({"name": "某项登记", "basis": "《某某登记办法》第五条 应当登记。"},),
        quiet=({"name": "某项登记", "basis": "《某某登记办法》（某某部令第9号）第五条 应当登记。"},),
        each_list=_rank,
        across=True,
    ),
    Rule(
        code="LB012",
        zh="文件没有文号也没有日期",
        en="a document without number and date",
        severity=Severity.INFO,
        why="法律以外的文件同名的不少，没有文号和日期不能确定是哪一部、哪一版。",
        remedy="补充文号、公布日期和最近一次修改的日期。",
        fires=({"name": "某项登记", "basis": "《关于加强某项登记工作的通知》第五条 应当登记。"},),
        quiet=({"name": "某项登记", "basis": "《关于加强某项登记工作的通知》（某发〔2010〕9号）第五条 应当登记。"},),
        each_list=_bare,
        across=True,
    ),
    Rule(
        code="LB013",
        zh="法律责任没有写明由哪一文件规定",
        en="a sanction without a providing document",
        severity=Severity.INFO,
        why="法律责任须有规定它的条款（行政处罚法第四条：没有依据的，行政处罚无效见第三十八条）。",
        remedy="补充规定该法律责任的文件和条款。",
        fires=({"name": "某项处罚", "basis": "有违法行为的，由主管部门处五百元以上二千元以下的罚款。"},),
        quiet=({"name": "某项处罚", "basis": "《某某法》第五条 有违法行为的，处五百元以上二千元以下的罚款。"},),
        each_row=_unprovided,
    ),
    Rule(
        code="LB017",
        zh="依据使用简称",
        en="a basis cited by a short title",
        severity=Severity.INFO,
        why="引用法规文件应当使用全称（GB/T 9704—2012和《立法技术规范（试行）（一）》的要求）。",
        remedy="改为全称。",
        fires=({"name": "某项处罚", "basis": "《劳动法》第九十条 有违法行为的，予以警告。"},),
        quiet=({"name": "某项处罚", "basis": "《中华人民共和国劳动法》第九十条 有违法行为的，予以警告。"},),
        each_list=_short,
    ),
    Rule(
        code="LB018",
        zh="通知的标题不全",
        en="the title of a notice is not whole",
        severity=Severity.WARNING,
        why="公文标题由发文机关、事由和文种组成（《党政机关公文处理工作条例》第九条第六项）；缺少“关于印发（转发）”时，所引的是办法还是通知不能确定。",
        remedy="对照原件写全标题；引用办法本身的，删除“的通知”。",
        fires=(
            {"name": "某项审核", "basis": "《某某关系转移接续暂行办法的通知》（国办发〔2009〕999号）第三条 审核。"},
        ),
        quiet=(
            {
                "name": "某项审核",
                "basis": "《关于转发某某关系转移接续暂行办法的通知》（国办发〔2009〕999号）第三条 审核。",
            },
        ),
        each_list=_notice,
    ),
    Rule(
        code="LB023",
        zh="标题中有空白",
        en="blank inside a title",
        severity=Severity.INFO,
        why="标题应当与文件原名一致；中间有空白，按名称检索不到。",
        remedy="删除空白。",
        fires=({"name": "甲项", "basis": "《关于进一步完善登记 管理的通知》（某部发〔2014〕97号）第二条 登记。"},),
        quiet=({"name": "甲项", "basis": "《关于进一步完善登记管理的通知》（某部发〔2014〕97号）第二条 登记。"},),
        each_list=_blank_in_title,
    ),
)
