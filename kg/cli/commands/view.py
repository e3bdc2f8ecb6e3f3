"""``quanze view``: the page that shows the graph."""

import os
from contextlib import nullcontext
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.asking.built_folder import base_of
from kg.asking.lookup.search import Hit
from kg.asking.opened import Opened, open_folder
from kg.asking.origin import LIST, PLACE, named_origins
from kg.asking.resolve import meant
from kg.cli import console
from kg.cli.articles import with_articles
from kg.cli.parts import Bodies, InLists, MergeVariants, Places, Types, selection
from kg.errors import Problem

if TYPE_CHECKING:
    from kg.page.model import Page

PAGE = "graph.html"
MOST = 1000


def view(
    focus: Annotated[str, typer.Option(help="以此为中心显示：名称、编码或者标识（IRI）。")] = "",
    depth: Annotated[int, typer.Option(min=0, max=9, help="与 --focus 同用：最多相隔几层关系。")] = 2,
    listed: Annotated[bool, typer.Option("--list", help="列出可以显示的节点。")] = False,
    apart: Annotated[bool, typer.Option("--split", help="只写索引，条目分部分写在旁边的文件中，打开时载入。")] = False,
    graph: Annotated[Path, typer.Option("-g", "--graph", help="quanze build 写入的文件夹。")] = Path("exports"),
    output: Annotated[str, typer.Option("-o", "--output", help="写入的文件；- 为标准输出。")] = "",
    laws: Annotated[
        Path | None, typer.Option("--library", help="法规库所在文件夹：网页在引文旁显示条文；须用 -o 指定文件。")
    ] = None,
    as_of: Annotated[str, typer.Option("--as-of", help="条文以何日有效的版本为准；缺省为当日。")] = "",
    in_list: InLists = None,
    place: Places = None,
    body: Bodies = None,
    power_type: Types = None,
    merge_variants: MergeVariants = False,
) -> None:
    """生成浏览网页，显示整个图谱或者以某一节点为中心的部分；网页不需要联网。

    不指定 -o 时写入图谱所在的文件夹。节点较多时写为一页索引和旁边的若干文件，须放在同一文件夹。
    只看部分清单、地区、机关、权力类型的网页须用 -o 指定文件，其中的统计针对该部分。

    指定法规库时，引文旁显示所引条文、效力状态和不同的文字；条文只写入所指定的网页，不进入图谱所在的文件夹。

    示例：quanze view · quanze view --focus 劳动法 --depth 1 -o 劳动法.html · quanze view --library 法规库 -o 对照.html
    """
    if focus and apart:
        raise Problem("--split", "不能与 --focus 同用", "not together with --focus")
    if laws is not None and not output and not listed:
        raise Problem(
            "--library",
            "请用 -o 指定文件，以免条文写入图谱所在的文件夹",
            "name a file with -o: the folder of the graph gets no statute texts",
        )
    chosen = selection(in_list, place, body, power_type)
    if (chosen or merge_variants) and not output and not listed:
        raise Problem(
            "--in-list --place --body --type --merge-variants",
            "请用 -o 指定文件，以免覆盖全图网页",
            "name a file with -o: the whole page would be lost",
        )
    with nullcontext(open_folder(graph)) if laws is None else with_articles(graph, laws, as_of) as opened:
        part = opened.part(chosen, merge=merge_variants)
        whole, centre = _gathered(part, base_of(graph), "" if listed else focus)
        where = named_origins([thing.iri for thing in whole.things], part.store, part.prefixes) if listed else []
    if listed:
        _list(whole, where)
        return
    name = Path(output).name if output not in {"", "-"} else PAGE
    made = _pages(whole, centre, depth, name, _whole_page(graph, output), apart=apart)
    _write(made, graph, output, focus=bool(focus))


def _gathered(opened: Opened, base: str, focus: str) -> "tuple[Page, int | None]":
    """The page of a graph, and the place of the thing meant. Raises Problem: nothing, or several, are called so."""
    from kg.page.gather import gather  # noqa: PLC0415 - heavy

    with opened.index() as index:
        whole = gather(opened.store, base, index)
    return whole, _centre(whole, opened.search(focus, limit=MOST), focus) if focus else None


def _list(whole: "Page", where: list[tuple[str, str]]) -> None:
    """The things of a page; ``where`` are list and place of each, empty where there is one list."""
    from kg.graph.kinds import kind  # noqa: PLC0415

    columns = ("类别", "名称", *((LIST, PLACE) if where else ()), "编码", "条目数", "标识（IRI）")
    rows = [
        (kind(thing.kind).name, thing.label, *origin, thing.code, str(thing.weight), thing.iri)
        for thing, origin in zip(whole.things, where or repeat(()), strict=False)
    ]
    console.table(columns, rows, right=frozenset({columns.index("条目数")}))


def _centre(whole: "Page", hits: list[Hit], focus: str) -> int:
    """The place of the thing meant. Raises Problem: nothing on the page is called so, or several things are."""
    from kg.page.search import only_on_page  # noqa: PLC0415

    places = {thing.iri: place for place, thing in enumerate(whole.things)}
    hits = [*(hit for hit in hits if hit.iri in places), *only_on_page(whole, focus)]
    return places[meant(sorted(hits, key=lambda hit: hit.fit), focus).iri]


def _whole_page(graph: Path, output: str) -> str:
    """Where the page of the whole graph stands, seen from a page that is written; empty where there is none."""
    whole = graph / PAGE
    if output in {"", "-"} or not whole.exists():
        return ""
    try:
        return Path(os.path.relpath(whole.resolve(), Path(output).resolve().parent)).as_posix()
    except ValueError:  # on another drive
        return whole.resolve().as_uri()


def _pages(whole: "Page", centre: int | None, depth: int, name: str, file: str, *, apart: bool) -> dict[str, str]:
    from kg.page.pages import of_whole, split  # noqa: PLC0415
    from kg.page.subset import around  # noqa: PLC0415

    if centre is not None:
        whole = around(whole, centre, depth, file)
    if apart:
        return split(whole, name)
    made = of_whole(whole, name)
    if len(made) > 1:
        console.say(f"图谱有{len(whole.things)}个节点，条目分部分写在旁边的文件中 / too large for one file")
    return made


def _write(made: dict[str, str], graph: Path, output: str, *, focus: bool) -> None:
    from kg.builds.manifest import put  # noqa: PLC0415

    if output == "-":
        if len(made) > 1:
            raise Problem("-o -", "分部分的网页不能写到标准输出，请用 -o 指定文件", "several files do not go to stdout")
        console.out(next(iter(made.values())))
        return
    if not output and focus:
        raise Problem(
            "--focus", "请用 -o 指定文件，以免覆盖全图网页", "name a file with -o: the whole page would be lost"
        )
    folder = Path(output).parent if output else graph
    put(folder, made.items())
    console.say(f"写入 {folder / next(iter(made))}" + (f" 等{len(made)}个文件" if len(made) > 1 else ""))
