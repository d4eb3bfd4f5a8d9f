"""Write the starter articles' questions anew: ``python -m questions.library``; then read what changed."""

import json
from pathlib import Path

from questions.library import entries, turned_down
from questions.pipeline import generate

FOLDER = Path(__file__).parent


def main() -> None:
    """Write one ``.jsonl`` beside each article, leaving out what was turned down."""
    refused = turned_down()
    for entry in entries():
        written = generate(entry.article).questions
        kept = [question for question in written if question.id not in refused]
        lines = [json.dumps(question.to_json(), ensure_ascii=False) for question in kept]
        (FOLDER / f"{entry.name}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
