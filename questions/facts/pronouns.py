"""What a pronoun may stand for among the words a reader of an excerpt has read before it."""

from spacy.tokens import Token

from questions.language import Document, Name, Sentence
from questions.lexicons import lower_words
from questions.records import Kind

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_SEXES = {"he": "m", "she": "f"}
_NEAR = 2  # sentences back in which another person may be the one a pronoun means
# Where a thing stands that "it" takes up: not behind a preposition, as in "by the time of the storm".
_HOLDERS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "conj", "appos"})
_SUBJECTS = frozenset({"he", "she", "it", "they"})
_TIMES = frozenset({"DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "QUANTITY"})
_GROUPS = frozenset({"people", "crew", "team", "group", "family", "band", "everyone", "company", "couple"})


class View:
    """What a reader has read of an excerpt so far."""

    def __init__(self, document: Document, sentence: Sentence) -> None:
        self.document = document
        self.sentence = sentence
        self.seen: list[tuple[Sentence, Token]] = []
        self.number = 0

    def name(self, sentence: Sentence, token: Token) -> Name | None:
        """Give the name a token is part of."""
        return self.document.names.over(sentence.text, token.i)

    def nouns(self) -> list[Token]:
        """Give the nouns read so far."""
        return [token for _, token in self.seen if token.pos_ in {"NOUN", "PROPN"}]


def is_the_titles(document: Document, sentence: Sentence, wanted: str) -> bool:
    """Say whether "he" or "she" can only be the person the title names.

    Nobody else who may be meant stands in the sentence's paragraph up to it, or in the sentence before.
    """
    topic = document.topic
    if topic is None or not topic.is_person or topic.sex not in {"", wanted}:
        return False
    rivals = {wanted} if topic.is_followed else {"", wanted}
    for earlier in document.sentences[max(sentence.index - _NEAR, 0) : sentence.index]:
        for _, name in document.mentions(earlier):
            if name.kind is Kind.PERSON and name.key not in topic.keys and name.sex in rivals:
                return False
    return True


def is_the_topic(document: Document, sentence: Sentence, noun: str) -> bool:
    """Say whether "the city" can only be the thing the title names: no other of its kind stands near."""
    topic = document.topic
    if topic is None or topic.is_person or noun not in topic.nouns:
        return False
    kind = topic.name.kind, topic.name.subkind
    near = document.sentences[max(sentence.index - 1, 0) : sentence.index + 1]
    others = (name for one in near for _, name in document.mentions(one) if name.key not in topic.keys)
    return not any((name.kind, name.subkind) == kind for name in others)


def is_it(document: Document, sentence: Sentence) -> bool:
    """Say whether "it" can only be the thing the title names: the sentence before is about it alone."""
    topic = document.topic
    if topic is None or topic.is_person or not sentence.index:
        return False
    before = document.sentences[sentence.index - 1]
    subjects = [t for t in before.span if t.dep_ in {"nsubj", "nsubjpass"}]
    if len(subjects) != 1:
        return False
    name = document.names.over(before.text, subjects[0].i)
    return (name is not None and name.key in topic.keys) or subjects[0].lower_ in topic.nouns


def unheld(view: View, token: Token) -> str:
    """Name a pronoun that nothing before it explains, or give nothing."""
    low = token.lower_
    if _leads(view, token):
        return f"pronoun: {low}"
    if low in HE or low in SHE:
        wanted = "m" if low in HE else "f"
        return "" if _has_person(view, token, wanted) and not _is_own_role(view, token) else f"pronoun: {low}"
    if low in _IT:
        held = _has_thing(view, token) or (not view.number and is_it(view.document, view.sentence))
        return "" if held else f"pronoun: {low}"
    if low in _THEY:
        return "" if _has_plural(view, token) else f"pronoun: {low}"
    return ""


def _leads(view: View, token: Token) -> bool:
    """Say whether a pronoun is the main subject of a first sentence that names no subject before it."""
    if token.lower_ not in _SUBJECTS or token.dep_ != "nsubj" or token.head.dep_ != "ROOT" or view.number:
        return False
    is_titled = token.lower_ in _SEXES and is_the_titles(view.document, view.sentence, _SEXES[token.lower_])
    is_titled = is_titled or (token.lower_ == "it" and is_it(view.document, view.sentence))
    named = any(t.dep_ in {"nsubj", "nsubjpass"} and t.pos_ in {"NOUN", "PROPN"} for _, t in view.seen)
    return not (is_titled or named or _is_expletive(token))


def _is_own_role(view: View, token: Token) -> bool:
    """Say whether "her assistant" is what the sentence's lone person is: nobody is one's own assistant."""
    role = token.head
    if token.dep_ != "poss" or role.lower_ not in lower_words("role_nouns"):
        return False
    is_predicate = role.dep_ in {"attr", "oprd"} or (role.dep_ == "pobj" and role.head.lower_ == "as")
    if not is_predicate:
        return False
    people = {n.key for s, t in view.seen if (n := view.name(s, t)) is not None and n.kind is Kind.PERSON}
    return len(people) < 2  # noqa: PLR2004 - the holder of the role and the one it is held for


def _candidates(view: View, pronoun: Token) -> list[tuple[Sentence, Token]]:
    """Give what a pronoun may stand for: an object never stands for the subject of its own clause."""
    if pronoun.dep_ not in {"dobj", "pobj", "dative"}:
        return view.seen
    verb = pronoun.head if pronoun.dep_ != "pobj" else pronoun.head.head
    subject = None
    while subject is None:
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if verb.dep_ not in {"xcomp", "conj", "advcl", "prep", "pcomp"} or verb.head.i == verb.i:
            break  # "agreed to repair it": who agreed repairs
        verb = verb.head
    barred = {t.i for t in subject.subtree} if subject is not None else set()
    return [(s, t) for s, t in view.seen if not (t.doc is pronoun.doc and t.i in barred)]


def _has_person(view: View, pronoun: Token, wanted: str) -> bool:
    if is_the_titles(view.document, view.sentence, wanted):
        return True
    if _are_several(view, wanted):
        return False
    for sentence, token in _candidates(view, pronoun):
        is_title = token.dep_ in {"compound", "nmod"} or (
            token.i + 1 < len(token.doc) and token.nbor().pos_ == "PROPN"
        )
        if token.lower_ in lower_words("professions") and not is_title:
            return True
        name = view.name(sentence, token)
        if name is not None and name.kind is Kind.PERSON and name.sex in {"", wanted}:
            return True
    return False


def _are_several(view: View, wanted: str) -> bool:
    """Say whether two of a sex stand before a sentence that names none, and not just one as a subject."""
    people: set[str] = set()
    subjects: set[str] = set()
    for sentence, token in view.seen:
        name = view.name(sentence, token)
        if name is None or name.kind is not Kind.PERSON or name.sex not in {"", wanted}:
            continue
        if sentence is view.sentence:
            return False
        people.add(name.key)
        subjects |= {name.key} if token.dep_ in {"nsubj", "nsubjpass", "conj", "appos"} else set()
    return len(people) > 1 and len(subjects) != 1


def _has_thing(view: View, token: Token) -> bool:
    if token.lower_ == "it" and _is_expletive(token):
        return True
    for sentence, earlier in _candidates(view, token):
        if (
            earlier.pos_ not in {"NOUN", "PROPN"}
            or earlier.tag_ in {"NNS", "NNPS"}
            or earlier.ent_type_ in _TIMES
            or earlier.lower_ in lower_words("professions")
        ):
            continue
        name = view.name(sentence, earlier)
        if name is not None and name.kind is Kind.PERSON:
            continue
        if token.lower_ == "its" and not _is_coordinated(earlier) and not earlier.is_ancestor(token):
            return True  # not the beam in "the beam of its engine"
        if token.lower_ != "its" and earlier.dep_ in _HOLDERS:
            return True
    return False


def _is_coordinated(noun: Token) -> bool:
    """Say whether a noun is one of several, as in "Nepal and China": "its" cannot be theirs."""
    return noun.dep_ == "conj" or any(child.dep_ == "conj" for child in noun.children)


def _is_expletive(token: Token) -> bool:
    if token.dep_ == "expl":
        return True
    verb = token.head
    return verb.lemma_ in {"be", "take", "seem"} and any(
        c.dep_ in {"ccomp", "xcomp", "advcl", "csubj"} for c in verb.children
    )


def _has_plural(view: View, pronoun: Token) -> bool:
    for sentence, token in _candidates(view, pronoun):
        if token.tag_ in {"NNS", "NNPS"} or (token.dep_ == "conj" and token.pos_ in {"NOUN", "PROPN"}):
            return True
        name = view.name(sentence, token)
        if name is not None and name.kind is Kind.ORG:
            return True
        if token.lower_ in _GROUPS:
            return True
    return False
