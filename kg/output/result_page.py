"""An answer as a page of its own: Chinese, readable on paper, with nothing fetched from anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.asking.query import plain, short

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.asking.query import Answer
    from kg.asking.questions import Question

HERE = Path(__file__).parent


def page(answer: Answer, question: Question, given: Mapping[str, str], sparql: str) -> str:
    """The page of an answer: what was asked with which parameters, the rows with a filter, the SPARQL."""
    from jinja2 import Environment  # noqa: PLC0415 - only where a page is made

    terms = list(answer.terms())
    numeric = {
        column
        for number, column in enumerate(answer.columns)
        if terms and all(row[number] is None or not isinstance(plain(row[number]), str | bool) for row in terms)
    }
    text = (HERE / "result_page.html").read_text(encoding="utf-8")
    return (
        Environment(autoescape=True)
        .from_string(text)
        .render(
            title=question.title or question.name or "查询结果",
            question=question.question,
            params=[(param, given.get(param.name, param.default)) for param in question.params],
            columns=answer.columns,
            numbers=numeric,
            rows=[[short(term, answer.prefixes) for term in row] for row in terms],
            sparql=sparql,
        )
    )
