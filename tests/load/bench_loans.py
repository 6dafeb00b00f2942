"""Times of the loan mathematics on one core, each beside its goal: `python -m tests.load.bench_loans`."""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from statistics import median
from time import process_time

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:  # started by its path
    sys.path.insert(0, str(ROOT))

import pyxirr  # noqa: E402

from courses.loans.affordability.budget import Budget, assess  # noqa: E402
from courses.loans.money import QuotedRate  # noqa: E402
from courses.loans.offer import Fee, LoanOffer, OfferTerm, true_cost  # noqa: E402
from courses.loans.schedules.flows import CashFlow, repeat  # noqa: E402
from courses.loans.schedules.rates import all_rates, effective_annual_rate  # noqa: E402
from courses.loans.schedules.schedule import equal_instalments  # noqa: E402

RUNS = 50


def median_ms(call: Callable[[], object]) -> float:
    """The median of 50 runs in processor time, so that other work on the machine does not count."""
    call()
    times = []
    for _ in range(RUNS):
        started = process_time()
        call()
        times.append(process_time() - started)
    return median(times) * 1000


def level_flows(count: int, per_year: int) -> list[CashFlow]:
    step = Fraction(1, per_year)
    return equal_instalments(Decimal(100_000), Fraction(12, 100) * step, count, step=step).flows()


def changing_flows(count: int, changes: int) -> list[CashFlow]:
    """`count` monthly flows whose sign changes `changes` times: drawn, repaid, drawn again."""
    run = count // (changes + 1)
    flows: list[CashFlow] = []
    for k in range(changes + 1):
        length = run if k < changes else count - run * changes
        amount = Decimal(1_000) if k % 2 == 0 else Decimal(-1_013)
        flows += repeat(amount, start=Fraction(k * run, 12), step=Fraction(1, 12), count=length)
    return flows


def loan(count: int, interval: str = "month") -> LoanOffer:
    """An offer with a quoted rate, a guarantee fee and a fee kept back."""
    return LoanOffer(
        contract_amount=Decimal(100_000),
        repayment="equal_instalments",
        term=OfferTerm(count, interval),
        quoted_rate=QuotedRate(Decimal("0.12")),
        amount_received=Decimal(99_000),
        fees=(
            Fee(kind="service", when="kept_back", amount=Decimal(1_000)),
            Fee(kind="guarantee", when="each_instalment", share=Decimal("0.0005")),
        ),
        fees_complete=True,
    )


HOUSEHOLD = Budget(income=Decimal(12_000), essentials=Decimal(4_500), debts=Decimal(1_200), savings=Decimal(60_000))


def pyxirr_periodic(flows: list[CashFlow]) -> Callable[[], object]:
    amounts = [float(flow.amount) for flow in flows]
    return lambda: pyxirr.irr(amounts)


def pyxirr_dated(flows: list[CashFlow]) -> Callable[[], object]:
    days = [date(2026, 1, 1) + timedelta(days=round(flow.years * 365)) for flow in flows]
    amounts = [float(flow.amount) for flow in flows]
    return lambda: pyxirr.xirr(days, amounts)


def cases() -> list[tuple[str, float, Callable[[], object], list[CashFlow] | None]]:
    """Name, goal in ms, what is timed, and the flows for a comparison with pyxirr where it can solve them."""
    monthly, weekly, changing = level_flows(240, 12), level_flows(1_040, 52), changing_flows(240, 23)
    found: list[tuple[str, float, Callable[[], object], list[CashFlow] | None]] = [
        ("effective rate, 240 monthly flows", 2, lambda: effective_annual_rate(monthly), monthly),
        ("effective rate, 1,040 weekly flows", 10, lambda: effective_annual_rate(weekly), weekly),
        ("all rates, 240 flows with 23 sign changes", 50, lambda: all_rates(changing), changing),
    ]
    for count, interval, goal in ((12, "month", 5), (36, "month", 5), (240, "month", 30), (1_040, "week", 30)):
        offer = loan(count, interval)
        found.append((f"true_cost, {count} instalments", goal, lambda offer=offer: true_cost(offer), None))
    for count in (12, 60, 120):
        offer = loan(count)
        found.append(
            (f"assess with largest_loan, {count} instalments", 5, lambda offer=offer: assess(HOUSEHOLD, offer), None)
        )
    for kind in ("equal_principal", "interest_first"):
        offer = LoanOffer(
            contract_amount=Decimal(100_000),
            repayment=kind,
            term=OfferTerm(120),
            quoted_rate=QuotedRate(Decimal("0.12")),
            amount_received=Decimal(100_000),
            fees_complete=True,
        )
        found.append((f"assess, 120 instalments, {kind}", 5, lambda offer=offer: assess(HOUSEHOLD, offer), None))
    return found


def main() -> None:
    """Print one line for each case."""
    print(f"{'median of ' + str(RUNS) + ' runs':48} {'ms':>8} {'goal':>6}  {'':4} {'pyxirr irr':>11} {'xirr':>8}")
    for name, goal, call, flows in cases():
        taken = median_ms(call)
        other = ""
        if flows is not None:
            other = f"{median_ms(pyxirr_periodic(flows)):11.3f} {median_ms(pyxirr_dated(flows)):8.3f}"
        print(f"{name:48} {taken:8.3f} {goal:6.0f}  {'ok' if taken <= goal else 'SLOW':4} {other}")


if __name__ == "__main__":
    main()
