"""The one list of languages of the site; docs/recipes.md says what else a further one needs."""

from courses.languages.language import Language

SITE_LANGUAGES = (  # the site's own first, then as they are offered
    Language(
        code="zh-hans",
        name="简体中文",
        short_name="中文",
        html_lang="zh-Hans",
    ),
    Language(
        code="en",
        name="English",
        short_name="English",
        html_lang="en",
    ),
)
