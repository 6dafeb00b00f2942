"""Taking a plan back as a whole on a later day, and removing it."""

from datetime import date

from courses.organizations.assigning import actions as assigning
from courses.organizations.models import Assignment, Event, Giving, Plan
from tests.conftest import NOW, sign_in
from tests.organizations.assigning.plans.plan_pages import A_DAY, hand_out, page_of
from tests.organizations.cast import make_group
from tests.organizations.pages import url


def test_plan_given_by_mistake_is_taken_back_as_a_whole_the_next_day_and_given_again(
    facilitator_client, facilitator, plan, evening, morning, time_machine
) -> None:
    hand_out(facilitator_client, plan, evening, morning)
    giving = Giving.objects.get()
    early = Assignment.objects.filter(group=morning).first()
    assigning.withdraw(assignment=early, actor=facilitator, now=NOW)
    time_machine.move_to(NOW + A_DAY, tick=False)
    facilitator_client.logout()
    sign_in(facilitator_client, facilitator)

    undo = page_of(plan, "plan-undo", giving.pk)
    assert undo in facilitator_client.get(page_of(plan)).content.decode()
    facilitator_client.post(undo)
    assert Assignment.objects.standing().count() == 0

    for _press in range(2):
        facilitator_client.post(page_of(plan, "plan-redo", giving.pk))
    assert Assignment.objects.filter(withdrawn_at__isnull=False).count() == len(assigning.given_together(early))
    assert Event.objects.filter(what="plan-redone").count() == 2


def test_only_who_leads_all_its_groups_takes_it_back(owner_client, facilitator_client, plan, organization, evening):
    others = make_group(organization, "Of others", ends_on=date(2027, 6, 30))
    hand_out(owner_client, plan, evening, others)
    undo = page_of(plan, "plan-undo", Giving.objects.get().pk)

    page = facilitator_client.get(page_of(plan)).content.decode()

    assert ("Evening group" in page, "Of others" in page, undo in page) == (True, False, False)
    assert facilitator_client.post(undo).status_code == 404
    assert owner_client.post(undo).status_code == 303


def test_removed_plan_is_put_back_a_day_later_and_what_it_gave_stays(
    facilitator_client, facilitator, organization, plan, evening, time_machine
) -> None:
    hand_out(facilitator_client, plan, evening)
    facilitator_client.post(page_of(plan, "plan-remove"))
    time_machine.move_to(NOW + A_DAY, tick=False)
    facilitator_client.logout()
    sign_in(facilitator_client, facilitator)

    assert facilitator_client.get(page_of(plan)).status_code == 404
    assert page_of(plan, "plan-take-back") in facilitator_client.get(url("plans", organization.pk)).content.decode()
    facilitator_client.post(page_of(plan, "plan-take-back"))

    assert facilitator_client.get(page_of(plan)).status_code == 200
    assert Assignment.objects.standing().count() == 3


def test_what_a_removed_plan_gave_is_taken_back_too(facilitator_client, organization, plan, evening) -> None:
    hand_out(facilitator_client, plan, evening)
    giving = Giving.objects.get()
    facilitator_client.post(page_of(plan, "plan-remove"))

    reply = facilitator_client.post(page_of(plan, "plan-undo", giving.pk), follow=True)

    assert reply.redirect_chain == [(url("plans", organization.pk), 303)]
    assert Assignment.objects.standing().count() == 0


def test_retired_lessons_of_a_plan_are_left_out(facilitator_client, plan, evening, course) -> None:
    Plan.objects.update(lines=[["gone", "", "", ""], [course.slug, "gone", "", ""], [course.slug, "", "", ""]])

    hand_out(facilitator_client, plan, evening)

    assert Assignment.objects.get().lesson == ""
