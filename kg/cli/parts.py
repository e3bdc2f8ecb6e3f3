"""Options that choose a part of a graph: by list, place, body, type of power; and the merge of offices."""

from typing import Annotated

import typer

from kg.asking.selection import Selection

InLists = Annotated[
    list[str] | None, typer.Option("--in-list", help="只看这些清单：标题或者文件名，可重复。", show_default=False)
]
Places = Annotated[list[str] | None, typer.Option("--place", help="只看这些地区的清单，可重复。", show_default=False)]
Bodies = Annotated[
    list[str] | None,
    typer.Option("--body", help="只看这些机关的事项：名称或者统一社会信用代码，可重复。", show_default=False),
]
Types = Annotated[
    list[str] | None, typer.Option("--type", help="只看这些权力类型的事项，如行政处罚，可重复。", show_default=False)
]
MergeVariants = Annotated[
    bool, typer.Option("--merge-variants", help="将复核认定为同一机构的名称合并（仅限复核意见为无误的）。")
]


def selection(
    lists: list[str] | None, places: list[str] | None, bodies: list[str] | None, types: list[str] | None
) -> Selection:
    """What the options choose."""
    return Selection(*(tuple(names or ()) for names in (lists, places, bodies, types)))
