"""``quanze build``: lists in, one queryable graph out."""

import time
from pathlib import Path
from typing import Annotated

import typer

from kg import resources
from kg.cli.console import Bar, say
from kg.cli.exits import CLEAN, FINDINGS
from kg.cli.header_maps import MapOption, WriteMapOption, start_map, words_of
from kg.cli.limits import LimitOption, limits_of
from kg.graph.terms import BASE
from kg.progress import quiet

SHOWN = 20


def build(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Lists, folders or zips of lists, - for standard input; without any, the bundled ones."),
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to write.")] = Path("exports"),
    base: Annotated[str, typer.Option(help="The IRI that the identifiers of things begin with.")] = BASE,
    mapping: MapOption = None,
    write_map: WriteMapOption = None,
    limit: LimitOption = None,
    silent: Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Name everything not understood.")] = False,
) -> int:
    """读清单, 建图谱: build the graph, the tables and the page from lists.

    Exit status 1: built, but something was not understood, or a file could not be read; 2: nothing was built, the old
    folder stays.

    Example: quanze build my-list.xlsx -o exports/
    """
    from extract.reading.account import troubles  # noqa: PLC0415 - readers bring their libraries along
    from kg.builds.build import build as build_graph  # noqa: PLC0415 - heavy
    from kg.builds.summary import summary  # noqa: PLC0415
    from kg.page.pages import pages  # noqa: PLC0415

    started = time.perf_counter()
    with Bar() as bar:
        lists = files or resources.bundled_lists()
        report = quiet if silent else bar
        words, limits = words_of(mapping), limits_of(limit)
        built = build_graph(lists, output, pages=pages, base=base, report=report, words=words, limits=limits)
    for reason in built.intake.unread:
        say(str(reason))
    if not silent:
        say("\n".join(summary(built, time.perf_counter() - started, most=None if verbose else SHOWN)))
    listings = [listing for _, listing in built.intake.listings]
    start_map(write_map, listings)
    return FINDINGS if built.intake.unread or any(map(troubles, listings)) else CLEAN
