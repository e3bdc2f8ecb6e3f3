import csv
import io
import json
import os
import subprocess
import sys

import pytest
from pyoxigraph import RdfFormat, parse
from typer.testing import CliRunner

from kg import resources
from kg.builds import build as building
from kg.cli import main as command_line
from kg.cli.main import app, main

POWER, REGISTER = map(str, resources.bundled_lists())
COMMANDS = ["build", "doctor", "extract", "query", "search", "stats"]


def quanze(*args, stdin=None):
    """The command line within this process."""
    return CliRunner().invoke(app, [str(arg) for arg in args], input=stdin)


def shell(*args, stdin=b"", **env):
    """The command line as a process of its own; bytes in, bytes out."""
    command = [sys.executable, "-c", "from kg.cli.main import main; main()", *map(str, args)]
    environment = {**os.environ, "COVERAGE_PROCESS_START": "", **env}
    return subprocess.run(command, input=stdin, capture_output=True, env=environment, check=False)


def test_version():
    assert quanze("--version").stdout == "quanze 0.1.0\n"


def test_help_names_every_command():
    said = quanze("--help")
    assert said.exit_code == 0
    assert all(f"  {command} " in said.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example(command):
    assert "示例：quanze" in quanze(command, "--help").stdout


@pytest.mark.parametrize("args", [["fly"], ["build", "--fly"], ["query", "--output-format", "pdf"], ["extract"]])
def test_wrong_usage_is_status_2(args):
    said = quanze(*args)
    assert said.exit_code == 2
    assert said.stdout == ""
    assert said.stderr


def test_build_tells_what_it_read_and_what_not(tmp_path):
    said = quanze("build", "-o", tmp_path / "out")
    assert said.exit_code == 0
    assert said.stdout == ""
    assert "137行" in said.stderr
    assert "16项职责" in said.stderr
    assert "权责事项151项" in said.stderr
    assert "写入" in said.stderr


def test_build_can_be_silent(tmp_path, small):
    assert quanze("build", small, "-q", "-o", tmp_path / "out").output == ""


def test_build_says_status_1_where_a_file_was_no_list(tmp_path, small):
    (tmp_path / "none.bin").write_bytes(b"\x00\x01")
    said = quanze("build", small, tmp_path / "none.bin", "-o", tmp_path / "out")
    assert said.exit_code == 1
    assert "none.bin" in said.stderr
    assert (tmp_path / "out" / "graph.nq").is_file()


def test_extract_writes_a_record_a_row():
    said = quanze("extract", POWER)
    records = [json.loads(line) for line in said.stdout.splitlines()]
    assert said.exit_code == 0
    assert [record["row"] for record in records] == list(range(1, 138))
    assert records[0]["basis"][0]["title"] == "中华人民共和国就业促进法"


def test_extract_to_a_file_is_the_same(tmp_path):
    out = tmp_path / "out.jsonl"
    assert quanze("extract", POWER, "-q", "-o", out).output == ""
    assert out.read_text(encoding="utf-8") == quanze("extract", POWER).stdout


def test_extract_reads_the_passages_of_a_responsibility_list():
    records = [json.loads(line) for line in quanze("extract", REGISTER).stdout.splitlines()]
    sanctions = [sanction for record in records for sanction in record["sanctions"]]
    assert sum(sanction["kind"] == "fine" and sanction["provision"] == "art_25" for sanction in sanctions) == 9
    assert all(record["line"] for record in records)


def test_extract_several_says_which(tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"row": 7, "basis": "《中华人民共和国劳动法》第三条"}\n', encoding="utf-8")
    records = [json.loads(line) for line in quanze("extract", rows, POWER).stdout.splitlines()]
    assert records[0]["file"] == str(rows)
    assert records[0]["row"] == 7
    assert records[0]["basis"][0]["provisions"] == ["art_3"]
    assert records[1]["file"] == POWER


def test_query_by_name_with_a_parameter(exports):
    args = ("query", "large-fines", "-g", exports, "--output-format", "json", "--param")
    many, few = (json.loads(quanze(*args, f"amount={amount}").stdout)["results"]["bindings"] for amount in (1, 20000))
    assert len(many) > len(few) > 0
    assert all(float(row.get("最高限额", row["上限"])["value"]) >= 20000 for row in few)


def test_query_shows_the_documents_both_lists_share(exports):
    said = quanze("query", "shared-documents", "-g", exports, "--output-format", "csv")
    found = list(csv.DictReader(io.StringIO(said.stdout, newline="")))
    assert {row["清单数"] for row in found} == {"2"}
    assert "中华人民共和国劳动合同法" in {row["文件"] for row in found}


def test_query_from_a_file_and_from_stdin(exports, tmp_path):
    text = "SELECT (COUNT(?x) AS ?n) { ?x a qz:PowerItem }"
    (tmp_path / "mine.rq").write_text(text, encoding="utf-8")
    for said in (
        quanze("query", tmp_path / "mine.rq", "-g", exports),
        quanze("query", "-", "-g", exports, stdin=text),
    ):
        assert said.exit_code == 0
        assert "151" in said.stdout
        assert "1行" in said.stderr


def test_query_counts_its_patterns(exports):
    text = "SELECT * { ?x a qz:PowerItem . ?y a qz:PowerItm }"
    answer = quanze("query", "-", "-g", exports, "--explain", stdin=text)
    assert answer.exit_code == 0
    item, unknown = (line for line in answer.stdout.splitlines() if "rdf:type" in line)
    assert "151" in item
    assert "没有共同变量" in unknown
    assert "Oxigraph" in answer.stderr


def test_query_constructs_turtle(exports):
    text = "CONSTRUCT { ?x rdfs:label ?l } WHERE { ?x a cv:PublicOrganisation ; skos:prefLabel ?l }"
    said = quanze("query", "-", "-g", exports, stdin=text)
    assert len(list(parse(said.stdout, RdfFormat.TURTLE))) > 1
    assert "@prefix body:" in said.stdout


def test_query_to_a_file(exports, tmp_path):
    out = tmp_path / "answer.csv"
    said = quanze("query", "unit-workload", "-g", exports, "--output-format", "csv", "-o", out)
    assert said.stdout == ""
    assert out.read_bytes() == quanze("query", "unit-workload", "-g", exports, "--output-format", "csv").stdout_bytes
    assert quanze("query", "unit-workload", "-g", exports, "-o", tmp_path / "answer").exit_code == 2


def test_query_prints_the_text_it_would_ask(exports):
    said = quanze("query", "large-fines", "--text", "--param", "amount=7")
    assert ">= 7.0" in said.stdout
    again = quanze("query", "-", "-g", exports, "--output-format", "csv", stdin=said.stdout)
    named = quanze("query", "large-fines", "-g", exports, "--param", "amount=7", "--output-format", "csv")
    rows = [list(csv.reader(io.StringIO(one.stdout))) for one in (named, again)]
    # By its name a question says of which list and place its rows are, too.
    assert rows[0][0][-2:] == ["清单", "地区"]
    assert [row[:-2] for row in rows[0]] == rows[1]


def test_query_lists_the_questions():
    said = quanze("query", "--list")
    assert "shared-documents" in said.stdout
    assert "amount=50000" in said.stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["query"], "--list"),
        (["query", "no-such-question"], "no-such-question"),
        (["query", "none.rq"], "none.rq"),
        (["query", "large-fines", "--param", "amount"], "名称=值"),
        (["query", "large-fines", "--param", "sum=1"], "amount"),
        (["query", "large-fines", "--param", "amount=many"], "decimal"),
        (["query", "large-fines", "-g", "nowhere"], "quanze build"),
        (["stats", "-g", "nowhere"], "quanze build"),
    ],
)
def test_what_cannot_be_asked_is_one_line_and_status_2(args, said):
    answer = quanze(*args)
    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert said in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_a_wrong_query_shows_the_place(exports):
    answer = quanze("query", "-", "-g", exports, stdin="SELECT ?x {\n  ?x a qz:PowerItem ；}")
    assert answer.exit_code == 2
    assert "第2行第21列" in answer.stderr
    assert "line 2, column 21" in answer.stderr
    assert answer.stderr.splitlines()[2].strip() == "^"


