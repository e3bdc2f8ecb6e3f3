"""Every term the graph uses: the namespaces, and one constant a term, as pyoxigraph nodes.

Own terms (``https://w3id.org/quanze/def#``, described in ``ontology/quanze.ttl``) carry no prefix here, terms of
other vocabularies carry theirs: ``LEGAL_BASIS`` is ``qz:legalBasis``, ``ELI_CITES`` is ``eli:cites``. Instances may be
minted under another base (see `kg.graph.iris`); the vocabulary and its code lists stay where they are.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from pyoxigraph import NamedNode

BASE: Final = "https://w3id.org/quanze/"
QZ: Final = BASE + "def#"
CODE: Final = BASE + "code/"
CPSV: Final = "http://purl.org/vocab/cpsv#"
CV: Final = "http://data.europa.eu/m8g/"
DCAT: Final = "http://www.w3.org/ns/dcat#"
DCT: Final = "http://purl.org/dc/terms/"
ELI: Final = "http://data.europa.eu/eli/ontology#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
OA: Final = "http://www.w3.org/ns/oa#"
ORG: Final = "http://www.w3.org/ns/org#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
PROV: Final = "http://www.w3.org/ns/prov#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA: Final = "http://schema.org/"
SH: Final = "http://www.w3.org/ns/shacl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"


def prefixes(base: str = BASE) -> dict[str, str]:
    """Prefix -> namespace for queries and Turtle; ``base`` moves the namespaces of the instances.

    >>> prefixes()["law"]
    'https://w3id.org/quanze/id/law/'
    """
    instances = {kind: f"{base}id/{kind}/" for kind in ("fact", "file", "law", "list", "power")}
    instances["body"] = f"{base}id/org/"
    vocabularies = {
        "qz": QZ, "code": CODE, "cpsv": CPSV, "cv": CV, "dcat": DCAT, "dct": DCT, "eli": ELI, "foaf": FOAF, "oa": OA,
        "org": ORG, "owl": OWL, "prov": PROV, "rdf": RDF, "rdfs": RDFS, "schema": SCHEMA, "sh": SH, "skos": SKOS,
        "xsd": XSD,
    }  # fmt: skip
    return vocabularies | instances


PREFIXES: Final = prefixes()


@cache
def concept(scheme: str, code: str) -> NamedNode:
    """The concept of a code list: ``concept("rank", "law")`` is ``https://w3id.org/quanze/code/rank/law``."""
    return NamedNode(f"{CODE}{scheme}/{code}")


def shared_graph(base: str = BASE) -> NamedNode:
    """The named graph of what lists share: it says of a thing what its identity says, or what all lists together do."""
    return NamedNode(f"{base}id/shared")


# Own classes
ACCOUNTABILITY_GROUND: Final = NamedNode(QZ + "AccountabilityGround")
AMENDMENT: Final = NamedNode(QZ + "Amendment")
CELL_CLASS: Final = NamedNode(QZ + "Cell")
CITATION: Final = NamedNode(QZ + "Citation")
DISCRETION_TIER: Final = NamedNode(QZ + "DiscretionTier")
DUTY_STAGE: Final = NamedNode(QZ + "DutyStage")
INDICATOR: Final = NamedNode(QZ + "Indicator")
PINPOINT: Final = NamedNode(QZ + "Pinpoint")
POWER_ITEM: Final = NamedNode(QZ + "PowerItem")
POWER_LIST: Final = NamedNode(QZ + "PowerList")
REGIME_SECTION: Final = NamedNode(QZ + "RegimeSection")
RESPONSIBILITY: Final = NamedNode(QZ + "Responsibility")
RESPONSIBILITY_BOUNDARY: Final = NamedNode(QZ + "ResponsibilityBoundary")
RESPONSIBILITY_LIST: Final = NamedNode(QZ + "ResponsibilityList")
SANCTION: Final = NamedNode(QZ + "Sanction")
SHARE: Final = NamedNode(QZ + "Share")
SUPERVISION_REGIME: Final = NamedNode(QZ + "SupervisionRegime")
TASK: Final = NamedNode(QZ + "Task")
TIME_LIMIT: Final = NamedNode(QZ + "TimeLimit")
TROUBLE: Final = NamedNode(QZ + "Trouble")
VERDICT: Final = NamedNode(QZ + "Verdict")
VARIANT_PROPOSAL: Final = NamedNode(QZ + "VariantProposal")

