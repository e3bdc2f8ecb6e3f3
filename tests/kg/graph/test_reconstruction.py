"""No fact is lost: everything that was extracted is read back from the graph and compared with what was extracted."""

from collections import defaultdict
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode

from extract import assemble
from extract.model import Role
from extract.provision import Provision
from extract.reading import reader
from kg import resources
from kg.graph import terms as t
from kg.graph.codes import POWER_TYPES
from kg.graph.iris import digest, parse, plain
from kg.graph.things.citations import STATED
from kg.graph.things.evidence import place
from kg.graph.things.power_list import AS_PROPERTIES, CITES_FOR
from kg.graph.things.triples import quads
from kg.graph.vocabulary import labels
from tests import lists

POWER, REGISTER = resources.bundled_lists()


class Graph:
    """Quads by subject and property, in both directions."""

    def __init__(self, found):
        self.out, self.back = defaultdict(list), defaultdict(list)
        for quad in dict.fromkeys(quad.triple for quad in found):
            self.out[quad.subject, quad.predicate].append(quad.object)
            self.back[quad.object, quad.predicate].append(quad.subject)

    def all(self, subject, predicate):
        return [_plain(value) for value in self.out[subject, predicate]]

    def one(self, subject, predicate):
        (value,) = self.all(subject, predicate) or (None,)
        return value

    def code(self, subject, predicate):
        """The code of a concept: the last part of its IRI."""
        values = self.out[subject, predicate]
        assert len(values) <= 1
        return values[0].value.rpartition("/")[2] if values else None

    def cell(self, role, header, text):
        """The node of a cell, by what it prints."""
        (node,) = (
            node
            for node in self.back[t.CELL_CLASS, t.RDF_TYPE]
            if (self.one(node, t.TEXT), self.code(node, t.COLUMN)) == (text, role)
            and (self.one(node, t.HEADER) or labels("column").get(role)) == (header or labels("column").get(role))
        )
        return node

    def places(self, fact, link, cell):
        """Start and end of the evidence of a fact in a cell; the span is of that cell by its IRI and by its source."""
        spans = [span for span in self.out[fact, link] if place(span.value)[0] == cell.value]
        assert all(self.out[span, t.OA_HAS_SOURCE] == [cell] for span in spans)
        return [place(span.value)[1:] for span in spans]

    def facts(self, kind, cell, link=t.EVIDENCE):
        """The facts of a class with evidence in a cell, each with its place there."""
        for fact in self.back[kind, t.RDF_TYPE]:
            for at in self.places(fact, link, cell):
                yield fact, at

    def document(self, node):
        """Title and rank of a document."""
        return self.one(node, t.RDFS_LABEL), self.code(node, t.ELI_TYPE_DOCUMENT)

    def notices(self, title):
        """The titles of the notices that issue the document of a title."""
        return {
            self.one(notice, t.RDFS_LABEL)
            for node in self.back[Literal(title, language="zh"), t.RDFS_LABEL]
            for notice in self.out[node, t.PROMULGATED_BY]
        }

    def provided(self, node):
        """Title and path of a document or provision."""
        names = parse(node.value).keys
        return (names[0], names[1] if len(names) > 1 else "")


def _plain(value):
    if isinstance(value, NamedNode):
        return value
    return Decimal(value.value) if value.datatype == t.XSD_DECIMAL else value.value


def citations(graph, cell):
    """(role, title, start, document, numbers, dates, provisions, label, whole, form, resolution) of each citation."""
    for node, (start, _) in graph.facts(t.CITATION, cell, t.OA_HAS_TARGET):
        documents = graph.out[node, t.CITED_DOCUMENT]
        known = graph.document(documents[0]) if documents else None
        dates = {(event, day) for event, said in STATED.items() for day in graph.all(node, said)}
        pins = {
            (graph.provided(graph.out[pin, t.OA_HAS_BODY][0])[1], *graph.places(pin, t.OA_HAS_TARGET, cell)[0])
            for pin in graph.back[node, t.DCT_IS_PART_OF]
        }
        paths = {(path,) for path in graph.all(node, t.STATED_PATH)}
        stated = graph.one(node, t.STATED_TITLE)
        title = known[0] if stated is None and known else stated
        yield (
            graph.code(node, t.ROLE), title, start, known, frozenset(graph.all(node, t.STATED_NUMBER)),
            frozenset(dates), frozenset(pins | paths), graph.one(node, t.STATED_LABEL),
            graph.one(node, t.WHOLE_DOCUMENT) == "true", graph.code(node, t.REFERENCE_FORM),
            graph.code(node, t.RESOLUTION) or "resolved",
        )  # fmt: skip


def meant(document):
    if document is None or not document.title:
        return None
    return document.title, document.rank


