"""The server at work: its store, its workers, its limits; questions in, answers out. All routes ask through it."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from kg.graph.terms import prefixes
from kg.serve.protocol.media_types import JSON_RESULTS
from kg.serve.workers.evaluate import Job
from kg.serve.workers.pool import Pool
from kg.serve.workers.process import WorkerSetting
from kg.serve.workers.snapshots import Changing, Resting

if TYPE_CHECKING:
    from kg.serve.protocol.negotiate import Choice
    from kg.serve.protocol.request import Operation
    from kg.serve.settings import ServerSettings
    from kg.serve.workers.pool import Left
    from kg.serve.workers.process import Answer, Worker

Row = dict[str, dict[str, str]]


class QueryService:
    """A server between `open` and `close`."""

    def __init__(self, settings: ServerSettings) -> None:
        self.settings = settings
        self.prefixes = prefixes(settings.base)
        self._folder = Path(tempfile.mkdtemp(prefix="quanze-serve-"))
        setting = WorkerSetting(self._folder, settings.worker_memory, settings.base, settings.worker_module)
        self.pool = Pool(setting, settings.worker_count, settings.queue, settings.longest_queue)
        self._changing = Changing(settings.store, setting) if settings.update else None
        self._editions = self._changing or Resting(settings.store)

    async def open(self) -> None:
        """Start the processes. Raises Refusal: the store cannot be written."""
        if self._changing:
            await self._changing.open()
        await self.pool.open(lambda: self._job("ASK {}"))

    async def close(self) -> None:
        """End the processes and leave nothing behind."""
        await self.pool.close()
        if self._changing:
            await self._changing.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def edition(self) -> str:
        """What tells the present content of the store from an earlier one."""
        return "".join(self._editions.current())

    async def query(
        self, asked: Operation, choice: Choice, base: str, left: Left | None = None, begun: Worker | None = None
    ) -> Answer:
        """The answer to a client's query in a form it accepts; ``begun`` is a worker at it already. Raises Refusal."""
        return await self.pool.run(query_job(self.settings, self._editions.current(), asked, choice, base), left, begun)

    async def update(self, asked: Operation, base: str) -> None:
        """Change the store as a client asks. Raises Refusal."""
        if self._changing is None:
            raise AssertionError("an update without --update")
        job = self._job(
            asked.text,
            base=base,
            default=_list(asked.default),
            named=_list(asked.named),
            service=self.settings.service,
            load=self.settings.load,
        )
        await self._changing.update(job, {worker.store for worker in self.pool.workers})

    async def rows(self, text: str) -> list[Row]:
        """The rows of a query of our own (SPARQL 1.1 Query Results JSON). Raises Refusal."""
        header, body = await self.pool.run(self._job(text))
        results: dict[str, Any] = json.loads(Path(header["file"]).read_bytes() if header["file"] else body)
        if header["file"]:
            Path(header["file"]).unlink()
        rows: list[Row] = results["results"]["bindings"]
        return rows

    async def entity(self, iri: str) -> Any:  # noqa: ANN401 - the fields of an EntityPage by name
        """All that the page about a thing shows (`kg.serve.entity.entity_page.EntityPage`), None for nothing.

        One job of one worker. Raises Refusal.
        """
        _, body = await self.pool.run(self._job(iri, task="entity"))
        return json.loads(body, object_hook=lambda fields: SimpleNamespace(**fields))

    async def find(self, words: str, limit: int, kind: str = "") -> list[dict[str, str]]:
        """The things that words mean (`kg.asking.resolve`), best first: ``iri`` and ``label``. Raises Refusal."""
        _, body = await self.pool.run(self._job(words, task="find", max_rows=limit, kind=kind))
        things: list[dict[str, str]] = json.loads(body)
        return things

    async def bind(self, name: str, given: dict[str, str]) -> str:
        """The query of a shipped question; documents and articles as the graph names them. Raises Refusal."""
        _, body = await self.pool.run(self._job(json.dumps({"name": name, "given": given}), task="bind"))
        text: str = json.loads(body)
        return text

    async def explain(self, text: str) -> list[dict[str, Any]]:
        """The patterns of a query, each with its matches (`kg.asking.pattern_counts.PatternCount`). Raises Refusal."""
        _, body = await self.pool.run(self._job(text, task="explain"))
        counts: list[dict[str, Any]] = json.loads(body)
        return counts

    def _job(self, text: str, **more: Any) -> Job:  # noqa: ANN401 - the fields of a job
        store, edition = self._editions.current()
        fields = {"rows": [JSON_RESULTS, "json"], "base": "http://localhost/", "seconds": self.settings.timeout, **more}
        return Job(text=text, store=store, edition=edition, **fields)


def query_job(settings: ServerSettings, current: tuple[str, str], asked: Operation, choice: Choice, base: str) -> Job:
    """The job of a client's query; ``current`` are the folder of the store and its edition."""
    return Job(
        asked.text,
        *current,
        base,
        default=_list(asked.default),
        named=_list(asked.named),
        rows=_list(choice.rows),
        graph=_list(choice.graph),
        seconds=_shorter(asked.seconds, settings.timeout),
        max_rows=settings.max_rows,
        max_bytes=settings.max_bytes,
        service=settings.service,
    )


def _shorter(asked: float, allowed: float) -> float:
    """The seconds a query may run: those its client allows, up to those of the server; 0 is no limit."""
    return min(asked, allowed) if asked and allowed else asked or allowed


def _list(items: tuple[str, ...] | None) -> list[str] | None:
    return None if items is None else list(items)
