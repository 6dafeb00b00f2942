"""The site with a third, made-up language: what docs/recipes.md says that it takes, and nothing else."""

import os
from pathlib import Path

from courses.languages.language import Language
from literacy.settings import *  # noqa: F403
from literacy.settings_languages import SITE_LANGUAGES as TWO

FOLDER = Path(os.environ["THIRD_LANGUAGE_FOLDER"])  # made by tests.languages.third.making
SITE_LANGUAGES = (
    *TWO,
    Language(code="moon", name="Moonish", short_name="Moon", html_lang="art-x-moon", content_rules=None),
)
LANGUAGES = [(one.code, one.name) for one in SITE_LANGUAGES]
LOCALE_PATHS = [FOLDER / "locale", *LOCALE_PATHS]  # noqa: F405
CONTENT_DIR = FOLDER / "content"
