"""The tools as an assistant has them: the SDK's own client, over standard input and output of `quanze mcp`."""

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest
from mcp import StdioServerParameters
from mcp.client.client import Client
from mcp.client.stdio import stdio_client

from tests.building import build
from tests.serving import ROOT, RUNAWAY

BODY = "云岭市人力资源和社会保障局"
FINE = "以每人五百元以上二千元以下的标准处以罚款"
BASIS = f"《中华人民共和国劳动合同法》第八十四条 用人单位违反本法规定扣押劳动者身份证等证件的，{FINE}。"
ROWS = (
    ("对扣押证件的处罚", "行政处罚", BASIS),
    ("对介绍童工的处罚", "行政处罚", "《禁止使用童工规定》第七条 处5000元以上3万元以下的罚款。"),
    ("劳务派遣许可", "行政许可", "《中华人民共和国劳动合同法》第五十七条 应当向劳动行政部门依法申请行政许可。"),
    *((f"第{number}项服务", "行政确认", "《中华人民共和国社会保险法》第八条") for number in range(30)),
)
TOOLS = {"search", "describe", "who_stands_on", "repeal_impact", "fines", "question", "sparql"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("mcp") / "云岭市清单.txt"
    lines = ["序号\t事项名称\t权力类型\t行使主体\t承办机构\t实施依据"]
    lines += [f"{n}\t{name}\t{kind}\t{BODY}\t监察科\t{basis}" for n, (name, kind, basis) in enumerate(ROWS, 1)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return build((path,), path.parent / "exports").out


class Session:
    """What was answered, in the order of the calls: a value, or the words of an error."""

    def __init__(self, folder, *options):
        self._command = StdioServerParameters(
            command=sys.executable,
            args=["-m", "kg.cli", "mcp", "-g", str(folder), *options],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
        )

    def calls(self, *asked):
        return asyncio.run(self._calls(asked))

    def tools(self):
        async def listed():
            async with Client(stdio_client(self._command)) as client:
                return (await client.list_tools()).tools

        return asyncio.run(listed())

    async def _calls(self, asked):
        async with Client(stdio_client(self._command)) as client:
            answers = [await client.call_tool(name, arguments) for name, arguments in asked]
        return [one.content[0].text if one.is_error else one.structured_content for one in answers]


@pytest.fixture(scope="module")
def session(folder):
    return Session(folder)


def test_the_tools_are_there_and_say_that_they_only_read(session):
    tools = {tool.name: tool for tool in session.tools()}
    assert tools.keys() == TOOLS
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
        assert not tool.description.isascii()
        described = tool.input_schema["properties"].values()
        assert all(not parameter["description"].isascii() for parameter in described)


def test_answers_carry_identifiers_and_the_printed_words_with_their_place(session):
    standing, fines, impact, search = session.calls(
        ("who_stands_on", {"document": "劳动合同法", "article": "84条"}),
        ("fines", {"amount": "2万元"}),
        ("repeal_impact", {"document": "禁止使用童工规定"}),
        ("search", {"words": "劳动合同法57"}),
    )
    (row,) = standing["rows"]
    assert row["事项"] == "对扣押证件的处罚"
    assert row["承办机构"] == "监察科"
    article = standing["things"][row["条款标识"]]
    assert article["name"] == "《中华人民共和国劳动合同法》第八十四条"
    for place in article["printed"]:
        assert BASIS[place["start"] : place["end"]] == place["words"]
        assert place["column"] == "实施依据"
        (entry,) = place["in"]
        assert (entry["name"], entry["line"], entry["row"]) == ("对扣押证件的处罚", 2, 1)
        assert entry["file"] == "云岭市清单"
    assert FINE in [place["words"] for place in article["printed"]]

    (fine,) = fines["rows"]
    assert (fine["下限"], fine["上限"], fine["单位"]) == (5000, 30000, "元")
    (place,) = fines["things"][fine["标识"]]["printed"]
    assert ROWS[1][2][place["start"] : place["end"]] == place["words"] == fine["原文"]
    assert fines["things"][fine["事项标识"]]["line"] == 3

    assert [one["影响"] for one in impact["rows"]] == ["失去唯一依据"]
    assert search["rows"][0]["iri"].endswith("中华人民共和国劳动合同法/art_57")


def test_a_thing_is_described_by_name_and_by_identifier_alike(session):
    by_name, missing, ambiguous = session.calls(
        ("describe", {"thing": "劳务派遣许可"}), ("describe", {"thing": "天书"}), ("describe", {"thing": "项服务"})
    )
    (by_iri,) = session.calls(("describe", {"thing": by_name["iri"]}))
    assert by_iri == by_name
    labels = {said["label"]: said["values"] for said in by_name["stated"].values()}
    assert labels["名称"] == ["劳务派遣许可"]
    assert by_name["things"][labels["依据文件"][0]]["name"] == "中华人民共和国劳动合同法"
    cells = [by_name["things"][cell]["text"] for cell in labels["单元格"]]
    assert ROWS[2][2] in cells
    assert "没有此名称" in missing
    assert "30项符合" in ambiguous


def test_questions_are_listed_with_their_parameters_and_asked_by_name(session):
    listed, asked, unknown, wrong, misnamed = session.calls(
        ("question", {}),
        ("question", {"name": "items-of-unit", "parameters": {"unit": "监察", "type": "行政许可"}}),
        ("question", {"name": "nothing-of-the-kind"}),
        ("question", {"name": "large-fines", "parameters": {"amount": "许多"}}),
        ("question", {"name": "large-fines", "parameters": {"sum": 5}}),
    )
    by_name = {one["name"]: one for one in listed["questions"]}
    (amount,) = by_name["large-fines"]["parameters"]
    assert (amount["name"], amount["type"], amount["default"]) == ("amount", "decimal", "50000")
    assert [row["事项"] for row in asked["rows"]] == ["劳务派遣许可"]
    assert asked["parameters"] == {"unit": "监察", "type": "行政许可"}
    assert "nothing-of-the-kind" in unknown
    assert "应填数字" in wrong
    assert "amount" in misnamed


def test_sparql_of_every_form_and_columns_in_the_order_of_the_query(session):
    count, yes, graph, star = session.calls(
        ("sparql", {"query": "SELECT (COUNT(?item) AS ?n) { ?item a qz:PowerItem }"}),
        ("sparql", {"query": "ASK { ?item a qz:PowerItem }"}),
        ("sparql", {"query": "CONSTRUCT { ?item rdfs:label ?name } { ?item a qz:PowerItem ; rdfs:label ?name }"}),
        ("sparql", {"query": "SELECT * { ?z a qz:PowerItem ; rdfs:label ?a } LIMIT 1"}),
    )
    assert count["rows"] == [{"n": len(ROWS)}]
    assert yes["rows"] == [{"answer": True}]
    assert {row["object"] for row in graph["rows"]} == {name for name, *_ in ROWS}
    assert graph["columns"] == ["subject", "predicate", "object"]
    assert star["columns"] == ["z", "a"]


def test_what_the_endpoint_refuses_is_refused(session):
    answers = session.calls(
        ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}),
        ("sparql", {"query": "SELECT * { BIND(1<?b)SERVICE<http://127.0.0.1:9/>{?s ?p ?o} }"}),
        ("sparql", {"query": "INSERT DATA { <a:b> <a:c> 1 }"}),
        ("sparql", {"query": "LOAD <http://127.0.0.1:9/>"}),
        ("sparql", {"query": "ASK { FILTER(" + "(" * 3_000_000 + "1" + ")" * 3_000_000 + ") }"}),
        ("sparql", {"query": "ASK { " + "?a ?b ?c . " * 3_000 + "}"}),
        ("sparql", {"query": "SELECT ?x { VALUES ?x { 1"}),
        ("sparql", {"query": "ASK {} # " + "x" * (1 << 20)}),
        ("sparql", {"query": 'SELECT ("https://[" AS ?x) ("http://a b<c" AS ?y) {}'}),
    )
    assert all(isinstance(answer, str) for answer in answers[:-1])
    assert "不允许 SERVICE" in answers[0]
    assert "--allow" not in answers[0]
    assert "只能查询" in answers[2]
    assert "词项" in answers[5]
    assert answers[-1]["rows"] == [{"x": "https://[", "y": "http://a b<c"}]  # and no thing is made of them