# Own properties: lists, entries and their cells
CELL: Final = NamedNode(QZ + "cell")
CODED_TYPE: Final = NamedNode(QZ + "codedType")
COLUMN: Final = NamedNode(QZ + "column")
COLUMN_NUMBER: Final = NamedNode(QZ + "columnNumber")
HAS_TROUBLE: Final = NamedNode(QZ + "hasTrouble")
HEADING: Final = NamedNode(QZ + "heading")
HEADER: Final = NamedNode(QZ + "header")
IN_LIST: Final = NamedNode(QZ + "inList")
LINE: Final = NamedNode(QZ + "line")
NUMBER: Final = NamedNode(QZ + "number")
ORDER: Final = NamedNode(QZ + "order")
PRINTED_BODY: Final = NamedNode(QZ + "printedBody")
PRINTED_CODE: Final = NamedNode(QZ + "printedCode")
PRINTED_NAME: Final = NamedNode(QZ + "printedName")
PRINTED_TYPE: Final = NamedNode(QZ + "printedType")
PRINTED_UNIT: Final = NamedNode(QZ + "printedUnit")
ROW_COUNT: Final = NamedNode(QZ + "rowCount")
ROW_NUMBER: Final = NamedNode(QZ + "rowNumber")
SERIAL: Final = NamedNode(QZ + "serial")
SHA256: Final = NamedNode(QZ + "sha256")
TABLE: Final = NamedNode(QZ + "table")
TEXT: Final = NamedNode(QZ + "text")

# Own properties: what an entry rests on, does and answers for
BASIS_DOCUMENT: Final = NamedNode(QZ + "basisDocument")
COMPETENT_AUTHORITY: Final = NamedNode(QZ + "competentAuthority")
HANDLED_BY: Final = NamedNode(QZ + "handledBy")
HAS_ACCOUNTABILITY_GROUND: Final = NamedNode(QZ + "hasAccountabilityGround")
HAS_DISCRETION_TIER: Final = NamedNode(QZ + "hasDiscretionTier")
HAS_DUTY_STAGE: Final = NamedNode(QZ + "hasDutyStage")
HAS_INDICATOR: Final = NamedNode(QZ + "hasIndicator")
HAS_SECTION: Final = NamedNode(QZ + "hasSection")
HAS_SHARE: Final = NamedNode(QZ + "hasShare")
HAS_TIME_LIMIT: Final = NamedNode(QZ + "hasTimeLimit")
IMPOSES: Final = NamedNode(QZ + "imposes")
LEGAL_BASIS: Final = NamedNode(QZ + "legalBasis")

# Own properties: documents, citations, evidence
CITED_DOCUMENT: Final = NamedNode(QZ + "citedDocument")
CONFLICTS_WITH: Final = NamedNode(QZ + "conflictsWith")
EVIDENCE: Final = NamedNode(QZ + "evidence")
FINDING_EVIDENCE: Final = NamedNode(QZ + "findingEvidence")
IN_ARTICLE: Final = NamedNode(QZ + "inArticle")
IN_DOCUMENT: Final = NamedNode(QZ + "inDocument")
IN_ITEM: Final = NamedNode(QZ + "inItem")
PROMULGATED_BY: Final = NamedNode(QZ + "promulgatedBy")
QUOTE_CLASS: Final = NamedNode(QZ + "quoteClass")
QUOTE_DIFFERENCE: Final = NamedNode(QZ + "quoteDifference")
QUOTE_EVIDENCE: Final = NamedNode(QZ + "quoteEvidence")
QUOTE_SIMILARITY: Final = NamedNode(QZ + "quoteSimilarity")
QUOTE_SOURCE: Final = NamedNode(QZ + "quoteSource")
REFERENCE_FORM: Final = NamedNode(QZ + "referenceForm")
REPEATS: Final = NamedNode(QZ + "repeats")
RESOLUTION: Final = NamedNode(QZ + "resolution")
ROLE: Final = NamedNode(QZ + "role")
DATE_AMENDED: Final = NamedNode(QZ + "dateAmended")
DATE_APPROVED: Final = NamedNode(QZ + "dateApproved")
DATE_EFFECTIVE: Final = NamedNode(QZ + "dateEffective")
DATE_EVENT: Final = NamedNode(QZ + "dateEvent")
DATE_PASSED: Final = NamedNode(QZ + "datePassed")
DATE_PROMULGATED: Final = NamedNode(QZ + "datePromulgated")
DATE_REPEALED: Final = NamedNode(QZ + "dateRepealed")
STATED_DATE: Final = NamedNode(QZ + "statedDate")
STATED_LABEL: Final = NamedNode(QZ + "statedLabel")
STATED_NUMBER: Final = NamedNode(QZ + "statedNumber")
STATED_PATH: Final = NamedNode(QZ + "statedPath")
STATED_TITLE: Final = NamedNode(QZ + "statedTitle")
WHOLE_DOCUMENT: Final = NamedNode(QZ + "wholeDocument")
ADJUDICATED: Final = NamedNode(QZ + "adjudicated")
WRONG_PART: Final = NamedNode(QZ + "wrongPart")

