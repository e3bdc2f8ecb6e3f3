"""Rows and paragraphs that say the type or the body of what follows: 一、行政处罚（共12项）."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract import rules
from extract.clean import compact
from extract.model import Cell, Role
from extract.reading.tables import content

_PRINTED = re.compile(
    r"(?P<mark>第?[一二三四五六七八九十]+(?:[、.]|部分)|\([一二三四五六七八九十]+\)|(?:附)?表[\d一二三四五六七八九十]+[、.:]?|\d{1,2}[、.])?"
    r"(?P<core>[^。;,:!?《》、\d]{2,30}?)"
    r"(?P<count>[(\[]共?计?\d+(?:大?[项类条个])?(?:,.{0,20})?[)\]]|共计?\d+大?[项类条个])?:?"
)
#: What may stand before the name of a body in a row of its own: 部门名称：某县水务局（4项）.
_OF_BODY = re.compile(
    r"^((?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))?)(?:部门|单位|机关|主体|行使主体|实施主体|责任主体|责任单位|责任部门|实施部门)(?:名称)?:(?=.{0,30}[)\]]$)"
)
#: What may stand before a type in a row of its own: 职权类别：行政许可.
_OF_TYPE = re.compile(
    r"^((?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))?)(?:行政)?(?:职权|权力|权责|权利|事项|执法)?(?:类别|类型|种类|分类):"
)
_NOTE = re.compile(r"[(（]?(?:备?注|说明|填表说明|填报说明|附注|合计|总计|小计)[)）]?\s*(?:[:：\d]|$)")
_POINT = re.compile(r"[(（]?[\d一二三四五六七八九十]{1,2}[)）.．、]\s*(?!\d)")
_MARK_OF_NOTE = re.compile("[(（]?(?:备?注|说明|填表说明|填报说明|附注)[)）]?[:：]?")
#: What the name of an act has and that of a body has not; 未央区 and 将乐县 are places.
_ACT = re.compile("未(?!央)|擅自|拒不|拒绝|违反|不按|或者|(?:规定|单位|个人|人)将")
_PAGE_MARK = re.compile("第\\d{1,4}页[,，/]?(?:共\\d{1,4}页)?|[-—–]\\d{1,4}[-—–]|\\d{1,4}[/／]\\d{1,4}页?")
#: What a web page prints below its text, and no list has in a cell.
_FURNITURE = re.compile(
    "网站标识码|备案号|ICP备|公网安备|版权所有|网站地图|联系我们|技术支持[:：]|主办(?:单位)?[:：]|(?:打印|关闭|返回)(?:本页|此页|窗口|页面|顶部)"
    "|(?:^|[\\s|【])上一[篇页条][:：]?|(?:^|[\\s|【])下一[篇页条][:：]?|^相关(?:链接|附件|阅读|文章)|分享到|扫一扫|(?:浏览|访问|阅读|点击)(?:次数|量)"
    "|责任编辑[:：]|^(?:信息|文章|稿件)?来源[:：]|^(?:(?:联系|办公|通[信讯])?地址|邮编|邮政编码)[:：]|政府网站.{0,4}找错"
)
#: A row that counts the others, and what a page says of itself: 共9项。, （以下空白）, 续下页.
_TOTAL = re.compile(
    "(?:(?:以上|以下|本[表页部类]|本?清单|全部|累计)?[，,]?(?:合计|总计|小计|共计|共有|共))[:：]?(?:\\d+大?[项条个类件种].{0,30})?"
    "|[(（]?(?:以下空白|此页无正文|未完待?续|续(?:上|下)[表页]|接(?:上|下)[表页]|转下[表页]|续表\\d?)[)）]?[。.]?"
)
_NUMERAL = re.compile("[一二三四五六七八九十]{1,3}")
_DAY = re.compile(
    r"(?:19|20|二[〇零○O])[\d〇零○O一二三四五六七八九]{2}年[\d一二三四五六七八九十]{1,2}月(?:[\d一二三四五六七八九十]{1,3}日)?"
)
_CAPTION = re.compile(
    r"(?:填报|填表|制表|编制|报送|公布|审核|发布|制定|印发|发文|实施|主管|行使)?(?P<what>单位|部门|机关|机构|人|日期|时间)(?:名称|负责人)?(?:\([^()]{0,10}\))?:(?P<value>.*?)(?:\((?:盖章|公章|印章|章|盖公章)\))?"
    # What else is filled in on the line.
    r"(?:(?:(?:填报|填表|制表|审核|报送|编制|主要)?(?:负责人|人|日期|时间)|(?:联系)?电话|联系人|[年月日]份?)(?:\([^()]{0,10}\))?:.*)?"
)

#: The same set off by blanks, whatever it is called: 主要负责人签字：, 公开方式：.
_FILLED_TOO = re.compile(r"(?:[^\S\n]{2,}|[\t\u3000]+)(?=[^\s:：]{2,12}(?:[（(][^()（）]{0,10}[)）])?[:：])")


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A section that began at ``line``: ``role`` TYPE or BODY says what ``text`` is, OTHER that it is neither.

    ``level`` grows inwards: 一、 is 1, （一） is 2, 1、 is 3, a line without a mark 4; 0 is the name of a sheet.
    """

    role: Role
    text: str
    printed: str
    level: int

    @property
    def cell(self) -> Cell:
        """The section as a cell that a row below inherits; its header is the section as printed."""
        return Cell(self.role, self.printed, self.text, 1, inherited=True)


