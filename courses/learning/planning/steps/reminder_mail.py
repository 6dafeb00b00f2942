"""The text of a reminder: plain, in the site's language first and then in the others, since nobody's is stored."""

from html import unescape

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import override

from courses.accounts.models import User
from courses.catalog.markup.rendering import inline
from courses.languages.known import CODES, DEFAULT
from courses.learning.planning.steps.shown import ActionStep
from courses.learning.planning.steps.stopping import stop_headers, stop_path

LINE = "-" * 40


def reminder_mail(learner: User, step: ActionStep, site: str) -> EmailMessage:
    """One mail about one step; `site` is the address that links begin with, without a slash at its end."""
    body = f"\n\n{LINE}\n\n".join(_text(learner, step, site, language) for language in CODES)
    with override(DEFAULT):
        subject = _("%(site)s: did you do it?") % {"site": settings.SITE_NAME}
        headers = dict(stop_headers(learner, site))
    return EmailMessage(subject, f"{body}\n", to=[learner.email], headers=headers)


def _text(learner: User, step: ActionStep, site: str, language: str) -> str:
    assert step.row is not None  # only what was taken up is asked about
    place = (step.lesson.course, step.lesson.slug)
    with override(language):
        day = date_format(timezone.localtime(step.row.chosen_at), "DATE_FORMAT")
        title = step.lesson.page(language).title
        paragraphs = (
            _("On %(day)s you took up one thing to do, in the lesson “%(title)s”:") % {"day": day, "title": title},
            unescape(strip_tags(inline(step.lesson.action.in_language(language), language))),
            _("Did you do it? Done, partly, not yet, or not for you: one press tells us. Sign in if you are asked to.")
            + f"\n{site}{reverse('learning:step', args=place)}",
            _("You get this mail because you asked to be reminded. We write at most once a day.")
            + "\n"
            + _("Send no more reminders, neither of things to do nor from groups (works without signing in):")
            + f"\n{site}{stop_path(learner)}",
        )
    return "\n\n".join(paragraphs)
