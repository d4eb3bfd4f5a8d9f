"""What else an article calls its names: "the company" for a firm, "the school" for one ending in School."""

from collections.abc import Iterable, Mapping

from spacy.tokens import Span, Token

from questions.language.gazetteer import key_of
from questions.language.kinds import SURE, Name
from questions.language.names import Names
from questions.lexicons import rows
from questions.records import Kind

_BY_KIND: dict[tuple[str, str], set[str]] = {}
for _noun, _kind, _subkind in rows("cue_nouns"):
    _BY_KIND.setdefault((_kind, _subkind), set()).add(_noun)
_BROADER = {"city": {"town", "municipality"}, "town": {"town"}, "company": {"business", "group"}}


def nouns_of(name: Name, spans: Iterable[Span]) -> set[str]:
    """Give the common nouns that may stand for a name: of its kind, its last word, and as the text says."""
    by_kind = _BY_KIND.get((str(name.kind), name.subkind), set()) | _BROADER.get(name.subkind, set())
    last = name.form.split()[-1].lower() if len(name.form.split()) > 1 else ""
    told = {noun for span in spans for noun in said_to_be(span, name)}
    return {*by_kind, *told, *filter(None, [last])}


def said_to_be(span: Span, name: Name) -> Iterable[str]:
    """Give the nouns a sentence says a name is: after "is" or "was", or beside it between commas."""
    parts = name.key.split()
    for token in span:
        if token.pos_ != "PROPN" or key_of(token.text) not in parts:
            continue
        if token.dep_ in {"nsubj", "nsubjpass"} and token.head.lemma_ == "be":
            for child in token.head.children:
                if child.dep_ == "attr":
                    yield from _with_conjuncts(child)
        yield from (c.lemma_.lower() for c in token.children if c.dep_ == "appos" and c.pos_ == "NOUN")


def _with_conjuncts(noun: Token) -> Iterable[str]:
    for token in (noun, *noun.conjuncts):
        if token.pos_ == "NOUN":
            yield token.lemma_.lower()


def called(names: Names, spans: list[Span]) -> Mapping[str, tuple[Name, ...]]:
    """Give the names, persons aside, that each common noun may stand for, the most frequent first."""
    found: dict[str, list[Name]] = {}
    for name in names.all():
        is_thing = name.kind in {Kind.ORG, Kind.PLACE, Kind.WORK, Kind.EVENT, Kind.OTHER}
        if not is_thing or name.confidence < SURE:
            continue
        first = [span for span in spans if name.form.split()[-1] in span.text][:_FIRST]
        for noun in nouns_of(name, first):
            found.setdefault(noun, []).append(name)
    return {noun: tuple(owners) for noun, owners in found.items()}


_FIRST = 3  # mentions within which an article says what something is
