"""A responsibility list in the graph: its four parts, whose they are, whom to ask, what they rest on."""

from dataclasses import replace

from extract.model import Passage
from kg.graph import terms as t
from kg.graph.things.triples import quads
from tests.lists import register_graph, responsibility_list, select

GRAPH = register_graph()


def test_a_responsibility_has_tasks_with_offices_and_telephones():
    found = select(
        GRAPH,
        """SELECT ?number ?text ?office ?telephone WHERE { ?r a qz:Responsibility ; qz:number ?number .
        ?task a qz:Task ; dct:isPartOf ?r ; qz:order 1 ; dct:description ?text ; cv:contactPoint ?c .
        ?c a cv:ContactPoint ; qz:office/skos:prefLabel ?office ; cv:telephone ?telephone }""",
    )
    assert found == [("1", "指导就业工作。", "就业局", "7523309"), ("1", "指导就业工作。", "就业局", "7523310")]


def test_every_entry_stands_in_the_list_and_top_ones_are_of_its_publisher():
    body = select(GRAPH, 'SELECT ?b WHERE { ?b skos:prefLabel "江北县人力资源和社会保障局"@zh }')
    found = select(GRAPH, "SELECT ?class ?body WHERE { ?e a ?class ; qz:inList ?l ; qz:competentAuthority ?body }")
    assert {held for _, held in found} == {body[0][0]}
    kinds = {kind.rpartition("#")[2] for kind, _ in found}
    assert kinds == {"Responsibility", "ResponsibilityBoundary", "PublicService", "SupervisionRegime"}


def test_a_boundary_has_shares_of_bodies_of_its_area():
    found = select(
        GRAPH,
        """SELECT ?matter ?order ?name ?area WHERE { ?b a qz:ResponsibilityBoundary ; rdfs:label ?matter ;
        qz:exampleCase ?case ; qz:hasShare ?s . ?s qz:order ?order ; dct:isPartOf ?b ; qz:body ?body .
        ?body a cv:PublicOrganisation ; skos:prefLabel ?name ; dct:spatial/rdfs:label ?area }""",
    )
    assert found == [
        ("职业病防治", "1", "人社局", "江北县"),
        ("职业病防治", "2", "卫生局", "江北县"),
        ("职业病防治", "2", "财政局", "江北县"),
    ]


def test_the_publisher_may_be_meant_by_a_short_name_but_stays_apart():
    found = select(
        GRAPH,
        """SELECT ?one ?other ?reason WHERE { ?a qz:proposedSameAs ?b . ?a skos:prefLabel ?one .
        ?b skos:prefLabel ?other . ?p qz:variant ?a , ?b ; qz:reason ?reason }""",
    )
    assert found == [("人社局", "江北县人力资源和社会保障局", "code/variant-reason/abbreviation")]


def test_a_service_has_name_content_period_and_contact():
    found = select(
        GRAPH,
        """SELECT ?name ?text ?period WHERE { ?s a cpsv:PublicService ; dct:title ?name ; dct:description ?text ;
        qz:servicePeriod ?period ; cv:contactPoint ?c }""",
    )
    assert found == [("就业服务活动", "举办招聘会。", "全年")]


def test_a_regime_has_a_preface_and_sections_by_kind():
    found = select(
        GRAPH,
        """SELECT ?name ?preface ?number ?heading ?kind WHERE { ?r a qz:SupervisionRegime ; rdfs:label ?name ;
        qz:preface ?preface ; qz:hasSection ?s . ?s qz:number ?number ; qz:heading ?heading ; qz:sectionKind ?kind }""",
    )
    kind = t.concept("section-kind", "content").value.removeprefix(t.BASE)
    assert found == [("培训机构监管", "为加强监管,制定本制度。", "二", "监督检查内容和指标", kind)]


def test_what_passages_say_in_law_has_the_same_evidence_as_in_a_power_list():
    found = select(
        GRAPH,
        """SELECT DISTINCT ?class ?column WHERE { ?c a qz:Citation ; qz:inItem ?e ; oa:hasTarget/oa:hasSource ?cell .
        ?e a ?class ; qz:basisDocument law:中华人民共和国劳动合同法 ; qz:cell ?cell . ?cell qz:column ?column }""",
    )
    assert [(kind.rpartition("#")[2], column) for kind, column in found] == [
        ("Responsibility", "code/column/responsibility"),
        ("ResponsibilityBoundary", "code/column/basis"),
    ]
    imposed = select(GRAPH, "SELECT (COUNT(?s) AS ?n) WHERE { ?b a qz:ResponsibilityBoundary ; qz:imposes ?s }")
    assert imposed == [("3",)]


def test_a_task_rests_on_what_its_row_prints():
    listing, facts = responsibility_list()
    register = listing.responsibility_list
    duty = register.responsibilities[0]
    basis = register.boundaries[0].basis
    task = replace(duty.tasks[0], basis=basis)
    register = replace(register, responsibilities=(replace(duty, tasks=(task,)),))
    graph = list(quads(replace(listing, responsibility_list=register), (), facts))
    found = select(
        graph,
        """SELECT DISTINCT ?column WHERE { ?task a qz:Task ; qz:basisDocument law:中华人民共和国劳动合同法 ; qz:cell ?cell .
        ?c qz:inItem ?task ; oa:hasTarget/oa:hasSource ?cell . ?cell qz:column ?column }""",
    )
    assert found == [("code/column/basis",)]


def test_remarks_stand_beside_what_they_are_of():
    listing, facts = responsibility_list()
    register = listing.responsibility_list
    duty, boundary, service = register.responsibilities[0], register.boundaries[0], register.services[0]
    tasks = (replace(duty.tasks[0], remark=Passage("与财政局共同负责", 11)),)
    register = replace(
        register,
        responsibilities=(replace(duty, tasks=tasks),),
        boundaries=(replace(boundary, remark=Passage("试行", 33)),),
        services=(replace(service, remark=Passage("全市通办", 51)),),
    )
    graph = list(quads(replace(listing, responsibility_list=register), (), facts))
    found = select(
        graph,
        """SELECT ?text WHERE { ?entry qz:cell ?cell . ?cell qz:column <https://w3id.org/quanze/code/column/remark> ;
        qz:text ?text }""",
    )
    assert sorted(text for (text,) in found) == sorted(["与财政局共同负责", "试行", "全市通办"])
