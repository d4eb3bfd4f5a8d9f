"""What the slash commands are called and how they explain themselves."""

from bot.game.rules import Difficulty, Style
from bot.store.values import Period

TRIVIA = "Start a game here, with questions from what this server reads"
TRIVIA_TOPIC = "A topic or an article; leave it out for a mix"
TRIVIA_QUESTIONS = "How many questions, 1 to 50 (10)"
TRIVIA_STYLE = "Press a button or type the answer (buttons)"
TRIVIA_DIFFICULTY = "How hard (any)"
TRIVIA_SECONDS = "Time for each question, 5 to 120 seconds (20)"
LEADERBOARD = "Who knows most here, with your own rank"
LEADERBOARD_PERIOD = "Since when (this week)"
LEADERBOARD_PAGE = "Which page (1)"
STATS = "A player's record in this server"
STATS_PLAYER = "Whose record (yours)"
HELP = "Three things to try"
ARTICLE = "The articles that this server's questions come from"
ARTICLE_ADD = "Add an article: give a link or a file, or neither to paste its text"
ARTICLE_ADD_LINK = "The address of a web page"
ARTICLE_ADD_FILE = "A text, Markdown or HTML file of up to 1 MB"
ARTICLE_LIST = "The articles of this server, newest first"
ARTICLE_REMOVE = "Stop asking about an article; this can be undone"
ARTICLE_REMOVE_ARTICLE = "Start typing its title"
QUESTIONS = "The questions of this server's articles"
QUESTIONS_REVIEW = "Accept or drop, one by one, the questions that are too doubtful to be asked unseen"

STYLES = {Style.BUTTONS: "Buttons", Style.TYPED: "Typed answers"}
DIFFICULTIES = {
    Difficulty.ANY: "Any",
    Difficulty.EASY: "Easy",
    Difficulty.MEDIUM: "Medium",
    Difficulty.HARD: "Hard",
}
PERIODS = {
    Period.DAY: "Today",
    Period.WEEK: "This week",
    Period.MONTH: "This month",
    Period.SEASON: "This season",
    Period.ALL: "All time",
}


HELP_PLAYERS = (
    "### Three things to try\n"
    "**/trivia** starts a game right here. Press the button you think is right; faster is worth more.\n"
    "**/leaderboard** shows who knows most, and your own rank.\n"
    "**What I missed**, after a game, shows you the sentences that prove the answers.\n"
    "-# Every question comes from an article, and every answer is proved by a sentence in it."
)
HELP_MODERATORS = (
    "### For moderators\n"
    "**/article add** makes questions from a link, a file or pasted text; you see them first.\n"
    "**/article list** and **/article remove** keep order.\n"
    "**/questions review** shows you, one by one, the questions that I am not sure of.\n"
    "You can stop any game with its **Stop game** button."
)
MODERATORS_ONLY = "Only moderators with the permission “Manage Server” can do this."
ONLY_IN_SERVERS = "Games are played in a server: try /trivia in one of its channels."
PRESENCE = "/trivia"
