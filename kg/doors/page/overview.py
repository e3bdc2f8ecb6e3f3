"""The first page: bodies, their sub-units, the types of items and the documents most used, not the whole graph.

Places are given from here (columns by kind), so the picture stands still, is the same on every machine and needs no
physics. pyvis draws it with a template of ours: its own links style sheets from the network whatever it is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.asking.query import run

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import Store

HERE = Path(__file__).parent
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
MOST_DOCUMENTS = 24
WRAP, LINES = 10, 2
COLUMN, ROW = 420, 58


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of node is drawn: colour (Okabe-Ito) and shape say the same."""

    caption: str
    column: int
    colour: str
    shape: str


LOOKS = {
    "type": Look("权力类型", 0, "#E69F00", "dot"),
    "body": Look("机关", 1, "#0072B2", "square"),
    "unit": Look("内设机构", 2, "#56B4E9", "square"),
    "document": Look("法律法规和文件", 3, "#009E73", "box"),
}
NAME = "skos:prefLabel|eli:title"
OF_BODY = "?entry rdfs:label ?any ; qz:inList/dct:publisher"
OF_UNIT = "?entry qz:handledBy|(cv:contactPoint/qz:office)"
PAIRS = {
    ("type", "body"): f"{OF_BODY} ?b . ?entry dct:type ?a",
    (
        "body",
        "unit",
    ): f"{OF_BODY} ?a . ?entry qz:handledBy|(cv:contactPoint/qz:office) ?b . ?b a org:OrganizationalUnit",
    ("unit", "document"): "?entry qz:handledBy ?a ; qz:basisDocument ?b",
    (
        "body",
        "document",
    ): f"{OF_BODY} ?a . ?entry qz:basisDocument ?b FILTER NOT EXISTS {{ ?entry qz:handledBy ?unit }}",
}
WEIGHTS = {
    "type": "?entry dct:type ?a",
    "body": f"{OF_BODY} ?a",
    "unit": f"{OF_UNIT} ?a",
    "document": "?entry qz:basisDocument ?a",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A thing on the page; ``weight`` is the number of entries behind it."""

    id: str
    kind: str
    label: str
    weight: int


@dataclass(frozen=True, slots=True)
class Edge:
    """That two things share ``weight`` entries."""

    source: str
    target: str
    weight: int


def page(store: Store, prefixes: Mapping[str, str]) -> str:
    """The page as one HTML text that refers to nothing outside itself."""
    nodes, edges = overview(store, prefixes)
    return render(nodes, edges)


def overview(store: Store, prefixes: Mapping[str, str]) -> tuple[list[Node], list[Edge]]:
    """What the page shows, heaviest first within a kind."""
    labels: dict[str, tuple[str, str]] = {}
    edges = []
    for (left, right), pattern in PAIRS.items():
        for row in run(store, _counted(pattern), prefixes).rows():
            edges.append(Edge(row["a"], row["b"], row["n"]))
            labels[row["a"]], labels[row["b"]] = (left, row["label_a"]), (right, row["label_b"])
    weights = _weights(store, prefixes)
    nodes = [Node(iri, kind, label, weights[iri]) for iri, (kind, label) in labels.items()]
    nodes.sort(key=lambda node: (list(LOOKS).index(node.kind), -node.weight, node.label, node.id))
    documents = [node for node in nodes if node.kind == "document"][MOST_DOCUMENTS:]
    left_out = {node.id for node in documents}
    kept = [edge for edge in edges if not {edge.source, edge.target} & left_out]
    return [node for node in nodes if node.id not in left_out], sorted(
        kept, key=lambda edge: (edge.source, edge.target)
    )


def _weights(store: Store, prefixes: Mapping[str, str]) -> dict[str, int]:
    """The number of entries behind each thing."""
    queries = (
        f"SELECT ?a (COUNT(DISTINCT ?entry) AS ?n) WHERE {{ {pattern} }} GROUP BY ?a" for pattern in WEIGHTS.values()
    )
    return {row["a"]: row["n"] for query in queries for row in run(store, query, prefixes).rows()}


def _counted(pattern: str) -> str:
    """The query that counts the entries two things share: counted first, named afterwards."""
    return f"""SELECT ?a ?label_a ?b ?label_b ?n WHERE {{
        {{ SELECT ?a ?b (COUNT(DISTINCT ?entry) AS ?n) WHERE {{ {pattern} }} GROUP BY ?a ?b }}
        ?a {NAME} ?label_a . ?b {NAME} ?label_b . FILTER (LANG(?label_a) = "zh" && LANG(?label_b) = "zh")
    }}"""


def render(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    """The page drawn by pyvis; positions fixed, physics off."""
    import pyvis  # noqa: PLC0415 - a fifth of a second that only pages need
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415
    from pyvis.network import Network  # noqa: PLC0415

    drawing = Network(height="100%", width="100%", cdn_resources="in_line")
    drawing.templateEnv = Environment(loader=FileSystemLoader(HERE, encoding="utf-8"), autoescape=True)
    drawing.path = "overview.html"
    numbers = {node.id: number for number, node in enumerate(nodes)}
    for node, (x, y) in zip(nodes, places(nodes), strict=True):
        look = LOOKS[node.kind]
        shown = {"label": wrapped(node.label), "shape": look.shape, "color": look.colour, "x": x, "y": y}
        drawing.add_node(numbers[node.id], **shown, size=8 + min(node.weight, 60) // 3)
    for edge in edges:
        drawing.add_edge(numbers[edge.source], numbers[edge.target], width=1 + min(edge.weight, 35) // 7)
    drawing.options = OPTIONS
    library = (Path(pyvis.__file__).parent / VIS).read_text(encoding="utf-8")
    drawing.templateEnv.globals.update(
        library=library, things=nodes, looks=LOOKS, legend=_legend(nodes), most=MOST_DOCUMENTS
    )
    return str(drawing.generate_html("graph.html"))


OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1},
    "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}},
    "nodes": {"font": {"size": 15}},
    "edges": {
        "color": {"color": "#bbbbbb", "highlight": "#D55E00"},
        "smooth": {"type": "cubicBezier", "forceDirection": "horizontal"},
    },
}


def places(nodes: Iterable[Node]) -> list[tuple[int, int]]:
    """Where each node stands: a column for its kind, centred, in the order given."""
    every = list(nodes)
    sizes = {kind: sum(node.kind == kind for node in every) for kind in LOOKS}
    tallest = max(sizes.values(), default=0)
    met = dict.fromkeys(LOOKS, 0)
    found = []
    for node in every:
        step = ROW * max(tallest, 1) // max(sizes[node.kind], 1)
        found.append((LOOKS[node.kind].column * COLUMN, met[node.kind] * step + step // 2))
        met[node.kind] += 1
    return found


def wrapped(label: str) -> str:
    """A label in lines of ten characters, two at the most: Chinese has no blanks a browser could wrap at."""
    lines = [label[start : start + WRAP] for start in range(0, len(label), WRAP)]
    return "\n".join(lines[:LINES]) + ("…" if len(lines) > LINES else "")


def _legend(nodes: Sequence[Node]) -> list[tuple[Look, int]]:
    return [(look, sum(node.kind == kind for node in nodes)) for kind, look in LOOKS.items()]
