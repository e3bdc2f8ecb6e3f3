"""A graph in a real SPARQL server: loaded in chunks, resumed, and the same answers from it as from the store."""

import hashlib
import subprocess
import sys
from collections import Counter

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

import kg
from kg.asking.questions import bundled
from kg.asking.stats import stats
from kg.errors import Problem
from kg.graph.endpoint.address import address
from kg.graph.endpoint.loading import load
from kg.graph.endpoint.record import PROGRESS, RECORD, recorded
from kg.graph.endpoint.remote_store import remote_store
from kg.graph.terms import BASE
from kg.progress import quiet
from tests.endpoints import between, oxigraph, oxigraph_binary

pytestmark = pytest.mark.skipif(not oxigraph_binary(), reason="the server of the package oxigraph is not installed")


def load_into(url, folder, **options):
    return load(folder / "graph.nq", address(url), BASE, quiet, **options)


@pytest.fixture(scope="module")
def server(exports):
    with oxigraph() as url:
        load_into(url, exports)
        yield url


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setattr("kg.resources.cache", lambda: tmp_path / "cache")


def loaded_lines(url):
    """What a server holds as N-Quads lines, without what is said of the loading."""
    store = remote_store(address(url))
    quads = list(store.quads_for_pattern(None, None, None))
    return Counter(str(quad) for quad in quads if quad.graph_name not in {RECORD, PROGRESS})


def in_store(folder):
    return Counter(str(quad) for quad in Store.read_only(str(folder / "store")))


def test_the_server_holds_what_the_store_holds(server, exports):
    assert loaded_lines(server) == in_store(exports)


def rows(one, question):
    """The rows of a question, whatever their order and that of words that GROUP_CONCAT joins."""
    found = one.query(question)
    return Counter(tuple((name, tuple(sorted(str(value).split()))) for name, value in row.items()) for row in found)


@pytest.mark.parametrize("question", bundled(), ids=lambda one: one.name)
def test_every_question_has_the_same_answer(server, graph, question):
    remote = kg.open(server)
    assert rows(remote, question.name) == rows(graph, question.name)


def test_counts_and_search_are_the_same(server, graph):
    remote = kg.open(server)
    assert stats(remote.store, remote.prefixes) == stats(graph.store, graph.prefixes)
    for words in ("劳动法39", "jycjf40", "扣押", "law:中华人民共和国劳动法"):
        assert remote.search(words) == graph.search(words), words


def test_names_are_asked_for_once(server, monkeypatch):
    kg.open(server).search("劳动法")
    monkeypatch.setattr("kg.asking.lookup.search_index.index", None)
    assert kg.open(server).search("劳动法39")


def test_a_document_is_meant_as_in_a_folder(server, graph):
    asked = {"document": "劳动合同法", "article": "84条"}
    remote = kg.open(server).query("items-of-document", **asked)
    assert Counter(map(str, remote)) == Counter(map(str, graph.query("items-of-document", **asked)))
    assert remote


def test_tables_networks_and_pictures_come_from_the_server(server, graph):
    remote = kg.open(server)
    assert len(remote.items) == len(graph.items)
    assert set(remote.network("items").edges) == set(graph.network("items").edges)
    assert remote.view("劳动法39")._repr_mimebundle_()
    assert server in remote._repr_html_()


def test_graphs_come_back_as_graphs(server, graph):
    query = "CONSTRUCT { ?x rdfs:label ?y } WHERE { ?x a qz:PowerItem ; rdfs:label ?y }"
    assert kg.open(server).query(query) == graph.query(query)
    assert kg.open(server).query("ASK { ?x a qz:PowerItem }") == [{"answer": True}]


def test_patterns_are_as_in_the_store(server, exports):
    local, remote = Store.read_only(str(exports / "store")), remote_store(address(server))
    named = next(iter(local.named_graphs()))
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    for pattern in ((None, kind, None, None), (None, kind, None, named), (None, kind, None, DefaultGraph())):
        every = [quad for quad in remote.quads_for_pattern(*pattern) if quad.graph_name not in {RECORD, PROGRESS}]
        assert Counter(map(str, every)) == Counter(map(str, local.quads_for_pattern(*pattern)))


def test_a_graph_that_is_there_is_not_loaded_again(server, exports):
    with between(server, lambda method, path, _: method != "POST" or "/store" in path) as way:
        lines = (exports / "graph.nq").read_bytes().count(b"\n")
        loaded = load_into(way, exports)
        assert (loaded.lines, loaded.before) == (lines, lines)


def small_graph(folder, words):
    folder.mkdir()
    lines = sorted(
        f'<{BASE}id/power/{word}{number}> <http://www.w3.org/2000/01/rdf-schema#label> "{word}" <{BASE}id/{graph}> .\n'
        for word in words
        for number in range(40)
        for graph in ("list/甲", "list/乙", "shared")
        if number % 3 or graph != "shared"
    )
    (folder / "graph.nq").write_text("".join(lines), encoding="utf-8")
    return folder


def expected(folder):
    """The quads that must be there, worked out with sets: each named graph but the shared, and the merge of all."""
    store = Store()
    store.load(path=str(folder / "graph.nq"), format=RdfFormat.N_QUADS)
    merge = {(quad.subject, quad.predicate, quad.object) for quad in store}
    named = [str(quad) for quad in store if not quad.graph_name.value.endswith("/shared")]
    return len(merge), Counter(named)


def assert_whole(url, folder):
    merge, named = expected(folder)
    found = loaded_lines(url)
    assert sum(1 for line in found if line.count("<https") == 1 or not line.endswith(">")) == merge
    assert Counter({line: n for line, n in found.items() if line.endswith(">")}) == named
    assert recorded(remote_store(address(url)), PROGRESS) is None


