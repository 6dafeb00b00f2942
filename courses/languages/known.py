"""The languages of this site, read from settings once, and the one in which texts are shown now."""

from collections.abc import Mapping
from functools import cache

from django.conf import settings
from django.utils.translation import get_language

from courses.languages.language import Language

BY_CODE: Mapping[str, Language] = {one.code: one for one in settings.SITE_LANGUAGES}
CODES = tuple(BY_CODE)  # the site's own first
DEFAULT: str = settings.LANGUAGE_CODE
SOURCE: str = settings.SOURCE_LANGUAGE


def current_language() -> str:
    """The code of the language in which texts are shown now; the site's own where nobody chose one."""
    return get_language() or DEFAULT


def language_shown() -> Language:
    """What is known of the language in which texts are shown now."""
    return BY_CODE[current_language()]


@cache
def others(language: str) -> tuple[Language, ...]:
    """The languages besides this one, in the order of settings."""
    return tuple(one for one in BY_CODE.values() if one.code != language)
