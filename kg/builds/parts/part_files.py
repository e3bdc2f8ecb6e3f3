"""The parts of lists as files beside the store: what one list adds need not be made again while the list is the same.

A file is named after all that its content depends on: the bytes of the list, its name, how it is read, and the program
itself. What a killed build has made stands where the next one finds it.
"""

from __future__ import annotations

import json
import os
import pickle
import shutil
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from isal import isal_zlib

from extract.reading.limits import DEFAULT
from kg import resources
from kg.asking.built_folder import PARTS
from kg.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.builds.parts.part import Part, Reading

ENDING: Final = ".part"
INDEX: Final = "INDEX.json"
_LEVEL: Final = 2
"""Of igzip: as small as the first level of zlib makes it, in a quarter of the time, and read in half of it."""


@dataclass(frozen=True, slots=True)
class PartFiles:
    """Where parts are kept: those of this build in ``folder``, those it may use in ``earlier`` folders too."""

    folder: Path
    earlier: tuple[Path, ...] = ()

    def find(self, key: str) -> Path | None:
        """The file of a part, in the folder of this build, where it was made before."""
        here = self.folder / f"{key}{ENDING}"
        if here.is_file():
            return here
        for folder in self.earlier:
            there = folder / here.name
            if there.is_file():
                _link(there, here)
                return here
        return None

    def keep(self, path: Path) -> None:
        """Keep the file of a part that an earlier build made."""
        here = self.folder / path.name
        if not here.exists():
            _link(path, here)

    def put(self, key: str, part: Part, chunks: list[bytes]) -> None:
        """Keep a part with its compressed lines; a file is whole or not there."""
        path = self.folder / f"{key}{ENDING}"
        beside = path.with_suffix(f".{os.getpid()}.new")
        beside.write_bytes(pickle.dumps((isal_zlib.compress(pickle.dumps(part), _LEVEL), chunks)))
        beside.replace(path)


@dataclass(slots=True)
class Packed:
    """Sorted chunks of lines, compressed as they pass."""

    chunks: list[bytes] = field(default_factory=list)

    def take(self, chunk: list[bytes]) -> None:
        """Take a chunk."""
        self.chunks.append(isal_zlib.compress(b"".join(chunk), _LEVEL))


def read(path: Path) -> tuple[Part, list[bytes]]:
    """The part in a file, and its chunks of lines, to be unpacked one by one."""
    part, chunks = pickle.loads(path.read_bytes())  # noqa: S301 - our own
    return pickle.loads(isal_zlib.decompress(part)), chunks  # noqa: S301


def place_of(folder: Path, key: str) -> Path:
    """The file of the part of that key."""
    return folder / f"{key}{ENDING}"


def chunks(path: Path) -> list[bytes]:
    """The chunks of lines in the file of a part, to be unpacked one by one."""
    _, packed_chunks = pickle.loads(path.read_bytes())  # noqa: S301 - our own
    return list(packed_chunks)


def unpacked(chunk: bytes) -> list[bytes]:
    """The lines of a chunk."""
    return isal_zlib.decompress(chunk).splitlines(keepends=True)


def key(content: bytes | IO[bytes], name: str, how: Reading) -> str:
    """What names the part of a list, in memory or in an open file: 32 hexadecimal digits of all that it depends on."""
    words = f"{name}\0{made_by(how)}".encode("utf-8", "surrogatepass")
    digest = blake2b()
    for piece in (content,) if isinstance(content, bytes) else iter(partial(content.read, 1 << 20), b""):
        digest.update(piece)
    return blake2b(words + digest.digest(), digest_size=16).hexdigest()


def made_by(how: Reading) -> str:
    """What tells this program with these options from any other."""
    words = sorted(how.words.given.items()) if how.words else []
    options = repr((how.base, words, how.limits or DEFAULT, how.tables, how.findings, _library(how.library), program()))
    return blake2b(options.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _library(folder: Path | None) -> list[tuple[str, int, int]]:
    """What tells the state of a statute library from any other."""
    statuses = [(path.name, path.stat()) for path in sorted(folder.iterdir())] if folder and folder.is_dir() else []
    return [(name, status.st_size, status.st_mtime_ns) for name, status in statuses]


@cache
def program() -> str:
    """What tells this state of the program from any other: its version, and size and time of each of its files."""
    package = Path(resources.__file__).parent
    digest = blake2b(version("quanze").encode(), digest_size=16)
    for place in (package, package.with_name("extract"), resources.ontology()):
        for path in sorted(place.rglob("*.*")):
            if path.suffix in {".py", ".toml", ".ttl", ".rq"}:
                status = path.stat()
                digest.update(f"{path.relative_to(place)} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def settle(folder: Path, keys: Mapping[str, str], how: Reading) -> None:
    """Say which part is of which list, by its name, and remove the files of parts that are none of this build."""
    text = json.dumps({"made_by": made_by(how), "parts": keys}, ensure_ascii=False, indent=2)
    (folder / INDEX).write_text(text + "\n", encoding="utf-8")
    kept = {f"{key}{ENDING}" for key in keys.values()} | {INDEX}
    for path in folder.iterdir():
        if path.name not in kept:
            path.unlink()


def earlier_parts(built: Path, how: Reading) -> dict[str, Path]:
    """The files of the parts of a built folder by the names of their lists, in order.

    Raises Problem: it keeps none, some are missing, or they were made with other options or by another program.
    """
    folder = built / PARTS
    try:
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        maker, keys = index["made_by"], dict(index["parts"])
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise _none(built) from error
    result = {name: folder / f"{key}{ENDING}" for name, key in keys.items()}
    if maker != made_by(how) or not all(path.is_file() for path in result.values()):
        raise _none(built)
    return result


def files(built: Path) -> tuple[Path, ...]:
    """The files of the parts of a built folder in the order of its lists, whoever made them; empty: some miss."""
    try:
        keys = json.loads((built / PARTS / INDEX).read_text(encoding="utf-8"))["parts"]
        paths = tuple(place_of(built / PARTS, key) for key in keys.values())
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return ()
    return paths if all(path.is_file() for path in paths) else ()


def _none(built: Path) -> Problem:
    zh = "没有可以沿用的中间结果，或者由其他版本、其他选项生成；请给出全部清单重新生成"
    en = "keeps no parts that can be used, or other options or another version made them: build from all lists"
    return Problem(str(built), zh, en)


def rescued(leftover: Path, folder: Path) -> None:
    """Take over the parts of a build that was killed."""
    source = leftover / PARTS
    if source.is_dir():
        target = folder / PARTS
        target.mkdir(exist_ok=True)
        for path in source.glob(f"*{ENDING}"):
            path.replace(target / path.name)


def _link(source: Path, target: Path) -> None:
    """The same file under another name, or a copy where the file system has no such links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
