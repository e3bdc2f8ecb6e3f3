"""The kinds of things, in one table: class, code, Chinese name, label property, colour, shape, how search finds them.

Page, networks, search, entity page and their scripts read this table and no other. The Chinese names of own classes are
the labels of the vocabulary. Colours are those of Okabe and Ito, which most eyes tell apart; colour and shape say the
same. A thing of several classes is of the kind that comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.graph import terms as t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

BLUE, ORANGE, GREEN, SKY = "#0072B2", "#E69F00", "#009E73", "#56B4E9"
PINK, RED, GREY, YELLOW = "#CC79A7", "#D55E00", "#999999", "#F0E442"

#: The outline of each shape in a square of 16 by 16 (an SVG path, filled by the even-odd rule).
SHAPES: Final = {
    "star": "M8 1.2l2 4.6 5 .5-3.8 3.3 1.2 4.9L8 11.9l-4.4 2.6 1.2-4.9L1 6.3l5-.5z",
    "square": "M2 2h12v12H2z",
    "frame": "M2 2h12v12H2zM5 5v6h6V5z",
    "dot": "M8 1.5a6.5 6.5 0 110 13 6.5 6.5 0 010-13z",
    "ring": "M8 1.5a6.5 6.5 0 110 13 6.5 6.5 0 010-13zM8 4.5a3.5 3.5 0 100 7 3.5 3.5 0 000-7z",
    "triangle": "M8 1.5L15 14H1z",
    "page": "M3 1h7l3 3v11H3z",
    "bar": "M1 5h14v6H1z",
    "diamond": "M8 .8L15.2 8 8 15.2.8 8z",
    "hexagon": "M4.3 1.6h7.4L15.4 8l-3.7 6.4H4.3L.6 8z",
}
#: The properties that name things of any kind, the one that is preferred first.
NAMES: Final = (t.SKOS_PREF_LABEL, t.RDFS_LABEL, t.DCT_TITLE)
ITSELF: Final = "BIND (?iri AS ?entry)"


@dataclass(frozen=True, slots=True)
class Search:
    """How search finds the things of a kind.

    ``rank`` is the place of the kind among hits whose names fit equally well, ``keys`` the property path to what a
    thing is called and known by, ``uses`` the pattern of the entries (``?entry``) that rest on it (``?iri``). ``whole``
    is the property path to the name of its whole where its own name alone says too little.
    """

    rank: int
    keys: str
    uses: str = ITSELF
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of things.

    ``rdf_class`` is None where a kind is told by other signs, ``label`` the property that names its things. ``page`` is
    the kind as which the page of the reviewers shows it as a node (empty: not as a node); ``entry`` are the kinds that
    lists print, what all counts count; ``fact`` those read from the characters of a cell. ``aliases`` are other words
    for it in a search.
    """

    code: str
    name: str
    rdf_class: NamedNode | None
    label: str
    colour: str
    shape: str
    page: str = ""
    entry: bool = False
    fact: bool = False
    search: Search | None = None
    aliases: tuple[str, ...] = ()


