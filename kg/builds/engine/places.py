"""Files and folders wherever the engine can reach them: local disks, HDFS, object stores. By Hadoop's own file systems.

A dataset is written beside its place and moved in when it is whole, as on one machine.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from extract.reading.files import is_passed_over
from kg.builds.engine.session import failure, is_of_spark
from kg.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession


class Places:
    """The file systems of a session."""

    def __init__(self, spark: SparkSession) -> None:
        self._jvm: Any = spark.sparkContext._jvm
        self._settings: Any = spark.sparkContext._jsc.hadoopConfiguration()

    def listed(self, typed: str) -> list[tuple[str, str]]:
        """The files under a path in reading order, as the engine and as people name them.

        What systems leave beside lists is passed over. Raises Problem: the path cannot be read, or holds no file.
        """
        try:
            path = self._path(typed)
            system = path.getFileSystem(self._settings)
            status = system.getFileStatus(path)
            if not status.isDirectory():
                return [(status.getPath().toString(), typed)]
            result = list(self._in_folder(system, status.getPath(), PurePosixPath(typed)))
        except Exception as error:
            raise _unreadable(typed, error) from error
        if not result:
            raise Problem(typed, "文件夹里没有文件", "the folder holds no file")
        return result

    def _in_folder(self, system: Any, folder: Any, shown: PurePosixPath) -> Iterator[tuple[str, str]]:  # noqa: ANN401
        entries = [file for file in system.listStatus(folder) if not is_passed_over(file.getPath().getName())]
        named = sorted((entry.getPath().getName(), entry.isDirectory(), entry.getPath()) for entry in entries)
        for name, is_folder, path in named:
            if not is_folder:
                yield path.toString(), str(shown / name)
        for name, is_folder, path in named:
            if is_folder:
                yield from self._in_folder(system, path, shown / name)

    def read(self, typed: str) -> bytes | None:
        """The bytes of a small file; None where there is none."""
        path = self._path(typed)
        system = path.getFileSystem(self._settings)
        if not system.exists(path):
            return None
        stream = system.open(path)
        try:
            return bytes(self._jvm.org.apache.commons.io.IOUtils.toByteArray(stream))
        finally:
            stream.close()

    def write(self, typed: str, content: bytes) -> None:
        """Write a small file."""
        path = self._path(typed)
        stream = path.getFileSystem(self._settings).create(path, True)  # noqa: FBT003 - an overload of Java: overwrite
        try:
            stream.write(content)
        finally:
            stream.close()

    def exists(self, typed: str) -> bool:
        """Whether a file or folder is there."""
        path = self._path(typed)
        return bool(path.getFileSystem(self._settings).exists(path))

    def is_empty(self, typed: str) -> bool:
        """Whether nothing is there, or a folder without files."""
        path = self._path(typed)
        system = path.getFileSystem(self._settings)
        return not system.exists(path) or (system.isDirectory(path) and not len(system.listStatus(path)))

    def remove(self, typed: str) -> None:
        """Remove a file or folder with all in it, where it is there."""
        path = self._path(typed)
        path.getFileSystem(self._settings).delete(path, True)  # noqa: FBT003 - with all in it

    def move(self, source: str, target: str) -> None:
        """Move a folder to a place where nothing is. Raises Problem: it does not move."""
        path = self._path(source)
        if not path.getFileSystem(self._settings).rename(path, self._path(target)):
            raise Problem(target, "文件夹不能移动到此处", "the folder does not move there")

    def _path(self, typed: str) -> Any:  # noqa: ANN401 - an object of the JVM
        return self._jvm.org.apache.hadoop.fs.Path(typed)


def _unreadable(typed: str, error: Exception) -> Exception:
    if not is_of_spark(error):
        return error
    text = str(error)
    if "FileNotFoundException" in text or "does not exist" in text:
        return Problem(typed, "没有这个文件或者文件夹", "no such file or folder")
    if "UnsupportedFileSystemException" in text or "No FileSystem for scheme" in text or "ClassNotFound" in text:
        zh = "Spark 不认识这种路径；请用 --spark-conf spark.jars.packages=… 加入所需的库"
        return Problem(
            typed, zh, "Spark does not know such paths: bring the library by --spark-conf spark.jars.packages"
        )
    if "AccessControlException" in text or "Permission denied" in text:
        return Problem(typed, "没有读取权限", "permission denied")
    if "URISyntaxException" in text or "IllegalArgumentException" in text:
        return Problem(typed, "不是 Spark 能读的路径", "no path that Spark can read")
    return failure(error, typed)
