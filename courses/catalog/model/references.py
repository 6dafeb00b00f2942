"""What content/reference.yaml may say: pages that order facts by whom they bind or what they help with."""

from pydantic import Field

from courses.catalog.model.schema import ExerciseStart
from courses.catalog.model.values.texts import Closed, Key, Text


class ReferenceEntry(Closed):
    """One lender, problem or country matter. What is true of it stands in its facts alone; `doors` are in order."""

    name: Text
    doors: tuple[Text, ...] = ()
    facts: tuple[str, ...] = Field(min_length=1)
    lines: tuple[Key, ...] = ()
    exercise: ExerciseStart | None = None


class ReferenceSection(Closed):
    title: Text
    entries: tuple[ReferenceEntry, ...] = Field(min_length=1)


class Reference(Closed):
    """One page, by its id in the address."""

    title: Text
    lead: Text
    search: Text  # words that find it, besides its title
    lessons: tuple[Key, ...] = ()
    sections: tuple[ReferenceSection, ...] = Field(min_length=1)

    @property
    def entries(self) -> tuple[ReferenceEntry, ...]:
        return tuple(entry for section in self.sections for entry in section.entries)
