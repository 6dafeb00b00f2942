"""What the site must know of a language: settings list one such entry for each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the interface and of the content.

    `code` begins its addresses, names the file of a lesson (`<code>.md`) and is the key of every text in content.
    `content_rules` names the module of what the content check and the search know of it; None: nothing.
    """

    code: str
    name: str  # in the language itself
    short_name: str  # where the header offers it
    html_lang: str
    content_rules: str | None
    writes_han: bool = False
    words_are_spaced: bool = True
    after_item: str = ", "
    after_label: str = ": "
    full_stop: str = "."
    large_sum: str = ""  # how a sum from 10,000 on is said, where people count in ten thousands
    excerpt: int = 140  # characters of a search result
    excerpt_before: int = 40  # of them, those before the first match

    @property
    def space(self) -> str:
        """The separator between two words or sentences: a space, or nothing."""
        return " " if self.words_are_spaced else ""
