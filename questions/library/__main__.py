"""Bring the starter articles' questions up to date: ``python -m questions.library``.

A question is shipped when a reader has rated it usable. What is shipped stays while its evidence is there;
what the line writes anew and nobody has read is listed, to be read and rated in ``ratings.tsv``.
"""

import json
from pathlib import Path

from questions.gates import first_reason
from questions.library import Entry, entries, ratings
from questions.pipeline import generate
from questions.records import Question

FOLDER = Path(__file__).parent
USABLE = "U"


def main() -> None:
    """Write one ``.jsonl`` beside each article and print what waits for a reader."""
    rated = ratings()
    for entry in entries():
        written = generate(entry.article).questions
        lines = [json.dumps(one.to_json(), ensure_ascii=False) for one in _shipped(entry, written, rated)]
        (FOLDER / f"{entry.name}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        for question in written:
            if question.id not in rated:
                print(f"{question.id}\t{entry.name}\t{question.prompt} -> {question.answer}")  # noqa: T201 - its output


def _shipped(entry: Entry, written: tuple[Question, ...], rated: dict[str, str]) -> list[Question]:
    """Choose the usable ones with buttons, in the order of the text, each fact once; what is new first."""
    by_fact: dict[str, Question] = {}
    for question in (*written, *entry.questions):
        is_pressed = bool(question.options)  # a newcomer's first game needs no typing
        if is_pressed and rated.get(question.id) == USABLE and not first_reason(question, entry.article):
            by_fact.setdefault(question.fact, question)
    return sorted(by_fact.values(), key=lambda one: (one.evidence.start, one.id))


if __name__ == "__main__":
    main()
