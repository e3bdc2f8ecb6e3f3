"""Quotes against the articles of the statute library; nothing is said of a document whose text is not held."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.facts import SanctionKind
from kg.audit.finding import Severity, shorten
from kg.audit.rule import Observation, Rule
from kg.laws import lookup
from kg.laws.comparison import changes
from kg.laws.difference import phrase, words
from kg.laws.matching.match import Class
from kg.laws.matching.quotes import citations
from kg.laws.wording import bare, figured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.audit.view import ListText, ListView, View
    from kg.laws.comparison import WordChange
    from kg.laws.matching.match import Match

_CHANGES = 3  # differences that a message shows
_SHORT = 24  # characters of each, and of a change that is no other text
_SAME = 0.95  # likeness from which words are those of an article
_ALIKE = 0.75  # from which a quote is that of its article but for what is changed
_SIGNS = (
    re.compile("[一二三四五六七八九十百千万亿两半\\d]+"),
    re.compile("[不未无非]|禁止|除外"),
    re.compile("以[上下内]"),
)
_NUMBER = "[(（](?:[一二三四五六七八九十]{1,3}|\\d{1,2})"
_ITEM = re.compile(f"^[;；。]?{_NUMBER}[)）]|{_NUMBER}$")


def _matches(listing: ListView, view: View, *kinds: Class) -> Iterator[tuple[ListText, Match]]:
    if view.matcher is None:
        return
    for text in listing.texts:
        if text.facts.basis:
            for cited in citations(text.text, text.facts):
                match = view.matcher.match(cited) if cited.kind == "basis" else None
                if match is not None and match.kind in kinds:
                    yield text, match


def _observation(text: ListText, match: Match, message: str) -> Observation:
    cited = match.cited
    return Observation(text.at(cited.start, cited.end), message, document=match.document, provision=match.provision)


def _name(match: Match) -> str:
    return f"《{match.cited.title}》{words(match.provision)}" if match.provision else f"《{match.cited.title}》"


def _nowhere(listing: ListView, view: View) -> Iterator[Observation]:
    for text, match in _matches(listing, view, Class.MISMATCH):
        message = f"引文“{shorten(match.cited.quote)}”不是{_name(match)}的内容，法规库的其他条文中也没有"
        yield _observation(text, match, message)


def _no_provision(listing: ListView, view: View) -> Iterator[Observation]:
    for text, match in _matches(listing, view, Class.NO_SUCH_PROVISION):
        versions = "、".join(match.versions)
        yield _observation(text, match, f"法规库所存各版本（{versions}）都没有{_name(match)}")


def _other_article(listing: ListView, view: View) -> Iterator[Observation]:
    for text, match in _matches(listing, view, Class.RENUMBERED):
        if match.best:
            where = f"{words(match.best.provision)}"
            same = match.best.similarity >= _SAME
            says = f"是{where}的内容" if same else f"与{where}相近（相似度{match.best.similarity:.2f}）"
            yield _observation(text, match, f"引文{says}（{match.best.version}文本），标注为{_name(match)}")


def _older(listing: ListView, view: View) -> Iterator[Observation]:
    for text, match in _matches(listing, view, Class.AMENDED):
        if match.best:
            message = f"{_name(match)}的引文是{match.best.version}文本，{view.as_of}有效的是{match.version}文本"
            yield _observation(text, match, message)


def _other_document(listing: ListView, view: View) -> Iterator[Observation]:
    for text, match in _matches(listing, view, Class.OTHER_DOCUMENT):
        if match.best:
            message = f"引文是《{match.best.document}》{words(match.best.provision)}的内容，标注为{_name(match)}"
            yield _observation(text, match, message)


def _changed(match: Match) -> list[WordChange]:
    """The changes of a quote; punctuation alone, and the script of figures, is the printer's, not the law's."""
    best = match.best
    if best and not any(
        bare(change.quote) != bare(change.law) for change in changes(figured(match.cited.quote), figured(best.text))
    ):
        return []
    return [change for change in match.differs if bare(change.quote) != bare(change.law)]


def _tells(change: WordChange) -> bool:
    """Whether a change may alter what the words mean: a figure, a negation, a bound, a whole item."""
    # 县级以上 bounds nothing.
    ours, theirs = (bare(words).replace("级以上", "级") for words in (change.quote, change.law))
    if len(ours + theirs) <= _SHORT and any(
        sorted(sign.findall(ours)) != sorted(sign.findall(theirs)) for sign in _SIGNS
    ):
        return True
    return not ours and bool(_ITEM.search(change.law))


def _telling(match: Match) -> list[WordChange]:
    """The changes that alter the meaning of a quote that is else that of its article, and of it alone.

    A figure in another script (2% for 百分之二) alters nothing.
    """
    best = match.best
    if best is None or best.similarity < _ALIKE or len(match.cited.group) != 1:
        return []
    meant = [change for change in changes(figured(match.cited.quote), figured(best.text)) if _tells(change)]
    if not meant:
        return []
    # Figures that are alike are no change of the meaning, wherever they stand: those that differ are shown as printed.
    printed = [change for change in _changed(match) if _tells(change) and not _alike(change)]
    return printed if len(printed) <= len(meant) else meant


def _alike(change: WordChange) -> bool:
    return figured(change.quote) == figured(change.law)


def _differs(listing: ListView, view: View) -> Iterator[Observation]:
    yield from _near(listing, view, meant=False)


def _meaning(listing: ListView, view: View) -> Iterator[Observation]:
    yield from _near(listing, view, meant=True)


def _near(listing: ListView, view: View, *, meant: bool) -> Iterator[Observation]:
    for text, match in _matches(listing, view, Class.NEAR):
        every = _changed(match)
        telling = _telling(match)
        if every and bool(telling) == meant:
            shown = phrase(telling if meant else every, _CHANGES, _SHORT)
            says = "改变了条文的含义" if meant else "与条文不同"
            yield _observation(text, match, f"{_name(match)}的引文{says}：{shown}")


def _fines(listing: ListView, view: View) -> Iterator[Observation]:
    if view.library is None:
        return
    for text in listing.texts:
        for sanction in text.facts.sanctions:
            whole = (
                sanction.kind is SanctionKind.FINE
                and sanction.basis is not None
                and sanction.provision
                and sanction.maximum
            )
            if not whole or sanction.basis is None:
                continue
            title = text.facts.basis[sanction.basis].document.title
            ranges = lookup.fine_ranges(view.library, title, sanction.provision or "", view.as_of)
            same_unit = [wide for wide in ranges if wide.unit == sanction.unit]
            if same_unit and not any(
                (wide.minimum, wide.maximum) == (sanction.minimum, sanction.maximum) for wide in same_unit
            ):
                quote = " ".join(text.text[sanction.start : sanction.end].split())
                message = f"“{quote}”与《{title}》{words(sanction.provision or '')}现行条文的罚款幅度不符"
                place = text.at(sanction.start, sanction.end)
                yield Observation(place, message, document=title, provision=sanction.provision or "")


_WHY = "引文应当与现行有效的条文一致；比对以法规库（quanze laws）所存文本为准，没有存入的文件不作判断。"
_FIRES = {"name": "某项处罚", "type": "行政处罚"}
_QUIET = (
    {**_FIRES, "basis": "《中华人民共和国示例管理法》第五条 未经登记从事示例活动的，处二千元以上一万元以下的罚款。"},
)


def _rule(code: str, names: tuple[str, str], severity: Severity, remedy: str, basis: str, look: object) -> Rule:
    return Rule(
        code=code,
        zh=names[0],
        en=names[1],
        severity=severity,
        why=_WHY,
        remedy=remedy,
        fires=({**_FIRES, "basis": basis},),
        quiet=_QUIET,
        each_list=look,  # type: ignore[arg-type]
        dated=True,
    )


_LAW = "《中华人民共和国示例管理法》"
RULES = (
    _rule(
        "LW001",
        ("引文不是所标条款的内容", "a quote that is not in the article"),
        Severity.WARNING,
        "对照现行文本改正引文或者条款。",
        f"{_LAW}第五条 经营者应当每季度向社会公布全部水质检测报告并接受抽查监督。",
        _nowhere,
    ),
    _rule(
        "LW002",
        ("条款不存在", "a provision that no version has"),
        Severity.WARNING,
        "核对条款序号。",
        f"{_LAW}第九十九条",
        _no_provision,
    ),
    _rule(
        "LW003",
        ("引文是另一条的内容", "a quote from another article"),
        Severity.WARNING,
        "改正条款序号。",
        f"{_LAW}第四条 未经登记从事示例活动的，处二千元以上一万元以下的罚款。",
        _other_article,
    ),
    _rule(
        "LW004",
        ("引文不是当时有效的条文", "a quote from a version not in force"),
        Severity.WARNING,
        "按现行文本更新引文。",
        f"{_LAW}第五条 未经备案从事示例活动的，由示例主管部门予以警告，并处五百元以上二千元以下的罚款。",
        _older,
    ),
    _rule(
        "LW005",
        ("引文与条文文字不同", "a quote that differs from the article"),
        Severity.INFO,
        "对照现行文本核对文字。",
        f"{_LAW}第五条 未经登记擅自从事示例活动的，处二千元以上一万元以下的罚金。",
        _differs,
    ),
    _rule(
        "LW006",
        ("引文是另一文件的内容", "a quote from another document"),
        Severity.WARNING,
        "改正文件名称或者引文。",
        f"{_LAW}第六条 示范活动的组织者应当在活动开始前十日内向所在地的示范主管部门提交活动方案和安全预案。",
        _other_document,
    ),
    _rule(
        "LW007",
        ("罚款幅度与条文不符", "a fine range that is not that of the article"),
        Severity.WARNING,
        "对照现行文本改正数额。",
        f"{_LAW}第五条 未经登记从事示例活动的，处二千元以上五万元以下的罚款。",
        _fines,
    ),
    _rule(
        "LW008",
        ("引文改变了条文的含义", "a quote changed so that its meaning changes"),
        Severity.WARNING,
        "对照现行文本改正引文。",
        f"{_LAW}第五条 未经登记从事示例活动的，处二千元以上三万元以下的罚款。",
        _meaning,
    ),
)
