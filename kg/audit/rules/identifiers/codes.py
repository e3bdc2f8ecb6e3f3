"""Item codes: their signs, their parts, and who bears them.

The parts of a 31-character code: credit code of the body (18), level (1), province (2), power type (2), department
(2), main number (3), sub number (3). Codes of other layouts are left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from extract.model import Role
from kg.audit.finding import Severity
from kg.audit.pairs import grouped, repeats
from kg.audit.rule import Observation, Rule
from kg.graph import codes
from kg.graph.iris import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.model import Cell
    from kg.audit.view import ListView, RowView, View

STANDARD = "中办发〔2015〕21号及各地权责清单编码规则：编码是事项的唯一标识，按编码检索、比对和统计都以其完整为前提。"
_BLANK = re.compile(r"\s+")
_LEAST = 8  # characters of a code; what is shorter is no code but a number in its column
_TELLING = 5  # characters of a name that is no mere 变更 or 注销
_SHORTEST = 5  # characters of a code of any layout
_SUB = 3  # characters of a code that number a sub-item


def _code_cells(row: RowView) -> Iterator[Cell]:
    for role in (Role.CODE, Role.SUB_CODE):
        for cell in row.row.all(role):
            if not cell.inherited and len(plain(cell.text)) >= _LEAST:
                yield cell


def _blank(row: RowView, _view: View) -> Iterator[Observation]:
    for cell in _code_cells(row):
        text = cell.text.strip()
        match = _BLANK.search(text)
        whole = plain(text)
        # Several codes in one cell are parted by blanks, and no blank within one.
        if match and not any(len(part) >= _LEAST * 2 for part in text.split()[1:] if len(text.split()) > 2):
            yield Observation(row.at(cell), f"编码“{' '.join(text.split())}”中间有空白，去掉空白后为“{whole}”")


def _is_code(text: str) -> bool:
    """Whether a text can be a code: a stroke or a word in its column is none."""
    return len(text) >= _SHORTEST and any(sign.isdigit() for sign in text)


def _type(row: RowView, _view: View) -> Iterator[Observation]:
    for cell in _code_cells(row):
        by_code = codes.type_by_code(plain(cell.text))
        if by_code and row.type and by_code != row.type:
            names = codes.POWER_TYPES
            yield Observation(
                row.at(cell),
                f"编码第22、23位为“{by_code}”（{names[by_code][0]}），权力类型栏为“{row.row.text(Role.TYPE).strip()}”",
                row.at_role(Role.TYPE),
            )


def _own_code(row: RowView) -> str | None:
    return row.own.own_code if _is_code(row.own.own_code) else None


def _two_names(listing: ListView, _view: View) -> Iterator[Observation]:
    first: dict[str, RowView] = {}
    for row in listing.rows:
        if (code := _own_code(row)) is None:
            continue
        other = first.setdefault(code, row)
        if other is not row and listing.survey.other_bearer(row.own):
            role = Role.SUB_CODE if row.own.is_sub else Role.CODE
            message = f"编码{code}既用于{other.label}，又用于{row.label}"
            yield Observation(row.at_role(role, Role.CODE), message, other.at_role(role, Role.CODE))


def _whole_item(row: RowView) -> tuple[str, ...] | None:
    code = _own_code(row)
    return (code, *row.own.own_names, *(cell.text for cell in row.row.all(Role.BASIS))) if code else None


def _repeated(listing: ListView, _view: View) -> Iterator[Observation]:
    for row, other in repeats(listing.rows, _whole_item):
        message = f"编码{row.own.own_code}及其名称、依据与第{other.row.line}行完全相同，疑为重复录入"
        yield Observation(row.at_role(Role.SUB_CODE, Role.CODE), message, other.at_role(Role.SUB_CODE, Role.CODE))


def _telling_label(row: RowView) -> str | None:
    return row.own.label if len(row.own.label) >= _TELLING else None


def _same_label(listing: ListView, _view: View) -> Iterator[Observation]:
    for row, other in repeats(listing.rows, _telling_label):
        if other.own.own_code != row.own.own_code and other.own.name != row.own.name:
            role = Role.SUB_NAME if row.own.sub_name else Role.NAME
            label = row.own.label
            message = f"“{label}”同时列在主项“{other.own.name}”和“{row.own.name}”下，编码不同，疑为重复设置"
            yield Observation(row.at_role(role), message, other.at_role(Role.SUB_NAME, Role.NAME))


def _main_name(listing: ListView, _view: View) -> Iterator[Observation]:
    known = listing.survey
    concerned = [row for row in listing.rows if row.own.main_code in known.main_names]
    for code, rows in grouped(concerned, lambda row: row.own.main_code).items():
        usual = [row for row in rows if not known.other_main_name(row.own)]
        others = grouped((row for row in rows if known.other_main_name(row.own)), lambda row: row.own.name)
        for bearers in others.values():
            yield Observation(
                bearers[0].at_role(Role.NAME),
                f"主项编码{code}在此处名为“{bearers[0].own.name}”（{len(bearers)}处），"
                f"在{usual[0].label}等{len(usual)}处名为“{usual[0].own.name}”",
                usual[0].at_role(Role.NAME),
            )


def _prefix(row: RowView, _view: View) -> Iterator[Observation]:
    main, sub = row.own.code, row.own.sub_code
    of_rule = codes.credit_code(main) and codes.credit_code(sub)
    if of_rule and main[:-_SUB] != sub[:-_SUB]:
        message = f"子项编码“{sub}”与主项编码“{main}”除后三位外应当相同"
        yield Observation(row.at_role(Role.SUB_CODE), message, row.at_role(Role.CODE))


def _suffix(listing: ListView, _view: View) -> Iterator[Observation]:
    parents = {row.own.main_code for row in listing.rows if row.own.is_sub}
    for row in listing.rows:
        code = row.own.code
        if not codes.credit_code(code):
            continue
        if row.own.is_sub and code.endswith("000") and row.own.sub_name:
            message = f"编码后三位为000，表示没有子项，但本行有子项“{row.own.sub_name}”"
            yield Observation(row.at_role(Role.CODE), message, row.at_role(Role.SUB_NAME))
        elif not row.own.is_sub and code.endswith("Y") and code not in parents:
            message = "编码以Y结尾，表示有子项，但清单中没有该主项的子项"
            yield Observation(row.at_role(Role.CODE), message)


def _length(listing: ListView, _view: View) -> Iterator[Observation]:
    """A code of another length or another body than nearly all others of its list."""
    known = [(row, cell, plain(cell.text)) for row in listing.rows for cell in _code_cells(row)]
    usual = [code for _, _, code in known if codes.credit_code(code)]
    if len(usual) < max(3, len(known) * 0.8):
        return
    heads = Counter(code[:18] for code in usual)
    head, often = heads.most_common(1)[0]
    for row, cell, code in known:
        if not codes.credit_code(code) and code.startswith(head[:6]):
            yield Observation(row.at(cell), f"编码“{code}”共{len(code)}位，不合本清单其他编码的31位规则")
        elif 2 * often > len(usual) and codes.credit_code(code) and heads[code[:18]] <= 2 and _one_off(code[:18], head):
            yield Observation(row.at(cell), f"编码前18位“{code[:18]}”与本清单其他编码的“{head}”相差一位")


def _one_off(code: str, other: str) -> bool:
    return sum(left != right for left, right in zip(code, other, strict=True)) == 1


RULES = (
    Rule(
        code="ID001",
        zh="编码中有空白或者换行",
        en="blank inside an item code",
        severity=Severity.ERROR,
        why=STANDARD,
        remedy="删除编码中的空白或者换行，使其与系统中的编码一致。",
        fires=({"name": "某项审批", "code": "11620000000000001 W3620114001000"},),
        quiet=({"name": "某项审批", "code": "11620000000000001W3620114001000 "},),
        each_row=_blank,
    ),
    Rule(
        code="ID004",
        zh="编码中的类型与权力类型栏不一致",
        en="the type in the code is not the printed power type",
        severity=Severity.ERROR,
        why="编码第22、23位为权力类型代码（中办发〔2015〕21号所列十类：01许可、02处罚、03强制、04征收、05给付、06检查、07确认、08奖励、"
        "09裁决、10其他）。",
        remedy="核对事项的权力类型，改正编码或者权力类型栏。",
        fires=({"name": "某项处罚", "type": "行政处罚", "code": "11620000000000001W3620114001000"},),
        quiet=({"name": "某项审批", "type": "行政许可", "code": "11620000000000001W3620114001000"},),
        each_row=_type,
    ),
    Rule(
        code="ID005",
        zh="一个编码用于两个事项",
        en="one code borne by two items",
        severity=Severity.ERROR,
        why=STANDARD,
        remedy="核对两处事项，为其中一项另编编码；确为同一事项的，统一名称。",
        fires=(
            {"name": "甲项备案", "code": "11620000000000001W3621014001000"},
            {"name": "乙项备案", "code": "11620000000000001W3621014001000"},
        ),
        quiet=(
            {"name": "甲项备案", "code": "11620000000000001W3621014001000"},
            {"name": "乙项备案", "code": "11620000000000001W3621014002000"},
        ),
        each_list=_two_names,
    ),
    Rule(
        code="ID006",
        zh="同一主项编码有两个主项名称",
        en="one main code under two main names",
        severity=Severity.ERROR,
        why="主项编码相同的各子项属于同一主项，主项名称应当一致，否则统计时会分作两项。",
        remedy="核对主项名称，改为一致。",
        fires=(
            {"name": "费用核定", "sub_name": "甲", "code": "A000100Y", "sub_code": "A0001001"},
            {"name": "费用核定", "sub_name": "乙", "code": "A000100Y", "sub_code": "A0001002"},
            {"name": "相关费用核定", "sub_name": "丙", "code": "A000100Y", "sub_code": "A0001003"},
        ),
        quiet=(
            {"name": "费用核定", "sub_name": "甲", "code": "A000100Y", "sub_code": "A0001001"},
            {"name": "费用核定", "sub_name": "乙", "code": "A000100Y", "sub_code": "A0001002"},
        ),
        each_list=_main_name,
    ),
    Rule(
        code="ID008",
        zh="子项编码与主项编码不相承",
        en="a sub-item's code does not begin like its main item's",
        severity=Severity.ERROR,
        why="子项编码由主项编码的前28位加3位子项序号组成。",
        remedy="核对主项编码和子项编码，改正其中有误的一个。",
        fires=(
            {
                "name": "甲项",
                "sub_name": "子项",
                "code": "11620000000000001W362101400100Y",
                "sub_code": "11620000000000001W3621014002001",
            },
        ),
        quiet=(
            {
                "name": "甲项",
                "sub_name": "子项",
                "code": "11620000000000001W362101400100Y",
                "sub_code": "11620000000000001W3621014001001",
            },
        ),
        each_row=_prefix,
    ),
    Rule(
        code="ID011",
        zh="事项重复录入",
        en="the same item twice",
        severity=Severity.WARNING,
        why=STANDARD,
        remedy="删除重复的一行；确为两项的，分别编码。",
        fires=(
            {"name": "甲项备案", "code": "11620000000000001W3621014001000"},
            {"name": "甲项备案", "code": "11620000000000001W3621014001000"},
        ),
        quiet=(
            {"name": "甲项备案", "code": "11620000000000001W3621014001000"},
            {"name": "乙项备案", "code": "11620000000000001W3621014002000"},
        ),
        each_list=_repeated,
    ),
    Rule(
        code="ID012",
        zh="同名事项列了两次，编码不同",
        en="two items of one name with different codes",
        severity=Severity.INFO,
        why="同一权力应当只编一个编码；同名的两项分别统计时会重复计数。",
        remedy="核对是否为同一事项；是的，合并；不是的，在名称中加以区别。",
        fires=(
            {"name": "就业援助", "sub_name": "求职创业补贴", "code": "A000100Y", "sub_code": "A0001001"},
            {"name": "毕业生服务", "sub_name": "求职创业补贴", "code": "A000200Y", "sub_code": "A0002001"},
        ),
        quiet=(
            {"name": "社会保险登记", "sub_name": "变更", "code": "A000100Y", "sub_code": "A0001001"},
            {"name": "工伤登记", "sub_name": "变更", "code": "A000200Y", "sub_code": "A0002001"},
        ),
        each_list=_same_label,
    ),
    Rule(
        code="ID013",
        zh="编码后三位与有无子项不符",
        en="the end of the code does not fit the sub-items",
        severity=Severity.WARNING,
        why="编码后三位：没有子项的为000，有子项的主项为00Y，子项为001起的序号。",
        remedy="核对是否有子项，改正编码后三位。",
        fires=({"name": "甲项", "code": "11620000000000001W362101400100Y"},),
        quiet=({"name": "甲项", "code": "11620000000000001W3621014001000"},),
        each_list=_suffix,
    ),
    Rule(
        code="ID014",
        zh="编码位数或者机关代码与其他各行不同",
        en="a code unlike all others of its list",
        severity=Severity.WARNING,
        why=STANDARD,
        remedy="核对该编码是否多录、少录或者错录字符。",
        fires=(
            *({"name": f"{n}项", "code": f"11620000000000001W36210140{n:02d}000"} for n in range(1, 9)),
            {"name": "九项", "code": "11620000000000001W362101409000"},
        ),
        quiet=tuple({"name": f"{n}项", "code": f"11620000000000001W36210140{n:02d}000"} for n in range(1, 9)),
        each_list=_length,
    ),
)
