"""What the site must know of a language: settings list one such entry for each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the interface and of the content.

    `code` begins its addresses, names the file of a lesson (`<code>.md`) and is the key of every text in content.
    """

    code: str
    name: str  # in the language itself
    short_name: str  # where the header offers it
    html_lang: str
