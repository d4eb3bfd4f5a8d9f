"""What everybody may type: a game, the leaderboard, a player's record, help."""

from dataclasses import replace

import discord
from discord import app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.errors import UserError
from bot.game.rules import Difficulty, GuildId, PlayerId, Style
from bot.store.values import Period
from bot.ui.access import is_moderator
from bot.ui.boards import leaderboard, record
from bot.ui.foreign import plain
from bot.ui.opening import open_game
from bot.ui.reply import note
from bot.ui.services import services_of
from bot.ui.text import commands as text

CHOICE_LIMIT = 100
_STYLES = [Choice(name=name, value=style.value) for style, name in text.STYLES.items()]
_DIFFICULTIES = [Choice(name=name, value=level.value) for level, name in text.DIFFICULTIES.items()]
_PERIODS = [Choice(name=name, value=period.value) for period, name in text.PERIODS.items()]


class Trivia(commands.Cog):
    """Games, leaderboards, records, help."""

    @app_commands.command(name="trivia", description=text.TRIVIA)
    @app_commands.describe(
        topic=text.TRIVIA_TOPIC,
        questions=text.TRIVIA_QUESTIONS,
        style=text.TRIVIA_STYLE,
        difficulty=text.TRIVIA_DIFFICULTY,
        seconds=text.TRIVIA_SECONDS,
    )
    @app_commands.choices(style=_STYLES, difficulty=_DIFFICULTIES)
    async def trivia(
        self,
        interaction: discord.Interaction,
        topic: Range[str, 1, CHOICE_LIMIT] = "",
        questions: Range[int, 1, 50] = 10,
        style: str = Style.BUTTONS,
        difficulty: str = Difficulty.ANY,
        seconds: Range[int, 5, 120] = 20,
    ) -> None:
        """Start a game in this channel."""
        rules = replace(
            services_of(interaction).house_rules,
            topic=topic.strip(),
            questions=questions,
            style=Style(style),
            difficulty=Difficulty(difficulty),
            seconds=seconds,
        )
        await open_game(interaction, rules)

    @trivia.autocomplete("topic")
    async def topics(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        """Offer what a game here can be about."""
        if interaction.guild_id is None:
            return []
        async with services_of(interaction).store.reading() as tx:
            found = await tx.articles.topics(GuildId(interaction.guild_id), typed)
        return [Choice(name=_headed(plain(topic, CHOICE_LIMIT)) or topic, value=topic) for topic in found]

    @app_commands.command(name="leaderboard", description=text.LEADERBOARD)
    @app_commands.describe(period=text.LEADERBOARD_PERIOD, page=text.LEADERBOARD_PAGE)
    @app_commands.choices(period=_PERIODS)
    async def leaderboard(
        self,
        interaction: discord.Interaction,
        period: str = Period.WEEK,
        page: Range[int, 1, 1000] = 1,
    ) -> None:
        """Show a leaderboard to everybody in the channel."""
        view = await leaderboard(interaction, Period(period), page=page)
        await interaction.response.send_message(view=view)

    @app_commands.command(name="stats", description=text.STATS)
    @app_commands.describe(player=text.STATS_PLAYER)
    async def stats(self, interaction: discord.Interaction, player: discord.Member | None = None) -> None:
        """Show a player's record to everybody in the channel."""
        if interaction.guild_id is None:
            raise UserError(text.ONLY_IN_SERVERS)
        services, person = services_of(interaction), player or interaction.user
        async with services.store.reading() as tx:
            stats = await tx.standings.stats(
                GuildId(interaction.guild_id), PlayerId(person.id), at=services.clock()
            )
        await interaction.response.send_message(view=record(stats, player_name=person.display_name))

    @app_commands.command(name="help", description=text.HELP)
    async def help(self, interaction: discord.Interaction) -> None:
        """Tell what to try, moderators a little more."""
        parts = (
            [text.HELP_PLAYERS, text.HELP_MODERATORS] if is_moderator(interaction) else [text.HELP_PLAYERS]
        )
        await interaction.response.send_message(view=note(*parts), ephemeral=True)


def _headed(topic: str) -> str:
    """Begin a topic in small letters with a capital; "iPhone" keeps its own."""
    first = topic.partition(" ")[0]
    capital = topic[:1].upper()
    return capital + topic[1:] if first.islower() and len(capital) == 1 else topic
