"""What went wrong, as a sentence on a page."""

from progress.errors import ProgressError
from progress.language import Language


def error_sentence(t: Language, error: ProgressError) -> str:
    """What went wrong, as a sentence on a page."""
    text = error.sentence(t)
    return f"{text[0].upper()}{text[1:].rstrip('.')}."
