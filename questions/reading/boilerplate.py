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


def _rule(name: str, pattern: str, *, max_words: int) -> Rule:
    return Rule(name, re.compile(pattern, re.IGNORECASE), max_words)


_MEDIUM = r"(?:photo|photograph|photography|image|picture|illustration|graphic|video|file photo|cover image)"
_NAME = r"(?-i:[A-ZÀ-Þ][\w.'’-]*(?:\s+(?:[A-ZÀ-Þ][\w.'’-]*|de|da|van|von|la|le|bin|al)){1,3})"

RULES = (
    _rule(
        "cookies",
        r"\b(?:we|(?:this|our) (?:web)?site) uses? cookies\b|\baccept (?:all )?cookies\b"
        r"|^(?:cookie (?:policy|settings|preferences)|manage (?:cookies|consent))\W*$",
        max_words=60,
    ),
    _rule(
        "newsletter",
        r"^(?:please )?(?:sign up|subscribe|register)\b.*\b(?:newsletter|inbox|e-?mails?|briefing|updates|podcast)\b"
        r"|^(?:get|receive)\b.*\b(?:your inbox|newsletter)\b|^(?:enter )?your e-?mail(?: address)?\W*$"
        r"|^(?:sign up|subscribe)(?: now| today)?\W*$|\bunsubscribe at any time\b",
        max_words=45,
    ),
    _rule(
        "read_more",
        r"^\W*(?:read (?:more|also|next|the full story)|see also|also read|related(?: (?:stories|articles?|reading))?"
        r"|more (?:on this|from|like this|stories)|watch(?: now| more)?|listen(?: now)?|continue reading|keep reading"
        r"|don['’]t miss|recommended|editor['’]s picks?|you (?:may|might) also (?:like|enjoy))\s*(?:[:>»→|–—-].*)?$"
        r"|^(?:click|tap) (?:here|below)\b",
        max_words=30,
    ),
    _rule(
        "advertisement",
        r"^\W*(?:advertisements?|ads?|sponsored(?: content| post)?|paid (?:content|post)|promoted|skip advertisement"
        r"|(?:story|article) continues (?:below|after).*|advertise with us)\W*$|\b(?:this post contains affiliate links"
        r"|we may earn (?:a|an affiliate) commission)\b",
        max_words=40,
    ),
    _rule(
        "credit",
        rf"^\W*{_MEDIUM}(?:s|\(s\))?(?: (?:credit|by|courtesy of|courtesy|via|from))?\s*[:|/©].*$"
        rf"|^\W*{_MEDIUM}s? (?:credit|by|courtesy of)\s+{_NAME}\W*$|^credits?\s*:"
        r"|^(?!.*[.!?]\s).*(?:/|\bvia )(?:getty images|shutterstock|reuters|afp|ap|alamy|unsplash|wikimedia commons)\W*$"
        r"|^\W*(?:getty images|shutterstock|alamy|unsplash)\W*$",
        max_words=25,
    ),
    _rule(
        "share",
        r"^\W*(?:share(?: (?:this|on|via|the)\b.*)?|tweet(?: this)?|facebook|twitter|whatsapp|linkedin|reddit|pinterest"
        r"|copy link|link copied|print(?: this)?(?: page| article)?|e-?mail(?: this)?|save(?: article)?"
        r"|follow (?:us|me|him|her|them) on\b.*|(?:join|like) us on\b.*)\W*$",
        max_words=15,
    ),
    _rule(
        "comments",
        r"^\W*(?:\d+ comments?|(?:leave|post|add|write) a (?:comment|reply)\b.*|view (?:all )?comments"
        r"|join the (?:conversation|discussion)|comments (?:are closed|\(\d+\)))\W*$",
        max_words=15,
    ),
    _rule("copyright", r"^\W*(?:©|\(c\)|copyright\b)|\ball rights reserved\b", max_words=35),
    _rule(
        "script",
        r"\b(?:enable|turn on|activate) javascript\b|\bjavascript (?:is|must be) (?:disabled|required|enabled)\b"
        r"|\byour browser (?:does not|doesn['’]t|is not|isn['’]t)\b",
        max_words=40,
    ),
    _rule(
        "navigation",
        r"^\W*(?:skip to (?:main |the )?(?:content|navigation)|back to (?:top|home)|(?:go )?home|menu|search|previous"
        r"|next|(?:previous|next) (?:article|post|story|page)\b.*|table of contents|contents|load more|show more"
        r"|jump to .*|loading|edit|log in|sign in)\W*$|^[\w ]{1,30}(?:\s[>»›]\s[\w ]{1,40}){1,5}$",
        max_words=20,
    ),
    _rule(
        "paywall",
        r"^(?:already (?:a |an )?(?:subscriber|member|registered)\b|this (?:article|story|content) is (?:only )?(?:for|reserved)\b"
        r"|to (?:continue|keep) reading\b|subscribe (?:now )?(?:to|for)\b|you have \w+ (?:free )?articles? (?:left|remaining))",
        max_words=35,
    ),
    _rule(
        "donation",
        r"\b(?:support (?:our|independent|quality|local) journalism|make a donation|donate (?:now|today)|become a (?:member|supporter|patron))\b",
        max_words=40,
    ),
    _rule(
        "byline",
        rf"^(?:(?:written|words|story|text|reporting) )?by:?\s+{_NAME}(?:(?:,| and| &)\s+{_NAME}){{0,3}}"
        r"(?:,\s[\w &'’-]{2,40})?\W*$|^\d{1,3}[ -]?min(?:ute)?s?(?:['’])? read\W*$|^reading time\b",
        max_words=14,
    ),
    _rule("bare_link", r"^<?(?:https?://|www\.)\S+$", max_words=1),
    _rule("marks_only", r"^[\W_]*$", max_words=12),
)

# Under these headings stand other articles' headlines, or lists of sources: no statement of this article.
_RELATED = re.compile(
    r"^\W*(?:related(?: (?:articles?|stories|posts|reading|content|coverage|links))?|more (?:stories|news|from|on|in)\b.{0,60}"
    r"|(?:read|see|up) next|most (?:read|popular|viewed)|recommended(?: (?:for you|stories|reading|articles))?"
    r"|you (?:may|might) also (?:like|enjoy)|also on .{1,40}|trending(?: now)?|latest (?:news|stories)|editor['’]s picks"
    r"|what to read next|popular (?:now|posts|stories))\W*$",
    re.IGNORECASE,
)
_BACK_MATTER = re.compile(
    r"^\W*(?:references|notes|footnotes|citations|sources|bibliography|external links|further reading|see also"
    r"|works cited|about the author|share this (?:article|story|post)|comments)\W*$",
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
    """Give the blocks that are the article's own, without headings that are left with nothing below."""
    own = [block for block in _without_sections(blocks) if boilerplate_rule(block.text) is None]
    return [
        block
        for block, following in zip(own, [*own[1:], None], strict=True)
        if not block.is_heading or following is not None
    ]


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
