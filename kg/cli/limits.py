"""The option by which people move the limits of what is read of one file."""

from dataclasses import fields
from typing import Annotated

import typer

from extract.reading.limits import DEFAULT, Limits
from kg.errors import Problem

_DEFAULTS = " ".join(f"{field.name}={getattr(DEFAULT, field.name)}" for field in fields(Limits))

LimitOption = Annotated[
    list[str] | None,
    typer.Option("--limit", metavar="NAME=NUMBER", help=f"单个文件的读取上限：{_DEFAULTS}。"),
]


def limits_of(given: list[str] | None) -> Limits:
    """The limits, with those given. Raises Problem where one is no limit or no number."""
    known = {field.name for field in fields(Limits)}
    numbers: dict[str, int] = {}
    for text in given or ():
        name, _, number = text.partition("=")
        if name not in known or not number.isascii() or not number.isdigit() or len(number) > 15:
            zh = f"没有这一上限，或者值不是整数；可用：{_DEFAULTS}"
            raise Problem(f"--limit {text}", zh, f"no such limit, or no number; there are {_DEFAULTS}")
        numbers[name] = int(number)
    return Limits(**numbers)
