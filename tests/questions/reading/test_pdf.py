import logging
import zlib
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
)

from questions.reading import read_bytes
from questions.reading.pdf import MAX_BYTES, read_pdf
from questions.records import SourceError
from tests.questions.reading.papers import LIGATURE, Put, column, drawn, paper, saved

FIRST = [
    "The harbour of Veldhaven was dug in 1869 by four hundred men with spades, whom the govern-",
    f"ment paid twelve crowns a week. Nobody of{LIGATURE}ce-bound had ever seen so much mud in a single",
    "place as there was that spring.",
]
SECOND = [
    "It shelters forty boats whenever the west wind blows, and charges them a crown a night for",
    "their berth, which has not changed since the harbour was dug.",
]
TEXT = [
    " ".join(FIRST).replace("govern- ", "govern").replace(LIGATURE, "fi"),
    " ".join(SECOND),
]
STORY = column([*FIRST, "", *SECOND])


def refusal(data: bytes, *, seconds: float = 20) -> str:
    """Give the sentence with which a PDF is refused."""
    with pytest.raises(SourceError) as caught:
        read_pdf(data, seconds=seconds)
    return str(caught.value)


def test_a_story_on_two_pages() -> None:
    """Title, byline and paragraphs are read as a reader sees them, without what stands in the margins."""
    head = [Put("Harbour Post 7", 810, size=8), Put("How Veldhaven dug its harbour", 780, size=20)]
    head.append(Put("28 May 2025 | By Ann Lee", 760))
    over = [Put("Harbour Post 8", 810, size=8), *column(SECOND), Put("2", 30, x=300)]
    article = read_pdf(
        paper([*head, *column(FIRST), Put("1", 30, x=300)], over), url="https://post.example/a.pdf"
    )
    assert article.text.split("\n\n") == TEXT
    assert (article.title, article.author) == ("How Veldhaven dug its harbour", "Ann Lee")
    assert (article.published, article.url) == (date(2025, 5, 28), "https://post.example/a.pdf")


def test_two_columns() -> None:
    """The right column follows the left one."""
    page = [*column(FIRST), *column(SECOND, x=330)]
    assert read_pdf(paper(page)).text.split("\n\n") == TEXT


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_page(rotate: int) -> None:
    """A page that is drawn turned and shown upright is read as any other; so is one that is shown turned."""
    assert read_pdf(paper(STORY, rotate=rotate)).text.split("\n\n") == TEXT
    sideways = drawn(
        b"0 1 -1 0 842 0 cm BT /F1 11 Tf (The harbour was dug in 1869 by men with spades only.) Tj ET"
    )
    assert read_pdf(saved(sideways)).text == "The harbour was dug in 1869 by men with spades only."


def test_no_title_but_in_the_first_line() -> None:
    """Where neither the file nor the type names a title, a headline over the text does."""
    assert read_pdf(paper(column(["Harbour life", "", *FIRST]))).title == "Harbour life"
    assert read_pdf(paper(STORY)).title.startswith("The harbour of Veldhaven was dug")


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("A harbour by hand", "A harbour by hand"),
        ("Microsoft Word - harbour final.doc", "Harbour life"),
        ("harbour_final_v2", "Harbour life"),
        ("harbour final.indd", "Harbour life"),
        ("Untitled 1", "Harbour life"),
        ("Report", "Harbour life"),
        ("", "Harbour life"),
    ],
)
def test_the_title_that_the_file_gives(written: str, title: str) -> None:
    """The file's own title counts if a person wrote it; a program's doesn't."""
    data = paper(column(["Harbour life", "", *FIRST]), about={"/Title": written})
    assert read_pdf(data).title == title


@pytest.mark.parametrize(
    ("written", "author"), [("Ann Lee", "Ann Lee"), ("alee", ""), ("ann@post.example", ""), ("User 1", "")]
)
def test_the_author_that_the_file_gives(written: str, author: str) -> None:
    """The file's author counts if it is a name, and a byline comes first."""
    assert read_pdf(paper(STORY, about={"/Author": written})).author == author
    signed = paper(column(["Harbour life", "", "By Bo Ek", "", *FIRST]), about={"/Author": written})
    assert read_pdf(signed).author == "Bo Ek"


@pytest.mark.parametrize(
    ("created", "changed", "published"),
    [
        ("D:20250528101500+02'00'", "D:20250528111500+02'00'", date(2025, 5, 28)),
        ("D:20250528", "", date(2025, 5, 28)),
        ("D:20250528101500Z", "D:20250601101500Z", None),
        ("D:19040101000000Z", "", None),
        ("yesterday", "", None),
        ("D:20251399", "", None),
    ],
)
def test_the_day_on_which_the_file_was_made(created: str, changed: str, published: date | None) -> None:
    """A file's day counts if it was never made over; a wrong date would be worse than none."""
    about = {"/CreationDate": created} | ({"/ModDate": changed} if changed else {})
    assert read_pdf(paper(STORY, about=about)).published == published


def test_by_content_and_name() -> None:
    """A PDF is read unnamed or by its right name, and refused under another."""
    data = paper(STORY)
    for name in ("", "harbour", "Harbour.PDF"):
        assert read_bytes(b"\r\n" * bool(name) + data, name=name).text.split("\n\n") == TEXT
    for name in ("harbour.txt", "harbour.md", "harbour.pdf.html"):
        with pytest.raises(SourceError, match="is a PDF, though its name ends in"):
            read_bytes(data, name=name)


