"""Signs in the text: brackets and quotation marks without their counterpart, leftover markup, words printed twice."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.audit.view import ListText, ListView, View

_RUN = re.compile(r"[\u4e00-\u9fff]{4,}")
_DOUBLED = re.compile(r"(?=(?P<before>[\u4e00-\u9fff])(?P<sign>[\u4e00-\u9fff])(?P=sign)(?P<after>[\u4e00-\u9fff]))")
_USUAL = 5  # times that the words without the doubled character stand in the list, so that they are what was meant
_JOINED = re.compile(r"、(?:和|及|以及|与)(?=[\u4e00-\u9fff])")
GB_SIGNS = "GB/T 15834—2011《标点符号用法》4.9、4.15。"
# A closing bracket of any width closes an opening one of its kind; lists mix （ and ) freely.
_KINDS = {"(": "()", "（": "()", "[": "[]", "［": "[]", "〔": "[]", "【": "【】", "《": "《》", "〈": "〈〉"}
_CLOSES = {")": "()", "）": "()", "]": "[]", "］": "[]", "〕": "[]", "】": "【】", "》": "《》", "〉": "〈〉"}
_BRACKET = re.compile(f"[{re.escape(''.join((*_KINDS, *_CLOSES)))}]")
#: Each bracket as the one of its kind that `_balanced` looks for.
_PLAIN = str.maketrans({sign: kind[0] for sign, kind in _KINDS.items()} | {s: kind[1] for s, kind in _CLOSES.items()})
_QUOTE = re.compile("[“”]")
_POINT = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Zａ-ｚ]|[①-⑳])\s*$")
_MARKUP = re.compile(
    r"</?(?:p|br|hr|div|span|font|b|i|u|em|strong|a|td|tr|th|table|tbody|li|ul|ol|sup|sub)\b[^<>]{0,200}>"
    r"|&(?:nbsp|ensp|emsp|lt|gt|amp|quot|#\d{2,5});?",
    re.IGNORECASE,
)
_TWICE = re.compile(r"([\u4e00-\u9fff]{2,8})\1(?![长员])")  # 大队大队长
# Words that are said twice on purpose.
_ON_PURPOSE = re.compile(r"(.)\1|(?:一一|人人|种种|层层|逐级|多次|反复|等等|某某|××)")
_AROUND = 12
_TITLE = 80


class _Sign(NamedTuple):
    sign: str
    kind: str
    at: int


def _balanced(text: str) -> bool:
    """Whether every bracket of a text has its counterpart and none cross: so it is of nearly all texts."""
    signs = "".join(_BRACKET.findall(text)).translate(_PLAIN)
    while signs:
        inner = signs.replace("()", "").replace("《》", "").replace("[]", "").replace("【】", "").replace("〈〉", "")
        if inner == signs:
            return False
        signs = inner
    return True


def _lonely(text: str) -> Iterator[_Sign]:
    """Brackets of a text without their counterpart; the ) of a list mark 1) is none."""
    opened: list[_Sign] = []
    for match in _BRACKET.finditer(text):
        at, sign = match.start(), match[0]
        if sign in _KINDS:
            opened.append(_Sign(sign, _KINDS[sign], at))
        else:
            kind = _CLOSES[sign]
            place = next((n for n in range(len(opened) - 1, -1, -1) if opened[n].kind == kind), None)
            if place is None:
                if not (kind == "()" and _POINT.search(text[max(0, at - 4) : at])):
                    yield _Sign(sign, kind, at)
                continue
            yield from opened[place + 1 :]
            del opened[place:]
    yield from opened


def _brackets(listing: ListView, _view: View) -> Iterator[Observation]:
    for text in listing.texts:
        if _balanced(text.text):
            continue
        for sign in sorted(_lonely(text.text), key=lambda sign: sign.at):
            missing = "没有与之配对的右括号" if sign.sign in _KINDS else "没有与之配对的左括号"
            if sign.kind in {"《》", "〈〉"}:
                missing = missing.replace("括号", "书名号")
            yield Observation(text.at(sign.at, sign.at + 1), f"“{_near(text, sign.at)}”中的“{sign.sign}”{missing}")


def _near(text: ListText, at: int) -> str:
    return " ".join(text.text[max(0, at - _AROUND) : at + _AROUND].split())


def _quotes(listing: ListView, _view: View) -> Iterator[Observation]:
    for text in listing.texts:
        opened: list[int] = []
        for match in _QUOTE.finditer(text.text):
            at = match.start()
            if match[0] == "“":
                opened.append(at)
            elif opened:
                opened.pop()
            else:
                yield Observation(text.at(at, at + 1), f"“{_near(text, at)[:-1]}……”末尾的右引号没有左引号")
        for at in opened:
            yield Observation(text.at(at, at + 1), f"{_near(text, at)}……中的左引号没有右引号")


def _markup(listing: ListView, _view: View) -> Iterator[Observation]:
    for text in listing.texts:
        marked = "<" in text.text or "&" in text.text
        if marked and (matches := list(_MARKUP.finditer(text.text))):
            first = matches[0]
            message = f"残留网页标记“{first[0]}”等，共{len(matches)}处"
            yield Observation(text.at(first.start(), first.end()), message)


class _Repeats(NamedTuple):
    """Whether words are said twice in a row, and whether a character is."""

    words: bool
    sign: bool


@lru_cache(maxsize=32768)
def _repeats(run: str) -> _Repeats:
    """What Chinese characters without a sign between them, which lists print many times, repeat."""
    return _Repeats(_TWICE.search(run) is not None, _DOUBLED.search(run) is not None)


@lru_cache(maxsize=4096)
def _repeating(text: str) -> _Repeats:
    """What any such characters of a text repeat; two rules ask it of each text of a list."""
    every = set(map(_repeats, _RUN.findall(text)))
    return _Repeats(any(repeats.words for repeats in every), any(repeats.sign for repeats in every))


def _twice(listing: ListView, _view: View) -> Iterator[Observation]:
    for text in listing.texts:
        if not _repeating(text.text).words:
            continue
        for match in _TWICE.finditer(text.text):
            word = match[1]
            if not _ON_PURPOSE.search(word) and not word.isnumeric():
                yield Observation(text.at(*match.span()), f"“{match[0]}”中“{word}”连写两次，疑为重复")


def _doubled(listing: ListView, _view: View) -> Iterator[Observation]:
    """A character printed twice where the rest of the list has it once."""
    by_words: dict[str, list[tuple[ListText, int]]] = {}
    for text in listing.texts:
        if not _repeating(text.text).sign:
            continue
        for match in _DOUBLED.finditer(text.text):
            words = match["before"] + match["sign"] * 2 + match["after"]
            by_words.setdefault(words, []).append((text, match.start() + 1))
    once = {words: places[0] for words, places in by_words.items() if len(places) == 1}
    if not once:
        return
    whole = "\n".join(text.text for text in listing.texts)
    for words, (text, at) in once.items():
        meant = words[:2] + words[3]
        usual = whole.count(meant)
        # 法规规定: where 法规 is a word by itself, nothing is doubled.
        if usual >= _USUAL and (whole.count(words[:2]) - usual - 1) * _USUAL < usual:
            message = f"“{words}”疑多一字，本清单他处写作“{meant}”"
            yield Observation(text.at(at, at + 2), message)


def _joined(listing: ListView, _view: View) -> Iterator[Observation]:
    for text in listing.texts:
        for match in _JOINED.finditer(text.text):
            opened, closed = text.text.rfind("《", 0, match.start()), text.text.rfind("》", 0, match.start())
            end = text.text.find("》", match.end())
            if opened > closed and 0 <= end - opened < _TITLE:
                title = text.text[opened : end + 1]
                yield Observation(text.at(opened, end + 1), f"标题“{title}”中“{match[0]}”的顿号多余，标题疑有误")


RULES = (
    Rule(
        code="LB004",
        zh="括号或者书名号不配对",
        en="unbalanced brackets",
        severity=Severity.WARNING,
        why=GB_SIGNS + "括号不配对时，文号、日期会与标题、条款混为一体。",
        remedy="对照原文补上或者删除括号。",
        fires=(
            {
                "name": "某项处罚",
                "basis": "《某某监察条例》国务院令第999号,2004年10月26日)第二十八条 有违法行为的，予以警告。",
            },
        ),
        quiet=(
            {
                "name": "某项处罚",
                "basis": "1)《某某监察条例》（国务院令第999号)第二十八条 （一）有违法行为的；2)其他。",
            },
        ),
        each_list=_brackets,
    ),
    Rule(
        code="LB005",
        zh="残留网页标记",
        en="leftover markup",
        severity=Severity.ERROR,
        why="清单公开的是文字，标记是从网页或者系统复制时带入的。",
        remedy="删除标记，保留文字。",
        fires=({"name": "某项审批", "basis": "<p>《某某法》第五条 应当备案。</p>"},),
        quiet=({"name": "某项审批", "basis": "罚款 5<10 万元的，《某某法》第五条 应当备案。"},),
        each_list=_markup,
    ),
    Rule(
        code="LB007",
        zh="引号不配对",
        en="unbalanced quotation marks",
        severity=Severity.WARNING,
        why="GB/T 15834—2011《标点符号用法》4.8。引号不配对时，不能确定引文到何处为止。",
        remedy="对照原文补上或者删除引号。",
        fires=({"name": "某项审批", "basis": "《某某法》第五条 应当备案。”"},),
        quiet=({"name": "某项审批", "basis": "《某某法》第五条：“应当备案。”"},),
        each_list=_quotes,
    ),
    Rule(
        code="LB016",
        zh="文字重复",
        en="words printed twice in a row",
        severity=Severity.INFO,
        why="同一词语紧接着重复，多为录入时的重复。",
        remedy="核对原文，删除重复的文字。",
        fires=({"name": "某项审批", "duties": "年度审核人力资源服务服务许可证。"},),
        quiet=({"name": "某项审批", "duties": "逐级层层落实，人人有责。"},),
        each_list=_twice,
    ),
    Rule(
        code="LB019",
        zh="标题中的顿号有误",
        en="a comma that does not belong in a title",
        severity=Severity.INFO,
        why="GB/T 15834—2011《标点符号用法》4.5：“和”“及”前不用顿号；标题与原件不符，检索不到原文件。",
        remedy="对照原件改正标题。",
        fires=({"name": "某项审批", "basis": "《某市服务设施范围、和支付标准管理办法》第五条 应当审批。"},),
        quiet=({"name": "某项审批", "basis": "《某市服务设施、范围和支付标准管理办法》第五条 甲、和乙应当审批。"},),
        each_list=_joined,
    ),
    Rule(
        code="LB020",
        zh="疑多一字",
        en="a character that seems to be printed twice",
        severity=Severity.INFO,
        why="同一清单中相同的词语只有此处多一字，多为录入错误。",
        remedy="对照原文改正。",
        fires=(
            {"name": "甲项", "basis": "《甲某法》第五条 可以按规规定申请。"},
            *({"name": "乙项", "basis": "《乙某法》第五条 可以按规定申请。"} for _ in range(5)),
        ),
        quiet=tuple({"name": "乙项", "basis": "《乙某法》第五条 可以按规定申请，工会会员除外。"} for _ in range(5)),
        each_list=_doubled,
    ),
)
