"""What things are called: the best name the store has for each, else a short form of its identifier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.asking.query import short
from kg.graph import kinds
from kg.graph import terms as t
from kg.serve.protocol.addresses import page_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Self

    from kg.serve.entity.store_reader import Row, StoreReader

NAMES = (*kinds.NAMES, t.DCT_DESCRIPTION, t.STATED_TITLE, t.OA_EXACT, t.CV_TELEPHONE, t.MEASURE)
AT_ONCE = 500
LONGEST = 80
WORDS = "SELECT ?thing ?name { VALUES ?thing { %s } ?thing (qz:evidence|oa:hasTarget)/oa:exact ?name }"
LOOK_UP = "SELECT ?thing ?how ?name { VALUES ?thing { %s } VALUES ?how { %s } ?thing ?how ?name }"


@dataclass(frozen=True, slots=True)
class Value:
    """A value as shown; ``href`` is empty where there is nothing to follow."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of some things, by IRI."""

    names: Mapping[str, str]
    prefixes: Mapping[str, str]
    base: str

    @classmethod
    def of(cls, reader: StoreReader, iris: Iterable[str]) -> Self:
        """Look the names up; what has none is called by the words it was read from."""
        wanted = sorted(set(iris))
        how = " ".join(map(str, NAMES))
        ranked: dict[str, tuple[int, str]] = {}
        for things in _portions(wanted):
            for row in reader.rows(LOOK_UP % (things, how)):
                _keep_best(ranked, row)
        names = {iri: name for iri, (_, name) in ranked.items()}
        for things in _portions([iri for iri in wanted if iri not in names]):
            for row in reader.rows(WORDS % things):
                names.setdefault(row["thing"]["value"], row["name"]["value"])
        return cls(names, reader.prefixes, reader.base)

    def text(self, iri: str) -> str:
        """The name of a thing."""
        return self.names.get(iri) or short(NamedNode(iri), self.prefixes)

    def value(self, term: Mapping[str, str]) -> Value:
        """A term of a result (SPARQL 1.1 Query Results JSON) as shown."""
        if term["type"] != "uri":
            return Value(term["value"])
        name = self.text(term["value"])
        return Value(name if len(name) <= LONGEST else name[: LONGEST - 1] + "…", self.href(term["value"]))

    def href(self, iri: str) -> str:
        """The page about a thing."""
        return page_of(iri, self.base)


def _portions(iris: Sequence[str]) -> Iterator[str]:
    for at in range(0, len(iris), AT_ONCE):
        yield " ".join(f"<{iri}>" for iri in iris[at : at + AT_ONCE])


def _keep_best(best: dict[str, tuple[int, str]], row: Row) -> None:
    """Chinese names before others, names before descriptions."""
    name = row["name"]
    foreign = not name.get("xml:lang", "zh").startswith("zh")
    place = [name.value for name in NAMES].index(row["how"]["value"]) + (len(NAMES) if foreign else 0)
    iri = row["thing"]["value"]
    if name["value"] and (iri not in best or (place, name["value"]) < best[iri]):
        best[iri] = (place, name["value"])
