"""Price lines and caps."""

from datetime import date

import pytest

from courses.loans.ceilings import Country, LenderKind, PriceLine, highest_charge, lines_for, multiple_of
from courses.loans.errors import InvalidInput
from tests.loans.offers import D

LINE = PriceLine(
    id="platform-24",
    fact="CN-RATE-08",
    country="cn",
    lenders=frozenset({"platform_bank"}),
    yearly=D("0.24"),
    since=date(2025, 10, 1),
    until=date(2027, 9, 30),
    weight="departmental notice",
)


def _on(day: date, lender: str | None = "platform_bank", country: str = "cn") -> tuple[PriceLine, ...]:
    return lines_for([LINE], country=country, lender=lender, on=day)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2025, 9, 30), ()),
        (date(2025, 10, 1), (LINE,)),
        (date(2027, 9, 30), (LINE,)),
        (date(2027, 10, 1), ()),
    ],
)
def test_line_applies_from_its_first_to_its_last_day(day: date, found: tuple[PriceLine, ...]) -> None:
    assert _on(day) == found


@pytest.mark.parametrize(("lender", "country"), [("private", "cn"), ("platform_bank", "uk"), (None, "cn")])
def test_line_is_for_its_own_lenders_and_country(lender: str | None, country: str) -> None:
    assert _on(date(2026, 1, 1), lender, country) == ()


def test_plain_strings_become_members() -> None:
    assert LINE.country is Country.CN
    assert LINE.lenders == {LenderKind.PLATFORM_BANK}


def test_line_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(InvalidInput) as caught:
        PriceLine(
            id="x",
            fact="x",
            country="cn",
            lenders=frozenset(),
            yearly=D("0.24"),
            since=date(2026, 1, 2),
            until=date(2026, 1, 1),
            weight="",
        )

    assert (caught.value.field, caught.value.code) == ("until", "before_start")


@pytest.mark.parametrize(("days", "charge"), [(0, "0.00"), (30, "24.00"), (125, "100.00"), (365, "100.00")])
def test_highest_charge_never_passes_the_total(days: int, charge: str) -> None:
    assert highest_charge(principal=D(100), daily_rate=D("0.008"), days=days, total_cap=D(1)) == D(charge)


def test_multiple_of_a_reference_rate() -> None:
    assert multiple_of(D("0.0385"), 4) == D("0.1540")


def test_unknown_country_is_refused() -> None:
    with pytest.raises(InvalidInput) as caught:
        PriceLine(
            id="x",
            fact="x",
            country="fr",
            lenders=frozenset(),
            yearly=D("0.24"),
            since=date(2026, 1, 2),
            until=None,
            weight="",
        )

    assert (caught.value.field, caught.value.code) == ("country", "not_known")
