"""The ``trivia`` command as a process: its contract, its exit codes, and one line for whatever goes wrong."""

import asyncio
import io
import json
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from textwrap import wrap

import pytest

from bot.cli import app, main
from bot.cli.printing import print_lines, print_sheet
from bot.cli.writing import keep
from bot.game.rules import SHARED_LIBRARY, GuildId
from bot.store import Store
from bot.store.migrate import upgrade
from questions import library
from questions.pipeline import Generation, Report
from questions.records import Article, Format, Kind
from tests import builders
from tests.questions.reading.papers import column, paper

README = (Path(__file__).parents[2] / "README.md").read_text()
ARTICLE = Path(library.__file__).parent / "chess.md"
FIELDS = {"id", "format", "prompt", "answer", "accepted", "options", "kind", "fact", "topic", "difficulty"}
FIELDS |= {"score", "evidence", "article"}


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


Trivia = Callable[..., Done]


@pytest.fixture
def trivia(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Trivia:
    """Give the command, to be run in a folder of its own without a token."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DISCORD_TOKEN", "")
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def run(*words: str, given: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        code = 0
        try:
            main(list(words))
        except SystemExit as ended:
            code = int(ended.code or 0)
        printed = capsys.readouterr()
        return Done(code, printed.out, printed.err)

    return run


def test_it_is_a_program(tmp_path: Path) -> None:
    """The installed command runs, reads its input and ends with a code and one line, as a process."""
    command = Path(sys.executable).parent / "trivia"
    done = subprocess.run(
        [command, "read", "-"], input=b"%PDF-1.7", capture_output=True, check=False, cwd=tmp_path
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"trivia: ")
    assert done.stderr.count(b"\n") == 1


def test_every_question_proves_its_answer_in_the_text_that_read_prints(
    trivia: Trivia, tmp_path: Path
) -> None:
    """The contract of ``read --format json`` and ``generate --format jsonl``, field by field."""
    article = json.loads(trivia("read", str(ARTICLE), "--format", "json").out)
    assert {"title", "url", "site", "author", "published", "text"} <= set(article)
    made = trivia("generate", str(ARTICLE), "--format", "jsonl")
    assert made.code == 0
    questions = [json.loads(line) for line in made.out.splitlines()]
    assert len(questions) >= 8
    for question in questions:
        assert set(question) >= FIELDS
        assert question["format"] in set(Format)
        assert question["kind"] in set(Kind)
        evidence = question["evidence"]
        assert article["text"][evidence["start"] : evidence["end"]] == evidence["quote"]
        assert 0 <= question["difficulty"] <= 1
        assert 0 <= question["score"] <= 1
        assert question["article"]["title"] == article["title"]
        assert not question["options"] or question["options"].count(question["answer"]) == 1
    assert made.out == trivia("generate", str(ARTICLE), "--format", "jsonl").out


def test_the_bare_text_is_all_that_read_prints(trivia: Trivia, tmp_path: Path) -> None:
    """Offsets into standard output are offsets into the article."""
    text = trivia("read", str(ARTICLE)).out
    whole = json.loads(trivia("read", str(ARTICLE), "--format", "json").out)["text"]
    assert text == whole + "\n"


def test_standard_input_is_a_source_and_drops_are_named(trivia: Trivia, tmp_path: Path) -> None:
    """What comes through a pipe is written from as a file is, and --rejected says why a fact was dropped."""
    made = trivia("generate", "-", "--rejected", "--limit", "3", given=ARTICLE.read_bytes())
    assert made.code == 0
    assert "Dropped" in made.out
    assert "4." not in made.out.split("Dropped")[0].replace("0.4.", "")


def test_an_article_is_stored_once(trivia: Trivia, tmp_path: Path) -> None:
    """Adding twice says so and keeps one."""
    first = trivia("add", str(ARTICLE), "--guild", "42")
    again = trivia("add", str(ARTICLE), "--guild", "42")
    assert (first.code, again.code) == (0, 0)
    assert "Added" in first.err
    assert "Already stored" in again.err
    with sqlite3.connect(tmp_path / "trivia.db") as stored:
        assert stored.execute("select count(*) from articles where guild_id = 42").fetchone() == (1,)
    stored.close()


REPORT = Report(words=1, sentences=1, kept=1, dropped={}, rejected=(), coverage=1, formats={}, notice="")


def test_what_waits_is_told_and_shown_where_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    """Below what is kept stands how many wait; --waiting prints them; lines for machines never do."""
    article = Article("Towers", "Text.")
    written = Generation((builders.question(1),), REPORT, (builders.question(2), builders.question(3)))

    def printed(*, waiting: bool) -> str:
        print_sheet(article, written, waiting=waiting, rejected=False)
        return capsys.readouterr().out

    short = printed(waiting=False)
    assert "\n\n2 more wait for review (--waiting shows them)\n\n1 questions" in short
    assert "Number 2:" not in short
    whole = printed(waiting=True)
    assert "\n\n2 more wait for review\n\n2. Number 2:" in whole
    assert "“Number 3: the tower of Paris is tall.”" in whole
    print_lines(written, rejected=True)
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == ["q1"]


def test_nothing_that_waits_is_in_lines_for_machines(trivia: Trivia) -> None:
    """The contract of JSONL is the same with --waiting."""
    plain = trivia("generate", str(ARTICLE), "--format", "jsonl")
    assert trivia("generate", str(ARTICLE), "--format", "jsonl", "--waiting") == plain


@pytest.mark.parametrize(
    ("guild", "told"),
    [(GuildId(42), "/questions review"), (SHARED_LIBRARY, "in a server only: --guild")],
)
async def test_what_waits_is_stored_and_said(guild: GuildId, told: str, tmp_path: Path) -> None:
    """An article is stored also where all of it waits, and the line says where to review it."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'trivia.db'}"
    await asyncio.to_thread(upgrade, url)
    store = await Store.open(url)
    written = Generation((), REPORT, (builders.question(1), builders.question(2)))
    lines = [await keep(store, Article("Towers", "Text."), written, guild=guild) for _ in range(2)]
    async with store.reading() as tx:
        assert await tx.reviews.count(guild) == 2
    await store.close()
    assert lines == [
        f"{word}: “Towers”, 0 questions; 2 more wait for review ({told})"
        for word in ("Added", "Already stored")
    ]


def test_evidence_in_quotation_marks_gets_no_more_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    """A spoken sentence has its marks already; others get a pair."""
    said = "“Bridges are streets,” said Paris."
    for quote, shown in ((said, said), ("The tower of Paris.", "“The tower of Paris.”")):
        made = builders.question()
        evidence = replace(made.evidence, quote=quote)
        report = Report(10, 1, 1, {}, (), 1.0, {}, "")
        written = Generation((replace(made, evidence=evidence),), report)
        print_sheet(Article("Bridges", quote), written, waiting=False, rejected=False)
        assert f"   {shown}\n" in capsys.readouterr().out


def test_a_backup_is_a_whole_database(trivia: Trivia, tmp_path: Path) -> None:
    """The copy holds what was stored; an existing file is never overwritten."""
    trivia("add", str(ARTICLE))
    assert trivia("backup", "copy.db").code == 0
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("select count(*) from questions").fetchone()[0] >= 8
    copy.close()
    refused = trivia("backup", "copy.db")
    assert (refused.code, refused.err.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    ("words", "given"),
    [
        (("read", "missing.txt"), b""),
        (("read", "."), b""),
        (("read", "-"), b""),
        (("read", "-"), b"%PDF-1.7 something"),
        (("read", "-"), bytes(range(256)) * 9),
        (("read", "http://127.0.0.1:1/"), b""),
        (("read", "http://localhost/"), b""),
        (("read", "ftp://example.org/"), b""),
        (("generate", "missing.txt"), b""),
        (("add", "-"), b"We went home and it was good and then we slept. " * 9),
        (("evaluate", "missing.md"), b""),
        (("evaluate", "."), b""),
        (("evaluate", "missing.json"), b""),
        (("evaluate", "--read", "missing.tsv"), b""),
        (("run",), b""),
        (("backup", "copy.db"), b""),
    ],
)
def test_bad_input_gets_one_clear_line(words: tuple[str, ...], given: bytes, trivia: Trivia) -> None:
    """Exit code 1, one line on standard error, no traceback."""
    done = trivia(*words, given=given)
    assert done.code == 1, done.err
    lines = done.err.splitlines()
    assert lines[0].strip()
    assert len([line for line in lines if line.startswith("trivia: ")]) == 1
    assert "Traceback" not in done.err


def test_a_page_is_laid_out_in_one_file(trivia: Trivia, tmp_path: Path) -> None:
    """Several sources become one page, the screen stays free, and a source is never overwritten."""
    other = tmp_path / "other.md"
    other.write_text("# <script>alert(1)</script>\n\nRome is the capital of Italy. It was built by many.")
    done = trivia("generate", str(ARTICLE), str(other), "--html", "page.html")
    assert (done.code, done.out) == (0, "")
    assert "page.html" in done.err
    page = (tmp_path / "page.html").read_text()
    assert "<nav" in page
    assert page.count("<script>") == 1
    assert all(f'id="a1-q{number}"' in page for number in range(1, 9))
    before = other.read_bytes()
    refused = trivia("generate", str(other), "--html", str(other))
    assert (refused.code, refused.err.count("\n"), other.read_bytes()) == (1, 1, before)
    assert trivia("generate", str(other), "--html", "no/such/folder.html").code == 1


def test_a_folder_is_evaluated(trivia: Trivia, tmp_path: Path) -> None:
    """Articles and human questions give figures; what can't be read is skipped aloud."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "chess.md").write_bytes(ARTICLE.read_bytes())
    (folder / "broken.txt").write_bytes(bytes(range(256)) * 9)
    (folder / "notes.csv").write_text("no article")
    answer = {"text": "Gustave Eiffel", "start": 10}
    context = "The engineer Gustave Eiffel built the tower in Paris in 1889 for the World's Fair."
    context = context.replace("The engineer", "In France,")
    answer["start"] = context.index("Gustave")
    squad = {"data": [{"title": "T", "paragraphs": [{"context": context, "qas": [{"answers": [answer]}]}]}]}
    (folder / "human.json").write_text(json.dumps(squad))
    done = trivia("evaluate", str(folder), "--format", "json")
    assert done.code == 0, done.err
    assert "Skipped broken.txt" in done.err
    told = json.loads(done.out)
    chess, human = told["articles"]
    assert chess["questions"] == chess["facts"] == sum(chess["formats"].values()) >= 8
    assert chess["human_answers"] is None
    assert human["human_answers"] == 1
    assert told["total"]["words"] == chess["words"] + human["words"]
    assert told["total"]["ratio_to_bare_parse"] > 0
    assert told["peak_memory_mib"] > 10


def test_questions_are_rated_by_hand(trivia: Trivia, tmp_path: Path) -> None:
    """A sheet is written, filled and read back; half-filled it is refused by its row."""
    written = trivia("evaluate", str(ARTICLE), "--sheet", "sheet.tsv", "--sample", "5", "--seed", "2")
    assert written.code == 0, written.err
    assert "All" in written.out
    assert "Sheet of 5 questions" in written.err
    sheet = (tmp_path / "sheet.tsv").read_text()
    assert len(sheet.splitlines()) == 6
    unrated = trivia("evaluate", "--read", "sheet.tsv")
    assert (unrated.code, unrated.err) == (1, "trivia: Row 2: rating is “”; write U, A or W.\n")
    marks = "\t".join(("U", *["yes"] * 5, ""))
    rated = sheet.replace("\t" * 7 + "\n", f"\t{marks}\n")
    (tmp_path / "sheet.tsv").write_text(rated)
    table = trivia("evaluate", "--read", "sheet.tsv")
    assert (table.code, "5 · 100 (57–100)" in table.out) == (0, True), table
    told = json.loads(trivia("evaluate", "--read", "sheet.tsv", "--format", "json").out)
    assert told["formats"][-1]["ratings"]["U"]["count"] == 5
    assert told["faults"] == []


def test_the_command_is_quick_to_ask() -> None:
    """Neither help nor the bot's commands wait for the parser to be loaded."""
    code = "import sys, bot.cli; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


OTHER_LANGUAGES = {
    "German": """Der Hafen von Veldhaven wurde 1869 von vierhundert Männern mit Spaten gegraben. Er schützt
        vierzig Boote, wenn der Westwind weht. Anna Lind leitet ihn seit 2011 und baute eine Schleuse.""",
    "French": """Le port de Veldhaven a été creusé en 1869 par quatre cents hommes avec des pelles. Il protège
        quarante bateaux quand le vent souffle. Anna Lind le dirige depuis 2011 et a construit une écluse.""",
    "Spanish": """El puerto de Veldhaven fue excavado en 1869 por cuatrocientos hombres con palas. Protege
        cuarenta barcos cuando sopla el viento. Anna Lind lo dirige desde 2011 y construyó una esclusa.""",
    "Portuguese": """O porto de Veldhaven foi escavado em 1869 por quatrocentos homens com pás. Protege
        quarenta barcos quando sopra o vento. Anna Lind dirige o porto desde 2011 e construiu uma eclusa.""",
    "Dutch": """De haven van Veldhaven werd in 1869 door vierhonderd mannen met schoppen gegraven. Hij
        beschermt veertig boten als de wind waait. Anna Lind leidt hem sinds 2011 en bouwde een sluis.""",
}


def _foreign(language: str, *, paragraphs: int = 6) -> str:
    """Give an article in another language."""
    text = " ".join(OTHER_LANGUAGES[language].split())
    return "\n\n".join(text.replace("1869", str(1869 + number)) for number in range(paragraphs))


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
@pytest.mark.parametrize("paragraphs", [2, 6])
def test_other_languages_get_a_clear_not_yet(
    language: str, paragraphs: int, trivia: Trivia, tmp_path: Path
) -> None:
    """No question is written from them, nothing is stored, and the reason is said."""
    text = _foreign(language, paragraphs=paragraphs).encode()
    made = trivia("generate", "-", "--format", "jsonl", given=text)
    assert (made.code, made.out) == (0, "")
    assert "does not seem to be in English" in made.err
    refused = trivia("add", "-", given=text)
    assert refused.code == 1
    assert refused.err.strip().startswith("trivia: ")
    assert "yet" in refused.err
    with sqlite3.connect(tmp_path / "trivia.db") as stored:
        assert stored.execute("select count(*) from articles").fetchone() == (0,)
    stored.close()


def _feed(*entries: tuple[str, str]) -> str:
    """Give an RSS feed of titles and their paragraphs."""
    items = "".join(
        f"<item><title>{escape(title)}</title><description>{escape(_paragraphs(text))}</description></item>"
        for title, text in entries
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.split("\n\n"))


def test_a_feed_is_a_source(trivia: Trivia, tmp_path: Path) -> None:
    """Every article of a feed is read, written from and stored; what can't be is named and stops no other."""
    chess, other = (entry.article for entry in library.entries()[:2])
    feed = _feed(
        (chess.title, chess.text),
        ("Kurz", "Too short."),
        ("Hafen", _foreign("German")),
        (other.title, other.text),
    )
    (tmp_path / "feed.xml").write_text(feed)
    told = trivia("read", "feed.xml", "--format", "json")
    assert [json.loads(line)["title"] for line in told.out.splitlines()] == [
        chess.title,
        "Hafen",
        other.title,
    ]
    first = trivia("read", "feed.xml")
    assert first.out == json.loads(told.out.splitlines()[0])["text"] + "\n"
    assert "the first of 3 articles" in first.err
    made = trivia("generate", "feed.xml", "--format", "jsonl", "--limit", "2")
    titles = [json.loads(line)["article"]["title"] for line in made.out.splitlines()]
    assert titles == [chess.title] * 2 + [other.title] * 2
    added = trivia("add", "feed.xml")
    assert added.code == 0
    assert (added.err.count("Added"), added.err.count("Skipped")) == (2, 2)
    assert "neither enough text" in added.err
    assert "not seem to be in English" in added.err


def test_a_feed_without_a_question_is_refused(trivia: Trivia, tmp_path: Path) -> None:
    """Where no article of a feed gives a question, that is an error and says why."""
    (tmp_path / "feed.xml").write_text(_feed(("Hafen", _foreign("German"))))
    refused = trivia("add", "feed.xml")
    assert (refused.code, refused.out) == (1, "")
    assert "trivia: “Hafen” gave no questions." in refused.err


def test_a_pdf_is_a_source(trivia: Trivia, tmp_path: Path) -> None:
    """Questions are written from a PDF's text; under another name it is refused in one line."""
    text = library.entries()[0].article.text
    lines = [line for paragraph in text.split("\n\n") for line in (*wrap(paragraph, 90), "")]
    pages = [column(lines[start : start + 45]) for start in range(0, len(lines), 45)]
    data = paper(*pages, about={"/Title": "A game of kings"})
    (tmp_path / "game.pdf").write_bytes(data)
    article = json.loads(trivia("read", "game.pdf", "--format", "json").out)
    assert article["title"] == "A game of kings"
    assert " ".join(article["text"].split()) == " ".join(text.split())
    made = trivia("generate", "-", "--format", "jsonl", given=data)
    assert made.out.count("A game of kings") >= 8
    (tmp_path / "game.txt").write_bytes(data)
    refused = trivia("add", "game.txt")
    assert (refused.code, refused.err.strip().count("\n")) == (1, 0)
    assert "is a PDF, though its name ends in .txt" in refused.err


@pytest.mark.parametrize("command", ["sandbox", "start"])
def test_a_port_that_is_taken_is_said(command: str, tmp_path: Path) -> None:
    """Who asked for a port that another program has reads so in one sentence, not in a traceback."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "bot", command],
            env={**os.environ, "PORT": str(port), "DISCORD_TOKEN": ""},  # noqa: TID251 - the child needs PATH
            capture_output=True,
            check=False,
            cwd=tmp_path,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"trivia: Port {port} is taken. Set another with PORT=…"
    assert "Traceback" not in done.stderr


def test_an_unknown_model_is_said(trivia: Trivia, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator reads which pipeline is missing."""
    monkeypatch.setenv("TRIVIA_MODEL", "no_such_model")
    done = trivia("generate", str(ARTICLE))
    assert (done.code, "no_such_model" in done.err) == (1, True)


@pytest.mark.parametrize(
    "words",
    [
        ("read",),
        ("evaluate",),
        ("generate", "x", "--limit", "0"),
        ("sing",),
        ("add", "x", "--guild", "me"),
        ("add", "x", "--guild", "-5"),
        ("add", "x", "--guild", "0"),
    ],
)
def test_wrong_usage_is_told_apart(words: tuple[str, ...], trivia: Trivia) -> None:
    """Exit code 2 for what was typed wrong."""
    assert trivia(*words).code == 2


def test_every_command_is_in_the_readme() -> None:
    """A command that nobody can read about does not exist."""
    names = [command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands]
    assert len(names) > 5
    for name in names:
        assert f"trivia {name}" in README or name == "start", name
