"""Questions as files: SPARQL with a title, the question in words, and typed parameters.

The first comment lines of a ``.rq`` file say what it is; ``$name`` in the query is where a parameter goes::

    # title: 罚款上限不低于某数的事项
    # question: 哪些事项可以处以高额罚款?
    # param: amount decimal 50000 罚款上限不低于(元)
    # types: 下限 number, 上限 number

``types`` names the columns that do not hold text, with what they hold (`TYPES`): then the type of no column depends on
the rows found.
A default that is empty or has blanks stands in double quotes. Types are those of `kg.asking.parameters`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import InvalidOperation
from typing import TYPE_CHECKING, Final

from kg import resources
from kg.asking import parameters
from kg.asking.syntax.sparql import tokens
from kg.errors import Problem, unusable
from kg.graph.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: What a column may hold, in the words of a ``types`` line.
TYPES: Final = ("integer", "number", "truth", "date", "text")
HEAD = re.compile(r"#\s*(title|question|param|types)\s*:\s*(.*?)\s*$")
#: What a value of each type looks like, for the person who typed something else.
_EXPECTED = {
    "integer": "应填整数，如 3、5项",
    "decimal": "应填数字，如 50000、5万元",
    "date": "应填日期，如 2026-09-30",
    "boolean": "应填“是”或者“否”",
    parameters.ARTICLE: "应填条款，如 84、第八十四条第一款",
    parameters.DOCUMENT: "应填法规文件的名称，如 劳动合同法",
}
PARAM = re.compile(
    r'(?P<name>[A-Za-z]\w*)\s+(?P<type>[\w-]+)\s+(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]\S*))(?:\s+(?P<about>.*))?$'
)


@dataclass(frozen=True, slots=True)
class Param:
    """A typed value a question asks for; ``default`` as written."""

    name: str
    type: str
    default: str
    description: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its words and what its columns hold; ``name`` is the file's name without number and ending."""

    name: str
    title: str
    question: str
    params: tuple[Param, ...]
    text: str
    types: Mapping[str, str] = field(default_factory=dict)


def parse(text: str, name: str = "") -> Question:
    """The question a ``.rq`` text holds.

    Raises Problem: a ``param`` line that does not say name, type and default, or a type that is not known.
    """
    fields: dict[str, str] = {}
    params = []
    types: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        match = HEAD.match(line)
        if match and match.group(1) == "param":
            params.append(_param(match.group(2), f"{name}:{number}"))
        elif match and match.group(1) == "types":
            types |= _types(match.group(2), f"{name}:{number}")
        elif match:
            fields.setdefault(match.group(1), match.group(2))
    return Question(name, fields.get("title", name), fields.get("question", ""), tuple(params), text, types)


def _types(line: str, where: str) -> dict[str, str]:
    pairs = [part.split() for part in line.split(",")]
    if any(len(pair) != 2 or pair[1] not in TYPES for pair in pairs):
        raise Problem(
            where,
            f"类型行应为：# types: 列名 类型（多列以 , 分隔）；类型是 {' '.join(TYPES)} 之一",
            f"a types line reads: # types: column type, column type …; a type is one of {' '.join(TYPES)}",
        )
    return {column.lstrip("?$"): kind for column, kind in pairs}


def _param(line: str, where: str) -> Param:
    match = PARAM.match(line)
    if not match or not parameters.known(match.group("type")):
        types = " ".join((*parameters.PLAIN, parameters.DOCUMENT, "iri", *sorted(parameters.schemes())))
        raise Problem(
            where,
            f"参数行应为：# param: 名称 类型 默认值 说明，类型是 {types} 之一",
            "a parameter line reads: # param: name type default description",
        )
    default = match.group("plain") if match.group("quoted") is None else match.group("quoted")
    return Param(match.group("name"), match.group("type"), default, match.group("about") or "")


def bundled() -> tuple[Question, ...]:
    """The questions that ship with the project, by file name."""
    return tuple(read(path) for path in sorted(resources.queries().glob("*.rq")))


def read(path: Path) -> Question:
    """The question of a file; a byte-order mark is allowed.

    Raises Problem: the file cannot be read, is not UTF-8, or declares its parameters wrongly.
    """
    try:
        return decoded(path.read_bytes(), str(path), re.sub(r"^\d+-", "", path.stem))
    except OSError as error:
        raise unusable(error, path) from error


def decoded(content: bytes, where: str, name: str = "") -> Question:
    """The question of the bytes of a file.

    Raises Problem: they are not UTF-8, or declare their parameters wrongly.
    """
    try:
        return parse(content.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Problem(where, f"第{line}行有不是 UTF-8 的字节", f"line {line} holds bytes that are not UTF-8") from error


def find(name: str) -> Question:
    """The bundled question of that name.

    Raises Problem: there is none; its detail names those there are.
    """
    every = {question.name: question for question in bundled()}
    if name not in every:
        raise Problem(
            name, f"没有名为“{name}”的查询；请用 quanze query --list 查看", "no such query: see quanze query --list"
        )
    return every[name]


def bind(question: Question, given: Mapping[str, str], prefixes: Mapping[str, str] = PREFIXES) -> str:
    """The query with every ``$name`` in its place: the value given, or the default.

    Raises Problem: a value for a parameter the question does not have, or one that is not of its type.
    """
    known = {param.name: param for param in question.params}
    for name in given:
        if name not in known:
            raise Problem(
                f"--param {name}",
                f"没有此参数；可用参数：{'、'.join(known) or '无'}",
                f"no such parameter; there are: {', '.join(known) or 'none'}",
            )
    terms = {f"${param.name}": _term(param, given.get(param.name, param.default), prefixes) for param in known.values()}
    return "".join(terms.get(token.text, token.text) for token in tokens(question.text))


def _term(param: Param, value: str, prefixes: Mapping[str, str]) -> str:
    try:
        return parameters.term(param.type, value, prefixes)
    except (ValueError, KeyError, InvalidOperation) as error:
        among = f"；现有：{error}" if param.type in parameters.schemes() else ""
        raise Problem(
            f"--param {param.name}={value}",
            f"{_EXPECTED.get(param.type) or f'不是 {param.type} 类型的值'}{among}",
            f"not a value of type {param.type}",
        ) from error
