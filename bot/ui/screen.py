"""The screen that ``bot.play`` shows its games on: Discord's channels."""

from contextlib import suppress
from datetime import timedelta
from hashlib import blake2s

import discord

from bot.game.rules import Game, MessageId
from bot.play import MessageGone, ScreenLost
from bot.ui.render import render

_UNKNOWN_MESSAGE = 10008
_CLOCKS_DIFFER_BY = timedelta(seconds=2)


class DiscordScreen:
    """Shows games in their channels through one client, which retries what passes by itself."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def post(self, game: Game) -> MessageId:
        """Send the game as a new message.

        Raises:
            ScreenLost: the channel is gone, or closed to the bot.
        """
        try:
            message = await self._channel(game).send(
                view=render(game), allowed_mentions=discord.AllowedMentions.none(), nonce=_nonce(game)
            )
        except (discord.NotFound, discord.Forbidden) as error:
            raise ScreenLost(str(error)) from error
        found = MessageId(message.id)
        if game.opened_at and message.created_at < game.opened_at - _CLOCKS_DIFFER_BY:
            # Discord knew it already, from a process that was killed: it tells the time of then.
            with suppress(MessageGone):
                await self.edit(game, found)
        return found

    async def edit(self, game: Game, message_id: MessageId) -> None:
        """Show the game in a message sent before.

        Raises:
            MessageGone: the message was deleted.
            ScreenLost: the channel is gone, or closed to the bot.
        """
        message = self._channel(game).get_partial_message(message_id)
        try:
            await message.edit(view=render(game), allowed_mentions=discord.AllowedMentions.none())
        except (discord.NotFound, discord.Forbidden) as error:
            if error.code == _UNKNOWN_MESSAGE:
                raise MessageGone(str(error)) from error
            raise ScreenLost(str(error)) from error

    def _channel(self, game: Game) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(game.channel_id, guild_id=game.guild_id)


def _nonce(game: Game) -> str:
    """Name one showing of a game, in 24 characters.

    Sent again after a broken answer, or by the next process after a kill, it is shown once: the time left,
    which a restart gives anew, is no part of the name.
    """
    showing = f"{game.id} {game.number} {game.phase} {game.messages_lost}"
    return blake2s(showing.encode(), digest_size=12).hexdigest()
