"""What a language model may answer: proposals in our formats, typed, and nothing else."""

from pydantic import BaseModel, Field

from questions.records import Format, Kind

MOST = 20
"""Proposals read of one answer; what comes after them is left unread."""


class Proposal(BaseModel):
    """One fact, with the words of the article that prove it, and how to ask it."""

    format: Format = Field(description="How to ask the fact.")
    quote: str = Field(
        description="One or two whole sentences of the article that prove it, copied letter for letter."
    )
    answer: str = Field(
        description="The answer, copied letter for letter from the quote; a few words at most."
    )
    kind: Kind = Field(default=Kind.OTHER, description="What sort of thing the answer is.")
    question: str = Field(
        default="",
        description="Only for wh: the question, clear without the article, ending in a question mark.",
    )
    said: str = Field(
        default="",
        description="Only for who_said: the spoken words inside the quote, without quotation marks.",
    )
    wrong: list[str] = Field(
        default_factory=list,
        description="Three wrong answers of the same kind and form, surely wrong, not in the quote.",
    )


class Proposals(BaseModel):
    """The questions proposed for one portion of an article."""

    questions: list[Proposal]
