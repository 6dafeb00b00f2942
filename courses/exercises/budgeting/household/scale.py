"""Chinese household figures beside the learner's own, for scale and never as a norm; each with its date and weight."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.catalog.model.lessons import CitedFact
from courses.exercises.budgeting.household.sheet import MonthForm
from courses.exercises.results.sources import cited
from courses.exercises.results.wording import money, percent
from courses.loans.money import cents


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure of the learner's, and the published one it is compared with."""

    own: str
    cited: CitedFact


def beside(pairs: Iterable[tuple[str, str]]) -> tuple[Beside, ...]:
    """Pairs of a sentence and the id of a fact; facts that may not be shown are left out."""
    found = ((own, cited((fact,))) for own, fact in pairs)
    return tuple(Beside(own, facts[0]) for own, facts in found if facts)


def beside_month(form: MonthForm) -> tuple[Beside, ...]:
    return beside(_pairs(form))


def _pairs(form: MonthForm) -> Iterator[tuple[str, str]]:
    month = form.month
    people = form.cleaned_data["people"]
    spent = month.needs + month.wants
    if people:
        words = {"income": money(cents(month.income / people)), "spent": money(cents(spent / people))}
        yield _("Here: %(income)s a person and month comes in, %(spent)s is spent.") % words, "BUD-10"
    food, housing = form.together("food"), form.together("housing")
    if spent and (food or housing):
        words = {"food": _share(food, spent), "housing": _share(housing, spent)}
        yield _("Here: food takes %(food)s and rent %(housing)s of what is spent, without debts.") % words, "BUD-11"
    if month.left < 0:
        yield _("Here: %(sum)s is missing at the end of the month.") % {"sum": money(-month.left)}, "BUD-12"
        return
    says = _("Here: %(sum)s is left at the end of the month.")
    if not month.debts_are_known:
        says = _("Here: at most %(sum)s is left at the end of the month.")
    yield says % {"sum": money(month.left)}, "BUD-12"


def _share(part: Decimal, whole: Decimal) -> str:
    return percent(part / whole, 0)
