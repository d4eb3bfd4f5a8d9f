import pytest

from questions.reading.blocks import Block, to_blocks
from questions.reading.boilerplate import RULES, boilerplate_rule, without_boilerplate

EXAMPLES = [
    ("cookies", "This website uses cookies to improve your experience."),
    ("cookies", "Accept all cookies"),
    ("cookies", "Cookie settings"),
    ("newsletter", "Sign up for our weekly newsletter and never miss a tide."),
    ("newsletter", "Subscribe to get the week’s best stories in your inbox every Friday."),
    ("newsletter", "Get the Harbour Briefing in your inbox."),
    ("newsletter", "Your email address"),
    ("newsletter", "Subscribe now"),
    ("read_more", "Read more: How the herring left"),
    ("read_more", "READ ALSO – Ten walks for a wet Sunday"),
    ("read_more", "Related: Ferry fares to rise"),
    ("read_more", "More on this"),
    ("read_more", "Click here for the full list of harbours."),
    ("read_more", "Don’t miss: the swim across the bay"),
    ("advertisement", "Advertisement"),
    ("advertisement", "– ADVERTISEMENT –"),
    ("advertisement", "Story continues below advertisement"),
    ("advertisement", "This post contains affiliate links, which help us pay for paint."),
    ("credit", "Photo: Ines Holm"),
    ("credit", "Photograph by Ines Holm"),
    ("credit", "Image credit: Ines Holm / The Ledger"),
    ("credit", "The lamp in its gallery. Ines Holm/Getty Images"),
    ("credit", "A fishing boat off Veldhaven, seen via Wikimedia Commons"),
    ("credit", "Credit: Ines Holm"),
    ("share", "Share this article"),
    ("share", "Copy link"),
    ("share", "Follow us on Mastodon"),
    ("share", "Facebook"),
    ("comments", "12 comments"),
    ("comments", "Leave a reply"),
    ("comments", "Join the conversation"),
    ("copyright", "© 2024 Ledger Holdings"),
    ("copyright", "Copyright 2024 Ledger Holdings. All rights reserved."),
    ("script", "Please enable JavaScript to view this page."),
    ("script", "Your browser does not support the audio element."),
    ("navigation", "Skip to main content"),
    ("navigation", "Back to top"),
    ("navigation", "Home > News > Harbours"),
    ("navigation", "Next article: Why the herring left"),
    ("paywall", "Already a subscriber? Sign in."),
    ("paywall", "To continue reading, subscribe today."),
    ("paywall", "You have three free articles left this month."),
    ("donation", "Support independent journalism from one crown a month."),
    ("donation", "Donate today and keep the lamp turning."),
    ("byline", "By Mara Quist"),
    ("byline", "By Mara Quist and Tobias Enn, Harbour Correspondents"),
    ("byline", "Words by Ines van Holm"),
    ("byline", "4 min read"),
    ("bare_link", "https://ledger.example/a/b?c=d"),
    ("marks_only", "* * *"),
    ("marks_only", "———"),
    ("date_line", "Published on Friday, 9 March 2024 at 06:30 GMT"),
    ("date_line", "March 9, 2024"),
]

STORIES = [
    "The site uses cookies of oatmeal as bait, and the mice of Veldhaven seem to love them more than cheese.",
    "By 1987 the lamp had gone dark.",
    "By the time Mara Quist arrived, the lamp had gone out.",
    "Read more than once, the logbook tells of a keeper who could not swim.",
    "Share prices fell by a tenth.",
    "Photographs of the lamp hang in the town hall.",
    "Related species live in the North Sea.",
    "Home is where the boat is.",
    "Comments from the crowd were kind.",
    "Copyright law in Denmark changed in 1995.",
    "Watch towers stood on both piers.",
    "Ads for soap paid for the first radio serials.",
    "Support for the mayor rose to 62 per cent.",
    "In March 9, 2024 was chosen as the day.",
    "Advertisements were painted on the walls of the fish market until 1960.",
    "Subscribers to the Ledger met on the quay.",
    "The agency was bought by Reuters.",
]


@pytest.mark.parametrize(("name", "paragraph"), EXAMPLES)
def test_boilerplate_is_known_by_name(name: str, paragraph: str) -> None:
    """A paragraph that is the site's and not the article's is known by the name of a rule."""
    assert boilerplate_rule(paragraph) == name


@pytest.mark.parametrize("paragraph", STORIES)
def test_stories_are_left_alone(paragraph: str) -> None:
    """A sentence of a story stays, though it begins like boilerplate."""
    assert boilerplate_rule(paragraph) is None


def test_every_rule_has_an_example() -> None:
    """No rule is without a paragraph that it is for."""
    assert {rule.name for rule in RULES} == {name for name, _ in EXAMPLES} - {"date_line"}


@pytest.mark.parametrize(("name", "paragraph"), EXAMPLES)
def test_long_paragraphs_are_left_alone(name: str, paragraph: str) -> None:
    """No rule takes a long paragraph, where its words may be the story."""
    assert boilerplate_rule(f"{paragraph} {'The tide rose. ' * 25}".strip()) is None


def test_related_headlines_end_with_the_next_paragraph() -> None:
    """Headlines below "Related stories" go with it; the next full sentence is the article's again."""
    lines = [
        "The lamp turned.",
        "Related stories",
        "Ferry fares to rise",
        "Why the herring left",
        "It was dark.",
        "A title",
    ]
    assert [block.text for block in without_boilerplate(to_blocks(lines))] == [
        "The lamp turned.",
        "It was dark.",
        "A title",
    ]


def test_back_matter_ends_with_the_next_heading() -> None:
    """Sources are left out up to the next heading, and a heading with nothing below goes too."""
    blocks = [
        Block("The lamp turned."),
        Block("References", is_heading=True),
        Block("Dunn, P. Arches of the North. Harrow Press, 1988."),
        Block("Later use", is_heading=True),
        Block("It was sold."),
        Block("Gallery", is_heading=True),
    ]
    assert [block.text for block in without_boilerplate(blocks)] == [
        "The lamp turned.",
        "Later use",
        "It was sold.",
    ]


def test_references_in_a_text_are_no_heading() -> None:
    """A paragraph that only reads like a heading doesn't swallow what follows."""
    assert len(without_boilerplate([Block("References"), Block("The lamp turned.")])) == 2
