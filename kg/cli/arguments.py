"""Arguments that have no text: a shell gives them where a variable has no value, and Python takes them for a folder."""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperCommand

from kg.cli.console import say
from kg.cli.exits import UNUSABLE
from kg.errors import Problem

_OPTION = re.compile("--[a-z-]+")


class Command(TyperCommand):
    """A command that refuses empty arguments: as a path one would be the working folder, with all that lies in it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer has its own click
        """The arguments, read. Ends with status 2 where one of them is empty."""
        for at, argument in enumerate(args):
            if argument and not (argument.endswith("=") and _OPTION.fullmatch(argument[:-1])):
                continue
            before = args[at - 1] if at and args[at - 1].startswith("-") else ""
            zh, en = (
                "参数是空的，请写明其值，如文件或者文件夹的路径",
                "an empty argument: name a file, a folder, a value",
            )
            say(str(Problem(argument or before or f"第{at + 1}个参数", zh, en)))
            raise typer.Exit(UNUSABLE)
        return super().parse_args(ctx, args)
