"""What a column holds, told by its cells alone: where a header is missing, unknown, or needs to be borne out."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from extract import rules
from extract.clean import compact
from extract.model import Role
from extract.reading.header_words import LEGAL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: The share of its cells that must speak for a role.
MOST = 0.6
HALF = 0.5
_CODE = re.compile(r"(?=.*\d)[0-9A-Za-z\s./-]{8,60}")
_ARTICLE = re.compile("第?[一二三四五六七八九十百零〇0-9]+条")
_SERIAL = re.compile(r"[(（]?(?:(?!0\d{3})\d{1,5}|\d{1,3}[-.－]\d{1,3})[)）.、]?")
_TELEPHONE = re.compile(
    r"(?:[^\d]{0,12}(?:0[1-9]\d{1,2}[-－—)）\s]*)?[1-9]\d{6,7}|[^\d]{0,12}1\d{10})(?:[、,，;；/\s转-].*)?", re.DOTALL
)
_DEGREE = re.compile(
    r"(?:情节|违法程度|违法|程度|后果|危害)?(?:特别|极其|比较|较为|较|最)?(?:轻微|轻|一般|严重|重|恶劣|从轻|从重|减轻|不予处罚|免予处罚|中等|中|低|高)"
    r"(?:违法|违法行为|情节|情形|程度|档|等|处罚)?|第?[一二三四五六七八九1-9ⅠⅡⅢⅣA-D](?:档|级|阶|类|等|阶次|档次)?|不予(?:行政)?处罚"
)
_DUTIES = re.compile(
    "(?:受理|审查|决定|送达|立案|调查|告知|审理|执行|催告|检查|处置|事后监管|监管|公示|办理)(?:阶段)?(?:责任|环节)"
)
_GROUNDS = re.compile(
    "不(?:正确)?履行|未(?:按|依法)|不依法|违反(?:规定|法定)|滥用职权|玩忽职守|徇私舞弊|不予(?:受理|立案|许可)|不符合(?:法定)?条件|超越|擅自|"
    "索取|收受|泄露|包庇|纵容|推诿|刁难|贻误|[谋牟]取|没有(?:法律|事实|法定)|未(?:向|及时|依法)?.{0,8}(?:履行|告知|公示|说明理由)|造成(?:严重|不良)?(?:损失|后果|影响)|截留|挪用|失职|渎职"
)
#: How a ground ends, the whole or one of a list.
_GROUND_END = re.compile("的(?:[;；。,，\\n]|$)")
_CONSEQUENCE = re.compile(
    "罚款|警告|没收|吊销|暂扣|责令|拘留|通报批评|(?:不予|免予|从轻|减轻|从重)(?:行政)?处罚|[\\d十百千万]元"
)
_TICK = re.compile("[√✓✔○●☑◎△▲★☆■□Vv×✕✗]{1,2}")
_OFFICE = re.compile(r"[\u3400-\u9fff（）()]{2,25}")
_PLACE = re.compile("[省市县区镇乡]")
_UNIT = re.compile(r".{0,20}(?:科|股|处|室|站|队|中心|所|窗口|大厅|办)(?:[（(].*[)）])?")
_MARKS = re.compile(r"[\s\d()（）\[\]、.,:：;共计项类条个]+")


@cache
def _types() -> re.Pattern[str]:
    words = rules.table("headers")["section"]
    return re.compile(
        f"(?:{'|'.join(sorted(words['types'], key=len, reverse=True))})(?:{'|'.join(words['suffixes'])})?"
    )


@cache
def _short_types() -> re.Pattern[str]:
    words = rules.table("headers")["section"]
    return re.compile(f"(?:{'|'.join(words['short_types'])})(?:{'|'.join(words['suffixes'])})?")


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(f"(?:{rules.table('headers')['section']['bodies']})$")


def is_type(text: str) -> bool:
    """Whether a cell names a type of power, whatever number or count stands beside it.

    >>> [is_type(text) for text in ("行政许可1", "一、行政处罚（共12项）", "预付卡管理")]
    [True, True, False]
    """
    bare = re.sub("^[一二三四五六七八九十]+[、.]", "", compact(text))
    return 0 < len(text) <= 40 and _types().fullmatch(_MARKS.sub("", bare)) is not None


def is_short_type(text: str) -> bool:
    """Whether a cell is a type of power without its first word: 许可, 处罚类."""
    return len(text) <= 40 and _short_types().fullmatch(_MARKS.sub("", compact(text))) is not None


def is_legal(text: str) -> bool:
    """Whether a cell cites law."""
    return LEGAL.search(text) is not None


def cites_article(text: str) -> bool:
    """Whether a cell names an article, not a title alone."""
    return _ARTICLE.search(text) is not None


def is_serial(text: str) -> bool:
    """Whether a cell is a running number; one that begins with 0 has as many digits as its code."""
    return _SERIAL.fullmatch(text.strip()) is not None


def is_code(text: str) -> bool:
    """Whether a cell is a code: eight and more digits and letters."""
    return _CODE.fullmatch(text.strip()) is not None and not _TELEPHONE.fullmatch(text.strip())


def is_telephone(text: str) -> bool:
    """Whether a cell is a telephone number, with a word before it or not."""
    return len(text) <= 60 and _TELEPHONE.fullmatch(text.strip()) is not None


def is_body(text: str) -> bool:
    """Whether a cell may be the name of a public body."""
    name = compact(text)
    return _OFFICE.fullmatch(name) is not None and _bodies().search(name) is not None and not _UNIT.fullmatch(name)


def is_placed_body(text: str) -> bool:
    """Whether a cell names a public body and the place whose it is, as no office within one is named.

    >>> [is_placed_body(text) for text in ("某县水务局", "水务局", "水政科", "某市水务局高新区分局")]
    [True, False, False, False]
    """
    name = compact(text)
    return is_body(text) and _PLACE.search(name[1:-1]) is not None and not name.endswith("分局")


def is_unit(text: str) -> bool:
    """Whether a cell may be the name of an office within a body."""
    name = compact(text)
    return len(name) <= 25 and _UNIT.fullmatch(name) is not None


def is_office(text: str) -> bool:
    """Whether a cell is an office by its last word, that no body has: 水政科, 法规股.

    >>> is_office("水政科"), is_office("某市水政科"), is_office("水政监察支队")
    (True, False, False)
    """
    name = compact(text)
    return len(name) <= 12 and name.endswith(("科", "股", "科室", "处室", "股室")) and not _PLACE.search(name[:-1])


def is_degree(text: str) -> bool:
    """Whether a cell says how grave conduct is: 轻微, 一般, 特别严重."""
    return _DEGREE.fullmatch(compact(text)) is not None


def is_duties(text: str) -> bool:
    """Whether a cell lists the duties of an item by stage."""
    return _DUTIES.search(text) is not None


def is_grounds(text: str) -> bool:
    """Whether a cell lists grounds of accountability."""
    return len(set(_GROUNDS.findall(text))) >= 2 and _GROUND_END.search(text.strip()) is not None


def is_tick(text: str) -> bool:
    """Whether a cell ticks what applies: √, ○, ✔."""
    return _TICK.fullmatch(text.strip()) is not None


def is_consequence(text: str) -> bool:
    """Whether a cell says what follows on conduct: 处以…罚款, 警告, 不予处罚."""
    return _CONSEQUENCE.search(text) is not None


def share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    """How many of the texts pass, of all; 0 where there is none."""
    return sum(map(test, texts)) / len(texts) if texts else 0.0


def counts(texts: Sequence[str]) -> bool:
    """Whether running numbers begin with 1 and none is left out, as those of a list do and the keys of records do not.

    >>> counts(["1", "2", "3"]), counts(["1001", "1002"]), counts(["3", "5", "3"])
    (True, False, False)
    """
    numbers = [int(text) for text in (text.strip(" ()（）.、") for text in texts) if text.isdecimal()]
    return numbers[:1] == [1] and all(after - before in {0, 1} for before, after in pairwise(numbers))


#: What exercises a power by its word, where another word names who handles it: 实施机构 beside 承办机构.
_ACTING = re.compile("(?:实施|行使|执法|审批|许可|主管|行政|职权|责任主体)+机构")


def acting(columns: Sequence[tuple[Role, str, Sequence[str]]]) -> list[Role]:
    """The roles of columns, or fields of a card, each given with its word and texts: who acts, and which office of it.

    责任单位 whose texts are offices (水政科) is the unit, where nothing else is: no office is a body. Nor is one with
    its place (某县水务局) an office: 实施机构 over such is the body, where none is or what is called so are offices. Of
    two units the one that exercises (实施机构) is the body.
    """
    roles = [role for role, _, _ in columns]
    bodies, units = ([at for at, role in enumerate(roles) if role is wanted] for wanted in (Role.BODY, Role.UNIT))
    placed = [at for at in units if share(columns[at][2], is_placed_body) > HALF]
    other = [at for at in bodies if columns[at][2] and share(columns[at][2], is_unit) >= HALF]
    exercising = [at for at in units if _ACTING.fullmatch(compact(columns[at][1]))]
    changed: dict[int, Role] = {}
    if not units:
        changed = {at: Role.UNIT for at in bodies if share(columns[at][2], is_office) > HALF}
    elif not bodies and placed:
        changed = dict.fromkeys(placed, Role.BODY)
    elif not bodies and 0 < len(exercising) < len(units):
        changed = dict.fromkeys(exercising, Role.BODY)
    elif bodies and placed and other == bodies:
        changed = dict.fromkeys(placed, Role.BODY) | dict.fromkeys(other, Role.UNIT)
    return [changed.get(at, role) for at, role in enumerate(roles)]


#: What content can tell, the surest first, with the share it takes.
_TELLING: tuple[tuple[Role, Callable[[str], bool], float], ...] = (
    (Role.DUTIES, is_duties, MOST),
    (Role.BASIS, is_legal, HALF),
    (Role.TYPE, is_type, MOST),
    (Role.SERIAL, is_serial, MOST),
    (Role.TELEPHONE, is_telephone, MOST),
    (Role.CODE, is_code, MOST),
    (Role.BODY, is_body, MOST),
    (Role.UNIT, is_unit, MOST),
    (Role.GROUNDS, is_grounds, MOST),
)


def role(texts: Sequence[str]) -> Role | None:
    """The role that the filled cells of a column speak for, or None."""
    return next((role for role, test, least in _TELLING if share(texts, test) >= least), None)


def may_be_names(texts: Sequence[str]) -> bool:
    """Whether a column may hold the names of items: words of some length, mostly different, none of them law."""
    if not texts or share(texts, lambda text: 2 <= len(text.strip()) <= 200) < MOST:
        return False
    return len(set(texts)) * 2 > len(texts) and share(texts, is_legal) < HALF / 2 and role(texts) in NAMELIKE


#: Names of items end like those of offices at times (…管理站).
NAMELIKE = (None, Role.BODY, Role.UNIT)
