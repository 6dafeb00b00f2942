"""A plan is made once, shown before it is given, given to several groups, and undone as a whole on a later day."""

import re
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.utils.html import strip_tags

from courses.accounts.http.refusals import ClosedError
from courses.catalog.published.library import catalog
from courses.organizations.assigning import actions as assigning
from courses.organizations.assigning.forms import MOST_TICKED
from courses.organizations.assigning.learner_assignments import assigned_to
from courses.organizations.assigning.plans import actions
from courses.organizations.assigning.plans.lines import PlanLine
from courses.organizations.models import Assignment, Event, Giving, Group, Member, Plan
from tests.conftest import NOW, sign_in
from tests.organizations.cast import make_group, make_lead, make_member
from tests.organizations.pages import key_in, text_of, url
from tests.organizations.reports.learning import give

A_DAY = timedelta(days=1)
FIRST = date(2026, 12, 1)
NEW = {"name": "Autumn", "steps": "lessons", "starts_on": FIRST.isoformat(), "every": "week", "first_check": "on"}


@pytest.fixture
def evening(time_machine, group) -> Group:
    time_machine.move_to(NOW, tick=False)
    Group.objects.update(ends_on=date(2027, 6, 30))
    return Group.objects.get(pk=group.pk)


@pytest.fixture
def morning(organization, facilitator) -> Group:
    made = make_group(organization, "Morning group", ends_on=date(2027, 6, 30))
    make_lead(made, facilitator)
    return made


@pytest.fixture
def plan(organization, facilitator, evening, course) -> Plan:
    first, second = course.lessons[0].slug, course.lessons[1].slug
    lines = [
        PlanLine(course.slug, is_first_check=True, due_on=FIRST + 7 * A_DAY),
        PlanLine(course.slug, first, due_on=FIRST + 7 * A_DAY),
        PlanLine(course.slug, second, due_on=FIRST + 14 * A_DAY),
    ]
    return actions.make_plan(
        organization=organization, name="Autumn", starts_on=FIRST, lines=lines, actor=facilitator, key="k", now=NOW
    )


def page_of(plan: Plan, name: str = "plan", *more: int) -> str:
    return url(name, plan.organization_id, plan.pk, *more)


def hand_out(client, plan: Plan, *groups: Group, starts_on: date = FIRST, **more):
    """Fill the form in, and press on the page that shows it."""
    sent = {"groups": [group.pk for group in groups], "starts_on": starts_on.isoformat(), **more}
    asked = client.post(page_of(plan, "plan-give"), sent)
    if asked.status_code != 200:
        return asked
    return client.post(page_of(plan, "plan-give"), {**sent, **sent_on(asked), "stage": "send"})


def ticks(*people: Member) -> dict[str, list[int]]:
    groups = {one.group_id for one in people}
    return {f"people_{group}": [one.pk for one in people if one.group_id == group] for group in groups}


def sent_on(asked: HttpResponse) -> dict[str, list[str]]:
    """What the form of the page before sends along."""
    form = asked.content.decode().partition('value="send"')
    found: dict[str, list[str]] = {"key": [key_in(form[2])]}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form[0].rpartition("<form")[2]):
        found.setdefault(name, []).append(value)
    return found


def test_new_plan_of_two_courses(facilitator_client, organization, evening) -> None:
    courses = list(catalog().courses)[:2]
    address = url("plan-new", organization.pk)
    key = key_in(facilitator_client.get(address).content.decode())

    replies = [facilitator_client.post(address, {**NEW, "courses": courses, "key": key}) for _press in range(2)]

    made = Plan.objects.get()
    assert [reply.url for reply in replies] == [page_of(made)] * 2
    lessons = [lesson for slug in courses for lesson in catalog().courses[slug].lessons]
    lines = [line for line in actions.lines_of(made) if not line.is_first_check]
    assert [(line.course, line.lesson) for line in lines] == [(one.course, one.slug) for one in lessons]
    assert lines[-1].due_on == FIRST + len(lessons) * 7 * A_DAY


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"courses": []}, "Select at least one course"),
        ({"name": ""}, "Enter the plan’s name"),
        ({"starts_on": "soon"}, "Enter the day as year, month, day, like 2026-12-12"),
        ({"starts_on": "2099-01-01"}, "Enter a day within the next two years"),
    ],
)
def test_new_plan_that_cannot_be_made_says_why(facilitator_client, organization, evening, course, changes, said):
    address = url("plan-new", organization.pk)
    key = key_in(facilitator_client.get(address).content.decode())

    response = facilitator_client.post(address, {**NEW, "courses": [course.slug], "key": key, **changes})

    assert (response.status_code, Plan.objects.count()) == (422, 0)
    assert said in response.content.decode()


