"""An answer in every form, and what people type to get it."""

import csv
import io
import json
import re

import openpyxl
import pytest
from pyoxigraph import Store
from typer.testing import CliRunner

from kg.asking import query, questions
from kg.cli.main import app
from kg.errors import Problem
from kg.output import results
from kg.output.results import ResultFormat, chosen

NASTY = """# title: 难写的值 <b>
# question: 写得进去吗?
# param: word string "</script>" 一个词
SELECT ?code ?formula ?words ?n ?iri WHERE {
  VALUES (?code ?formula ?words ?n ?iri) {
    ("0116203004382601061" "=1+1" "甲<b>乙\\u0007\\n丙" 12 law:劳动法)
    ("1-2" "@SUM(A1)" $word UNDEF UNDEF)
  }
}"""


def quanze(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


def asked(form):
    question = questions.parse(NASTY)
    bound = questions.bind(question, {})
    return results.written(query.run(Store(), bound), form, question, {}, bound)


def test_a_workbook_keeps_codes_as_text_and_formulas_as_words():
    book = openpyxl.load_workbook(io.BytesIO(asked(ResultFormat.XLSX)))
    header, first, second = book["结果"].iter_rows(values_only=True)
    assert header == ("code", "formula", "words", "n", "iri")
    assert first[:2] == ("0116203004382601061", "=1+1")
    assert (first[3], first[4]) == (12, "https://w3id.org/quanze/id/law/劳动法")
    assert second[:2] == ("1-2", "@SUM(A1)")
    assert {cell.data_type for cell in book["结果"]["B"]} == {"s"}
    assert "VALUES" in "\n".join(row[0] or "" for row in book["查询"].iter_rows(values_only=True))


def test_csv_for_spreadsheets_is_marked_and_neutral():
    content = asked(ResultFormat.CSV_BOM)
    assert content.startswith(b"\xef\xbb\xbf")
    first, second = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]
    assert first[:2] == ["'0116203004382601061", "'=1+1"]
    assert second[:2] == ["'1-2", "'@SUM(A1)"]


def test_a_page_is_whole_and_escapes_what_it_shows():
    page = asked(ResultFormat.HTML).decode()
    assert "<h1>难写的值 &lt;b&gt;</h1>" in page
    assert "甲&lt;b&gt;乙" in page
    assert page.count("</script>") == 1
    assert "law:劳动法" in page
    assert not re.search(r"(?:src|href|url|import)\s*[=(]\s*[\"']?https?:", page)
    assert '<td class="number">12</td>' in page


ENDINGS = [
    ("a.xlsx", ResultFormat.XLSX),
    ("a.CSV", ResultFormat.CSV),
    ("a.html", ResultFormat.HTML),
    ("a.ttl", ResultFormat.TURTLE),
    ("-", ResultFormat.TABLE),
]


@pytest.mark.parametrize(("name", "form"), ENDINGS)
def test_the_ending_of_a_file_says_its_form(name, form, tmp_path):
    path = tmp_path / name if name != "-" else tmp_path.__class__("-")
    assert chosen(None, path, "rows") is form
    assert chosen(ResultFormat.JSON, path, "rows") is ResultFormat.JSON


def test_a_table_is_for_the_screen(tmp_path):
    with pytest.raises(Problem, match="xlsx"):
        chosen(None, tmp_path / "answer", "rows")


@pytest.mark.parametrize("name", ["answer.xlsx", "answer.html", "answer.tsv", "answer.json"])
def test_an_answer_goes_to_a_file(name, exports, tmp_path):
    said = quanze("query", "unit-workload", "-g", exports, "-o", tmp_path / name)
    assert (said.exit_code, said.stdout) == (0, "")
    assert (tmp_path / name).stat().st_size > 1000
    assert [path.name for path in tmp_path.iterdir()] == [name]


WAYS = [
    ("劳动合同法", "第八十四条"),
    ("《中华人民共和国劳动合同法》", "84条"),
    ("中华人民共和国劳动合同法", "８４"),
    ("《劳动合同法》", "art_84"),
]


@pytest.mark.parametrize(("document", "article"), WAYS)
def test_a_provision_is_found_however_it_is_typed(document, article, exports):
    said = quanze(
        "query", "items-of-document", "-g", exports, "--param", f"document={document}", "--param", f"article={article}",
        "--output-format", "json",
    )  # fmt: skip
    (row,) = json.loads(said.stdout)["results"]["bindings"]
    assert row["条款"]["value"] == "《中华人民共和国劳动合同法》第八十四条"
    assert row["编码"]["value"] == "11620300438260106W3620214001000"


def test_show_prints_the_text_with_its_parameters():
    said = quanze("query", "--show", "repeal-impact", "--param", "document=劳动法")
    assert "# param: document" in said.stdout
    assert "law/中华人民共和国劳动法>" in said.stdout


def test_the_list_names_every_question_with_its_parameters():
    said = quanze("query", "--list").stdout
    for question in questions.bundled():
        assert question.name in said
        assert question.title in said
        assert all(f"{param.name}={param.default}" in said for param in question.params)
