"""Words of the lesson inside a drawing, in the language that is active."""

from courses.catalog.model.values.texts import Text
from courses.languages.known import current_language


def spoken(text: Text) -> str:
    """Return the text in the active language as the file holds it; a drawing shows plain words."""
    return text.in_language(current_language())
