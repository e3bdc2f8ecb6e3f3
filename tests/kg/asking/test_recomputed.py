"""Questions answered once more without SPARQL: by joins in Python over the quads that a build wrote."""

from collections import Counter, defaultdict

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.graph.terms import PREFIXES

REFERENCE = NamedNode("https://w3id.org/quanze/code/role/reference")
ALL = 100_000


@pytest.fixture(scope="module")
def objects(exports):
    """Objects by subject, by predicate."""
    found = defaultdict(lambda: defaultdict(set))
    for quad in parse(path=str(exports / "graph.nq"), format=RdfFormat.N_QUADS):
        found[quad.predicate.value][quad.subject].add(quad.object)

    def of(name):
        prefix, local = name.split(":")
        return found[PREFIXES[prefix] + local]

    return of


def named(objects, thing):
    return next(iter(objects("rdfs:label")[thing])).value


def concept(objects, thing):
    return next(label.value for label in objects("skos:prefLabel")[thing] if label.language == "zh")


def answer(graph, name, *columns, **given):
    return Counter(tuple(row[column] for column in columns) for row in graph.query(name, **given))


def test_citations_by_document(graph, objects):
    basis, reference, items = (defaultdict(set) for _ in range(3))
    for citation, documents in objects("qz:citedDocument").items():
        for document in documents:
            kind = reference if REFERENCE in objects("qz:role")[citation] else basis
            kind[document].add(citation)
            items[document] |= objects("qz:inItem")[citation]
    expected = ((one.value, len(basis[one]), len(reference[one]), len(items[one])) for one in items)
    columns = ("标识", "作为依据", "条文援引", "事项数")
    assert answer(graph, "citations-by-document", *columns, most=ALL) == Counter(expected)


def test_busy_articles(graph, objects):
    items, units = defaultdict(set), defaultdict(set)
    for item, provisions in objects("qz:legalBasis").items():
        for article in set().union(*(objects("qz:inArticle").get(one, set()) for one in provisions)):
            items[article].add(item)
            units[article] |= objects("qz:handledBy").get(item, set())
    expected = ((one.value, named(objects, one), len(items[one]), len(units[one])) for one in items)
    found = answer(graph, "busy-articles", "标识", "所在条", "事项数", "承办机构数", most=ALL)
    assert found == Counter(expected)


def test_documents_by_rank(graph, objects):
    documents, items = defaultdict(set), defaultdict(set)
    for item, based in objects("qz:basisDocument").items():
        for document in based:
            for rank in objects("eli:type_document").get(document) or {None}:
                documents[rank].add(document)
                items[rank].add(item)
    names = {rank: concept(objects, rank) if rank else "位阶未定" for rank in documents}
    expected = ((names[rank], len(documents[rank]), len(items[rank])) for rank in documents)
    assert answer(graph, "documents-by-rank", "位阶", "文件数", "事项数") == Counter(expected)


def test_sanction_kinds(graph, objects):
    places, sanctions, items, provisions = Counter(), defaultdict(set), defaultdict(set), defaultdict(set)
    for item, imposed in objects("qz:imposes").items():
        for sanction in imposed:
            for kind in objects("qz:kind").get(sanction, ()):
                places[kind] += 1
                sanctions[kind].add(sanction)
                items[kind].add(item)
                provisions[kind] |= objects("qz:providedBy").get(sanction, set())
    expected = (
        (concept(objects, one), places[one], len(sanctions[one]), len(items[one]), len(provisions[one]))
        for one in places
    )
    assert answer(graph, "sanction-kinds", "种类", "处数", "项数", "事项数", "条款数") == Counter(expected)


def test_documents_by_year(graph, objects):
    years = defaultdict(set)
    for document in set().union(*objects("qz:basisDocument").values()):
        issued = {document} | objects("qz:promulgatedBy").get(document, set())
        dates = [objects(name).get(one, set()) for one in issued for name in ("eli:date_document", "dct:date")]
        if found := [int(date.value[:4]) for date in set().union(*dates)]:
            years[max(found)].add(document)
    assert answer(graph, "documents-by-year", "年份", "文件数") == Counter(
        (year, len(one)) for year, one in years.items()
    )
