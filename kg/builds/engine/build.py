"""A build on the engine: files in, sorted partitions of the graph out, equal to what one machine writes.

Each file is read, understood and described by a task; its records stay on the disks of the workers. From them the
engine gathers by title what lists settle together, by key what rules across lists see, by their words findings that
must be told apart; removes lines that several lists state, and sorts. The driver sees names of files, an outcome for
each, and counts.
"""

from __future__ import annotations

import json
import pickle
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from extract.model import Unreadable
from extract.reading.files import ListedFile
from extract.reading.limits import DEFAULT
from kg.asking.built_folder import MANIFEST
from kg.builds.build import check_base
from kg.builds.engine import tasks
from kg.builds.engine.places import Places
from kg.builds.engine.session import session
from kg.builds.engine.tasks import FileOutcome, ListSource
from kg.builds.manifest import head, written
from kg.builds.parts.intake import names, nothing_read
from kg.builds.parts.list_audit import unasked
from kg.builds.parts.part import Reading
from kg.errors import Problem
from kg.graph.store import lines
from kg.graph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyspark import RDD
    from pyspark.sql import DataFrame, SparkSession

    from kg.builds.engine.settings import Settings


GRAPH: Final = "graph.nq"
QUADS: Final = "quads.parquet"
FINDINGS: Final = "findings.jsonl"
_SCHEMA: Final = "kind tinyint, key string, value binary"
_NO_ARCHIVES: Final = (
    ".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xlsm", ".et", ".ods", ".docx", ".doc", ".wps", ".rtf", ".pdf", ".html",
    ".htm", ".mht", ".md", ".json", ".jsonl",
)  # fmt: skip
_QUAD: Final = "subject string, predicate string, object string, datatype string, language string, graph string"


@dataclass(frozen=True, slots=True)
class EngineBuilt:
    """What a build on the engine made: the outcome of each file in their order, triples by graph, findings by rule."""

    out: str
    outcomes: tuple[FileOutcome, ...]
    graphs: dict[str, int]
    findings: Counter[str]

    @property
    def troubled(self) -> bool:
        """Whether something was not understood, or a file not read."""
        return any(outcome.reason or outcome.troubled for outcome in self.outcomes)

    @property
    def unread(self) -> tuple[Unreadable, ...]:
        """Why files have no list."""
        return tuple(outcome.reason for outcome in self.outcomes if outcome.reason)


def build(paths: Sequence[str], out: str, settings: Settings) -> EngineBuilt:
    """Read the lists under ``paths`` and write a folder ``out`` anew, both any path that Spark reads.

    It holds the graph as sorted N-Quads (``graph.nq``), the same as Parquet, the findings, and a manifest, which is
    written last; until all is whole the old folder stays. Raises Unreadable or Problem: nothing can be read, the folder
    holds what is not ours, or the engine fails.
    """
    check_base(settings.base)
    with session(settings.master, dict(settings.spark)) as spark:
        return _Build(spark, Places(spark), settings, out.rstrip("/") or "/").run(paths)


