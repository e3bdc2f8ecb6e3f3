"""``%%sparql`` in a notebook: ask the graph in a cell, get a frame back. The one place that imports IPython."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from IPython.core.magic import Magics, line_cell_magic, magics_class

from kg.errors import Problem
from kg.notebook.graph import open_graph

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

    from kg.notebook.graph import Graph

USAGE = "%%sparql [-g 文件夹] [-o 变量名] [参数=值 …]"


@magics_class
class Sparql(Magics):
    """The magic, and the graphs it has opened."""

    def __init__(self, shell: InteractiveShell) -> None:
        super().__init__(shell)
        self.kernel = shell
        self.opened: dict[str, Graph] = {}

    @line_cell_magic
    def sparql(self, line: str, cell: str | None = None) -> Any:  # noqa: ANN401 - a frame
        """Ask the graph: ``%%sparql`` above a query, or ``%sparql name`` for a bundled question.

        ``-g FOLDER`` names the build (default: exports), ``-o NAME`` keeps the frame under a name instead of showing
        it, ``name=value`` gives a parameter of the question.
        """
        folder, target, words, params = _options(line)
        text = cell if cell is not None else " ".join(words)
        if not text.strip() or (cell is not None and words):
            raise Problem("%%sparql", f"用法：{USAGE}", "a query in the cell, or the name of a question in the line")
        frame = self._graph(folder).df(text, **params)
        if target is None:
            return frame
        self.kernel.user_ns[target] = frame
        return None

    def _graph(self, folder: str) -> Graph:
        from pathlib import Path  # noqa: PLC0415

        if folder not in self.opened:
            self.opened[folder] = open_graph(Path(folder))
        return self.opened[folder]


def _options(line: str) -> tuple[str, str | None, list[str], dict[str, str]]:
    """Folder, target variable, words and parameters of a line. Raises Problem: a quote or a value is missing."""
    folder, target, words, params = "exports", None, [], {}
    try:
        parts = iter(shlex.split(line))
        for part in parts:
            if part == "-g":
                folder = next(parts)
            elif part == "-o":
                target = next(parts)
            elif "=" in part:
                name, _, value = part.partition("=")
                params[name] = value
            else:
                words.append(part)
    except (ValueError, StopIteration) as error:
        raise Problem("%%sparql", f"用法：{USAGE}", "a quote or a value is missing") from error
    return folder, target, words, params
