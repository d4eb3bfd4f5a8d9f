"""What keeps a portrait from being asked: it leans on what is not shown, or readers found its kind dull.

Two blind raters read 115 portraits and agreed on 111. They liked what a town, a team or a firm knows somebody
by; they did not like posts nobody can place ("the owner", "the trust's officer"), experts asked in passing,
moments of a match or a trial, or what was so before the story began ("had listened").
"""

import re

from spacy.tokens import Span, Token

from questions.facts import anchors, guards
from questions.facts.pronouns import HE, SHE, is_the_titles
from questions.language import Document, Name, Sentence
from questions.language.gazetteer import key_of
from questions.records import Kind

BE = frozenset({"is", "was"})
ARTICLES = frozenset({"a", "an", "the"})
_LONGEST = 24  # words of a portrait; a host reads it in one breath
_SHORTEST = 3  # "a postman", "runs it": too little to know somebody by
_NAMELESS = re.compile(
    r"^(?:one|two|three|both|some|many|all|part|another|other|each|among)\b", re.IGNORECASE
)
_OPEN = re.compile(
    r"\b(?:and|or|but|at|in|of|on|to|with|for|from|by|that|is|was|were|has|had|been|an?|the"
    r"|to (?:know|say|see)|the (?:first|second|third|fourth|last)"
    r"|and (?:at|in|on|for|by|with|to|then|as) \w+)$"
)
_LEAN = re.compile(
    r"\b(?:these|those|this|here|such|there|then|also|both|either|another|afterwards|later|itself|so|too|again|"
    r"meanwhile|instead|nearby|yesterday|today|tomorrow|tonight|"
    r"the (?:same|other|others|two|three|latter|former)|fellow|and who|in post|at present|"
    r"(?:to|of|for|than|as) one|"
    r"that (?:day|night|week|month|year|time)|of them|do(?:ne)? (?:that|so))\b",
    re.IGNORECASE,
)
# Of these an article has one, and readers know which; "the lease" and "the trust" they do not.
_KNOWN = frozenset(
    "council village town city island school hospital club team firm company business board bus election "
    "elections midfield church market river side state country community parish street field pitch".split()
)
_NAMING = frozenset({"NOUN", "PROPN"})
_IT = frozenset({"it", "its"})
_THEY = frozenset({"they", "them", "their"})
_PLURALS = frozenset({"NNS", "NNPS"})
_NOUNS = _PLURALS | {"NN", "NNP"}
# Whose posts a reader can place: a town has one council, and the article's date tells which.
_PUBLIC = frozenset("council town city village county island parish borough district state country".split())
_HELD = frozenset(
    "manager captain goalkeeper keeper coach director mayor chief head leader chair chairman executive owner "
    "minister secretary president principal editor founder skipper curator conductor treasurer".split()
)
_APART = re.compile(
    r"\b(?:not|no|nothing|never)\b[^,]{0,20}\b(?:involved|part|connected|connection|links?)\b"
)
_EXPERTS = re.compile(
    r"\b(?:analyst|economist|consultant|historian|\w*biologist|ecologist|specialist|researcher|scientist|fellow|"
    r"lecturer|professor|expert|modeller|archivist|archaeologist|\w+ologist|physicist|chemist|designer|lawyer|"
    r"solicitor|barrister|critic)\b(?!.* (?:who|whose) )"
)
_STUDIES = re.compile(r"^(?:studies|follows|teaches|researches|covers|advises|lectures)\b(?!.* and )")
_BEFORE = re.compile(r"^had ")
_BORN = re.compile(r"^was born (?:in|on) [^,]*\d{4}$")
# What a past deed needs to be known by, weeks after the match or the trial.
_MARKED = re.compile(
    r"\b(?:first|only|last|youngest|oldest|became|founded|co-founded|won|invented|discovered|since|as a|"
    r"for (?:\w+ ){1,2}(?:years|decades|months|seasons)|in (?:19|20)\d\d|barred|banned|at the age|aged)\b"
)


def unfit(document: Document, sentence: Sentence, name: Name, word: str, said: Span) -> str:
    """Name what keeps a portrait from being asked, or give nothing."""
    text = " ".join(said.text.split())
    count = len(text.split())
    least = _SHORTEST - any(t.tag_ == "POS" for t in said)  # "Ashbourne's manager" tells enough
    if not least <= count <= _LONGEST:
        return "too short" if count < least else "too long"
    if document.topic is not None and name.key in document.topic.keys:
        return "of whom the title names"
    if _NAMELESS.match(text) or (word == "whose" and said[0].lower_ in _KNOWN):
        return "one of several"  # two of the story may play for one club
    if _OPEN.search(text) or not any(t.pos_ in {"NOUN", "PROPN", "NUM"} for t in said):
        return "breaks off"
    if found := _LEAN.search(text):
        return f"points back: {found.group().lower()}"
    if _tells_name(document, name, text):
        return "names whom it asks for"
    published = document.article.published
    return (
        guards.sensitive(text)
        or guards.wording(text, published=published)
        or _pronoun(document, sentence, name, word, said)
        or _unplaced(document, word, said)
        or _dull(word, said, text)
        or _adrift(document, sentence, said)
    )


