"""From facts to a graph, from a graph to answers.

>>> import kg
>>> graph = kg.open("exports")  # doctest: +SKIP
>>> graph.query("SELECT (COUNT(?item) AS ?items) WHERE { ?item a qz:PowerItem }")  # doctest: +SKIP
[{'items': 151}]
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from kg.doors.graph import Graph

__all__ = ["open"]


def open(path: str | PathLike[str] = "exports") -> Graph:  # noqa: A001 - the verb people look for
    """The graph that ``quanze build`` wrote to a folder: ``.query(sparql)``, ``.df(sparql)``, ``.network()``.

    Raises kg.errors.Problem: there is no graph in that folder.
    """
    from kg.doors.graph import open_graph  # noqa: PLC0415 - importing kg costs nothing

    return open_graph(Path(path))
