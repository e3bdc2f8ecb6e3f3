"""What a thing is tied to: its neighbours by the relation that ties them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING, Final

from kg.asking.query import run
from kg.graph.network import describe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.graph.store import Askable

# A relation, and what stands at its end in Chinese: seen from its subject, seen from its object.
RELATIONS: Final = (
    ("qz:handledBy", "承办机构", "承办的事项"),
    ("qz:competentAuthority", "行使主体", "行使的权力和职责"),
    ("dct:type", "权力类型", "此类事项"),
    ("dct:isPartOf", "属于", "包含"),
    ("org:unitOf", "所属机关", "承办机构"),
    ("cv:contactPoint/qz:office", "责任科室", "负责的具体工作事项"),
    ("qz:body", "分工机构", "承担的分工"),
    ("qz:proposedSameAs", "疑似同一机构", "疑似同一机构"),
    ("qz:basisDocument", "依据文件", "以此为依据"),
    ("qz:legalBasis", "依据条款", "以此为依据"),
    ("qz:inDocument", "所在文件", "被引用的条款"),
    ("qz:promulgatedBy", "由此印发", "印发的文件"),
    ("eli:cites", "引用", "被引用"),
    ("qz:imposes", "可以给予", "见于"),
    ("qz:providedBy", "规定于", "规定的法律责任"),
    ("qz:kind", "种类", "此类法律责任"),
    ("qz:hasDutyStage", "责任环节", "经过此环节"),
    ("qz:hasAccountabilityGround", "追责情形", "因此被追责"),
)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A thing with its label and kind (see `kg.graph.kinds`)."""

    iri: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class NeighbourGroup:
    """The neighbours tied by one relation; ``total`` counts those left out as well."""

    caption: str
    nodes: tuple[Neighbour, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Ego:
    """A thing and its neighbours."""

    focus: Neighbour
    groups: tuple[NeighbourGroup, ...]


def ego(store: Askable, prefixes: Mapping[str, str], iri: str, most: int) -> Ego:
    """A thing and up to ``most`` neighbours, each relation in turn."""
    groups: dict[str, list[str]] = {}
    for row in run(store, _query(iri), prefixes).rows():
        members = groups.setdefault(_caption(row["relation"]), [])
        if row["other"] not in members:
            members.append(row["other"])
    described = describe(store, {iri, *chain.from_iterable(groups.values())})
    nodes = {other: Neighbour(other, known["label"], known["kind"]) for other, known in described.items()}
    return Ego(nodes[iri], _groups({name: [nodes[other] for other in others] for name, others in groups.items()}, most))


def _query(iri: str) -> str:
    ways = (
        f"{{ <{iri}> {path} ?other BIND ({2 * number} AS ?relation) }} UNION "
        f"{{ ?other {path} <{iri}> BIND ({2 * number + 1} AS ?relation) }}"
        for number, (path, _, _) in enumerate(RELATIONS)
    )
    return f"""SELECT DISTINCT ?relation ?other ?order WHERE {{ {" UNION ".join(ways)}
        OPTIONAL {{ ?other qz:order ?order }} FILTER (!CONTAINS(STR(?other), "/id/list/")) }}
        ORDER BY ?relation ?order ?other"""


def _caption(relation: int) -> str:
    return RELATIONS[relation // 2][1 + relation % 2]


def _groups(neighbours: Mapping[str, Sequence[Neighbour]], most: int) -> tuple[NeighbourGroup, ...]:
    """The groups with as many nodes as may be drawn, taken from each in turn."""
    turns = zip_longest(*([(name, node) for node in nodes] for name, nodes in neighbours.items()))
    drawn = list(islice((pair for turn in turns for pair in turn if pair), most))
    kept = {name: tuple(node for other, node in drawn if other == name) for name in neighbours}
    return tuple(NeighbourGroup(name, nodes, len(neighbours[name])) for name, nodes in kept.items() if nodes)
