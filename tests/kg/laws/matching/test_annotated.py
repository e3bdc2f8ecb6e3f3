"""A copy of a store with the articles it cites: asked like any other, gone afterwards, the folder left alone."""

import gzip
import hashlib

import pytest
from typer.testing import CliRunner

import kg
from kg.builds import writing
from kg.builds.statutes import add_articles, article_lines
from kg.cli.main import app
from kg.errors import Problem
from kg.graph.store import fill, quad_lines, read_only, writable
from kg.graph.terms import BASE
from kg.laws.library import Library
from kg.laws.matching.annotated import annotated
from kg.laws.matching.beside_graph import graph_of, stored
from tests.building import build
from tests.kg.laws.conftest import LATER, TODAY

LIST = """序号\t事项名称\t权力类型\t行使主体\t实施依据
1\t擅离灯塔的处罚\t行政处罚\t某市航标局\t《中华人民共和国灯塔法》第四条 看守人擅离灯塔的，处二千元罚款。
2\t灯具检查\t行政检查\t某市航标局\t《中华人民共和国灯塔法》第七条
"""
QUESTION = "SELECT ?text WHERE { ?provision eli:is_realized_by/rdf:value ?text ; eli:id_local 'art_7' }"


@pytest.fixture
def out(tmp_path):
    path = tmp_path / "清单.txt"
    path.write_text(LIST, encoding="utf-8")
    return build([path], tmp_path / "exports").out


