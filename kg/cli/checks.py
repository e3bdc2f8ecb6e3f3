"""What a machine needs for everything to work, looked at one by one."""

from __future__ import annotations

import locale
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from kg import resources
from kg.asking.built_folder import STORE
from kg.errors import Problem
from kg.graph.store import read_only
from kg.notebook.fonts import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIBRARIES = ("quanze", "pyoxigraph", "networkx", "pyvis", "lxml", "spacy", "rich", "typer")
EXTRAS = {"pandas": "notebooks", "matplotlib": "notebooks", "pyarrow": "export", "xlsxwriter": "export"}


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, whether it is well, what was seen; ``remedy`` where it is not."""

    what: str
    well: bool
    seen: str
    remedy: str = ""


def checks(folder: Path) -> Iterator[Check]:
    """Everything that is looked at; ``folder`` is where a build wrote."""
    yield Check("Python", sys.version_info >= (3, 11), f"{platform.python_version()}, {platform.system()}")
    yield from map(_library, LIBRARIES)
    yield from (_extra(name, extra) for name, extra in EXTRAS.items())
    yield _bundled()
    yield _encodings()
    yield _writable(folder)
    yield _store(folder)
    yield _fonts()


def _library(name: str) -> Check:
    try:
        return Check(name, well=True, seen=version(name))
    except PackageNotFoundError:
        return Check(name, well=False, seen="未安装", remedy="运行 pip install quanze")


def _extra(name: str, extra: str) -> Check:
    try:
        return Check(name, well=True, seen=version(name))
    except PackageNotFoundError:
        return Check(name, well=True, seen=f'未安装；需要时运行 pip install "quanze[{extra}]"')


def _bundled() -> Check:
    lists = [path.name for path in resources.bundled_lists()]
    context = resources.ontology() / "context.jsonld"
    remedy = "重新安装：pip install --force-reinstall quanze"
    return Check("内置数据", bool(lists) and context.is_file(), "、".join(lists) or "未找到", remedy)


def _encodings() -> Check:
    seen = f"stdout {sys.stdout.encoding}，stderr {sys.stderr.encoding}，系统 {locale.getencoding()}"
    return Check(
        "编码", (sys.stdout.encoding or "").lower().replace("-", "") == "utf8", seen, "设置环境变量 PYTHONUTF8=1"
    )


def _writable(folder: Path) -> Check:
    place = folder if folder.is_dir() else folder.resolve().parent
    try:
        with tempfile.TemporaryFile(dir=place):
            return Check("可写", well=True, seen=str(place))
    except OSError as error:
        return Check("可写", well=False, seen=f"{place}: {error.strerror}", remedy="用 quanze build -o 另选文件夹")


def _store(folder: Path) -> Check:
    if not (folder / STORE).exists():
        return Check("图数据库", well=True, seen="尚未生成；请运行 quanze build")
    try:
        return Check("图数据库", well=True, seen=f"{folder / STORE}，{len(read_only(folder / STORE))}条三元组")
    except Problem as problem:
        return Check("图数据库", well=False, seen=problem.zh, remedy="用 quanze build 重新生成")


def _fonts() -> Check:
    """Which fonts for Chinese are installed; browsers on Windows and macOS bring their own."""
    lister = shutil.which("fc-list")
    if lister is None:
        return Check("中文字体", well=True, seen="由系统提供（没有 fc-list，未检查）")
    listed = subprocess.run(  # noqa: S603 - fixed arguments
        [lister, ":lang=zh", "family"], capture_output=True, encoding="utf-8", errors="replace", check=False, timeout=20
    ).stdout
    fonts = [font for font in FAMILIES if font in listed] or listed.split(",")[:1]
    fonts = [font.strip() for font in fonts if font.strip()]
    return Check("中文字体", bool(fonts), "、".join(fonts) or "未安装", "运行 apt install fonts-noto-cjk")