def test_time_and_size_have_their_own_limits(folder):
    session = Session(folder, "--timeout", "4", "--max-rows", "7", "--max-characters", "4000")
    runaway, few, cut, fat, after = session.calls(
        ("sparql", {"query": RUNAWAY}),
        ("sparql", {"query": "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o", "limit": 500}),
        ("question", {"name": "items-of-unit", "parameters": {"unit": "监察"}, "limit": 33}),
        ("sparql", {"query": "SELECT (GROUP_CONCAT(STR(?s)) AS ?all) { ?s ?p ?o }"}),
        ("sparql", {"query": "SELECT ?s { ?s ?p ?o } LIMIT 11", "limit": 2}),
    )
    assert "超过4秒" in runaway
    assert "行" in few or few["shown"] <= 7  # a graph of more than ten thousand rows is refused, a smaller one cut
    assert cut["total"] == len(ROWS)
    assert cut["shown"] == len(cut["rows"]) <= 7
    assert f"共{len(ROWS)}行" in cut["note"]
    assert len(json.dumps(cut, ensure_ascii=False)) <= 4000
    assert "4000字符" in fat
    assert (after["total"], after["shown"]) == (11, 2)


def test_a_folder_without_a_graph_is_said_in_one_line(tmp_path):
    from tests.kg.cli.test_cli import shell

    result = shell("mcp", "-g", str(tmp_path / "nothing"))
    assert result.returncode == 2
    assert "quanze build" in result.stderr.decode()
    assert not result.stdout
    assert Path(tmp_path / "nothing").exists() is False
