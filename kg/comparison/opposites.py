"""Names that look alike and mean two powers: 许可（设立） and 许可（变更）, 一级 and 二级."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from kg.comparison.word_diff import word_diff

#: What is done to a permit, each a power of its own, and what counts or grades things.
_GROUPS: Final = (
    frozenset({
        "设立", "新设", "新办", "首次", "核发", "变更", "延续", "延期", "续期", "换证", "换发", "补证", "补发", "补办",
        "注销", "撤销", "撤回", "终止", "停业", "歇业", "迁移", "转让",
    }),
    frozenset("一二三四五六七八九十"),
    frozenset("甲乙丙丁戊"),
)  # fmt: skip
_FIGURE: Final = re.compile(r"\d+(?:\.\d+)?")


def opposed(name: str, other: str) -> bool:
    """Whether two levelled names differ in words that set powers apart.

    >>> opposed("劳务派遣许可设立", "劳务派遣许可变更"), opposed("劳务派遣许可", "劳务派遣经营许可")
    (True, False)
    """
    return any(
        gone.op == "delete" and come.op == "insert" and _apart(gone.text, come.text)
        for gone, come in pairwise(word_diff(name, other))
    )


def _apart(gone: str, come: str) -> bool:
    if _FIGURE.fullmatch(gone) and _FIGURE.fullmatch(come):
        return True
    return any(gone in group and come in group for group in _GROUPS)
