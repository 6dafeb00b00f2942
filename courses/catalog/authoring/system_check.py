"""The problems of the content as messages of Django's system check, one line each, as they are printed elsewhere."""

from django.core.checks import ERROR, INFO, WARNING, CheckMessage

from courses.catalog.model.values.problems import Level, Problem
from courses.catalog.published.library import content_problems

LEVELS = {Level.ERROR: ERROR, Level.WARNING: WARNING, Level.DATED: INFO}


class ContentMessage(CheckMessage):
    """A problem of the content; silenced by ids such as content.S505."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(LEVELS[problem.level], problem.message, id=f"content.{problem.code}")
        self.problem = problem

    def __str__(self) -> str:
        return str(self.problem)


def content_messages() -> list[CheckMessage]:
    """Every problem of the content; what hangs on today's date stays at the level INFO."""
    return [ContentMessage(problem) for problem in content_problems()]
