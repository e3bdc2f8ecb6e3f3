"""What is written into the folder of a build after the build: the manifest learns of it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from kg.doors.files import fresh_file
from kg.doors.graph import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def put(folder: Path, names: Iterable[tuple[str, str]]) -> None:
    """Write texts into a folder by file name; where a build wrote the folder, they count as its files.

    Raises Problem: a file cannot be written.
    """
    written = []
    for name, text in names:
        with fresh_file(folder / name) as file:
            file.write(text)
        written.append(name)
    register(folder, written)


def register(folder: Path, names: Iterable[str]) -> None:
    """Tell the manifest of a folder that files are a build's; without a manifest there is nobody to tell."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = dict(manifest["files"])
    except (OSError, ValueError, LookupError, TypeError):
        return
    for name in names:
        content = (folder / name).read_bytes()
        files[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    manifest["files"] = dict(sorted(files.items()))
    with fresh_file(folder / MANIFEST) as file:
        file.write(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
