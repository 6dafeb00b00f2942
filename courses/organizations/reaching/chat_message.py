"""Text of a message for the group's chat, to copy and send: with the link, without names."""

from datetime import date, time
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from courses.organizations.assigning.tasks import Task
from courses.organizations.models import Group
from courses.organizations.workshops.calendars.workshops import Coming


class Occasion(StrEnum):
    INVITATION = "invitation"
    REMINDER = "reminder"
    WORKSHOP = "workshop"


def chat_message(
    occasion: Occasion, group: Group, task: Task | None, *, site: str, language: str, coming: Coming | None = None
) -> str:
    """`site` is the address that links begin with. `coming` is the workshop planned next; without one its day is left
    to be filled in, as the place is."""
    with override(language):
        what = _what(task) if task else ""
        if occasion is Occasion.WORKSHOP:
            words = _workshop(group, coming.lesson.page(language).title if coming else what, coming)
        else:
            words = (_invitation if occasion is Occasion.INVITATION else _reminder)(group, what)
        lines = (*words, f"{site}/j/{group.code}", _by_hand(occasion, group, site))
    return "\n".join(lines)


def _what(task: Task) -> str:
    """What it is called, with its next day: Reading a loan, by 12 December."""
    if task.due_on is None:
        return _("“%(title)s”") % {"title": task.title}
    return _("“%(title)s”, by %(day)s") % {"title": task.title, "day": date_format(task.due_on, "DATE_FORMAT")}


def _invitation(group: Group, what: str) -> tuple[str, ...]:
    learns = (_("We are learning: %(what)s.") % {"what": what},) if what else ()
    return (
        _("Hello everybody. Our group “%(group)s” learns about money and loans, a few minutes at a time.")
        % {"group": group.name},
        *learns,
        _("Open the link and choose a nickname. No phone number, no e-mail, free of charge:"),
    )


def _reminder(group: Group, what: str) -> tuple[str, ...]:
    task = what or _("the lessons of our group")
    return (
        _("A reminder from “%(group)s”: %(what)s.") % {"group": group.name, "what": task},
        _("Whoever has not begun can begin today, and nothing closes when the day has passed. If something is hard, "
          "write to me or come to me; nobody else need know."),
        _("Go on here:"),
    )  # fmt: skip


def _workshop(group: Group, what: str, coming: Coming | None) -> tuple[str, ...]:
    about = (_("What it is about: %(what)s.") % {"what": what},) if what else ()
    row = coming.row if coming else None
    when = _when(row.day, row.hour) if row else _("[day and time]")
    moved: tuple[str, ...] = ()
    if row and row.moved_at and row.day_before:
        moved = (_("The day has changed: before, it was %(when)s.") % {"when": _when(row.day_before, row.hour_before)},)
    return (
        _("“%(group)s” meets on %(when)s at [place], for about an hour.") % {"group": group.name, "when": when},
        *moved,
        *about,
        _("Bring your phone if you have one; you need to prepare nothing, and nobody is asked about their own money."),
        _("Whoever has not joined yet can do it here:"),
    )


def _when(day: date, hour: time | None) -> str:
    words = date_format(day, "DATE_FORMAT")
    return _("%(day)s, %(hour)s") % {"day": words, "hour": f"{hour:%H:%M}"} if hour else words


def _by_hand(occasion: Occasion, group: Group, site: str) -> str:
    words = _("Or open %(address)s and type the code %(code)s.")
    if occasion is Occasion.REMINDER:
        words = _("Signed out? Choose “Sign in with your nickname”; the group’s code is %(code)s.")
    return words % {"address": f"{site.partition('://')[2]}/j", "code": group.printed_code}
