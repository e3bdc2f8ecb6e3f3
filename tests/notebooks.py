"""The notebooks at work: each runs from top to bottom in a kernel of its own, beside a build of the bundled lists.

``python tests/notebooks.py`` runs them all and keeps what they print and draw (``python tests/notebooks.py 03`` one).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbclient import NotebookClient

if TYPE_CHECKING:
    from nbformat import NotebookNode

ROOT = Path(__file__).parent.parent
NOTEBOOKS = tuple(sorted((ROOT / "notebooks").glob("*.ipynb")))
SECONDS = 120  # a cell may take


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


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
            text = nbformat.writes(execute(path, where))
            path.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
