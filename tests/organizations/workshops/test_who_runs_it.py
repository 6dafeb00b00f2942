"""Who may see a workshop, what its pages cost, and how long it is kept."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.organizations.models import SessionAnswer, SessionRun
from courses.organizations.workshops.actions import KEPT, forget_old_runs
from courses.privacy.retention import age_out
from literacy.demo.learner import right_answer
from tests.conftest import make_account, sign_in
from tests.organizations.cast import make_group, make_lead, make_organization
from tests.organizations.workshops.room import begin

GETS = ("", "report/", "report.csv", "questions/1/counts/")
POSTS = ("steps/next/", "end/", "questions/1/counts/")


@pytest.mark.parametrize("who", ["stranger", "viewer", "member", "other facilitator", "other organisation"])
def test_others_find_no_workshop(room, who, stranger_client, viewer_client, member_client, organization) -> None:
    if who == "other facilitator":
        other = sign_in(Client(), make_account("other"))
        make_lead(make_group(organization, "Morning"), _user(other))
    elif who == "other organisation":
        other = sign_in(Client(), make_account("elsewhere"))
        make_organization("Elsewhere", owner=_user(other))
    else:
        other = {"stranger": stranger_client, "viewer": viewer_client, "member": member_client}[who]

    statuses = {other.get(f"{room.url}{page}").status_code for page in GETS}
    statuses |= {other.post(f"{room.url}{page}", {"version": 1}).status_code for page in POSTS}
    statuses |= {other.get(f"/en/groups/{room.group.pk}/workshops/").status_code}

    room.run.refresh_from_db()
    assert statuses == {404}
    assert (room.run.position, room.run.closed_at) == (0, None)


def _user(client: Client):
    from courses.accounts.models import User

    return User.objects.get(pk=client.session["_auth_user_id"])


def test_workshop_is_not_found_under_another_group(room, organization, facilitator) -> None:
    other = make_group(organization, "Morning")
    make_lead(other, facilitator)

    assert room.client.get(f"/en/groups/{other.pk}/workshops/{room.run.pk}/").status_code == 404


def test_visitor_is_led_to_sign_in(room, client) -> None:
    assert "/account/login/" in client.get(room.url)["Location"]


def test_owner_may_run_it_too(room, owner_client) -> None:
    assert owner_client.get(room.url).status_code == 200


@pytest.mark.parametrize("page", GETS)
def test_pages_need_few_queries_however_many_answered(
    room, lesson, single, page, group, django_assert_max_num_queries
) -> None:
    row = room.turn_to(single.id)
    SessionAnswer.objects.bulk_create(
        SessionAnswer(
            organization=group.organization, question=row, phone=f"{number:064d}", given=right_answer(single),
            is_right=True, at=timezone.now(),
        )
        for number in range(200)
    )  # fmt: skip

    with django_assert_max_num_queries(10):
        assert room.client.get(f"{room.url}{page}").status_code == 200


def test_list_of_workshops_needs_few_queries(room, group, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(10):
        assert room.client.get(f"/en/groups/{group.pk}/workshops/").status_code == 200


def test_old_workshops_are_forgotten_with_their_answers(room, phone, single, facilitator_client, group, lesson) -> None:
    room.turn_to(single.id)
    phone.send(single, right_answer(single))
    young = begin(facilitator_client, group, lesson)
    now = timezone.now()
    SessionRun.objects.filter(pk=room.run.pk).update(opened_at=now - KEPT)

    age_out(now=now)

    assert list(SessionRun.objects.all()) == [young.run]
    assert SessionAnswer.objects.count() == 0


def test_workshop_is_kept_until_its_thirtieth_day(room) -> None:
    now = timezone.now()
    SessionRun.objects.update(opened_at=now - KEPT + timedelta(seconds=1))

    assert forget_old_runs(now) == 0
