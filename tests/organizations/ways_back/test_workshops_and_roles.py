"""Workshops ended and organisations handed over by mistake are taken back a day later."""

from django.test import Client

from courses.organizations.groups.actions import create_group
from courses.organizations.models import Group, GroupFacilitator, Membership, SessionRun
from courses.organizations.workshops.actions import KEPT, LASTS, forget_old_runs, is_running
from courses.organizations.workshops.reopening import reopen_run
from tests.conftest import NOW, make_account, sign_in
from tests.organizations.cast import make_group, make_lead
from tests.organizations.clock import A_DAY
from tests.organizations.pages import text_of, url


def test_ending_a_workshop_asks_once(clock, group, run, facilitator) -> None:
    leader = sign_in(Client(), facilitator)

    assert "0 phones have answered" in text_of(leader, url("workshop-end", group.pk, run.pk))
    run.refresh_from_db()
    assert run.closed_at is None


def test_workshop_ended_by_mistake_goes_on_a_day_later(clock, group, run, facilitator) -> None:
    leader = sign_in(Client(), facilitator)
    leader.post(url("workshop-end", group.pk, run.pk))

    clock.later(A_DAY, (leader, facilitator))
    assert "Open the workshop again" in text_of(leader, url("workshop-report", group.pk, run.pk))
    reply = leader.post(url("workshop-reopen", group.pk, run.pk))

    run.refresh_from_db()
    assert reply["Location"] == url("wall", group.pk, run.pk)
    assert is_running(run, clock.now)
    assert Client().get(url("session", run.code)).status_code == 200
    assert not is_running(run, clock.now + LASTS)


def test_workshop_opened_again_is_erased_on_the_same_day(group, run, facilitator) -> None:
    SessionRun.objects.update(closed_at=NOW)
    reopen_run(run=run, actor=facilitator, now=NOW + A_DAY)

    assert forget_old_runs(NOW + KEPT - A_DAY) == 0
    assert forget_old_runs(NOW + KEPT) == 1


def test_workshop_opened_again_takes_another_code_when_its_own_is_in_use(clock, group, run, facilitator) -> None:
    SessionRun.objects.filter(pk=run.pk).update(closed_at=NOW)
    SessionRun.objects.create(
        organization=group.organization, group=group, key="k2", course="reading-a-loan", lesson="one-yardstick",
        code=run.code, started_by=facilitator, opened_at=NOW,
    )  # fmt: skip

    reopen_run(run=run, actor=facilitator, now=NOW + A_DAY)

    assert len({one.code for one in SessionRun.objects.filter(closed_at=None)}) == 2


# ---- handing over


def test_handing_over_asks_once_and_says_whom_it_touches(
    organization, group, member, facilitator, owner_client
) -> None:
    them = Membership.objects.get(user=facilitator)

    page = text_of(owner_client, url("hand-over", organization.pk, them.pk))

    assert "It touches 1 person on the lists of its groups. 1 group is open. 3 people run it." in page
    assert Membership.objects.get(user=facilitator).role == "facilitator"


def test_whoever_hands_over_keeps_leading_their_groups(organization, group, owner, facilitator, owner_client) -> None:
    values = {"who_joins": "anyone", "mode": "own-phones", "ends_on": NOW.date() + A_DAY * 99, "time_zone": "UTC"}
    made = create_group(
        organization=organization, actor=owner, key="m", now=NOW, values={**values, "name": "Made by the owner"}
    )
    nobodys = make_group(organization, "Nobody else leads this")
    third = make_account("third")
    for one in (made, group):
        make_lead(one, third)

    owner_client.post(url("hand-over", organization.pk, Membership.objects.get(user=facilitator).pk))

    led = set(Group.objects.led_by(owner))
    assert led == {made, nobodys}
    assert owner_client.get(url("people", made.pk)).status_code == 200
    assert owner_client.get(url("people", group.pk)).status_code == 404


def test_handing_over_by_mistake_is_handed_back_a_day_later(clock, organization, group, owner, facilitator) -> None:
    first, second = sign_in(Client(), owner), sign_in(Client(), facilitator)
    first.post(url("hand-over", organization.pk, Membership.objects.get(user=facilitator).pk))

    clock.later(A_DAY, (first, owner), (second, facilitator))
    second.post(url("hand-over", organization.pk, Membership.objects.get(user=owner).pk))

    assert Membership.objects.get(user=owner).role == "owner"
    assert Membership.objects.get(user=facilitator).role == "facilitator"
    assert GroupFacilitator.objects.filter(membership__user=facilitator, group=group).exists()
