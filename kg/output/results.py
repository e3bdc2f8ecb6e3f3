"""An answer in the form it is wanted in, as bytes: for programs, for spreadsheets, for people."""

from __future__ import annotations

import io
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.asking.query import plain
from kg.errors import Problem, missing
from kg.output.csv_tables import table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.asking.query import Answer
    from kg.asking.questions import Question


class ResultFormat(StrEnum):
    """The forms an answer is written in; ``csv-bom`` is CSV for spreadsheets, which spoil the plain one."""

    TABLE = "table"
    CSV = "csv"
    CSV_BOM = "csv-bom"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    XLSX = "xlsx"
    HTML = "html"
    TURTLE = "turtle"
    NT = "nt"
    RDFXML = "rdfxml"
    JSONLD = "jsonld"


BY_ENDING: Mapping[str, ResultFormat] = {
    f".{form}": form for form in ResultFormat if form is not ResultFormat.TABLE
} | {
    ".ttl": ResultFormat.TURTLE,
    ".rdf": ResultFormat.RDFXML,
    ".htm": ResultFormat.HTML,
    ".srj": ResultFormat.JSON,
}


def chosen(form: ResultFormat | None, output: Path, kind: str) -> ResultFormat:
    """The form asked for, else the one the ending of the file says, else the usual one of such an answer.

    Raises Problem: a file whose ending says nothing; a table to a file.
    """
    if str(output) == "-":
        return form or (ResultFormat.TURTLE if kind == "graph" else ResultFormat.TABLE)
    result_format: ResultFormat = form or BY_ENDING.get(output.suffix.lower(), ResultFormat.TABLE)
    if result_format is ResultFormat.TABLE:
        raise Problem(
            "--output-format",
            "写入文件请用 --output-format 指定 csv、tsv、json、xlsx、html、xml 或者 turtle",
            "a file needs a form: csv, json …",
        )
    return result_format


def written(answer: Answer, form: ResultFormat, question: Question, given: Mapping[str, str], sparql: str) -> bytes:
    """The bytes of an answer.

    Raises Problem: the form does not fit what was asked, or needs a library that is not installed.
    """
    if form is ResultFormat.XLSX:
        return _workbook(answer, sparql)
    if form is ResultFormat.HTML:
        from kg.output.result_page import page  # noqa: PLC0415 - only where a page is made

        return page(answer, question, given, sparql).encode()
    if form is ResultFormat.CSV_BOM:
        return table(answer.columns, ([plain(term) for term in terms] for terms in answer.terms()))
    return answer.serialized(form)


def _workbook(answer: Answer, sparql: str) -> bytes:
    from kg.output.result_workbook import TooLarge, write  # noqa: PLC0415 - only where a workbook is made

    file = io.BytesIO()
    try:
        write(answer.result, file, sparql, 0)
    except ImportError as error:
        raise missing("xlsxwriter", "serve") from error
    except TooLarge as error:
        raise Problem(
            "xlsx", f"结果超过工作表的{error.limit}行", f"more than the {error.limit} rows of a sheet"
        ) from error
    return file.getvalue()
