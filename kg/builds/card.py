"""The data card of a build: what its graph holds, for people (README.zh.md) and for catalogues (void.ttl)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.audit.registry import every_rule
from kg.graph.iris import segment
from kg.graph.nquads_file import COMPRESSED, PLAIN
from kg.graph.terms import DCAT, DCT, PROV, RDF_TYPE, RDFS, SHA256, XSD, XSD_DATE, XSD_INTEGER
from kg.graph.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jinja2 import Template

    from kg.asking.stats import Statistic
    from kg.asking.trouble_list import ListedTrouble

README, VOID_FILE = "README.zh.md", "void.ttl"
VOID: Final = "http://rdfs.org/ns/void#"
LICENCE: Final = "https://spdx.org/licenses/MIT"
RIGHTS: Final = "清单原文是有关机关依照《中华人民共和国政府信息公开条例》公开的政府信息；使用原文请注明发布机关。"
#: What a file of a build is: its media type, and what it is for.
FILES: Final = {
    PLAIN: ("application/n-quads", "图谱，每份清单一个命名图"),
    COMPRESSED: ("application/n-quads", "图谱，每份清单一个命名图，用 gzip 压缩"),
    "graph.ttl": ("text/turtle", "图谱，各清单合并，便于阅读"),
    "graph.jsonld": ("application/ld+json", "图谱，JSON-LD"),
    "graph.html": ("text/html", "浏览网页（不需要联网）"),
    "findings.jsonl": ("application/jsonl", "检查发现，每行一条"),
    "search.tsv": ("text/tab-separated-values", "检索索引"),
}
#: What DCAT-AP says of a compressed file beside its media type.
GZIP: Final = "https://www.iana.org/assignments/media-types/application/gzip"
ENDINGS: Final = {".csv": "text/csv", ".html": "text/html", ".tsv": "text/tab-separated-values"}


@dataclass(frozen=True, slots=True)
class Card:
    """What a card tells of a build; ``inputs`` and ``files`` as in its manifest, ``issued`` a day or nothing."""

    base: str
    inputs: Sequence[Mapping[str, Any]]
    statistics: Sequence[Statistic]
    troubles: Sequence[ListedTrouble]
    graphs: Mapping[str, int]
    files: Mapping[str, Mapping[str, Any]]
    gaps: Sequence[tuple[str, int]]
    types: Mapping[str, int]
    issued: str = ""


def gaps(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """What the audit of the lists found: how often each rule did, those that did, from the counts by code."""
    return tuple((f"{rule.zh}（{rule.code}）", counts[rule.code]) for rule in every_rule() if counts.get(rule.code))


def card(
    manifest: Mapping[str, Any],
    statistics: Sequence[Statistic],
    troubles: Sequence[ListedTrouble],
    files: Mapping[str, Mapping[str, Any]],
    gaps: Sequence[tuple[str, int]],
    titles: Mapping[str, str],
    types: Mapping[str, int],
) -> dict[str, bytes]:
    """The files of the card of a build by name.

    ``files`` are those written so far, with size and SHA-256; ``gaps`` is what the audit counts, ``titles`` what the
    graph calls each list, by the SHA-256 of its file, ``types`` the number of things of each class, by IRI.
    """
    card = Card(
        manifest["base"],
        [entry | {"title": titles.get(entry["sha256"], entry["title"])} for entry in manifest["inputs"]],
        statistics,
        troubles,
        manifest["graphs"],
        files,
        gaps,
        types,
        manifest.get("created", ""),
    )
    return {README: readme(card).encode(), VOID_FILE: void(card)}


def readme(card: Card) -> str:
    """The card for people, in Chinese."""
    files = [(name, _about(name), known["bytes"]) for name, known in card.files.items()]
    graph = COMPRESSED if COMPRESSED in card.files else PLAIN
    return _template().render(card=card, files=files, graph=graph, version=version("quanze"), rights=RIGHTS) + "\n"


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - only a build writes cards

    environment = Environment(trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)  # noqa: S701 - Markdown
    environment.filters["cell"] = lambda text: str(text).replace("|", "\\|").replace("\n", " ")
    return environment.from_string((Path(__file__).parent / "card.md").read_text(encoding="utf-8"))


def _about(name: str) -> str:
    if name in FILES:
        return FILES[name][1]
    return "表格（CSV）" if name.endswith(".csv") else "图谱的一部分"


def void(card: Card) -> bytes:
    """The card for catalogues: VoID and DCAT, a subset a named graph, a distribution a file."""
    prefixes = {"void": VOID, "dcat": DCAT, "dct": DCT, "prov": PROV, "rdfs": RDFS, "xsd": XSD}
    statements = sorted(
        set(_statements(card)), key=lambda triple: (triple.predicate != RDF_TYPE, str(triple.predicate), str(triple))
    )
    statements.sort(key=lambda statement: str(statement.subject))
    return cast("bytes", serialize(statements, format=RdfFormat.TURTLE, prefixes=prefixes))


def _statements(card: Card) -> Iterator[Triple]:
    whole = NamedNode(f"{card.base}id/dataset")
    yield from _stated(
        whole,
        (RDF_TYPE, [NamedNode(VOID + "Dataset"), NamedNode(DCAT + "Dataset")]),
        (DCT + "title", [_zh("权责清单知识图谱"), Literal("Graph of power and responsibility lists", language="en")]),
        (DCT + "description", [_zh("; ".join(str(listed["title"]) for listed in card.inputs))]),
        (DCT + "license", [NamedNode(LICENCE)]),
        (DCT + "rights", [_zh(RIGHTS)]),
        (DCT + "issued", [Literal(card.issued[:10], datatype=XSD_DATE)] if card.issued else []),
        (VOID + "triples", [_count(sum(card.graphs.values()))]),
        (VOID + "uriSpace", [Literal(f"{card.base}id/")]),
        (VOID + "vocabulary", [NamedNode(name) for name in (VOCABULARY.value, *_vocabularies(card.types))]),
        (VOID + "subset", [NamedNode(name) for name in card.graphs]),
        (VOID + "classPartition", [_partition(whole, name) for name in card.types]),
        (DCAT + "distribution", [_file(whole, name) for name in card.files]),
    )
    for name, triples in card.graphs.items():
        yield from _stated(
            NamedNode(name), (RDF_TYPE, [NamedNode(VOID + "Dataset")]), (VOID + "triples", [_count(triples)])
        )
    for name, entities in card.types.items():
        yield from _stated(
            _partition(whole, name), (VOID + "class", [NamedNode(name)]), (VOID + "entities", [_count(entities)])
        )
    for name, known in card.files.items():
        yield from _distribution(whole, name, known)


def _distribution(whole: NamedNode, name: str, known: Mapping[str, Any]) -> Iterator[Triple]:
    kind = FILES[name][0] if name in FILES else ENDINGS.get(Path(name).suffix, "application/octet-stream")
    media_type = NamedNode(f"https://www.iana.org/assignments/media-types/{kind}")
    yield from _stated(media_type, (RDF_TYPE, [NamedNode(DCT + "MediaType")]))
    yield from _stated(
        _file(whole, name),
        (RDF_TYPE, [NamedNode(DCAT + "Distribution")]),
        (DCT + "title", [Literal(name)]),
        (DCT + "description", [_zh(_about(name))]),
        (DCAT + "accessURL", [_file(whole, name)]),
        (DCAT + "mediaType", [media_type]),
        (DCAT + "compressFormat", [NamedNode(GZIP)] if name.endswith(".gz") else []),
        (DCAT + "byteSize", [Literal(str(known["bytes"]), datatype=NamedNode(XSD + "nonNegativeInteger"))]),
        (SHA256.value, [Literal(str(known["sha256"]))]),
    )


def _stated(subject: NamedNode, *pairs: tuple[NamedNode | str, Iterable[NamedNode | Literal]]) -> Iterator[Triple]:
    for predicate, objects in pairs:
        term = NamedNode(predicate) if isinstance(predicate, str) else predicate
        yield from (Triple(subject, term, value) for value in objects)


def _vocabularies(names: Iterable[str]) -> list[str]:
    return sorted({name[: max(name.rfind("#"), name.rfind("/")) + 1] for name in names})


def _partition(whole: NamedNode, name: str) -> NamedNode:
    return NamedNode(f"{whole.value}/class/{segment(name)}")


def _file(whole: NamedNode, name: str) -> NamedNode:
    return NamedNode(f"{whole.value}/file/{segment(name)}")


def _count(number: int) -> Literal:
    return Literal(str(number), datatype=XSD_INTEGER)


def _zh(text: str) -> Literal:
    return Literal(text, language="zh")
