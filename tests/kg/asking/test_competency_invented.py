"""Questions that join whole relations, asked of a graph made up of traps: names borne twice, things without a code, facts
stated twice, parts of what is no item. What they answer is written down by hand; rdflib must answer the same.
"""

from collections import Counter
from functools import partial

import pytest
from pyoxigraph import RdfFormat, Store, Triple, parse, serialize
from rdflib import Graph

from kg.asking import query, questions
from kg.graph.terms import PREFIXES

ITEM, OTHER = "https://example.org/", "https://w3id.org/quanze/code/"
GRAPH = """
@prefix x: <https://example.org/> .

# Two sub-items of one name, one without a code; a sub-item of no item; a pinpoint, which is part of a citation.
x:main a qz:PowerItem ; rdfs:label "主项"@zh ; dct:identifier "1" ; dct:type <power-type/02> .
x:sub1 a qz:PowerItem ; rdfs:label "子项"@zh ; dct:identifier "1-1" ; dct:isPartOf x:main ; dct:type <power-type/02> .
x:sub2 a qz:PowerItem ; rdfs:label "子项"@zh ; dct:isPartOf x:main ; dct:type <power-type/01> .
x:alone a qz:PowerItem ; rdfs:label "独项"@zh ; dct:identifier "9" ; dct:isPartOf x:chapter ; dct:type <power-type/01> .
x:chapter rdfs:label "章"@zh .
<power-type/01> a skos:Concept ; skos:prefLabel "行政许可"@zh , "Licence"@en .
<power-type/02> a skos:Concept ; skos:prefLabel "行政处罚"@zh , "Sanction"@en .

# A law, a notice, and a document of no known rank. The main item has both kinds of basis, sub1 the notice twice.
x:law rdfs:label "法"@zh ; eli:type_document <rank/law> .
x:notice rdfs:label "通知"@zh ; eli:type_document <rank/notice> .
x:paper rdfs:label "批复"@zh .
x:main qz:basisDocument x:law , x:notice .
x:sub1 qz:basisDocument x:paper , x:notice .
x:alone qz:basisDocument x:notice .

# Articles: 1 is the basis of three items by two provisions, 2 of one alone.
x:law1 qz:inArticle x:law1 ; rdfs:label "法第一条"@zh .
x:law1p qz:inArticle x:law1 .
x:law2 qz:inArticle x:law2 ; rdfs:label "法第二条"@zh .
x:main qz:legalBasis x:law1 , x:law1p , x:law2 ; qz:handledBy x:unit , x:desk ; qz:inList x:list .
x:sub1 qz:legalBasis x:law1p ; qz:inList x:list .
x:sub2 qz:legalBasis x:law1 ; qz:inList x:list .
x:unit skos:prefLabel "科"@zh .
x:desk skos:prefLabel "股"@zh .
x:list dct:title "清单"@zh .

# The main item cites article 1 twice as its basis, sub1 once and once by reference; sub2 is no sanction.
<role/basis> a skos:Concept ; skos:prefLabel "依据"@zh , "basis"@en .
<role/reference> a skos:Concept ; skos:prefLabel "援引"@zh , "reference"@en .
x:c1 qz:role <role/basis> ; qz:inItem x:main .
x:c2 qz:role <role/basis> ; qz:inItem x:sub1 .
x:c3 qz:role <role/reference> ; qz:inItem x:sub1 .
x:c4 qz:role <role/basis> ; qz:inItem x:sub2 .
x:p1 a qz:Pinpoint ; dct:isPartOf x:c1 ; oa:hasBody x:law1 .
x:p2 a qz:Pinpoint ; dct:isPartOf x:c1 ; oa:hasBody x:law1p .
x:p3 a qz:Pinpoint ; dct:isPartOf x:c2 ; oa:hasBody x:law1 .
x:p4 a qz:Pinpoint ; dct:isPartOf x:c3 ; oa:hasBody x:law1p .
x:p5 a qz:Pinpoint ; dct:isPartOf x:c4 ; oa:hasBody x:law1 .

# Three licences with duties: two name a decision (one as part of two in one), the third only other stages.
<stage/decision> a skos:Concept ; skos:inScheme <stage> ; skos:prefLabel "决定"@zh , "decision"@en .
<stage/review> a skos:Concept ; skos:inScheme <stage> ; skos:prefLabel "审查"@zh , "review"@en .
<stage/both> a skos:Concept ; skos:inScheme <stage> ; skos:prefLabel "审查决定"@zh ;
    dct:hasPart <stage/decision> , <stage/review> .
<stage/other> a skos:Concept ; skos:inScheme <stage> ; skos:prefLabel "其他"@zh .
x:d1 qz:stage <stage/both> . x:d2 qz:stage <stage/decision> . x:d3 qz:stage <stage/other> .
x:d4 qz:stage <stage/decision> .
x:l1 dct:type <power-type/03> ; rdfs:label "甲"@zh ; qz:cell x:l1d ; qz:hasDutyStage x:d1 , x:d2 .
x:l2 dct:type <power-type/03> ; rdfs:label "乙"@zh ; qz:cell x:l2d ; qz:hasDutyStage x:d4 , x:d3 ; dct:identifier "2" .
x:l3 dct:type <power-type/03> ; rdfs:label "丙"@zh ; qz:cell x:l3d ; qz:hasDutyStage x:d3 .
x:l4 dct:type <power-type/03> ; rdfs:label "丁"@zh .
x:l1d qz:column <column/duties> . x:l2d qz:column <column/duties> . x:l3d qz:column <column/duties> .
<power-type/03> a skos:Concept ; skos:prefLabel "行政强制"@zh .

# One limit of two items, one without a bound or an actor.
<unit/day> a skos:Concept ; skos:prefLabel "日"@zh , "day"@en .
<bound/maximum> a skos:Concept ; skos:prefLabel "最长"@zh , "at most"@en .
x:t1 a qz:TimeLimit ; qz:unit <unit/day> ; qz:value 5 ; qz:bound <bound/maximum> ; qz:actorName "申请人"@zh ; qz:evidence x:e1 .
x:t2 a qz:TimeLimit ; qz:unit <unit/day> ; qz:value 7 ; qz:evidence x:e2 .
x:e1 oa:exact "五日内"@zh . x:e2 oa:exact "七日"@zh .
x:l1 qz:hasTimeLimit x:t1 . x:l2 qz:hasTimeLimit x:t1 , x:t2 .

# Grounds: the words of two differ in blanks and commas only and stand in one item both.
x:g1 a qz:AccountabilityGround ; dct:description "滥用职权，徇私"@zh .
x:g2 a qz:AccountabilityGround ; dct:description " 滥用职权,徇私"@zh .
x:g3 a qz:AccountabilityGround ; dct:description "索贿"@zh .
x:g4 a qz:AccountabilityGround ; dct:description "泄密"@zh .
x:l1 qz:hasAccountabilityGround x:g1 , x:g2 . x:l2 qz:hasAccountabilityGround x:g2 , x:g3 .
x:l3 qz:hasAccountabilityGround x:g4 .

# Of one cell: a ground that quotes nothing, a fact that says nothing of itself.
x:n a qz:PowerItem ; rdfs:label "戊"@zh ; qz:serial "77" ; qz:cell x:nc .
x:nc qz:column <column/grounds> .
<column/grounds> skos:prefLabel "追责情形"@zh , "grounds"@en .
<https://example.org/nc#char=0,2> oa:hasSource x:nc .
<https://example.org/nc#char=3,5> oa:hasSource x:nc ; oa:exact "警告"@zh .
<https://example.org/nc#char=6,8> oa:hasSource x:nc .
x:g3 qz:evidence <https://example.org/nc#char=0,2> .
x:s a qz:Sanction ; qz:kind <kind/warning> ; qz:evidence <https://example.org/nc#char=3,5> .
x:u a qz:Sanction ; oa:hasTarget <https://example.org/nc#char=6,8> .
<kind/warning> skos:prefLabel "警告"@zh , "warning"@en .
qz:AccountabilityGround rdfs:label "追责情形"@zh , "Ground"@en .
qz:Sanction rdfs:label "法律责任"@zh , "Sanction"@en .
"""
TWICE = "；".join(("依据：主项", "依据：子项", "援引：子项"))
EVIDENCE = [
    ("追责情形", None, "追责情形", "0", "2", "索贿", "戊", ITEM + "n", ITEM + "g3"),
    ("法律责任", "警告", "追责情形", "3", "5", "警告", "戊", ITEM + "n", ITEM + "s"),
    ("法律责任", None, "追责情形", "6", "8", None, "戊", ITEM + "n", ITEM + "u"),
]
LIMITS = [
    ("乙", "5", "日", "最长", None, "申请人", "五日内", "2", ITEM + "l2", ITEM + "t1"),
    ("乙", "7", "日", None, None, None, "七日", "2", ITEM + "l2", ITEM + "t2"),
    ("甲", "5", "日", "最长", None, "申请人", "五日内", None, ITEM + "l1", ITEM + "t1"),
]
SAME = [
    ("法第一条", "子项", "1-1", None, ITEM + "sub1", ITEM + "law1"),
    ("法第一条", "子项", None, None, ITEM + "sub2", ITEM + "law1"),
]
ANSWERS = [
    ("main-items", {}, [("主项", "1", "2", "子项；子项", ITEM + "main")]),
    (
        "weak-basis",
        {},
        [("行政处罚", "子项", "1-1", "批复、通知", ITEM + "sub1"), ("行政许可", "独项", "9", "通知", ITEM + "alone")],
    ),
    ("weak-basis", {"type": "01"}, [("行政许可", "独项", "9", "通知", ITEM + "alone")]),
    ("same-basis", {"item": "1"}, SAME),  # the main item by its code: neither it nor article 2 is among the others
    ("double-sanctions", {}, [("法第一条", "清单", "2", TWICE, ITEM + "law1", ITEM + "list")]),
    ("double-sanctions", {"items": "3"}, []),
    ("missing-stages", {}, [("行政强制", "决定", "丙", None, ITEM + "l3")]),
    (
        "missing-stages",
        {"share": "0.3"},
        [
            ("行政强制", "决定", "丙", None, ITEM + "l3"),
            ("行政强制", "审查", "丙", None, ITEM + "l3"),
            ("行政强制", "审查", "乙", "2", ITEM + "l2"),
        ],
    ),
    ("time-limits", {}, LIMITS),
    ("time-limits", {"bound": "最长", "matter": "甲"}, LIMITS[2:]),
    (
        "common-grounds",
        {"most": "2"},
        [("滥用职权,徇私", "2", f"{ITEM}g1 {ITEM}g2"), ("泄密", "1", ITEM + "g4")],
    ),
    ("evidence", {"item": "77"}, EVIDENCE),
    ("evidence", {"item": "戊"}, EVIDENCE),
]


