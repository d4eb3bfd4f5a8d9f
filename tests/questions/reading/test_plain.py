from datetime import date

import pytest

from questions.reading.plain import parse_byline, read_plain

LONG = (
    "The harbour was dug in 1869 by four hundred men, and it has sheltered the herring fleet ever since then."
)
LONGER = f"{LONG} {LONG}"


@pytest.mark.parametrize(
    ("lines", "title", "author", "published", "rest"),
    [
        (
            [
                "NEWS",
                "How Veldhaven dug its harbour",
                "",
                "May 28, 2025 | By Ann Lee, Editorial Writer",
                LONGER,
                LONG,
            ],
            "How Veldhaven dug its harbour",
            "Ann Lee",
            date(2025, 5, 28),
            [LONGER, LONG],
        ),
        (["How Veldhaven dug its harbour", "", LONG], "How Veldhaven dug its harbour", "", None, [LONG]),
        (["Who dug the harbour?", LONG], "Who dug the harbour?", "", None, [LONG]),
        (
            ["Dug by hand", "By ANN LEE", "3 April 2019", LONG],
            "Dug by hand",
            "ANN LEE",
            date(2019, 4, 3),
            [LONG],
        ),
        (["By Ann Lee", LONG, LONG], "", "Ann Lee", None, [LONG, LONG]),
        ([LONG, LONGER], "", "", None, [LONG, LONGER]),
        ([LONG], "", "", None, [LONG]),
        (["BREAKING", LONG], "BREAKING", "", None, [LONG]),
        (["It was dug by hand.", LONG], "", "", None, ["It was dug by hand.", LONG]),
        (
            [LONG, "It was dug on May 28, 1869 | By night"],
            "",
            "",
            None,
            [LONG, "It was dug on May 28, 1869 | By night"],
        ),
    ],
)
def test_head(lines: list[str], title: str, author: str, published: date | None, rest: list[str]) -> None:
    """Kicker, headline and bylines are taken from the head of a text where they are plain, and only there."""
    head = read_plain("\n".join(lines))
    assert (head.title, head.author, head.published) == (title, author, published)
    assert [block.text for block in head.rest] == rest


@pytest.mark.parametrize(
    ("line", "author", "published"),
    [
        ("By Ann Lee", "Ann Lee", None),
        ("Written by Ann Lee and Bo Ek · 4 min read", "Ann Lee and Bo Ek", None),
        ("Published 28 May 2025 – By Ludwig van der Berg, Editor", "Ludwig van der Berg", date(2025, 5, 28)),
        ("Author: Zoë O’Neil", "Zoë O’Neil", None),
        ("2025-05-28", "", date(2025, 5, 28)),
    ],
)
def test_bylines(line: str, author: str, published: date | None) -> None:
    """A byline tells an author, a date or both, in any order."""
    byline = parse_byline(line)
    assert byline is not None
    assert (byline.author, byline.published) == (author, published)


@pytest.mark.parametrize(
    "line",
    [
        *[
            "By hand",
            "By 1869 the harbour was dug",
            "By Ann Lee the lamp was lit",
            "May 28, 2025 | A day to remember",
        ],
        *["", "4 min read", "By ", "Ann Lee", f"By {'Ann ' * 60}"],
    ],
)
def test_no_bylines(line: str) -> None:
    """A line that tells anything else, or no name at all, is no byline."""
    assert parse_byline(line) is None


def test_wrapped_lines_are_joined() -> None:
    """Lines wrapped to a width are one paragraph up to the blank line."""
    text = (
        "Harbour life\n\nThe harbour was dug in 1869 by\nfour hundred men with\nspades.\n\n"
        "It shelters forty boats when\nthe wind blows from the west.\n"
    )
    head = read_plain(text)
    assert head.title == "Harbour life"
    assert [block.text for block in head.rest] == [
        "The harbour was dug in 1869 by four hundred men with spades.",
        "It shelters forty boats when the wind blows from the west.",
    ]


def test_one_paragraph_a_line() -> None:
    """Lines that each end a sentence are paragraphs of their own."""
    head = read_plain("It was dug in 1869.\nIt shelters forty boats.\nIt charges 12 crowns.")
    assert len(head.rest) == 3