# Own properties: sanctions, time limits, indicators, stages
ACTOR: Final = NamedNode(QZ + "actor")
ACTOR_EVIDENCE: Final = NamedNode(QZ + "actorEvidence")
ACTOR_NAME: Final = NamedNode(QZ + "actorName")
BOUND: Final = NamedNode(QZ + "bound")
CAP: Final = NamedNode(QZ + "cap")
CIRCUMSTANCE: Final = NamedNode(QZ + "circumstance")
CONDITION: Final = NamedNode(QZ + "condition")
CONDITION_EVIDENCE: Final = NamedNode(QZ + "conditionEvidence")
DECIDED_BY: Final = NamedNode(QZ + "decidedBy")
DEGREE: Final = NamedNode(QZ + "degree")
DISCRETION: Final = NamedNode(QZ + "discretion")
FIGURE_BASE: Final = NamedNode(QZ + "base")
KIND: Final = NamedNode(QZ + "kind")
MAX_AMOUNT: Final = NamedNode(QZ + "maxAmount")
MAX_VALUE: Final = NamedNode(QZ + "maxValue")
MEASURE: Final = NamedNode(QZ + "measure")
MIN_AMOUNT: Final = NamedNode(QZ + "minAmount")
MIN_VALUE: Final = NamedNode(QZ + "minValue")
NARROWS: Final = NamedNode(QZ + "narrows")
ON_WHOM: Final = NamedNode(QZ + "onWhom")
PER: Final = NamedNode(QZ + "per")
PERIOD: Final = NamedNode(QZ + "period")
PROVIDED_BY: Final = NamedNode(QZ + "providedBy")
STAGE: Final = NamedNode(QZ + "stage")
UNIT: Final = NamedNode(QZ + "unit")
VALUE: Final = NamedNode(QZ + "value")

# Own properties: responsibility lists, and names that may mean the same body
CREDIT_CODE: Final = NamedNode(QZ + "creditCode")
BODY: Final = NamedNode(QZ + "body")
EXAMPLE_CASE: Final = NamedNode(QZ + "exampleCase")
OFFICE: Final = NamedNode(QZ + "office")
PREFACE: Final = NamedNode(QZ + "preface")
PROPOSED_SAME_AS: Final = NamedNode(QZ + "proposedSameAs")
REASON: Final = NamedNode(QZ + "reason")
SECTION_KIND: Final = NamedNode(QZ + "sectionKind")
SERVICE_PERIOD: Final = NamedNode(QZ + "servicePeriod")
VARIANT: Final = NamedNode(QZ + "variant")

