"""A small bot on the real discord.py, which does once everything the sandbox has to understand.

Run with the sandbox's address as its argument it is a process of its own.
"""

import asyncio
import io
import re
import sys
from typing import Self

import discord
import yarl
from discord import app_commands

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000030802000000368849d6"
    "0000000c49444154789c6360a03d00000063000175a37d7a0000000049454e44ae426082"
)
READY_SECONDS = 0.05


class Lock(discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=r"lock:(?P<option>[A-D])"):
    """A button whose state is in its custom_id, so that it outlives the process."""

    def __init__(self, option: str) -> None:
        super().__init__(discord.ui.Button(label=option, custom_id=f"lock:{option}"))
        self.option = option

    @classmethod
    async def from_custom_id(
        cls,
        _interaction: discord.Interaction,
        _item: discord.ui.Item[discord.ui.View],
        match: re.Match[str],
        /,
    ) -> Self:
        """Make the button from what its custom_id says."""
        return cls(match["option"])

    async def callback(self, interaction: discord.Interaction) -> None:
        """Tell the player alone what was locked in."""
        await interaction.response.send_message(f"Locked in: {self.option}", ephemeral=True)


def lock_view() -> discord.ui.View:
    """Make a row of two persistent buttons."""
    view = discord.ui.View(timeout=None)
    for option in "AB":
        view.add_item(Lock(option))
    return view


