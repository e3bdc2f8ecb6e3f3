"""The table of kinds, and that every door reads it: a kind added there is seen in all of them."""

import json
import re
from collections import Counter

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg import resources
from kg.asking.lookup.search_index import index
from kg.asking.resolve import resolve
from kg.graph import kinds
from kg.graph import terms as t
from kg.graph.kinds import KINDS, SHAPES, Kind, Search
from kg.graph.network import network
from kg.graph.store import fill, lines, writable
from kg.output.networks import write
from kg.page.gather import gather
from kg.page.render import render
from kg.serve.entity.entity_page import entity_page
from kg.serve.entity.store_reader import StoreReader

BASE, GRAPH = "http://e/", NamedNode("http://e/id/list/l")
PERMIT = NamedNode("http://e/def#Permit")
SUBJECT, ITEM = NamedNode("http://e/id/permit/1"), NamedNode("http://e/id/power/1")
NEW = Kind(
    "permit", "证件", PERMIT, "rdfs:label", "#123456", "star", page="permit", search=Search(99, "rdfs:label"),
    aliases=("证照",),
)  # fmt: skip


@pytest.fixture
def store(monkeypatch):
    """A graph with a thing of a kind that the table learns of here."""
    monkeypatch.setattr(kinds, "KINDS", (*KINDS, NEW))
    said = [
        (GRAPH, t.RDF_TYPE, t.DCAT_DATASET),
        (SUBJECT, t.RDF_TYPE, PERMIT),
        (SUBJECT, t.RDFS_LABEL, Literal("甲种证件", language="zh")),
        (ITEM, t.RDF_TYPE, t.POWER_ITEM),
        (ITEM, t.RDFS_LABEL, Literal("甲许可", language="zh")),
        (ITEM, t.IMPOSES, SUBJECT),
    ]
    made = writable()
    fill(made, lines(Quad(*triple, GRAPH) for triple in said))
    return made


def test_the_page_shows_a_new_kind(store):
    page = gather(store, BASE)
    assert [(thing.label, thing.kind) for thing in page.things] == [("甲许可", "item"), ("甲种证件", "permit")]
    data = json.loads(re.search(r'id="data">(.*?)</script>', render(page))[1])
    assert ["permit", "证件", "#123456", SHAPES["star"]] in data["kinds"]
    assert [entry[2] for entry in data["found"]] == ["|甲许可|jxk|", "|甲种证件|jzzj|"]


def test_networks_and_their_files_know_a_new_kind(store):
    graph = network(store)
    assert graph.nodes[SUBJECT.value]["kind"] == "permit"
    assert b'r="18" g="52" b="86"' in write(store, "gexf", "all")  # #123456


@pytest.mark.parametrize("word", ["permit", "证件", "证照"])
def test_search_finds_a_new_kind(store, word):
    (hit,) = resolve(index(store, t.prefixes(BASE)), "jzzj", t.prefixes(BASE), kind=word)
    assert (hit.kind, hit.iri, hit.name) == ("permit", SUBJECT.value, "甲种证件")


def test_the_entity_page_names_a_new_kind(store):
    page = entity_page(StoreReader(store, t.prefixes(BASE), BASE), SUBJECT.value)
    assert page.title == "甲种证件"
    assert [kind.text for kind in page.kinds] == ["证件"]


def test_a_code_that_is_none_is_other():
    assert kinds.kind("no such kind") == kinds.kind("other")
    assert kinds.of_class("http://e/none") is None


def test_each_kind_is_told_from_the_others():
    assert len({kind.code for kind in KINDS}) == len({kind.name for kind in KINDS}) == len(KINDS)
    assert Counter((kind.colour, kind.shape) for kind in KINDS).most_common(1)[0][1] == 1
    assert len({kind.shape for kind in kinds.on_page()}) == len(kinds.on_page())
    assert {kind.shape for kind in KINDS} == set(SHAPES)
    classes = [node for node, _ in kinds.with_class()]
    assert len(set(classes)) == len(classes)
    ranks = [kind.search.rank for kind in KINDS if kind.search]
    assert len(set(ranks)) == len(ranks)


def test_what_the_page_shows_a_kind_as_is_a_kind():
    codes = {kind.code for kind in KINDS}
    assert {kind.page for kind in KINDS if kind.page} <= codes
    assert all(kinds.kind(kind.page).entry for kind in KINDS if kind.entry)


def test_kinds_bear_the_names_of_the_vocabulary():
    labels = {
        quad.subject: quad.object.value
        for name in ("quanze", "reused")
        for quad in parse(path=resources.ontology() / f"{name}.ttl", format=RdfFormat.TURTLE)
        if quad.predicate == t.RDFS_LABEL and quad.object.language == "zh"
    }
    general = {t.DCAT_DATASET, t.SKOS_CONCEPT, t.CELL_CLASS}  # here what they hold, there what they are
    for node, kind in kinds.with_class():
        assert node in general or labels[node] == kind.name, kind.code


def test_scripts_read_the_same_table():
    for kind, plain in zip(KINDS, kinds.plain(), strict=True):
        assert (plain["code"], plain["name"], plain["colour"]) == (kind.code, kind.name, kind.colour)
        assert plain["outline"] == SHAPES[kind.shape]
