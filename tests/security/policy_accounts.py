"""The lines of accounts: ways in are open to all, everything else is the person's own.

Whoever is signed in has no business on a way in, and is led home. Forms are sent empty here and come back as 422; what
accepted ones do is tested with accounts.
"""

from collections.abc import Mapping

from tests.security.rules import Policy, account, everybody, own_page

PASSKEY = {"viewer": frozenset({""})}  # the one of the cast who has a passkey
OUT = ("visitor", "guest")  # not signed in
CODES = frozenset({"mfa_authenticator"})  # that the codes have been shown is noted: they are shown once


def way_in(out: object = 200, *, post: object = 422, home: str = "me") -> Policy:
    return own_page(
        {**dict.fromkeys(OUT, out), "": home}, post={**dict.fromkeys(OUT, post), "": home}
    )  # fmt: skip


def confirming(viewer_get: object, viewer_post: object) -> Policy:
    """Who one is can be confirmed by a code of one's own, by mail, or by signing in to the group once more."""
    by_mail = dict.fromkeys(("neighbor", "facilitator", "owner"), "accounts:confirm")
    others = {**by_mail, "": "organizations:group-sign-in"}
    return account({**others, "viewer": viewer_get}, post={**others, "viewer": viewer_post})


ACCOUNTS: Mapping[str, Policy] = {
    "accounts:display": everybody(post="home"),
    "accounts:account": account(),
    "accounts:signed-out": own_page(),
    "accounts:stay": own_page(post="me"),
    "accounts:go-on": everybody(None, post="home"),
    "accounts:confirm": account(post="accounts:confirm"),
    "accounts:sheet": account(post=200),
    "accounts:app-picture": account(),
    "accounts:recover": own_page(post=422),
    "account_logout": own_page(post="accounts:signed-out"),
    "account_login": way_in(),
    "account_signup": way_in(),
    "account_signup_by_email": way_in(),
    "account_signup_by_passkey": way_in(),
    "account_request_login_code": way_in(),
    "account_confirm_login_code": way_in("account_request_login_code", post="account_request_login_code"),
    "mfa_authenticate": way_in("account_login", post="account_login"),
    "mfa_login_webauthn": way_in("account_login", post="account_login"),
    "mfa_signup_webauthn": way_in("account_signup", post="account_signup"),
    "account_inactive": own_page(),
    "account_email_verification_sent": way_in("account_login", post="account_login", home="account_email"),
    "account_reset_password": own_page(post=422),
    "account_confirm_password_reset_code": own_page("account_login", post="account_login"),
    "account_complete_password_reset": own_page("account_reset_password", post="account_reset_password"),
    "account_password_reset_completed": own_page(),
    "account_reauthenticate": confirming("mfa_reauthenticate", "mfa_reauthenticate"),
    "mfa_reauthenticate": confirming(200, 422),
    "mfa_reauthenticate_webauthn": confirming(200, "account_login"),
    "account_email": account(post="account_email"),
    "account_change_password": account("account_set_password", post="account_set_password"),
    "account_set_password": account(post=422),
    "usersessions_list": account(post="usersessions_list"),
    "mfa_index": account(),
    "mfa_activate_totp": account(
        {"viewer": "mfa_deactivate_totp", "": 200}, post={"viewer": "mfa_deactivate_totp", "": 422}
    ),
    "mfa_deactivate_totp": account({"viewer": 200, "": 404}, post={"viewer": "mfa_index", "": 404}),
    "mfa_view_recovery_codes": account({"viewer": 200, "": 404}, notes=CODES),
    "mfa_generate_recovery_codes": account(post={"viewer": "mfa_view_recovery_codes", "": 422}),
    "mfa_download_recovery_codes": account({"viewer": 200, "": 404}, post={"viewer": 405, "": 404}, notes=CODES),
    "mfa_list_webauthn": account(),
    "mfa_add_webauthn": account(post=422),
    "mfa_remove_webauthn": Policy(allow=PASSKEY, mark="signed in", get=200, post="mfa_list_webauthn"),
    "mfa_edit_webauthn": Policy(allow=PASSKEY, mark="signed in", get=200, post=422),
}
