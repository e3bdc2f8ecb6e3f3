"""Documents as people name them, settled against the graph: a name it does not hold is looked for among its titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from kg.asking import parameters
from kg.asking.query import run
from kg.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

    from kg.asking.questions import Question

MOST = 5
HELD = "ASK { %s a eli:LegalResource }"
ALIKE = """
SELECT DISTINCT ?title WHERE {
  ?document a eli:LegalResource ; eli:title ?title ; eli:title|eli:title_alternative ?any .
  FILTER (CONTAINS(?any, %s))
} ORDER BY STRLEN(?title) ?title
"""


def settle_documents(
    store: Store, question: Question, given: Mapping[str, str], prefixes: Mapping[str, str]
) -> dict[str, str]:
    """The values given, each document by a title the graph holds.

    Raises Problem: the graph holds no such document, or several whose titles hold these words; it names them.
    """
    documents = {param.name for param in question.params if param.type == parameters.DOCUMENT}
    return {
        name: title(store, value, prefixes) if name in documents and value.strip() else value
        for name, value in given.items()
    }


def title(store: Store, wanted: str, prefixes: Mapping[str, str]) -> str:
    """The title of the one document meant. Raises Problem: there is none, or there are several."""
    if next(run(store, HELD % parameters.term(parameters.DOCUMENT, wanted, prefixes), prefixes).rows())["answer"]:
        return wanted
    words = str(Literal(parameters.canonical(wanted)))
    found = [row["title"] for row in run(store, ALIKE % words, prefixes).rows()]
    if len(found) == 1:
        return str(found[0])
    if not found:
        raise Problem(wanted, "图中没有这部文件; quanze search 可以找", "no such document; try quanze search")
    names = "、".join(found[:MOST]) + ("…" if found[MOST:] else "")
    raise Problem(wanted, f"有 {len(found)} 部文件的名称含这些字: {names}", "several documents bear these words")
