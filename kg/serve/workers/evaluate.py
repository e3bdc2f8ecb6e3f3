"""A job and a store in, an answer out: what a worker does with a query or an update."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from kg.asking import questions
from kg.asking.pattern_counts import pattern_counts
from kg.asking.resolve import resolve, settled
from kg.asking.syntax.columns import in_order
from kg.asking.syntax.guard import LOAD, SERVICE, objection
from kg.asking.syntax.sparql import caret, diagnose, place, tokens
from kg.errors import Problem
from kg.output import result_workbook as workbook
from kg.output.result_workbook import TooLarge
from kg.serve.entity.entity_page import entity_page
from kg.serve.entity.store_reader import StoreReader
from kg.serve.protocol.media_types import BY_NAME, MediaType
from kg.serve.protocol.refusal import Refusal, busy, syntax
from kg.serve.protocol.update_dataset import with_dataset
from kg.serve.workers.complexity import refuse_complex
from kg.serve.workers.spool import Spool

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

    from pyoxigraph import BlankNode, DefaultGraph

    from kg.asking.lookup.search import Index

    Result = QuerySolutions | QueryBoolean | QueryTriples

LONGEST_DIAGNOSED = 100_000
PREFIX = re.compile("PREFIX", re.IGNORECASE | re.ASCII)
SHORT = 10_000  # characters of a query that may be parsed twice
LINE_BY_LINE = {RdfFormat.N_TRIPLES, RdfFormat.N_QUADS}
SWITCHES = {
    "SERVICE": "须以 --allow-service 启动，才能访问其他服务器 / start with --allow-service",
    "LOAD": "须以 --allow-load 启动，才能读取其他地址的数据 / start with --allow-load",
}


class Job(NamedTuple):
    """What is asked of a worker.

    ``text`` is a query or, as ``task`` says, the IRI of the thing a page is about (``entity``), words that mean a
    thing (``find``, of which ``max_rows`` are wanted), a shipped question and its values in JSON (``bind``), or a query
    whose patterns are to be counted (``explain``).
    ``store`` is the folder to ask and ``edition`` what tells its present content from an earlier one; ``default`` and
    ``named`` are the graphs the protocol names (None: the query decides); ``rows`` and ``graph`` are the wanted forms
    as (media type, name of a form); ``seconds`` is the time allowed; limits of 0 are none. ``snapshot``, of an update,
    is the folder that will hold the store as it is afterwards. ``kind`` is the kind of things that words may mean.
    """

    text: str
    store: str
    edition: str = ""
    base: str = ""
    default: list[str] | None = None
    named: list[str] | None = None
    rows: list[str] | None = None
    graph: list[str] | None = None
    seconds: float = 0
    max_rows: int = 0
    max_bytes: int = 0
    service: bool = False
    load: bool = False
    snapshot: str = ""
    task: str = "query"
    kind: str = ""

    def header(self) -> dict[str, Any]:
        """The job without its text as a message header: what differs from the defaults."""
        defaults = self._field_defaults
        return {name: value for name, value in self._asdict().items() if name != "text" and value != defaults.get(name)}


def query(store: Store, asked: Job, prefixes: dict[str, str], folder: Path) -> tuple[dict[str, Any], bytes]:
    """The answer to a query as a message: ``type`` (media type), ``length``, and ``file`` where it is a large one.

    Raises Refusal.
    """
    refuse_complex(asked.text)
    try:
        if not asked.service:
            _keep_inside("SERVICE", SERVICE, asked, prefixes)
        return _written(_result(store, asked, prefixes), asked, prefixes, folder)
    except SyntaxError as error:
        raise _unparsed(asked, error, prefixes) from error
    except TooLarge as error:
        raise _too_large(error) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise _failed(asked, error) from error


def entity(store: Store, asked: Job, prefixes: dict[str, str], base: str) -> tuple[dict[str, Any], bytes]:
    """All that the page about a thing shows, as JSON (`kg.serve.entity.entity_page.EntityPage`); null for nothing."""
    try:
        page = entity_page(StoreReader(store, prefixes, base), asked.text)
    except (OSError, ValueError, RuntimeError) as error:
        raise _failed(asked, error) from error
    return plain(page and asdict(page))


def find(store: Store, asked: Job, prefixes: dict[str, str], index: Index) -> tuple[dict[str, Any], bytes]:
    """The things that words mean, as JSON: identifier and name of each, best first."""
    hits = resolve(index, asked.text, prefixes, kind=asked.kind, limit=asked.max_rows, store=store)
    return plain([{"iri": hit.iri, "label": hit.name} for hit in hits])


def bind(asked: Job, prefixes: dict[str, str], index: Index) -> tuple[dict[str, Any], bytes]:
    """The query of a shipped question with its parameters filled in, as JSON. Raises Refusal."""
    wanted = json.loads(asked.text)
    try:
        question = questions.find(wanted["name"])
        return plain(questions.bind(question, settled(index, question, wanted["given"], prefixes), prefixes))
    except Problem as problem:
        raise Refusal(400, "bad-parameter", problem.zh, problem.en, hint=problem.detail) from problem


def explain(store: Store, asked: Job, prefixes: dict[str, str]) -> tuple[dict[str, Any], bytes]:
    """The patterns of a query with the number of triples each matches by itself, as JSON. Raises Refusal."""
    refuse_complex(asked.text)
    try:
        return plain([asdict(count) for count in pattern_counts(store, asked.text, prefixes)])
    except Problem as problem:
        raise Refusal(400, "no-patterns", problem.zh, problem.en, hint=problem.detail) from problem


def plain(value: object) -> tuple[dict[str, Any], bytes]:
    """A message that carries a value as JSON."""
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return {"type": "application/json", "length": len(body), "file": ""}, body


def update(store: Store, asked: Job, prefixes: dict[str, str]) -> None:
    """Change the store, all or nothing, and leave a snapshot of it.

    Raises Refusal.
    """
    try:
        if not asked.service:
            _keep_inside("SERVICE", SERVICE, asked, prefixes, update=True)
        if not asked.load:
            _keep_inside("LOAD", LOAD, asked, prefixes, update=True)
        if asked.text:
            text = with_dataset(asked.text, asked.default, asked.named)
            store.update(text, base_iri=asked.base or None, prefixes=prefixes)
        store.backup(asked.snapshot)
    except SyntaxError as error:
        raise _unparsed(asked, error, prefixes, update=True) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise _failed(asked, error) from error


def _result(store: Store, asked: Job, prefixes: dict[str, str]) -> Result:
    text = in_order(asked.text, asked.base or None, prefixes)
    if len(text) < SHORT and PREFIX.search(text):  # mostly it names all it needs, and two dozen take time to hand over
        with suppress(SyntaxError):
            return _queried(store, text, asked, {})
    return _queried(store, text, asked, prefixes)


def _queried(store: Store, text: str, asked: Job, prefixes: dict[str, str]) -> Result:
    return store.query(
        text,
        base_iri=asked.base or None,
        prefixes=prefixes,
        default_graph=cast("list[NamedNode | BlankNode | DefaultGraph] | None", _nodes(asked.default)),
        named_graphs=cast("list[NamedNode | BlankNode] | None", _nodes(asked.named)),
    )


def _nodes(iris: list[str] | None) -> list[NamedNode] | None:
    return None if iris is None else [NamedNode(iri) for iri in iris]


def _keep_inside(
    name: str, word: re.Pattern[str], asked: Job, prefixes: dict[str, str], *, update: bool = False
) -> None:
    syntax_error = objection(word, asked.text, prefixes, update=update)
    if syntax_error is None:
        return
    if not any(token.kind == "word" and token.text.upper() == name for token in tokens(asked.text)):
        raise syntax_error
    raise Refusal(403, "outside", f"不允许 {name}", f"{name} is switched off", hint=SWITCHES[name])


def _written(result: Result, asked: Job, prefixes: dict[str, str], folder: Path) -> tuple[dict[str, Any], bytes]:
    wanted = asked.graph if isinstance(result, QueryTriples) else asked.rows
    if not wanted:
        kind = ("三元组", "graphs") if isinstance(result, QueryTriples) else ("表格", "rows")
        raise Refusal(
            406, "not-acceptable", f"此查询的结果是{kind[0]}，不能以所请求的格式输出", f"this query yields {kind[1]}"
        )
    media_type, form = wanted[0], BY_NAME[wanted[1]]
    if form.rows and isinstance(result, QueryBoolean):
        body = cast("bytes", result.serialize(format=form.rows))
        return {"type": media_type, "length": len(body), "file": ""}, body
    output = Spool(folder, asked.max_bytes, asked.max_rows, form.mark)
    try:
        _write(result, form, output, asked, prefixes)
    except BaseException:
        output.discard()
        raise
    body, path = output.finish()
    return {"type": media_type, "length": output.length, "file": path}, body


def _write(result: Result, form: MediaType, output: Spool, asked: Job, prefixes: dict[str, str]) -> None:
    target = cast("IO[bytes]", output)
    if not isinstance(result, QueryTriples):
        if form.rows:
            result.serialize(target, form.rows)
        else:
            workbook.write(result, output, asked.text, asked.max_rows)
    elif form.graph in LINE_BY_LINE:
        result.serialize(target, form.graph)
    else:
        serialize(result, target, form.graph, prefixes=prefixes)


def _unparsed(asked: Job, error: SyntaxError, prefixes: dict[str, str], *, update: bool = False) -> Refusal:
    if len(asked.text) > LONGEST_DIAGNOSED:
        return syntax("查询语法有误", str(error))
    hint = diagnose(asked.text, str(error), prefixes, update=update)
    line, column = place(asked.text, hint.start)
    excerpt = caret(asked.text, hint.start)
    return Refusal(400, "syntax", hint.zh, hint.en, hint=hint.remedy, line=line, column=column, excerpt=excerpt)


def _too_large(error: TooLarge) -> Refusal:
    unit = {"rows": "行", "bytes": "字节"}[error.what]
    return Refusal(
        413,
        "answer-too-large",
        f"结果超过{error.limit}{unit}，未返回任何内容",
        f"the answer has more than {error.limit} {error.what}; no part of it was sent",
        hint="请加 LIMIT 或者缩小查询范围；管理员可用 --max-rows、--max-mib 放宽 / add LIMIT or narrow the query",
    )


def _failed(asked: Job, error: Exception) -> Refusal:
    if isinstance(error, OSError) and (asked.service or asked.load):
        return Refusal(502, "outside-failed", f"其他服务器未响应（{error}）", f"another server failed ({error})")
    if isinstance(error, OSError):
        return busy(f"图数据库读写失败（{error}）", f"the store failed ({error})")
    return Refusal(400, "failed", f"查询无法执行（{error}）", f"the query cannot be run ({error})")
