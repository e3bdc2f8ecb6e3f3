"""How each kind of thing is drawn, everywhere: page, notebook, network file. Colour (Okabe-Ito) and shape agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Look:
    """A caption in Chinese, a colour, and a shape: square, dot, box, triangle, diamond or hexagon."""

    caption: str
    colour: str
    shape: str


BLUE, ORANGE, GREEN, SKY = "#0072B2", "#E69F00", "#009E73", "#56B4E9"
PINK, RED, GREY, YELLOW = "#CC79A7", "#D55E00", "#999999", "#F0E442"

#: The kinds of `kg.graph.network.KINDS`, and what is none of them.
LOOKS: Final = {
    "item": Look("事项", ORANGE, "dot"),
    "responsibility": Look("主要职责", PINK, "triangle"),
    "task": Look("具体工作", PINK, "diamond"),
    "boundary": Look("职责边界", PINK, "hexagon"),
    "share": Look("职责分工", PINK, "square"),
    "service": Look("公共服务", YELLOW, "dot"),
    "regime": Look("监管制度", YELLOW, "square"),
    "section": Look("制度部分", YELLOW, "diamond"),
    "body": Look("机关", BLUE, "square"),
    "unit": Look("内设机构", BLUE, "dot"),
    "list": Look("清单", BLUE, "hexagon"),
    "document": Look("法律法规和文件", GREEN, "box"),
    "provision": Look("条款", SKY, "box"),
    "sanction": Look("处理", RED, "dot"),
    "stage": Look("责任环节", PINK, "dot"),
    "ground": Look("追责情形", RED, "diamond"),
    "concept": Look("代码", GREY, "square"),
    "other": Look("其他", GREY, "hexagon"),
}


def colour(kind: str) -> str:
    """The colour of a kind as #RRGGBB."""
    return LOOKS.get(kind, LOOKS["other"]).colour