def test_locked() -> None:
    """A PDF with a password is refused; one that only forbids printing is read."""
    writer = drawn(*[b"BT /F1 11 Tf (The harbour was dug in 1869 by four hundred men with spades.) Tj ET"])
    writer.encrypt("secret", algorithm="RC4-128")
    assert "locked with a password" in refusal(saved(writer))
    writer = drawn(*[b"BT /F1 11 Tf (The harbour was dug in 1869 by four hundred men with spades.) Tj ET"])
    writer.encrypt("", "secret", algorithm="RC4-128")
    assert read_pdf(saved(writer)).text == "The harbour was dug in 1869 by four hundred men with spades."


def test_without_text() -> None:
    """A scan, an empty page and a page of a few words are told to be no text."""
    assert "may be a scan" in refusal(paper([], []))
    assert "may be a scan" in refusal(paper(column(["Figure 1"])))


@pytest.mark.parametrize("data", [b"%PDF-", b"%PDF-1.7 something", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"])
def test_damaged(data: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """What only begins like a PDF is said to be damaged, once."""
    with caplog.at_level(logging.WARNING):
        assert "is damaged" in refusal(data)
    assert not caplog.records


def test_a_cut_off_file() -> None:
    """A file that lost its end is mended or refused."""
    data = paper(STORY)
    for end in range(0, len(data), 97):
        with suppress(SourceError):
            assert read_pdf(data[:end] or b"%PDF-").text


def test_too_many_pages() -> None:
    """Two hundred pages are read, one more isn't."""
    assert read_pdf(paper(STORY, *[[]] * 199)).text
    assert "201 pages, and 200 is the most" in refusal(paper(STORY, *[[]] * 200))


def test_too_many_bytes() -> None:
    """A PDF of more than five mebibytes is refused unread."""
    assert "larger than 5 MiB" in refusal(b"%PDF-1.7\n" + bytes(MAX_BYTES))


def test_time_runs_out() -> None:
    """The reader gives up when its seconds are over."""
    assert "takes too long" in refusal(paper(STORY), seconds=0)


def test_a_bomb_is_not_unfolded() -> None:
    """A page that unfolds to a gigabyte is refused at the limit, however it is wrapped."""
    assert len(zlib.compress(b" " * 10_000_000, 9)) < 10_000
    once = drawn(b" " * 50_000_000)
    assert "unfolds to more" in refusal(saved(once))
    twice = drawn(b"")
    stream = DecodedStreamObject()
    stream.set_data(zlib.compress(zlib.compress(b" " * 50_000_000, 9), 9))
    stream[NameObject("/Filter")] = ArrayObject([NameObject("/FlateDecode")] * 2)
    twice.pages[0][NameObject("/Contents")] = twice._add_object(stream)  # noqa: SLF001 - the way to add one
    assert "unfolds to more" in refusal(saved(twice))


def test_too_many_operators() -> None:
    """A page of millions of operators is refused before they are worked through."""
    assert "unfolds to more" in refusal(saved(drawn(b"q Q " * 1_000_000)))


def test_forms_that_call_one_another() -> None:
    """Forms that each show the next one twice, two to the thirtieth in all, end soon."""
    writer = drawn(
        b"BT /F1 11 Tf (The harbour was dug by four hundred men with spades in 1869.) Tj ET /X0 Do"
    )
    page = writer.pages[0]
    below = None
    for level in reversed(range(30)):
        form = DecodedStreamObject()
        form.set_data(b"/X%d Do /X%d Do" % (level + 1, level + 1) if below else b"BT /F1 9 Tf (ha) Tj ET")
        form[NameObject("/Type")] = NameObject("/XObject")
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/BBox")] = ArrayObject([NumberObject(n) for n in (0, 0, 9, 9)])
        names = DictionaryObject({NameObject(f"/X{level + 1}"): below} if below else {})
        form[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/XObject"): names, NameObject("/Font"): page["/Resources"]["/Font"]}  # type: ignore[index]
        )
        below = writer._add_object(form)  # noqa: SLF001 - the way to add one
    page["/Resources"][NameObject("/XObject")] = DictionaryObject({NameObject("/X0"): below})  # type: ignore[index]
    assert "four hundred men" in read_pdf(saved(writer)).text


WHOLE = paper([Put("Harbour life", 780, size=20), *STORY], about={"/Title": "A harbour by hand"})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(max_size=6)), min_size=1, max_size=8))
def test_any_damage_gives_an_article_or_a_sentence(changes: list[tuple[int, bytes]]) -> None:
    """However a PDF is damaged, it gives an article or one sentence, never another error."""
    data = bytearray(WHOLE)
    for place, new in changes:
        data[place : place + len(new)] = new
    with suppress(SourceError):
        assert read_pdf(bytes(data)).text


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_as_a_pdf(data: bytes) -> None:
    """Anything that claims to be a PDF gives an article or one sentence."""
    with suppress(SourceError):
        assert read_pdf(b"%PDF-1.7\n" + data).text
