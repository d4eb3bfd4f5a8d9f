"""Article → Document: plain text with offsets back to the original, sentences, names typed once."""

from questions.language.document import Document, Sentence, read_document
from questions.language.kinds import Name
from questions.language.mentions import Mention
from questions.language.parsing import ModelError

__all__ = ["Document", "Mention", "ModelError", "Name", "Sentence", "read_document"]
