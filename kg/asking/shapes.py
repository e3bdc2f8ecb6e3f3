"""Whether a graph is what ``ontology/shapes.ttl`` asks: SHACL by pySHACL, the one place that imports it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from kg import resources
from kg.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad
    from rdflib import Graph
    from rdflib.term import Node

SHAPE = "https://w3id.org/quanze/shape/"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What broke a shape: ``shape`` is its name (PowerItem-label), ``value`` the offending value where there is one."""

    shape: str
    focus: str
    path: str
    value: str
    zh: str
    en: str


def violations(quads: Iterable[Quad]) -> tuple[Violation, ...]:
    """Every violation of the shapes in the merge of the quads, in order of shape and focus node.

    Raises:
        Problem: pySHACL is not installed.

    """
    try:
        from pyshacl import validate  # noqa: PLC0415 - slow to import, and an extra
    except ImportError as missing:
        raise Problem(
            "", "未安装 pySHACL，请运行 pip install pyshacl", "pySHACL is needed: pip install pyshacl"
        ) from missing
    triples = (quad.triple for quad in quads)
    data = _graph(serialize(triples, format=RdfFormat.N_TRIPLES) or b"", "nt")
    conforms, report, _ = validate(data, shacl_graph=_shapes(), inference="none", advanced=False)
    return () if conforms else tuple(sorted(_read(report)))


@cache
def _shapes() -> Graph:
    return _graph((resources.ontology() / "shapes.ttl").read_bytes(), "turtle")


def _graph(data: bytes, form: str) -> Graph:
    from rdflib import Graph  # noqa: PLC0415 - slow to import

    return Graph().parse(data=data, format=form)


def _read(report: Graph) -> Iterable[Violation]:
    from rdflib.namespace import RDF, SH  # noqa: PLC0415 - slow to import

    for result in report.subjects(RDF.type, SH.ValidationResult):
        messages = {
            getattr(message, "language", None): str(message) for message in report.objects(result, SH.resultMessage)
        }
        shape = _text(report.value(result, SH.sourceShape)).removeprefix(SHAPE)
        yield Violation(
            shape,
            _text(report.value(result, SH.focusNode)),
            _text(report.value(result, SH.resultPath)),
            _text(report.value(result, SH.value)),
            messages.get("zh", ""),
            messages.get("en", ""),
        )


def _text(node: Node | None) -> str:
    return "" if node is None else str(node)