def expected_citations(facts, role):
    for one in facts.basis:
        known = meant(one.document)
        yield (
            role, one.title, one.start, known, frozenset(number.value for number in one.numbers),
            frozenset((day.event, day.value) for day in one.dates), named(one, known), one.label, one.whole, None,
            "resolved" if known else "unresolved",
        )  # fmt: skip
    for one in facts.references:
        known = meant(one.document)
        resolution = one.resolution.value if known or one.resolution.value != "resolved" else "unresolved"
        yield (
            "reference", one.title, one.start, known, frozenset(), frozenset(), named(one, known), None, False, one.how,
            resolution,
        )  # fmt: skip


def named(one, known):
    """The provisions: with their places where the document is known, the paths alone where it is not."""
    if known:
        return frozenset(
            (found.path if is_path(found.path) else "", found.start, found.end) for found in one.provisions
        )
    return frozenset((found.path,) for found in one.provisions if found.path)


def is_path(path):
    try:
        return bool(Provision.parse(path).steps)
    except ValueError:
        return False


def sanctions(graph, cell):
    for node, at in graph.facts(t.SANCTION, cell):
        authority = graph.out[node, t.DECIDED_BY]
        by = graph.out[node, t.PROVIDED_BY]
        yield (
            graph.code(node, t.KIND), at, graph.one(node, t.MIN_AMOUNT), graph.one(node, t.MAX_AMOUNT),
            graph.code(node, t.UNIT), graph.one(node, t.FIGURE_BASE), graph.one(node, t.PER),
            graph.one(node, t.ON_WHOM), graph.one(node, t.CAP), graph.one(node, t.CONDITION),
            *(graph.places(node, t.CONDITION_EVIDENCE, cell) or [None]), graph.code(node, t.DISCRETION),
            graph.one(authority[0], t.SKOS_PREF_LABEL) if authority else None,
            graph.provided(by[0]) if by else graph.one(node, t.STATED_PATH),
        )  # fmt: skip


def expected_sanctions(facts):
    for one in facts.sanctions:
        title = facts.basis[one.basis].document.title if one.basis is not None else ""
        path = one.provision if title and one.provision and is_path(one.provision) else ""
        condition = None if one.condition_start is None else (one.condition_start, one.condition_end)
        yield (
            one.kind.value, (one.start, one.end), one.minimum, one.maximum, one.unit, one.base or None, one.per or None,
            one.on or None, one.cap, one.condition or None, condition, one.discretion,
            plain(one.authority) if one.authority else None, (title, path) if title else one.provision,
        )  # fmt: skip


def check_facts(graph, cell, facts, role):
    assert sorted(citations(graph, cell), key=str) == sorted(set(expected_citations(facts, role)), key=str)
    documents = [one.document for one in (*facts.basis, *facts.references) if one.document]
    assert all(one.promulgated_by in graph.notices(one.title) for one in documents if one.promulgated_by)
    assert sorted(sanctions(graph, cell), key=str) == sorted(set(expected_sanctions(facts)), key=str)
    limits = {
        (
            graph.one(node, t.VALUE), graph.code(node, t.UNIT), at, graph.code(node, t.BOUND), graph.code(node, t.ACTOR),
            graph.one(node, t.ACTOR_NAME), *(graph.places(node, t.ACTOR_EVIDENCE, cell) or [None]),
        )
        for node, at in graph.facts(t.TIME_LIMIT, cell)
    }  # fmt: skip
    assert limits == {
        (
            one.value, one.unit, (one.start, one.end), one.bound, one.actor, one.who,
            None if one.who is None else (one.who_start, one.who_end),
        )
        for one in facts.limits
    }  # fmt: skip


def check_words(graph):
    """Every span has its quote, on it or on the fact that states it; the quote is what stands there."""
    for (span, link), cells in list(graph.out.items()):
        if link == t.OA_HAS_SOURCE:
            _, start, end = place(span.value)
            said = graph.all(span, t.OA_EXACT)
            said += [text for fact in graph.back[span, t.EVIDENCE] for text in graph.all(fact, t.DCT_DESCRIPTION)]
            said += [text for fact in graph.back[span, t.CONDITION_EVIDENCE] for text in graph.all(fact, t.CONDITION)]
            said += [text for fact in graph.back[span, t.ACTOR_EVIDENCE] for text in graph.all(fact, t.ACTOR_NAME)]
            assert {graph.one(cells[0], t.TEXT)[start:end]} == set(said)


