"""Other readings of boxes that do not fit together, each one press away: the payments do not repay the loan."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from courses.exercises.base import ExerciseForm
from courses.exercises.results.wording import money
from courses.loans.offer import LoanOffer, Repayment

NOT_REPAID = ("never_repaid", "negative_cost")


class RepaidForm(ExerciseForm):
    """A form whose payments may not repay its loan."""

    offer: LoanOffer

    def readings_of_all(self, code: str) -> Iterator[tuple[str, dict[str, str]]]:
        """Return what payments that do not repay the loan may mean: only interest, with the whole sum at the end; or an
        instalment that the rate contradicts, so that it is left out."""
        if code not in NOT_REPAID or not hasattr(self, "offer"):
            return
        offer = self.offer
        is_several = offer.term.count > 1 and offer.stated_instalment is not None and offer.stated_last is None
        if is_several and offer.repayment != Repayment.INTEREST_FIRST:
            words = _("Each payment is only interest; the whole %(amount)s is paid at the end")
            yield words % {"amount": money(offer.contract_amount)}, {"repayment": Repayment.INTEREST_FIRST.value}
        if offer.quoted_rate is not None and offer.stated_instalment is not None:
            yield _("Leave out the instalment and work it out from the rate"), {"instalment": "", "last": ""}
