"""Where the files stand that the program needs beside its code, and where a user's own are kept.

A checkout keeps them in their own folders (``data/``, ``ontology/``); a wheel carries copies in ``kg/bundled/``.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data() -> Path:
    """The folder of the bundled lists."""
    return _folder("data")


def ontology() -> Path:
    """The folder of the vocabulary, its code lists, shapes and context."""
    return _folder("ontology")


def notebooks() -> Path:
    """The folder of the notebooks."""
    return _folder("notebooks")


def gold() -> Path:
    """The folder of the annotated rows that ship with the project."""
    packed = PACKAGE / "bundled" / "gold"
    return packed if packed.is_dir() else PACKAGE.parent / "tests" / "gold"


def queries() -> Path:
    """The folder of the questions that ship with the project, one ``.rq`` file each."""
    return PACKAGE / "asking" / "queries"


def tables() -> Path:
    """The folder of the questions whose answers are the tables of a build."""
    return PACKAGE / "asking" / "tables"


def bundled_lists() -> tuple[Path, ...]:
    """The lists that ship with the project, by name."""
    return tuple(sorted(data().glob("*.txt")))


def cache() -> Path:
    """The user's folder of what can be made again."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - only where something is kept

    return user_cache_path("quanze", appauthor=False)


def user_data() -> Path:
    """The user's folder of what stays."""
    from platformdirs import user_data_path  # noqa: PLC0415 - only where nothing else is given

    return user_data_path("quanze", appauthor=False)


def _folder(name: str) -> Path:
    packed = PACKAGE / "bundled" / name
    return packed if packed.is_dir() else PACKAGE.parent / name
