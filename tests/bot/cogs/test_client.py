import asyncio
import re
from collections.abc import Iterator, MutableMapping
from dataclasses import replace
from typing import Any, Self

import discord
import pytest
import simcord
from discord import ui
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.client import aim_at, create_bot, serve
from bot.cogs.registration import register_commands
from bot.errors import UserError
from bot.game.events import MessageLost, Resumed, Shown, Started
from bot.game.machine import step
from bot.game.rules import ChannelId, GuildId, MessageId, Phase
from bot.settings import DISCORD_API, Settings
from bot.ui.controls import Control
from bot.ui.reply import note
from bot.ui.screen import DiscordScreen
from bot.ui.text import playing
from tests import builders
from tests.bot.simulated import FakeAuthor, Table, labels, shown
from tests.builders import NOON, later

Log = list[MutableMapping[str, Any]]


class BrokenButton(Control, template=r"broken"):
    """A button with a bug."""

    def __init__(self) -> None:
        super().__init__("broken", "Break")

    @classmethod
    def _parsed(cls, _match: re.Match[str]) -> Self:
        return cls()

    async def _pressed(self, _interaction: discord.Interaction) -> None:
        raise KeyError("a bug")


async def _broken_button(table: Table) -> discord.Message:
    view = note("Press")
    view.add_item(ui.ActionRow[Any](BrokenButton()))
    table.bot.add_dynamic_items(BrokenButton)
    await table.bot.get_partial_messageable(table.channel.id).send(view=view)
    return table.last()


def _errors(log_lines: Log) -> Log:
    """Take what went wrong out of the log: the test has seen it."""
    found = [line for line in log_lines if line["log_level"] == "error"]
    log_lines[:] = [line for line in log_lines if line["log_level"] != "error"]
    return found


async def test_a_bug_behind_a_button_is_logged_once_with_the_code_that_the_player_gets(
    table: Table, log_lines: Log
) -> None:
    """The player gets a private sentence with a code, and the log holds that code and no words of theirs."""
    result = await table.ana.click(await _broken_button(table), label="Break")
    assert result.ephemeral
    (line,) = _errors(log_lines)
    assert line["error_id"] in shown(result.response)
    assert isinstance(line["exc_info"], KeyError)
    assert line["custom_id"] == "broken"


async def test_a_bug_behind_a_command_is_logged_once_and_takes_the_place_of_thinking(
    table: Table, log_lines: Log
) -> None:
    """After a deferral the sentence replaces what stood there, and nothing typed is logged."""
    table.author.error = RuntimeError("a bug")
    result = await table.mo.slash(table.channel, "article add", link="https://example.org/secret")
    (line,) = _errors(log_lines)
    assert line["error_id"] in shown(result.response)
    assert line["command"] == "article add"
    assert "secret" not in repr(line)


async def test_a_bug_behind_a_form_is_answered(table: Table, log_lines: Log) -> None:
    """A form that fails tells its sender."""
    table.author.error = RuntimeError("a bug")
    form = await table.mo.slash(table.channel, "article add")
    result = await table.mo.submit_modal(form, {"title": "T", "text": "Text."})
    (line,) = _errors(log_lines)
    assert line["error_id"] in shown(result.response)


async def test_an_expired_press_is_no_fault(table: Table, log_lines: Log) -> None:
    """Where Discord does not know the interaction any more, there is one quiet line and the answer counts."""
    await table.start()
    table.env.inject_error("POST", "/interactions/*/*/callback", status=404, code=10062)
    await table.ana.click(table.last(), label=next(one for one in labels(table.last()) if "Paris" in one))
    assert [line["event"] for line in log_lines if line["log_level"] == "warning"] == ["interaction expired"]
    await table.env.advance_time(21)
    assert "**Ana**" in shown(table.last())


async def test_nothing_is_left_in_the_view_store(table: Table) -> None:
    """After games, forms, private pages and previews discord.py remembers no view, form or message."""
    await table.start(questions=2, style="typed")
    form = await table.ana.click(table.last(), label=playing.ANSWER)
    await table.ana.submit_modal(form, {"answer": "Oslo"})
    await table.ben.click(table.last(), label=playing.ANSWER)
    await table.env.advance_time(60)
    await table.ana.click(table.last(), label=playing.WHAT_I_MISSED)
    await table.ana.slash(table.channel, "leaderboard")
    form = await table.mo.slash(table.channel, "article add")
    await table.mo.submit_modal(form, {"title": "T", "text": "Text."})
    kept = table.bot._connection._view_store  # noqa: SLF001 - where discord.py keeps what it listens for
    assert kept._views == {}  # noqa: SLF001 - the same
    assert kept._synced_message_views == {}  # noqa: SLF001 - the same
    assert kept._modals == {}  # noqa: SLF001 - the same
    waiting = [task for task in asyncio.all_tasks() if "timeout_task" in repr(task.get_coro())]
    assert waiting == []


