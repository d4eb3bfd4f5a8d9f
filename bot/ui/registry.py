"""Every button and form there is: what the client is told to listen for."""

from bot.ui.adding import ArticleForm
from bot.ui.after_game import MissedButton, PlayAgainButton
from bot.ui.boards import BoardButton
from bot.ui.controls import Control
from bot.ui.drafts import DiscardButton
from bot.ui.forms import Form
from bot.ui.game_buttons import AnswerButton, AnswerForm, OpenAnswerButton, SkipButton, StopButton
from bot.ui.reviewing import DecisionButton, PublishButton, ReviewButton, UndoButton
from bot.ui.shelf import KeepButton, RemoveButton, RestoreButton, ShelfButton

CONTROLS: tuple[type[Control], ...] = (
    AnswerButton,
    OpenAnswerButton,
    SkipButton,
    StopButton,
    PlayAgainButton,
    MissedButton,
    BoardButton,
    PublishButton,
    DiscardButton,
    ShelfButton,
    RemoveButton,
    KeepButton,
    RestoreButton,
    ReviewButton,
    DecisionButton,
    UndoButton,
)
FORMS: tuple[type[Form], ...] = (AnswerForm, ArticleForm)
