import pytest

from questions.reading.markup import front_matter, inline, looks_like_markdown, read_markup


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        (
            "a **bold** and *slanted* and __bold__ and _slanted_ word",
            "a bold and slanted and bold and slanted word",
        ),
        ("***both*** and ~~gone~~ and **bold with *more* in it**", "both and gone and bold with more in it"),
        ("snake_case_name and 2 * 3 * 4 and a_b", "snake_case_name and 2 * 3 * 4 and a_b"),
        ('a [link](https://a.example/b_(c) "title") here', "a link here"),
        ("a [link][1] and [another][]", "a link and another"),
        ("the crowd [sic] cheered [1]", "the crowd [sic] cheered [1]"),
        ("![a lamp](lamp.png) text", "text"),
        ("[![badge](b.svg)](https://a.example) text", "text"),
        ("`code *kept*` and ``a ` b``", "code *kept* and ``a ` b``"),
        (r"not \*slanted\* and 1\. item \[x\]", "not *slanted* and 1. item [x]"),
        ("tea &amp; cake &lt;b&gt; &#8217;", "tea & cake <b> ’"),
        ("<b>bold</b> and <br/>break and <https://a.example>", "bold and break and"),
        ("3 < 4 and 5 > 2", "3 < 4 and 5 > 2"),
        ("a note[^1] here", "a note here"),
        ("\ue0007\ue001 private &#xE000;0&#xE001;", "7 private \ue0000\ue001"),
        ("“curly” – it’s 40\u00a0km", "“curly” – it’s 40\u00a0km"),
    ],
)
def test_inline_marks(marked: str, plain: str) -> None:
    """The words stay, the marks go, and what only looks like a mark stays too."""
    assert inline(marked) == plain


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("one\ntwo\n\nthree", ["one two", "three"]),
        (
            "# A #\n## B\ntext\nC\n===\nD\n---\n\\#no heading!",
            ["#A", "#B", "#text C", "#D", "#no heading!"],
        ),
        (
            "- one\n- two\n  more\n* three\n1. four\n2) five\n- [x] done",
            ["one", "two more", "three", "four", "five", "done"],
        ),
        ("> quoted\n> words\n\n>> deeper", ["quoted words", "deeper"]),
        ("| A | B |\n|---|:-:|\n| 1 | 2 |\n", ["A · B", "1 · 2"]),
        ("a\n\n***\n\nb\n\n- - -\n\nc", ["a", "b", "c"]),
        ("a\n\n```python\n# no heading\n```\n\nb\n~~~\n```\n~~~\nc", ["a", "b", "c"]),
        ("a\n\n```\nnever closed", ["a"]),
        ("a <!-- hidden\n\nstill --> b", ["a b"]),
        ("a [x][1] b\n\n[1]: https://a.example 'T'\n[^2]: A note.", ["a x b"]),
        ("![only](picture.png)\n\na", ["a"]),
    ],
)
def test_blocks(text: str, blocks: list[str]) -> None:
    """Every paragraph, heading, item and row is a block; rules, code, comments and definitions are none."""
    found = [f"{'#' if block.is_heading else ''}{block.text}" for block in read_markup(text).blocks]
    assert found == blocks


@pytest.mark.parametrize(
    ("text", "front"),
    [
        ("---\nTitle: A: b\ntags: 'x, y'\n---\nbody", {"title": "A: b", "tags": "x, y"}),
        ("---\ntitle: A\n...\nbody", {"title": "A"}),
        ("---\ntitle: A\nbody", {}),
        ("---\n\nbody\n", {}),
        ("body\n---\ntitle: A\n---\n", {}),
    ],
)
def test_front_matter(text: str, front: dict[str, str]) -> None:
    """Front matter is a closed block at the very start, and nothing else."""
    assert front_matter(text)[0] == front


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A heading\n\ntext", True),
        ("text with **bold** and\n\n## heading", True),
        ("text with **bold** and [link](https://a.example)", True),
        ("#hashtag text", False),
        ("We rate it **** of five.", False),
        ("A list:\n- one\n- two", False),
    ],
)
def test_sniffing(text: str, *, expected: bool) -> None:
    """Marks that plain text has no use for tell Markdown."""
    assert looks_like_markdown(text) is expected
