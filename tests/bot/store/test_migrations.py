import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from bot.errors import UserError
from bot.store import Store, migrate
from bot.store.engine import connect_to_migrate
from bot.store.models import Base

Seen = TypeVar("Seen")


def look(url: str, at: Callable[[Connection], Seen]) -> Seen:
    """Run a function on a connection to a database."""

    async def run() -> Seen:
        engine = connect_to_migrate(url)
        try:
            async with engine.begin() as connection:
                return await connection.run_sync(at)
        finally:
            await engine.dispose()

    return asyncio.run(run())


def tables(connection: Connection) -> set[str]:
    """Give the names of all tables but Alembic's own."""
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_up_down_up(empty_url: str) -> None:
    """The schema can be made, taken away whole, and made again."""
    migrate.upgrade(empty_url)
    assert look(empty_url, tables) == set(Base.metadata.tables)
    migrate.downgrade(empty_url, "base")
    assert look(empty_url, tables) == set()
    migrate.upgrade(empty_url)
    assert look(empty_url, tables) == set(Base.metadata.tables)
    assert look(empty_url, migrate.revision_of) == migrate.newest()


def test_upgrading_twice_keeps_what_is_there(url: str) -> None:
    """Upgrading an up-to-date database changes nothing."""
    look(url, lambda c: c.execute(text("INSERT INTO guilds (guild_id, name) VALUES (7, 'kept')")))
    migrate.upgrade(url)
    assert look(url, lambda c: c.scalar(text("SELECT name FROM guilds WHERE guild_id = 7"))) == "kept"


def test_models_equal_migrations(url: str) -> None:
    """Alembic finds no difference between the models and a migrated database."""

    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))

    assert look(url, differences) == []


def test_partial_indexes_keep_their_conditions(url: str, dialect: str) -> None:
    """The conditions of partial indexes, which Alembic does not compare, are in the database."""

    def conditions(connection: Connection) -> dict[str, str]:
        found = {
            str(index["name"]): str(index["dialect_options"].get(f"{dialect_name}_where", ""))
            for table in ("games", "players", "questions")
            for index in inspect(connection).get_indexes(table)
        }
        return {name: where.strip("()") for name, where in found.items() if where}

    dialect_name = "postgresql" if dialect == "postgres" else dialect
    is_true = "" if dialect == "postgres" else " = 1"
    assert look(url, conditions) == {
        "uq_games_running": "closed_at IS NULL",
        "ix_players_hidden": f"is_hidden{is_true}",
        "ix_questions_waiting": f"is_waiting{is_true}",
    }


def test_guild_leads_every_index(url: str) -> None:
    """Every key and index of what belongs to a server begins with the server, but the counted ids."""

    def leading(connection: Connection) -> set[str]:
        inspector = inspect(connection)
        names = set()
        for table in tables(connection):
            keys: list[Sequence[str | None]] = [inspector.get_pk_constraint(table)["constrained_columns"]]
            keys += [index["column_names"] for index in inspector.get_indexes(table)]
            keys += [key["column_names"] for key in inspector.get_unique_constraints(table)]
            names |= {f"{table}.{key[0]}" for key in keys if key[0] != "guild_id"}
        return names

    assert look(url, leading) == {"articles.id", "questions.id", "games.id"}