def check_row(graph, extraction):
    row = extraction.row
    (item,) = (
        node for node in graph.back[Literal(row.number), t.ROW_NUMBER] if graph.all(node, t.LINE) == [str(row.line)]
    )
    name = row.text(Role.SUB_NAME) or row.text(Role.NAME)
    assert (graph.one(item, t.PRINTED_NAME) or graph.one(item, t.RDFS_LABEL) or "") == name
    code = row.text(Role.SUB_CODE) or row.text(Role.CODE)
    assert (graph.one(item, t.PRINTED_CODE) or graph.one(item, t.DCT_IDENTIFIER) or "") == code
    kind = graph.code(item, t.DCT_TYPE)
    implied = "" if graph.out[item, t.CODED_TYPE] else POWER_TYPES[kind][0] if kind else ""
    assert (graph.one(item, t.PRINTED_TYPE) or implied) == row.text(Role.TYPE)
    assert (graph.one(item, t.SERIAL) or "") == row.text(Role.SERIAL).strip()
    assert (graph.one(item, t.TABLE) or "") == row.table
    for cell in row.cells:
        if cell.role not in AS_PROPERTIES and cell.text.strip():
            assert graph.cell(cell.role, cell.header, cell.text) in graph.out[item, t.CELL]
    for cell, facts in extraction.facts:
        check_facts(graph, graph.cell(cell.role, cell.header, cell.text), facts, CITES_FOR.get(cell.role, "basis"))
    stages = {
        (
            int(graph.one(node, t.ORDER)), graph.code(node, t.STAGE),
            graph.one(node, t.RDFS_LABEL) or labels("stage").get(graph.code(node, t.STAGE), ""),
            graph.one(node, t.DCT_DESCRIPTION), at,
        )
        for node, at in of_item(graph, item, t.HAS_DUTY_STAGE, row.all(Role.DUTIES)[:1])
    }  # fmt: skip
    assert stages == {(one.order, one.concept, one.name, one.text, (one.start, one.end)) for one in extraction.stages}
    grounds = {
        (int(graph.one(node, t.ORDER)), graph.one(node, t.DCT_DESCRIPTION), at)
        for node, at in of_item(graph, item, t.HAS_ACCOUNTABILITY_GROUND, row.all(Role.GROUNDS)[:1])
    }
    assert grounds == {(one.order, one.text, (one.start, one.end)) for one in extraction.grounds}
    numbers = [phone for point in graph.out[item, t.CV_HAS_CONTACT_POINT] for phone in graph.all(point, t.CV_TELEPHONE)]
    assert numbers == [cell.text.strip() for cell in row.all(Role.TELEPHONE) if cell.text.strip()]


def of_item(graph, item, link, cells):
    """The facts an item is linked to by a property, with their places in its cell."""
    for cell in cells:
        for fact in graph.out[item, link]:
            for at in graph.places(fact, t.EVIDENCE, graph.cell(cell.role, cell.header, cell.text)):
                yield fact, at


def bundled():
    listing = reader.read(POWER)
    return listing, [assemble.extract(row) for row in listing.rows]


@pytest.mark.parametrize("made", [lists.power_list, bundled], ids=["invented", "bundled"])
def test_everything_extracted_from_a_power_list_is_read_back(made):
    listing, extractions = made()
    graph = Graph(quads(listing, extractions, ()))
    for extraction in extractions:
        check_row(graph, extraction)
    check_words(graph)


def read_register():
    listing = reader.read(REGISTER)
    return listing, assemble.passages(listing.responsibility_list)


@pytest.mark.parametrize("made", [lists.responsibility_list, read_register], ids=["invented", "bundled"])
def test_everything_extracted_from_a_register_is_read_back(made):
    listing, passages = made()
    graph = Graph(quads(listing, (), passages))
    check_words(graph)
    by_text = {graph.one(node, t.TEXT): node for node in graph.back[t.CELL_CLASS, t.RDF_TYPE]}
    for found in passages:
        if found.passage.text in by_text:
            check_facts(graph, by_text[found.passage.text], found.facts, "basis")
            targets = {
                (
                    graph.one(node, t.MEASURE), graph.one(node, t.MIN_VALUE), graph.one(node, t.MAX_VALUE),
                    graph.code(node, t.UNIT), graph.code(node, t.PERIOD), at,
                )
                for node, at in graph.facts(t.INDICATOR, by_text[found.passage.text])
            }  # fmt: skip
            assert targets == {
                (one.measure, one.minimum, one.maximum, one.unit, one.period, (one.start, one.end))
                for one in found.indicators
            }
    offices = {
        (graph.one(graph.out[node, t.OFFICE][0], t.SKOS_PREF_LABEL), frozenset(graph.all(node, t.CV_TELEPHONE)))
        for node in graph.back[t.CV_CONTACT_POINT, t.RDF_TYPE]
    }
    register = listing.responsibility_list
    holders = [*(task for one in register.responsibilities for task in one.tasks), *register.services]
    printed = {(plain(one.office), frozenset(one.telephones)) for holder in holders for one in holder.contacts}
    assert {(plain(office), numbers) for office, numbers in offices} >= {one for one in printed if one[0]}


def test_identity_of_cells_is_their_column_header_and_words():
    graph = Graph(lists.power_graph())
    for node in graph.back[t.CELL_CLASS, t.RDF_TYPE]:
        header = graph.one(node, t.HEADER)
        key = digest(graph.code(node, t.COLUMN), header or "", graph.one(node, t.TEXT))
        assert header is None or node.value.endswith(key)
