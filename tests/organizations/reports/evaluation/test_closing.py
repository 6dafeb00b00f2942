"""A closed term gives the same figures again: whoever joins late, leaves or is erased, and also after a mistake."""

from datetime import date, timedelta

import pytest
from django.test import Client

from courses.accounts.http.refusals import ClosedError
from courses.learning.models import LessonProgress
from courses.organizations.groups.members import remove_member
from courses.organizations.models import Event, Term
from courses.organizations.reports.evaluation.closing import (
    as_stored,
    close_due_terms,
    close_term,
    from_stored,
    reopen_term,
)
from courses.organizations.reports.evaluation.report import report_of
from courses.organizations.reports.evaluation.terms import make_term, remove_term
from courses.privacy.erasure.erase import erase
from courses.privacy.retention import age_out
from tests.conftest import sign_in
from tests.organizations.cast import NOW, make_organization
from tests.organizations.clock import A_DAY
from tests.organizations.pages import key_in, text_of, url
from tests.organizations.reports.evaluation import terms as made

FILES = [("report", "csv"), ("people", "csv")]


@pytest.fixture
def fifteen(group):
    """Nine who finished, with both checks; six who only began."""
    found = made.learners(group, 15)
    for number, member in enumerate(found[:9]):
        made.finish(member)
        made.both_checks(member, 2 + number % 3, 8, is_assisted=number % 2 == 0)
        made.attend(member, 3)
    return found


def shown(client: Client, term: Term) -> list[object]:
    """What the page and each file say."""
    page = text_of(client, url("term", term.organization_id, term.pk))
    files = [client.get(url("term-file", term.organization_id, term.pk, *file)).content for file in FILES]
    return [page.partition("people took part")[2].partition("How this was counted")[0], *files]


def press(client: Client, name: str, term: Term, **more: str):
    return client.post(url(name, term.organization_id, term.pk), more)


def test_figures_of_a_closed_term_stay_whoever_joins_leaves_or_is_noted_late(
    owner_client, viewer_client, owner, group, term, fifteen
) -> None:
    press(owner_client, "term-close", term)
    before = shown(viewer_client, term)
    assert "15" in str(before[1])

    late = made.learner_of(group, joined_at=made.AFTER, shares_earlier=True)
    made.finish(late)
    made.both_checks(late, 1, 9)
    for member in fifteen[9:]:
        made.attend(member, 4)
    remove_member(member=fifteen[0], actor=owner, now=NOW)
    erase(learner=fifteen[1].learner)
    LessonProgress.objects.filter(learner=fifteen[2].learner).delete()

    assert shown(viewer_client, term) == before
    assert shown(owner_client, term) == before


def test_stored_figures_are_the_report(term, fifteen) -> None:
    report = report_of(made.people_in(term))

    assert from_stored(as_stored(report)) == report
    assert from_stored(as_stored(report_of(()))) == report_of(())


def test_figures_kept_hold_no_number_of_fewer_than_five(group, term, fifteen) -> None:
    for member in fifteen[:3]:
        made.do_exercise(member)
    close_term(term=term, actor=None, now=NOW)
    term.refresh_from_db()

    counts = [count for _part, shares in term.figures["parts"] for _value, count in shares if count is not None]
    assert min(counts) >= 5
    assert all(len(before) == len(changes) >= 5 for _c, _h, before, changes in term.figures["checks"])


@pytest.mark.parametrize("days", [1, 25])
def test_term_closed_too_early_is_opened_again_and_counted_anew_later(
    clock, owner, viewer, group, term, fifteen, days
) -> None:
    client, other = sign_in(Client(), owner), Client()
    press(client, "term-close", term)
    made.learners(group, 5)

    clock.later(A_DAY * days, (client, owner), (other, viewer))
    press(client, "term-reopen", term)
    assert other.get(url("term", term.organization_id, term.pk)).status_code == 404
    assert "20 people took part" in text_of(client, url("term", term.organization_id, term.pk))
    press(client, "term-close", term)

    assert "20 people took part" in text_of(other, url("term", term.organization_id, term.pk))
    assert list(Event.objects.values_list("what", flat=True)) == ["term-closed", "term-reopened", "term-closed"]


