"""Words of questions and specimens in one language: made-up names put in, and why a part is a warning sign or fine."""

from dataclasses import dataclass

from courses.catalog.markup.rendering import inline
from courses.catalog.model.values.texts import Text
from courses.catalog.published.library import catalog


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
    """Why a part of a specimen is to be marked, or why it is fine; inline HTML, may be empty."""
    signs = catalog()
    flag, because, role, fine = (getattr(part, name, None) for name in ("flag", "because", "role", "fine"))
    if flag:
        return inline(signs.flags[flag].why.in_language(language), language)
    said = because or fine
    if said is not None:
        return inline(said.in_language(language), language)
    return inline(signs.roles[role].why.in_language(language), language) if role else ""


@dataclass(frozen=True, slots=True)
class Voice:
    """How the kinds of question say their texts in one language; all but `plain` give inline HTML."""

    language: str

    def plain(self, text: Text) -> str:
        """The text as it stands in the file."""
        return text.in_language(self.language)

    def markdown(self, words: str) -> str:
        return inline(words, self.language)

    def inline(self, text: Text) -> str:
        return inline(text.in_language(self.language), self.language)

    def part(self, part: Text) -> str:
        return part_text(part, self.language)

    def reason(self, part: object) -> str:
        return part_reason(part, self.language)
