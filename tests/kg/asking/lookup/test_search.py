"""What people type finds what they mean."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from kg.asking.lookup.pinyin import initials
from kg.asking.lookup.search import CELL, FILE, opened
from kg.asking.lookup.search_index import index, write_index
from kg.asking.resolve import resolve
from kg.cli.main import app
from kg.errors import Problem
from kg.graph import kinds
from kg.graph.terms import PREFIXES

PROMOTION = "《中华人民共和国就业促进法》第四十条"
FIRST = [
    # an article, however it is typed
    ("就业促进法40", "provision", PROMOTION),
    ("就业促进法第四十条", "provision", PROMOTION),
    ("就业促进法 第40条", "provision", PROMOTION),
    ("《中华人民共和国就业促进法》第４０条", "provision", PROMOTION),
    ("就业促进法四十条", "provision", PROMOTION),
    ("jycjf40", "provision", PROMOTION),
    ("JYCJF 40", "provision", PROMOTION),
    ("劳动法39", "provision", "《中华人民共和国劳动法》第三十九条"),
    ("ldf39", "provision", "《中华人民共和国劳动法》第三十九条"),
    # an article that nothing in the graph cites: its document
    ("劳动法40", "document", "中华人民共和国劳动法"),
    # titles, short and long, initials
    ("劳动法", "document", "中华人民共和国劳动法"),
    ("《劳动合同法》", "document", "中华人民共和国劳动合同法"),
    ("ldhtf", "document", "中华人民共和国劳动合同法"),
    ("征缴暂行", "document", "社会保险费征缴暂行条例"),
    # numbers of documents, brackets and width of any kind
    ("国务院令第535号", "document", "中华人民共和国劳动合同法实施条例"),
    # codes, serials, telephones, offices, names
    ("11620300438260106W3620214001000", "item", "对用人单位扣押劳动者证件、以担保或其他名义向劳动者收取财物、"),
    ("１５７９", "item", "对用人单位扣押劳动者证件、"),
    ("7591916", "unit", None),
    ("监察支队", "unit", "市劳动保障监察支队"),
    ("押金", "item", "对职业中介机构扣押劳动者证件、向劳动者收取押金的处罚"),
    ("残疾人", "document", "残疾人就业条例"),
    # printed words that no name holds
    ("财务会计资料", "cell", None),
]


def search(file, words, kind="", limit=20):
    with opened(file) as found:
        return resolve(found, words, PREFIXES, kind=kind, limit=limit)


def lines_of(exports):
    return (exports / FILE).read_text(encoding="utf-8").splitlines()[1:]


def names(hits):
    return [hit.name for hit in hits]


@pytest.mark.parametrize(("words", "kind", "name"), FIRST)
def test_the_first_hit(words, kind, name, exports):
    first, *_ = search(exports / FILE, words)
    assert first.kind == kind
    assert first.name.startswith(name or "")


def test_an_article_number_alone_finds_every_article_of_that_number(exports):
    for words in ("第四十条", "40条", "四十条", "第４０条"):
        hits = search(exports / FILE, words, kind="条款")
        assert PROMOTION in names(hits)
        assert all("第四十条" in name for name in names(hits))


def test_numbers_level_out(exports):
    found = [
        names(search(exports / FILE, words)) for words in ("人社部发〔2014〕", "人社部发[2014]", "人社部发（２０１４）")
    ]
    assert len(found[0]) > 3
    assert found[0] == found[1] == found[2]


def test_words_apart_are_found_together(exports):
    first, *_ = search(exports / FILE, "劳动者 押金", kind="事项")
    assert first.name == "对职业中介机构扣押劳动者证件、向劳动者收取押金的处罚"


def test_printed_words_come_with_what_stands_round_them(exports):
    hits = search(exports / FILE, "第八十四条", kind="原文")
    assert hits
    assert all("第八十四条" in hit.quote for hit in hits)
    assert all(" · 实施依据" in hit.name for hit in hits[:2])


def test_more_used_documents_come_first(exports):
    uses = [hit.uses for hit in search(exports / FILE, "工伤", kind="document") if hit.name.startswith("工伤")]
    assert uses[0] == max(uses)


@pytest.mark.parametrize("kind", [*(kind.code for kind in kinds.searched()), CELL])
def test_every_kind_is_in_the_index(kind, exports):
    by_code, by_name = (search(exports / FILE, "人", kind=one, limit=3) for one in (kind, kinds.kind(kind).name))
    assert by_code == by_name
    assert {hit.kind for hit in by_code} <= {kind}
    assert any(line.startswith(f"{kind}\t") for line in lines_of(exports))


def test_a_limit_is_kept_and_the_best_stay(exports):
    every = search(exports / FILE, "就业", limit=1000)
    assert len(every) > 50
    assert search(exports / FILE, "就业", limit=7) == every[:7]


def test_names_come_before_printed_words_whatever_the_limit(exports):
    every = search(exports / FILE, "押金", limit=1000)
    kinds = [hit.kind == "cell" for hit in every]
    assert kinds == sorted(kinds)
    assert True in kinds
    assert search(exports / FILE, "押金", kind="cell", limit=1000) == [hit for hit in every if hit.kind == "cell"]


def test_the_first_line_says_where_cells_begin(exports):
    content = (exports / FILE).read_bytes()
    names, cells = content[: int(content[:15])], content[int(content[:15]) :]
    assert b"\ncell\t" not in names
    assert all(line.startswith(b"cell\t") for line in cells.splitlines())


@pytest.mark.parametrize("words", ["", "  ", "《》", "没有这样的词没有", "|", "\t"])
def test_nothing_is_found_for_nothing(words, exports):
    assert search(exports / FILE, words) == []


@given(st.text(max_size=20))
def test_no_words_crash_it(exports, words):
    assert len(search(exports / FILE, words, limit=5)) <= 5


def test_the_index_is_the_same_bytes_each_time(graph, exports):
    assert index(graph.store, graph.prefixes) == (exports / FILE).read_bytes()


def test_every_iri_of_the_index_is_in_the_graph(graph, exports):
    iris = [line.split("\t")[1] for line in lines_of(exports)]
    assert len(iris) == len(set(iris)) > 1000
    values = " ".join(f"<{iri}>" for iri in iris)
    asked = "SELECT (COUNT(DISTINCT ?x) AS ?n) { VALUES ?x { %s } ?x a ?class }" % values  # noqa: UP031
    assert graph.query(asked) == [{"n": len(iris)}]


def test_initials():
    assert initials("就业促进法") == "jycjf"
    assert initials("重庆市银行（试行）") == "cqsyhsx"
    assert initials("Abc 1") == "abc1"


def test_no_index_is_one_line(tmp_path):
    with pytest.raises(Problem, match="quanze build"):
        search(tmp_path / FILE, "劳动法")
    (tmp_path / FILE).write_bytes(b"")
    with pytest.raises(Problem, match="quanze build"):
        search(tmp_path / FILE, "劳动法")


def test_no_such_kind_names_those_there_are(exports):
    with pytest.raises(Problem, match="条款"):
        search(exports / FILE, "劳动法", kind="法官")


def test_the_graph_searches(graph):
    assert graph.search("就业促进法40")[0].name == PROMOTION
    assert graph.search("就业促进法40", kind="原文", limit=1)[0].kind == "cell"


def quanze(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


def test_the_command_shows_a_table(exports):
    said = quanze("search", "就业促进法40", "-g", exports)
    assert said.exit_code == 0
    assert PROMOTION in said.stdout
    assert "law:中华人民共和国就业促进法/art_40" in said.stdout
    assert "条" in said.stderr


def test_the_command_writes_for_programs_and_spreadsheets(exports):
    found = json.loads(quanze("search", "押金", "-g", exports, "--output-format", "json").stdout)
    assert found[0]["kind"] == "item"
    csv = quanze("search", "1579", "-g", exports, "--output-format", "csv").stdout_bytes
    assert csv.startswith(b"\xef\xbb\xbfkind,")
    tsv = quanze("search", "就业", "--limit", "3", "-g", exports, "--output-format", "tsv").stdout
    assert [line.count("\t") for line in tsv.splitlines()] == [csv.splitlines()[0].count(b",")] * 4


@pytest.mark.parametrize(
    "args", [[" "], ["劳动", "--kind", "法官"], ["劳动", "--limit", "0"], ["劳动", "-g", "nowhere"]]
)
def test_wrong_usage_is_status_2(args):
    said = quanze("search", *args)
    assert said.exit_code == 2
    assert said.stdout == ""


def test_the_file_that_is_written_is_the_index(graph, tmp_path):
    write_index(tmp_path / FILE, graph.store, graph.prefixes)
    assert (tmp_path / FILE).read_bytes() == index(graph.store, graph.prefixes)
