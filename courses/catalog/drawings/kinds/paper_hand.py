"""What the contract says, what reaches the borrower, what may lawfully be asked back, and what is asked."""

from decimal import Decimal
from typing import Self

from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from courses.catalog.drawings.arguments import ArgumentKind, GivenArguments, Money, Percent
from courses.catalog.drawings.base import WIDTH, Drawing, DrawingTable, Picture, share
from courses.catalog.drawings.printing import days, money, sentence, short_percent
from courses.loans.money import QuotedRate, cents
from courses.loans.offer import LoanOffer, OfferTerm, Repayment, true_cost
from courses.loans.schedules.flows import Interval

HIGH = 26


class PaperHand(GivenArguments):
    """A loan repaid at once. With `rate`, what was kept back is interest, and the lawful repayment is drawn too."""

    contract: Money
    kept: Money
    asked: Money | None = None
    rate: Percent | None = None
    months: int | None = Field(default=None, ge=1, le=120, description="a whole number of months like 6")
    days: int | None = Field(default=None, ge=1, le=366, description="a whole number of days like 7")

    @model_validator(mode="after")
    def _is_a_loan(self) -> Self:
        if self.kept >= self.contract:
            raise ValueError("kept must be less than contract: something has to reach the borrower")
        if (self.months is None) == (self.days is None):
            raise ValueError("write either months= or days=, how long the loan runs")
        return self

    @property
    def in_hand(self) -> Decimal:
        return self.contract - self.kept

    @property
    def is_asked(self) -> Decimal:
        return self.contract if self.asked is None else self.asked

    @property
    def length(self) -> OfferTerm:
        return OfferTerm(self.days, Interval.DAY) if self.days else OfferTerm(self.months or 1, Interval.MONTH)

    @property
    def lawful(self) -> Decimal | None:
        """What is owed at the end when the principal is what reached the borrower."""
        if self.rate is None:
            return None
        offer = LoanOffer(
            contract_amount=self.in_hand,
            repayment=Repayment.SINGLE_PAYMENT,
            term=self.length,
            quoted_rate=QuotedRate(self.rate / 100),
        )
        return true_cost(offer).total_paid


def draw(given: PaperHand) -> Drawing:
    """Bars on one scale, each with its sum above it."""
    picture, most = Picture(), max(given.contract, given.is_asked, given.lawful or Decimal(0))
    _bar(picture, _("On paper"), given.contract, most, "fk")
    picture.y += 8
    _bar(picture, _("In hand"), given.in_hand, most, "fb0", "tg")
    left, lost = share(given.in_hand, most), share(given.kept, most)
    picture.bar(left + 3, picture.y - HIGH + 1, max(lost - 4, 3), HIGH - 2, "sr dash", value=given.kept)
    _below(picture, _("kept back: %(sum)s") % {"sum": money(given.kept)}, "tr")
    if given.lawful is not None:
        _bar(picture, _("By law, to repay in all"), given.lawful, most, "fb0")
        picture.y += 8
    _asked(picture, given, most)
    text = sentence(f"{name} {value}" for name, value in _rows(given))
    return Drawing("paper-hand", _caption(given), picture.svg(text), _table(given), text)


def _bar(picture: Picture, name: str, value: Decimal, most: Decimal, style: str, words: str = "") -> None:
    picture.label(name, money(value), words)
    picture.bar(0, picture.y, share(value, most), HIGH, style, value=value)
    picture.y += HIGH


def _below(picture: Picture, words: str, style: str) -> None:
    picture.text(WIDTH, picture.y + 20, words, f"t end {style}")
    picture.y += 30


def _asked(picture: Picture, given: PaperHand, most: Decimal) -> None:
    fair = given.in_hand if given.lawful is None else given.lawful
    over = given.is_asked - fair
    picture.label(_("The contract asks for"), money(given.is_asked))
    if over <= 0:
        picture.bar(0, picture.y, share(given.is_asked, most), HIGH, "fk", value=given.is_asked)
        picture.y += HIGH + 4
        return
    whole, part = share(given.is_asked, most), max(share(over, most) - 2, 3)
    picture.bar(0, picture.y, whole - part - 2, HIGH, "fk", value=fair)
    picture.bar(whole - part, picture.y, part, HIGH, "fr", value=over)
    picture.y += HIGH
    picture.text(WIDTH, picture.y + 20, f"{_over_words(given)} {money(over)}", "t tb0 end tr")
    picture.y += 28


def _over_words(given: PaperHand) -> str:
    return _("more than in hand:") if given.lawful is None else _("too much:")


def _rows(given: PaperHand) -> list[tuple[str, str]]:
    rows = [
        (_("On paper"), given.contract),
        (_("Kept back"), given.kept),
        (_("In hand"), given.in_hand),
    ]
    fair = given.in_hand
    if given.lawful is not None and given.rate is not None:
        rate = short_percent(given.rate / 100)
        rows.append((_("Interest on it, %(rate)s a year") % {"rate": rate}, given.lawful - given.in_hand))
        rows.append((_("By law, to repay in all"), given.lawful))
        fair = given.lawful
    rows.append((_("The contract asks for"), given.is_asked))
    if given.is_asked > fair:
        rows.append((_("Too much") if given.lawful is not None else _("More than in hand"), given.is_asked - fair))
    if given.lawful is None:
        rows.append((_("For each ¥100 in hand"), cents((given.is_asked - given.in_hand) * 100 / given.in_hand)))
    return [(name, money(value)) for name, value in rows]


def _caption(given: PaperHand) -> str:
    sums = {"hand": money(given.in_hand), "paper": money(given.contract)}
    if given.lawful is None:
        return _("%(paper)s on paper, %(hand)s in hand") % sums
    return _("In hand %(hand)s, so the principal is %(hand)s") % sums


def _table(given: PaperHand) -> DrawingTable:
    length = days(given.days) if given.days else _("%(number)s months") % {"number": given.months}
    return DrawingTable(
        _("Repaid at once after %(time)s") % {"time": length}, (_("Item"), _("Amount")), tuple(_rows(given))
    )


KIND = ArgumentKind(
    name="paper-hand",
    shape=PaperHand,
    draw=draw,
    shows="contract, in hand, lawful repayment (with `rate`: what was kept is interest), asked repayment",
    takes="`contract=` `kept=` `months=` or `days=` `rate=` `asked=` (as on paper) `words=`",
    example="contract=10000 kept=1200 rate=12 months=12",
)
