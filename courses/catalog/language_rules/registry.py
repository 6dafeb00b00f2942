"""The rules of each language of settings; one that is said to have none brings the empty ones."""

from collections.abc import Mapping
from importlib import import_module

from courses.catalog.language_rules.rules import ContentRules
from courses.catalog.model.values.texts import LANGUAGES
from courses.languages.known import BY_CODE


def _rules(module: str | None) -> ContentRules:
    if module is None:
        return ContentRules()
    found: ContentRules = import_module(module).RULES
    return found


RULES: Mapping[str, ContentRules] = {code: _rules(BY_CODE[code].content_rules) for code in LANGUAGES}
