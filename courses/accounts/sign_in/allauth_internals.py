"""Everything used of allauth that its authors call internal: the one module to look at when allauth is upgraded."""

from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY, clear_login, unstash_login
from allauth.core.internal import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, get_totp_secret, hotp_value
from allauth.mfa.webauthn.internal import auth as webauthn

__all__ = (
    "AbstractCodeVerificationProcess",
    "LOGIN_SESSION_KEY",
    "clear_login",
    "compare_user_code",
    "format_hotp_value",
    "generate_totp_secret",
    "get_totp_secret",
    "hotp_value",
    "logout",
    "perform_login",
    "ratelimit",
    "record_authentication",
    "unstash_login",
    "webauthn",
)
