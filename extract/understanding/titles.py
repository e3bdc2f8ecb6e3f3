"""Documents by their titles: one canonical title for every spelling, the rank, the document behind a notice.

The authority file (``rules/titles.toml``, ``rules/titles_departments.toml``) knows documents by name;
``rules/title_forms.toml`` says what the form of a title, a number or a label means where no name is known;
``rules/places.toml`` holds the names of places and departments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from extract.clean import compact, left_out, simplified
from extract.facts import Document
from extract.rules import load, pattern, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_STATE: Final = "中华人民共和国"
_FORMS: Final = "title_forms"
_SIGNS: Final = str.maketrans("<>《》•・‧∙⋅●", "〈〉〈〉······")
# A dash is one sign between figures and letters (2021-2025), two between words (某准则——某准则).
_SHORT_DASH, _LONG_DASH = (
    re.compile("(?<=[0-9A-Z])[-‐‑–—―─]+(?=[0-9A-Z])"),
    re.compile("[-‐‑–—―─]{2,}|[‐‑–—―─]|-(?![0-9A-Z])"),
)
_QUOTES: Final = re.compile('["“”„〝〞]')
_EDGES: Final = "、,。;:.· "
# What a title carries at its end that is no part of it: the edition, the decree, that it is out of force.
_EDITION: Final = re.compile(
    r"[(\[【〔](?:(?:根据)?(?:(?:19|20)\d\d年?(?:\d{1,2}月(?:\d{1,2}日)?)?)?(?:第[一二三四五六七八九十\d]{1,3}次)?"
    r"(?:修正|修订|修改|公布|发布|颁布|施行|实施|通过)(?:版|本|文本|稿)?|已?(?:废止|失效|修改)|现行有效"
    r"|[^()〈〉]*(?:令|公告|[〔\[]\d{4}[〕\]])[^()〈〉]*号[^()〈〉]*)[)\]】〕]$"
)
_YEAR_EDITION: Final = re.compile(r"(?<=[法例])[(\[【〔](?:19|20)\d\d年?[)\]】〕]$")
_IMPLEMENTING: Final = re.compile(r"(.*?实施)〈?([^〈〉]+?)〉?(的?(?:若干)?(?:办法|细则|规定|条例)(?:\(试行\))?)")
_LOOSE_OPINION: Final = re.compile(r"(关于.+?)(?<!的)((?:若干|指导|实施)?意见)")
_TAIL: Final = re.compile(r"\([^()]*\)$")
_NOT_HAN: Final = re.compile("[^\u4e00-\u9fff]")
_SHORT_LAW: Final = re.compile("(?<!办)法典?$|条例$|法实施(?:条例|细则|办法)$")
# A department issues the same title now by decree, now by notice: the number tells which.
_OF_DEPARTMENTS: Final = frozenset({"department_rule", "normative_document"})
_LOCAL_RULES: Final = frozenset({"local_government_rule"})
# Longer words are no title, whatever they begin and end with.
_LONGEST_TITLE: Final = 300


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """A document of the authority file; ``repealed`` where it is known to be out of force."""

    title: str
    rank: str
    repealed: bool = False


@cache
def _authority() -> Mapping[str, AuthorityEntry]:
    """Every document of the authority file by canonical title."""
    data = table("titles")
    lists = (
        (data["repealed"], True),
        (table("titles_departments")["documents"], False),
        (data["documents"], False),
    )
    return {
        (name := _level(title)): AuthorityEntry(name, code, repealed)
        for ranks, repealed in lists
        for code, titles in ranks.items()
        for title in titles
    }


@cache
def _aliases() -> Mapping[str, str]:
    """Every other spelling to its canonical title: listed ones, and titles without the name of the state."""
    known = _authority()
    without_state = {title.removeprefix(_STATE): title for title in known if title.startswith(_STATE)}
    listed = {_level(alias): _level(title) for alias, title in table("titles")["aliases"].items()}
    return {alias: title for alias, title in {**without_state, **listed}.items() if alias not in known}


def entry(title: str) -> AuthorityEntry | None:
    """What the authority file knows of the document, or None."""
    return _authority().get(canonical(title))


@lru_cache(maxsize=65536)
def canonical(title: str) -> str:
    """The one title of a document for all its spellings.

    NFKC, no blanks, inner brackets 〈〉, edition and decree number behind the title dropped, aliases resolved;
    (试行) and (暂行) stay, they are part of the title.

    >>> canonical("劳动法"), canonical("《中华人民共和国 公司法》（2018年修正）")
    ('中华人民共和国劳动法', '中华人民共和国公司法')
    """
    text = _level(title).replace("全国人大常委会", "全国人民代表大会常务委员会")
    while (shorter := _EDITION.sub("", _YEAR_EDITION.sub("", text)).strip(_EDGES)) != text:
        text = _unwrap(shorter)
    result = _resolve(text)
    if result not in _authority() and (match := _IMPLEMENTING.fullmatch(result)):
        law = _resolve(match[2])
        if law in _authority():
            return f"{match[1]}〈{law}〉{match[3]}"
    return result


def _resolve(text: str) -> str:
    """``text`` as the authority file writes it; 中华人民共和国 before a title that has none is dropped."""
    if text in _authority():
        return text
    if (result := _aliases().get(text)) is not None:
        return result
    bare = text.removeprefix(_STATE)
    return bare if bare in _authority() else _aliases().get(bare, text)


@lru_cache(maxsize=65536)
def _level(title: str) -> str:
    """One form for width, blanks, brackets, points, dashes, quotation marks and converted characters."""
    text = simplified(compact(title)).translate(_SIGNS)
    text = _LONG_DASH.sub("——", _SHORT_DASH.sub("-", text))
    signs = iter(range(len(text)))
    text = _QUOTES.sub(lambda _: "“”"[next(signs) % 2], text)
    return _unwrap(text.strip(_EDGES))


def _unwrap(text: str) -> str:
    """``text`` without 〈〉 round the whole of it."""
    while text.startswith("〈") and next((end for start, end in _bracketed(text) if start == 0), 0) == len(text):
        text = text[1:-1].strip(_EDGES)
    return text


def _bracketed(text: str) -> Iterator[tuple[int, int]]:
    """Places of the outermost 〈…〉, brackets included."""
    depth = start = 0
    for place, sign in enumerate(text):
        if sign == "〈":
            start = start if depth else place
            depth += 1
        elif sign == "〉" and depth:
            depth -= 1
            if not depth:
                yield start, place + 1


# notices


@lru_cache(maxsize=16384)
def issued_by_notice(title: str) -> str | None:
    """Canonical title of the single document that a notice issues or forwards; None for any other document.

    >>> issued_by_notice("关于印发〈就业补助资金管理办法〉的通知")
    '就业补助资金管理办法'
    """
    notice = canonical(title)
    if len(notice) > _LONGEST_TITLE:
        return None
    match = pattern(_FORMS, "issuing_notice").search(notice) or pattern(_FORMS, "verbless_notice").search(notice)
    if match is None or (what := _single(match["what"])) is None:
        return None
    inner = canonical(what)
    return issued_by_notice(inner) or inner if len(inner) < len(notice) else None


def _single(what: str) -> str | None:
    """The one document that the words after the verb name."""
    brackets = list(_bracketed(what))
    if len(brackets) > 1 or pattern(_FORMS, "two_documents").search(what):
        return None
    if not brackets:
        what = what.strip("“”") if what.count("“") == 1 and what[0] == "“" and what[-1] == "”" else what
        return _without_sender(what) if pattern(_FORMS, "issued_form").search(what) else None
    (start, end) = brackets[0]
    after = what[end:]
    if not _TAIL.sub("", after):
        return what[start + 1 : end - 1] + after
    return what if pattern(_FORMS, "issued_form").search(after) else None


def _without_sender(what: str) -> str:
    """A forwarded document without the names of those who wrote it: 财政部关于某事意见 is 关于某事的意见."""
    if match := _sender().match(what):
        what = what[match.end() :] or what
    match = _LOOSE_OPINION.fullmatch(what)
    return f"{match[1]}的{match[2]}" if match else what


@cache
def _sender() -> re.Pattern[str]:
    """One or more departments of the State Council, 等部门 behind them."""
    names = sorted(table("places")["departments"], key=len, reverse=True)
    return re.compile(rf"(?:(?:{'|'.join(names)})(?!门)(?:办公厅|办公室)?[、和]?)+(?:等[^关]{{0,6}}(?:部门|单位))?")


# rank


def document(title: str, numbers: Sequence[str] = (), label: str | None = None) -> Document:
    """The document a printed title stands for: canonical title, rank, and the notice that promulgates it.

    ``numbers`` are the numbers stated for it (国务院令第700号), ``label`` the rank printed before it (【法律】).
    """
    return _document(title, tuple(numbers), label)


@lru_cache(maxsize=65536)
def _document(title: str, numbers: tuple[str, ...], label: str | None) -> Document:
    notice = canonical(title)
    issued = issued_by_notice(notice)
    if issued is None:
        return Document(notice, _rank(notice, numbers, label))
    return Document(issued, _rank(issued, numbers, label) or "normative_document", notice)


def rank(title: str, numbers: Sequence[str] = (), label: str | None = None) -> str | None:
    """Rank code of a document, or None where neither name, number, label nor form decides.

    A known name decides first, then a form that cannot err (中华人民共和国…法), a clear number, a telling form,
    a printed label, and last what a form mostly means.
    """
    return _rank(title, tuple(numbers), label)


@lru_cache(maxsize=65536)
def _rank(title: str, numbers: tuple[str, ...], label: str | None) -> str | None:
    numbered = next(filter(None, map(_rank_of_number, numbers)), None)
    known = entry(title)
    if known:
        stated = known.rank in _OF_DEPARTMENTS and numbered in _OF_DEPARTMENTS | _LOCAL_RULES
        return numbered if stated else known.rank
    text = canonical(title)
    if is_abbreviation(text):
        return numbered or _rank_of_label(label, text)
    return (
        _decides("title", text)
        or numbered
        or _local(text)
        or _decides("form", text)
        or _rank_of_label(label, text)
        or _decides("default", text)
    )


@cache
def _deciding(of: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rules = ((rule.pattern, dict(rule.data)) for rule in load(_FORMS))
    return tuple((form, data["rank"]) for form, data in rules if data["of"] == of)


def _decides(of: str, text: str) -> str | None:
    return next((code for form, code in _deciding(of) if form.search(text)), None)


@lru_cache(maxsize=16384)
def _rank_of_number(number: str) -> str | None:
    """The rank a number shows; an order of a local department is none of a ministry."""
    code = _decides("number", left_out(number))
    return "normative_document" if code == "department_rule" and place(number) else code


def _rank_of_label(label: str | None, text: str) -> str | None:
    """The rank a printed label says; a rule (规章) is that of a department unless the title begins with a place."""
    code: str | None = table(_FORMS)["labels"].get(_NOT_HAN.sub("", label or ""))
    return "local_government_rule" if code == "department_rule" and place(text) else code


def _local(text: str) -> str | None:
    """The rank of a local document whose form tells: only congresses make 条例, counties make no rules."""
    where = place(text)
    form = _TAIL.sub("", text)
    if form.endswith("条例"):
        return "local_regulation" if where or _places("bare").match(text) else None
    if where and (("实施〈" in form and "法〉" in form) or "人民代表大会" in form):
        return "local_regulation"
    return "normative_document" if where == "county" and form.endswith(("办法", "规定", "细则")) else None


@lru_cache(maxsize=16384)
def place(text: str) -> str | None:
    """Whether ``text`` begins with the name of a province, a city or a county: that word, or None."""
    match = _places("full").match(text)
    return match.lastgroup if match else None


@cache
def _places(form: str) -> re.Pattern[str]:
    """Names of places in full, or bare as regulations on one spot bear them (杭州西湖…条例)."""
    data = table("places")
    province, city = ("|".join(sorted(data[key], key=len, reverse=True)) for key in ("provinces", "cities"))
    if form == "bare":
        return re.compile(rf"{'|'.join(data['provinces_bare'])}|{city}")
    return re.compile(
        rf"(?P<province>{province})|(?P<city>(?:{city})(?:{data['city_ends']})|{data['city_form']})"
        rf"|(?P<county>{data['county_form']})"
    )


# titles in running text


@cache
def short_names() -> Mapping[str, str]:
    """Names of laws and of 中华人民共和国…条例 that stand bare in running text, to their canonical titles.

    A name may stand inside a longer word or title (保险法 in 社会保险法, 统计法 in 统计法律, 河道管理条例 in
    某省河道管理条例): take the longest match, none before 律, and none of a regulation behind the name of a place.
    """
    unfit = set(table("titles")["never_bare"])
    return {
        alias: title
        for alias, title in _aliases().items()
        if alias not in unfit and _SHORT_LAW.search(alias)
        if _authority()[title].rank == "law"
        or (_authority()[title].rank == "administrative_regulation" and title.startswith(_STATE))
    }


@cache
def ambiguous_names() -> tuple[str, ...]:
    """Short names of laws that are also parts of other words: 监督法 stands in 监督法规 and 产品质量监督法."""
    return tuple(name for name in table("titles")["never_bare"] if _SHORT_LAW.search(name) and name in _aliases())


@lru_cache(maxsize=65536)
def looks_legal(title: str) -> bool:
    """Whether a title in 《》 names a legal document, not a form, a certificate or a paper."""
    text = canonical(title)
    if text in _authority():
        return True
    # 某规程--某机: the form stands before the dash.
    forms = [_TAIL.sub("", part) for part in {text, text.partition("——")[0]}]
    return any(pattern(_FORMS, "legal").search(form) and not pattern(_FORMS, "paper").search(form) for form in forms)


def amends(title: str) -> bool:
    """Whether a document is one that changes another: its articles begin with the provision that they change."""
    return title.endswith("修正案") or "关于修改" in title


@lru_cache(maxsize=16384)
def is_abbreviation(title: str) -> bool:
    """Whether a title is a generic word for a document named elsewhere (《条例》, 《暂行办法》)."""
    return bool(pattern(_FORMS, "abbreviation").search(_level(title)))
