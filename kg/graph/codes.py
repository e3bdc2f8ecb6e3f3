"""What item codes and printed types say: the ten national power types, the parts of a 31-character code.

The types are those of 《关于推行地方各级政府工作部门权力清单制度的指导意见》 (中办发〔2015〕21号). The code is the
unified social credit code of the body (18), level (1), province (2), power type (2), department (2), main number (3)
and sub number (3): 000 where an item has no sub-items, 00Y for the main item of sub-items.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kg.graph.iris import plain

#: Code of a power type -> its names in print, the official one first.
POWER_TYPES: Final[dict[str, tuple[str, ...]]] = {
    "01": ("行政许可", "许可", "行政审批", "审批"),
    "02": ("行政处罚", "处罚"),
    "03": ("行政强制", "强制", "行政强制措施", "行政强制执行"),
    "04": ("行政征收", "征收"),
    "05": ("行政给付", "给付"),
    "06": ("行政检查", "检查", "行政监督检查", "行政监督"),
    "07": ("行政确认", "确认"),
    "08": ("行政奖励", "奖励"),
    "09": ("行政裁决", "裁决"),
    "10": ("其他行政权力", "其他", "其他权力", "其他职权", "其他行政职权", "其他类别", "行政其他"),
}
#: The types whose items serve those who ask for them: an item of these is a public service (CPSV-AP) as well.
SERVICE_TYPES: Final = frozenset({"01", "05", "07", "08", "09"})

_BY_NAME: Final = {name: code for code, names in POWER_TYPES.items() for name in names}
_CREDIT: Final = r"[0-9A-HJ-NPQRTUWXY]{18}"
_CODE: Final = re.compile(rf"(?P<credit>{_CREDIT})\d(?P<province>\d\d)(?P<type>\d\d)\w\w\d{{3}}(?:\d{{3}}|\d\dY)")
_MAIN_PART: Final = 28
# What lists print beside a type: its number, how many items there are of it.
_MARK: Final = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]+[)）]?[、.．]?|[(（]?\d+[)）]?[、.．]?)(?=[\u3400-\u9fff])"
)
_COUNT: Final = re.compile(r"[(（\[]?共?计?\d+[项类条个]?[)）\]]?$")


@lru_cache(maxsize=1024)
def type_by_name(printed: str) -> str | None:
    """The code of a printed power type, or None: 行政处罚类, 处罚 and 一、行政处罚（共3项） are 02, 行政许可1 is 01."""
    name = _COUNT.sub("", _MARK.sub("", plain(printed)))
    return _BY_NAME.get(name) or _BY_NAME.get(name.removesuffix("类").removesuffix("事项"))


def type_by_code(code: str) -> str | None:
    """The power type that a 31-character item code says, or None."""
    match = _CODE.fullmatch(code)
    return match["type"] if match and match["type"] in POWER_TYPES else None


def type_of(printed: str, code: str) -> str | None:
    """The code of the power type of an item: the printed one, else the one its code says, or None."""
    return type_by_name(printed) or type_by_code(code)


def credit_code(code: str) -> str | None:
    """The unified social credit code at the head of a 31-character item code, or None."""
    match = _CODE.fullmatch(code)
    return match["credit"] if match else None


def main_code(sub_code: str) -> str | None:
    """The code of the main item that a sub-item's 31-character code belongs to, or None."""
    return f"{sub_code[:_MAIN_PART]}00Y" if _CODE.fullmatch(sub_code) else None
