"""What an export is made from, for who cites it: the program with its version, and the build by its SHA-256."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from kg.asking.built_folder import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.asking.opened import Opened

#: The file that says so beside the files of a folder.
FILE: Final = "PROVENANCE.json"


def provenance(graph: Opened) -> dict[str, str]:
    """Program, version and SHA-256 of the manifest of the build, and whether a part of it was exported.

    The manifest holds the SHA-256 of every list and every file of the build. Without one only the program is named.
    """
    known = {"program": "quanze", "version": version("quanze")}
    try:
        digest = hashlib.sha256((graph.folder / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return known
    return known | {"manifest_sha256": digest, "part": "no" if graph.whole else "yes"}


def in_words(known: Mapping[str, str]) -> str:
    """The same in one line, empty where nothing is known."""
    return "; ".join(f"{name}: {value}" for name, value in known.items())


def as_file(known: Mapping[str, str]) -> dict[str, bytes]:
    """The same as a file."""
    return {FILE: (json.dumps(known, ensure_ascii=False, indent=2) + "\n").encode()}
