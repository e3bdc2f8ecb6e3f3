"""A part of a graph: what chosen lists, places, bodies or types of power state, with all that was read from it.

The part is a graph of its own, so that every table, question, network and view of it counts the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.asking.lookup.levelling import level
from kg.errors import Problem
from kg.graph import terms as t
from kg.graph.codes import type_by_name
from kg.graph.store import MERGE, Askable
from kg.graph.vocabulary import VOCABULARY, labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: How things name an entry or what was read from it: citations, their provisions, verdicts, proposals, findings.
_INBOUND: Final = (
    t.IN_ITEM, t.DCT_IS_PART_OF, t.OA_HAS_TARGET, t.VARIANT, t.SH_FOCUS_NODE, t.SH_RESULT, t.ELI_AMENDS,
)  # fmt: skip
#: So many names are shown where one does not fit.
_CHOICES: Final = 10


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen, empty where all is: names of lists, places, bodies, types of power, as lists print them.

    A list is named by its title, its file or its identifier, a body by its name or credit code, a type by its name or
    code (行政处罚, 02). Several names of a kind mean any of them; kinds given together must all fit.
    """

    lists: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lists or self.places or self.bodies or self.types)


EVERYTHING: Final = Selection()


def select(store: Askable, chosen: Selection) -> Store:
    """The part of a store that a selection chooses, in memory: its lists, and all that is stated of what they name.

    Raises Problem: a name fits no list, place, body or type; it says which there are.
    """
    return _PartBuilder(store, chosen).made()