@dataclass(frozen=True, slots=True)
class _Build:
    spark: SparkSession
    places: Places
    settings: Settings
    out: str

    def run(self, paths: Sequence[str]) -> EngineBuilt:
        beside, before = f"{self.out}.building", f"{self.out}.before"
        self._restore(beside, before)
        self._refuse_others()
        files = self._files(paths)
        made, outcomes = self._made(files)
        built = self._write(made, outcomes, beside)
        made.unpersist()
        if self.places.exists(self.out):
            self.places.move(self.out, before)
        self.places.move(beside, self.out)
        self.places.remove(before)
        return built

    def _restore(self, beside: str, before: str) -> None:
        """Remove what a build left that was killed; where it had put the old folder aside, give that back."""
        self.places.remove(beside)
        if self.places.exists(before):
            if self.places.exists(self.out):
                self.places.remove(before)
            else:
                self.places.move(before, self.out)

    def _refuse_others(self) -> None:
        """Raise Problem where the folder holds something that no build wrote."""
        if self.places.is_empty(self.out):
            return
        content = self.places.read(f"{self.out}/{MANIFEST}")
        try:
            ours = content is not None and json.loads(content)["generator"] == "quanze"
        except (ValueError, LookupError, TypeError):
            ours = False
        if not ours:
            raise Problem(self.out, "文件夹中有其他文件，未写入", "the folder holds other files; nothing was written")

    def _files(self, paths: Sequence[str]) -> list[tuple[str, str, bool]]:
        """Every file once: as the engine names it, as it is shown, and whether it was found in a folder."""
        seen: set[str] = set()
        files = []
        for typed in paths:
            for path, shown in self.places.listed(typed):
                if path not in seen:
                    seen.add(path)
                    files.append((path, shown, shown != typed))
        return files

    def _made(self, files: list[tuple[str, str, bool]]) -> tuple[DataFrame, list[FileOutcome]]:
        """The records of all files, kept by the workers, and the outcome of each file, in order.

        A file that gives no list leaves its name to another: then all are made anew.
        """
        read = self._contents([path for path, _, _ in files])
        members = self._members(read, files)
        lost = [
            FileOutcome(number, reason) for number, (_, reason) in enumerate(members) if isinstance(reason, Unreadable)
        ]
        left = [(number, path, file) for number, (path, file) in enumerate(members) if isinstance(file, ListedFile)]
        while True:
            sources = _sources(left)
            made = self._records(read, sources)
            kept = made.where(f"kind = {tasks.OUTCOME}").select("value").collect()
            outcomes = [pickle.loads(row["value"]) for row in kept]  # noqa: S301 - our own
            known = {outcome.number for outcome in outcomes}
            lost_now = [FileOutcome(number, _not_given(file)) for number, _, file in left if number not in known]
            bad = {outcome.number for outcome in outcomes if outcome.reason} | {outcome.number for outcome in lost_now}
            good = [entry for entry in left if entry[0] not in bad]
            if not good:
                raise nothing_read([outcome.reason for outcome in (*lost, *outcomes, *lost_now) if outcome.reason])
            if [source.name for source in _sources(good).values()] == [sources[path].name for _, path, _ in good]:
                ranks = {source.number: source.rank for source in sources.values()}
                every = (*lost, *outcomes, *lost_now)
                return made, sorted(
                    every, key=lambda outcome: outcome.number if outcome.reason else ranks[outcome.number]
                )
            made.unpersist()
            lost += [outcome for outcome in (*outcomes, *lost_now) if outcome.reason]
            left = good

    def _contents(self, files: list[str]) -> DataFrame:
        """The bytes of files by their paths. Spark passes over names that begin with _: those the driver hands out."""
        passed_over = [path for path in files if PurePath(path).name.startswith("_")]
        given = [path for path in files if path not in set(passed_over)]
        every = [(path, bytearray(self.places.read(path) or b"")) for path in passed_over]
        read = self.spark.createDataFrame(every, "path string, content binary")
        if given:
            read = self.spark.read.format("binaryFile").load(given).select("path", "content").union(read)
        return read

    def _members(
        self, read: DataFrame, files: list[tuple[str, str, bool]]
    ) -> list[tuple[str, ListedFile | Unreadable]]:
        """Every file, those of archives too: by the path under which a task meets it."""
        maybe = [path for path, _, _ in files if not path.lower().endswith(_NO_ARCHIVES)]
        inside: dict[str, list[str | Unreadable]] = {}
        if maybe:
            limits = self.settings.limits or DEFAULT
            rows = read.where(read["path"].isin(maybe)).rdd
            inside = dict(
                rows.map(lambda row: (row["path"], tasks.members(row["path"], row["content"], limits))).collect()
            )
        result: list[tuple[str, ListedFile | Unreadable]] = []
        for path, shown, in_folder in files:
            for member in inside.get(path, [path]):
                if isinstance(member, Unreadable):
                    where = member.where.replace(path, shown, 1)
                    result.append((path, Unreadable(where, member.zh, member.en)))
                else:
                    name = PurePath(shown + member.removeprefix(str(PurePath(path))) if member != path else shown)
                    result.append((member, ListedFile(name, unnamed=in_folder or member != path)))
        return result

    def _records(self, read: DataFrame, sources: dict[str, ListSource]) -> DataFrame:
        from pyspark import StorageLevel  # noqa: PLC0415 - only where Spark is

        shared = self.spark.sparkContext.broadcast(sources)
        how = Reading(self.settings.base, self.settings.words, self.settings.limits, tables=False)
        limits = self.settings.limits or DEFAULT

        def work(batches: Iterable[Any]) -> Iterator[Any]:
            from kg.builds.engine.batches import batched  # noqa: PLC0415 - needs pyarrow, which the driver may lack

            for batch in batches:
                for path, content in zip(batch["path"].to_pylist(), batch["content"].to_pylist(), strict=True):
                    yield from batched(tasks.records(path, content, shared.value, how, limits))

        return read.mapInArrow(work, _SCHEMA).persist(StorageLevel.DISK_ONLY)

    def _write(self, made: DataFrame, outcomes: list[FileOutcome], beside: str) -> EngineBuilt:
        base = self.settings.base
        findings = self._findings(made)
        counted = dict(
            findings.map(lambda finding: ((finding.code, finding.grave), 1)).reduceByKey(int.__add__).collect()
        )
        grave, codes = any(grave for _, grave in counted), Counter[str]()
        for (code, _), number in counted.items():
            codes[code] += number
        claims = made.where(f"kind = {tasks.CLAIM}").rdd.map(lambda row: (row["key"], bytes(row["value"])))
        settled = claims.groupByKey(self._width(made)).flatMap(lambda pair: tasks.settled(pair[1], base))
        own = [line[:-1].decode() for line in lines(list(vocabulary()))] + tasks.verdict(base, grave=grave)
        # As many titles as the register has at most: a few thousand, whatever the number of lists.
        known = made.where(f"kind = {tasks.KNOWN}").select("key").distinct().collect()
        own += tasks.of_register((row["key"] for row in known), base)
        stated = (
            findings.flatMap(lambda finding: finding.lines)
            .union(settled)
            .union(self.spark.sparkContext.parallelize(own, 1))
        )
        more = self.spark.createDataFrame(stated.map(lambda line: (line,)), "key string")
        every = made.where(f"kind = {tasks.LINE}").select("key").union(more).distinct()
        every.sort("key").write.mode("overwrite").text(f"{beside}/{GRAPH}")
        ordered = findings.sortBy(lambda finding: finding.order, numPartitions=self._width(made)).map(
            lambda finding: (finding.written,)
        )
        self.spark.createDataFrame(ordered, "value string").write.mode("overwrite").text(f"{beside}/{FINDINGS}")
        findings.unpersist()
        graphs = self._quads(beside)
        self._manifest(beside, outcomes, graphs, codes)
        return EngineBuilt(self.out, tuple(outcomes), graphs, codes)

    def _findings(self, made: DataFrame) -> RDD[tasks.Settled]:
        """Every finding, of lists and across them, told apart from those of the same words."""
        from pyspark import StorageLevel  # noqa: PLC0415 - only where Spark is

        base, width = self.settings.base, self._width(made)
        own = made.where(f"kind = {tasks.FINDING}").rdd.map(lambda row: (row["key"], bytes(row["value"])))
        keyed = made.where(f"kind in ({tasks.TITLE}, {tasks.NUMBER})").rdd
        across = (
            keyed.map(lambda row: ((row["kind"], row["key"]), bytes(row["value"])))
            .groupByKey(width)
            .flatMap(lambda pair: tasks.found_across(pair[0][0], pair[0][1], pair[1], base))
        )
        conducts = (
            made.where(f"kind = {tasks.CONDUCT}")
            .rdd.map(lambda row: (row["key"], bytes(row["value"])))
            .reduceByKey(tasks.first, width)
            .map(lambda pair: ("", pair[1]))
            .groupByKey(1)
            .flatMap(lambda pair: tasks.found_across(tasks.CONDUCT, "", pair[1], base))
        )
        every = own.union(across.union(conducts).map(lambda record: (record.key, record.value)))
        apart = every.groupByKey(width).flatMap(lambda pair: tasks.numbered_apart(pair[1], base))
        return apart.persist(StorageLevel.DISK_ONLY)

    def _width(self, made: DataFrame) -> int:
        """How many partitions records are gathered in: as many as they were made in."""
        return max(made.rdd.getNumPartitions(), self.spark.sparkContext.defaultParallelism)

    def _quads(self, beside: str) -> dict[str, int]:
        """Write the graph as Parquet; the number of triples in each named graph."""

        def work(batches: Iterable[Any]) -> Iterator[Any]:
            from kg.builds.engine.batches import quad_columns  # noqa: PLC0415 - needs pyarrow

            for batch in batches:
                yield quad_columns(batch["value"].to_pylist())

        text = self.spark.read.text(f"{beside}/{GRAPH}")
        text.mapInArrow(work, _QUAD).write.mode("overwrite").parquet(f"{beside}/{QUADS}")
        counted = self.spark.read.parquet(f"{beside}/{QUADS}").groupBy("graph").count().collect()
        return dict(sorted((row["graph"], row["count"]) for row in counted))

    def _manifest(self, beside: str, outcomes: list[FileOutcome], graphs: dict[str, int], codes: Counter[str]) -> None:
        inputs = [
            {
                "sha256": outcome.sha256,
                "title": outcome.title,
                "publisher": outcome.publisher,
                "rows": outcome.rows,
                "troubles": outcome.troubles,
            }
            for outcome in outcomes
            if outcome.reason is None
        ]
        manifest = head(self.settings.base) | {
            "engine": "spark",
            "inputs": inputs,
            "unread": [str(outcome.reason) for outcome in outcomes if outcome.reason],
            "graphs": graphs,
            "findings": dict(sorted(codes.items())),
            "files": [GRAPH, QUADS, FINDINGS],
        }
        largest = max((outcome.rows for outcome in outcomes if outcome.reason is None), default=0)
        if codes_left_out := unasked(largest, largest):  # a longer list is in no rule that looks at rows together
            manifest["rules_left_out"] = list(codes_left_out)
        self.places.write(f"{beside}/{MANIFEST}", written(manifest))


def _sources(left: Sequence[tuple[int, str, ListedFile]]) -> dict[str, ListSource]:
    """The lists of files by the path under which a task meets them. Raises Problem: two files named bear one name."""
    shown: dict[str, PurePath] = {}
    for _, _, file in left:
        if not file.unnamed and shown.setdefault(file.name, file.path) != file.path:
            zh, en = (
                f"与 {shown[file.name]} 同名，请改名",
                f"bears the same name as {shown[file.name]}: rename one of them",
            )
            raise Problem(str(file.path), zh, en)
    given = names([file for _, _, file in left])
    ranks = {name: rank for rank, name in enumerate(sorted(given))}
    return {
        path: ListSource(name, number, str(file.path), ranks[name])
        for (number, path, file), name in zip(left, given, strict=True)
    }


def _not_given(file: ListedFile) -> Unreadable:
    return Unreadable(str(file.path), "Spark 没有给出此文件", "Spark did not give this file")
