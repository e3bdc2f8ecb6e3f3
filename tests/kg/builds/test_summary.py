"""What a build prints at its end: advice that works as printed."""

import shlex
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.builds.summary import summary


@pytest.mark.parametrize(
    ("out", "command"),
    [
        ("exports", ["quanze", "query", "unresolved-references"]),
        ("甲市/out", ["quanze", "query", "unresolved-references", "-g", "甲市/out"]),
        ("my lists", ["quanze", "query", "unresolved-references", "-g", "my lists"]),
    ],
)
def test_the_advice_asks_the_folder_that_was_written(out, command):
    statistic = SimpleNamespace(key="references.resolution.unresolved", count=2)
    built = SimpleNamespace(
        statistics=[statistic], parts=[], out=Path(out), left_out={}, unasked=(), written=set(), troubles=[], unused=[]
    )
    (advice,) = (line for line in summary(built, 1, None) if line.startswith("条文援引"))
    assert shlex.split(advice.partition("（")[2].removesuffix(" 查看）")) == command
