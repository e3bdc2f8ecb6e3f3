"""Bodies and their sub-units: one node a credit code or name, and spellings that may mean the same, as proposals.

Nothing is merged because it looks alike: identity is the credit code or the very name without blanks. What else may
be one body is said with its reason, for a person to decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, combinations
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal

from extract.clean import left_out
from kg.graph import terms as t
from kg.graph.iris import Name, digest, plain
from kg.graph.written_terms import written, zh

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from kg.graph.builder import GraphBuilder
    from kg.graph.written_terms import Written

_PLACE: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{2,7}?(?:省|自治区|特别行政区|自治州|地区|盟|市|自治县|新区|开发区|园区|区|旗)(?!场)"
    r"|[\u4e00-\u9fff]{1,7}?县)+"
)
_PARTED: Final = re.compile(r"[、;；/\n\r]+")
_OF_LEVEL: Final = re.compile(r"[省市区县州旗盟](?=[\u4e00-\u9fff]{3})")
# A name that begins with the level of its place, the place itself left out; 市场监督管理局 does not.
_LEVEL_ONLY: Final = re.compile("[省市县区州旗盟](?![场容域际属]|政(?![府协法]))")
# Where one of these is the difference, two names are two offices: 一科 and 二科, 东站 and 西站.
_TELLING: Final = frozenset("一二三四五六七八九十0123456789甲乙丙丁东西南北中上下前后左右内外新老男女大小正副")
#: Why two names may be one, surest first.
REASONS: Final = ("transposition", "level_prefix", "one_character", "omission", "abbreviation")
_SHORTEST: Final = 5
_MOST_ALIKE: Final = 3
_ABBREVIATED: Final = 3


def area(publisher: str) -> str:
    """The place at the head of a body's name, empty where there is none.

    >>> area("某省某某市某某县人力资源和社会保障局")
    '某省某某市某某县'
    """
    match = _PLACE.match(plain(publisher))
    return match[0] if match else ""


def names(cell: str) -> tuple[str, ...]:
    """The offices a cell names, parted by list marks, as printed.

    >>> names("法规科、执法支队")
    ('法规科', '执法支队')
    """
    return tuple(filter(left_out, (name.strip() for name in _PARTED.split(cell))))


@dataclass(frozen=True, slots=True)
class Body:
    """A body that a list names: its node and the key that makes it."""

    node: Written
    key: str


def body(draft: GraphBuilder, printed: str, credit: str | None = None, place: str = "") -> Body:
    """A public body, described once.

    ``credit`` is its unified social credit code where one is known. ``place`` is the area of the list: an
    abbreviated name (人社局) means a body of that area only. Where no place is known, a name that is nothing without
    one (市民政局) means a body of that list only.
    """
    label = left_out(printed)
    name = plain(label)
    key = credit or digest(_placed(name, place, draft.slug))
    node = draft.node(Name("body", (key,)))
    if draft.first(("body", key), node):
        draft.statements += (
            (node, t.RDF_TYPE, t.CV_PUBLIC_ORGANISATION),
            (node, t.RDF_TYPE, t.ORG_FORMAL_ORGANIZATION),
        )
        if credit:
            draft.statements.append((node, t.ORG_IDENTIFIER, written(Literal(credit, datatype=t.CREDIT_CODE))))
        if place:
            draft.statements.append((node, t.DCT_SPATIAL, location(draft, place)))
    _labels(draft, node, label, printed.strip())
    draft.offices.setdefault("", {}).setdefault(name.removeprefix(place), node)
    return Body(node, key)


def _placed(name: str, place: str, slug: str) -> str:
    """The name with its place: 市民政局 and 民政局 in a list of 甲市 are 甲市民政局."""
    if place and name.startswith(place):
        return name
    if not place:
        return f"{slug}\n{name}" if _LEVEL_ONLY.match(name) else name
    return place + (name[1:] if _LEVEL_ONLY.match(name) and name[0] == place[-1] else name)


def unit(draft: GraphBuilder, of: Body, printed: str) -> Written:
    """A sub-unit of a body, described once."""
    label = left_out(printed)
    node = draft.node(Name("unit", (of.key, digest(plain(label)))))
    if draft.first(node, node):
        draft.statements += ((node, t.RDF_TYPE, t.ORG_ORGANIZATIONAL_UNIT), (node, t.ORG_UNIT_OF, of.node))
    _labels(draft, node, label, printed.strip())
    draft.offices.setdefault(of.key, {}).setdefault(plain(label), node)
    return node


def location(draft: GraphBuilder, place: str) -> Written:
    """The place a body is of, by its name as printed."""
    node = draft.node(Name("place", (place,)))
    if draft.first(node, node):
        draft.shared += ((node, t.RDF_TYPE, t.DCT_LOCATION), (node, t.RDFS_LABEL, zh(place)))
    return node


def authority(draft: GraphBuilder, words: str) -> Written:
    """The authority that a text names by what it does (劳动行政部门): an organisation of no place, shared by all."""
    name = plain(words)
    node = draft.hashed("authority", name)
    if draft.first(node, node):
        draft.shared += ((node, t.RDF_TYPE, t.ORG_ORGANIZATION), (node, t.SKOS_PREF_LABEL, zh(name)))
    return node


def _labels(draft: GraphBuilder, node: Written, label: str, printed: str) -> None:
    """The first name met is the preferred one, others are alternative; a name printed with blanks stays findable."""
    if draft.first(("name", node, label), node):
        predicate = t.SKOS_ALT_LABEL if node in draft.labels else t.SKOS_PREF_LABEL
        draft.labels.setdefault(node, label)
        draft.statements.append((node, predicate, zh(label)))
    if printed != label and draft.first(("name", node, printed), node):
        draft.statements.append((node, t.SKOS_HIDDEN_LABEL, zh(printed)))


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two names that may mean one office; ``reason`` is a code of the list of reasons."""

    name: str
    other: str
    reason: str


