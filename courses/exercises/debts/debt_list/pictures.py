"""The result's picture: how all debts fall in the two orders, or what they ask for beside what is there."""

from decimal import Decimal

from django.utils.translation import gettext as _

from courses.catalog.drawings.base import Drawing, DrawingTable, Picture, share
from courses.catalog.drawings.kinds import debt_line
from courses.catalog.drawings.printing import sentence
from courses.exercises.debts.debt_list.box import interest_words
from courses.exercises.debts.debt_list.case import DebtsCase
from courses.exercises.results.wording import money
from courses.loans.paydown import PayDown, PaydownOrder

HIGH = 16
ORDER_WORDS = {PaydownOrder.DEAREST: lambda: _("Dearest first"), PaydownOrder.SMALLEST: lambda: _("Smallest first")}


def picture_of(case: DebtsCase) -> Drawing:
    return _falling(case) if case.orders else _beside(case)


def _falling(case: DebtsCase) -> Drawing:
    """Draw how the debts fall in both orders, or one line where the orders are the same."""
    shown = case.orders[:1] if case.are_orders_alike else case.orders
    paths = tuple(_path(case, order) for order in shown)
    words = {"sum": money(case.owed), "months": case.dearest.months}
    caption = _("%(sum)s of debts, gone in month %(months)s") % words
    saved = case.smallest.interest - case.dearest.interest
    if saved > 0 and len(shown) > 1:
        caption = _("Dearest first: %(sum)s less interest than smallest first") % {"sum": money(saved)}
    about = _("%(sum)s of debts, %(month)s a month") % {"sum": money(case.owed), "month": money(case.a_month or 0)}
    return debt_line.draw_paths(paths, caption, about)


def order_pictures(case: DebtsCase) -> tuple[Drawing, ...]:
    """Each order debt by debt, where there are few enough lines to tell apart."""
    if not case.orders or case.are_orders_alike or len(case.rows) > len(debt_line.STYLES):
        return ()
    return tuple(_by_debt(case, order) for order in case.orders)


def _by_debt(case: DebtsCase, order: PayDown) -> Drawing:
    paths = tuple(
        debt_line.Path(
            case.name(row), balances, row.debt.due_a_month, Decimal(0),
            says=_("paid off in month %(number)s") % {"number": case.end(order, row)},
        )
        for row, balances in zip(case.rows, order.balances, strict=True)
    )  # fmt: skip
    words = {"order": ORDER_WORDS[order.order](), "sum": interest_words(case, order.interest)}
    caption = _("%(order)s: interest %(sum)s in all") % words
    about = _("%(sum)s of debts, %(month)s a month") % {"sum": money(case.owed), "month": money(case.a_month or 0)}
    return debt_line.draw_paths(paths, caption, about)


def _path(case: DebtsCase, order: PayDown) -> debt_line.Path:
    name = _("All debts") if case.are_orders_alike else ORDER_WORDS[order.order]()
    return debt_line.Path(name, order.owed, case.a_month or Decimal(0), order.interest)


def _beside(case: DebtsCase) -> Drawing:
    """Draw what each debt asks for in a month, what all of them ask for, and what there is."""
    rows = [(case.name(row), row.debt.due_a_month, "fw") for row in case.by_urgency]
    rows.append((_("All together"), case.asked, "fr"))
    if case.a_month is not None:
        rows.append((_("What is there"), case.a_month, "fb0"))
    picture, most = Picture(), max(value for _name, value, _style in rows)
    for name, value, style in rows:
        picture.label(name, money(value), "tr" if style == "fr" else "")
        picture.bar(0, picture.y, max(share(value, most), 2), HIGH, style, value=value)
        picture.y += HIGH + 10
    text = sentence(f"{name} {money(value)}" for name, value, _style in rows)
    caption = _("What the debts ask for in a month")
    table = DrawingTable(
        caption, (_("Debt"), _("A month")), tuple((name, money(value)) for name, value, _style in rows)
    )
    return Drawing("debt-line", caption, picture.svg(text), table, text)
