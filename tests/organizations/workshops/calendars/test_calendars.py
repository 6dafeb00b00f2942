"""Due dates and workshops in people's own calendars, by a secret address that can be ended."""

import re
from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.utils.html import strip_tags

from courses.accounts.models import User
from courses.organizations.models import Assignment, CalendarLink, Event, Group, Member, PlannedWorkshop
from courses.organizations.workshops.calendars import workshops
from tests.conftest import NOW, sign_in
from tests.organizations.cast import make_group, make_lead, make_member
from tests.organizations.pages import key_in, url
from tests.organizations.reports.learning import give, work

DUE = date(2026, 12, 5)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


def make_address(client: Client) -> str:
    """The path of a new address, as the page shows it once."""
    key = key_in(client.get(url("calendar")).content.decode())
    shown = client.post(url("calendar-new"), {"key": key}).content.decode()
    return re.search(r"http://testserver(/en/calendar/\w+\.ics)<", shown)[1]


def read(path: str) -> str:
    """What a calendar reads, which has no cookie; lines unfolded."""
    return Client().get(path).content.decode().replace("\r\n ", "")


def summaries(path: str) -> list[str]:
    return [line.removeprefix("SUMMARY:").strip() for line in read(path).splitlines() if line.startswith("SUMMARY:")]


@pytest.fixture
def plan(group, facilitator, course):
    def made(day: date, hour: time | None = None, number: int = 0) -> PlannedWorkshop:
        return workshops.plan_workshop(
            group=group, lesson=course.lessons[number], day=day, hour=hour, actor=facilitator, key=f"w{day}", now=NOW
        )

    return made


def test_learner_reads_what_is_due_and_each_workshop(group, member, member_client, course, plan) -> None:
    give(group, course, due_on=DUE)
    give(group, course, is_first_check=True, due_on=DUE - DAY)
    give(group, course, course.lessons[0].slug)
    plan(DUE + DAY, time(18, 30))
    path = make_address(member_client)

    assert summaries(path) == [
        "Due: “First check: Reading a loan” (Evening group)",
        "Due: “Reading a loan” (Evening group)",
        f"Workshop: “{course.lessons[0].page('en').title}” (Evening group)",
    ]
    assert "DTSTART;VALUE=DATE:20261205" in read(path)
    assert "DTSTART:20261206T103000Z" in read(path)  # half past six in Shanghai


def test_leader_reads_the_days_of_their_groups(group, facilitator_client, organization, course, plan) -> None:
    give(group, course, course.lessons[0].slug, course.lessons[1].slug, due_on=DUE)
    give(group, course, "retired-lesson", due_on=DUE - DAY)
    give(make_group(organization, "Of others"), course, due_on=DUE)
    plan(DUE)

    assert summaries(make_address(facilitator_client)) == [
        "Evening group: “Reading a loan” is due",
        "Evening group: “Reading a loan\\, 2 lessons” is due",
        f"Workshop: “{course.lessons[0].page('en').title}” (Evening group)",
    ]


def test_both_languages(group, member_client, course) -> None:
    give(group, course, due_on=DUE)
    path = make_address(member_client).replace("/en/", "/zh-hans/")

    assert summaries(path) == ["到期：“看懂一笔贷款”（Evening group）"]


def test_no_name_of_anybody_and_no_note_stands_in_it(group, member, member_client, facilitator_client, course) -> None:
    make_member(group, "Somebody Else")
    give(group, course, due_on=DUE, note="Ask Mrs Zhou")
    texts = [read(make_address(client)) for client in (member_client, facilitator_client)]

    hidden = ("Somebody Else", "小林", "Zhou", "facilitator", member.learner.username)
    assert [word for text in texts for word in hidden if word in text] == []


