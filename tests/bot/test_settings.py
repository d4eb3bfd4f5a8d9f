"""Settings: sensible without any, and a plain sentence when one is wrong."""

import re
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.settings import Settings, load

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / ".env.example"


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Stand in an empty folder with none of our variables set."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_everything_has_a_default() -> None:
    """Without any setting there is a database, and no token."""
    settings = load()
    assert settings.discord_token is None
    assert settings.database_url == "sqlite+aiosqlite:///trivia.db"


def test_dotenv_is_read_and_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A .env file fills in what the environment leaves open; an empty value is none."""
    (tmp_path / ".env").write_text("DISCORD_TOKEN=from-file\nPORT=9000\nLOG_LEVEL=\n")
    monkeypatch.setenv("PORT", "9001")
    settings = load()
    assert settings.discord_token is not None
    assert (settings.discord_token.get_secret_value(), settings.port) == ("from-file", 9001)
    assert settings.log_level == "INFO"


@pytest.mark.parametrize(("name", "value"), [("PORT", "many"), ("PORT", "70000"), ("REVEAL_SECONDS", "-1")])
def test_a_wrong_value_is_named_in_a_sentence(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator reads which setting is wrong, on one line."""
    monkeypatch.setenv(name, value)
    with pytest.raises(UserError, match=f"^{name} is not usable.*$") as caught:
        load()
    assert "\n" not in str(caught.value)


def test_the_token_never_prints() -> None:
    """A settings object in a log shows no secret."""
    assert "s3cret" not in repr(load(discord_token="s3cret"))


def test_every_setting_is_documented() -> None:
    """.env.example names each setting, and nothing else."""
    lines = EXAMPLE.read_text().splitlines()
    named = {line.lstrip("#").split("=")[0] for line in lines if "=" in line and not line.startswith("# ")}
    assert named == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("page", [".env.example", "README.md", "CONTRIBUTING.md"])
def test_every_page_that_is_named_exists(page: str) -> None:
    """Whoever is sent to docs/ finds something there."""
    named = re.findall(r"docs/[\w/.-]+\w", (ROOT / page).read_text())
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_language_models_page_names_its_settings() -> None:
    """Each LLM_ setting is explained, with the limits that hold by default."""
    page = (ROOT / "docs" / "language-model.md").read_text()
    fields = {n: field for n, field in Settings.model_fields.items() if n.startswith("llm_")}
    assert [name for name in fields if name.upper() not in page] == []
    for name in ("llm_seconds", "llm_requests", "llm_input_tokens", "llm_output_tokens"):
        assert f"`{name.upper()}` | {fields[name].default:,.0f} |" in page
