"""Workers that are forked: they answer, their end is told, and the process they are forked from may itself be killed."""

import asyncio
import json
import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from kg.serve.protocol.media_types import JSON_RESULTS
from kg.serve.workers import forks
from kg.serve.workers.evaluate import Job
from kg.serve.workers.forks import ForkServer
from kg.serve.workers.process import Lost, WorkerSetting
from tests.serving import make_store

pytestmark = pytest.mark.skipif(not forks.POSSIBLE, reason="this system does not fork")
BASE = "https://w3id.org/quanze/"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return make_store(tmp_path_factory.mktemp("forks") / "store", "<a:a> <a:b> 1, 2, 3 .")


def forked(store, body):
    """Run ``body`` with a fork server, which is closed afterwards."""

    async def run():
        server = ForkServer(WorkerSetting(store.parent, 0, BASE))
        try:
            return await body(server)
        finally:
            await server.close()

    return asyncio.run(run())


def job(store, text):
    return Job(text=text, store=str(store), rows=[JSON_RESULTS, "json"], seconds=30)


async def count(worker, store):
    _, body = await worker.ask(job(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
    return json.loads(body)["results"]["bindings"][0]["n"]["value"]


def test_forked_workers_answer_and_are_processes_of_their_own(store):
    async def body(server):
        workers = await asyncio.gather(*(server.fork() for _ in range(4)))
        counts = await asyncio.gather(*(count(worker, store) for worker in workers))
        for worker in workers:
            await worker.dismiss()
        return counts, {worker.pid for worker in workers}

    counts, numbers = forked(store, body)
    assert counts == ["3"] * 4
    assert len(numbers | {os.getpid()}) == 5
    for number in numbers:
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)


def test_a_worker_that_is_killed_is_lost_and_the_others_go_on(store):
    async def body(server):
        first, second = await server.fork(), await server.fork()
        os.kill(first.pid, signal.SIGKILL)
        with pytest.raises(Lost):
            await count(first, store)
        assert not first.alive
        found = await count(second, store)
        await second.dismiss()
        return found

    assert forked(store, body) == "3"


def test_what_a_worker_is_killed_with_is_what_its_query_ends_with(store):
    async def body(server):
        worker = await server.fork()
        asked = asyncio.create_task(count(worker, store))
        await asyncio.sleep(0)
        worker.kill(TimeoutError("over"))
        with pytest.raises(TimeoutError, match="over"):
            await asked

    forked(store, body)


def test_where_the_fork_server_is_killed_another_takes_its_place(store):
    async def body(server):
        before = await server.fork()
        await count(before, store)
        server._process.kill()
        while before.alive:  # its workers notice within half a second
            with suppress(Lost):
                await count(before, store)
        after = await server.fork()
        found = await count(after, store)
        await after.dismiss()
        return found

    assert forked(store, body) == "3"


def descriptors():
    """The sockets and pipes of this process."""
    return [kind for one in os.scandir("/proc/self/fd") if (kind := read_link(one)).startswith(("socket", "pipe"))]


def read_link(entry):
    with suppress(OSError):  # the one of the folder itself
        return str(Path(entry.path).readlink())
    return ""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="descriptors are counted in /proc")
def test_a_fork_that_is_given_up_leaves_no_channel_and_no_worker(store):
    async def body(server):
        first = await server.fork()
        before = sorted(descriptors())
        os.kill(server._process.pid, signal.SIGSTOP)
        asked = asyncio.create_task(server.fork())
        await asyncio.sleep(0.1)
        between = sorted(descriptors())
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        await asyncio.sleep(0)
        after = sorted(descriptors())
        os.kill(server._process.pid, signal.SIGCONT)
        second = await server.fork()
        found = await count(second, store)
        while server._abandoned:  # the worker nobody wants ends
            await asyncio.sleep(0.01)
        assert not server._early
        for worker in (first, second):
            await worker.dismiss()
        return before, between, after, found

    before, between, after, found = forked(store, body)
    assert len(between) > len(before)
    assert after == before
    assert found == "3"


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="descriptors are counted in /proc")
def test_a_fork_that_cannot_be_asked_for_leaves_no_channel(store, monkeypatch):
    async def body(server):
        worker = await server.fork()
        before = sorted(descriptors())
        with monkeypatch.context() as patched:
            patched.setattr(forks.socket, "send_fds", refuse)
            with pytest.raises(OSError, match="no more"):
                await server.fork()
        after = sorted(descriptors())
        again = await server.fork()
        found = await count(again, store)
        for one in (worker, again):
            await one.dismiss()
        return before, after, found

    before, after, found = forked(store, body)
    assert after == before
    assert found == "3"


def refuse(*_):
    raise OSError("no more")
