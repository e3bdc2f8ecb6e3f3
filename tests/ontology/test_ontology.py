"""The vocabulary holds together: with the code that uses it, with its shapes, with its examples, with itself."""

import json
import re
from pathlib import Path

import owlrl
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize
from rdflib.namespace import OWL, RDF

from extract import rules
from extract.facts import Actor, Bound, Resolution, SanctionKind
from extract.model import Role
from extract.provision import LEVELS
from extract.understanding import context, fines, limits
from kg import resources
from kg.asking.shapes import SHAPE, violations
from kg.graph import terms as t
from kg.graph.codes import POWER_TYPES
from kg.graph.things.cell_facts import BASIS
from kg.graph.things.citations import STATED
from kg.graph.things.offices import REASONS
from kg.graph.things.power_list import AS_PROPERTIES, CITES_FOR
from kg.laws.matching.match import Class
from tests import lists

ONTOLOGY = resources.ontology()
GOOD = sorted((ONTOLOGY / "examples" / "good").glob("*.ttl"))
BAD = sorted((ONTOLOGY / "examples" / "bad").glob("*.ttl"))
CODES = sorted((ONTOLOGY / "codes").glob("*.ttl"))
# Codes are concepts in the code lists; no list states one.
USED = {term for term in vars(t).values() if isinstance(term, NamedNode) and not term.value.startswith(t.XSD)} - {
    t.SKOS_CONCEPT
}
# A superclass that data does not name; its scope note says so.
EXPLAINED = {NamedNode(t.QZ + "Entry")}
CLASS, OBJECT, DATATYPE = (NamedNode(t.OWL + name) for name in ("Class", "ObjectProperty", "DatatypeProperty"))
COMMENT, SCOPE_NOTE = NamedNode(t.RDFS + "comment"), NamedNode(t.SKOS + "scopeNote")
NOTATION, DEFINITION = NamedNode(t.SKOS + "notation"), NamedNode(t.SKOS + "definition")
SOURCE, RANGE = NamedNode(t.DCT + "source"), NamedNode(t.RDFS + "range")


def read(path):
    return list(parse(path=str(path)))


def read_all(paths):
    return [quad for path in paths for quad in read(path)]


VOCABULARY = read(ONTOLOGY / "quanze.ttl")
REUSED = read(ONTOLOGY / "reused.ttl")
DECLARED = {quad.subject for quad in [*VOCABULARY, *REUSED] if quad.predicate == t.RDF_TYPE} - {
    NamedNode(t.BASE + "def")
}


def languages(graph, subject, predicate):
    found = [quad.object for quad in graph if quad.subject == subject and quad.predicate == predicate]
    return sorted(value.language for value in found if isinstance(value, Literal) and value.value.strip())


def built():
    return [*lists.power_graph(), *lists.register_graph()]


def notations(name):
    path = ONTOLOGY / "codes" / f"{name}.ttl"
    return {quad.object.value for quad in read(path) if quad.predicate == NOTATION}


# The vocabulary and the code


def test_every_term_used_is_declared_and_every_term_declared_is_used():
    assert set() == USED - DECLARED
    assert DECLARED - USED == EXPLAINED


@pytest.mark.parametrize("term", sorted(DECLARED, key=lambda node: node.value), ids=lambda node: node.value)
def test_every_term_has_labels_and_comments_in_both_languages(term):
    graph, said = (VOCABULARY, COMMENT) if term.value.startswith(t.QZ) else (REUSED, SCOPE_NOTE)
    assert languages(graph, term, t.RDFS_LABEL) == ["en", "zh"]
    assert languages(graph, term, said) == ["en", "zh"]


@pytest.mark.parametrize(
    "term", sorted((node for node in DECLARED if node.value.startswith(t.QZ)), key=lambda node: node.value),
    ids=lambda node: node.value,
)  # fmt: skip
def test_every_own_term_has_a_kind_a_source_and_a_home(term):
    said = {quad.predicate: quad.object for quad in VOCABULARY if quad.subject == term}
    kinds = {quad.object for quad in VOCABULARY if quad.subject == term and quad.predicate == t.RDF_TYPE}
    assert len(kinds & {CLASS, OBJECT, DATATYPE, NamedNode(t.RDFS + "Datatype")}) == 1
    assert SOURCE in said
    assert said[NamedNode(t.RDFS + "isDefinedBy")] == NamedNode(t.BASE + "def")


def test_every_object_of_an_object_property_is_a_node_and_of_a_datatype_property_a_literal():
    kinds = {quad.subject: quad.object for quad in [*VOCABULARY, *REUSED] if quad.object in {OBJECT, DATATYPE}}
    for quad in built():
        kind = kinds.get(quad.predicate)
        assert kind is None or isinstance(quad.object, NamedNode) == (kind == OBJECT), quad


def test_nothing_that_travels_with_a_graph_has_blank_nodes():
    paths = [path for path in [*ONTOLOGY.glob("*.ttl"), *CODES, *GOOD] if path.name != "shapes.ttl"]
    for quad in read_all(paths):
        assert isinstance(quad.subject, NamedNode), quad
        assert isinstance(quad.object, NamedNode | Literal), quad


