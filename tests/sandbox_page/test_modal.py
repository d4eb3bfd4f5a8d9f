from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.sandbox_page.conftest import TRIVIA, Tab
from tests.sandbox_page.wire_bot import MESSAGE, MODAL, Json, WireBot, button, row

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TEXT_INPUT, SELECT, FILE_UPLOAD, LABEL, TEXT = 4, 3, 19, 18, 10
REASONS = [{"label": "Wrong answer", "value": "wrong"}, {"label": "Unclear", "value": "unclear"}]


def _label(words: str, component: Json, **more: object) -> Json:
    return {"type": LABEL, "label": words, "component": component, **more}


DETAILS = {"type": TEXT_INPUT, "custom_id": "details", "style": 2, "min_length": 5, "max_length": 40}
FORM = {
    "title": "Report this question",
    "custom_id": "report:7",
    "components": [
        {"type": TEXT, "content": "What is **wrong**?"},
        _label("Reason", {"type": SELECT, "custom_id": "reason", "options": REASONS}),
        _label("Details", DETAILS, description="In your words"),
        row({"type": TEXT_INPUT, "custom_id": "source", "style": 1, "label": "Source", "required": False}),
        _label("Picture", {"type": FILE_UPLOAD, "custom_id": "picture", "required": False, "min_values": 0}),
    ],
}


async def _open_form(page: Page, bot: WireBot) -> None:
    """Let the bot answer a press with the form."""
    await bot.say(TRIVIA, content="Question", components=[row(button("report", "Report"))])
    await page.locator("[data-custom-id='report']").click()
    await bot.answer(await bot.next_asked(), MODAL, **FORM)
    await expect(page.get_by_test_id("modal")).to_be_visible()


async def test_a_form_comes_back_filled_in(tab: Tab, bot: WireBot, tmp_path: Path) -> None:
    """Text, choice and file reach the bot under their ids; the dialog closes once it has answered."""
    page = await tab("ana")
    await _open_form(page, bot)
    chosen = tmp_path / "proof.txt"
    chosen.write_text("proof")
    dialog = page.get_by_test_id("modal")
    await dialog.get_by_label("Reason").select_option("unclear")
    await dialog.get_by_label("Details").fill("It says 1923")
    await dialog.get_by_label("Picture").set_input_files(chosen)
    await dialog.get_by_role("button", name="Submit").click()
    asked = await bot.next_asked()
    inner = [
        each.get("component") or (each.get("components") or [{}])[0] for each in asked["data"]["components"]
    ]
    answers = {
        each["custom_id"]: each.get("value", each.get("values")) for each in inner if "custom_id" in each
    }
    kept = asked["data"]["resolved"]["attachments"]
    assert asked["data"]["custom_id"] == "report:7"
    assert answers == {"reason": ["unclear"], "details": "It says 1923", "source": "", "picture": list(kept)}
    assert [each["filename"] for each in kept.values()] == ["proof.txt"]
    await expect(dialog.get_by_role("button", name="Submit")).to_have_attribute("aria-busy", "true")
    await bot.answer(asked, MESSAGE, content="Thank you", flags=64)
    await expect(dialog).to_have_count(0)
    await expect(page.locator("[data-ephemeral]")).to_contain_text("Thank you")


async def test_the_form_says_what_is_missing(tab: Tab, bot: WireBot) -> None:
    """Each wrong field says so below itself, the first of them is focused, and nothing is sent."""
    page = await tab("ana")
    await _open_form(page, bot)
    dialog = page.get_by_test_id("modal")
    details = dialog.get_by_label("Details")
    await details.fill("abc")
    await dialog.get_by_role("button", name="Submit").click()
    await expect(dialog.get_by_label("Reason")).to_be_focused()
    await expect(dialog.get_by_label("Reason")).to_have_accessible_description("Please choose one.")
    await expect(details).to_have_accessible_description("In your words Please write at least 5 characters.")
    await expect(dialog.locator(".modal-counter").first).to_have_text("3 / 40")
    await details.fill("x" * 41)
    await dialog.get_by_role("button", name="Submit").click()
    await expect(details).to_have_accessible_description("In your words Please write at most 40 characters.")
    assert bot.asked.empty()


async def test_the_form_is_a_dialog(tab: Tab, bot: WireBot) -> None:
    """It is named by its title, keeps the keyboard inside, and Escape closes it and goes back."""
    page = await tab("ana")
    await _open_form(page, bot)
    dialog = page.get_by_role("dialog", name="Report this question")
    await expect(dialog.get_by_label("Reason")).to_be_focused()
    for _ in range(12):
        await page.keyboard.press("Tab")
        inside = "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        assert await page.evaluate(inside)
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(page.locator("[data-custom-id='report']")).to_be_focused()


async def test_a_form_that_fails_keeps_what_was_written(tab: Tab, bot: WireBot) -> None:
    """When the bot does not answer, the dialog says so and can be sent again."""
    page = await tab("ana")
    await _open_form(page, bot)
    dialog = page.get_by_test_id("modal")
    await dialog.get_by_label("Reason").select_option("wrong")
    await dialog.get_by_label("Details").fill("It says 1923")
    await dialog.get_by_role("button", name="Submit").click()
    await bot.next_asked()
    await expect(dialog.locator(".modal-note")).to_contain_text("The application did not respond")
    await expect(dialog.get_by_label("Details")).to_have_value("It says 1923")
    await dialog.get_by_role("button", name="Submit").click()
    await bot.answer(await bot.next_asked(), MESSAGE, content="Thank you", flags=64)
    await expect(dialog).to_have_count(0)


async def test_a_form_opens_only_where_it_was_asked_for(tab: Tab, bot: WireBot) -> None:
    """A second tab of the same person is not interrupted by the dialog."""
    first, second = await tab("ana"), await tab("ana")
    await expect(second.get_by_test_id("welcome")).to_be_visible()
    await _open_form(first, bot)
    await bot.say(TRIVIA, content="meanwhile")
    await expect(second.get_by_text("meanwhile")).to_be_visible()
    await expect(second.get_by_test_id("modal")).to_have_count(0)