class Form(discord.ui.Modal, title="Add an article"):
    """A form with a text, a choice and a file."""

    heading: discord.ui.TextDisplay[discord.ui.LayoutView] = discord.ui.TextDisplay(
        "Paste a text or send a file."
    )
    text: discord.ui.Label[Self] = discord.ui.Label(
        text="Text",
        component=discord.ui.TextInput(custom_id="text", style=discord.TextStyle.paragraph, min_length=3),
    )
    style: discord.ui.Label[Self] = discord.ui.Label(
        text="Style",
        component=discord.ui.Select(
            custom_id="style",
            options=[discord.SelectOption(label="Plain"), discord.SelectOption(label="Rich")],
        ),
    )
    file: discord.ui.Label[Self] = discord.ui.Label(
        text="File", component=discord.ui.FileUpload(custom_id="file", required=False, min_values=0)
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Say what arrived."""
        assert isinstance(self.text.component, discord.ui.TextInput)
        assert isinstance(self.style.component, discord.ui.Select)
        assert isinstance(self.file.component, discord.ui.FileUpload)
        sent = [f"{each.filename} {len(await each.read())}" for each in self.file.component.values]
        told = f"{self.text.component.value} | {self.style.component.values} | {sent}"
        await interaction.response.send_message(told, ephemeral=True)


class Layout(discord.ui.LayoutView):
    """A message of Components V2 with a picture, a button beside a text and a select."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        press: discord.ui.Button[Self] = discord.ui.Button(label="Next", custom_id="layout:next")
        press.callback = self.turn  # type: ignore[method-assign]
        choose: discord.ui.Select[Self] = discord.ui.Select(
            custom_id="layout:pick",
            options=[discord.SelectOption(label="One"), discord.SelectOption(label="Two")],
        )
        choose.callback = self.pick  # type: ignore[method-assign]
        self.choose = choose
        self.add_item(
            discord.ui.Container(
                discord.ui.Section(discord.ui.TextDisplay("**Question 1**"), accessory=press),
                discord.ui.Separator(),
                discord.ui.MediaGallery(discord.MediaGalleryItem("attachment://card.png")),
                discord.ui.ActionRow(choose),
            )
        )

    async def turn(self, interaction: discord.Interaction) -> None:
        """Replace the message."""
        view = discord.ui.LayoutView()
        view.add_item(discord.ui.TextDisplay("Question 2"))
        await interaction.response.edit_message(view=view, attachments=[])

    async def pick(self, interaction: discord.Interaction) -> None:
        """Say what was chosen."""
        await interaction.response.send_message(f"picked {self.choose.values}", ephemeral=True)


class QuizBot(discord.Client):
    """The bot; its queues hold what it came across, for a test to wait for."""

    def __init__(self, intents: discord.Intents | None = None) -> None:
        chosen = intents or discord.Intents.default()
        super().__init__(intents=chosen, guild_ready_timeout=READY_SECONDS)
        self.tree = app_commands.CommandTree(self)
        self.is_set = asyncio.Event()
        self.has_resumed = asyncio.Event()
        self.heard: asyncio.Queue[discord.Message] = asyncio.Queue()
        self.edits: asyncio.Queue[discord.Message] = asyncio.Queue()
        self.reactions: asyncio.Queue[str] = asyncio.Queue()
        self.answers: asyncio.Queue[str] = asyncio.Queue()
        self.unanswered: asyncio.Queue[discord.Interaction] = asyncio.Queue()
        _register(self)

    async def setup_hook(self) -> None:
        """Register commands and the persistent button."""
        self.add_dynamic_items(Lock)
        await self.tree.sync()

    async def on_ready(self) -> None:
        """Note that the guilds are there."""
        self.is_set.set()

    async def on_resumed(self) -> None:
        """Note that a dropped connection was resumed."""
        self.has_resumed.set()

    async def on_message(self, message: discord.Message) -> None:
        """Keep what was heard."""
        self.heard.put_nowait(message)

    async def on_message_edit(self, _before: discord.Message, after: discord.Message) -> None:
        """Keep what was edited."""
        self.edits.put_nowait(after)

    async def on_reaction_add(self, reaction: discord.Reaction, user: discord.User | discord.Member) -> None:
        """Keep who reacted."""
        self.reactions.put_nowait(f"{reaction.emoji} {user.name}")

    def channel(self, name: str) -> discord.TextChannel:
        """Find a channel by name."""
        found = discord.utils.get(self.get_all_channels(), name=name)
        assert isinstance(found, discord.TextChannel)
        return found


def _register(bot: QuizBot) -> None:  # noqa: C901 - one command each, none with a branch
    tree = bot.tree

    @tree.command(description="Greet somebody")
    @app_commands.describe(topic="What about")
    async def hello(
        interaction: discord.Interaction,
        topic: str,
        times: app_commands.Range[int, 1, 5] = 1,
        who: discord.Member | None = None,
    ) -> None:
        name = who.display_name if who else interaction.user.display_name
        await interaction.response.send_message(f"{topic} x{times} for {name}")

    @hello.autocomplete("topic")
    async def topics(_interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        known = ("rivers", "ravens", "music")
        return [app_commands.Choice(name=each, value=each) for each in known if each.startswith(current)]

    @tree.command(description="Take a while")
    async def slow(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True)
        first = await interaction.followup.send("the answer", wait=True)
        second = await interaction.followup.send("a follow-up", ephemeral=True, wait=True)
        await second.edit(content="an edited follow-up")
        original = await interaction.original_response()
        bot.answers.put_nowait(f"{original.id == first.id}")

    @tree.command(description="Answer one person alone")
    async def secret(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("for you alone", ephemeral=True)

    @tree.command(description="Never answer")
    async def silent(interaction: discord.Interaction) -> None:
        bot.unanswered.put_nowait(interaction)

    @tree.command(description="Answer twice")
    async def twice(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("once")
        try:
            again = discord.InteractionResponse(interaction)
            await again.send_message("twice")
        except discord.HTTPException as error:
            bot.answers.put_nowait(f"{error.status} {error.code}")

    @tree.command(description="Show buttons")
    async def buttons(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Which?", view=lock_view())

    @tree.command(description="Show a layout")
    async def layout(interaction: discord.Interaction) -> None:
        card = discord.File(io.BytesIO(PNG), "card.png")
        await interaction.response.send_message(view=Layout(), file=card)

    @tree.command(description="Open a form")
    async def form(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form())

    @tree.command(description="Take a file")
    async def upload(interaction: discord.Interaction, file: discord.Attachment) -> None:
        data = await file.read()
        back = discord.File(io.BytesIO(data), "back.txt")
        await interaction.response.send_message(f"{file.filename} {len(data)}", file=back)

    feed = app_commands.Group(
        name="feed", description="Feeds", default_permissions=discord.Permissions(manage_guild=True)
    )

    @feed.command(name="add", description="Add a feed")
    async def feed_add(interaction: discord.Interaction, url: str) -> None:
        may = interaction.permissions.manage_guild
        await interaction.response.send_message(f"{url} {may} {interaction.app_permissions.send_messages}")

    tree.add_command(feed)

    @tree.context_menu(name="Make trivia")
    async def make_trivia(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"about {message.content}", ephemeral=True)


def point_at(api_base: str, gateway_url: str) -> None:
    """Let discord.py talk to a sandbox."""
    discord.http.Route.BASE = api_base
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


if __name__ == "__main__":
    point_at(f"{sys.argv[1]}/api/v10", f"{sys.argv[1].replace('http', 'ws', 1)}/gateway/")
    QuizBot().run("sandbox.subprocess", log_handler=None)
