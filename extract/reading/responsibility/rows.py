"""A responsibility list as rows: what each of its tables says of a duty and its tasks, a boundary, a service."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extract.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.model import Contact, ResponsibilityList


class ListedDuty(NamedTuple):
    """A row of the part ``part`` (as its heading is usually printed) at ``line``: its texts by role."""

    part: str
    line: int
    texts: dict[Role, str]


def rows(register: ResponsibilityList) -> Iterator[ListedDuty]:
    """A row for every task of a main responsibility, every body's share of a boundary, every public service.

    The responsibility, the matter and the service are its name, the task its sub-name, the share its duties; a
    responsibility without tasks and a boundary without shares have a row of their own. Regimes are running text.
    """
    for duty in register.responsibilities:
        own = {Role.SERIAL: duty.number, Role.NAME: duty.text.text}
        for task in duty.tasks:
            texts = own | {Role.SUB_NAME: task.text.text} | _contacts(task.contacts)
            texts |= {Role.BASIS: task.basis.text} if task.basis else {}
            texts |= {Role.REMARK: task.remark.text} if task.remark else {}
            yield ListedDuty("主要职责", task.text.line, texts)
        if not duty.tasks:
            yield ListedDuty("主要职责", duty.text.line, own)
    for boundary in register.boundaries:
        own = {Role.SERIAL: boundary.number, Role.NAME: boundary.matter.text}
        own |= {Role.BASIS: boundary.basis.text} if boundary.basis else {}
        own |= {Role.REMARK: boundary.remark.text} if boundary.remark else {}
        for share in boundary.shares:
            yield ListedDuty("职责边界", share.text.line, own | {Role.BODY: share.body, Role.DUTIES: share.text.text})
        if not boundary.shares:
            yield ListedDuty("职责边界", boundary.matter.line, own)
    for service in register.services:
        own = {Role.SERIAL: service.number, Role.NAME: service.name.text, Role.DUTIES: service.content.text}
        own |= {Role.BASIS: service.basis.text} if service.basis else {}
        own |= {Role.REMARK: service.remark.text} if service.remark else {}
        yield ListedDuty("公共服务", service.name.line, own | _contacts(service.contacts))


def _contacts(contacts: Sequence[Contact]) -> dict[Role, str]:
    offices = dict.fromkeys(contact.office for contact in contacts if contact.office)
    telephones = dict.fromkeys(number for contact in contacts for number in contact.telephones)
    return {Role.UNIT: "\n".join(offices), Role.TELEPHONE: "\n".join(telephones)}
