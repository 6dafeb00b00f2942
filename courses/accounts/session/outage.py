"""Remembers that a service did not answer, so that not every request waits for it."""

import time


class Outage:
    """Whether a service is away, shared by all requests of a process; on a clock that never jumps.

    For `seconds` after a failed try it counts as away; then one request tries again, the others go on without it.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._ends = float("-inf")
        self._failed = False

    @property
    def is_on(self) -> bool:
        """Whether the last try failed, less than `seconds` ago."""
        return self._failed and time.monotonic() < self._ends

    def may_try(self) -> bool:
        """Whether this request should ask the service; it must then report the outcome by `begin` or `end`."""
        if self.is_on:
            return False
        self._ends = time.monotonic() + self._seconds  # the others do not wait for this try if the last one failed
        return True

    def begin(self) -> None:
        """Note that the service failed."""
        self._ends = time.monotonic() + self._seconds
        self._failed = True

    def end(self) -> None:
        """Note that the service answered."""
        self._failed = False
