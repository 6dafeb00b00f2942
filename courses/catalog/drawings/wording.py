"""Words of the lesson inside a drawing, in the language that is active."""

from django.utils.translation import get_language

from courses.catalog.model.texts import Text


def spoken(text: Text) -> str:
    """The text as it stands in the file: a drawing shows plain words."""
    return text.in_language(get_language() or "zh-hans")