@pytest.fixture(scope="module")
def store():
    head = "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
    store = Store()
    store.extend(parse((head + GRAPH).encode(), RdfFormat.TURTLE, base_iri=OTHER))
    return store


@pytest.fixture(scope="module")
def library(store):
    """The same graph in rdflib."""
    triples = serialize([Triple(*tuple(quad)[:3]) for quad in store], format=RdfFormat.N_TRIPLES)
    return Graph().parse(data=triples, format="nt")


asked = partial(
    pytest.mark.parametrize, ("name", "given", "expected"), ids=[f"{name} {given}" for name, given, _ in ANSWERS]
)


@asked(argvalues=ANSWERS)
def test_the_answer_is_the_one_written_down(store, name, given, expected):
    question = questions.find(name)
    answer = query.run(store, questions.bind(question, given))
    rows = [tuple(None if term is None else term.value for term in row) for row in answer.terms()]
    assert Counter(rows) == Counter(expected)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@asked(argvalues=ANSWERS)
def test_rdflib_answers_the_same(library, name, given, expected):
    head = "".join(f"PREFIX {prefix}: <{address}>\n" for prefix, address in PREFIXES.items())
    found = library.query(head + questions.bind(questions.find(name), given))
    assert Counter(tuple(None if term is None else str(term) for term in row) for row in found) == Counter(expected)