def test_alignments_speak_of_declared_terms():
    for quad in read(ONTOLOGY / "alignments.ttl"):
        assert quad.subject in DECLARED, quad


# Code lists


@pytest.mark.parametrize("path", CODES, ids=lambda path: path.stem)
def test_code_lists_are_complete(path):
    graph, scheme = read(path), NamedNode(t.CODE + path.stem)
    concepts = {quad.subject for quad in graph if quad.object == NamedNode(t.SKOS + "Concept")}
    assert concepts
    for concept in {*concepts, scheme}:
        assert languages(graph, concept, t.SKOS_PREF_LABEL) == ["en", "zh"], concept
        assert languages(graph, concept, DEFINITION) == ["en", "zh"], concept
        assert any(quad.subject == concept and quad.predicate == SOURCE for quad in graph), concept
    for concept in concepts:
        values = [quad.object.value for quad in graph if quad.subject == concept and quad.predicate == NOTATION]
        assert [t.concept(path.stem, value) for value in values] == [concept]
        assert any(quad.subject == concept and quad.object == scheme for quad in graph)
    for quad in graph:
        if quad.predicate == NamedNode(t.DCT + "hasPart"):
            assert quad.object in concepts


def test_code_lists_and_code_say_the_same():
    assert notations("power-type") == set(POWER_TYPES)
    assert notations("sanction-kind") == set(SanctionKind)
    assert notations("resolution") == set(Resolution)
    assert notations("date-event") == {event for event in STATED if event} - {"amended", "effective", "repealed"}
    assert notations("role") == {BASIS, "reference", *CITES_FOR.values()}
    assert notations("column") >= set(Role) - AS_PROPERTIES
    assert notations("subdivision") == set(LEVELS)
    assert notations("variant-reason") == set(REASONS)
    assert notations("stage") == {rule.code for rule in rules.load("stages")}
    assert notations("section-kind") == {*(rule.code for rule in rules.load("sections")), "other"}
    assert notations("bound") == set(Bound)
    assert notations("actor") == set(Actor)
    assert notations("discretion") == set(context.DISCRETION)
    assert notations("unit") >= {*fines._MEASURES.values(), *limits._UNITS.values()}
    assert notations("quote-class") == set(Class)
    assert notations("period") == {rule.code for rule in rules.load("periods")}


def test_stages_and_power_types_have_the_names_the_code_reads():
    graph = read_all([ONTOLOGY / "codes" / "stage.ttl", ONTOLOGY / "codes" / "power-type.ttl"])
    zh = {(quad.subject, quad.object.value) for quad in graph if quad.predicate == t.SKOS_PREF_LABEL}
    also = {(quad.subject, quad.object.value) for quad in graph if quad.predicate == t.SKOS_ALT_LABEL}
    for rule in rules.load("stages"):
        assert (t.concept("stage", rule.code), rule.label) in zh
    for code, (name, *others) in POWER_TYPES.items():
        assert (t.concept("power-type", code), name) in zh
        assert {value for concept, value in also if concept == t.concept("power-type", code)} == set(others)


def test_every_concept_a_graph_names_is_in_a_code_list():
    known = {quad.subject for quad in read_all(CODES)}
    for quad in built():
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(t.CODE):
            assert quad.object in known, quad


# Shapes and examples