async def test_commands_are_registered_only_when_they_differ(table: Table) -> None:
    """A restart of the same bot asks what Discord has and registers nothing; another command does."""
    assert _registrations(table.env) == 1
    await table.restart()
    assert _registrations(table.env) == 1
    table.bot.tree.get_command("help").description = "Something else"  # type: ignore[union-attr]
    assert await register_commands(table.bot.tree) is True
    assert await register_commands(table.bot.tree) is False


def _registrations(env: simcord.Env) -> int:
    return sum(one.method == "PUT" and one.path.endswith("/commands") for one in env.http_requests)


async def test_the_bot_asks_for_no_privileged_intent(settings: Settings) -> None:
    """It needs to know servers and channels, and reads no chat and no member list."""
    bot = create_bot(settings, author=FakeAuthor())
    assert bot.intents == discord.Intents(guilds=True)
    assert str(bot.activity) == "/trivia"


async def test_closing_keeps_games_and_ends_the_author(table: Table) -> None:
    """After closing nothing more is shown, and the game lies in the database for the next process."""
    await table.start()
    before = len(table.env.http_requests)
    await table.bot.close()
    await table.bot.close()
    assert table.author.closed == 1
    await table.env.advance_time(60)
    assert len(table.env.http_requests) == before


def test_another_discord_is_aimed_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """REST and gateway follow the setting; Discord's own is left alone."""
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    own = (Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY)
    aim_at(DISCORD_API)
    assert own == (Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY)
    aim_at("http://127.0.0.1:8080/api/v10")
    assert Route.BASE == "http://127.0.0.1:8080/api/v10"
    assert str(DiscordWebSocket.DEFAULT_GATEWAY) == "ws://127.0.0.1:8080/gateway/"


async def test_without_a_token_there_is_a_sentence(settings: Settings) -> None:
    """An operator who has set no token is told where to put it."""
    with pytest.raises(UserError, match="DISCORD_TOKEN is not set"):
        await serve(settings.model_copy(update={"discord_token": None}), on_ready=print)


async def test_an_unreachable_discord_is_a_sentence(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, unused_tcp_port: int
) -> None:
    """Where nobody listens, the operator reads which address that was."""
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    nowhere = {"discord_token": "a.b.c", "discord_api_base": f"http://127.0.0.1:{unused_tcp_port}/api/v10"}
    with pytest.raises(UserError, match=f"cannot be reached at http://127.0.0.1:{unused_tcp_port}"):
        await serve(Settings(**(settings.model_dump() | nowhere)), on_ready=print)


async def test_every_command_is_one_that_discord_takes(table: Table) -> None:
    """Names and texts keep to its limits, all is for servers, articles and questions for moderators."""
    payloads = [command.to_dict(table.bot.tree) for command in table.bot.tree.get_commands()]
    names = {"trivia", "leaderboard", "stats", "help", "article", "questions"}
    assert {one["name"] for one in payloads} == names
    for one in _with_options(payloads):
        assert re.fullmatch(r"[-_a-z0-9]{1,32}", one["name"])
        assert 1 <= len(one["description"]) <= 100
        assert len(one.get("choices") or []) <= 25
    needed = {one["name"]: one.get("default_member_permissions") for one in payloads}
    manage_guild = discord.Permissions(manage_guild=True).value
    assert needed.pop("article") == needed.pop("questions") == manage_guild
    assert set(needed.values()) == {None}
    assert all(one["contexts"] == [0] and one["integration_types"] == [0] for one in payloads)


def _with_options(payloads: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in payloads:
        yield one
        yield from _with_options(one.get("options") or [])


async def test_a_message_sent_twice_is_shown_once(table: Table) -> None:
    """Each showing of a game has a name of its own, by which Discord knows a repeated request."""
    await table.start(questions=2)
    await table.env.advance_time(60)
    path = f"/channels/{table.channel.id}/messages"
    sent = [one.json for one in table.env.http_requests if (one.method, one.path) == ("POST", path)]
    nonces = [body["nonce"] for body in sent if body]
    assert len(set(nonces)) == len(nonces) == 3
    assert all(1 <= len(nonce) <= 25 for nonce in nonces)
    assert all(body["enforce_nonce"] for body in sent if body)


async def test_a_question_on_its_way_at_a_kill_is_not_shown_twice(table: Table) -> None:
    """Posted again after a restart it has the same name; posted anew for a deleted one it has another."""
    here = replace(builders.game(), channel_id=ChannelId(table.channel.id), guild_id=GuildId(table.guild.id))
    started, _ = step(here, Started(NOON))
    resumed, _ = step(started, Resumed(later(9)))
    shown_, _ = step(resumed, Shown(later(9), 1, Phase.ASKING, MessageId(5)))
    anew, _ = step(shown_, MessageLost(later(12), 1, MessageId(5)))
    for one in (started, resumed, anew):
        await DiscordScreen(table.bot).post(one)
    path = f"/channels/{table.channel.id}/messages"
    sent = [one.json for one in table.env.http_requests if (one.method, one.path) == ("POST", path)]
    first, again, other = (body["nonce"] for body in sent if body)
    assert first == again != other
