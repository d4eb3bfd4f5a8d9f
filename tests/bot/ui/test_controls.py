import importlib
import pkgutil
import re

import pytest

import bot.ui
from bot.game.rules import GameId, PlayerId, QuestionId
from bot.store.values import ArticleId, Period, Review
from bot.ui.adding import ArticleForm
from bot.ui.after_game import MissedButton, PlayAgainButton
from bot.ui.boards import BoardButton
from bot.ui.controls import Control
from bot.ui.drafts import DiscardButton
from bot.ui.forms import Form
from bot.ui.game_buttons import AnswerButton, AnswerForm, OpenAnswerButton, SkipButton, StopButton
from bot.ui.registry import CONTROLS, FORMS
from bot.ui.reviewing import DecisionButton, Progress, PublishButton, ReviewButton, UndoButton
from bot.ui.shelf import KeepButton, RemoveButton, RestoreButton, ShelfButton

BIG = 2**63 - 1
FAR = Progress(ArticleId(BIG), 10**9 - 1, 10**9 - 1)
SAMPLES: list[Control] = [
    AnswerButton(GameId(BIG), 50, 24, "A"),
    OpenAnswerButton(GameId(BIG), 50, is_number=True),
    OpenAnswerButton(GameId(1), 1),
    SkipButton(GameId(BIG), 50),
    StopButton(GameId(BIG)),
    PlayAgainButton(GameId(BIG)),
    MissedButton(GameId(BIG), 13),
    *(BoardButton(period, 10**9 - 1, PlayerId(BIG)) for period in Period),
    PublishButton(ArticleId(BIG)),
    DiscardButton(ArticleId(BIG)),
    ShelfButton(10**9 - 1),
    RemoveButton(ArticleId(BIG)),
    KeepButton(),
    RestoreButton(ArticleId(BIG)),
    ReviewButton(ArticleId(BIG)),
    DecisionButton(Review.ACCEPTED, QuestionId(BIG), FAR),
    DecisionButton(Review.DROPPED, QuestionId(1), Progress()),
    UndoButton(Review.ACCEPTED, QuestionId(1), Progress()),
    UndoButton(Review.DROPPED, QuestionId(BIG), FAR),
]


@pytest.mark.parametrize("button", SAMPLES, ids=lambda button: str(button.custom_id))
async def test_a_button_is_made_again_from_its_id(button: Control) -> None:
    """Its own kind alone reads its id, and all that it knows comes back."""
    assert len(button.custom_id) <= 100
    kinds = [kind for kind in CONTROLS if _template(kind).fullmatch(button.custom_id)]
    assert kinds == [type(button)]
    match = _template(kinds[0]).fullmatch(button.custom_id)
    assert match is not None
    assert kinds[0]._parsed(match).custom_id == button.custom_id  # noqa: SLF001 - what a press calls


def test_every_button_and_form_is_registered() -> None:
    """One that the client does not listen for would be dead after a restart."""
    for module in pkgutil.walk_packages(bot.ui.__path__, "bot.ui."):
        importlib.import_module(module.name)
    ours = {kind for kind in Control.__subclasses__() if kind.__module__.startswith("bot.")}
    assert ours == set(CONTROLS)
    assert {type(button) for button in SAMPLES} == set(CONTROLS)
    assert set(Form.__subclasses__()) == set(FORMS)


@pytest.mark.parametrize(
    "form", [AnswerForm(GameId(BIG), 50), AnswerForm(GameId(1), 1, is_number=True), ArticleForm()], ids=repr
)
def test_a_form_fits_and_is_found_by_its_id(form: Form) -> None:
    """Titles and labels have at most 45 characters, and one kind alone reads the id."""
    assert [kind for kind in FORMS if kind.template.fullmatch(form.custom_id)] == [type(form)]
    sent = form.to_dict()
    assert len(sent["title"]) <= 45
    for label in sent["components"]:
        assert len(label["label"]) <= 45
        assert len(label.get("description", "")) <= 100
        assert label["component"]["max_length"] <= 4000


def _template(kind: type[Control]) -> re.Pattern[str]:
    return kind.__discord_ui_compiled_template__
