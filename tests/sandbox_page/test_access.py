import pytest
from playwright.async_api import Page, expect

from sandbox.server import Sandbox
from tests.sandbox_page.conftest import TRIVIA, Tab
from tests.sandbox_page.wire_bot import WireBot, button, command, row

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SMALLEST_CONTRAST = 4.5
TEXT_ON = [
    (text, ground)
    for ground in ("paper", "surface", "raised", "sunken", "hover", "private")
    for text in ("ink", "soft", "muted", "link", "accent-strong", "red")
]
TEXT_ON += [
    ("accent-strong", "accent-soft"),
    ("gold", "gold-soft"),
    ("red", "red-soft"),
    ("soft", "accent-soft"),
]
TEXT_ON += [("fill-ink", ground) for ground in ("fill", "fill-hover", "green-fill", "red-fill")]

NAMELESS = """() => [...document.querySelectorAll(
    'button, a[href], input, textarea, select, [role=button], [role=listbox]')]
  .filter((each) => !(each.ariaLabel || each.textContent.trim() || each.labels?.length))
  .map((each) => each.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_text_can_be_read(tab: Tab, bot: WireBot, scheme: str) -> None:
    """Each pair of text and ground in use has a contrast of at least 4.5 to 1."""
    page = await tab("ana", color_scheme=scheme)
    pale = {pair: ratio for pair in TEXT_ON if (ratio := await _contrast(page, *pair)) < SMALLEST_CONTRAST}
    assert pale == {}


async def _contrast(page: Page, text: str, ground: str) -> float:
    """Work out the contrast of two tokens as WCAG 2 defines it."""
    colours: list[list[float]] = await page.evaluate(
        """(names) => names.map((name) => {
          const probe = document.body.appendChild(document.createElement('i'));
          probe.style.color = `var(--${name})`;
          const found = getComputedStyle(probe).color.match(/[\\d.]+/g).map(Number);
          probe.remove();
          return found;
        })""",
        [text, ground],
    )
    bright, dim = sorted((_luminance(colour) for colour in colours), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: list[float]) -> float:
    """Return the relative luminance of red, green and blue from 0 to 255."""
    parts = [each / 255 for each in colour[:3]]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_everything_has_a_name(tab: Tab, bot: WireBot) -> None:
    """Every control carries a label or words of its own."""
    await bot.register(
        command("trivia", {"type": 3, "name": "topic", "description": "d"}), {"type": 3, "name": "Make"}
    )
    await bot.say(TRIVIA, content="||hidden||", components=[row(button("up", "", emoji={"name": "👍"}))])
    page = await tab("ana")
    await expect(page.get_by_test_id("message")).to_have_count(1)
    await page.get_by_test_id("composer").fill("/trivia ")
    await expect(page.get_by_test_id("option-topic")).to_be_visible()
    assert await page.evaluate(NAMELESS) == []


async def test_motion_stops_when_asked(tab: Tab, sandbox: Sandbox) -> None:
    """Who asks for less motion sees no animation."""
    page = await tab("ana", reduced_motion="reduce")
    await expect(page.get_by_test_id("banner")).to_be_visible()
    assert (
        await page.locator(".banner-dot").evaluate("each => getComputedStyle(each).animationName") == "none"
    )
