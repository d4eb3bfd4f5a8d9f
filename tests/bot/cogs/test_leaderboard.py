from bot.ui.text import boards
from tests.bot.simulated import Table, labels, shown


async def test_an_empty_leaderboard_invites(table: Table) -> None:
    """Before the first game the board says how to be the first on it."""
    result = await table.ana.slash(table.channel, "leaderboard")
    assert boards.NOBODY_YET in shown(result.response)
    assert "Ana: not on this board yet" in shown(result.response)


async def test_the_leaderboard_is_for_all_with_the_askers_rank(table: Table) -> None:
    """Points of the week, the asker's own rank, and when it starts anew stand in the channel."""
    await table.start(questions=1)
    await table.play(1)
    result = await table.ben.slash(table.channel, "leaderboard")
    assert not result.ephemeral
    text = shown(result.response)
    assert "## Leaderboard · This week" in text
    assert "🥇 1\\. **Ana** · 1,000 points · 1/1 right" in text
    assert "Ben: #2 · 0 points" in text
    assert "Starts anew <t:" in text
    result = await table.ben.slash(table.channel, "leaderboard", period="all")
    assert "All time" in shown(result.response)
    assert "Starts anew" not in shown(result.response)


async def test_only_the_asker_turns_the_pages_of_a_board(table: Table) -> None:
    """Another's press opens a private copy with their own rank, and leaves the board as it is."""
    await table.start(questions=1)
    for number in range(11):
        player = table.guild.add_member(table.env.create_user(f"p{number}"))
        await table.answer(player, "Rome")
    await table.answer(table.ana, "Paris")
    await table.env.advance_time(29)
    board = (await table.ana.slash(table.channel, "leaderboard")).response
    assert board is not None
    assert labels(board) == [boards.PREVIOUS, boards.NEXT]
    copy = await table.ben.click(board, label=boards.NEXT)
    assert copy.ephemeral
    assert "Ben: not on this board yet" in shown(copy.response)
    assert "Page 1 of 2" in shown(board)
    await table.ana.click(board, label=boards.NEXT)
    assert "Page 2 of 2" in shown(board)
    assert "Ana: #1" in shown(board)


async def test_a_page_beyond_the_last_is_the_last(table: Table) -> None:
    """Asking for page 9 of 1 shows page 1."""
    await table.start(questions=1)
    await table.play(1)
    result = await table.ana.slash(table.channel, "leaderboard", page=9)
    assert "**Ana**" in shown(result.response)


async def test_records(table: Table) -> None:
    """A record has points, rank, streak, pace and topics; one who never played is told so."""
    await table.start(questions=2)
    await table.play(2)
    result = await table.ben.slash(table.channel, "stats", player=table.ana)
    text = shown(result.response)
    assert "Ana’s record" in text
    assert "2,100 points · #1 of all time" in text
    assert "2 of 2 right (100%) in 1 game" in text
    assert "Best streak 2 · 0.0 s" in text
    assert "Buildings · 2/2" in text
    result = await table.mo.slash(table.channel, "stats")
    assert shown(result.response) == "Mo has not played here yet. Anybody can start with /trivia."
