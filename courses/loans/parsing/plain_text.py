"""Text as it was typed, in plain characters: for readers of days and times, as for those of figures."""

from courses.loans.parsing._numerals import closed_up, normalised

__all__ = ["closed_up", "normalised"]
