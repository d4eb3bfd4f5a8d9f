from pathlib import Path

import pytest

from bot.errors import UserError
from bot.store import Store
from bot.store.backup import backup
from bot.store.values import ArticleState
from tests.bot.store.stock import HERE, about, add, article
from tests.builders import NOON


@pytest.fixture
def dialect() -> str:
    """Run on SQLite alone: PostgreSQL has a tool of its own."""
    return "sqlite"


async def test_a_copy_is_whole_while_others_write(store: Store, url: str, tmp_path: Path) -> None:
    """A copy made in the middle of a transaction opens, and holds what was committed before."""
    stored = await add(store, 1)
    file = tmp_path / "it's a copy.db"
    async with store.transaction() as tx:
        await tx.articles.add(
            HERE, article(2), about(2), added_by=None, at=NOON, state=ArticleState.PUBLISHED
        )
        backup(url, file)
    copy = await Store.open(f"sqlite:///{file}")
    async with copy.reading() as tx:
        assert [one.id for one in await tx.articles.search(HERE, "")] == [stored.id]
        assert await tx.articles.get(HERE, stored.id) == stored
    await copy.close()


def test_a_copy_never_overwrites(url: str, tmp_path: Path) -> None:
    """A file that exists is left as it is."""
    file = tmp_path / "precious"
    file.write_text("precious")
    with pytest.raises(UserError, match="exists already"):
        backup(url, file)
    assert file.read_text() == "precious"


@pytest.mark.parametrize(
    ("url", "file", "reason"),
    [
        ("postgresql://localhost/trivia", "copy.db", "pg_dump"),
        ("sqlite:////nowhere/trivia.db", "copy.db", "no database at /nowhere/trivia.db"),
        ("nonsense", "copy.db", "not a database URL"),
    ],
)
def test_what_cannot_be_copied_is_explained(url: str, file: str, reason: str, tmp_path: Path) -> None:
    """Where no copy can be made, a sentence says why."""
    with pytest.raises(UserError, match=reason):
        backup(url, tmp_path / file)
    assert not (tmp_path / file).exists()


def test_a_copy_needs_a_directory(url: str, tmp_path: Path) -> None:
    """A copy cannot be made into a directory that is not there."""
    with pytest.raises(UserError, match="could not be copied"):
        backup(url, tmp_path / "nowhere" / "copy.db")
