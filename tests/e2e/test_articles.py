"""A moderator adds, plays and removes an article; what can't be read gets a sentence and leaves nothing."""

import pytest

from sandbox.person import File, Person
from sandbox.reading import controls_of, is_private, is_thinking, text_of
from sandbox.server import Sandbox
from tests.e2e.process import BotProcess, is_over

pytestmark = pytest.mark.asyncio(loop_scope="module")

ARTICLE = """# The Lantern Bridge of Santarém

Marta Velasquez designed the Lantern Bridge in 1931. The Portuguese engineer Marta Velasquez was
born in Lisbon. The Lantern Bridge crosses the River Tagus near Santarém and carries 14,500 cars a
day. The Lantern Bridge was the first bridge in Portugal to be lit by electric lamps. Velasquez
studied in Paris before she founded the Tagus Company in 1925. The painter Amadeo Ferreira made a
famous picture of the bridge for the World Exhibition in Brussels in 1935. The bridge was built by
340 workers from Coimbra. “A bridge is a street that learned to fly,” said Marta Velasquez. The
Tagus Company built 27 bridges in Brazil, Spain and Italy. King Leopold of Belgium opened the
exhibition in Brussels.
""".encode()

REFUSED: dict[str, tuple[File | str, str]] = {
    "a PDF renamed": (File("story.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "text/plain"), "PDF"),
    "no text": (File("story.txt", bytes(range(256)) * 8, "text/plain"), "text"),
    "no facts": (File("story.txt", b"We went home and then we slept. It was good. " * 20, "text/plain"), "."),
    "too large": (File("story.txt", b"word " * 250_000, "text/plain"), "1 MB"),
    "a private address": ("http://169.254.169.254/latest/meta-data", "."),
    "no address": ("ftp://example.org/story", "http"),
}


async def private_reply(person: Person, channel: str, *, not_before: int) -> str:
    """Wait for the private message that says how it ended."""
    message = await person.wait_for(
        lambda m: (
            is_private(m)
            and int(m["id"]) > not_before
            and not is_thinking(m)
            and "Reading " not in text_of(m)
            and "Writing questions" not in text_of(m)
        ),
        channel=channel,
        seconds=60,
    )
    return text_of(message)


@pytest.mark.parametrize("case", REFUSED)
async def test_what_cannot_be_read_is_refused_in_a_sentence(
    running: tuple[Sandbox, BotProcess], case: str
) -> None:
    """The moderator reads what is wrong; no article is listed and no traceback logged."""
    sandbox, bot = running
    source, words = REFUSED[case]
    async with Person(sandbox.url, "ana") as ana:
        newest = max((int(m["id"]) for m in ana.messages("general")), default=0)
        given: dict[str, str | File] = {"file" if isinstance(source, File) else "link": source}
        assert (await ana.command("general", "article add", **given)).is_acknowledged
        assert words in await private_reply(ana, "general", not_before=newest)
        assert not [m for m in ana.messages("general") if controls_of(m)]
    assert "Traceback" not in bot.log


async def test_an_article_is_added_played_removed_and_brought_back(
    running: tuple[Sandbox, BotProcess],
) -> None:
    """Nothing is public before Publish; then it can be played, removed, and the removal undone."""
    sandbox, _ = running
    async with Person(sandbox.url, "ana") as ana:
        await ana.command("trivia", "article add", file=File("bridge.md", ARTICLE, "text/markdown"))
        preview = await ana.wait_for(
            lambda m: any(b["custom_id"].startswith("publish:") for b in controls_of(m)),
            channel="trivia",
            seconds=60,
        )
        assert "Lantern Bridge" in text_of(preview)
        assert not await ana.complete("trivia", "trivia", "topic", "lantern")
        await ana.click(preview, "Publish")
        await ana.wait_for(lambda m: "Published" in text_of(m), channel="trivia")
        offered = await ana.complete("trivia", "trivia", "topic", "lantern")
        assert offered
        await ana.command("trivia", "trivia", topic=offered[0]["value"], questions=1, seconds=5)
        question = await ana.wait_for(lambda m: "Question 1 of" in text_of(m), channel="trivia")
        assert "Lantern Bridge" in text_of(question)
        await ana.wait_for(is_over, channel="trivia", seconds=30)

        shelf = await ana.complete("trivia", "article remove", "article", "lantern")
        await ana.command("trivia", "article remove", article=shelf[0]["value"])
        asked = await ana.wait_for(lambda m: "Remove **" in text_of(m), channel="trivia")
        await ana.click(asked, "Remove")
        removed = await ana.wait_for(lambda m: "Removed" in text_of(m), channel="trivia")
        assert not await ana.complete("trivia", "trivia", "topic", "lantern")
        await ana.click(removed, "Undo")
        await ana.wait_for(lambda m: "is back" in text_of(m), channel="trivia")
        assert await ana.complete("trivia", "trivia", "topic", "lantern")


async def test_members_are_not_offered_the_moderators_commands(
    running: tuple[Sandbox, BotProcess],
) -> None:
    """Who lacks Manage Server can't add articles."""
    sandbox, _ = running
    async with Person(sandbox.url, "ben") as ben:
        with pytest.raises(LookupError):
            await ben.command("general", "article add", link="https://example.org")
