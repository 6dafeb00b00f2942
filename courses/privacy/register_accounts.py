"""What is stored about who a person is."""

from django.utils.translation import gettext_lazy as _

from courses.privacy.table import ONLY_YOU, ROW, Table

ACCOUNT_TABLES = (
    Table(
        model="accounts.User",
        title=_("You, as the site knows you"),
        purpose=_("To find your progress again"),
        kept=_("Until you delete it; a guest is erased after 180 days without a visit"),
        seen_by=ONLY_YOU,
        owner="",
        fields={
            "id": ROW,
            "visitor": _("A fingerprint (SHA-256) of the random cookie in your browser"),
            "username": _("Your user name, if you have an account"),
            "password": _("Your password, as a hash that cannot be turned back"),
            "email": _("Your e-mail address, if you gave one"),
            "last_login": _("When you last signed in"),
            "date_joined": _("When you first answered"),
            "last_active_on": _("The day you were last active"),
            "is_active": _("Whether you may sign in"),
            "is_staff": _("Whether you run this site"),
            "is_superuser": _("Whether you run this site, with all rights"),
            "groups": _("Rights of people who run this site"),
            "user_permissions": _("Single rights of people who run this site"),
        },
        secret=frozenset({"password", "visitor"}),
    ),
)
