"""The servers that the bot knows."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.game.rules import GuildId
from bot.store.engine import insert_new, upsert
from bot.store.models import GuildRow, table

GUILDS = table(GuildRow)


class Guilds:
    """Remembers servers by id."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def ensure(self, guild_id: GuildId, name: str, at: datetime) -> None:
        """Remember a server and what it is called now."""
        row = {"guild_id": guild_id, "name": name, "seen_at": at}
        await upsert(self._session, GUILDS, [row], replace=["name", "seen_at"])


async def make_known(session: AsyncSession, guild_id: GuildId) -> None:
    """See to it that rows of a server may refer to it, even one that nobody has named yet."""
    row = {"guild_id": guild_id, "name": "", "seen_at": None}
    await insert_new(session, GUILDS, [row], GUILDS.c.guild_id)
