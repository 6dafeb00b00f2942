"""The link in a reminder that ends reminders: signed, for ever good, and nothing else can be done with it."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from courses.accounts.models import User
from courses.learning.models import StepChoice

SALT = "courses.learning.steps.stop-mail"


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


def wants_mail(learner: int) -> bool:
    """Whether this learner is reminded of anything by e-mail."""
    return StepChoice.objects.filter(learner=learner, wants_mail=True).exists()


def stop_path(learner: User) -> str:
    """The address of the page behind the link, in the language that is active."""
    return reverse("learning:step-stop-mail", args=(stop_token(learner),))
