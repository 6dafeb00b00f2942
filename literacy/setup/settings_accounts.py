"""How accounts behave on every deployment: fixed choices, taken in by settings.py. Reasons: courses/accounts."""

from pathlib import Path
from typing import Any

COMMON_PASSWORDS = Path(__file__).parents[2] / "courses" / "accounts" / "sign_in" / "common_passwords" / "passwords.txt"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "me"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {
        "NAME": "django.contrib.auth.password_validation.CommonPasswordValidator",
        "OPTIONS": {"password_list_path": COMMON_PASSWORDS},
    },
    {"NAME": "courses.accounts.sign_in.passwords.SiteWordsValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "email")},
    },
]
CODE_SECONDS = 600  # codes sent by mail
ACCOUNT_ADAPTER = "courses.organizations.access.signing_in.StaffAdapter"
ACCOUNT_FORMS = {
    "login": "courses.accounts.sign_in.forms.SignInForm",
    "signup": "courses.accounts.sign_in.forms.NameSignUpForm",
    "add_email": "courses.accounts.sign_in.forms.EmailForm",
    "change_email": "courses.accounts.sign_in.forms.OtherEmailForm",
    "change_password": "courses.accounts.sign_in.forms.PasswordChangeForm",
    "set_password": "courses.accounts.sign_in.forms.PasswordSetForm",
    "reset_password": "courses.accounts.sign_in.forms.LostPasswordForm",
    "reset_password_from_key": "courses.accounts.sign_in.forms.NewPasswordForm",
    "confirm_password_reset_code": "courses.accounts.sign_in.forms.ResetCodeForm",
    "request_login_code": "courses.accounts.sign_in.forms.CodeRequestForm",
    "confirm_login_code": "courses.accounts.sign_in.forms.SignInCodeForm",
    "confirm_email_verification_code": "courses.accounts.sign_in.forms.EmailCodeForm",
    "reauthenticate": "courses.accounts.sign_in.forms.ConfirmPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]  # each sign-up form takes those of its own way
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_USERNAME_BLACKLIST = ["admin", "administrator", "root", "staff", "support", "管理员", "客服", "官方"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_CHANGE_EMAIL = True  # one address, replaced when the new one is confirmed
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_MAX_LENGTH = 254
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SIGNUP_REDIRECT_URL = "accounts:account"  # which asks for a way back in
ACCOUNT_SESSION_REMEMBER = True  # "this is a shared computer" is the question we ask instead
ACCOUNT_RATE_LIMITS = {  # tried with 40 and with 200 people behind one address, each with five slips
    "login": "300/m/ip",
    "signup": "300/m/ip",
    "login_failed": "300/m/ip,10/300s/key",  # the key holds address and name together: accounts/sign_in/adapter.py
    "request_login_code": "120/m/ip",  # how many mails one mailbox gets: courses/accounts/rate_limits/throttle.py
    "reset_password": "60/m/ip",
    "reset_password_from_key": "60/m/ip",
    "confirm_email": "120/m/ip",
}
MFA_ADAPTER = "courses.accounts.sign_in.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_TOLERANCE = 20  # half minutes by which the clock of an app may be wrong when it is set up
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_FORMS = {
    "authenticate": "courses.accounts.sign_in.mfa_forms.SecondStepForm",
    "reauthenticate": "courses.accounts.sign_in.mfa_forms.ConfirmCodeForm",
    "activate_totp": "courses.accounts.sign_in.mfa_forms.AppForm",
    "add_webauthn": "courses.accounts.sign_in.mfa_forms.PasskeyForm",
    "login_webauthn": "courses.accounts.sign_in.mfa_forms.PasskeySignInForm",
    "authenticate_webauthn": "courses.accounts.sign_in.mfa_forms.PasskeySecondStepForm",
    "reauthenticate_webauthn": "courses.accounts.sign_in.mfa_forms.ConfirmPasskeyForm",
    "signup_webauthn": "courses.accounts.sign_in.mfa_forms.FirstPasskeyForm",
    "edit_webauthn": "courses.accounts.sign_in.mfa_forms.PasskeyNameForm",
}
SESSION_IDLE_DAYS = 14
SESSION_ABSOLUTE_DAYS = 30
STAFF_IDLE_HOURS = 8  # from the first page about a group on: they show other people
STAFF_ABSOLUTE_HOURS = 12
SHARED_IDLE_SECONDS = 900  # on a shared computer
SHARED_WARN_SECONDS = 780
SESSION_COOKIE_AGE = SESSION_IDLE_DAYS * 86_400
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