def test_stats_in_every_form(exports):
    as_json = json.loads(quanze("stats", "-g", exports, "--output-format", "json").stdout)
    as_csv = csv.DictReader(io.StringIO(quanze("stats", "-g", exports, "--output-format", "csv").stdout))
    assert as_json["items"] == 151
    assert {row["key"]: int(row["count"]) for row in as_csv} == as_json
    table = quanze("stats", "-g", exports).stdout
    assert all(key in table for key in as_json)


def test_doctor(exports):
    said = quanze("doctor", "-g", exports)
    assert "图数据库" in said.stdout
    assert "pyoxigraph" in said.stdout


@pytest.mark.parametrize(
    ("failure", "status"),
    [(RuntimeError("bug"), 101), (KeyboardInterrupt(), 130), (OSError(28, "No space left on device"), 2)],
)
def test_failures_have_their_status(monkeypatch, capsys, tmp_path, failure, status):
    def fail(*_args, **_kwargs):
        raise failure

    monkeypatch.setattr(building, "build", fail)
    monkeypatch.setattr(sys, "argv", ["quanze", "build", "-o", str(tmp_path / "out")])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == status
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("failure", "status"), [(RuntimeError("bug"), 101), (KeyboardInterrupt(), 130)])
def test_failures_outside_any_command_have_their_status_too(monkeypatch, failure, status):
    def fail():
        raise failure

    monkeypatch.setattr(command_line, "app", fail)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == status


def test_an_internal_error_says_where(monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError("a bug of ours")

    monkeypatch.setattr(building, "build", fail)
    said = quanze("build")
    assert said.exit_code == 101
    assert "a bug of ours" in said.stderr
    assert "内部错误" in said.stderr


GBK = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk", "LC_ALL": "C", "LANG": "C"}


def test_stdout_is_utf8_on_a_gbk_console():
    said = shell("extract", POWER, **GBK)
    assert said.returncode == 0
    assert "中华人民共和国就业促进法" in said.stdout.decode("utf-8")
    assert b"\r\n" not in said.stdout


def test_stderr_survives_a_console_without_chinese():
    said = shell("query", "没有", PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert said.returncode == 2
    assert b"no such query" in said.stderr


def test_a_reader_that_leaves_early_is_no_error():
    start = f'"{sys.executable}" -c "from kg.cli.main import main; main()"'
    script = f'{start} extract "{POWER}" | head -c 10; echo "${{PIPESTATUS[0]}}"'
    said = subprocess.run(["bash", "-c", script], capture_output=True, check=False)
    assert said.stdout.splitlines()[-1].endswith(b"0")
    assert said.stderr == b""


def test_help_asks_for_no_heavy_library():
    heavy = ["docx", "jinja2", "lxml", "networkx", "openpyxl", "pandas", "pyvis", "rdflib", "spacy"]
    code = f"import sys, kg.cli.main; print([name for name in {heavy} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert said.stdout == b"[]\n"
