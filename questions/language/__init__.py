"""Article → Document: normalised text with offsets back to the original, sentences, names typed once a document."""

from questions.language.document import Document, Sentence, read_document
from questions.language.names import Mention, Name
from questions.language.parsing import ModelError

__all__ = ["Document", "Mention", "ModelError", "Name", "Sentence", "read_document"]