_OFFICE_KEYS: Final = (
    "skos:prefLabel|skos:altLabel|skos:hiddenLabel|org:identifier|(^qz:office/cv:telephone)",
    "OPTIONAL { ?entry qz:handledBy|(cv:contactPoint/qz:office)|qz:body|qz:competentAuthority ?iri }",
)
_DOCUMENT_KEYS: Final = (
    "(qz:promulgatedBy?/(rdfs:label|eli:number))|skos:altLabel", "OPTIONAL { ?entry qz:basisDocument ?iri }",
)  # fmt: skip
KINDS: tuple[Kind, ...] = (
    Kind("type", "类别", None, "rdfs:label", YELLOW, "star", page="type"),
    Kind(
        "body", "机关", t.CV_PUBLIC_ORGANISATION, "skos:prefLabel", BLUE, "square", page="body",
        search=Search(4, *_OFFICE_KEYS), aliases=("机构", "office"),
    ),
    Kind(
        "unit", "承办机构", t.ORG_ORGANIZATIONAL_UNIT, "skos:prefLabel", BLUE, "frame", page="unit",
        search=Search(5, *_OFFICE_KEYS), aliases=("机构", "office"),
    ),
    Kind(
        "item", "权责事项", t.POWER_ITEM, "rdfs:label", ORANGE, "dot", page="item", entry=True,
        search=Search(3, "rdfs:label|skos:altLabel|dct:identifier|qz:serial"), aliases=("事项",),
    ),
    Kind("entry", "职责条目", None, "rdfs:label", PINK, "triangle", page="entry", entry=True),
    Kind(
        "responsibility", "主要职责", t.RESPONSIBILITY, "rdfs:label", PINK, "dot", page="entry", entry=True,
        search=Search(7, "rdfs:label"),
    ),
    Kind(
        "task", "具体工作事项", t.TASK, "rdfs:label", PINK, "diamond", page="entry", entry=True,
        search=Search(8, "rdfs:label"), aliases=("具体工作", "工作事项"),
    ),
    Kind(
        "boundary", "职责边界", t.RESPONSIBILITY_BOUNDARY, "rdfs:label", PINK, "hexagon", page="entry", entry=True,
        search=Search(9, "rdfs:label"),
    ),
    Kind(
        "share", "职责分工", t.SHARE, "rdfs:label", PINK, "square", page="entry", entry=True,
        search=Search(10, "rdfs:label"),
    ),
    Kind(
        "service", "公共服务", t.CPSV_PUBLIC_SERVICE, "dct:title", YELLOW, "dot", page="entry", entry=True,
        search=Search(6, "dct:title"),
    ),
    Kind(
        "regime", "监管制度", t.SUPERVISION_REGIME, "rdfs:label", YELLOW, "square", page="entry", entry=True,
        search=Search(11, "rdfs:label"),
    ),
    Kind(
        "section", "制度部分", t.REGIME_SECTION, "rdfs:label", YELLOW, "diamond", page="entry", entry=True,
        search=Search(12, "rdfs:label|qz:heading"),
    ),
    Kind(
        "document", "法规文件", t.ELI_LEGAL_RESOURCE, "rdfs:label", GREEN, "page", page="document",
        search=Search(1, *_DOCUMENT_KEYS), aliases=("文件",),
    ),
    Kind(
        "provision", "条款", t.ELI_LEGAL_RESOURCE_SUBDIVISION, "rdfs:label", SKY, "bar", page="provision",
        search=Search(2, "rdfs:label", "OPTIONAL { ?iri ^eli:is_part_of* ?part . ?entry qz:legalBasis ?part }"),
    ),
    Kind("citation", "引用", t.CITATION, "qz:statedTitle", GREEN, "ring", fact=True),
    Kind("pinpoint", "条款引用", t.PINPOINT, "qz:statedPath", SKY, "frame", fact=True),
    Kind("sanction", "法律责任", t.SANCTION, "dct:description", RED, "diamond", page="sanction", fact=True),
    Kind("unresolved", "未识别的引用", None, "qz:statedTitle", GREY, "hexagon", page="unresolved"),
    Kind("limit", "期限", t.TIME_LIMIT, "rdfs:label", SKY, "ring", fact=True),
    Kind("indicator", "监管指标", t.INDICATOR, "rdfs:label", YELLOW, "ring", fact=True),
    Kind("stage", "责任环节", t.DUTY_STAGE, "rdfs:label", PINK, "ring", fact=True),
    Kind("ground", "追责情形", t.ACCOUNTABILITY_GROUND, "dct:description", RED, "triangle", fact=True),
    Kind("list", "清单", t.DCAT_DATASET, "dct:title", BLUE, "hexagon", search=Search(13, "dct:title")),
    # How cells are searched is a question of its own: see `kg.asking.lookup.search_index`.
    Kind("cell", "原文", t.CELL_CLASS, "qz:text", GREY, "frame"),
    Kind("concept", "代码", t.SKOS_CONCEPT, "skos:prefLabel", GREY, "square"),
    Kind("other", "其他", None, "rdfs:label", GREY, "dot"),
)  # fmt: skip
"""Every kind; the order is that of legends and tables."""


def kind(code: str) -> Kind:
    """The kind of that code; ``other`` for a code that is none."""
    by_code = {known.code: known for known in KINDS}
    return by_code.get(code, by_code["other"])


def with_class() -> Iterator[tuple[NamedNode, Kind]]:
    """Each kind that a class tells, with the class."""
    return ((known.rdf_class, known) for known in KINDS if known.rdf_class is not None)


def of_class(iri: str) -> Kind | None:
    """The kind whose things are of that class."""
    return next((known for node, known in with_class() if node.value == iri), None)


def on_page() -> tuple[Kind, ...]:
    """The kinds of nodes of the page, in the order of its legend."""
    return tuple(known for known in KINDS if known.page == known.code)


def entries() -> frozenset[str]:
    """The codes of the kinds that lists print."""
    return frozenset(known.code for known in KINDS if known.entry)


def facts() -> tuple[Kind, ...]:
    """The kinds read from the characters of a cell."""
    return tuple(known for known in KINDS if known.fact)


def searched() -> tuple[Kind, ...]:
    """The kinds that search finds by name, in the order in which equal hits stand."""
    ranked = [(known.search.rank, known) for known in KINDS if known.search]
    return tuple(known for _, known in sorted(ranked, key=lambda pair: pair[0]))


def named(word: str) -> tuple[Kind, ...]:
    """The kinds that search knows under a word: a code, a Chinese name, or an alias that several may bear."""
    return tuple(
        known
        for known in KINDS
        if (known.search or known.code == "cell") and word in {known.code, known.name, *known.aliases}
    )


def plain() -> list[dict[str, str]]:
    """The table as the scripts of pages read it: code, class, name, colour and the outline of the shape."""
    return [
        {
            "code": known.code,
            "class": known.rdf_class.value if known.rdf_class else "",
            "name": known.name,
            "colour": known.colour,
            "outline": SHAPES[known.shape],
        }
        for known in KINDS
    ]
