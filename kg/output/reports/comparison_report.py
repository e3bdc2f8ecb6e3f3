"""Several lists beside each other as text, JSON, a workbook, or one page with a matrix of powers by list."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.comparison.cities import ASPECTS, shown
from kg.output.xlsx import add_table, workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.comparison.cities import Comparison, Power
    from kg.comparison.statutory import StatuteCheck

#: The head of ``beyond_rows``.
BEYOND: Final = ("清单", "事项", "清单所写", "条款", "条文幅度", "情况")
_SIDES: Final = {"below": "低于下限", "above": "高于上限", "both": "低于下限且高于上限"}
_HERE = Path(__file__).parent
_HAS, _LACKS = "有", "无"
_HEAD: Final = ("事项", "权力类型", "清单数", "不同之处")


def as_json(comparison: Comparison, fines: StatuteCheck | None = None) -> bytes:
    """The lists, and an object a power: its name, type, the aspects that differ, and its member in each list.

    ``alone`` names the powers that one list alone has; ``fines``, where statutes were asked, those beyond them.
    """
    content: dict[str, Any] = {
        "lists": list(comparison.lists),
        "powers": records(comparison),
        "alone": _alone(comparison),
    }
    if fines is not None:
        content["fines"] = {
            "compared": fines.compared,
            "unknown": fines.unknown,
            "beyond": _beyond_records(comparison, fines),
        }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def records(comparison: Comparison) -> list[dict[str, object]]:
    """A plain dict a power, as JSON has it."""
    return [
        {
            "name": power.name,
            "type": power.type,
            "differs": list(power.aspects),
            "members": [_member(comparison, power, place) for place in sorted(power.members)],
            "missing": [name for place, name in enumerate(comparison.lists) if place not in power.members],
        }
        for power in comparison.powers
    ]


def rows(comparison: Comparison, *, differing: bool = False) -> Iterator[tuple[str, ...]]:
    """A row a power: name, type, in how many lists, what differs, then 有 or 无 for each list."""
    for power in comparison.powers:
        if not differing or power.aspects or len(power.members) < len(comparison.lists):
            there = (_HAS if place in power.members else _LACKS for place in range(len(comparison.lists)))
            yield (power.name, power.type, str(len(power.members)), _aspects(power), *there)


def columns(comparison: Comparison) -> tuple[str, ...]:
    """The head of ``rows``."""
    return (*_HEAD, *comparison.lists)


def summary(comparison: Comparison) -> str:
    """How many powers there are, in all lists, in one alone, and in how many the lists differ."""
    everywhere = sum(len(power.members) == len(comparison.lists) for power in comparison.powers)
    alone = sum(len(power.members) == 1 for power in comparison.powers)
    differing = sum(bool(power.aspects) for power in comparison.powers)
    return (
        f"{len(comparison.lists)}份清单，{len(comparison.powers)}项权力：各清单均有{everywhere}项，"
        f"仅一份清单有{alone}项，内容不同{differing}项"
    )


def fines_summary(fines: StatuteCheck) -> str:
    """How many fines were laid beside their articles, and how many go beyond them."""
    rest = f"，另有{fines.unknown}处法规库中没有可比的条文" if fines.unknown else ""
    return f"罚款与条文比对{fines.compared}处，超出法定幅度{len(fines.beyond)}处{rest}"


def beyond_rows(comparison: Comparison, fines: StatuteCheck) -> list[tuple[str, ...]]:
    """A row a fine beyond its article, under ``BEYOND``."""
    return [
        (
            comparison.lists[fine.place],
            comparison.powers[fine.power].name,
            fine.words,
            f"《{fine.document}》{fine.provision}",
            "；".join(fine.statute),
            _SIDES[fine.side],
        )
        for fine in fines.beyond
    ]


def _beyond_records(comparison: Comparison, fines: StatuteCheck) -> list[dict[str, Any]]:
    return [
        {
            "list": comparison.lists[fine.place],
            "item": comparison.powers[fine.power].name,
            "fine": fine.words,
            "document": fine.document,
            "provision": fine.provision,
            "statute": list(fine.statute),
            "side": fine.side,
        }
        for fine in fines.beyond
    ]


def _alone(comparison: Comparison) -> dict[str, list[str]]:
    return {name: [power.name for power in comparison.alone(place)] for place, name in enumerate(comparison.lists)}


def as_workbook(comparison: Comparison, fines: StatuteCheck | None = None) -> bytes:
    """A workbook: the matrix, the differences in full, what one list alone has, and fines beyond the statutes.

    Raises ImportError: XlsxWriter is missing.
    """
    alone = [
        (comparison.lists[place], power.name, power.type)
        for place in range(len(comparison.lists))
        for power in comparison.alone(place)
    ]
    file = io.BytesIO()
    with workbook(file) as book:
        add_table(book, "对照", columns(comparison), list(rows(comparison)))
        add_table(book, "不同之处", ("事项", "权力类型", "内容", "清单", "清单所写"), list(_differences(comparison)))
        add_table(book, "仅一份清单有", ("清单", "事项", "权力类型"), alone)
        if fines is not None:
            add_table(book, "超出法定幅度", BEYOND, beyond_rows(comparison, fines))
    return file.getvalue()


def as_page(comparison: Comparison, fines: StatuteCheck | None = None) -> bytes:
    """One HTML page: the matrix of powers by list with filters, and for each power what the lists say differently."""
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415 - only where a page is made

    environment = Environment(
        loader=FileSystemLoader(_HERE, encoding="utf-8"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    powers = [
        {
            "power": power,
            "aspects": [
                (ASPECTS[name], [_words_of(comparison, power, place, name) for place in range(len(comparison.lists))])
                for name in power.aspects
            ],
            "differs": _aspects(power),
            "there": [place in power.members for place in range(len(comparison.lists))],
        }
        for power in comparison.powers
    ]  # fmt: skip
    page = environment.get_template("comparison_report.html")
    beyond = (
        {"head": BEYOND, "rows": beyond_rows(comparison, fines), "summary": fines_summary(fines)} if fines else None
    )
    return page.render(lists=comparison.lists, powers=powers, summary=summary(comparison), beyond=beyond).encode()


def _aspects(power: Power) -> str:
    return "、".join(ASPECTS[name] for name in power.aspects)


def _words_of(comparison: Comparison, power: Power, place: int, aspect: str) -> str:
    item = comparison.item(power, place)
    return "" if item is None else shown(item, aspect) or "未写明"


def _differences(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for power in comparison.powers:
        for aspect in power.aspects:
            for place in sorted(power.members):
                words = _words_of(comparison, power, place, aspect)
                yield (power.name, power.type, ASPECTS[aspect], comparison.lists[place], words)


def _member(comparison: Comparison, power: Power, place: int) -> dict[str, Any]:
    member, item = power.members[place], comparison.items[place][power.members[place].item]
    return {
        "list": comparison.lists[place],
        "serial": item.serial,
        "code": item.code,
        "item": item.title,
        "body": item.body,
        "score": member.score,
        "reason": member.reason,
    } | {aspect: shown(item, aspect) for aspect in ASPECTS}
