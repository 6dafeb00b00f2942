"""The smallest pieces of content: a text in both languages, and the closed base of every content class."""

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Language = Literal["en", "zh-hans"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]


class Closed(BaseModel):
    """Base of all content: unknown keys are refused, values never change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Text(Closed):
    """One text in both languages; values are inline Markdown."""

    en: Line
    zh_hans: Line = Field(alias="zh-hans")

    def in_language(self, language: str) -> str:
        """The text in `language` ("en" or "zh-hans")."""
        return self.zh_hans if language == "zh-hans" else self.en
