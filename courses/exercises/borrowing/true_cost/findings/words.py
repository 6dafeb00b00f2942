"""Names of charges, payees and quotes, as the result says them."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.exercises.borrowing.true_cost import choices
from courses.exercises.forms import options
from courses.exercises.results.wording import exact_number, money, percent
from courses.loans.money import QuotedRate, RateUnit
from courses.loans.offer import NO_DIGITS_ABOVE, Fee, FeeKind, OfferCost

FEE_NAMES: Mapping[FeeKind, Callable[[], str]] = {
    FeeKind.SERVICE: lambda: _("service fee"),
    FeeKind.GUARANTEE: lambda: _("guarantee fee"),
    FeeKind.INSURANCE: lambda: _("insurance"),
    FeeKind.MEMBERSHIP: lambda: _("membership"),
    FeeKind.ACCOUNT: lambda: _("account fee"),
    FeeKind.ASSESSMENT: lambda: _("review fee"),
    FeeKind.OTHER: lambda: _("other fee"),
}
SAID: Mapping[RateUnit, Callable[[], str]] = {
    RateUnit.YEAR: lambda: _("%(rate)s a year"),
    RateUnit.MONTH: lambda: _("%(rate)s a month"),
    RateUnit.DAY: lambda: _("%(rate)s a day"),
    RateUnit.INSTALMENT: lambda: _("%(rate)s each time"),
}


def fee_name(fee: Fee) -> str:
    return FEE_NAMES[fee.kind]()


def fee_names(fees: tuple[Fee, ...]) -> str:
    return pgettext("list of names", ", ").join(dict.fromkeys(fee_name(fee) for fee in fees))


def said_rate(quoted: QuotedRate) -> str:
    """The rate as the offer states it: 0.6% each time."""
    return SAID[quoted.unit]() % {"rate": f"{exact_number((quoted.value * 100).quantize(Decimal('0.000001')))}%"}


def payee_name(code: str) -> str:
    """Who takes a charge; somebody who is not named is not known."""
    return str(dict(choices.PAYEES)[code]) if code else _("not known")


def when_taken(code: str) -> str:
    return str(dict((*options.FEE_TIMES, *options.REPAYMENTS)).get(code, ""))


def yearly(cost: OfferCost) -> str:
    """The yearly price: a bound where something is not known, no digits above 1,000 %."""
    nominal = cost.rates.nominal
    if nominal is None:
        return _("no rate")
    if nominal > NO_DIGITS_ABOVE:
        return _("over 1,000%%") % {}
    return at_least(cost, percent(nominal))


def at_least(cost: OfferCost, shown: str) -> str:
    return _("at least %(value)s") % {"value": shown} if cost.lower_bound else shown


def in_short(cost: OfferCost) -> str:
    """The offer in one sentence of money."""
    words = {
        "received": money(cost.received), "total": money(cost.total_paid), "cost": money(cost.cost),
        "count": cost.count, "per_100": money(cost.cost_per_100 or 0),
    }  # fmt: skip
    once, is_bound = cost.count == 1, cost.lower_bound
    if cost.offer.cash_price is not None:
        return GOODS_IN_SHORT[is_bound]() % words
    return IN_SHORT[once, is_bound]() % words


GOODS_IN_SHORT: Mapping[bool, Callable[[], str]] = {  # no money reaches a hand; something is not known
    False: lambda: _(
        "At once it costs %(received)s, in instalments %(total)s: %(cost)s more, %(per_100)s on top of every ¥100."
    ),
    True: lambda: _(
        "At once it costs %(received)s, in instalments at least %(total)s: at least %(cost)s more, %(per_100)s on "
        "top of every ¥100."
    ),
}

IN_SHORT: Mapping[tuple[bool, bool], Callable[[], str]] = {  # paid at once; something is not known
    (True, False): lambda: _(
        "%(received)s in hand, %(total)s back at once: it costs %(cost)s, %(per_100)s on top of every ¥100."
    ),
    (True, True): lambda: _(
        "%(received)s in hand, at least %(total)s back at once: it costs at least %(cost)s, %(per_100)s on top "
        "of every ¥100."
    ),
    (False, False): lambda: _(
        "%(received)s in hand, %(total)s back in %(count)s payments: it costs %(cost)s, %(per_100)s on top of every "
        "¥100."
    ),
    (False, True): lambda: _(
        "%(received)s in hand, at least %(total)s back in %(count)s payments: it costs at least %(cost)s, %(per_100)s "
        "on top of every ¥100."
    ),
}
