"""Giving a plan to groups or to some of their people, with what they have already."""

import re
from datetime import date

import pytest
from django.http import HttpResponse
from django.utils.html import strip_tags

from courses.accounts.http.refusals import ClosedError
from courses.organizations.assigning.forms import MOST_TICKED
from courses.organizations.assigning.learner_assignments import assigned_to
from courses.organizations.assigning.plans import actions
from courses.organizations.models import Assignment, Event, Giving, Group, Member
from tests.conftest import NOW
from tests.organizations.assigning.plans.plan_pages import FIRST, hand_out, page_of
from tests.organizations.cast import make_group, make_member
from tests.organizations.pages import key_in, text_of
from tests.organizations.reports.learning import give


def ticks(*people: Member) -> dict[str, list[int]]:
    groups = {one.group_id for one in people}
    return {f"people_{group}": [one.pk for one in people if one.group_id == group] for group in groups}


def test_before_it_is_given_the_page_says_what_to_whom_and_which_days(
    facilitator_client, plan, evening, morning, course
) -> None:
    sent = {"groups": [evening.pk, morning.pk], "starts_on": "2027-01-04"}

    reply = facilitator_client.post(page_of(plan, "plan-give"), sent)

    shown = " ".join(strip_tags(reply.content.decode()).split())
    assert Assignment.objects.count() == 0
    said = ("Evening group", "Morning group", "Jan. 11, 2027", "Jan. 18, 2027", course.lessons[1].page("en").title)
    assert [one for one in said if one not in shown] == []


def test_given_to_two_groups_learners_see_every_line_with_its_day(
    facilitator_client, plan, evening, morning, member, course
) -> None:
    hand_out(facilitator_client, plan, evening, morning, starts_on=date(2027, 1, 4))

    assert Assignment.objects.filter(group=morning).count() == 3
    assert [(one.is_first_check, one.due_on) for one in assigned_to(member.learner, NOW)] == [
        (True, date(2027, 1, 11)), (False, date(2027, 1, 11)), (False, date(2027, 1, 18)),
    ]  # fmt: skip
    assert Event.objects.filter(what="plan-given").count() == 2


def test_given_to_some_people_of_each_group_only_they_see_it(
    facilitator_client, plan, evening, morning, member, course
) -> None:
    ann, bo = make_member(morning, "Ann"), make_member(morning, "Bo")
    for_some = {"who": "some", "stage": "whom", **ticks(member, ann)}

    asked = facilitator_client.post(
        page_of(plan, "plan-give"), {"groups": [evening.pk, morning.pk], "starts_on": FIRST.isoformat(), **for_some}
    )
    reply = hand_out(facilitator_client, plan, evening, morning, **for_some)

    shown = " ".join(strip_tags(asked.content.decode()).split())
    assert (f"Evening group {member.nickname}" in shown, "Morning group Ann" in shown) == (True, True)
    assert reply.status_code == 303
    assert {one.for_all for one in Assignment.objects.all()} == {False}
    found = {one: len(assigned_to(one.learner, NOW)) for one in (member, ann, bo)}
    assert (found[member], found[ann], found[bo]) == (3, 3, 0)


def test_what_some_have_already_is_no_reason_not_to_give_it_to_others(
    facilitator_client, plan, evening, member
) -> None:
    other = make_member(evening, "Ann")
    for one in (member, other, other):
        hand_out(facilitator_client, plan, evening, who="some", stage="whom", **ticks(one))

    assert [len(assigned_to(one.learner, NOW)) for one in (member, other)] == [3, 3]


def ask_whom(client, plan, *groups: Group, **more) -> HttpResponse:
    sent = {"groups": [group.pk for group in groups], "starts_on": FIRST.isoformat(), "who": "some"}
    return client.post(page_of(plan, "plan-give"), {**sent, **more})


def boxes(reply: HttpResponse) -> dict[str, bool]:
    """The people with a box, and whether it is ticked."""
    found = re.findall(r'name="people_[^>]*>\s*<div>\s*<label[^>]*><bdi>[^<]*', reply.content.decode())
    return {one.rpartition(">")[2]: "checked" in one for one in found}


def test_plan_for_some_people_shows_a_box_for_each(facilitator_client, plan, evening, morning, member) -> None:
    make_member(morning, "Ann")
    make_member(evening, "Bo")

    asked = ask_whom(facilitator_client, plan, evening)
    refused = ask_whom(facilitator_client, plan, evening, morning, stage="whom", **ticks(member))
    back = ask_whom(facilitator_client, plan, evening, stage="change", **ticks(member))

    assert (asked.status_code, boxes(asked)) == (200, {"Bo": False, member.nickname: False})
    assert (refused.status_code, boxes(refused)) == (422, {"Ann": False, "Bo": False, member.nickname: True})
    assert refused.content.decode().count("Tick at least one person of Morning group, or take") == 2  # summary, field
    assert (back.status_code, boxes(back)) == (200, {"Bo": False, member.nickname: True})