def test_a_built_graph_conforms():
    assert violations(built()) == ()


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_example_conforms(path):
    assert violations(read(path)) == ()


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_example_fails_for_its_one_reason(path):
    reason = re.search(r"^# breaks: (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    found = violations(read(path))
    assert [violation.shape for violation in found] == [reason[1]]
    if not found[0].path:
        return
    assert found[0].zh
    assert found[0].en


def test_every_term_has_an_example():
    shown = {node for quad in read_all(GOOD) for node in (quad.subject, quad.predicate, quad.object)}
    shown |= {node.datatype for node in shown if isinstance(node, Literal)}
    assert USED - shown == set()


def test_every_class_has_a_shape_and_every_shape_a_bad_example():
    shapes = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
    targets = {NamedNode(str(target)) for target in shapes.objects(None, rdflib.SH.targetClass)}
    classes = {quad.subject for quad in [*VOCABULARY, *REUSED] if quad.object == CLASS} - EXPLAINED
    # Shapes of lists, bodies, verdicts and entities stand for what is typed twice; an authority is told by its link.
    twice = {
        t.DCAT_DATASET,
        t.PROV_ENTITY,
        t.ORG_FORMAL_ORGANIZATION,
        t.OA_ANNOTATION,
        t.ORG_ORGANIZATION,
        t.FOAF_AGENT,
    }
    assert classes - twice == targets
    nodes = {str(shape).removeprefix(SHAPE) for shape in shapes.subjects(RDF.type, rdflib.SH.NodeShape)}
    broken = {re.search(r"^# breaks: (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)[1] for path in BAD}
    assert broken == {name for name in nodes if name not in {"Known", "Unknown", "NoFigure", "WithUnit"}}


def test_closed_lists_in_shapes_are_the_code_lists():
    shapes = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
    whole = {str(quad.subject.value) for quad in read_all(CODES) if quad.predicate == NOTATION}
    for shape, head in shapes.subject_objects(rdflib.SH["in"]):
        listed = {str(value) for value in shapes.items(head)}
        assert listed <= whole, shape
        if not str(shape).endswith("-unit"):  # units of time or of indicators are a part of the list
            scheme = next(iter(listed)).rpartition("/")[0]
            assert listed == {value for value in whole if value.startswith(scheme + "/")}, shape


def test_what_the_shapes_ask_is_told_in_both_languages():
    shapes = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
    for shape in shapes.subjects(RDF.type, rdflib.SH.PropertyShape):
        told = {message.language for message in shapes.objects(shape, rdflib.SH.message)}
        assert told == {"zh", "en"}, shape


# The JSON-LD context


def test_the_context_has_every_term_and_says_what_the_vocabulary_says():
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    spaces = {name: value for name, value in context.items() if isinstance(value, str) and value[-1] in "/#"}

    def full(name):
        prefix, _, local = name.partition(":")
        return spaces[prefix] + local if prefix in spaces else name

    kinds = {quad.subject.value: quad.object for quad in [*VOCABULARY, *REUSED] if quad.object in {OBJECT, DATATYPE}}
    ranges = {quad.subject.value: quad.object.value for quad in VOCABULARY if quad.predicate == RANGE}
    terms = {}
    for name, value in context.items():
        if name not in spaces and not name.startswith("@"):
            definition = {"@id": value} if isinstance(value, str) else value
            terms[full(definition["@id"])] = definition
    assert set(terms) == {node.value for node in DECLARED - {t.RDF_TYPE}}
    for iri, definition in terms.items():
        assert (definition.get("@type") == "@id") == (kinds.get(iri) == OBJECT), iri
        if kinds.get(iri) == DATATYPE and iri in ranges:
            expected = {"langString": ("@language", "zh"), "string": ("@id", definition["@id"])}
            key, value = expected.get(ranges[iri].rpartition("#")[2], ("@type", None))
            assert definition[key] == value if value else full(definition[key]) == ranges[iri], iri


def test_json_ld_in_the_terms_of_the_context_is_understood():
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    document = {
        "@context": context,
        "@id": "fact:sanction-1",
        "@type": "Sanction",
        "kind": "code:sanction-kind/fine",
        "minAmount": "500",
        "per": "人",
    }
    triples = {quad.triple for quad in parse(json.dumps(document), RdfFormat.JSON_LD)}
    subject = NamedNode(t.BASE + "id/fact/sanction-1")
    expected = {
        Quad(subject, t.RDF_TYPE, t.SANCTION),
        Quad(subject, t.KIND, t.concept("sanction-kind", "fine")),
        Quad(subject, t.MIN_AMOUNT, Literal("500", datatype=t.XSD_DECIMAL)),
        Quad(subject, t.PER, Literal("人", language="zh")),
    }
    assert triples == {quad.triple for quad in expected}


# Reasoning


def closure(data):
    """The OWL RL closure of data with the vocabulary, and what it finds contradictory."""
    graph = rdflib.Graph()
    for source in (data, VOCABULARY, REUSED, read(ONTOLOGY / "alignments.ttl")):
        graph.parse(data=serialize((quad.triple for quad in source), format=RdfFormat.N_TRIPLES), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    contradictions = list(graph.objects(None, rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")))
    return graph, contradictions


def example(name):
    return read(ONTOLOGY / "examples" / "good" / f"{name}.ttl")


def test_the_closure_of_the_examples_is_consistent_and_infers_superclasses():
    sample = [*example("boundary"), *example("office"), *example("duty")]
    graph, contradictions = closure(sample)
    assert contradictions == []
    share = next(quad.subject for quad in sample if quad.object == t.SHARE)
    assert (rdflib.URIRef(share.value), RDF.type, rdflib.URIRef(t.QZ + "Entry")) in graph
    body = next(quad.subject for quad in sample if quad.object == t.CV_PUBLIC_ORGANISATION)
    assert (rdflib.URIRef(body.value), RDF.type, rdflib.URIRef(t.ORG + "Organization")) in graph
    assert (None, RDF.type, OWL.Nothing) not in graph


def test_the_closure_finds_a_thing_that_cannot_be():
    sample = example("office")
    stage = Quad(NamedNode("https://example.org/x"), t.RDF_TYPE, t.DUTY_STAGE)
    also = Quad(stage.subject, t.TEXT, Literal("一格", language="zh"))
    assert closure([*sample, stage, also])[1]


def test_every_file_is_known():
    expected = {"quanze.ttl", "reused.ttl", "alignments.ttl", "shapes.ttl", "context.jsonld", "README.md"}
    assert {path.name for path in Path(ONTOLOGY).iterdir() if path.is_file()} == expected
