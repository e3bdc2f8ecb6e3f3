"""``quanze query``: ask the graph in SPARQL."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.asking import query as asking
from kg.asking import questions
from kg.doors import console
from kg.doors.files import fresh_file
from kg.doors.graph import open_graph
from kg.errors import Problem


class Form(StrEnum):
    """The forms an answer is written in."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"
    NT = "nt"
    RDFXML = "rdfxml"


def query(
    question: Annotated[str, typer.Argument(help="A .rq file, - for stdin, or the name of a bundled question.")] = "",
    listed: Annotated[bool, typer.Option("--list", help="List the bundled questions.")] = False,
    param: Annotated[list[str] | None, typer.Option(help="A parameter of the question, as name=value.")] = None,
    form: Annotated[
        Form | None, typer.Option("--output-format", help="Rows: table; graphs: turtle, unless said otherwise.")
    ] = None,
    text: Annotated[bool, typer.Option("--text", help="Print the SPARQL with its parameters filled in.")] = False,
    graph: Annotated[Path, typer.Option("-g", "--graph", help="The folder a build wrote.")] = Path("exports"),
    output: Annotated[str, typer.Option("-o", "--output", help="The file to write; - is stdout.")] = "-",
) -> None:
    """用 SPARQL 提问: ask a question; the prefixes of the project are known.

    Examples: quanze query --list · quanze query large-fines --param amount=100000 · quanze query my.rq
    --output-format csv
    """
    if listed:
        console.table(("名称", "问题", "参数"), [(one.name, one.title, _params(one)) for one in questions.bundled()])
        return
    asked = _question(question)
    bound = questions.bind(asked, _values(param or []))
    if text:
        console.out(bound.rstrip("\n") + "\n")
        return
    opened = open_graph(graph)
    _show(asking.run(opened.store, bound, opened.prefixes), form, output)


def _question(name: str) -> questions.Question:
    if not name:
        raise Problem(
            "", "请给出查询: 文件、- 或名称(--list 列出)", "say what to ask: a file, - or a name (see --list)"
        )
    if name == "-":
        return questions.decoded(sys.stdin.buffer.read(), "stdin")
    path = Path(name)
    return questions.read(path) if path.suffix in {".rq", ".sparql"} or path.is_file() else questions.find(name)


def _params(question: questions.Question) -> str:
    return " ".join(f"{param.name}={param.default}" for param in question.params)


def _values(given: list[str]) -> dict[str, str]:
    pairs = [one.partition("=") for one in given]
    for name, equals, _ in pairs:
        if not equals:
            raise Problem(f"--param {name}", "参数应写成 名称=值", "a parameter is written name=value")
    return {name.strip(): value for name, _, value in pairs}


def _show(answer: asking.Answer, form: Form | None, output: str) -> None:
    form = form or (Form.TURTLE if answer.kind == "graph" else Form.TABLE)
    if form is not Form.TABLE:
        content = answer.serialized(form).decode()
    elif output != "-":
        raise Problem("--output-format", "写文件请选 csv tsv json xml turtle 之一", "a file needs a form: csv, json …")
    else:
        rows = [[asking.short(term, answer.prefixes) for term in terms] for terms in answer.terms()]
        console.table(answer.columns, rows)
        console.say(f"{len(rows)} 行")
        return
    if output == "-":
        console.out(content)
    else:
        with fresh_file(Path(output)) as file:
            file.write(content)
