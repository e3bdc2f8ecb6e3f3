"""Where the library lies: the folder asked for, else ``QUANZE_LIBRARY``, else the user's data folder."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "QUANZE_LIBRARY"


def chosen(asked: Path | None = None) -> Path:
    """The folder of the library; it need not exist."""
    if asked is not None:
        return asked
    if named := os.environ.get(VARIABLE):
        return Path(named)
    from platformdirs import user_data_path  # noqa: PLC0415 - only where nothing is given

    return user_data_path("quanze", appauthor=False) / "laws"
