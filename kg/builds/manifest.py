"""What is written into the folder of a build after the build: the manifest learns of it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from kg.asking.built_folder import MANIFEST
from kg.output.files import fresh_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def put(folder: Path, texts: Iterable[tuple[str, str]]) -> None:
    """Write texts into a folder by file name; where a build wrote the folder, they count as its files.

    Raises Problem: a file cannot be written.
    """
    written = {}
    for name, text in texts:
        with fresh_file(folder / name) as file:
            file.write(text)
        content = text.encode()
        written[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    manifest = _manifest(folder)
    if manifest is not None:
        files = dict(sorted({**manifest["files"], **written}.items()))
        _tell(folder, {**manifest, "files": files})


def recount(folder: Path, graphs: Mapping[str, int]) -> None:
    """Tell the manifest of a folder how many triples each graph holds now."""
    manifest = _manifest(folder)
    if manifest is not None:
        _tell(folder, {**manifest, "graphs": dict(graphs)})


def _manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a build, or None where no build wrote the folder."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return manifest if manifest["generator"] == "quanze" and dict(manifest["files"]) else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _tell(folder: Path, manifest: Mapping[str, Any]) -> None:
    with fresh_file(folder / MANIFEST) as file:
        file.write(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
