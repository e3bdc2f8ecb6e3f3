"""From facts to a graph, from a graph to answers.

>>> import kg
>>> graph = kg.open("exports")  # doctest: +SKIP
>>> graph.query("SELECT (COUNT(?item) AS ?items) WHERE { ?item a qz:PowerItem }")  # doctest: +SKIP
[{'items': 151}]

In a notebook ``%load_ext kg`` brings ``%%sparql``.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from IPython.core.interactiveshell import InteractiveShell

    from kg.notebook.graph import Graph

__all__ = ["build", "open", "use_chinese_font"]


def build(lists: Iterable[str | PathLike[str]], out: str | PathLike[str] = "exports") -> Graph:
    """Build the graph of lists (any format ``quanze build`` reads) into a folder and open it.

    A warning for each file that cannot be read. Raises kg.errors.Problem or extract.model.Unreadable: nothing can be
    read, or the folder holds files of others.
    """
    from kg.builds.build import build as build_graph  # noqa: PLC0415 - importing kg costs nothing
    from kg.page.pages import pages  # noqa: PLC0415

    built = build_graph([Path(path) for path in lists], Path(out), pages=pages)
    for reason in built.intake.unread:
        warnings.warn(str(reason), stacklevel=2)
    return open(built.out)


def open(path: str | PathLike[str] = "exports") -> Graph:  # noqa: A001 - the verb people look for
    """The graph that ``quanze build`` wrote to a folder: ``.query``, ``.df``, ``.items`` …, ``.network``, ``.view``.

    Raises kg.errors.Problem: there is no graph in that folder.
    """
    from kg.notebook.graph import open_graph  # noqa: PLC0415 - importing kg costs nothing

    return open_graph(Path(path))


def use_chinese_font(path: str | PathLike[str] | None = None) -> str | None:
    """Have matplotlib draw Chinese with a family that is installed, or the font of a file; its name comes back.

    Where there is none, None and one warning that says how to get one. Raises kg.errors.Problem: matplotlib is not
    installed, or the file is no font.
    """
    from kg.notebook.fonts import use_chinese_font as use  # noqa: PLC0415

    return use(path)


def load_ipython_extension(shell: InteractiveShell) -> None:
    """``%load_ext kg``: bring ``%%sparql`` to a notebook."""
    from kg.notebook.magic import Sparql  # noqa: PLC0415

    shell.register_magics(Sparql(shell))
