"""Offices of a responsibility list that cannot be told apart by their telephones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.clean import left_out
from kg.audit.finding import Severity
from kg.audit.rule import Observation, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.model import Contact
    from kg.audit.view import ListView, View

_MANY = 3  # offices at one number: two may share a room
_NAMED = 4


def _shared(listing: ListView, _view: View) -> Iterator[Observation]:
    offices: dict[str, dict[str, Contact]] = {}
    for contact in listing.contacts:
        for number in contact.telephones:
            name = left_out(contact.office)
            if name:
                offices.setdefault(number.strip(), {}).setdefault(name, contact)
    for number, contacts in offices.items():
        if len(contacts) >= _MANY:
            first, second, *_ = contacts.values()
            names = "、".join(list(contacts)[:_NAMED]) + ("等" if len(contacts) > _NAMED else "")
            message = f"电话{number}用于{names}共{len(contacts)}个责任科室，不能据以直接联系"
            yield Observation(listing.frame(first.printed), message, listing.frame(second.printed))


_OFFICES = ("办公室", "劳动科", "人事科")

RULES = (
    Rule(
        code="RG011",
        zh="多个责任科室共用一个电话",
        en="several offices with one telephone",
        severity=Severity.INFO,
        why="责任清单写明责任科室及其联系方式，是为了能够直接联系到责任科室。",
        remedy="写明各责任科室的电话；确为总机的，写明分机。",
        fires=tuple(
            {"number": str(at), "duty": f"职责{at}", "task": f"工作{at}", "office": office, "telephone": "7000001"}
            for at, office in enumerate(_OFFICES, 1)
        ),
        quiet=tuple(
            {"number": str(at), "duty": f"职责{at}", "task": f"工作{at}", "office": office, "telephone": f"700000{at}"}
            for at, office in enumerate(_OFFICES, 1)
        ),
        each_list=_shared,
    ),
)