@pytest.mark.parametrize("chunk", [1, 7, 1000])
def test_chunks_of_any_size_make_the_same_graph(tmp_path, chunk):
    folder = small_graph(tmp_path / "built", "甲乙" if chunk > 1 else "甲")
    with oxigraph() as url:
        load_into(url, folder, chunk=chunk)
        assert_whole(url, folder)


@pytest.mark.parametrize("broken_at", [5, 9, 14, 23])
def test_what_broke_off_is_not_asked_and_goes_on_where_it_stopped(tmp_path, broken_at):
    folder = small_graph(tmp_path / "built", "甲乙丙")
    posts = []
    with oxigraph() as url:
        with between(url, lambda *request: request[2] >= broken_at) as way, pytest.raises(Problem, match="中途断开"):
            load_into(way, folder, chunk=20)
        if broken_at > 6:  # the first requests only look what is there
            with pytest.raises(Problem, match="没有装载完"):
                kg.open(url)
        with between(url, lambda method, path, _: method == "POST" and posts.append(path)) as way:
            loaded = load_into(way, folder, chunk=20)
        assert loaded.before == (loaded.before // 20) * 20
        assert len([path for path in posts if path == "/store?default"]) == -(-(loaded.lines - loaded.before) // 20)
        assert_whole(url, folder)


def test_another_graph_takes_the_place_of_the_first(tmp_path):
    first, second = small_graph(tmp_path / "a", "甲乙"), small_graph(tmp_path / "b", "丙")
    with oxigraph() as url:
        load_into(url, first)
        load_into(url, second)
        assert_whole(url, second)


def test_a_broken_loading_of_another_graph_leaves_nothing(tmp_path):
    first, second = small_graph(tmp_path / "a", "甲乙"), small_graph(tmp_path / "b", "丙")
    with oxigraph() as url:
        with between(url, lambda *request: request[2] >= 12) as way, pytest.raises(Problem):
            load_into(way, first, chunk=20)
        load_into(url, second)
        assert_whole(url, second)


def test_data_of_others_is_left_alone_unless_asked(tmp_path):
    folder = small_graph(tmp_path / "a", "甲")
    with oxigraph() as url:
        foreign = remote_store(address(url)).connection
        triple = b"<http://example.org/a> <http://example.org/b> <http://example.org/c> .\n"
        foreign.post(f"{url}/store?default", triple, "application/n-triples")
        foreign.post(f"{url}/store?graph=http://example.org/g", triple, "application/n-triples")
        with pytest.raises(Problem, match="已有其他数据"):
            load_into(url, folder)
        assert sum(loaded_lines(url).values()) == 2
        load_into(url, folder, anew=True)
        kept = [line for line in loaded_lines(url) if "example.org" in line]
        assert len(kept) == 1
        assert kept[0].endswith("<http://example.org/g>")


def test_lists_in_named_graphs_only_are_no_empty_answer(exports):
    with oxigraph() as url:
        foreign = remote_store(address(url)).connection
        foreign.post(f"{url}/store", (exports / "graph.nq").read_bytes(), "application/n-quads")
        with pytest.raises(Problem, match="默认图为空"):
            kg.open(url)


def test_a_server_that_loses_triples_is_found_out(tmp_path):
    """It says yes to every request and forgets one of them."""
    folder = small_graph(tmp_path / "a", "甲乙")
    forgotten = []

    def forget(method, path, _):
        if method == "POST" and "graph=" in path and not forgotten:
            forgotten.append(path)
            return True
        return False

    with oxigraph() as url, between(url, forget, quietly=True) as way:
        with pytest.raises(Problem, match="核对不符"):
            load_into(way, folder)
        with pytest.raises(Problem, match="没有装载完"):
            kg.open(url)


def test_a_read_only_server_is_named(exports, tmp_path):
    Store(str(tmp_path / "db")).flush()
    with oxigraph("--location", str(tmp_path / "db"), read_only=True) as url, pytest.raises(Problem, match="只读"):
        load_into(url, exports)


def run(*words):
    done = subprocess.run([sys.executable, "-m", "kg.cli", *words], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_the_commands(small, tmp_path):
    with oxigraph() as url:
        status, _, said = run("build", str(small), "-o", str(tmp_path / "out"), "--endpoint", url)
        assert status == 0, said
        assert f"装载到 {url}" in said
        status, told, _ = run("query", "SELECT (COUNT(*) AS ?n) { ?x a qz:PowerItem }", "--endpoint", url)
        assert status == 2  # no file and no name of a question
        asked = tmp_path / "q.rq"
        asked.write_text("SELECT (COUNT(*) AS ?n) { ?x a qz:PowerItem }", encoding="utf-8")
        status, told, _ = run("query", str(asked), "--endpoint", url, "--output-format", "csv")
        assert (status, told.split()) == (0, ["n", "2"])
        local = run("stats", "-g", str(tmp_path / "out"), "--output-format", "json")
        assert run("stats", "--endpoint", url, "--output-format", "json")[:2] == local[:2]
        assert "劳动合同法" in run("search", "劳动合同法84", "--endpoint", url)[1]
        status, _, said = run("export", "--endpoint", url, "-g", str(tmp_path / "out"))
        assert status == 0
        assert "先前已装载" in said
        assert run("export", "--endpoint", url, "-g", str(tmp_path / "none"))[0] == 2


def test_the_file_that_is_loaded_is_the_one_of_the_record(server, exports):
    digest = hashlib.sha256((exports / "graph.nq").read_bytes()).hexdigest()
    assert recorded(remote_store(address(server)), RECORD).sha256 == digest
