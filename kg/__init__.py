"""From facts to a graph, from a graph to answers.

>>> import kg
>>> graph = kg.open("exports")  # doctest: +SKIP
>>> graph.query("SELECT (COUNT(?item) AS ?items) WHERE { ?item a qz:PowerItem }")  # doctest: +SKIP
[{'items': 151}]

In a notebook ``%load_ext kg`` brings ``%%sparql``.
"""

from __future__ import annotations

import warnings
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from IPython.core.interactiveshell import InteractiveShell

    from extract.model import Unreadable
    from kg.notebook.graph import Graph

    __version__: str

__all__ = ["__version__", "build", "columns", "compare", "diff", "open", "questions", "use_chinese_font"]

AnyPath = str | PathLike[str]


def build(lists: AnyPath | Iterable[AnyPath], out: AnyPath = "exports") -> Graph:
    """Build the graph of lists (any format ``quanze build`` reads) into a folder and open it.

    ``lists`` is one path or several; ``~`` is the home folder. A warning for each file that cannot be read. Raises
    kg.errors.Problem: nothing can be read, or the folder holds files of others.
    """
    from extract.model import Unreadable  # noqa: PLC0415 - importing kg costs nothing
    from kg.builds.build import build as build_graph  # noqa: PLC0415
    from kg.page.pages import pages  # noqa: PLC0415

    try:
        built = build_graph(_paths(lists), _path(out), pages=pages)
    except Unreadable as reason:
        raise _problem(reason) from reason
    _warn(built.intake.unread)
    return open(built.out)


def open(  # noqa: A001 - the verb people look for
    path: AnyPath = "exports", *, library: AnyPath | None = None, as_of: str = ""
) -> Graph:
    """The graph that ``quanze build`` wrote to a folder: ``.query``, ``.df``, ``.items`` …, ``.network``, ``.view``.

    ``.where(list=…, place=…, body=…, type=…)`` is a part of it.

    An address (``http://host:7878``) opens the graph of a SPARQL server. With a statute ``library`` (the folder of
    ``quanze laws add``) the articles cited stand in the graph of a folder, as of a day (YYYY-MM-DD) or today:
    ``.provisions`` shows their words, ``.quotes`` how citations compare with them. Raises kg.errors.Problem: there is
    no graph, or no library.
    """
    from kg.graph.endpoint.address import is_address  # noqa: PLC0415 - importing kg costs nothing
    from kg.notebook.graph import open_graph  # noqa: PLC0415

    folder = _path(library) if library is not None else None
    return open_graph(str(path) if is_address(path) else _path(path), folder, as_of)


def diff(old: AnyPath, new: AnyPath, *, strict: bool = False) -> list[dict[str, Any]]:
    """What changed between two editions: a dict a change, as ``quanze diff --output-format json`` has it.

    An edition is a file, a folder of files or a built folder. ``strict`` counts blanks, width, punctuation and serials
    as well. A warning for each file that cannot be read. Raises kg.errors.Problem: nothing can be read of an edition.
    """
    from extract.model import Unreadable  # noqa: PLC0415 - importing kg costs nothing
    from kg.builds.items import read_edition  # noqa: PLC0415
    from kg.comparison.diff import diff_lists  # noqa: PLC0415
    from kg.output.reports.change_report import records  # noqa: PLC0415

    try:
        before, after = read_edition(_path(old)), read_edition(_path(new))
    except Unreadable as reason:
        raise _problem(reason) from reason
    _warn((*before.unread, *after.unread))
    return records(diff_lists(before.lists, after.lists, strict=strict))