def variants(spellings: Iterable[str]) -> tuple[Proposal, ...]:
    """Names that differ as slips of the pen do: words swapped, one character, a level or a word left out.

    >>> variants(["社会保险事业中心", "社会事业保险中心"])
    (Proposal(name='社会保险事业中心', other='社会事业保险中心', reason='transposition'),)
    """
    place = {name: at for at, name in enumerate(dict.fromkeys(spellings))}
    reasons: dict[tuple[str, str], str] = {}
    for reason, pairs in (
        ("transposition", _alike(place, lambda name: ("".join(sorted(name)),))),
        ("level_prefix", _contained(place, lambda name: (_OF_LEVEL.sub("", name, count=1),))),
        ("one_character", _alike(place, _with_a_gap)),
        ("one_character", _contained(place, lambda name: _without(name, 1, 0))),
        ("omission", _contained(place, lambda name: _without(name, 2, 1))),
    ):
        for name, other in pairs:
            reasons.setdefault((name, other) if place[name] < place[other] else (other, name), reason)
    return tuple(
        Proposal(name, other, reasons[name, other])
        for name, other in sorted(reasons, key=lambda pair: tuple(map(place.get, pair)))
    )


def abbreviations(spellings: Iterable[str]) -> tuple[Proposal, ...]:
    """Names of which one may be short for the other: its characters in order, first and last alike (人社局)."""
    plain = {name: _OF_LEVEL.sub("", name, count=1) for name in dict.fromkeys(spellings)}
    alike: dict[str, list[str]] = {}
    for name, bare in plain.items():
        alike.setdefault(bare[:1] + bare[-1:], []).append(name)
    return tuple(
        Proposal(name, other, "abbreviation")
        for group in alike.values()
        for name, other in combinations(group, 2)
        if _short_for(*sorted((plain[name], plain[other]), key=len))
    )


def propose(draft: GraphBuilder) -> None:
    """Say which of the offices met may be one and why."""
    for of, names in draft.offices.items():
        proposals = variants(names) if of else (*variants(names), *abbreviations(names))
        for proposal in proposals:
            node, other = names[proposal.name], names[proposal.other]
            if node != other:
                _propose(draft, node, other, proposal.reason)


def _propose(draft: GraphBuilder, office: Written, other: Written, reason: str) -> None:
    node = draft.hashed("variant", draft.key(office), draft.key(other), reason)
    draft.statements += (
        (other, t.PROPOSED_SAME_AS, office),
        (node, t.RDF_TYPE, t.VARIANT_PROPOSAL),
        (node, t.VARIANT, office),
        (node, t.VARIANT, other),
        (node, t.REASON, t.concept("variant-reason", reason)),
    )


def _alike(names: Iterable[str], keys: Callable[[str], Iterable[object]]) -> Iterator[tuple[str, str]]:
    """Pairs of names that have a key in common; what many names share is how they are told apart, no slip."""
    groups: dict[object, list[str]] = {}
    for name in names:
        for key in keys(name) if len(name) >= _SHORTEST else ():
            groups.setdefault(key, []).append(name)
    return chain.from_iterable(combinations(group, 2) for group in groups.values() if len(group) <= _MOST_ALIKE)


def _contained(names: Collection[str], shorter: Callable[[str], Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Pairs of a name and another that is left of it when something is taken out."""
    for name in names:
        for rest in shorter(name):
            if rest != name and len(rest) >= _SHORTEST and rest in names:
                yield rest, name


def _with_a_gap(name: str) -> Iterator[tuple[str, str]]:
    """The name with each of its characters taken as unknown, unless that character tells offices apart."""
    return ((name[:at], name[at + 1 :]) for at, sign in enumerate(name) if sign not in _TELLING)


def _without(name: str, length: int, margin: int) -> Iterator[str]:
    """The name with ``length`` characters left out, at least ``margin`` away from its ends."""
    for at in range(margin, len(name) - length - margin + 1):
        if not _TELLING.intersection(name[at : at + length]):
            yield name[:at] + name[at + length :]


def _short_for(short: str, long: str) -> bool:
    if len(short) < _ABBREVIATED or len(long) < len(short) + 2:
        return False
    rest = iter(long)
    return all(sign in rest for sign in short)
