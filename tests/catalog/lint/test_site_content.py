"""The content of this site keeps every rule that does not hang on today's date."""

from datetime import date

from django.conf import settings

from courses.catalog.lint import problems_of
from courses.catalog.model.values.problems import Level
from courses.catalog.reading.content import read_content


def test_content_of_the_site_has_no_problems() -> None:
    source, problems = read_content(settings.BASE_DIR / "content")
    problems += problems_of(source, today=date(2026, 11, 25))

    assert [str(problem) for problem in problems if problem.level is not Level.DATED] == []
