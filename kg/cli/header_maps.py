"""The options by which people say what columns hold."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.output.files import fresh_file

if TYPE_CHECKING:
    from extract.model import ListFile
    from extract.reading.header_words import HeaderWords

MapOption = Annotated[Path | None, typer.Option("--map", metavar="MAP.toml", help="列的含义，用于规则未能识别的列名。")]
WriteMapOption = Annotated[
    Path | None, typer.Option("--write-map", metavar="MAP.toml", help="按所读清单生成上述文件的初稿。")
]


def words_of(mapping: Path | None) -> "HeaderWords":
    """The header words known, with those of a map.

    Raises extract.model.Unreadable where the map cannot be read.
    """
    from extract.reading.header_map import read_map  # noqa: PLC0415
    from extract.reading.header_words import PRINTED  # noqa: PLC0415

    return read_map(mapping) if mapping else PRINTED


def start_map(target: Path | None, listings: Iterable["ListFile"]) -> None:
    """Write the map of the lists to ``target``, if there is one."""
    from extract.reading.header_map import written_map  # noqa: PLC0415

    if target:
        with fresh_file(target) as file:
            file.write(written_map(listings))
