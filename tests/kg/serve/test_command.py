"""`quanze serve` before it serves: what is told at once, in one line, with exit status 2."""

import socket
import subprocess
import sys

import pytest

from tests.serving import ROOT, make_store, serving


def run(*options):
    command = [sys.executable, "-m", "kg.cli", "serve", *map(str, options)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return make_store(tmp_path_factory.mktemp("command") / "store")


def test_a_folder_without_a_store(tmp_path):
    done = run("--store", tmp_path / "none")
    assert (done.returncode, done.stdout) == (2, "")
    assert "quanze build" in done.stderr
    assert "Traceback" not in done.stderr


def test_updates_need_a_token_or_the_word_that_they_need_none(store):
    done = run("--store", store, "--update", "--port", 0)
    assert done.returncode == 2
    assert "QUANZE_TOKEN" in done.stderr


def test_updates_without_a_token_are_for_this_machine_only(store):
    done = run("--store", store, "--update", "--no-token", "--host", "0.0.0.0", "--port", 0)
    assert done.returncode == 2
    assert "本机" in done.stderr


def test_a_port_that_is_taken(store):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("--store", store, "--port", taken.getsockname()[1])
    assert done.returncode == 2
    assert "--port 0" in done.stderr


def test_a_store_that_another_writes_to(store):
    with serving(store, "--update", "--no-token"):
        done = run("--store", store, "--update", "--no-token", "--port", 0)
    assert done.returncode == 2
    assert "打不开" in done.stderr


def test_too_little_memory_is_told_at_the_start(store):
    done = run("--store", store, "--memory", 20, "--port", 0)
    assert done.returncode == 2
    assert "工作进程无法启动" in done.stderr


def test_help_names_the_switches():
    done = run("--help")
    assert done.returncode == 0
    assert "--allow-service" in done.stdout


def test_service_when_asked_for(tmp_path):
    asked = "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }"
    with serving(make_store(tmp_path / "store"), "--allow-service") as server:
        assert server.query(asked).status == 502
        assert "BasicFederatedQuery" in server.get("/sparql", Accept="text/turtle").text
