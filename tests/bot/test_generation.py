"""The worker process: results come back, failures are sentences, the event loop stays free."""

import asyncio
import os
import select
import signal
import subprocess
import sys
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.errors import UserError
from bot.generation import Generation
from questions.records import Article

MODEL = "en_core_web_sm"
TEXT = (
    "The Lantern Bridge was designed by Marta Velasquez, an engineer from Lisbon. "
    "The bridge was opened in 1931 and crosses the River Tagus near Santarém. "
    "Velasquez studied in Paris before she founded the Tagus Company in 1925."
)
PATIENCE = 10
shared = pytest.mark.asyncio(loop_scope="module")
READ_AND_WAIT = """
import asyncio, multiprocessing
from bot.generation import Generation

async def work():
    await Generation(model="").read_upload(b"The bridge was opened in 1931. " * 20, name="bridge.txt")
    print(multiprocessing.active_children()[0].pid, flush=True)
    await asyncio.Event().wait()

if __name__ == "__main__":
    asyncio.run(work())
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def generation() -> AsyncIterator[Generation]:
    """Give a worker that is ended after the tests."""
    worker = Generation(model=MODEL)
    yield worker
    await worker.close()


@shared
async def test_an_upload_becomes_an_article_with_questions(generation: Generation) -> None:
    """Text goes in, an article and its report come out of another process."""
    article = await generation.read_upload(TEXT.encode(), name="bridge.txt")
    written = await generation.write(article)
    assert "Marta Velasquez" in article.text
    assert written.report.words > 30
    assert all(question.evidence.locates_in(article.text) for question in written.questions)


@shared
async def test_what_cannot_be_read_is_said_in_a_sentence(generation: Generation) -> None:
    """A source's own error reaches the person, and the worker lives on."""
    with pytest.raises(UserError, match="PDF"):
        await generation.read_upload(b"%PDF-1.7 not text", name="report.txt")
    assert (await generation.read_upload(TEXT.encode(), name="bridge.txt")).text


@shared
async def test_a_private_address_is_refused(generation: Generation) -> None:
    """The guard stands in the worker too."""
    with pytest.raises(UserError):
        await generation.read_url("http://127.0.0.1:9/article")


@shared
async def test_a_job_that_takes_too_long_is_given_up_and_the_next_one_works(
    generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that hangs is ended and replaced."""
    with monkeypatch.context() as hurried:
        hurried.setattr(generation, "_job_seconds", 0.001)
        with pytest.raises(UserError, match="too long"):
            await generation.write(Article("Bridge", TEXT))
    assert (await generation.write(Article("Bridge", TEXT))).report.words > 30


def test_a_killed_bot_leaves_no_worker_behind() -> None:
    """The worker notices that its parent is gone, however suddenly, and ends too."""
    parent = subprocess.Popen([sys.executable, "-c", READ_AND_WAIT], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    watch = os.pidfd_open(worker)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    try:
        assert select.select([watch], [], [], PATIENCE)[0], "the worker outlived its parent"
    except AssertionError:
        os.kill(worker, signal.SIGKILL)
        raise
    finally:
        os.close(watch)


@shared
async def test_the_loop_runs_on_while_the_worker_works(generation: Generation) -> None:
    """Other work gets its turns all the while."""
    turns = 0
    job = asyncio.ensure_future(generation.write(Article("Bridge", TEXT * 20)))
    while not job.done():
        turns += 1
        await asyncio.wait([job], timeout=0.01)
    assert turns > 10


def test_the_bot_itself_never_loads_the_language_model() -> None:
    """What is heavy stays in the worker: the bot's own process does not even import spaCy."""
    code = "import sys, bot.client; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
