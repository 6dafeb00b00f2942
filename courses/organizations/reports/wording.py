"""Words for standings, reasons and access log entries: the same on pages, paper, files and for the learner."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.organizations.models import AccessLog
from courses.organizations.reports.people.results import AttentionReason, Result, TaskStanding

STANDING_WORDS: Mapping[TaskStanding, str | Promise] = {
    TaskStanding.OVERDUE: gettext_lazy("Overdue"),
    TaskStanding.HELP: gettext_lazy("May need help"),
    TaskStanding.NOT_STARTED: gettext_lazy("Not started"),
    TaskStanding.NOT_JOINED: gettext_lazy("Not joined"),
    TaskStanding.ON_TRACK: gettext_lazy("On track"),
}
LOOK_WORDS: Mapping[str, str | Promise] = {
    AccessLog.PERSON: gettext_lazy("your page"),
    AccessLog.LIST: gettext_lazy("the group’s list"),
    AccessLog.EXPORT: gettext_lazy("the list as a file or on paper"),
}


def reason_words(result: Result) -> str:
    """Why this word, in a short sentence for each reason."""
    return " · ".join(_reason(reason, result) for reason in result.reasons)


def _reason(reason: AttentionReason, result: Result) -> str:
    match reason:
        case AttentionReason.DAY_PASSED:
            return _("was due on %(day)s; it stays open") % {"day": _day(result.task.late_since)}
        case AttentionReason.FAR_BEHIND:
            return _("two lessons or more behind an even pace to %(day)s") % {"day": _day(result.task.due_on)}
    words = {
        AttentionReason.CHECK_FAILED: _("took the check and has not passed it yet"),
        AttentionReason.CHECK_MISSING: _("all lessons done, but the day passed without the check"),
        AttentionReason.STUCK: _("got stuck: three wrong tries, or half of a lesson’s answers shown"),
        AttentionReason.IDLE: _("started, then nothing for 14 days or more"),
        AttentionReason.NOTHING_YET: _("nothing done yet"),
        AttentionReason.NEVER_CAME: _("on the list, has not come yet"),
        AttentionReason.UNDER_WAY: _("learning"),
        AttentionReason.ALL_DONE: _("all lessons done"),
    }
    return words[reason]


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def attention_words(standing: TaskStanding, count: int) -> str:
    """One part of the line "Needs attention"."""
    words = {
        TaskStanding.OVERDUE: ngettext("%(count)s person is overdue", "%(count)s people are overdue", count),
        TaskStanding.HELP: ngettext("%(count)s person may need help", "%(count)s people may need help", count),
        TaskStanding.NOT_STARTED: ngettext(
            "%(count)s person has not started", "%(count)s people have not started", count
        ),
        TaskStanding.NOT_JOINED: ngettext(
            "%(count)s person has not come yet", "%(count)s people have not come yet", count
        ),
    }
    return words[standing] % {"count": count}


def check_words(result: Result) -> str:
    """Whether the check was passed, and its best score."""
    if result.passed is None:
        return "–"
    if result.percent is None:
        return _("not taken")
    verdict = _("passed") if result.passed else _("not passed")
    return " · ".join([verdict, f"{result.percent}%", *([_("with help")] if result.has_help else [])])
