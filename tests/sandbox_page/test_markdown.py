import re

import pytest
from playwright.async_api import expect

from tests.sandbox_page.conftest import TRIVIA, Tab
from tests.sandbox_page.wire_bot import WireBot

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HOSTILE = {
    "script": "<script>window.owned = 1</script>",
    "picture": "<img src=x onerror=window.owned=1>",
    "drawing": "<svg/onload=window.owned=1>",
    "frame": "<iframe srcdoc='<script>parent.owned=1</script>'></iframe>",
    "entity": "&lt;b&gt; &amp; &#60;i&#62;",
    "closing": "</p></div><style>*{display:none}</style>",
    "masked script link": "[press](javascript:window.owned=1)",
    "masked data link": "[press](data:text/html,<script>1</script>)",
    "mixed case scheme": "[press](JaVaScRiPt:window.owned=1)",
    "quote in address": '[press](https://example.org/"onmouseover="window.owned=1)',
    "address in angles": "<javascript:window.owned=1>",
    "code": "`<b>bold</b>`",
    "block": "```html\n<script>window.owned=1</script>\n```",
    "broken marks": "**<u>a*__||~~`",
    "template": "${window.owned=1} {{constructor.constructor('owned=1')()}}",
    "many marks": "*_" * 900,
    "huge time": "<t:99999999999999:R> <t:-8640000000001:F>",
    "direction": "abc \u202e def \u2066 ghi",
}

FORMATTED = [
    ("**bold**", "<p><strong>bold</strong></p>"),
    ("*one* _two_", "<p><em>one</em> <em>two</em></p>"),
    ("***both***", "<p><strong><em>both</em></strong></p>"),
    ("**a *b***", "<p><strong>a <em>b</em></strong></p>"),
    ("__under__ ~~gone~~", "<p><u>under</u> <s>gone</s></p>"),
    ("snake_case_name 2 * 3 * 4", "<p>snake_case_name 2 * 3 * 4</p>"),
    (r"\*plain\* \_too\_", "<p>*plain* _too_</p>"),
    ("`a ** b` **c**", "<p><code>a ** b</code> <strong>c</strong></p>"),
    ("``a ` b``", "<p><code>a ` b</code></p>"),
    ("> said\n> so\nafter", "<blockquote><p>said\nso</p></blockquote><p>after</p>"),
    (">>> all\nof it", "<blockquote><p>all\nof it</p></blockquote>"),
    ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
    ("3. x\n4. y", '<ol start="3"><li>x</li><li>y</li></ol>'),
    ("- a\n1. b", '<ul><li>a</li></ul><ol start="1"><li>b</li></ol>'),
    ("#hash\n-nothing", "<p>#hash\n-nothing</p>"),
    ("```py\nx = 1\n```", '<pre tabindex="0"><code data-language="py">x = 1</code></pre>'),
]

LINKS = [
    ("[a](https://example.org/x)", "a", "https://example.org/x"),
    ("[a](https://example.org/x_(y))", "a", "https://example.org/x_(y)"),
    ("[a](<https://example.org/x_(y)>)", "a", "https://example.org/x_(y)"),
    ("see https://example.org/a_b_c.", "https://example.org/a_b_c", "https://example.org/a_b_c"),
    ("(https://example.org/a)", "https://example.org/a", "https://example.org/a"),
    ("<https://example.org/quiet>", "https://example.org/quiet", "https://example.org/quiet"),
    ("**[a](https://example.org)**", "a", "https://example.org/"),
]

FOLLOWED = {
    "https://example.org": True,
    "HTTP://example.org": True,
    "javascript:alert(1)": False,
    " java\nscript:alert(1)": False,
    "data:text/html,x": False,
    "file:///etc/passwd": False,
    "vbscript:x": False,
    "//example.org": False,
    "not an address": False,
}


async def test_hostile_text_stays_text(tab: Tab, bot: WireBot) -> None:
    """No payload becomes an element, an attribute that runs, or a link out of http."""
    page = await tab("ana")
    for payload in HOSTILE.values():
        await bot.say(TRIVIA, content=payload)
        await bot.say(
            TRIVIA, embeds=[{"title": payload[:200], "description": payload, "footer": {"text": payload}}]
        )
        await bot.say(TRIVIA, flags=32768, components=[{"type": 10, "content": payload}])
    await expect(page.get_by_test_id("message")).to_have_count(3 * len(HOSTILE))
    found = await page.evaluate("""() => {
      const inside = [...document.querySelectorAll('.log *')];
      const attributes = inside.flatMap((each) => each.getAttributeNames());
      return {
        owned: window.owned ?? null,
        foreign: document.querySelectorAll('.log :is(script, iframe, style, img, object, link)').length,
        handlers: attributes.filter((name) => name.startsWith('on')).length,
        links: inside.filter((each) => each.href && !/^https?:/.test(String(each.href))).length,
      };
    }""")
    assert found == {"owned": None, "foreign": 0, "handlers": 0, "links": 0}


