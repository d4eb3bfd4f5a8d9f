"""Reading and writing in a worker process, so that the event loop never waits for NLP.

The heavy modules are imported in the worker only: the bot's own process stays small and starts fast.
"""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.errors import UserError
from questions.endpoint import Endpoint
from questions.records import Article, SourceError

if TYPE_CHECKING:
    from questions.pipeline import Generation as Written

log = structlog.get_logger(__name__)

JOB_SECONDS = 120.0
"""Longer than the slowest article within the size limits takes on one core, model loading included."""

T = TypeVar("T")


class Generation:
    """One worker process that reads sources and writes questions, made when first needed."""

    def __init__(
        self, *, model: str, endpoint: Endpoint | None = None, job_seconds: float = JOB_SECONDS
    ) -> None:
        self._model = model
        self._endpoint = endpoint
        self._job_seconds = job_seconds + (endpoint.limits.seconds if endpoint else 0.0)
        self._pool: ProcessPoolExecutor | None = None
        self._turn = asyncio.Lock()

    async def read_url(self, url: str) -> Article:
        """Fetch a page and extract its article."""
        return await self._run(_read_url, url)

    async def read_upload(self, data: bytes, *, name: str, content_type: str = "") -> Article:
        """Extract the article of an uploaded file or pasted text."""
        return await self._run(_read_upload, data, name, content_type)

    async def write(self, article: Article) -> "Written":
        """Write the questions of an article."""
        return await self._run(_write, article, self._model, self._endpoint)

    async def close(self) -> None:
        """End the worker; a job under way is abandoned."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in multiprocessing.active_children():
            worker.kill()
        await asyncio.to_thread(pool.shutdown, wait=True)

    async def _run(self, job: Callable[..., T], *arguments: object) -> T:
        # One job at a time: a job's seconds are its own, not those of the ones before it.
        async with self._turn:
            return await self._run_now(job, *arguments)

    async def _run_now(self, job: Callable[..., T], *arguments: object) -> T:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                max_workers=1, mp_context=multiprocessing.get_context("spawn"), initializer=_follow_parent
            )
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._job_seconds):
                return await loop.run_in_executor(self._pool, job, *arguments)
        except SourceError as error:
            raise UserError(str(error)) from None
        except TimeoutError:
            await self.close()
            raise UserError("That took too long and was given up. Try a shorter article.") from None
        except BrokenProcessPool:
            log.warning("worker process ended")
            await self.close()
            raise UserError(
                "That article was too much for me. Try a shorter one, or paste its text."
            ) from None


def _follow_parent() -> None:
    """Leave Ctrl-C to the parent, which ends its workers in order; where it is killed, end at once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _read_url(url: str) -> Article:
    from questions import reading  # noqa: PLC0415 - heavy, wanted in the worker only

    return asyncio.run(reading.read_url(url))


def _read_upload(data: bytes, name: str, content_type: str) -> Article:
    from questions import reading  # noqa: PLC0415 - heavy, wanted in the worker only

    return reading.read_bytes(data, name=name, content_type=content_type)


def _write(article: Article, model: str, endpoint: Endpoint | None) -> "Written":
    from questions import pipeline  # noqa: PLC0415 - heavy, wanted in the worker only

    return pipeline.generate(article, model=model, endpoint=endpoint)
