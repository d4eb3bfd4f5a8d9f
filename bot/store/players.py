"""The people of a server: what they are called, and whether they are shown on leaderboards."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.game.rules import GuildId, PlayerId
from bot.store.engine import upsert
from bot.store.guilds import make_known
from bot.store.models import PlayerRow, table

PLAYERS = table(PlayerRow)


class Players:
    """Remembers players, each server's by themselves."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def seen(self, guild_id: GuildId, player_id: PlayerId, name: str, *, at: datetime) -> None:
        """Remember a player under the present name."""
        await make_known(self._session, guild_id)
        await remember(self._session, guild_id, [(player_id, name)], at=at)

    async def hide(self, guild_id: GuildId, player_id: PlayerId, hidden: bool) -> None:  # noqa: FBT001
        """Leave a player out of this server's leaderboards, or show them again."""
        await make_known(self._session, guild_id)
        row = {
            "guild_id": guild_id,
            "player_id": player_id,
            "name": "",
            "is_hidden": hidden,
            "seen_at": None,
        }
        await upsert(self._session, PLAYERS, [row], replace=["is_hidden"])


async def remember(
    session: AsyncSession, guild_id: GuildId, named: Iterable[tuple[PlayerId, str]], *, at: datetime
) -> None:
    """Remember players of a known server under their present names."""
    rows = [
        {"guild_id": guild_id, "player_id": player_id, "name": name, "is_hidden": False, "seen_at": at}
        for player_id, name in sorted(dict(named).items())
    ]
    await upsert(session, PLAYERS, rows, replace=["name", "seen_at"])
