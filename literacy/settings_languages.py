"""The one list of languages of the site; docs/recipes.md says what else a further one needs."""

from courses.languages.language import Language

SITE_LANGUAGES = (  # the site's own first
    Language(
        code="zh-hans",
        name="简体中文",
        short_name="中文",
        html_lang="zh-Hans",
        content_rules="courses.catalog.language_rules.zh_hans",
        writes_han=True,
        words_are_spaced=False,
        after_item="，",
        after_label="：",
        full_stop="。",
        large_sum="%(ten_thousands)s 万元（%(sum)s）",
        excerpt=60,
        excerpt_before=15,
    ),
    Language(
        code="en",
        name="English",
        short_name="English",
        html_lang="en",
        content_rules="courses.catalog.language_rules.en",
    ),
)
LETTERS_LANGUAGE = "zh-hans"  # they go to lenders, offices and courts in China
SOURCE_LANGUAGE = "en"  # of the texts in code; in content, the one that the others are compared with
