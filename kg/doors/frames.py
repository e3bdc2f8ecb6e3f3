"""Answers as data frames, for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd


def frame(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """A pandas DataFrame of the rows, its columns in the order given.

    Raises Problem: pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - heavy, and an extra
    except ImportError as error:
        raise Problem(
            "pandas",
            '没有安装 pandas: pip install "quanze[notebooks]"',
            'not installed: pip install "quanze[notebooks]"',
        ) from error
    return pd.DataFrame(list(rows), columns=list(columns))
