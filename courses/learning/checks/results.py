"""What a sent check comes to: by question, by lesson, and what was gained since the diagnostic."""

from courses.learning.checks.passing import best_pass

__all__ = ("best_pass",)
