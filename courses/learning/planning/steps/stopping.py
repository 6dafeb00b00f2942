"""The link in a reminder that ends reminders: signed, for ever good, and nothing else can be done with it.

One link ends every kind: those of things to do, and those that another package sends.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.urls import reverse

from courses.accounts.models import User
from courses.learning.models import StepChoice

SALT = "courses.learning.planning.steps.stop-mail"
ONE_CLICK = ("List-Unsubscribe", "One-Click")  # what mail programs send (RFC 8058), and the header that invites it


def _signer() -> Signer:
    return Signer(sep=".", salt=SALT)


def stop_token(learner: User) -> str:
    return _signer().sign(str(learner.pk))


def learner_of(token: str) -> int | None:
    """Whose reminders the link ends; None when it is not one of ours."""
    try:
        return int(_signer().unsign(token))
    except (BadSignature, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class OtherReminders:
    """Reminders that another package sends: whether a learner gets them, and how they are ended for one."""

    are_wanted_by: Callable[[int], bool]
    end: Callable[[User, datetime], None]


OTHERS: list[OtherReminders] = []


def ends_too(other: OtherReminders) -> None:
    """Register further reminders that the link ends; called when Django is ready, by the package that sends them."""
    OTHERS.append(other)


def wants_mail(learner: int) -> bool:
    """Whether this learner is reminded of anything by e-mail."""
    if any(other.are_wanted_by(learner) for other in OTHERS):
        return True
    return StepChoice.objects.filter(learner=learner, wants_mail=True).exists()


def stop_path(learner: User) -> str:
    """The address of the page behind the link, in the language that is active."""
    return reverse("learning:step-stop-mail", args=(stop_token(learner),))


def stop_headers(learner: User, site: str) -> Mapping[str, str]:
    """What lets mail programs show a button of their own. One click is offered over HTTPS only, as the RFC wants."""
    headers = {"List-Unsubscribe": f"<{site}{stop_path(learner)}>"}
    if site.startswith("https://"):
        headers["List-Unsubscribe-Post"] = "=".join(ONE_CLICK)
    return headers


def is_one_click(request: HttpRequest) -> bool:
    """Whether a mail program sends this, not the page: it follows no redirect."""
    name, value = ONE_CLICK
    return request.POST.get(name) == value
