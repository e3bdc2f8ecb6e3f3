import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.protocol.refusal import Refusal
from kg.serve.workers.queue import WorkerQueue


def test_what_is_free_is_taken_at_once():
    async def run():
        turns = WorkerQueue([1], longest=2)
        assert await turns.take(1) == 1
        assert turns.take_now() is None
        turns.give(2)
        assert turns.take_now() == 2

    asyncio.run(run())


def test_first_come_first_served():
    async def run():
        turns, got = WorkerQueue([], longest=5), []

        async def wait(name):
            got.append((name, await turns.take(1)))

        tasks = []
        for name in "abc":
            tasks.append(asyncio.create_task(wait(name)))
            await asyncio.sleep(0)
        for number in range(3):
            turns.give(number)
        await asyncio.gather(*tasks)
        assert got == [("a", 0), ("b", 1), ("c", 2)]

    asyncio.run(run())


def test_newest_first_where_it_is_asked_for():
    async def run():
        turns, got = WorkerQueue([], longest=5, newest_first=True), []

        async def wait(name):
            got.append((name, await turns.take(1)))

        tasks = []
        for name in "abc":
            tasks.append(asyncio.create_task(wait(name)))
            await asyncio.sleep(0)
        assert turns.waiting == 3
        for number in range(3):
            turns.give(number)
        await asyncio.gather(*tasks)
        assert got == [("c", 0), ("b", 1), ("a", 2)]

    asyncio.run(run())


def test_a_line_that_is_full_and_a_wait_that_is_over():
    async def run():
        turns = WorkerQueue([], longest=1)
        waiting = asyncio.create_task(turns.take(0.05))
        await asyncio.sleep(0)
        with pytest.raises(Refusal) as full:
            await turns.take(1)
        with pytest.raises(Refusal) as over:
            await waiting
        assert (full.value.status, over.value.status) == (503, 503)
        assert over.value.headers["Retry-After"]
        turns.give(1)
        assert turns.take_now() == 1

    asyncio.run(run())


def done(waiting):
    """The results of the waits that are over; they are waited for no more."""
    over = [task for task in waiting if task.done()]
    waiting[:] = [task for task in waiting if not task.done()]
    return [task.result() for task in over if not task.cancelled()]


@given(st.lists(st.sampled_from(["take", "give", "cancel", "turn"]), max_size=40))
def test_nothing_is_lost_and_nothing_is_held_by_two(steps):
    async def run():
        turns, held, waiting = WorkerQueue([1, 2], longest=100), [], []
        for step in steps:
            if step == "take":
                waiting.append(asyncio.create_task(turns.take(10)))
            elif step == "give" and held:
                turns.give(held.pop())
            elif step == "cancel" and waiting:
                waiting[0].cancel()
            else:
                await asyncio.sleep(0)
            held += done(waiting)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        held += [*done(waiting), turns.take_now(), turns.take_now()]
        assert sorted(filter(None, held)) == [1, 2]

    asyncio.run(run())
