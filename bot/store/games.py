"""The games: one running in a channel, kept whole through every event, and what was asked in them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.game.rules import ChannelId, Drawn, Game, GameId, GuildId, Phase, PlayerId
from bot.store import codec
from bot.store.engine import insert_new, upsert
from bot.store.guilds import make_known
from bot.store.models import AnswerRow, AskedRow, DeckRow, GameRow, RoundRow, table
from bot.store.values import ChannelBusy, Missed

GAMES = table(GameRow)
ROUNDS = table(RoundRow)
ASKED = table(AskedRow)

_IS_RUNNING = GameRow.closed_at.is_(None)
_WHOLE_GAMES = select(*(GAMES.c[name] for name in codec.COLUMNS), GameRow.state, DeckRow.deck).join(
    DeckRow, and_(DeckRow.guild_id == GameRow.guild_id, DeckRow.game_id == GameRow.id)
)


class Games:
    """Keeps games until they are closed, and remembers them after."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def create(self, game: Game, *, at: datetime) -> Game:
        """Store a new game; give it with its id.

        Raises:
            ChannelBusy: another game is running in the channel.
        """
        await make_known(self._session, game.guild_id)
        row = {
            "guild_id": game.guild_id,
            "channel_id": game.channel_id,
            "host_id": game.host_id,
            "phase": game.phase,
            "message_id": game.message_id,
            "started_at": at,
            "ended_at": None,
            "closed_at": None,
            "state": codec.state_of(game),
        }
        created = await insert_new(self._session, GAMES, [row], GAMES.c.id)
        if not created:
            raise ChannelBusy(await self._running_id(game.guild_id, game.channel_id))
        game = replace(game, id=GameId(created[0].id))
        await self._session.execute(
            insert(DeckRow).values(guild_id=game.guild_id, game_id=game.id, deck=codec.deck_of(game))
        )
        return game

    async def save(self, game: Game, *, at: datetime) -> None:
        """Store what an event made of a game; a closed one frees its channel.

        Raises:
            LookupError: there is no such game running.
        """
        saved = await self._session.scalar(
            update(GameRow)
            .where(GameRow.guild_id == game.guild_id, GameRow.id == game.id, _IS_RUNNING)
            .values(
                phase=game.phase,
                message_id=game.message_id,
                closed_at=at if game.phase is Phase.CLOSED else None,
                state=codec.state_of(game),
            )
            .returning(GameRow.id)
        )
        if saved is None:
            raise LookupError(f"game {game.id} is not running")

    async def get(self, game_id: GameId) -> Game | None:
        """Give a game, running or not."""
        found = await self._read(GameRow.id == game_id)
        return found[0] if found else None

    async def running(self) -> tuple[Game, ...]:
        """Give the running games of all servers, oldest first."""
        return await self._read(_IS_RUNNING)

    async def in_channel(self, guild_id: GuildId, channel_id: ChannelId) -> Game | None:
        """Give the game that runs in a channel."""
        found = await self._read(GameRow.guild_id == guild_id, GameRow.channel_id == channel_id, _IS_RUNNING)
        return found[0] if found else None

    async def mark_asked(self, game: Game, round: int, drawn: Drawn, *, at: datetime) -> None:  # noqa: A002 - the field's name
        """Remember that a question was asked as ``round``; saying so twice counts once."""
        row = {
            "guild_id": game.guild_id,
            "game_id": game.id,
            "round": round,
            "question_id": drawn.question_id,
            "fact": drawn.question.fact,
            "asked_at": at,
        }
        if not await insert_new(self._session, ROUNDS, [row], ROUNDS.c.round):
            return
        asked = {"guild_id": game.guild_id, "fact": drawn.question.fact, "times": 1, "asked_at": at}
        await upsert(self._session, ASKED, [asked], add=["times"], raise_to=["asked_at"])

    async def missed(self, game_id: GameId, player_id: PlayerId) -> tuple[Missed, ...]:
        """Give what a player answered wrong or not at all in a game, of the rounds that were scored."""
        game = await self.get(game_id)
        if game is None:
            return ()
        hidden = [*game.unscored, *([game.number] if game.phase is Phase.ASKING else [])]
        rows = await self._session.execute(
            select(RoundRow.round, AnswerRow.answer)
            .outerjoin(
                AnswerRow,
                and_(
                    AnswerRow.guild_id == RoundRow.guild_id,
                    AnswerRow.game_id == RoundRow.game_id,
                    AnswerRow.round == RoundRow.round,
                    AnswerRow.player_id == player_id,
                ),
            )
            .where(
                RoundRow.guild_id == game.guild_id,
                RoundRow.game_id == game.id,
                RoundRow.round.not_in(hidden),
                or_(AnswerRow.is_right.is_(None), ~AnswerRow.is_right),
            )
            .order_by(RoundRow.round)
        )
        return tuple(Missed(game.deck[row.round - 1].question, row.answer or "") for row in rows)

    async def _running_id(self, guild_id: GuildId, channel_id: ChannelId) -> GameId | None:
        running = await self._session.scalar(
            select(GameRow.id).where(
                GameRow.guild_id == guild_id, GameRow.channel_id == channel_id, _IS_RUNNING
            )
        )
        return None if running is None else GameId(running)

    async def _read(self, *where: ColumnElement[bool]) -> tuple[Game, ...]:
        rows = await self._session.execute(_WHOLE_GAMES.where(*where).order_by(GameRow.id))
        return tuple(map(_game, rows))


def _game(row: Row[*tuple[Any, ...]]) -> Game:
    columns = {name: getattr(row, name) for name in codec.COLUMNS}
    return codec.read_game(columns, deck=row.deck, state=row.state)