def test_changed_day_follows_and_what_was_withdrawn_is_gone(group, member_client, course) -> None:
    (row,) = give(group, course, due_on=DUE)
    path = make_address(member_client)
    before = read(path)
    Assignment.objects.update(due_on=DUE + 7 * DAY, due_before=DUE, due_changed_at=NOW)
    after = read(path)
    Assignment.objects.update(withdrawn_at=NOW)

    uid = f"UID:asked-{row.pk}\r\n"
    assert (uid in before, uid in after) == (True, True)
    assert "DTSTART;VALUE=DATE:20261212" in after
    assert summaries(path) == []


def test_what_is_done_says_so(group, member, member_client, course) -> None:
    give(group, course, course.lessons[0].slug, due_on=DUE)
    work(member.learner, course.lessons[0])

    assert summaries(make_address(member_client))[0].startswith("Done: ")


def test_who_left_reads_nothing_of_the_group(group, member, member_client, course, plan) -> None:
    give(group, course, due_on=DUE)
    plan(DUE)
    path = make_address(member_client)
    Member.objects.filter(pk=member.pk).update(left_at=NOW)

    assert summaries(path) == []


def test_new_address_ends_the_old_one_and_nothing_but_its_hash_is_stored(member_client, member) -> None:
    old, new = make_address(member_client), make_address(member_client)

    token = new.rpartition("/")[2].removesuffix(".ics")
    assert [Client().get(path).status_code for path in (old, new)] == [404, 200]
    assert token not in str(list(CalendarLink.objects.values()))
    assert CalendarLink.objects.count() == 1


def test_ended_address_is_as_one_that_never_was(member_client) -> None:
    path = make_address(member_client)

    for _press in range(2):
        member_client.post(url("calendar-end"))

    other = "/en/calendar/aaaaaaaaaaaaaaaaaaaaaaaaaa.ics"
    ended, never = Client().get(path), Client().get(other)
    assert (ended.status_code, never.status_code) == (404, 404)
    assert ended.content.replace(path.encode(), other.encode()) == never.content  # a page names its own address


def test_address_of_somebody_deactivated_reads_nothing(member_client, member) -> None:
    path = make_address(member_client)
    User.objects.filter(pk=member.learner_id).update(is_active=False)

    assert Client().get(path).status_code == 404


def test_same_form_twice_makes_one_address_that_still_works(member_client) -> None:
    key = key_in(member_client.get(url("calendar")).content.decode())
    shown = member_client.post(url("calendar-new"), {"key": key}).content.decode()
    path = re.search(r"http://testserver(/en/calendar/\w+\.ics)<", shown)[1]

    assert member_client.post(url("calendar-new"), {"key": key}).status_code == 303
    assert Client().get(path).status_code == 200


def test_only_the_readers_own_calendar_may_keep_it(member_client) -> None:
    response = Client().get(make_address(member_client))

    assert response["Cache-Control"] == "private, no-cache"
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert not response.cookies


def test_days_long_past_are_left_out(group, member_client, course) -> None:
    give(group, course, due_on=NOW.date() - 61 * DAY)
    give(group, course, due_on=NOW.date() - 59 * DAY)

    assert len(summaries(make_address(member_client))) == 1


def test_calendar_of_many_groups_asks_few_queries(
    facilitator, facilitator_client, organization, course, django_assert_max_num_queries
) -> None:
    path = make_address(facilitator_client)
    for number in range(20):
        group = make_group(organization, f"Group {number}")
        make_lead(group, facilitator)
        give(group, course, due_on=DUE)

    with django_assert_max_num_queries(8):
        assert len(summaries(path)) == 20


# ---- workshops to come


def test_planned_workshop_stands_on_the_learners_pages(group, member_client, plan, course) -> None:
    plan(DUE, time(18, 30))

    for page in ("/en/", "/en/me/", url("mine")):
        shown = " ".join(strip_tags(member_client.get(page).content.decode()).split())
        assert "Workshop in “Evening group”" in shown, page
        assert "Dec. 5, 2026, 18:30" in shown, page


