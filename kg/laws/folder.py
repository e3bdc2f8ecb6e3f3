"""Where the library lies: the folder asked for, else ``QUANZE_LIBRARY``, else the user's data folder."""

from __future__ import annotations

import os
from pathlib import Path

from kg import resources

VARIABLE = "QUANZE_LIBRARY"


def chosen(asked: Path | None = None) -> Path:
    """The folder of the library; it need not exist."""
    if asked is not None:
        return asked
    if named := os.environ.get(VARIABLE):
        return Path(named)
    return resources.user_data() / "laws"
