"""The text of a reminder about an assignment: plain, in the site's languages, since nobody's is stored."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from courses.accounts.models import User
from courses.languages.known import CODES, DEFAULT
from courses.learning.planning.steps.stopping import stop_headers, stop_path
from courses.organizations.assigning.learner_assignments import Assigned

LINE = "-" * 40


def assignment_mail(learner: User, one: Assigned, site: str) -> EmailMessage:
    """`site` is the address that links begin with, without a slash at its end."""
    body = f"\n\n{LINE}\n\n".join(_text(learner, one, site, language) for language in CODES)
    with override(DEFAULT):
        subject = _("%(site)s: from your group") % {"site": settings.SITE_NAME}
        headers = dict(stop_headers(learner, site))
    return EmailMessage(subject, f"{body}\n", to=[learner.email], headers=headers)


def _text(learner: User, one: Assigned, site: str, language: str) -> str:
    with override(language):
        title = one.lesson.page(language).title if one.lesson else one.course.title.in_language(language)
        if one.is_first_check:
            title = _("First check: %(title)s") % {"title": title}
        day = date_format(one.due_on, "DATE_FORMAT") if one.due_on else ""
        values = {"group": one.group, "title": title, "day": day}
        if one.is_overdue:
            what = _("From your group “%(group)s”: “%(title)s” was due on %(day)s. It stays open: you can still do it.")
        else:
            what = _("From your group “%(group)s”: “%(title)s”, by %(day)s.")
        slug = one.course.slug
        page = reverse("learning:diagnostic", args=(slug,))
        if not one.is_first_check:
            page = reverse("learning:lesson", args=(slug, (one.go_on_with or one.lessons[0]).slug))
        paragraphs = (
            what % values,
            _("Go on here. Sign in if you are asked to.") + f"\n{site}{page}",
            _("You get this mail because you are in this group. At most one comes a day, and two about one thing.")
            + "\n"
            + _("Send no more reminders, neither of things to do nor from groups (works without signing in):")
            + f"\n{site}{stop_path(learner)}",
        )
    return "\n\n".join(paragraphs)
