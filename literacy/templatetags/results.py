"""What templates need to print results of people in groups, in the words of the files."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django import template
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.catalog.model.lessons import Lesson
from courses.organizations.reports.counts.questions import QuestionCounts
from courses.organizations.reports.people.lists import LearnerLine
from courses.organizations.reports.people.results import AttentionReason, Result, TaskStanding
from courses.organizations.reports.wording import check_words, reason_words

register = template.Library()


class Cells(NamedTuple):
    """A line of the list, as it is printed; `member` names the person in addresses."""

    member: str
    nickname: str
    done: str
    check: str
    week: str
    goes: SafeString


@register.simple_tag
def cells(lines: Iterable[LearnerLine]) -> list[Cells]:
    """The lines of one task; what many of them share is put in words once."""
    weeks: dict[date | None, str] = {}
    goes: dict[tuple[TaskStanding, tuple[AttentionReason, ...]], SafeString] = {}
    found = []
    for line in lines:
        result = line.result
        how = (result.standing, result.reasons)
        if how not in goes:
            goes[how] = _goes(result)
        if result.week not in weeks:
            weeks[result.week] = week(result.week)
        done = f"{result.done} / {result.count}"
        found.append(Cells(str(line.member), line.nickname, done, check_words(result), weeks[result.week], goes[how]))
    return found


def _goes(result: Result) -> SafeString:
    context = {"standing": result.standing, "why": reason_words(result)}
    return render_to_string("courses/organizations/reports/goes.html", context)


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
def tells_apart(figures: QuestionCounts) -> str:
    """What the discrimination says, in a sentence."""
    words = {
        "well": _("Who knows more gets it right more often: the question does its work."),
        "little": _("Who knows more is hardly better at it: look whether it is clear."),
        "wrongly": _("Who knows more gets it wrong more often: tell the authors."),
    }
    return words.get(figures.tells_apart, "")
