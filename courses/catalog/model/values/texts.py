"""The smallest pieces of content: a text in every language of the site, and the closed base of content classes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, create_model

from courses.languages.known import CODES, SOURCE

LANGUAGES = (SOURCE, *(code for code in CODES if code != SOURCE))  # first the one that others are compared with


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]


class Closed(BaseModel):
    """Base of all content: unknown keys are refused, values never change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


if TYPE_CHECKING:
    Language = str

    class _InEveryLanguage(Closed):
        """One line under the code of each language."""
else:
    Language = Literal[LANGUAGES]
    _lines: dict[str, Any] = {code: (Line, ...) for code in LANGUAGES}
    _InEveryLanguage = create_model("_InEveryLanguage", __base__=Closed, **_lines)


class Text(_InEveryLanguage):
    """One text in every language of the site; values are inline Markdown."""

    def in_language(self, language: str) -> str:
        """The text in `language`. Raises KeyError for any that is no language of the site: none stands in for it."""
        text: str = self.__dict__[language]
        return text

    @property
    def in_all(self) -> Iterator[str]:
        """The text in each language, in the order of LANGUAGES."""
        return (self.__dict__[language] for language in LANGUAGES)