@pytest.mark.parametrize("days", [1, 25])
def test_term_opened_again_by_mistake_has_its_figures_back_later(clock, owner, group, term, fifteen, days) -> None:
    client = sign_in(Client(), owner)
    press(client, "term-close", term)
    before = shown(client, term)
    press(client, "term-reopen", term)
    made.learners(group, 5)

    clock.later(A_DAY * days, (client, owner))
    age_out(now=clock.now)
    page = text_of(client, url("term", term.organization_id, term.pk))
    assert "Close it with the figures of Nov. 25, 2026 again" in page
    press(client, "term-close", term, keeps="1")

    assert shown(client, term) == before


@pytest.mark.parametrize("days", [1, 25])
def test_closed_term_removed_by_mistake_comes_back_with_its_figures(clock, owner, group, term, fifteen, days) -> None:
    client = sign_in(Client(), owner)
    press(client, "term-close", term)
    before = shown(client, term)
    press(client, "term-remove", term)
    assert client.get(url("term", term.organization_id, term.pk)).status_code == 404
    made.learners(group, 5)

    clock.later(A_DAY * days, (client, owner))
    key = key_in(client.get(url("terms", term.organization_id)).content.decode())
    sent = {"key": key, "begins_on": term.begins_on.isoformat(), "ends_on": term.ends_on.isoformat()}
    client.post(url("term-make", term.organization_id), sent)

    assert Term.objects.count() == 1
    assert shown(client, term) == before


def test_days_of_a_removed_term_can_be_used_by_another(owner_client, organization, term) -> None:
    press(owner_client, "term-remove", term)
    key = key_in(owner_client.get(url("terms", organization.pk)).content.decode())

    sent = {"key": key, "begins_on": "2026-03-02", "ends_on": "2026-08-31"}
    owner_client.post(url("term-make", organization.pk), sent)

    assert Term.objects.standing().get().begins_on == date(2026, 3, 2)


def test_term_that_nobody_closed_closes_thirty_days_after_it(organization, term, fifteen) -> None:
    over = made.make_term(organization, date(2026, 9, 1), date(2026, 10, 26))
    midnight = NOW.replace(hour=16)  # in Shanghai, thirty days after the last day of the second term

    assert close_due_terms(now=midnight - timedelta(minutes=1)) == 1
    assert close_due_terms(now=midnight) == 1
    assert close_due_terms(now=midnight) == 0
    term.refresh_from_db()
    over.refresh_from_db()
    assert (term.figures["people"], over.figures["people"]) == (15, None)


def test_term_that_is_made_closed_opened_or_removed_is_that_one_and_no_other(organization, owner) -> None:
    mine = made.make_term(organization)
    other = made.make_term(make_organization("Elsewhere", owner=owner))
    earlier = made.make_term(organization, date(2025, 9, 1), date(2026, 2, 28))
    given = {"actor": owner, "now": NOW}

    def marks() -> list[tuple[bool, bool]]:
        terms = (Term.objects.get(pk=one.pk) for one in (mine, other, earlier))
        return [(one.closed_at is not None, one.removed_at is not None) for one in terms]

    for one in (mine, other):
        close_term(term=one, **given)
    assert marks() == [(True, False), (True, False), (False, False)]
    reopen_term(term=mine, **given)
    assert marks() == [(False, False), (True, False), (False, False)]
    remove_term(term=mine, **given)
    assert marks() == [(False, True), (True, False), (False, False)]
    with pytest.raises(ClosedError):
        close_term(term=mine, **given)

    days = {"begins_on": mine.begins_on, "ends_on": mine.ends_on}
    again = make_term(organization=organization, key="again", **days, **given)

    assert (again, marks()) == (mine, [(False, False), (True, False), (False, False)])
    assert [one.what for one in Event.objects.order_by("pk")] == [
        "term-closed", "term-closed", "term-reopened", "term-removed", "term-made",
    ]  # fmt: skip