def test_workshop_is_planned_once_by_pressing_twice(group, facilitator_client, course) -> None:
    address = url("workshops-coming", group.pk)
    key = key_in(facilitator_client.get(address).content.decode())
    sent = {"key": key, "lesson": f"{course.slug}/{course.lessons[0].slug}", "day": "2026-12-05", "hour": "18：30"}

    replies = [facilitator_client.post(address, sent).status_code for _press in range(2)]

    row = PlannedWorkshop.objects.get()
    assert replies == [303, 303]
    assert (row.day, row.hour) == (DUE, time(18, 30))
    assert Event.objects.filter(what="workshop-planned").count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day": ""}, "Enter the day"),
        ({"day": "2026-11-01"}, "This day has passed. Enter today or a later day."),
        ({"day": "2099-11-01"}, "Enter a day within the next two years"),
        ({"hour": "late"}, "Enter the time like 18:30"),
        ({"lesson": "gone/gone"}, "This lesson is not offered any more."),
    ],
)
def test_workshop_that_cannot_be_planned_says_why(group, facilitator_client, course, changes, said) -> None:
    address = url("workshops-coming", group.pk)
    key = key_in(facilitator_client.get(address).content.decode())
    sent = {"key": key, "lesson": f"{course.slug}/{course.lessons[0].slug}", "day": "2026-12-05", "hour": ""}

    response = facilitator_client.post(address, {**sent, **changes})

    assert (response.status_code, PlannedWorkshop.objects.count()) == (422, 0)
    assert said in response.content.decode()


def test_cancelled_workshop_is_taken_back_the_next_day(group, member, facilitator, plan, clock) -> None:
    row = plan(DUE)
    leader, learner = sign_in(Client(), facilitator), sign_in(Client(), member.learner)
    leader.post(url("workshop-cancel", group.pk, row.pk))
    gone = learner.get(url("mine")).content.decode()
    clock.move_to(NOW + DAY, tick=False)
    for client, person in ((leader, facilitator), (learner, member.learner)):
        client.logout()
        sign_in(client, person)

    assert url("workshop-restore", group.pk, row.pk) in leader.get(url("workshops-coming", group.pk)).content.decode()
    leader.post(url("workshop-restore", group.pk, row.pk))

    assert "Workshop in" not in gone
    assert "Workshop in" in learner.get(url("mine")).content.decode()


def test_past_cancelled_and_closed_workshops_are_not_shown(group, member, plan, facilitator) -> None:
    plan(NOW.date())
    assert len(workshops.coming_for(member.learner, NOW)) == 1
    assert len(workshops.coming_for(member.learner, NOW + DAY)) == 0

    Group.objects.filter(pk=group.pk).update(archived_at=NOW)
    assert len(workshops.coming_for(member.learner, NOW)) == 0


def test_workshops_of_yesterday_take_no_place_of_those_to_come(member, plan) -> None:
    for days in range(5):
        plan(NOW.date() + days * DAY)

    found = workshops.coming_for(member.learner, NOW + DAY)

    assert [one.row.day - NOW.date() for one in found] == [DAY, 2 * DAY, 3 * DAY]


# ---- the next task on joining


def test_next_task_stands_on_the_page_after_joining(client, group, course) -> None:
    give(group, course, course.lessons[0].slug, due_on=DUE)
    page = client.get(url("join", group.code)).content.decode()

    joined = client.post(
        url("join", group.code),
        {"key": key_in(page), "nickname": "Lee", "secret": "maple7tea", "age": "14"},
        follow=True,
    )

    shown = joined.content.decode()
    assert "What comes next in your group" in shown
    assert f'href="/en/learn/{course.slug}/{course.lessons[0].slug}/' in shown


def test_front_page_shows_three_things_and_leads_to_all(group, member_client, course) -> None:
    for lesson in course.lessons[:5]:
        give(group, course, lesson.slug, due_on=DUE)

    home = member_client.get("/en/").content.decode()

    assert home.count("From your group “") == 3
    assert "All that my groups ask for" in home