class _PartBuilder:
    """The part while it is found: from the entries chosen to all they lead to, and to what is said of these."""

    def __init__(self, store: Askable, chosen: Selection) -> None:
        self.store = store
        datasets = store.quads_for_pattern(None, t.RDF_TYPE, t.DCAT_DATASET, MERGE)
        self.lists = {quad.subject for quad in datasets if isinstance(quad.subject, NamedNode)}
        self.own = {node for node in self.lists if self._fits_list(node, chosen)}
        self._refuse(chosen)
        self.entries = set(self._entries(chosen))
        self.foreign: set[NamedNode] = set()

    def made(self) -> Store:
        """The new store."""
        quads = list(self.store.quads_for_pattern(None, None, None, VOCABULARY))
        quads += [Quad(quad.subject, quad.predicate, quad.object, MERGE) for quad in quads]
        seen: set[NamedNode] = set()
        waiting = [*self.entries, *self.own]
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            stated = self._stated(node)
            quads += stated
            # A report names the findings of every list: those of this part are reached from what they are about.
            waiting += [
                quad.object for quad in stated if isinstance(quad.object, NamedNode) and quad.predicate != t.SH_RESULT
            ]
            waiting += self._named_by(node) if stated else ()
        part = Store()
        part.extend(
            quad
            for quad in quads
            if quad.object not in self.foreign and (quad.predicate != t.SH_RESULT or quad.object in seen)
        )
        return part

    def _stated(self, node: NamedNode) -> list[Quad]:
        """What is stated of a thing: by the lists chosen where they name it, else by what lists share; else nothing."""
        every = list(self.store.quads_for_pattern(node, None, None, None))
        graphs = {quad.graph_name for quad in every}
        if VOCABULARY in graphs:
            return []
        own = {quad.triple for quad in every if quad.graph_name in self.own}
        elsewhere = {quad.triple for quad in every if quad.graph_name in self.lists} - own
        entry = any(quad.predicate == t.IN_LIST for quad in every)
        if (entry and node not in self.entries) or (elsewhere and not own):
            self.foreign.add(node)
            return []
        return [quad for quad in every if quad.triple not in elsewhere]

    def _named_by(self, node: NamedNode) -> Iterator[NamedNode]:
        for predicate in _INBOUND:
            for quad in self.store.quads_for_pattern(None, predicate, node, MERGE):
                if isinstance(quad.subject, NamedNode):
                    yield quad.subject

    def _entries(self, chosen: Selection) -> Iterator[NamedNode]:
        bodies = tuple(map(level, chosen.bodies))
        types = {type_by_name(name) or name for name in chosen.types}
        for node in self.own:
            for quad in self.store.quads_for_pattern(None, t.IN_LIST, node, node):
                entry = quad.subject
                if isinstance(entry, NamedNode) and self._has_type(entry, types) and self._of_body(entry, node, bodies):
                    yield entry

    def _has_type(self, entry: NamedNode, types: set[str]) -> bool:
        return not types or any(node.value.rpartition("/")[2] in types for node in self._nodes(entry, t.DCT_TYPE))

    def _of_body(self, entry: NamedNode, node: NamedNode, bodies: tuple[str, ...]) -> bool:
        """Whether a body exercises an entry; what names none is of the body that publishes the list."""
        named = self._nodes(entry, t.COMPETENT_AUTHORITY) or self._nodes(node, t.DCT_PUBLISHER)
        return not bodies or any(name in bodies for body in named for name in self._names(body))

    def _fits_list(self, node: NamedNode, chosen: Selection) -> bool:
        names = {level(name) for name in (node.value, *self._list_names(node))}
        places = {level(name) for name in self._places(node)}
        return (not chosen.lists or not names.isdisjoint(map(level, chosen.lists))) and (
            not chosen.places or not places.isdisjoint(map(level, chosen.places))
        )

    def _list_names(self, node: NamedNode) -> Iterator[str]:
        yield from self._texts(node, t.DCT_TITLE)
        for file in self._nodes(node, t.PROV_WAS_DERIVED_FROM):
            yield from self._texts(file, t.RDFS_LABEL)

    def _places(self, node: NamedNode) -> Iterator[str]:
        for body in self._nodes(node, t.DCT_PUBLISHER):
            for place in self._nodes(body, t.DCT_SPATIAL):
                yield from self._texts(place, t.SKOS_PREF_LABEL)
                yield from self._texts(place, t.RDFS_LABEL)

    def _names(self, body: NamedNode) -> Iterator[str]:
        for predicate in (t.SKOS_PREF_LABEL, t.FOAF_NAME, t.SKOS_ALT_LABEL, t.ORG_IDENTIFIER):
            yield from map(level, self._texts(body, predicate))

    def _refuse(self, chosen: Selection) -> None:
        """Raise Problem for the first name that fits nothing."""
        lists = [name for node in self.lists for name in self._texts(node, t.DCT_TITLE)]
        places = [name for node in self.lists for name in self._places(node)]
        known = {level(name) for node in self.lists for name in (node.value, *self._list_names(node))}
        _refuse(chosen.lists, known, ("清单", "list"), lists)
        _refuse(chosen.places, set(map(level, places)), ("地区", "place"), places)
        offices = {
            quad.object
            for predicate in (t.COMPETENT_AUTHORITY, t.DCT_PUBLISHER)
            for quad in self.store.quads_for_pattern(None, predicate, None, MERGE)
            if isinstance(quad.object, NamedNode)
        }
        bodies = [name for body in offices for name in self._texts(body, t.SKOS_PREF_LABEL)]
        named = {name for body in offices for name in self._names(body)}
        _refuse(chosen.bodies, named, ("机关", "body"), bodies)
        types = labels("power-type")
        known_types = {name for name in chosen.types if type_by_name(name) or name in types}
        _refuse(chosen.types, set(map(level, known_types)), ("权力类型", "type of power"), types.values())

    def _nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        quads = self.store.quads_for_pattern(subject, predicate, None, MERGE)
        return [quad.object for quad in quads if isinstance(quad.object, NamedNode)]

    def _texts(self, subject: NamedNode, predicate: NamedNode) -> list[str]:
        quads = self.store.quads_for_pattern(subject, predicate, None, MERGE)
        return [quad.object.value for quad in quads if isinstance(quad.object, Literal)]


def _refuse(names: Iterable[str], known: set[str], kind: tuple[str, str], choices: Iterable[str]) -> None:
    for name in names:
        if level(name) not in known:
            there = sorted(set(choices))
            shown = "、".join(there[:_CHOICES]) + (f"等{len(there)}个" if len(there) > _CHOICES else "")
            raise Problem(name, f"图谱中没有这一{kind[0]}；现有：{shown or '无'}", f"no such {kind[1]} in the graph")
