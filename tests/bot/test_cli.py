"""The ``trivia`` command as a process: its contract, its exit codes, and one line for whatever goes wrong."""

import io
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import app, main
from questions import library
from questions.records import Format, Kind

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
        (("run",), b""),
        (("backup", "copy.db"), b""),
    ],
)
def test_bad_input_gets_one_clear_line(words: tuple[str, ...], given: bytes, trivia: Trivia) -> None:
    """Exit code 1, one line on standard error, no traceback."""
    done = trivia(*words, given=given)
    assert done.code == 1, done.err
    lines = [line for line in done.err.splitlines() if line.strip()]
    assert len([line for line in lines if line.startswith("trivia: ")]) == 1
    assert "Traceback" not in done.err


def test_an_unknown_model_is_said(trivia: Trivia, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator reads which pipeline is missing."""
    monkeypatch.setenv("TRIVIA_MODEL", "no_such_model")
    done = trivia("generate", str(ARTICLE))
    assert (done.code, "no_such_model" in done.err) == (1, True)


@pytest.mark.parametrize(
    "words", [("read",), ("generate", "x", "--limit", "0"), ("sing",), ("add", "x", "--guild", "me")]
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
