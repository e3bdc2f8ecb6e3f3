"""The overview as vis-network draws it: nodes with fixed places, and edges.

The library is the one that pyvis ships. pyvis itself is not imported: it brings networkx, IPython and jsonpickle
along, a twelfth of a build, and left to itself links style sheets from the network and writes what a list says into
markup.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import missing
from kg.graph import kinds
from kg.page.layout import overview

if TYPE_CHECKING:
    from kg.page.model import Page

VIS: Final = "templates/lib/vis-9.1.2/vis-network.min.js"
NODE: Final = {
    "color": "#97c2fc",
    "shape": "dot",
    "physics": False,
}  # as pyvis describes a node; the page draws its own


def drawing(page: Page) -> dict[str, list[dict[str, Any]]]:
    """The nodes and edges of the overview, in the words of vis-network."""
    seen, codes = overview(page), [kind.code for kind in kinds.on_page()]
    nodes = []
    for number, spot in enumerate(seen.spots):
        thing = -1 if spot.thing is None else spot.thing
        label = page.things[thing].label if thing >= 0 else number
        place = {"x": spot.x, "y": spot.y, "kind": codes.index(spot.kind), "rest": spot.rest}
        nodes.append({**NODE, "id": number, "label": label, "thing": thing, **place})
    edges = [{"from": source, "to": other, "shared": count} for source, other, count in seen.shared]
    return {"nodes": nodes, "edges": edges}


def library() -> str:
    """vis-network with its licence notice, from the package of pyvis. Raises Problem: pyvis is not installed."""
    spec = find_spec("pyvis")
    if spec is None or spec.origin is None:
        raise missing("pyvis", "quanze")
    return (Path(spec.origin).parent / VIS).read_text(encoding="utf-8")