def section(printed: str, *, spanning: bool = False) -> SectionHeading | None:
    """The section a lone text begins, or None; what is neither type nor body needs a count or to span the table.

    >>> section("一、行政处罚类（共12项）").text
    '行政处罚'
    """
    if len(printed) > 60:
        return None
    match = _PRINTED.fullmatch(_OF_TYPE.sub(r"\1", _OF_BODY.sub(r"\1", compact(printed))))
    if not match:
        return None
    mark, core = match["mark"] or "", match["core"]
    depth = _depth(mark)
    if kind := _types().fullmatch(core):
        return SectionHeading(Role.TYPE, kind[1], printed.strip(), depth)
    if (mark or match["count"] or spanning) and _bodies().search(core) and not _ACT.search(core):
        return SectionHeading(Role.BODY, core, printed.strip(), depth)
    if match["count"] or spanning:
        return SectionHeading(Role.OTHER, printed.strip(), printed.strip(), depth)
    return None


def of_sheet(name: str) -> SectionHeading | None:
    """The section that the name of a sheet says, which may leave out 行政: 许可, 处罚类, 3.强制.

    >>> of_sheet("处罚类").text
    '行政处罚'
    """
    heading = section(name) if name else None
    if (heading is None or heading.role is Role.OTHER) and (short := _short_types().fullmatch(compact(name))):
        heading = SectionHeading(Role.TYPE, f"行政{short[1]}", name.strip(), 0)
    return heading


def numbered_section(mark: str, printed: str) -> SectionHeading | None:
    """The section of a row that has its number in one cell and its words in the next: 一 | 行政许可（共5项）."""
    heading = section(f"{mark.strip()}、{printed.strip()}") if _NUMERAL.fullmatch(mark.strip()) else None
    return heading if heading and heading.role is not Role.BODY else None


def entered(trail: tuple[SectionHeading, ...], new: SectionHeading) -> tuple[SectionHeading, ...]:
    """The sections that hold after ``new`` has begun: it ends its like and everything within that.

    A type ends the type before it whatever their marks: no power is of two types.
    """
    kept = (old for old in trail if old.level < new.level or (old.level == new.level and old.role is not new.role))
    return (*(old for old in kept if new.role is not Role.TYPE or old.role is not Role.TYPE), new)


def is_note(text: str) -> bool:
    """Whether a lone text is a note or a total below the table."""
    return bool(_NOTE.match(text.strip()))


def is_point(text: str) -> bool:
    """Whether a lone text below a note is a further point of it: 2.责任事项以法律法规的规定为准."""
    return bool(_POINT.match(text.strip()))


def is_mark_of_note(text: str) -> bool:
    """Whether a cell says no more than that its row is a note."""
    return bool(_MARK_OF_NOTE.fullmatch("".join(text.split())))


def is_page_mark(text: str) -> bool:
    """Whether a lone text is the number of a page: 第3页, 第 3 页 共 12 页, - 3 -."""
    return bool(_PAGE_MARK.fullmatch("".join(text.split())))


def is_furniture(text: str) -> bool:
    """Whether a lone text is what web pages have below every text: who runs the site, its number, other pages.

    >>> is_furniture("版权所有：某县人民政府办公室"), is_furniture("主办单位责任")
    (True, False)
    """
    return len(text) <= 200 and _FURNITURE.search(text.strip()) is not None


def is_total(text: str) -> bool:
    """Whether the first cell of a row says that the row counts the others, or that the page is blank or goes on.

    >>> [is_total(text) for text in ("合 计", "共9项。", "以上共计12项，其中行政许可3项", "（以下空白）", "共同负责")]
    [True, True, True, True, False]
    """
    return bool(_TOTAL.fullmatch("".join(text.split())))


def is_signature(text: str) -> bool:
    """Whether a text is who signs a list, or the day.

    >>> is_signature("某县水务局"), is_signature("2022年6月30日"), is_signature("见2022年6月30日的决定")
    (True, True, False)
    """
    return content.is_placed_body(text) or _DAY.fullmatch("".join(text.split())) is not None


def caption(text: str) -> tuple[str, str] | None:
    """What a line above the table fills in, and with what: the first, without a stamp and what else it fills in.

    >>> caption("填报单位：某县水务局（盖章）　填报日期：2020年"), caption("填表时间：2020年")
    (('单位', '某县水务局'), ('时间', '2020年'))
    >>> caption("部门名称（盖章）：某县水务局　　　主要负责人签字：")
    ('部门', '某县水务局')
    """
    match = _CAPTION.fullmatch(compact(_FILLED_TOO.split(text, maxsplit=1)[0])) if len(text) <= 80 else None
    return (match["what"], match["value"]) if match else None


def _depth(mark: str) -> int:
    if mark.startswith("("):
        return 2
    if mark[:1].isdecimal():
        return 3
    return 1 if mark else 4


@cache
def _types() -> re.Pattern[str]:
    words = rules.table("headers")["section"]
    return re.compile(f"({'|'.join(sorted(words['types'], key=len, reverse=True))})(?:{'|'.join(words['suffixes'])})?")


@cache
def _short_types() -> re.Pattern[str]:
    """The short names of types, with the number and the count that sheets have."""
    words = rules.table("headers")["section"]
    kinds, ends = "|".join(sorted(words["short_types"], key=len, reverse=True)), "|".join(words["suffixes"])
    return re.compile(rf"(?:[\d一二三四五六七八九十]{{1,3}}[、.\-])?({kinds})(?:{ends})?(?:[(\[]?\d+[项条个]?[)\]]?)?")


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(f"(?:{rules.table('headers')['section']['bodies']})$")
