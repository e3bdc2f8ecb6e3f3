"""Things that few may use at a time, and the line of those who wait for one."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Generic, TypeVar

from kg.serve.protocol.refusal import busy

T = TypeVar("T")


class WorkerQueue(Generic[T]):
    """What is free, and who waits; the line is at most ``longest`` long.

    First come, first served, or the newest first: where a line only forms under a load that cannot all be served in
    time, those who came last can still be.
    """

    def __init__(self, free: list[T], longest: int, *, newest_first: bool = False) -> None:
        self._free, self._longest, self._newest_first = free, longest, newest_first
        self._waiting: deque[asyncio.Future[T]] = deque()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    @property
    def free(self) -> int:
        """How many can be had at once."""
        return len(self._free)

    def take_now(self) -> T | None:
        """One that is free, if nobody waits for it."""
        return self._free.pop() if self._free else None

    async def take(self, seconds: float) -> T:
        """One that is free now or within that time.

        Raises Refusal: the line is full, or the time is over.
        """
        if self._free:
            return self._free.pop()
        if len(self._waiting) >= self._longest:
            raise busy("等待的请求过多，请稍后再试", "too many requests are waiting")
        mine: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(mine)
        try:
            async with asyncio.timeout(seconds):
                return await mine
        except TimeoutError as error:
            self._leave(mine)
            raise busy("服务器繁忙，请稍后再试", "the server is busy") from error
        except asyncio.CancelledError:
            self._leave(mine)
            raise

    def give(self, item: T) -> None:
        """Hand one back, to whoever is first."""
        while self._waiting:
            first = self._waiting.pop() if self._newest_first else self._waiting.popleft()
            if not first.done():
                first.set_result(item)
                return
        self._free.append(item)

    def _leave(self, mine: asyncio.Future[T]) -> None:
        if mine.done() and not mine.cancelled():
            self.give(mine.result())  # handed over in the moment of leaving
        elif mine in self._waiting:
            self._waiting.remove(mine)
