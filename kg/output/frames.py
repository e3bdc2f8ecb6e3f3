"""Answers as data frames with typed columns, for notebooks: the one place that imports pandas and polars."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, cast

from pyoxigraph import Literal

from kg.asking.codebook import english as english_names
from kg.asking.query import NUMBERS, plain
from kg.errors import Problem, missing
from kg.graph.terms import XSD

if TYPE_CHECKING:
    # What completion shows; where polars was asked for it is a frame of polars.
    from collections.abc import Callable, Iterable, Mapping

    from pandas import DataFrame as DataFrame  # noqa: PLC0414 - others take it from here

    from kg.asking.query import Answer, Term

#: The libraries, and the extra of this package that brings each.
EXTRAS: Final = {"pandas": "notebooks", "polars": "polars"}
# What a column holds -> its type in each library; both keep "no value" apart from every value.
PANDAS: Final = {
    "integer": "Int64", "number": "float64", "truth": "boolean", "date": "datetime64[s]", "text": "string",
}  # fmt: skip
POLARS: Final = {"integer": "Int64", "number": "Float64", "truth": "Boolean", "date": "Date", "text": "String"}


# What a column of a type may hold besides values of that very type.
_FITTING: Final = {"number": {"integer", "number"}, "text": set(PANDAS)}


def frame(answer: Answer, library: str = "pandas", *, english: bool = False) -> DataFrame:
    """The answer as a DataFrame of pandas (or polars), its columns in the order of the SELECT.

    A column is what the question declares; where it declares nothing, it is integer, decimal (as float), truth value
    or date where all its values are, text otherwise. ``english`` names the columns of tables in English.
    Raises Problem: the library is neither, or not installed.
    """
    if library not in EXTRAS:
        raise Problem(library, "请指定 pandas 或者 polars", "choose pandas or polars")
    try:
        module = import_module(library)
    except ImportError as error:
        raise missing(library, EXTRAS[library]) from error
    names = english_names(answer.columns) if english else answer.columns
    columns = zip(answer.columns, _columns(answer), strict=True)
    make = _pandas if library == "pandas" else _polars
    made = (make(module, *column(terms, declared(answer.types, name))) for name, terms in columns)
    return cast("DataFrame", module.DataFrame(dict(zip(names, made, strict=True))))


def of_records(records: Iterable[Mapping[str, Any]]) -> DataFrame:
    """Records as a DataFrame of pandas, a column a key; what is no plain value stays as it is.

    Raises Problem: pandas is not installed.
    """
    try:
        pandas = import_module("pandas")
    except ImportError as error:
        raise missing("pandas", EXTRAS["pandas"]) from error
    return cast("DataFrame", pandas.DataFrame(list(records)))


def _columns(answer: Answer) -> list[list[Term | None]]:
    rows = list(answer.terms())
    return [[row[number] for row in rows] for number in range(len(answer.columns))]


def declared(types: Mapping[str, str], name: str) -> str:
    """What a column is declared to hold: text where the question declares others and not it; "" where it is silent."""
    return types.get(name, "text" if types else "")


def column(terms: Iterable[Term | None], kind: str = "") -> tuple[str, list[Any]]:
    """What a column holds (a key of ``PANDAS``) and its values, None where a variable is unbound.

    It holds ``kind`` where that is given, unless one of its values cannot be that: no value is lost to a declaration.
    """
    every = list(terms)
    kinds = {_kind(term) for term in every if term is not None}
    if not kind or not kinds <= _FITTING.get(kind, {kind}):
        kind = _common(kinds)
    return kind, [None if term is None else _VALUES[kind](term) for term in every]


def _common(kinds: set[str]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    return "number" if kinds == {"integer", "number"} else "text"


def _kind(term: Term) -> str:
    if not isinstance(term, Literal):
        return "text"
    value, datatype = plain(term), term.datatype.value.removeprefix(XSD)
    if datatype == "date":
        return "text" if _date(term) is None else "date"
    if isinstance(value, str):
        return "text"
    return "truth" if datatype == "boolean" else "integer" if NUMBERS[datatype] is int else "number"


def _date(term: Term) -> date | None:
    try:
        return date.fromisoformat(term.value)
    except ValueError:
        return None


_VALUES: Final[dict[str, Callable[[Term], Any]]] = {
    "integer": plain, "number": lambda term: float(plain(term)), "truth": plain, "date": _date,
    "text": lambda term: str(term.value),
}  # fmt: skip


def _pandas(pandas: Any, kind: str, values: list[Any]) -> Any:  # noqa: ANN401 - pandas has no types here
    return pandas.Series(values, dtype=PANDAS[kind])


def _polars(polars: Any, kind: str, values: list[Any]) -> Any:  # noqa: ANN401 - polars is an extra
    return polars.Series(values=values, dtype=getattr(polars, POLARS[kind]))
