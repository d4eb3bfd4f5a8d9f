"""The paragraphs of an article on their way to its text: one a block, a heading known as one."""

from collections.abc import Iterable
from dataclasses import dataclass

from questions.reading.characters import one_line


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item, table row or heading, on one line."""

    text: str
    is_heading: bool = False


def to_blocks(paragraphs: Iterable[str]) -> list[Block]:
    """Make a block of every paragraph that holds something."""
    return [Block(line) for paragraph in paragraphs if (line := one_line(paragraph))]


def to_text(blocks: Iterable[Block]) -> str:
    """Join the blocks with blank lines; inside one there is no line end, so a line end always parts."""
    return "\n\n".join(block.text for block in blocks if block.text)
