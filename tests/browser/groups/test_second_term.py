"""A facilitator's second term: the group copied, a plan given, who was there, and the report of the first one."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from courses.accounts.models import User
from courses.catalog.published.library import catalog
from courses.learning.models import CheckAttempt
from courses.organizations.models import Assignment, Attendance, Group, Organization
from tests.browser.groups.facilitator import Facilitator
from tests.browser.reader import COURSE
from tests.conftest import make_account
from tests.organizations.cast import make_group, make_member, make_organization
from tests.organizations.reports.learning import check, give, work

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "copper-lantern-river-71"
PEOPLE = ("Chen", "Lee", "Lin", "Mei", "Wang", "Zhou")
MOST_PRESSES = 40
MOST_SECONDS = 600
SECONDS_A_PRESS, SECONDS_A_FIELD = 12, 10  # to look where one is, decide and press; to type a name or a day
DAY = timedelta(days=1)


@pytest.fixture
def owner() -> User:
    person = make_account("mrs-zhou")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def first_term(owner) -> Organization:
    """Ended yesterday: six people took the first check, all lessons in the weeks after, and the final check."""
    began = timezone.now() - 150 * DAY
    course = catalog().courses[COURSE]
    organization = make_organization(owner=owner)
    group = make_group(organization, "Evening group", created_at=began)
    give(group, course, is_first_check=True, due_on=began.date() + 7 * DAY, created_at=began)
    for week, lesson in enumerate(course.lessons, start=1):
        give(group, course, lesson.slug, due_on=began.date() + 7 * week * DAY, created_at=began)
    for name in PEOPLE:
        member = make_member(group, name, joined_at=began, listed_at=began)
        check(member.learner, course, 4, kind=CheckAttempt.DIAGNOSTIC, at=began + DAY)
        for week, lesson in enumerate(course.lessons, start=1):
            work(member.learner, lesson, at=began + 7 * week * DAY)
        check(member.learner, course, 9, at=began + 60 * DAY)
    return organization


def sign_in(facilitator: Facilitator, site: str) -> None:
    facilitator.page.goto(f"{site}/en/account/login/?next=/en/groups/")
    facilitator.fill("User name or e-mail address", "mrs-zhou")
    facilitator.fill("Password", PASSWORD)
    facilitator.press("Sign in", "For groups", within="main")


def copy_group(facilitator: Facilitator) -> Group:
    """With the days counted from today, and nobody in it."""
    facilitator.press("Evening group", "Evening group")
    facilitator.press("People", "People: Evening group", within=".tabs")
    facilitator.press("Change the group", "Change the group")
    facilitator.press("Copy for the next term", "Copy for the next term")
    facilitator.fill("Name of the new group", "Spring group")
    facilitator.press("Continue", "Check before you make the group")
    week = timezone.localdate() + 7 * DAY
    facilitator.sees("nobody", f"{week:%Y}", "First check: Reading a loan")
    facilitator.press("Make the group", "Spring group is ready")
    made = Group.objects.get(name="Spring group")
    assert made.assignments.count() == 1 + len(catalog().courses[COURSE].lessons)
    assert made.members.count() == 0
    return made


def plan_another_course(facilitator: Facilitator, group: Group) -> None:
    """“Spotting traps”, a lesson a week after that, for this group and any other."""
    facilitator.press("For groups", "For groups", within=".crumbs")
    facilitator.press("Riverside Centre", "Riverside Centre")
    facilitator.press("Plans", "Plans: Riverside Centre", within="main")
    facilitator.press("New plan", "New plan")
    facilitator.fill("Name of the plan", "Traps")
    facilitator.choose("Spotting traps")
    facilitator.fill("First day", (timezone.localdate() + 56 * DAY).isoformat())
    facilitator.press("Make the plan", "Traps")
    facilitator.press("Give it to groups", "Give it to groups")
    facilitator.choose("Spring group")
    facilitator.press("Continue", "Check before you give it")
    facilitator.sees("Spring group", "The whole group, also who joins later")
    facilitator.press("Give it", "Traps")
    facilitator.sees("Given. Learners see it on their page.", "given on")
    assert Assignment.objects.filter(group=group, course="spotting-traps").count() > 1


def note_attendance(facilitator: Facilitator, group: Group) -> None:
    facilitator.press("Spring group", "Assignments: Spring group", within=".people")
    facilitator.press("Attendance", "Attendance: Spring group", within=".tabs .others")
    facilitator.press("Note who was there", "Who was there")
    facilitator.press("Everybody was there", "Attendance: Spring group")
    assert Attendance.objects.filter(meeting__group=group, was_there=True).count() == len(PEOPLE)


def report(facilitator: Facilitator) -> None:
    """Of the first term, on one page."""
    today: date = timezone.localdate()
    facilitator.press("For groups", "For groups", within=".crumbs")
    facilitator.press("Riverside Centre", "Riverside Centre")
    facilitator.press("Report of a term", "Reports: Riverside Centre")
    facilitator.fill("First day", (today - 151 * DAY).isoformat())
    facilitator.fill("Last day", (today - DAY).isoformat())
    facilitator.press("Make the report", "Report of a term: Riverside Centre")
    facilitator.sees("6 people took part.")


def test_second_term_takes_under_ten_minutes_and_forty_presses(facilitator: Facilitator, first_term, site) -> None:
    sign_in(facilitator, site)
    group = copy_group(facilitator)
    plan_another_course(facilitator, group)
    for name in PEOPLE:  # they join with the new code, as in the first term
        make_member(group, f"{name} II", joined_at=timezone.now())
    note_attendance(facilitator, group)
    report(facilitator)

    seconds = SECONDS_A_PRESS * facilitator.presses + SECONDS_A_FIELD * facilitator.fields
    assert facilitator.presses <= MOST_PRESSES
    assert seconds < MOST_SECONDS