def test_lines_are_changed_one_by_one(facilitator_client, plan, course) -> None:
    sent = {
        "name": "Winter", "version": 1, "what_0": f"{course.slug}/{course.lessons[2].slug}", "day_0": "2027-01-15",
        "what_1": "", "day_1": "2027-01-16", "what_2": f"{course.slug}/first-check", "day_2": "",
    }  # fmt: skip

    assert facilitator_client.post(page_of(plan, "plan-edit"), sent).url == page_of(plan)

    plan.refresh_from_db()
    assert plan.name == "Winter"
    assert actions.lines_of(plan) == (
        PlanLine(course.slug, course.lessons[2].slug, due_on=date(2027, 1, 15)),
        PlanLine(course.slug, is_first_check=True),
    )


def test_note_of_a_line_is_saved_shown_and_given_with_it(facilitator_client, facilitator, group, plan, course) -> None:
    sent = {
        "name": "Winter", "version": 1, "what_0": f"{course.slug}/{course.lessons[0].slug}", "day_0": "2027-01-15",
        "note_0": " 带上 贷款合同 ", "what_1": f"{course.slug}/{course.lessons[1].slug}", "day_1": "2027-01-15",
    }  # fmt: skip
    facilitator_client.post(page_of(plan, "plan-edit"), sent)
    plan.refresh_from_db()

    actions.give_plan(
        plan=plan, groups=[group], starts_on=plan.starts_on, gives_again=False, actor=facilitator, key="n", now=NOW
    )

    assert "带上 贷款合同" in facilitator_client.get(page_of(plan)).content.decode()
    assert 'value="带上 贷款合同"' in facilitator_client.get(page_of(plan, "plan-edit")).content.decode()
    given = Assignment.objects.filter(group=group).order_by("pk")
    assert [row.note for row in given] == ["带上 贷款合同", ""]
    assert len({row.key for row in given}) == 2  # what has another note is another form's


def test_note_that_is_too_long_is_422(facilitator_client, plan, course) -> None:
    sent = {"name": "Winter", "version": 1, "what_0": f"{course.slug}/", "note_0": "x" * 201}

    assert facilitator_client.post(page_of(plan, "plan-edit"), sent).status_code == 422


def test_plan_made_before_lines_had_notes_is_read(plan, course) -> None:
    Plan.objects.update(lines=[[course.slug, "", "", ""]])
    plan.refresh_from_db()

    assert actions.lines_of(plan) == (PlanLine(course.slug),)


def test_plan_is_not_saved_over_somebody_elses_change(facilitator_client, plan, course) -> None:
    sent = {"name": "Winter", "version": 1, "what_0": f"{course.slug}/"}
    facilitator_client.post(page_of(plan, "plan-edit"), sent)

    response = facilitator_client.post(page_of(plan, "plan-edit"), {**sent, "name": "Spring"})

    plan.refresh_from_db()
    assert (response.status_code, plan.name) == (422, "Winter")
    assert "Somebody else has changed this plan meanwhile." in response.content.decode()


@pytest.mark.parametrize("what", [{}, {"what_0": "gone/"}, {"what_0": "\x00"}])
def test_plan_without_a_line_is_not_saved(facilitator_client, plan, what) -> None:
    response = facilitator_client.post(page_of(plan, "plan-edit"), {"name": "Winter", "version": 1, **what})

    assert response.status_code == 422
    assert len(actions.lines_of(Plan.objects.get())) == 3


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
