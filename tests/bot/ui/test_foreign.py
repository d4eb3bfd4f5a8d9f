import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.foreign import name, plain, quoted, safe
from tests.bot.hostile import hidden, live_markup, texts

plain_words = st.text("abcdefgh", min_size=1, max_size=14)
limits = st.integers(min_value=1, max_value=300)


@given(texts, limits)
def test_safe_text_formats_mentions_and_hides_nothing(text: str, limit: int) -> None:
    """Whatever was written, it stands on one line as typed and within its limit."""
    shown = safe(text, limit)
    assert live_markup(shown) == []
    assert hidden(shown) == []
    assert "\n" not in shown
    assert len(shown) <= limit


@given(texts)
def test_escapes_change_nothing_that_is_seen(text: str) -> None:
    """Without its escapes, safe text is the plain text."""
    shown = safe(text, 100_000)
    seen = shown.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\")
    assert seen == plain(text, 100_000)


@given(texts, limits)
def test_plain_text_is_one_line_within_its_limit(text: str, limit: int) -> None:
    """Labels hide nothing either."""
    shown = plain(text, limit)
    assert len(shown) <= limit
    assert hidden(shown) == []
    assert "\n" not in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a *b* _c_", r"a \*b\* \_c\_"),
        ("@everyone", r"\@everyone"),
        ("<@1> [x](y)", r"\<\@1> \[x\](y)"),
        ("see https://e.vil/x", r"see https:\//e.vil/x"),
        ("# big", r"\# big"),
        ("12. twelve", r"12\. twelve"),
        ("in 12. place", "in 12. place"),
        ("C#, 3 > 2", "C#, 3 > 2"),
        ("line\none", "line one"),
        ("\u202egnp.exe", "gnp.exe"),
        ("a\u200bb", "ab"),
        ("\u3164\u2800", ""),
        ("\u200d", ""),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("e\u0301\u0336\u0336\u0336\u0336\u0336", "é\u0336\u0336\u0336"),
    ],
)
def test_safe_text(text: str, shown: str) -> None:
    """Each danger becomes letters, and what is harmless stays as it is."""
    assert safe(text, 100) == shown


def test_a_cut_never_splits_an_escape() -> None:
    """The limit counts escapes, and a backslash never stands alone at the end."""
    assert safe("****", 4) == r"\*…"
    assert safe("****", 8) == r"\*\*\*\*"


def test_a_name_that_shows_nothing_gets_one() -> None:
    """A player without a visible name is still somebody."""
    assert name("\u3164\u200b") == "Someone"
    assert name(" Ana ") == "Ana"


@given(texts, texts.map(lambda text: f"x{text}"), texts, st.integers(min_value=20, max_value=400))
def test_a_quotation_keeps_its_answer(before: str, answer: str, after: str, limit: int) -> None:
    """However long the sentence, the answer stands in it in bold, and the whole is within the limit."""
    shown = quoted(before, answer, after, limit=limit)
    assert len(shown) <= limit
    assert f"**{safe(answer, limit // 2)}**" in shown


def test_a_long_quotation_is_cut_at_its_ends() -> None:
    """What is nearest to the answer stays."""
    shown = quoted("word " * 50, "Paris", " word" * 50, limit=60)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "word **Paris** word" in shown
    assert quoted("The tower of ", "Paris", " is tall.", limit=60) == "The tower of **Paris** is tall."
    assert quoted("", "Paris", " word" * 50, limit=60).startswith("**Paris** word")


@given(st.lists(plain_words, min_size=1), st.lists(plain_words, min_size=1), st.integers(80, 200))
def test_a_cut_stands_between_words(before: list[str], after: list[str], limit: int) -> None:
    """A quotation that is too long ends and begins with whole words, and so does any other text."""
    shown = quoted(" ".join(before) + " ", "Paris", " " + " ".join(after), limit=limit)
    head, _, tail = shown.partition("**Paris**")
    kept_before, kept_after = head.strip("… ").split(), tail.strip("… ").split()
    assert kept_before == before[len(before) - len(kept_before) :]
    assert kept_after == after[: len(kept_after)]
    kept = safe(" ".join(after), limit).strip("… ").split()
    assert kept == after[: len(kept)]


def test_a_word_without_end_is_cut_within() -> None:
    """What has no spaces, as Japanese, is shown as far as it goes."""
    assert safe("x" * 90, 60) == "x" * 59 + "…"
    assert safe("ab " + "x" * 90, 60) == "ab " + "x" * 56 + "…"
