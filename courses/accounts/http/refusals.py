"""Why something is not done although its page offered it: one family of errors, and how long undoing is offered."""

from datetime import timedelta
from typing import Any

UNDO_WINDOW = timedelta(days=30)  # what was removed or undone is kept so long: others notice a mistake later


class RefusedError(Exception):
    """What a form was made from is no longer so; nothing was written."""


class ChangedMeanwhileError(RefusedError):
    """Somebody else saved the same thing since the form was opened; `current` is how it stands now, if shown."""

    def __init__(self, current: Any = None) -> None:
        super().__init__()
        self.current = current


class TooLateError(RefusedError):
    """The time in which this can be undone is over, or it was undone already."""


class ClosedError(RefusedError):
    """It takes nothing more: a group that is archived or past its last day, a workshop that has ended, answers sent."""


class NotYoursError(RefusedError):
    """This person has no such thing."""
