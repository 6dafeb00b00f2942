"""A message for the group's chat, to copy and send: with the link, without the name of anybody."""

from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from courses.organizations.assigning.tasks import Task
from courses.organizations.models import Group


class Occasion(StrEnum):
    INVITATION = "invitation"
    REMINDER = "reminder"
    WORKSHOP = "workshop"


def chat_message(occasion: Occasion, group: Group, task: Task | None, *, site: str, language: str) -> str:
    """`site` is the address that links begin with. A workshop's day and place are left to be filled in."""
    words = {Occasion.INVITATION: _invitation, Occasion.REMINDER: _reminder, Occasion.WORKSHOP: _workshop}[occasion]
    with override(language):
        lines = (*words(group, _what(task, language)), f"{site}/j/{group.code}", _by_hand(occasion, group, site))
    return "\n".join(lines)


def _what(task: Task | None, language: str) -> str:
    """The course or the one lesson, with its next day: Reading a loan, by 12 December."""
    if task is None:
        return ""
    single = task.lessons[0] if len(task.lessons) == 1 and not task.is_whole else None
    title = single.page(language).title if single else str(task.course.title.in_language(language))
    if task.due_on is None:
        return _("“%(title)s”") % {"title": title}
    return _("“%(title)s”, by %(day)s") % {"title": title, "day": date_format(task.due_on, "DATE_FORMAT")}


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


def _workshop(group: Group, what: str) -> tuple[str, ...]:
    about = (_("What it is about: %(what)s.") % {"what": what},) if what else ()
    return (
        _("“%(group)s” meets on [day and time] at [place], for about an hour.") % {"group": group.name},
        *about,
        _("Bring your phone if you have one; you need to prepare nothing, and nobody is asked about their own money."),
        _("Whoever has not joined yet can do it here:"),
    )


def _by_hand(occasion: Occasion, group: Group, site: str) -> str:
    words = _("Or open %(address)s and type the code %(code)s.")
    if occasion is Occasion.REMINDER:
        words = _("Signed out? Choose “Sign in with your nickname”; the group’s code is %(code)s.")
    return words % {"address": f"{site.partition('://')[2]}/j", "code": group.printed_code}
