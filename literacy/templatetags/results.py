"""What templates need to print results of people in groups, in the words of the files."""

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.catalog.model.lessons import Lesson
from courses.organizations.following.questions import Figures
from courses.organizations.following.results import Result
from courses.organizations.following.wording import check_words, reason_words

register = template.Library()


@register.simple_tag
def reasons(result: Result) -> str:
    return reason_words(result)


@register.simple_tag
def check(result: Result) -> str:
    return check_words(result)


@register.simple_tag
def week(monday: date | None) -> str:
    """The week in which somebody was last active."""
    if monday is None:
        return "–"
    return _("week of %(day)s") % {"day": date_format(monday, "DATE_FORMAT")}


@register.filter
def lesson_lines(result: Result) -> Iterable[tuple[Lesson, bool]]:
    done = {lesson.slug for lesson in result.lessons if lesson.is_done}
    return [(lesson, lesson.slug in done) for lesson in result.task.lessons]


@register.simple_tag
def tells_apart(figures: Figures) -> str:
    """What the discrimination says, in a sentence."""
    words = {
        "well": _("Who knows more gets it right more often: the question does its work."),
        "little": _("Who knows more is hardly better at it: look whether it is clear."),
        "wrongly": _("Who knows more gets it wrong more often: tell the authors."),
    }
    return words.get(figures.tells_apart, "")
