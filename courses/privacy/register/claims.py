"""What is stored while learning done in a browser is added to an account, or waits for an answer."""

from django.utils.translation import gettext_lazy as _

from courses.privacy.register.learning import WHEN
from courses.privacy.register.table import ONLY_YOU, ROW, WHOSE, Table

CLAIM_TABLES = (
    Table(
        model="learning.Claim",
        title=_("Learning added from another device"),
        purpose=_("To let you undo it for thirty days"),
        kept=_("Thirty days, then one day at most"),
        seen_by=ONLY_YOU,
        owner="account",
        fields={
            "id": ROW,
            "account": WHOSE,
            "guest": _("The guest it came from"),
            "moved": _("Which rows were moved"),
            "before": _("What they were before"),
            "claimed_at": WHEN,
        },
    ),
    Table(
        model="learning.ClaimOffer",
        title=_("Learning found in a browser where you signed in"),
        purpose=_("To ask you whether it is yours, until you have answered"),
        kept=_("Until you add it, or until that browser’s learning is erased"),
        seen_by=ONLY_YOU,
        owner="account",
        fields={
            "id": ROW,
            "account": WHOSE,
            "guest": _("The guest it came from"),
            "offered_at": WHEN,
            "declined_at": _("When you said that it is not yours"),
        },
    ),
)