def test_ticks_of_strangers_are_refused(facilitator_client, plan, evening, morning, member) -> None:
    stranger = make_member(morning, "Ann")

    reply = ask_whom(
        facilitator_client, plan, evening, stage="whom", **{f"people_{evening.pk}": [stranger.pk, "x", "9" * 30]}
    )

    assert (reply.status_code, Assignment.objects.count()) == (422, 0)
    assert "Somebody who was chosen is no longer in the group." in reply.content.decode()
    assert boxes(reply) == {member.nickname: False}


def test_people_of_long_lists_are_searched_ticked_and_named(facilitator_client, plan, evening, member) -> None:
    people = [make_member(evening, f"Person {number:03}") for number in range(MOST_TICKED + 1)]

    asked = ask_whom(facilitator_client, plan, evening)
    found = ask_whom(facilitator_client, plan, evening, stage="find", q="person 10", **ticks(people[3]))
    refused = ask_whom(facilitator_client, plan, evening, stage="whom", names="Nobody of here", **ticks(people[3]))
    for_some = {"who": "some", "stage": "whom", "names": f"person 100\n{member.nickname}", **ticks(people[3])}
    hand_out(facilitator_client, plan, evening, **for_some)

    assert len(boxes(asked)) == MOST_TICKED
    assert boxes(found) == {"Person 003": True, "Person 100": False}
    assert (refused.status_code, "Nobody in these groups is called: Nobody of here" in refused.content.decode()) == (
        422, True,
    )  # fmt: skip
    given = {one.nickname for one in (member, *people) if assigned_to(one.learner, NOW)}
    assert given == {"Person 003", "Person 100", member.nickname}


def test_plan_page_says_where_some_people_are_chosen(facilitator_client, plan) -> None:
    assert "to whole groups, or to some people only" in text_of(facilitator_client, page_of(plan))


def test_pressing_twice_gives_once(facilitator_client, plan, evening) -> None:
    sent = {"groups": [evening.pk], "starts_on": FIRST.isoformat()}
    key = key_in(facilitator_client.post(page_of(plan, "plan-give"), sent).content.decode())

    for _press in range(2):
        facilitator_client.post(page_of(plan, "plan-give"), {**sent, "stage": "send", "key": key})

    assert (Giving.objects.count(), Assignment.objects.count()) == (1, 3)


def test_what_a_group_has_already_is_shown_and_left_out_unless_wanted(
    facilitator_client, plan, evening, morning, course
) -> None:
    give(evening, course, course.lessons[0].slug)
    sent = {"groups": [evening.pk, morning.pk], "starts_on": FIRST.isoformat()}
    asked = facilitator_client.post(page_of(plan, "plan-give"), sent).content.decode()

    hand_out(facilitator_client, plan, evening, morning)
    left_out = Assignment.objects.filter(group=evening).count()
    hand_out(facilitator_client, plan, evening, again="on")

    assert "It has already" in asked
    assert (left_out, Assignment.objects.filter(group=morning).count()) == (3, 3)
    assert Assignment.objects.filter(group=evening, lesson=course.lessons[0].slug).count() == 2


def test_what_a_group_has_all_of_is_not_said_to_be_given(facilitator_client, plan, evening) -> None:
    hand_out(facilitator_client, plan, evening)
    facilitator_client.get(page_of(plan))
    hand_out(facilitator_client, plan, evening)

    page = text_of(facilitator_client, page_of(plan))

    assert "Nothing was given: the plan holds nothing that is new here." in page
    assert "Given. Learners see it" not in page
    assert Event.objects.filter(what="plan-given").count() == 1


def test_days_that_have_passed_ask_for_a_later_first_day(facilitator_client, plan, evening) -> None:
    response = hand_out(facilitator_client, plan, evening, starts_on=date(2026, 11, 10))

    assert (response.status_code, Assignment.objects.count()) == (422, 0)
    assert "days of the plan have passed. Enter a later one." in response.content.decode()


def test_groups_of_others_and_archived_ones_are_not_offered(facilitator_client, plan, organization, evening) -> None:
    others = make_group(organization, "Of others", ends_on=date(2027, 6, 30))
    Group.objects.filter(pk=evening.pk).update(archived_at=NOW)

    assert "You lead no open group of this organisation." in text_of(facilitator_client, page_of(plan, "plan-give"))
    assert hand_out(facilitator_client, plan, evening).status_code == 422
    assert hand_out(facilitator_client, plan, others).status_code == 422


def test_group_that_ends_meanwhile_gives_nothing_to_anybody(facilitator, plan, evening, morning) -> None:
    Group.objects.filter(pk=morning.pk).update(archived_at=NOW)

    with pytest.raises(ClosedError):
        actions.give_plan(
            plan=plan,
            groups=[evening, morning],
            starts_on=FIRST,
            gives_again=False,
            actor=facilitator,
            key="g",
            now=NOW,
        )

    assert (Giving.objects.count(), Assignment.objects.count()) == (0, 0)
