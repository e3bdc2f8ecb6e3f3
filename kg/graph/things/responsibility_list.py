"""A responsibility list in its four parts: responsibilities, boundaries, services, supervision regimes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.graph import terms as t
from kg.graph.things import cell_facts, contacts, evidence, offices
from kg.graph.written_terms import count, simple, zh

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import NamedNode

    from extract.facts import PassageFacts
    from extract.model import (
        Boundary,
        Contact,
        Passage,
        Regime,
        Responsibility,
        ResponsibilityList,
        Section,
        Service,
        Share,
        Task,
    )
    from kg.graph.builder import GraphBuilder
    from kg.graph.things.cell_facts import DescribedCell
    from kg.graph.things.offices import Body
    from kg.graph.written_terms import Written

_SENTENCE = re.compile("[。；;\n]")
_CAPITAL = re.compile("(?<=[a-z])(?=[A-Z])")


@dataclass(slots=True)
class ResponsibilityGraph:
    """A responsibility list being written; ``facts`` is what was extracted from each passage.

    Without a ``publisher`` nobody's are its entries, and offices stay in the words of their cells.
    """

    draft: GraphBuilder
    publisher: Body | None
    place: str
    facts: Mapping[Passage, PassageFacts]
    _cells: dict[str, DescribedCell] = field(default_factory=dict)

    def write(self, register: ResponsibilityList) -> None:
        """Describe every entry of a register."""
        for responsibility in register.responsibilities:
            self._responsibility(responsibility)
        for boundary in register.boundaries:
            self._boundary(boundary)
        for service in register.services:
            self._service(service)
        for regime in register.regimes:
            self._regime(regime)

    def _responsibility(self, responsibility: Responsibility) -> None:
        node = self._entry(t.RESPONSIBILITY, responsibility.text, responsibility.number)
        self._passage(node, "responsibility", responsibility.text)
        self._describe(node, responsibility.text)
        for task in responsibility.tasks:
            self._task(node, task)

    def _task(self, responsibility: Written, task: Task) -> None:
        node = self._entry(t.TASK, task.text, within=responsibility, order=task.order)
        self._passage(node, "task", task.text)
        if task.basis:
            self._passage(node, "basis", task.basis)
        if task.remark:
            self._passage(node, "remark", task.remark)
        self._describe(node, task.text)
        self._contacts(node, task.contacts)

    def _boundary(self, boundary: Boundary) -> None:
        node = self._entry(t.RESPONSIBILITY_BOUNDARY, boundary.matter, boundary.number)
        self._passage(node, "matter", boundary.matter)
        for share in boundary.shares:
            self._share(node, share)
        if boundary.basis:
            self._passage(node, "basis", boundary.basis)
        if boundary.case:
            self._passage(node, "case", boundary.case)
            self.draft.statements.append((node, t.EXAMPLE_CASE, zh(boundary.case.text)))
        if boundary.remark:
            self._passage(node, "remark", boundary.remark)

    def _share(self, boundary: Written, share: Share) -> None:
        node = self._entry(t.SHARE, share.text, within=boundary, order=share.order, key=share.body)
        self.draft.statements.append((boundary, t.HAS_SHARE, node))
        self._passage(node, "share", share.text)
        self._describe(node, share.text)
        for name in offices.names(share.body):
            body = offices.body(self.draft, name, place=self.place)
            self.draft.statements.append((node, t.BODY, body.node))

    def _service(self, service: Service) -> None:
        node = self._entry(t.CPSV_PUBLIC_SERVICE, service.name, service.number)
        self._passage(node, "service_name", service.name)
        self._passage(node, "service_content", service.content)
        if service.basis:
            self._passage(node, "basis", service.basis)
        if service.remark:
            self._passage(node, "remark", service.remark)
        self._describe(node, service.content)
        self.draft.statements.append((node, t.DCT_TITLE, zh(service.name.text)))
        if service.period:
            self.draft.statements.append((node, t.SERVICE_PERIOD, zh(service.period)))
        self._contacts(node, service.contacts)

    def _regime(self, regime: Regime) -> None:
        node = self._entry(t.SUPERVISION_REGIME, regime.name, regime.number)
        self._passage(node, "regime_name", regime.name)
        if regime.preface:
            self._passage(node, "preface", regime.preface)
            self.draft.statements.append((node, t.PREFACE, zh(regime.preface.text)))
        for order, section in enumerate(regime.sections, start=1):
            self._section(node, regime, section, order)

    def _section(self, within: Written, regime: Regime, section: Section, order: int) -> None:
        # 监督检查处理 says nothing without the regime whose section it is.
        name = f"{_first_sentence(regime.name.text)}：{section.heading}"
        node = self._entry(
            t.REGIME_SECTION, section.text, section.number, within=within, order=order, label=name, key=section.heading
        )
        self.draft.statements += (
            (within, t.HAS_SECTION, node),
            (node, t.HEADING, zh(section.heading)),
            (node, t.SECTION_KIND, t.concept("section-kind", section.kind)),
        )
        self._passage(node, "section", section.text)
        self._describe(node, section.text)

    def _entry(
        self,
        kind: NamedNode,
        text: Passage,
        number: str = "",
        *,
        within: Written | None = None,
        order: int = 0,
        label: str = "",
        key: str = "",
    ) -> Written:
        """The node of an entry: what it is called, where it stands, to what it belongs and whose it is."""
        draft = self.draft
        holder = draft.key(within) if within else self._publisher_key()
        name = _CAPITAL.sub("-", kind.value.rpartition("#")[2]).lower()
        node = draft.hashed(name, holder, number, str(order), key, text.text)
        draft.statements += (
            (node, t.RDF_TYPE, kind),
            (node, t.IN_LIST, draft.listing),
            (node, t.RDFS_LABEL, zh(label or _first_sentence(text.text))),
            (node, t.LINE, count(text.line)),
        )
        if number:
            draft.statements.append((node, t.NUMBER, simple(number)))
        if order:
            draft.statements.append((node, t.ORDER, count(order)))
        if within:
            draft.statements.append((node, t.DCT_IS_PART_OF, within))
        elif self.publisher:
            draft.statements.append((node, t.COMPETENT_AUTHORITY, self.publisher.node))
            if kind == t.CPSV_PUBLIC_SERVICE:
                draft.statements.append((node, t.CV_HAS_COMPETENT_AUTHORITY, self.publisher.node))
        return node

    def _publisher_key(self) -> str:
        return self.publisher.key if self.publisher else self.draft.slug

    def _describe(self, node: Written, text: Passage) -> None:
        self.draft.statements.append((node, t.DCT_DESCRIPTION, zh(text.text)))

    def _passage(self, node: Written, column: str, passage: Passage) -> None:
        """The passage as a cell of the entry, and what it says in law."""
        printed = evidence.cell(self.draft, node, column, passage.text)
        facts = self.facts.get(passage)
        if facts is None:
            return
        described = self._cells.get(printed.key)
        if described is None:
            described = self._cells[printed.key] = cell_facts.describe(self.draft, printed, facts.facts)
        cell_facts.link(self.draft, node, described)
        cell_facts.indicators(self.draft, node, printed, facts.indicators)

    def _contacts(self, node: Written, printed: Iterable[Contact]) -> None:
        for contact in printed:
            if self.publisher:
                contacts.describe(self.draft, node, self.publisher, contact.office, contact.telephones)
            evidence.cell(self.draft, node, "contact", contact.printed.text)


def _first_sentence(text: str) -> str:
    """What an entry without a name is called: its words up to the end of the first sentence or clause, none cut."""
    return next(filter(None, (" ".join(part.split()) for part in _SENTENCE.split(text))), text)
