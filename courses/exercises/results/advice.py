"""What to do now, in sentences that more than one exercise says."""

from django.utils.translation import gettext_lazy as _

STOP = _("Nothing signed yet: stop, and tap nothing.")
MONEY_HAS_COME = _(
    "The money has come already: keep the contract, the payout note and the bank statement. Ask in "
    "writing what was kept back, and do not just pay less."
)
THREATENED = _("Somebody threatens you: your safety first. Call the police.")
FIND_THE_LENDER = _("Look in the contract for the lender’s name; the app is often not the lender.")
FIND_THE_LARGE_PAYMENT = _("Write down where the large payment is to come from. If you do not know, do not borrow it.")
ASK_FOR_EVERY_COST = _("Ask for every cost in writing: service, guarantee, insurance, membership.")
DO_NOT_SIGN_ON_THESE = _("Do not sign on these numbers: the money does not reach.")
TALK_TO_LENDER = _("Talk to your present lender before you miss a payment. Ask what more time would cost.")
ASK_FOR_TIME_FIRST = _("If you already have a loan: ask its lender for more time before you take a new one.")
NO_LOAN_FOR_A_LOAN = _("Take no new loan to pay an old one.")
