"""Asks people to confirm their identity before sensitive actions: by password, passkey, or a code by mail."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from courses.accounts.pages.declared import SIGNS_IN_WITHOUT_PASSWORD
from courses.accounts.session.new_key import renew_key
from courses.accounts.session.pending_answer import carry, may_be_carried
from courses.accounts.sign_in.allauth_internals import AbstractCodeVerificationProcess, record_authentication
from courses.accounts.visitors.visitor import visit_of

PENDING = "confirming"
TRIES = 3


def is_confirmed(request: HttpRequest) -> bool:
    """Whether this person signed in or confirmed within the last 300 seconds."""
    records = [one for one in get_authentication_records(request, request.user) if one.get("reauthenticated")]
    if not records:
        return False
    age = time.time() - float(records[-1]["at"])
    return 0 <= age < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def to_confirmation(request: HttpRequest, back: str = "") -> HttpResponse:
    """Lead to the first way to confirm, and back to this page, or to `back`.

    Whoever has none came with a group's secret code or card, and signs in with it once more. What was typed comes
    along.
    """
    response = _to_first_way(request, back)
    if request.method == "POST" and may_be_carried(request):
        carry(request, response, page=back or request.path, now=timezone.now())
    return response


def _to_first_way(request: HttpRequest, back: str) -> HttpResponse:
    query = urlencode({"next": back or request.path})
    methods = get_adapter().get_reauthentication_methods(request.user)
    if not methods:
        messages.info(
            request, _("What comes next could give your account away. So we ask once more; this holds for 5 minutes.")
        )
        return HttpResponseRedirect(f"{reverse(SIGNS_IN_WITHOUT_PASSWORD[0])}?{query}")
    return HttpResponseRedirect(f"{methods[0]['url']}?{query}")


def confirmed_first(view: Callable[..., HttpResponse], *, back: str = "") -> Callable[..., HttpResponse]:
    """Wrap a view so that a signed-in person must have confirmed their identity recently. Guests and visitors pass.

    They come back to the page itself; of a button without a page of its own, `back` names the one it stands on.
    Whoever has no way to confirm passes too: deleting one's own data must never be out of reach.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        has_account = visit_of(request).account is not None
        if has_account and not is_confirmed(request) and get_adapter().get_reauthentication_methods(request.user):
            if back:
                messages.info(request, _("First confirm that it is you. Then press the button once more."))
            return to_confirmation(request, reverse(back) if back else "")
        return view(request, *args, **kwargs)

    return guarded


class CodeConfirmation(AbstractCodeVerificationProcess):  # type: ignore[misc]
    """A code sent to the person's own confirmed address; lives in the session, three tries, 600 seconds."""

    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(state=state, timeout=settings.CODE_SECONDS, max_attempts=TRIES, user=request.user)

    @classmethod
    def start(cls, request: HttpRequest) -> "CodeConfirmation | None":
        """Send a code; None when the person has no confirmed address."""
        address = EmailAddress.objects.filter(user_id=request.user.pk, verified=True).first()
        if address is None:
            return None
        process = cls(request, cls.initial_state(request.user, address.email))
        process.send()
        process.persist()
        return process

    @classmethod
    def pending(cls, request: HttpRequest) -> "CodeConfirmation | None":
        state = request.session.get(PENDING)
        if not state:
            return None
        process: CodeConfirmation | None = cls(request, state).abort_if_invalid()
        return process

    def send(self) -> None:
        adapter = get_adapter()
        self.state["code"] = adapter.generate_login_code()
        adapter.send_mail("account/email/login_code", self.state["email"], {"code": self.state["code"]})

    def persist(self) -> None:
        self.request.session[PENDING] = self.state

    def abort(self) -> None:
        self.request.session.pop(PENDING, None)

    def finish(self) -> None:
        self.abort()
        record_authentication(self.request, self.request.user, "code", reauthenticated=True)
        renew_key(self.request)
