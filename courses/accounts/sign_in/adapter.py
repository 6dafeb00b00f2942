"""Adapters that allauth calls: user names, what happens after sign-in, mail that may fail, passkeys."""

import logging
import re
import secrets
import unicodedata
from collections.abc import Mapping
from smtplib import SMTPException
from types import SimpleNamespace
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.accounts.models import User
from courses.accounts.pages.addresses import is_own_page
from courses.accounts.rate_limits import known_browsers
from courses.accounts.rate_limits.client_addresses import address_of, counted_address
from courses.accounts.security_log.events import SecurityKind, note_request
from courses.accounts.session import lifetime as session_lifetime
from courses.accounts.sign_in.allauth_internals import generate_totp_secret, record_authentication
from courses.accounts.sign_in.passkeys import passkeys_work
from courses.accounts.sign_in.second_step.kept_secrets import CannotOpenError, open_sealed, seal
from courses.accounts.sign_in.stages import begin_with_password, forget_beginning
from courses.languages.invisible import BLANK, mixes_alphabets

log = logging.getLogger(__name__)

NAME_FORM = re.compile(r"[\w.\-]+")
LONGEST_NAME = 40
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0 o 1 i l


def normal_name(username: str) -> str:
    """Normalise a user name: width and case make no difference."""
    return unicodedata.normalize("NFKC", username).casefold().strip()


def _whose(credentials: Mapping[str, Any]) -> User | None:
    """The account of a typed name or address."""
    name, address = credentials.get("username"), credentials.get("email")
    named = {"username": normal_name(name)} if name else {"emailaddress__email__iexact": address or ""}
    return User.objects.filter(**named).first()


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {  # noqa: RUF012 - a plain dictionary, as allauth has it
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy("The user name or the password is not right"),
        "email_password_mismatch": gettext_lazy("The e-mail address or the password is not right"),
        "incorrect_password": gettext_lazy("The password is not right"),
        "enter_current_password": gettext_lazy("Enter the password that you use now"),
        "incorrect_code": gettext_lazy("This code is not right"),
        "too_many_login_attempts": gettext_lazy("Too many tries. Wait a few minutes, then try again."),
        "username_taken": gettext_lazy("This user name is taken. Choose another one."),
        "username_blacklisted": gettext_lazy("This user name is taken. Choose another one."),
        "same_as_current": gettext_lazy("Enter another address than the present one"),
        "duplicate_email": gettext_lazy("This is your address already"),
        "rate_limited": gettext_lazy("Too many tries. Wait a few minutes, then try again."),
    }

    # ---- names

    def new_user(self, request: HttpRequest) -> User:
        return User(date_joined=timezone.now())

    def clean_username(self, username: str, shallow: bool = False) -> str:
        name = normal_name(username)
        if not NAME_FORM.fullmatch(name) or len(name) > LONGEST_NAME or BLANK & set(name):
            raise ValidationError(
                _("Use 2 to 40 letters, digits, dots, hyphens or underscores; no spaces and no @"), code="name_form"
            )
        if mixes_alphabets(name):
            words = _("One word holds letters of two alphabets that look alike. Type it anew in one of them.")
            raise ValidationError(words, code="mixed")
        return str(super().clean_username(name, shallow=shallow))

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Give whoever signs up by e-mail a user name that says nothing about them."""
        if not user.username:
            user.username = f"learner-{''.join(secrets.choice(ALPHABET) for _digit in range(8))}"

    # ---- ways in

    def is_safe_url(self, url: str | None) -> bool:
        """Whether sign-in may go on to this address: a page of this site, not just any text without a host."""
        return bool(url) and is_own_page(str(url), context.request.get_host())

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address by which attempts are counted."""
        return counted_address(str(super().get_client_ip(request)))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords count by address and name together, or by known browser and name: a stranger's, or a
        neighbour's behind the same address, close nothing for the person."""
        named = super()._get_login_attempts_cache_key(request, **credentials)
        person = _whose(credentials) if known_browsers.has_any(request) else None
        known = known_browsers.mark_of(request, person) if person else ""
        return f"{known or address_of(request)}:{named}"

    def get_login_stages(self) -> list[str]:
        ours = "courses.accounts.sign_in.stages.EmailVerificationStage"
        theirs = "allauth.account.stages.EmailVerificationStage"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        begin_with_password(request, user)
        refused: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return refused

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Start the sign-in's life."""
        forget_beginning(request)
        life = session_lifetime.begin(request, now=timezone.now().timestamp())
        record_authentication(request, user, "sign-in", reauthenticated=True)
        note_request(request, SecurityKind.SIGN_IN, user)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if not life.is_shared:
            known_browsers.remember(request, response, user)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note a wrong password. A name that nobody has costs the same query and the same line."""
        note_request(request, SecurityKind.SIGN_IN_FAILED, _whose(credentials), "password", is_own=False)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to confirm who one is; a code by mail for those who have neither password nor key."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if not passkeys_work(context.request):
            found = [method for method in found if method["id"] != "mfa_reauthenticate:webauthn"]
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use your app or a code for the second step"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        found = [{**method, "description": words[method["id"]]} for method in found]
        if not found and EmailAddress.objects.filter(user_id=user.pk, verified=True).exists():
            found = [{"id": "code", "description": _("Use a code sent by e-mail"), "url": reverse("accounts:confirm")}]
        return found

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """The address may always go, unless it is the only way in."""
        user = email_address.user
        keys = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.WEBAUTHN)
        return bool(user.has_usable_password() or keys.exists())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:account")

    # ---- mail

    def format_email_subject(self, subject: str) -> str:
        return f"[{settings.SITE_NAME}] {subject}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is away must not undo what was done; the page then says that mail may be late."""
        try:
            site = SimpleNamespace(name=str(settings.SITE_NAME), domain=self.request.get_host())
            super().send_mail(template_prefix, email, {"current_site": site, **context})
        except (OSError, SMTPException):
            log.exception("mail could not be sent: %s", template_prefix)
            late = _("The mail server does not answer. The mail may come late or not at all; try again in a while.")
            messages.warning(self.request, late)


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """ "Passkey 1", "Passkey 2" …: what the form proposes."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """A secret of the second step; where no key opens it, one that nobody knows, so that no code is right."""
        try:
            return open_sealed(encrypted_text)
        except CannotOpenError:
            log.error("a secret of a second step cannot be opened with SECRET_KEY or its fallbacks")  # noqa: TRY400
            return str(generate_totp_secret())

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def build_totp_svg(self, url: str) -> str:
        """Not needed: the page shows a picture from an address of its own, as the content policy asks."""
        return ""