def test_works_from_any_directory(empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The migrations are found wherever the command is run."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    migrate.upgrade(empty_url)
    assert look(empty_url, migrate.revision_of) == migrate.newest()


def test_shared_library_is_there(url: str) -> None:
    """Guild 0, which owns the shared library, exists from the start."""
    assert look(url, lambda c: c.scalar(text("SELECT count(*) FROM guilds WHERE guild_id = 0"))) == 1


ARTICLE = """
    INSERT INTO articles (id, guild_id, state, added_at, changed_at, content_hash, title, topic, site, author,
        url, tags, text)
        VALUES (1, 0, 'published', '2026-03-14', '2026-03-14', 'h', '', '', '', '', '', '[]', '')
"""
QUESTION = """
    INSERT INTO questions (guild_id, article_id, key, fact, shuffle, format, kind, difficulty, score, body,
        is_retired) VALUES (0, 1, :key, 'f', 's', 'wh', 'place', 0.5, 0.4, '{}', 1 = 0)
"""


def test_what_waits_is_retired_on_the_way_down(empty_url: str) -> None:
    """What was there before does not wait; what waits is not asked by a bot that knows of no waiting."""

    def run(line: str, **values: str) -> None:
        look(empty_url, lambda c: c.execute(text(line), values))

    def keys(condition: str) -> list[str]:
        line = text(f"SELECT key FROM questions WHERE {condition} ORDER BY id")  # noqa: S608 - our own
        return look(empty_url, lambda c: [row.key for row in c.execute(line)])

    migrate.upgrade(empty_url, "0001")
    run(ARTICLE)
    run(QUESTION, key="sure")
    run(QUESTION, key="doubtful")
    migrate.upgrade(empty_url)
    assert keys("NOT is_waiting") == ["sure", "doubtful"]
    run("UPDATE questions SET is_waiting = (key = 'doubtful')")
    migrate.downgrade(empty_url, "0001")
    assert keys("NOT is_retired") == ["sure"]
    migrate.upgrade(empty_url)
    assert keys("NOT is_waiting") == ["sure", "doubtful"]
    run("DELETE FROM questions WHERE key = 'doubtful'")
    run(QUESTION, key="later")
    assert keys("id > 2") == ["later"], "an id is not given again"


def test_a_failed_migration_changes_nothing(empty_url: str) -> None:
    """A migration is one transaction: when it fails, the tables it had made are gone."""
    look(empty_url, lambda c: c.execute(text("CREATE TABLE totals (x INTEGER)")))
    with pytest.raises(Exception, match="totals"):
        migrate.upgrade(empty_url)
    assert look(empty_url, tables) == {"totals"}


async def test_a_store_needs_its_schema(empty_url: str) -> None:
    """Opening a database without tables tells which command makes them."""
    with pytest.raises(UserError, match="trivia db upgrade"):
        await Store.open(empty_url)


def test_a_newer_schema_is_refused(url: str) -> None:
    """A database that a newer version has changed is neither opened nor migrated."""
    look(url, lambda c: c.execute(text("UPDATE alembic_version SET version_num = 'from-the-future'")))
    with pytest.raises(UserError, match="newer"):
        asyncio.run(Store.open(url))
    with pytest.raises(UserError, match="newer"):
        migrate.upgrade(url)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "not a database URL"),
        ("trivia.db", "not a database URL"),
        ("mysql://localhost/trivia", "must begin with"),
        ("sqlite+aiosqlite://", "name a file"),
        ("sqlite+aiosqlite:///:memory:", "name a file"),
        ("sqlite+aiosqlite:////nowhere/trivia.db", "unable to open"),
        ("postgresql://ana:secret@127.0.0.1:1/trivia?password=secret", "Connect call failed"),
    ],
)
def test_bad_urls_are_explained(url: str, reason: str) -> None:
    """A database that cannot be opened is a sentence for the operator, without the password."""
    for attempt in (lambda: asyncio.run(Store.open(url)), lambda: migrate.upgrade(url)):
        with pytest.raises(UserError, match=reason) as caught:
            attempt()
        assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_explained(tmp_path: Path) -> None:
    """A file of something else is left alone, with a sentence."""
    path = tmp_path / "notes.txt"
    path.write_text("not a database " * 100)
    with pytest.raises(UserError, match="not a database"):
        migrate.upgrade(f"sqlite:///{path}")
    assert path.read_text().startswith("not a database")


def test_what_was_played_corrects_difficulties_on_the_way_up(empty_url: str) -> None:
    """Answers of games played before count for their questions, but for the closest guesses."""

    def run(line: str, **values: object) -> None:
        look(empty_url, lambda c: c.execute(text(line), values))

    migrate.upgrade(empty_url, "0002")
    run(ARTICLE)
    run(QUESTION, key="played")
    run(QUESTION, key="fresh")
    run(QUESTION.replace("'wh'", "'closest_number'"), key="guessed")
    run(
        "INSERT INTO games (id, guild_id, channel_id, host_id, phase, started_at, state)"
        " VALUES (1, 0, 2, 3, 'ended', '2026-03-14', '{}')"
    )
    for player, asked, is_right in ((1, 1, True), (2, 1, False), (3, 1, False), (4, 3, False)):
        run(
            "INSERT INTO answers (guild_id, game_id, round, player_id, question_id, topic, answer, is_right,"
            " points, milliseconds, streak, answered_at) VALUES (0, 1, 1, :player, :asked, '', '', :is_right,"
            " 0, 0, 0, '2026-03-14')",
            player=player,
            asked=asked,
            is_right=is_right,
        )
    migrate.upgrade(empty_url)
    line = text('SELECT key, answered, "right", difficulty FROM questions ORDER BY id')
    assert [tuple(row) for row in look(empty_url, lambda c: c.execute(line).all())] == [
        ("played", 3, 1, pytest.approx((0.5 * 8 + 2) / 11)),
        ("fresh", 0, 0, 0.5),
        ("guessed", 0, 0, 0.5),
    ]