# Terms of other vocabularies
CPSV_PUBLIC_SERVICE: Final = NamedNode(CPSV + "PublicService")
CV_CONTACT_POINT: Final = NamedNode(CV + "ContactPoint")
CV_HAS_CONTACT_POINT: Final = NamedNode(CV + "contactPoint")
CV_HAS_COMPETENT_AUTHORITY: Final = NamedNode(CV + "hasCompetentAuthority")
CV_PUBLIC_ORGANISATION: Final = NamedNode(CV + "PublicOrganisation")
CV_TELEPHONE: Final = NamedNode(CV + "telephone")
DCAT_DATASET: Final = NamedNode(DCAT + "Dataset")
DCT_DESCRIPTION: Final = NamedNode(DCT + "description")
DCT_DATE: Final = NamedNode(DCT + "date")
DCT_IDENTIFIER: Final = NamedNode(DCT + "identifier")
DCT_IS_PART_OF: Final = NamedNode(DCT + "isPartOf")
DCT_PUBLISHER: Final = NamedNode(DCT + "publisher")
DCT_LOCATION: Final = NamedNode(DCT + "Location")
DCT_SPATIAL: Final = NamedNode(DCT + "spatial")
DCT_TITLE: Final = NamedNode(DCT + "title")
DCT_TYPE: Final = NamedNode(DCT + "type")
ELI_AMENDS: Final = NamedNode(ELI + "amends")
ELI_CITES: Final = NamedNode(ELI + "cites")
ELI_DATE_DOCUMENT: Final = NamedNode(ELI + "date_document")
ELI_DATE_NO_LONGER_IN_FORCE: Final = NamedNode(ELI + "date_no_longer_in_force")
ELI_FIRST_DATE_ENTRY_IN_FORCE: Final = NamedNode(ELI + "first_date_entry_in_force")
ELI_ID_LOCAL: Final = NamedNode(ELI + "id_local")
ELI_IN_FORCE: Final = NamedNode(ELI + "in_force")
ELI_IS_PART_OF: Final = NamedNode(ELI + "is_part_of")
ELI_IS_REALIZED_BY: Final = NamedNode(ELI + "is_realized_by")
ELI_LEGAL_EXPRESSION: Final = NamedNode(ELI + "LegalExpression")
ELI_LEGAL_RESOURCE: Final = NamedNode(ELI + "LegalResource")
ELI_LEGAL_RESOURCE_SUBDIVISION: Final = NamedNode(ELI + "LegalResourceSubdivision")
ELI_NUMBER: Final = NamedNode(ELI + "number")
ELI_REALIZES: Final = NamedNode(ELI + "realizes")
ELI_TITLE: Final = NamedNode(ELI + "title")
ELI_TYPE_DOCUMENT: Final = NamedNode(ELI + "type_document")
ELI_TYPE_SUBDIVISION: Final = NamedNode(ELI + "type_subdivision")
ELI_VERSION_DATE: Final = NamedNode(ELI + "version_date")
FOAF_AGENT: Final = NamedNode(FOAF + "Agent")
FOAF_NAME: Final = NamedNode(FOAF + "name")
OA_ANNOTATION: Final = NamedNode(OA + "Annotation")
OA_EXACT: Final = NamedNode(OA + "exact")
OA_HAS_BODY: Final = NamedNode(OA + "hasBody")
OA_HAS_SOURCE: Final = NamedNode(OA + "hasSource")
OA_HAS_TARGET: Final = NamedNode(OA + "hasTarget")
ORG_FORMAL_ORGANIZATION: Final = NamedNode(ORG + "FormalOrganization")
ORG_ORGANIZATION: Final = NamedNode(ORG + "Organization")
ORG_IDENTIFIER: Final = NamedNode(ORG + "identifier")
ORG_ORGANIZATIONAL_UNIT: Final = NamedNode(ORG + "OrganizationalUnit")
ORG_UNIT_OF: Final = NamedNode(ORG + "unitOf")
PROV_AGENT: Final = NamedNode(PROV + "Agent")
PROV_ENTITY: Final = NamedNode(PROV + "Entity")
PROV_GENERATED_AT_TIME: Final = NamedNode(PROV + "generatedAtTime")
PROV_WAS_ATTRIBUTED_TO: Final = NamedNode(PROV + "wasAttributedTo")
PROV_WAS_DERIVED_FROM: Final = NamedNode(PROV + "wasDerivedFrom")
RDF_TYPE: Final = NamedNode(RDF + "type")
RDF_VALUE: Final = NamedNode(RDF + "value")
RDFS_LABEL: Final = NamedNode(RDFS + "label")
SH_CONFORMS: Final = NamedNode(SH + "conforms")
SH_FOCUS_NODE: Final = NamedNode(SH + "focusNode")
SH_RESULT: Final = NamedNode(SH + "result")
SH_RESULT_MESSAGE: Final = NamedNode(SH + "resultMessage")
SH_RESULT_SEVERITY: Final = NamedNode(SH + "resultSeverity")
SH_SOURCE_CONSTRAINT_COMPONENT: Final = NamedNode(SH + "sourceConstraintComponent")
SH_VALIDATION_REPORT: Final = NamedNode(SH + "ValidationReport")
SH_VALIDATION_RESULT: Final = NamedNode(SH + "ValidationResult")
SH_VALUE: Final = NamedNode(SH + "value")
SKOS_ALT_LABEL: Final = NamedNode(SKOS + "altLabel")
SKOS_CONCEPT: Final = NamedNode(SKOS + "Concept")
SKOS_HIDDEN_LABEL: Final = NamedNode(SKOS + "hiddenLabel")
SKOS_PREF_LABEL: Final = NamedNode(SKOS + "prefLabel")
XSD_DATE: Final = NamedNode(XSD + "date")
XSD_DATE_TIME: Final = NamedNode(XSD + "dateTime")
XSD_DECIMAL: Final = NamedNode(XSD + "decimal")
XSD_G_YEAR: Final = NamedNode(XSD + "gYear")
XSD_G_YEAR_MONTH: Final = NamedNode(XSD + "gYearMonth")
XSD_INTEGER: Final = NamedNode(XSD + "integer")
