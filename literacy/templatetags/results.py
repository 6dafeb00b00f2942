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
from courses.organizations.reports.people.lines import LearnerLine
from courses.organizations.reports.people.results import AttentionReason, Result, TaskStanding
from courses.organizations.reports.wording import check_words, reason_words

register = template.Library()


class Cells(NamedTuple):
    """A line of the list, as it is printed; `page` is the person's page, or how they come in if they never did."""

    page: str
    nickname: str
    done: str
    check: str
    week: str
    standing: SafeString
    why: str


@register.simple_tag
def cells(lines: Iterable[LearnerLine]) -> list[Cells]:
    """The lines of one task; what many of them share is put in words once."""
    weeks: dict[date | None, str] = {}
    standings: dict[TaskStanding, SafeString] = {}
    whys: dict[tuple[AttentionReason, ...], str] = {}
    found = []
    for line in lines:
        result = line.result
        if result.standing not in standings:
            standings[result.standing] = _standing(result.standing)
        if result.reasons not in whys:
            whys[result.reasons] = reason_words(result)
        if result.week not in weeks:
            weeks[result.week] = week(result.week)
        found.append(
            Cells(
                _page(line), line.nickname, f"{result.done} / {result.count}", check_words(result),
                weeks[result.week], standings[result.standing], whys[result.reasons],
            )
        )  # fmt: skip
    return found


def _page(line: LearnerLine) -> str:
    """Beside the page of results; reversing fifty addresses would be felt."""
    return f"people/{line.member}/" if line.joined_at else f"../people/{line.member}/access/"


def _standing(standing: TaskStanding) -> SafeString:
    return render_to_string("courses/organizations/reports/people/standing.html", {"standing": standing})


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