async def test_hostile_text_is_shown_as_written(tab: Tab, bot: WireBot) -> None:
    """What a payload says can be read, character for character."""
    page = await tab("ben")
    payloads = [HOSTILE[name] for name in ("script", "picture", "entity", "masked script link", "template")]
    for payload in payloads:
        await bot.say(TRIVIA, content=payload)
    await expect(page.locator(".message .prose")).to_have_text(payloads)


async def test_marks_become_elements(tab: Tab, bot: WireBot) -> None:
    """Discord's Markdown is drawn as its own client draws it."""
    page = await tab("ana")
    for text, _ in FORMATTED:
        await bot.say(TRIVIA, content=text)
    drawn = page.locator(".message .prose")
    await expect(drawn).to_have_count(len(FORMATTED))
    shown = [await each.inner_html() for each in await drawn.all()]
    assert shown == [wanted for _, wanted in FORMATTED]


async def test_only_http_is_followed(tab: Tab) -> None:
    """An address of any other kind never becomes a link."""
    page = await tab("ana")
    code = "async (address) => (await import('/page/links.js')).safeLink(address) !== null"
    assert {address: await page.evaluate(code, address) for address in FOLLOWED} == FOLLOWED


async def test_links_open_safely(tab: Tab, bot: WireBot) -> None:
    """A link leads where it says, in a new tab that learns nothing of this one."""
    page = await tab("ana")
    for text, _, _ in LINKS:
        await bot.say(TRIVIA, content=text)
    links = page.locator(".message .prose a")
    await expect(links).to_have_count(len(LINKS))
    for link, (_, words, address) in zip(await links.all(), LINKS, strict=True):
        await expect(link).to_have_text(words)
        await expect(link).to_have_attribute("href", address)
        await expect(link).to_have_attribute("rel", re.compile("noopener"))
        await expect(link).to_have_attribute("target", "_blank")


async def test_headings_and_small_print(tab: Tab, bot: WireBot) -> None:
    """Headings are headings to a screen reader too, and small print is small."""
    page = await tab("ana")
    await bot.say(TRIVIA, content="## Round two\n-# From: Tide pools")
    await expect(page.get_by_role("heading", name="Round two")).to_be_visible()
    await expect(page.locator(".subtext")).to_have_text("From: Tide pools")


async def test_mentions_are_named(tab: Tab, bot: WireBot) -> None:
    """Ids are shown as the names they stand for."""
    page = await tab("ana")
    await bot.say(
        TRIVIA, content=f"<@826100000000000202> in <#{TRIVIA}>, <@1>", allowed_mentions={"parse": []}
    )
    await expect(page.locator(".message .prose")).to_have_text("@Ben in #trivia, @unknown")


async def test_a_hostile_name_keeps_to_itself(tab: Tab) -> None:
    """A name with marks, tags and a direction override neither formats nor turns what stands beside it."""
    page = await tab("mal")
    await page.get_by_test_id("composer").fill("hello")
    await page.get_by_test_id("composer").press("Enter")
    name = page.locator(".message .name")
    await expect(name).to_have_text("**@everyone** <b>Mal</b> \u202e`x`")
    assert await name.evaluate("each => each.tagName") == "BDI"
    assert await name.locator("*").count() == 0


async def test_a_spoiler_opens_once_and_stays_open(tab: Tab, bot: WireBot) -> None:
    """Hidden text is covered until it is pressed, and an edit of other words does not cover it again."""
    page = await tab("ana")
    posted = await bot.say(TRIVIA, content="The answer: ||Fresnel||")
    spoiler = page.locator(".spoiler")
    await expect(spoiler.locator(".spoiler-text")).to_have_css("opacity", "0")
    await spoiler.press("Enter")
    await expect(spoiler.locator(".spoiler-text")).to_have_css("opacity", "1")
    await bot.edit(TRIVIA, posted, content="Now the answer: ||Fresnel||")
    await expect(page.locator(".message .prose")).to_contain_text("Now")
    await expect(spoiler.locator(".spoiler-text")).to_have_css("opacity", "1")
