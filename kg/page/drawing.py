"""The overview as pyvis draws it: nodes with fixed places and edges, in a template of ours.

Left to itself pyvis links style sheets from the network, lets the picture wobble and writes what a list says into
markup. Here it holds the graph and fills the template; the options and the look are the page's own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.graph import kinds
from kg.page.layout import overview

if TYPE_CHECKING:
    from jinja2 import Environment

    from kg.page.model import Page

VIS = "templates/lib/vis-9.1.2/vis-network.min.js"


def drawing(page: Page, environment: Environment, template: str, **more: Any) -> str:  # noqa: ANN401 - what it needs
    """The template filled with the overview's nodes and edges, and with ``more``."""
    from pyvis.network import Network  # noqa: PLC0415 - a fifth of a second that only pages need

    network, seen = Network(cdn_resources="in_line"), overview(page)
    codes = [kind.code for kind in kinds.on_page()]
    network.templateEnv, network.path = environment, template
    environment.globals.update(more)
    for number, spot in enumerate(seen.spots):
        label = "" if spot.thing is None else page.things[spot.thing].label
        thing = -1 if spot.thing is None else spot.thing
        place = {"x": spot.x, "y": spot.y, "physics": False}
        network.add_node(number, label, thing=thing, kind=codes.index(spot.kind), rest=spot.rest, **place)
    for one, other, count in seen.shared:
        network.add_edge(one, other, shared=count)
    return str(network.generate_html())


def library() -> str:
    """vis-network with its licence notice, from the package of pyvis."""
    import pyvis  # noqa: PLC0415

    return (Path(pyvis.__file__).parent / VIS).read_text(encoding="utf-8")
