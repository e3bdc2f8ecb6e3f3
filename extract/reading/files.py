"""What a person names to be read - files, folders, archives, ``-`` - to single files, whatever their names or kinds."""

from __future__ import annotations

import errno
import os
import stat
import sys
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path, PurePath
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Final, TypeVar
from zipfile import BadZipFile, ZipFile

from extract.model import Unreadable
from extract.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from zipfile import ZipInfo

T = TypeVar("T")

LONG: Final = 16 << 20
"""Bytes of a file from which on it is read piece by piece, if it can be."""
_CHUNK = 1 << 20
#: What systems and office programs leave beside lists; nobody means them.
_PASSED_OVER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_ZIP = b"PK\x03\x04"
#: What makes an archive one document of an office program.
_DOCUMENTS = frozenset({"[content_types].xml", "mimetype", "ofd.xml", "meta-inf/manifest.xml"})
#: Archives within archives are opened this deep.
_DEEPEST = 3
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file to be read: ``path`` as it is shown, always printable, and where its bytes are.

    ``place`` is a file and ``data`` its bytes where it has no place; ``member`` its part where it is an archive; none
    of them is standard input. ``unnamed`` tells that nobody named it: it stood in a folder or archive.
    """

    path: PurePath
    place: Path | None = None
    data: bytes | None = field(default=None, repr=False)
    member: str = ""
    unnamed: bool = False

    @property
    def name(self) -> str:
        """The name of the file without its ending."""
        return self.path.stem

    def content(self, limits: Limits = DEFAULT) -> bytes:
        """The bytes. Raises Unreadable where there are none to be had, or more than the limit."""
        return self._tried(lambda: self._content(limits))

    def long_content(self, limits: Limits = DEFAULT) -> IO[bytes] | None:
        """The bytes of a long file as an open one, to be read piece by piece; None where they are fewer or at hand.

        Raises Unreadable as ``content``.
        """
        return self._tried(lambda: self._long_content(limits))

    def _content(self, limits: Limits) -> bytes:
        if self.member:
            return _unpacked(self._archive, self.member, limits)
        if self.data is not None:
            return self.data
        return _stdin(limits) if self.place is None else _content(self.place, limits)

    def _long_content(self, limits: Limits) -> IO[bytes] | None:
        if self.member:
            return _unpacked_long(self._archive, self.member, limits)
        if self.data is not None or self.place is None:
            return None
        size = _check_kind(self.place, str(self.place))
        limits.check_size(size)
        return self.place.open("rb") if size > LONG else None

    @property
    def _archive(self) -> Path | BytesIO | None:
        return self.place if self.data is None else BytesIO(self.data)

    def _tried(self, reading: Callable[[], T]) -> T:
        """What reading gives; whatever it raises becomes Unreadable."""
        try:
            return reading()
        except Unreadable as unreadable:
            reason = Unreadable(str(self.path), unreadable.zh, unreadable.en)
        except (OSError, ValueError) as error:
            reason = _not_opened(str(self.path), error)
        except Exception as error:
            if not self.member:
                raise
            reason = _damaged(str(self.path), error)
        raise reason  # here, so that it does not keep the frames that hold the bytes


FileOrError = ListedFile | Unreadable


def listed(paths: Iterable[Path], limits: Limits = DEFAULT) -> Iterator[FileOrError]:
    """Every file that the paths name, each once; what cannot be opened comes as the reason why.

    A folder is gone through with the folders in it, by name; an archive (.zip) gives its files, ``-`` standard input.
    """
    seen: set[str] = set()
    for path in paths:
        if str(path) in {"-", "/dev/stdin"}:
            yield ListedFile(PurePath("-"))
        elif "\0" in str(path):
            yield _not_opened(repr(str(path)), ValueError("null byte"))
        elif path.is_dir():
            yield from _in_folder(path, seen, limits)
        elif (real := os.path.realpath(path)) not in seen:
            seen.add(real)
            yield from opened(ListedFile(printable(path), path), limits)


def printable(path: PurePath) -> PurePath:
    """A path whose name every terminal and file can hold: bytes that are no UTF-8 read as GB18030, else replaced."""
    raw = os.fsencode(path)
    for encoding in ("utf-8", "gb18030"):
        try:
            return PurePath(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return PurePath(raw.decode("utf-8", "replace"))


def _in_folder(folder: Path, seen: set[str], limits: Limits) -> Iterator[FileOrError]:
    """The files of a folder; a folder that a link leads to again is gone through once."""
    count = 0
    for root, folders, names in os.walk(folder, followlinks=True):
        real = f"{os.path.realpath(root)}{os.sep}"
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not is_passed_over(name))
        for name in sorted(filter(lambda name: not is_passed_over(name), names), key=os.fsencode):
            place = Path(root, name)
            target = os.path.realpath(place)
            count += 1
            if target in seen:
                continue
            seen.add(target)
            if count > limits.files:
                yield _too_many(str(printable(folder)), limits)
                return
            yield from opened(ListedFile(printable(place), place, unnamed=True), limits)
    if not count:
        yield Unreadable(str(printable(folder)), "文件夹里没有文件", "the folder holds no file")


def is_passed_over(name: str) -> bool:
    """Whether nobody means a file or folder of that name: what systems and office programs leave beside lists."""
    return name.startswith((".", "~$")) or name.lower() in _PASSED_OVER


def opened(
    file: ListedFile, limits: Limits = DEFAULT, depth: int = 1, left: list[int] | None = None
) -> Iterator[FileOrError]:
    """The file itself, or the files of the archive that it is; ``depth`` archives are open already.

    ``left`` are the bytes that all of these may still unpack to: archives within archives have no limits of their own.
    """
    try:
        begins = _beginning(file)
        if begins != _ZIP:
            yield file
            return
        with ZipFile(BytesIO(file.data) if file.data is not None else str(file.place)) as archive:
            if any(name.lower() in _DOCUMENTS for name in archive.namelist()):
                yield file
            else:
                members = _in_archive(archive, file, limits, depth, left or [limits.megabytes << 20])
                yield from _counted(members, file, limits) if depth == 1 else members
    except (OSError, ValueError) as error:
        yield _not_opened(str(file.path), error)
    except BadZipFile:
        yield file  # the reader says what is wrong with it
    except Unreadable as reason:
        yield reason


def _beginning(file: ListedFile) -> bytes:
    if file.data is not None:
        return file.data[:4]
    if file.place is None:
        return b""
    _check_kind(file.place, str(file.path))
    with file.place.open("rb") as source:
        return source.read(4)


def _in_archive(
    archive: ZipFile, file: ListedFile, limits: Limits, depth: int, left: list[int]
) -> Iterator[FileOrError]:
    members = [member for member in archive.infolist() if not member.is_dir()]
    members = [member for member in members if not any(map(is_passed_over, PurePath(member.filename).parts))]
    if not members:
        yield Unreadable(str(file.path), "压缩包里没有文件", "the archive holds no file")
    for member in sorted(members[: limits.files], key=_member_name):
        shown = file.path / _member_name(member)
        if member.file_size > left[0]:
            yield Unreadable(str(shown), *_too_large(limits))
            continue
        left[0] -= member.file_size
        yield from _member(
            archive, member, replace(file, path=shown, member=member.filename, unnamed=True), limits, depth, left
        )
    if len(members) > limits.files:
        yield _too_many(str(file.path), limits)


def _counted(members: Iterable[FileOrError], file: ListedFile, limits: Limits) -> Iterator[FileOrError]:
    """What an archive holds; the files past its limit come as one reason, with their count."""
    past: list[Unreadable] = []
    for member in members:
        if isinstance(member, Unreadable) and (member.zh, member.en) == _too_large(limits):
            past.append(member)
        else:
            yield member
    if len(past) == 1:
        yield past[0]
    elif past:
        first = PurePath(past[0].where).relative_to(file.path)
        most = f"{limits.megabytes}MB"
        zh = f"压缩包解压后超过上限{most}，其中{len(past)}个文件未读入，首个为 {first}（--limit megabytes=…）"
        en = f"the archive unpacks to more than {most}, {len(past)} files are not read, first {first}"
        yield Unreadable(str(file.path), zh, f"{en} (--limit megabytes=…)")


def _too_large(limits: Limits) -> tuple[str, str]:
    """Why a file of an archive is not read, in Chinese and English."""
    return (
        f"压缩包解压后超过上限{limits.megabytes}MB，该文件未读入（--limit megabytes=…）",
        f"the archive unpacks to more than {limits.megabytes} MB, this file is not read (--limit megabytes=…)",
    )


def _member(
    archive: ZipFile, member: ZipInfo, file: ListedFile, limits: Limits, depth: int, left: list[int]
) -> Iterator[FileOrError]:
    if member.flag_bits & _ENCRYPTED:
        yield Unreadable(
            str(file.path), "已加密，需要密码；请解压后再读", "encrypted, a password is needed; unpack it first"
        )
        return
    try:
        with archive.open(member) as source:
            is_archive = source.read(4) == _ZIP
        if is_archive and depth < _DEEPEST:
            inner = ListedFile(file.path, data=file.content(limits), unnamed=True)
            yield from opened(inner, limits, depth + 1, left)
        else:
            yield file
    except Unreadable as reason:
        yield reason
    except Exception as error:  # noqa: BLE001 - damaged data raises whatever the method of compression does
        yield _damaged(str(file.path), error)


def _member_name(member: ZipInfo) -> str:
    """The name of a member; programs on Chinese Windows write it in GBK without saying so."""
    name = member.filename
    if not member.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                return raw.decode(encoding).lstrip("/")
            except UnicodeDecodeError:
                continue
    return name.encode("utf-8", "replace").decode("utf-8").lstrip("/")


def _content(place: Path, limits: Limits) -> bytes:
    size = _check_kind(place, str(place))
    limits.check_size(size)
    with place.open("rb") as source:
        return _bounded(source.read((limits.megabytes << 20) + 1), limits)


def _unpacked(source: Path | BytesIO | None, member: str, limits: Limits) -> bytes:
    with ZipFile(source or "") as archive, archive.open(member) as file:
        return _bounded(file.read((limits.megabytes << 20) + 1), limits)


def _unpacked_long(source: Path | BytesIO | None, member: str, limits: Limits) -> IO[bytes] | None:
    """A long file of an archive, unpacked into a temporary one; None where it is short."""
    with ZipFile(source or "") as archive:
        if archive.getinfo(member).file_size <= LONG:
            return None
        with archive.open(member) as file:
            unpacked: IO[bytes] = TemporaryFile()  # noqa: SIM115 - the reader closes it
            try:
                while chunk := file.read(_CHUNK):
                    unpacked.write(chunk)
                    limits.check_size(unpacked.tell())
                unpacked.seek(0)
            except BaseException:
                unpacked.close()
                raise
            return unpacked


def _stdin(limits: Limits) -> bytes:
    return _bounded(sys.stdin.buffer.read((limits.megabytes << 20) + 1), limits)


def _bounded(data: bytes, limits: Limits) -> bytes:
    limits.check_size(len(data))
    return data


def _check_kind(place: Path, shown: str) -> int:
    """The size of a file in bytes. Raises Unreadable where it is no file: what a pipe or device gives may never end."""
    status = place.stat()
    if stat.S_ISDIR(status.st_mode):
        raise Unreadable(shown, "是文件夹，不是文件", "a folder, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(
            shown,
            "是管道或设备，不是文件；从标准输入读取请用 -",
            "a pipe or device, not a file; use - to read standard input",
        )
    return status.st_size


def _too_many(shown: str, limits: Limits) -> Unreadable:
    return Unreadable(
        shown,
        f"文件超过{limits.files}个，其余未读入（--limit files=…）",
        f"holds more than {limits.files} files, the rest is not read (--limit files=…)",
    )


def _damaged(shown: str, error: Exception) -> Unreadable:
    return Unreadable(shown, "压缩包中的文件已损坏", f"damaged within its archive ({type(error).__name__})")


def _not_opened(shown: str, error: OSError | ValueError) -> Unreadable:
    if isinstance(error, FileNotFoundError):
        return Unreadable(shown, "找不到文件", "no such file")
    if isinstance(error, PermissionError):
        return Unreadable(shown, "没有读取权限", "no permission to read it")
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return Unreadable(shown, "是指向自身的链接", "a link that leads to itself")
    return Unreadable(shown, f"无法读取（{error}）", f"cannot be read ({error})")
