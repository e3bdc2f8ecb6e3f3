"""The notebooks at work: each runs from top to bottom in a kernel of its own, beside a build of the bundled lists.

``python tests/notebooks.py`` runs them all and keeps what they print and draw (``python tests/notebooks.py 03`` one).
An English edition (``03-sanctions.en.ipynb``) has texts of its own between the same cells of code, which are copied into
it as they ran: a cell of code is written in the Chinese edition alone.
"""

from __future__ import annotations

import copy
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbclient import NotebookClient

if TYPE_CHECKING:
    from nbformat import NotebookNode

ROOT = Path(__file__).parent.parent
NOTEBOOKS = tuple(sorted(path for path in (ROOT / "notebooks").glob("*.ipynb") if ".en." not in path.name))
SECONDS = 120  # a cell may take


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def english(path: Path) -> Path:
    """Where the English edition of a notebook stands."""
    return path.with_suffix(".en.ipynb")


def in_english(notebook: NotebookNode, texts: NotebookNode) -> NotebookNode:
    """The notebook with the texts of its English edition, one for one.

    Raises ValueError: the editions have not equally many texts.
    """
    done = copy.deepcopy(notebook)
    own = [cell for cell in done.cells if cell.cell_type == "markdown"]
    other = [cell for cell in texts.cells if cell.cell_type == "markdown"]
    for cell, text in zip(own, other, strict=True):
        cell.source, cell.id = text.source, text.id
    return done


def house(folder: Path, exports: Path) -> Path:
    """A folder for notebooks to run in, with all they look for beside it; it comes back."""
    for name in ("data", "tests"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "exports").symlink_to(exports)
    (folder / "notebooks").mkdir()
    return folder / "notebooks"


def execute(path: Path, where: Path) -> NotebookNode:
    """The notebook with what its cells print and draw, and nothing that another run would change.

    Raises nbclient.exceptions.CellExecutionError: a cell fails.
    """
    notebook = read(path)
    client = NotebookClient(
        notebook, timeout=SECONDS, kernel_name="python3", record_timing=False, resources={"metadata": {"path": where}}
    )
    client.execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def main(wanted: str) -> None:
    import kg
    from kg import resources

    with tempfile.TemporaryDirectory() as folder:
        kg.build(resources.bundled_lists(), Path(folder) / "built")
        where = house(Path(folder), Path(folder) / "built")
        for path in (path for path in NOTEBOOKS if wanted in path.name):
            sys.stderr.write(f"{path.name}\n")
            done = execute(path, where)
            write(path, done)
            write(english(path), in_english(done, read(english(path))))


def write(path: Path, notebook: NotebookNode) -> None:
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