def fingerprints(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


def quanze(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


def test_the_copy_has_the_articles_and_the_folder_does_not(out, place):
    before = quad_lines(read_only(out / "store"))
    with annotated(out / "store", place, TODAY) as copy:
        assert LATER[7] in {one.wording.text for one in stored(read_only(copy)) if one.wording}
        assert {line for line in quad_lines(read_only(copy)) if not line.endswith(f"{graph_of()} .\n".encode())} == set(
            before
        )
    assert not copy.exists()
    assert quad_lines(read_only(out / "store")) == before


def test_a_query_has_the_articles_of_the_day(out, place):
    with_library = quanze("query", "-", "-g", out, "--library", place, "--as-of", TODAY, "--output-format", "csv")
    assert quanze("query", "--list").exit_code == 0
    assert with_library.exit_code == 2  # nothing on standard input is no query
    question = out.parent / "q.rq"
    question.write_text(QUESTION, encoding="utf-8")
    answer = quanze("query", question, "-g", out, "--library", place, "--as-of", TODAY, "--output-format", "csv")
    assert LATER[7] in answer.stdout
    older = quanze("query", question, "-g", out, "--library", place, "--as-of", "2015-01-01", "--output-format", "csv")
    assert older.exit_code == 0
    assert LATER[7] not in older.stdout
    assert LATER[7] not in quanze("query", question, "-g", out, "--output-format", "csv").stdout


def test_a_page_has_the_articles_and_the_folder_does_not(out, place, tmp_path):
    before = fingerprints(out)
    page = tmp_path / "对照.html"
    made = quanze("view", "-g", out, "--library", place, "--as-of", TODAY, "-o", page)
    assert made.exit_code == 0, made.output
    assert LATER[7] in page.read_text(encoding="utf-8")
    older = quanze("view", "-g", out, "--library", place, "--as-of", "2015-01-01", "-o", "-")
    assert (older.exit_code, LATER[7] in older.stdout) == (0, False)
    part = quanze("view", "-g", out, "--library", place, "--as-of", TODAY, "--focus", "灯具检查", "-o", "-")
    assert (part.exit_code, LATER[7] in part.stdout) == (0, True)
    unnamed = quanze("view", "-g", out, "--library", place)
    assert (unnamed.exit_code, "-o" in unnamed.stderr) == (2, True)
    assert quanze("view", "-g", out, "--library", tmp_path / "none", "-o", page).exit_code == 2
    assert fingerprints(out) == before


def test_a_part_of_the_graph_has_its_articles(out, place):
    """Options for parts of a graph and the library go together: counts are of the part, texts those of its citations."""
    question = out.parent / "part.rq"
    question.write_text(
        "SELECT (COUNT(DISTINCT ?item) AS ?items) (COUNT(DISTINCT ?text) AS ?texts) WHERE { ?item a qz:PowerItem ;"
        " ^qz:inItem/^dct:isPartOf/oa:hasBody/eli:is_realized_by/rdf:value ?text }",
        encoding="utf-8",
    )

    def counts(*chosen):
        options = ("--library", place, "--as-of", TODAY, "--output-format", "csv")
        answer = quanze("query", question, "-g", out, *options, *chosen)
        assert answer.exit_code == 0, answer.output
        return answer.stdout.split()[1]

    assert counts() == "2,2"
    assert counts("--type", "行政检查") == "1,1"
    assert counts("--body", "某市航标局") == "2,2"
    assert counts("--in-list", "清单") == "2,2"


def test_frames_have_the_words(out, place):
    graph = kg.open(out, library=place, as_of=TODAY)
    words = dict(zip(graph.provisions["路径"], graph.provisions["条文"], strict=True))
    assert words["art_7"] == LATER[7]
    assert list(graph.quotes["比对结果"]) == ["未引条文", "不是该条的内容"] or set(graph.quotes["路径"]) == {
        "art_4",
        "art_7",
    }
    assert "条文" not in kg.open(out).provisions.columns


def test_a_build_has_statutes_only_where_asked(tmp_path, out, place):
    path = out.parent / "清单.txt"
    asked = quanze("build", path, "-o", tmp_path / "asked", "--library", place, "--with-statutes", "-q")
    checked = quanze("build", path, "-o", tmp_path / "checked", "--library", place, "-q")
    assert (asked.exit_code, checked.exit_code) == (0, 0)
    assert LATER[7] in (tmp_path / "asked" / "graph.nq").read_text(encoding="utf-8")
    for file in (tmp_path / "checked").iterdir():
        assert not file.is_file() or LATER[7].encode() not in file.read_bytes(), file
    assert "LW" in (tmp_path / "checked" / "findings.jsonl").read_text(encoding="utf-8")
    again = quanze("build", path, "-o", tmp_path / "again", "--library", place, "--with-statutes", "-q")
    assert again.exit_code == 0
    assert fingerprints(tmp_path / "again") == fingerprints(tmp_path / "asked")


def test_a_large_graph_gets_its_articles_line_by_line(tmp_path, out, place):
    """A graph whose lines passed already: the same lines come out as where they are held."""
    held, path = quad_lines(read_only(out / "store")), tmp_path / "graph.nq"
    passed = writable()
    fill(passed, held)
    path.write_bytes(b"".join(held))
    with Library(place) as library:
        expected = sorted([*held, *article_lines(passed, library, TODAY, BASE)])
        add_articles(tmp_path, passed, library, TODAY, BASE)
    assert path.read_bytes() == b"".join(expected)
    assert quad_lines(passed) == expected
    assert len(expected) > len(held)


@pytest.mark.parametrize("most", [0, 250_000])
def test_statutes_are_in_a_small_build_and_in_a_large_one(tmp_path, out, place, monkeypatch, most):
    monkeypatch.setattr(writing, "SMALL", most)
    made = build([out.parent / "清单.txt"], tmp_path / "made", library=place, statutes=True).out
    written = made / "graph.nq"
    content = written.read_bytes() if written.exists() else gzip.decompress((made / "graph.nq.gz").read_bytes())
    quads = content.splitlines(keepends=True)
    assert quads == sorted(set(quads))
    assert quads == quad_lines(read_only(made / "store"))
    assert stored(read_only(made / "store"))


def test_statutes_need_a_library(out, tmp_path):
    answer = quanze("build", out.parent / "清单.txt", "-o", tmp_path / "x", "--with-statutes")
    assert (answer.exit_code, len(answer.stderr.strip().splitlines())) == (2, 1)
    with pytest.raises(Problem), annotated(out / "store", tmp_path / "none", TODAY):
        pass
