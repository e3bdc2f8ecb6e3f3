"""The outputs of a build: what each is called, the files it is, and how one that was left out is had."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from kg.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable


class Output(StrEnum):
    """What a build can write, by the name that ``--only`` knows."""

    NQ = "nq"
    STORE = "store"
    TTL = "ttl"
    JSONLD = "jsonld"
    CSV = "csv"
    PARQUET = "parquet"
    FINDINGS = "findings"
    SEARCH = "search"
    PAGE = "page"
    CARD = "card"
    PARTS = "parts"


#: The file or files of each output.
FILES: Final = {
    Output.NQ: "graph.nq",
    Output.STORE: "store",
    Output.TTL: "graph.ttl",
    Output.JSONLD: "graph.jsonld",
    Output.CSV: "*.csv",
    Output.PARQUET: "*.parquet",
    Output.FINDINGS: "findings.jsonl",
    Output.SEARCH: "search.tsv",
    Output.PAGE: "graph.html",
    Output.CARD: "README.zh.md",
    Output.PARTS: "parts",
}
#: What a store gives later, and how.
FROM_STORE: Final = {
    Output.NQ: "quanze export --to nq",
    Output.TTL: "quanze export --to ttl",
    Output.JSONLD: "quanze export --to jsonld",
    Output.CSV: "quanze export --to csv",
    Output.PARQUET: "quanze export --to parquet",
    Output.PAGE: "quanze view",
}
#: Forms that need the whole graph in memory: of a large graph they are written only where they are asked for.
WHOLE: Final = frozenset({Output.TTL, Output.JSONLD})


@dataclass(frozen=True, slots=True)
class Outputs:
    """What a build is to write: ``asked`` are the outputs named, nothing where the choice is left to the build."""

    asked: frozenset[Output] = frozenset()

    def wants(self, output: Output) -> bool:
        """Whether an output is to be written, were the graph small."""
        return output in self.asked or not self.asked

    def names(self, output: Output) -> bool:
        """Whether an output was asked for by name."""
        return output in self.asked


EVERYTHING: Final = Outputs()


def chosen(names: Iterable[str]) -> Outputs:
    """The outputs of these names; one text may hold several, with commas. Raises Problem: there is no such output."""
    known = {output.value: output for output in Output}
    asked = [name.strip() for text in names for name in text.split(",") if name.strip()]
    for name in asked:
        if name not in known:
            every = "、".join(known)
            raise Problem(f"--only {name}", f"没有这种输出；可选：{every}", f"no such output: {', '.join(known)}")
    return Outputs(frozenset(known[name] for name in asked))


def left_out(written: frozenset[Output], only: Outputs, *, small: bool) -> dict[str, str]:
    """What was not written, by file, and the command that gives it.

    Beside the tables of a small graph nobody expects Parquet.
    """
    unexpected = {Output.PARQUET} if small and not only.asked else set()
    stored = Output.STORE in written
    return {
        FILES[output]: FROM_STORE[output] if stored and output in FROM_STORE else f"quanze build --only {output}"
        for output in Output
        if output not in written | unexpected
    }
