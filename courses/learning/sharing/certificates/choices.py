"""What a learner lets their record show."""

from dataclasses import dataclass

from courses.learning.models import LearningRecord


@dataclass(frozen=True, slots=True)
class RecordChoice:
    """`name` is empty unless it may be kept and shown."""

    name: str = ""
    shows_date: bool = True
    shows_score: bool = False

    @property
    def fields(self) -> dict[str, object]:
        """The record's fields that hold this choice."""
        return {
            "name": self.name,
            "shows_name": bool(self.name),
            "shows_date": self.shows_date,
            "shows_score": self.shows_score,
        }


def choice_of(record: LearningRecord) -> RecordChoice:
    name = record.name if record.shows_name else ""
    return RecordChoice(name, record.shows_date, record.shows_score)
