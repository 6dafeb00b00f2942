"""Words of specimens: made-up names put into parts, and why a part is a warning sign or fine."""

from courses.catalog.library import catalog
from courses.catalog.markup.rendering import inline
from courses.catalog.model.texts import Text


def part_text(part: Text, language: str) -> str:
    """A part, option or row as inline HTML, with made-up names in place of {bank-1}."""
    return inline(with_names(part.in_language(language), language), language)


def with_names(text: str, language: str) -> str:
    """`text` with {bank-1} and the like replaced by the made-up names of content/ads/names.yaml."""
    if "{" not in text:
        return text
    for key, name in catalog().names.items():
        text = text.replace("{" + key + "}", name.in_language(language))
    return text


def part_reason(part: object, language: str) -> str:
    """Why a part of a specimen is a warning sign, or why it is fine; inline HTML, may be empty."""
    signs = catalog()
    flag, role, fine = (getattr(part, name, None) for name in ("flag", "role", "fine"))
    if flag:
        return inline(signs.flags[flag].why.in_language(language), language)
    if fine is not None:
        return inline(fine.in_language(language), language)
    return inline(signs.roles[role].why.in_language(language), language) if role else ""
