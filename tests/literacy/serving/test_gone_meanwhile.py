"""What somebody else removes while a form about it waits for the lock is not there; it is no fault and no outage."""

import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client

from courses.accounts.models import User
from courses.accounts.session import storage
from courses.accounts.visitors import guests
from courses.learning.models import Answer
from courses.organizations.staffing import actions
from literacy.demo.learner import right_answer
from tests.conftest import make_account, sign_in
from tests.learning.answers import Browser
from tests.organizations.cast import make_organization, make_staff
from tests.organizations.pages import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(monkeypatch: pytest.MonkeyPatch):
    """A colleague who leaves between the look and the lock of whoever removes them; the page that does that."""
    owner = make_account("owner")
    them = make_staff(make_organization(owner=owner), make_account("colleague"))
    held = actions._lock

    def lock(organization):
        type(them).objects.filter(pk=them.pk).delete()
        return held(organization)

    monkeypatch.setattr(actions, "_lock", lock)
    return sign_in(Client(), owner), url("colleague-remove", them.organization_id, them.pk)


def test_colleague_who_left_meanwhile_is_not_there(colleague, caplog) -> None:
    client, address = colleague

    assert client.post(address).status_code == 404
    assert [line.getMessage() for line in caplog.records if line.exc_info] == ["gone meanwhile"]


def test_answer_of_somebody_erased_meanwhile_is_not_kept(lesson, monkeypatch) -> None:
    person, question = make_account("erased"), lesson.marked_questions[0]
    browser = Browser(sign_in(Client(), person), lesson)
    held = guests.lock

    def lock(known: User) -> bool:
        User.objects.filter(pk=known.pk).delete()
        return held(known)

    monkeypatch.setattr(guests, "lock", lock)
    response = browser.answer(question, right_answer(question))

    assert (response.status_code, Answer.objects.count()) == (404, 0)


@pytest.mark.parametrize(("problem", "is_outage"), [(IntegrityError, False), (OperationalError, True)])
def test_refused_row_is_no_outage(problem, is_outage, monkeypatch) -> None:
    """Else one person's form would tell everybody that answers cannot be kept."""
    owner = make_account("owner")
    made = make_organization(owner=owner)

    def refuse(**_given: object) -> None:
        raise problem

    monkeypatch.setattr(actions, "archive_organization", refuse)
    try:
        response = sign_in(Client(), owner).post(url("archive", made.pk))
        assert (response.status_code, storage.writing.is_on) == (503, is_outage)
    finally:
        storage.writing.end()
