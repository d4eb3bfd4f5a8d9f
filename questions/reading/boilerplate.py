"""Paragraphs that are the site's, not the article's: named rules, each for a whole short paragraph.

A rule never looks inside a long paragraph, where the same words may be what the article is about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from questions.reading.blocks import Block
from questions.reading.dates import is_date_line


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern; it holds for paragraphs of at most ``max_words`` words."""

    name: str
    pattern: re.Pattern[str]
    max_words: int

    def holds(self, paragraph: str) -> bool:
        """Say whether the paragraph is boilerplate of this sort."""
        return len(paragraph.split()) <= self.max_words and self.pattern.search(paragraph) is not None


def _rule(name: str, *patterns: str, max_words: int) -> Rule:
    return Rule(name, re.compile("|".join(patterns), re.IGNORECASE), max_words)


def _whole(*alternatives: str) -> str:
    """Match a paragraph that is one of the alternatives and nothing else but marks."""
    return rf"^\W*(?:{'|'.join(alternatives)})\W*$"


_MEDIUM = (
    r"(?:(?:file )?photo|photograph|photography|(?:cover )?image|picture|illustration|graphic|video)"
    r"(?:s|\(s\))?"
)
_NAME_TAIL = r"(?:\s+(?:[A-ZÀ-Þ][\w.'’-]*|de|da|van|von|la|le|bin|al)){1,3}"
_NAME = rf"(?-i:[A-ZÀ-Þ][\w.'’-]*{_NAME_TAIL})"
_AGENCY = r"(?:getty images|shutterstock|reuters|afp|ap|alamy|unsplash|wikimedia commons)"

RULES = (
    _rule(
        "cookies",
        r"\b(?:we|(?:this|our) (?:web)?site) uses? cookies\b",
        r"\baccept (?:all )?cookies\b",
        _whole(r"cookie (?:policy|settings|preferences)", r"manage (?:cookies|consent)"),
        max_words=60,
    ),
    _rule(
        "newsletter",
        r"^(?:please )?(?:sign up|subscribe|register)\b.*"
        r"\b(?:newsletter|inbox|e-?mails?|briefing|updates|podcast)\b",
        r"^(?:get|receive)\b.*\b(?:your inbox|newsletter)\b",
        _whole(r"(?:enter )?your e-?mail(?: address)?", r"(?:sign up|subscribe)(?: now| today)?"),
        r"\bunsubscribe at any time\b",
        max_words=45,
    ),
    _rule(
        "read_more",
        r"^\W*(?:read (?:more|also|next|the full story)|see also|also read"
        r"|related(?: (?:stories|articles?|reading))?|more (?:on this|from|like this|stories)"
        r"|watch(?: now| more)?|listen(?: now)?)\s*(?:[:>»→|–—-].*)?$",
        _whole(
            r"(?:continue|keep) reading",
            r"don['’]t miss\b.*",
            r"editor['’]s picks?",
            r"you (?:may|might) also (?:like|enjoy)\b.*",
        ),
        r"^(?:click|tap) (?:here|below)\b",
        max_words=30,
    ),
    _rule(
        "advertisement",
        _whole(
            r"advertisements?",
            r"ads?",
            r"sponsored(?: content| post)?",
            r"paid (?:content|post)",
            r"promoted",
            r"skip advertisement",
            r"(?:story|article) continues (?:below|after).*",
            r"advertise with us",
        ),
        r"\bthis post contains affiliate links\b",
        r"\bwe may earn (?:a|an affiliate) commission\b",
        max_words=40,
    ),
    _rule(
        "credit",
        rf"^\W*{_MEDIUM}(?: (?:credit|by|courtesy of|courtesy|via|from))?\s*[:|/©].*$",
        rf"^\W*{_MEDIUM} (?:credit|by|courtesy of)\s+{_NAME}\W*$",
        r"^credits?\s*:",
        rf"/\s?{_AGENCY}\W*$",
        rf"^(?!.*[.!?]\s).*\bvia {_AGENCY}\W*$",
        _whole(r"getty images", r"shutterstock", r"alamy", r"unsplash"),
        max_words=25,
    ),
    _rule(
        "share",
        _whole(
            r"share(?: (?:this|on|via)\b.*)?",
            r"tweet(?: this)?",
            r"facebook|twitter|whatsapp|linkedin|reddit|pinterest",
            r"copy link|link copied",
            r"print(?: this)?(?: page| article)?",
            r"e-?mail(?: this)?",
            r"save(?: article)?",
            r"follow (?:us|me|him|her|them) on\b.*",
            r"(?:join|like) us on\b.*",
        ),
        max_words=15,
    ),
    _rule(
        "comments",
        _whole(
            r"\d+ comments?",
            r"(?:leave|post|add|write) a (?:comment|reply)\b.*",
            r"view (?:all )?comments",
            r"join the (?:conversation|discussion)",
            r"comments (?:are closed|\(\d+\))",
        ),
        max_words=15,
    ),
    _rule(
        "copyright", r"^\W*(?:©|\(c\)|copyright (?:©|\(c\)|\d{4}))", r"\ball rights reserved\b", max_words=35
    ),
    _rule(
        "script",
        r"\b(?:enable|turn on|activate) javascript\b",
        r"\bjavascript (?:is|must be) (?:disabled|required|enabled)\b",
        r"\byour browser (?:does not|doesn['’]t|is not|isn['’]t)\b",
        max_words=40,
    ),
    _rule(
        "navigation",
        _whole(
            r"skip to (?:main |the )?(?:content|navigation)",
            r"back to (?:top|home)",
            r"home|menu|search|previous|next|loading|edit|contents|table of contents",
            r"(?:previous|next) (?:article|post|story|page)\b.*",
            r"(?:load|show) more",
            r"jump to [\w ]{1,30}",
            r"(?:log|sign) in",
        ),
        r"^[\w ]{1,30}(?:\s[>»›]\s[\w ]{1,40}){1,5}$",
        max_words=20,
    ),
    _rule(
        "paywall",
        r"^already (?:a |an )?(?:subscriber|member|registered)\b",
        r"^this (?:article|story|content) is (?:only )?(?:for|reserved)\b",
        r"^to (?:continue|keep) reading\b",
        r"^subscribe (?:now )?(?:to|for)\b",
        r"^you have \w+ (?:free )?articles? (?:left|remaining)",
        max_words=35,
    ),
    _rule(
        "donation",
        r"\bsupport (?:our|independent|quality|local) journalism\b",
        r"^(?:please )?(?:make a donation|donate (?:now|today)|become a (?:member|supporter|patron))\b",
        max_words=40,
    ),
    _rule(
        "byline",
        rf"^(?:(?:written|words|story|text|reporting) )?by:?\s+{_NAME}(?:(?:,| and| &)\s+{_NAME}){{0,3}}"
        r"(?:,\s[\w &'’-]{2,40})?$",
        r"^\d{1,3}[ -]?min(?:ute)?s?['’]? read\W*$",
        r"^reading time\b",
        max_words=14,
    ),
    _rule("bare_link", r"^<?(?:https?://|www\.)\S+$", max_words=1),
    _rule("marks_only", r"^[\W_]*$", max_words=12),
)

