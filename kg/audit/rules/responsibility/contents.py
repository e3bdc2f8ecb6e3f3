"""Contents of a responsibility list against the headings they announce."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.clean import left_out
from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.audit.view import ListView, View


def _unlike(listing: ListView, _view: View) -> Iterator[Observation]:
    register = listing.listing.responsibility_list
    for regime in register.regimes if register else ():
        announced = regime.announced
        if announced is not None and left_out(announced.text) != left_out(regime.name.text):
            message = f"正文标题为“{left_out(regime.name.text)}”，目录写作“{left_out(announced.text)}”"
            yield Observation(listing.frame(regime.name), message, listing.frame(announced))


RULES = (
    Rule(
        code="RG012",
        zh="目录与正文标题不一致",
        en="a heading that the contents announce otherwise",
        severity=Severity.WARNING,
        why="目录与正文应当一致，否则不知所指是哪一项制度。",
        remedy="核对后统一目录和正文标题。",
        fires=({"regime": "人力资源服务机构监管", "announced": "人力资源机构监管", "section": "许可情况。"},),
        quiet=({"regime": "人力资源服务机构监管", "announced": "人力资源服务机构监管", "section": "许可情况。"},),
        each_list=_unlike,
    ),
)
