"""Where the library lies: the folder asked for, else ``QUANZE_LIBRARY``, else the user's data folder."""

from __future__ import annotations

import os
from pathlib import Path

from kg import resources

VARIABLE = "QUANZE_LIBRARY"


def from_environment() -> Path | None:
    """The folder that ``QUANZE_LIBRARY`` names, or None; it need not exist."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


def chosen(asked: Path | None = None) -> Path:
    """The folder of the library; it need not exist."""
    if asked is not None:
        return asked
    return from_environment() or resources.user_data() / "laws"
