"""Errors for requests refused although the page offered the action, and how long undoing is offered."""

from datetime import timedelta
from typing import Any

UNDO_WINDOW = timedelta(days=30)  # what was removed or undone is kept so long: others notice a mistake later


class RefusedError(Exception):
    """Base error: the data has changed since the form was rendered, so the request was refused and nothing written."""


class ChangedMeanwhileError(RefusedError):
    """Somebody else saved the same thing since the form was opened; `current` is how it stands now, if shown."""

    def __init__(self, current: Any = None) -> None:
        super().__init__()
        self.current = current


class TooLateError(RefusedError):
    """The time in which this can be undone is over, or it was undone already."""


class ClosedError(RefusedError):
    """The object is closed for changes: an archived or ended group, an ended workshop, a check that was sent."""


class NotYoursError(RefusedError):
    """The object does not exist or belongs to another person."""
