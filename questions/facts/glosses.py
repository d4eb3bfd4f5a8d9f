"""Glosses: whom or what a pronoun or "the company" means, shown in square brackets where only one fits.

"In 1956 she [Cecilia Payne] was promoted": the words stay as they are, and a reader of the excerpt
knows what a reader of the article knows. Where two could be meant there is no gloss, and it is dropped
as before: most wrong questions of the prototypes came from a name put in without being sure.
"""

from collections.abc import Mapping

from spacy.tokens import Token

from questions.facts.pronouns import HE, SHE, View
from questions.facts.values import Gloss
from questions.language import Mention, Name, Sentence
from questions.language.kinds import SURE
from questions.records import Kind

MOST = 2  # glosses in one excerpt
_BACK = 2  # sentences back in which the one meant must be named
_OFTEN = 3  # mentions that make a name one the article is about
_FAR_MORE = 3  # times as often as the next name of its kind


def gloss_for(view: View, token: Token) -> Gloss | None:
    """Give the gloss for a word that an excerpt leaves unexplained, where just one name fits."""
    low = token.lower_
    if low in HE or low in SHE:
        name = _person(view, token, "m" if low in HE else "f")
        is_owner = token.dep_ == "poss"
        return _made(view, token, name, is_owner=is_owner)
    if low == "it" and token.dep_ in {"nsubj", "nsubjpass"} and token.head.dep_ == "ROOT":
        return _made(view, token, _subject_before(view, token), is_owner=False)
    if low == "the" and token.dep_ == "det":
        noun = token.head
        if noun.tag_ != "NN" or any(
            c.dep_ in {"prep", "relcl", "acl"} and c.i > noun.i for c in noun.children
        ):
            return None
        return _made(view, noun, _thing(view, noun), is_owner=False)
    return None


def _made(view: View, token: Token, name: Name | None, *, is_owner: bool) -> Gloss | None:
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    is_clipped = following is not None and not token.whitespace_ and following.text.startswith("'")
    if name is None or is_clipped:  # "he'd": nothing may stand between
        return None
    form = f"{name.form}'s" if is_owner else name.form
    return Gloss(view.sentence.offset + token.idx + len(token), f" [{form}]", name.key)


def _person(view: View, token: Token, wanted: str) -> Name | None:
    """Give the one person of a sex who is named in the last sentences up to a pronoun."""
    sentence = view.sentence
    found: dict[str, Name] = {}
    for earlier in view.document.sentences[max(sentence.index - _BACK, 0) : sentence.index + 1]:
        if sentence.paragraph - earlier.paragraph > 1:
            continue
        for mention, name in view.document.mentions(earlier):
            is_before = earlier is not sentence or mention.end <= token.i
            is_person = name.kind is Kind.PERSON or _may_be_somebody(earlier, mention, name)
            if is_before and is_person and name.sex in {"", wanted}:
                found[name.key] = name
    one = next(iter(found.values())) if len(found) == 1 else _spoken_of(view, token, found)
    topic = view.document.topic
    if topic is not None and topic.is_person and topic.sex in {"", wanted}:
        one = one if one is not None and one.key in topic.keys else None  # a life's own "he" comes back
    if one is None:
        return None
    is_sure = one.is_human and one.confidence >= SURE and len(one.form.split()) > 1
    return one if is_sure and one.sex == wanted and one.key not in view.document.played else None


def _spoken_of(view: View, token: Token, found: Mapping[str, Name]) -> Name | None:
    """Give the subject of the sentence before, for a subject: one is spoken of till another comes."""
    here = {name.key for mention, name in _mentions_before(view, token)}
    if token.dep_ not in {"nsubj", "nsubjpass"} or here & found.keys() or not view.sentence.index:
        return None
    before = view.document.sentences[view.sentence.index - 1]
    subjects = _main_subjects(view, before)
    others = {n.key for _, n in view.document.mentions(before)} & found.keys()
    if len(subjects) != 1 or subjects[0].key not in found or others != {subjects[0].key}:
        return None
    return subjects[0]


def _subject_before(view: View, token: Token) -> Name | None:
    """Give the thing of which the sentence before speaks, if no other is named there or before "it"."""
    if not view.sentence.index or view.number or any(_mentions_before(view, token)):
        return None
    before = view.document.sentences[view.sentence.index - 1]
    if view.sentence.paragraph - before.paragraph > 1:
        return None
    subjects = _main_subjects(view, before)
    if len(subjects) != 1 or subjects[0].confidence < SURE:
        return None
    (name,) = subjects
    things = {n.key for _, n in view.document.mentions(before) if n.kind in _THINGS}
    nouns = [t for t in before.span if t.dep_ in {"nsubj", "nsubjpass"} and t.pos_ == "NOUN"]
    return name if name.kind in _THINGS and things == {name.key} and not nouns else None


_THINGS = frozenset({Kind.ORG, Kind.WORK, Kind.EVENT})


def _mentions_before(view: View, token: Token) -> list[tuple[Mention, Name]]:
    found = view.document.mentions(view.sentence)
    return [(mention, name) for mention, name in found if mention.end <= token.i]


def _main_subjects(view: View, sentence: Sentence) -> list[Name]:
    """Give the names that are the subject of a sentence's main verb, alone."""
    found = (
        view.document.names.over(sentence.text, token.i)
        for token in sentence.span
        if token.dep_ in {"nsubj", "nsubjpass"} and token.head.dep_ == "ROOT" and not list(token.conjuncts)
    )
    return [name for name in found if name is not None]


def _may_be_somebody(sentence: Sentence, mention: Mention, name: Name) -> bool:
    """Say whether a subject of two words that nothing types may be a person, as somebody of a story is."""
    span = sentence.span.doc[mention.start : mention.end]
    is_subject = span.root.dep_ in {"nsubj", "nsubjpass"}
    return name.kind is None and is_subject and len(name.form.split()) > 1


def _thing(view: View, noun: Token) -> Name | None:
    """Give the one thing of the article that a noun can mean, if it was named before and often."""
    owners = view.document.called.get(noun.lemma_.lower(), ())
    if not owners or owners[0].count < _OFTEN:
        return None
    if len(owners) > 1 and owners[0].count < _FAR_MORE * owners[1].count:
        return None
    name = owners[0]
    here = {other.key for _, other in view.document.mentions(view.sentence)}
    if name.key in here or any(other.key in here for other in owners[1:]):
        return None
    earlier = view.document.sentences[: view.sentence.index]
    is_named = any(n.key == name.key for one in earlier for _, n in view.document.mentions(one))
    return name if is_named else None
