"""Files that are whole or not there: everything is written beside its place and moved in when it is complete."""

from __future__ import annotations

import os
import re
import shutil
import traceback
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, TYPE_CHECKING
from uuid import getnode

from kg.errors import Problem, unusable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# What may stand in a folder of ours without being ours: it is carried over.
KEPT = frozenset({"README.md", "reviews.jsonl", ".gitignore", ".DS_Store", "Thumbs.db", "desktop.ini"})


@contextmanager
def fresh_file(path: Path) -> Iterator[IO[str]]:
    """A text file that takes its place when the block ends well.

    Raises Problem: it cannot be written.
    """
    with _beside(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
        yield file


def put(path: Path, content: bytes) -> None:
    """Write a file that is whole or not there. Raises Problem: it cannot be written."""
    with _beside(path) as beside:
        beside.write_bytes(content)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        yield beside
        beside.replace(path)
    except OSError as error:
        raise unusable(error, path) from error
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def fresh_folder(
    target: Path,
    ours: Callable[[Path], frozenset[str]],
    rescue: Callable[[Path, Path], None] = lambda _leftover, _fresh: None,
) -> Iterator[Path]:
    """A folder that takes the place of ``target`` when the block ends well; until then the old one stands untouched.

    ``ours`` says which names in the old folder may be replaced; ``rescue`` is given what a killed process left, and the
    new folder, before that is removed. Raises Problem where the old folder holds anything
    else (nothing of it is touched), or where the new one cannot be written.
    """
    target = target.resolve()
    leftovers = _leftovers(target)
    _refuse_foreign(target, ours)
    beside = _sibling(target)
    try:
        for leftover in leftovers:
            rescue(leftover, beside)
            shutil.rmtree(leftover, ignore_errors=True)
        yield beside
        _carry_over(target, beside)
        _swap(target, beside)
    except BaseException as error:
        _release(error)
        if isinstance(error, OSError):
            raise unusable(error, target) from error
        raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def work_folder(within: Path) -> Iterator[Path]:
    """A folder for what is in the making, gone when the block ends."""
    work = within / ".work"
    work.mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _release(error: BaseException | None) -> None:
    """Let go of what the failed work held: an open database still writes to the folder that is to be removed."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def _refuse_foreign(target: Path, ours: Callable[[Path], frozenset[str]]) -> None:
    if target.exists() and not target.is_dir():
        raise Problem(str(target), "这是一个文件，不是文件夹", "a file, not a folder")
    foreign = sorted({path.name for path in target.iterdir()} - KEPT - ours(target)) if target.exists() else []
    if foreign:
        names = ", ".join(foreign[:3]) + (" …" if foreign[3:] else "")
        raise Problem(
            str(target),
            f"文件夹中有不是 quanze 生成的文件（{names}），未作改动；请另选文件夹",
            "holds files that no build wrote; nothing was touched, choose another folder",
        )


def _sibling(target: Path) -> Path:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(mkdtemp(prefix=f".{target.name}.{getnode():x}-{os.getpid()}.", suffix=".new", dir=target.parent))
        beside.chmod(0o777 & ~_umask())
    except OSError as error:
        raise unusable(error, target) from error
    return beside


def _leftovers(target: Path) -> list[Path]:
    """What killed builds left; where one was killed between its two renames, the old folder comes back.

    A folder beside the target names the machine and process that writes it: only what no process writes any more goes.
    """
    own = re.compile(re.escape(f".{target.name}.{getnode():x}-") + r"(\d+)\..+\.(new|old)")
    try:
        beside = [path for path in target.parent.iterdir() if own.fullmatch(path.name)]
    except OSError:
        return []
    left = []
    for path in sorted(beside, key=lambda path: path.suffix, reverse=True):
        process = int(path.name.removeprefix(f".{target.name}.").partition("-")[2].partition(".")[0])
        if _runs(process):
            continue
        if path.suffix == ".old" and not target.exists():
            path.rename(target)
        else:
            left.append(path)
    return left


def _runs(process: int) -> bool:
    """Whether a process runs; where that cannot be asked (Windows), it is taken to."""
    if os.name == "nt" or process == os.getpid():
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _carry_over(target: Path, beside: Path) -> None:
    for name in KEPT:
        if (target / name).is_file():
            shutil.copy2(target / name, beside / name)


def _swap(target: Path, beside: Path) -> None:
    if not target.exists():
        beside.rename(target)
        return
    old = beside.with_suffix(".old")
    target.rename(old)
    try:
        beside.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
