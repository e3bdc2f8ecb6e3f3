"""The folder a build wrote: the names of what stands in it, and where its identifiers begin."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from kg.graph.terms import BASE

if TYPE_CHECKING:
    from pathlib import Path

STORE: Final = "store"
PARTS: Final = "parts"
MANIFEST: Final = "MANIFEST.json"


def base_of(folder: Path) -> str:
    """Where the identifiers of the graph in a folder begin, as its manifest says."""
    try:
        return str(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["base"])
    except (OSError, ValueError, LookupError, TypeError):
        return BASE