def compare(*lists: AnyPath) -> list[dict[str, Any]]:
    """The same power in several lists: a dict a power, as ``powers`` of ``quanze compare --output-format json``.

    ``lists`` are files, folders of files and built folders. A warning for each file that cannot be read. Raises
    kg.errors.Problem: there are fewer than two lists, or too many.
    """
    from kg.builds.items import read_lists  # noqa: PLC0415 - importing kg costs nothing
    from kg.comparison.cities import compare_lists  # noqa: PLC0415
    from kg.errors import Problem  # noqa: PLC0415
    from kg.output.reports.comparison_report import records  # noqa: PLC0415

    given = read_lists([_path(path) for path in lists])
    _warn(given.unread)
    if len(given.lists) < 2:
        raise Problem("", "比较需要两份以上可读的清单", "two lists that can be read are needed")
    return records(compare_lists(given.lists))


def questions() -> list[dict[str, Any]]:
    """The questions that ship with the project, for ``Graph.query``: name, title, question in words, params.

    ``params`` are dicts of name, type, default and description.
    """
    from dataclasses import asdict  # noqa: PLC0415 - importing kg costs nothing

    from kg.asking.questions import bundled  # noqa: PLC0415

    return [
        {
            "name": question.name,
            "title": question.title,
            "question": question.question,
            "params": [asdict(param) for param in question.params],
        }
        for question in bundled()
    ]


def columns() -> list[dict[str, str]]:
    """The codebook of the tables: for each column its name, its English name, and what it holds."""
    from kg.asking.codebook import columns as known  # noqa: PLC0415 - importing kg costs nothing

    return [{"name": name, "english": column.english, "meaning": column.meaning} for name, column in known().items()]


def __getattr__(name: str) -> str:
    """``__version__``, read when it is asked for."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - importing kg costs nothing

        return version("quanze")
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def use_chinese_font(path: AnyPath | None = None) -> str | None:
    """Have matplotlib draw Chinese with a family that is installed, or the font of a file; its name comes back.

    Where there is none, None and one warning that says how to get one. Raises kg.errors.Problem: matplotlib is not
    installed, or the file is no font.
    """
    from kg.notebook.fonts import use_chinese_font as use  # noqa: PLC0415

    return use(path)


def load_ipython_extension(shell: InteractiveShell) -> None:
    """``%load_ext kg``: bring ``%%sparql`` to a notebook."""
    from kg.notebook.magic import Sparql  # noqa: PLC0415

    shell.register_magics(Sparql(shell))


def _paths(lists: AnyPath | Iterable[AnyPath]) -> list[Path]:
    """The paths of one list or of several. Raises kg.errors.Problem: there are none, or what is given is no path."""
    from kg.errors import Problem  # noqa: PLC0415 - importing kg costs nothing

    several = [lists] if isinstance(lists, str | PathLike) else lists
    try:
        paths = [_path(path) for path in several]
    except TypeError as error:
        raise _no_path(lists) from error
    if not paths:
        raise Problem("", "没有清单，请给出文件或者文件夹的路径", "no list: give the path of a file or folder")
    return paths


def _path(path: AnyPath) -> Path:
    """A path, ``~`` expanded. Raises kg.errors.Problem: it is none, or nobody's home is known by that name."""
    from kg.errors import Problem  # noqa: PLC0415 - importing kg costs nothing

    if not isinstance(path, str | PathLike) or path == "":
        raise _no_path(path)
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        zh, en = "找不到这个用户的主目录，请写完整路径", "no home folder of that user: write the whole path"
        raise Problem(str(path), zh, en) from error


def _no_path(given: object) -> Exception:
    from kg.errors import Problem  # noqa: PLC0415 - importing kg costs nothing

    return Problem(repr(given), "不是路径，请给出文件或者文件夹的路径", "no path: give the path of a file or folder")


def _problem(reason: Unreadable) -> Exception:
    from kg.errors import Problem  # noqa: PLC0415 - importing kg costs nothing

    return Problem(reason.where, reason.zh, reason.en)


def _warn(unread: Iterable[Unreadable]) -> None:
    """A warning for each file that could not be read, at the line that called."""
    for reason in unread:
        warnings.warn(str(reason), stacklevel=3)
