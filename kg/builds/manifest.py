"""The manifest of a build: with what it was made, of what, and every file with its fingerprint.

What is written into the folder after the build is told to it as well.
"""

from __future__ import annotations

import hashlib
import json
import os
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from kg.asking.built_folder import MANIFEST
from kg.errors import unusable
from kg.graph import nquads_file
from kg.output.files import fresh_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kg.builds.parts.part import Part


LIBRARIES: Final = ("quanze", "pyoxigraph", "networkx", "pypinyin", "pyvis")


def head(base: str) -> dict[str, Any]:
    """With what a build is made; no time unless SOURCE_DATE_EPOCH gives one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    created = {"created": datetime.fromtimestamp(int(epoch), UTC).isoformat()} if epoch.isdigit() else {}
    return {"generator": "quanze", "versions": {name: version(name) for name in LIBRARIES}, **created, "base": base}


def listed_input(part: Part) -> dict[str, Any]:
    """What a manifest says of a list."""
    listing = part.listing
    return {
        "name": part.path.name,
        "sha256": listing.sha256,
        "title": listing.title,
        "publisher": listing.publisher,
        "rows": part.sizes[0],
        "troubles": len(part.troubles),
    }


def written(manifest: Mapping[str, Any]) -> bytes:
    """A manifest as the bytes of its file."""
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()


def fingerprints(folder: Path, known: Mapping[str, dict[str, Any]] | None = None) -> dict[str, dict[str, Any]]:
    """Size and SHA-256 of every file of a folder by name; those in ``known`` are not read again."""
    known = known or {}
    files = (path for path in sorted(folder.iterdir()) if path.is_file())
    return {path.name: known.get(path.name) or fingerprint(path) for path in files}


def fingerprint(path: Path) -> dict[str, Any]:
    """Size and SHA-256 of a file."""
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def put(folder: Path, texts: Iterable[tuple[str, str]], *, instead_of: str = "") -> None:
    """Write texts into a folder by file name; where a build wrote the folder, they count as its files.

    ``instead_of`` is a pattern of file names: of those that were there what is not written anew leaves.
    Raises Problem: a file cannot be written.
    """
    before = {path.name for path in folder.glob(instead_of)} if instead_of else set[str]()
    written = {}
    for name, text in texts:
        with fresh_file(folder / name) as file:
            file.write(text)
        content = text.encode()
        written[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    gone = before - written.keys()
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    manifest = _manifest(folder)
    if manifest is not None:
        every = {**manifest["files"], **written}
        files = {name: every[name] for name in sorted(every.keys() - gone)}
        _tell(folder, {**manifest, "files": files})


def put_quads(folder: Path, lines: Iterable[bytes]) -> None:
    """Write the N-Quads of a folder anew, compressed where they were. Raises Problem: they cannot be written."""
    path = nquads_file.nquads_file(folder)
    try:
        beside = path.with_name(f"new-{path.name}")
        with nquads_file.written(beside) as file:
            file.writelines(lines)
        beside.replace(path)
    except OSError as error:
        raise unusable(error, path) from error
    manifest = _manifest(folder)
    if manifest is not None:
        _tell(folder, {**manifest, "files": {**manifest["files"], path.name: fingerprint(path)}})


def graph_sizes(folder: Path) -> dict[str, int] | None:
    """How many triples each graph of a folder holds, as its manifest says; None where no build wrote it."""
    manifest = _manifest(folder)
    return None if manifest is None else dict(manifest.get("graphs", {})) or None


def leave_out(folder: Path, names: Mapping[str, str]) -> None:
    """Remove files that a build wrote, by name with the command that gives each; the manifest says so.

    Raises OSError: a file cannot be removed.
    """
    for name in names:
        (folder / name).unlink(missing_ok=True)
    manifest = _manifest(folder)
    if names and manifest is not None:
        files = {name: known for name, known in manifest["files"].items() if name not in names}
        _tell(folder, {**manifest, "files": files, "left_out": {**manifest.get("left_out", {}), **names}})


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