def _tells_name(document: Document, name: Name, text: str) -> bool:
    """Say whether a portrait or the title holds part of a name: "Gaskell's husband", "Welwitschia"."""
    forms = (name.form, *name.short_forms)
    parts = {part for form in forms for part in key_of(form).split() if len(part) > 2}  # noqa: PLR2004
    heads = {part[:_STEM] for part in parts if len(part) >= _STEM}
    surname = key_of(name.form).split()[-1]
    titled = any(word[:_STEM] in heads and len(word) >= _STEM for word in document.title_forms)
    return bool(parts & set(key_of(text).split())) or surname in document.title_forms or titled


_STEM = 7  # letters by which a word of the title shows a name


def _unplaced(document: Document, word: str, said: Span) -> str:
    """Name a post whose place a reader cannot know: "the owner", "the trust's officer", "his junior"."""
    if word not in BE:
        return ""
    root = said.root
    owner = next((t for t in said if t.dep_ == "poss"), None)
    if owner is not None and owner.tag_ == "PRP$":
        told = any(t.lower_ == "who" for t in said[: owner.i - said.start])
        return "" if told or owner.i == said.start else f"pronoun: {owner.lower_}"
    if owner is not None:
        known = owner.pos_ == "PROPN" or owner.lower_ in _PUBLIC or owner.lower_ in document.title_words
        return "" if known else f"unplaced: the {owner.lower_}'s"
    is_told = any(c.dep_ in {"prep", "relcl", "acl"} for c in root.children)
    others = [t for t in said if t.pos_ not in {"DET", "ADP"} and t != root]
    is_named = any(t.pos_ == "PROPN" or t.lower_ in document.title_words for t in others)
    is_named = is_named and root.lower_ in _HELD
    if said[0].lower_ == "the" and not (is_told or is_named):
        return f"unplaced: {said.text.lower()}"
    return ""


def _dull(word: str, said: Span, text: str) -> str:
    """Name why readers would not care."""
    if _APART.search(text) or (word in BE and _EXPERTS.search(text)):
        return "dull: an expert in passing"
    if word != "who":
        return ""
    if _STUDIES.match(text):
        return "dull: an expert in passing"
    if _BEFORE.match(text):
        return "dull: before the story"
    if _BORN.match(text):
        return "dull: when somebody was born"
    past = said.root.tag_ == "VBD" or any(
        t.dep_ in {"aux", "auxpass"} and t.tag_ == "VBD" for t in said.root.lefts
    )
    return "dull: a passing moment" if past and not _MARKED.search(text) else ""


def _pronoun(document: Document, sentence: Sentence, name: Name, word: str, said: Span) -> str:
    """Name a pronoun that may mean another than whom the portrait is of."""
    seen: set[str] = set()
    for token in said:
        low = token.lower_
        if low in HE | SHE:
            wanted = "m" if low in HE else "f"
            if word in BE and token.i == said.start:
                is_known = is_the_titles(document, sentence, wanted)
            else:
                is_known = name.sex in {"", wanted} and not _has_rival(document, sentence, name, wanted)
            if not is_known:
                return f"pronoun: {low}"
        if (low in _IT and not seen) or (low in _THEY and not seen & _PLURALS):
            return f"pronoun: {low}"
        seen |= {token.tag_} & _NOUNS
    return ""


def _has_rival(document: Document, sentence: Sentence, name: Name, wanted: str) -> bool:
    """Say whether a sentence names another of a sex."""
    others = (other for _, other in document.mentions(sentence) if other.key != name.key)
    return any(other.kind is Kind.PERSON and other.sex in {"", wanted} for other in others)


def _adrift(document: Document, sentence: Sentence, said: Span) -> str:
    reason = anchors.unresolved(document, [(sentence, said)], whole_start=False)
    if reason.startswith("unanchored"):
        noun = reason.split()[-1]
        # "the bakery at the end of the pier": what stands inside a phrase is held by it.
        is_held = any(t.text == noun and (_is_inside(t) or _is_followed(t, said)) for t in said)
        return "" if is_held or noun.lower() in _KNOWN else reason
    return reason if reason.startswith(("points back", "bare")) else ""


def _is_inside(noun: Token) -> bool:
    return noun.dep_ == "pobj" and noun.head.head.pos_ in _NAMING


def _is_followed(noun: Token, said: Span) -> bool:
    """Say whether a place or a purpose behind a noun tells which is meant: "the bakery in Bergen"."""
    behind = [t for t in said if noun.i < t.i <= noun.i + 2]
    return len(behind) > 1 and behind[0].pos_ == "ADP" and behind[1].pos_ not in {"NUM", "PRON"}