# Under these headings stand other articles' headlines, or lists of sources: no statement of this article.
_RELATED = re.compile(
    _whole(
        r"related(?: (?:articles?|stories|posts|reading|content|coverage|links))?",
        r"more (?:stories|news)\b.{0,60}",
        r"more (?:from|on|in) .{1,60}",
        r"(?:read|see|up|what to read) next",
        r"most (?:read|popular|viewed)",
        r"recommended(?: (?:for you|stories|reading|articles))?",
        r"you (?:may|might) also (?:like|enjoy)",
        r"trending(?: now)?",
        r"latest (?:news|stories)",
        r"editor['’]s picks",
        r"popular (?:now|posts|stories)",
    ),
    re.IGNORECASE,
)
_BACK_MATTER = re.compile(
    _whole(
        r"references|notes|footnotes|citations|sources|bibliography|works cited",
        r"external links|further reading|see also",
        r"about the author",
        r"share this (?:article|story|post)",
        r"comments",
    ),
    re.IGNORECASE,
)
_HEADLINE_WORDS = 25
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*$")


def boilerplate_rule(paragraph: str) -> str | None:
    """Name the rule by which a paragraph is not the article's own, if there is one."""
    if is_date_line(paragraph):
        return "date_line"
    return next((rule.name for rule in RULES if rule.holds(paragraph)), None)


def without_boilerplate(blocks: list[Block]) -> list[Block]:
    """Give the blocks that are the article's own, without a heading that is left last with nothing below."""
    own = [block for block in _without_sections(blocks) if boilerplate_rule(block.text) is None]
    while own and own[-1].is_heading:
        own.pop()
    return own


def _without_sections(blocks: list[Block]) -> Iterator[Block]:
    """Leave out related headlines, until a full paragraph comes, and back matter, until the next heading."""
    section: str | None = None
    for block in blocks:
        if _RELATED.match(block.text):
            section = "related"
        elif block.is_heading:
            section = "back matter" if _BACK_MATTER.match(block.text) else None
        elif section == "related" and not _is_headline(block.text):
            section = None
        if section is None:
            yield block


def _is_headline(text: str) -> bool:
    return len(text.split()) <= _HEADLINE_WORDS and _SENTENCE_END.search(text) is None
