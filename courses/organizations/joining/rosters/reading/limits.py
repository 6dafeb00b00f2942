"""What one uploaded file may cost: bytes unpacked, rows, columns, letters kept, and seconds of work."""

import time
from collections.abc import Iterable, Iterator

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 50_000
LAST_ROW = 4 * MOST_ROWS  # number of the last row, empty ones counted: a sheet may say that a row is the billionth
MOST_COLUMNS = 50
MOST_UNPACKED = 50 * 1024 * 1024  # of an Excel file, which is a ZIP, and only of the parts that are read
MOST_LETTERS = 4_000_000  # kept at the same time
LONGEST_CELL = 200
MOST_SECONDS = 2.0  # of computing, so that a busy machine refuses no file that an idle one reads


class FileRefusedError(Exception):
    """`reason`: too_big, too_much, too_many_rows, too_many_columns, unreadable, encoding, old_excel, chat or empty."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ReadingWork:
    """Counts what has been done for one file, and refuses it when that is too much."""

    def __init__(self) -> None:
        self._ends_at = time.thread_time() + MOST_SECONDS
        self._unpacked = 0
        self._letters = 0

    def unpacked(self, size: int) -> None:
        """Count bytes that were unpacked from the file; raises FileRefusedError when there are too many."""
        self._unpacked += size
        if self._unpacked > MOST_UNPACKED:
            raise FileRefusedError("too_big")
        self.go_on()

    def go_on(self) -> None:
        """Check the time limit between pieces of work; raises FileRefusedError when it is over."""
        if time.thread_time() > self._ends_at:
            raise FileRefusedError("too_much")

    def each(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines, with a check of the time limit before each; raises FileRefusedError when it is over."""
        for line in lines:
            self.go_on()
            yield line

    def kept(self, text: str) -> str:
        """Count a text that stays in memory until the whole file is read, and return it; raises FileRefusedError."""
        self._letters += len(text)
        if self._letters > MOST_LETTERS:
            raise FileRefusedError("too_much")
        return text

    @staticmethod
    def column(number: int) -> None:
        if number > MOST_COLUMNS:
            raise FileRefusedError("too_many_columns")
