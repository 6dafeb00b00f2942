"""The text of a reminder about an assignment: plain, in every language of the site.

No learner's language is stored. It names no course and no group: others may read the mailbox, or the first line on a
locked screen.
"""

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
    """Build the mail. `site` is the scheme and host of links, without a slash at the end."""
    body = f"\n\n{LINE}\n\n".join(_text(learner, one, site, language) for language in CODES)
    subject = " / ".join(_subject(language) for language in CODES)
    with override(DEFAULT):
        headers = dict(stop_headers(learner, site))
    return EmailMessage(subject, f"{body}\n", to=[learner.email], headers=headers)


def _subject(language: str) -> str:
    with override(language):
        return _("%(site)s: from your group") % {"site": settings.SITE_NAME}


def _text(learner: User, one: Assigned, site: str, language: str) -> str:
    with override(language):
        day = date_format(one.due_on, "DATE_FORMAT") if one.due_on else ""
        if one.is_overdue:
            what = _("What your group asks for was due on %(day)s. It stays open: you can still do it.")
        else:
            what = _("Something that your group asks for is due by %(day)s.")
        paragraphs = (
            what % {"day": day},
            _("It stands first on this page. Sign in if you are asked to.") + f"\n{site}{reverse('home')}",
            _("You get this mail because you asked for reminders. At most one comes a day, and two about one thing.")
            + "\n"
            + _("Send no more reminders, neither of things to do nor from groups (works without signing in):")
            + f"\n{site}{stop_path(learner)}",
        )
    return "\n\n".join(paragraphs)
