"""An organisation with a facilitator and two groups, so that each of the demo's group pages has something to show."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from courses.accounts.models import User
from courses.catalog.model.lessons import Course
from courses.catalog.published.library import catalog
from courses.languages.known import DEFAULT
from courses.organizations.access.audit_log import note_list, note_look
from courses.organizations.access.roles import Role
from courses.organizations.assigning.actions import Wanted, assign
from courses.organizations.forms.zones import today_in
from courses.organizations.groups.actions import create_group
from courses.organizations.groups.members import issue_cards, list_member
from courses.organizations.joining.actions import JoinWish, join_with
from courses.organizations.joining.secret_codes import check_secret, hashed
from courses.organizations.models import Group, GuardianConsent, Member, Organization
from courses.organizations.reports.evaluation.closing import close_term
from courses.organizations.reports.evaluation.terms import make_term
from courses.organizations.staffing.actions import create_organization
from courses.organizations.staffing.colleagues.invitations import invite
from literacy.demo.learner import DEMO_PASSWORD, DEMO_USERNAME
from literacy.demo.people import PUPILS, learn
from literacy.demo.workshop import run_workshop

DEMO_FACILITATOR = "zhoulan"
KEY = "demo"
SINCE = timedelta(days=35)
LASTS = timedelta(days=183)
SECRET = "demo-secret-1"  # noqa: S105 - of learners who exist in the demo only
NOTE = "慢慢来，看不懂的地方我们周五一起聊。 Take your time: what is unclear we talk about on Friday."
FRIDAY = 4


def seed_group(*, now: datetime) -> Group:
    """The group that is learning; made once with everything in it, or not at all."""
    known = Group.objects.filter(key=KEY).first()
    return known or _make(now)


@transaction.atomic
def _make(now: datetime) -> Group:
    since, zone = now - SINCE, settings.TIME_ZONE
    lead = User.objects.create_user(DEMO_FACILITATOR, password=DEMO_PASSWORD, date_joined=since)
    organization = create_organization(
        name="晨光社区服务中心", language=DEFAULT, place="南城区", time_zone=zone, owner=lead, key=KEY, now=since
    )
    group = _group(organization, "周五晚间班", KEY, lead, since)
    later = _group(organization, "阅览室学习班", f"{KEY}-room", lead, since, mode=Group.SHARED_ROOM)
    for nickname in ("张老师", "小雨", "阿强"):
        list_member(group=later, nickname=nickname, consent="", actor=lead, now=now - timedelta(days=1))
    people = _join(group, since + timedelta(days=1))
    for course in list(catalog().courses.values())[:1]:
        _give(group, course, people, lead, now)
        for pupil in PUPILS:
            learn(pupil, people[pupil.nickname].learner, course, now=now)
        run_workshop(group, course.lessons[0], tuple(people.values())[:7], lead, at=now - timedelta(days=9))
    _list_others(group, lead, now)
    yesterday = today_in(zone, now) - timedelta(days=1)
    term = make_term(
        organization=organization, begins_on=today_in(zone, since), ends_on=yesterday, actor=lead, key=KEY, now=now
    )
    close_term(term=term, actor=lead, now=now)
    invite(organization=organization, role=Role.VIEWER, actor=lead, key=KEY, now=now - timedelta(hours=2))
    return group


def _group(
    organization: Organization, name: str, key: str, lead: User, at: datetime, *, mode: str = Group.OWN_PHONES
) -> Group:
    values = {
        "name": name, "mode": mode, "who_joins": Group.ANYONE if mode == Group.OWN_PHONES else Group.LISTED,
        "ends_on": (at + SINCE + LASTS).date(), "time_zone": organization.time_zone,
    }  # fmt: skip
    return create_group(organization=organization, values=values, actor=lead, key=key, now=at)


def _join(group: Group, at: datetime) -> dict[str, Member]:
    """Everybody by nickname: the demo's learner with an own account, the others with nickname and secret code."""
    account = User.objects.filter(username=DEMO_USERNAME).first()
    wish = JoinWish("小林", "", is_under_14=False, shares_earlier=True)
    xiaolin = join_with(account=account, guest=None, group=group, wish=wish, key=f"{KEY}-xiaolin", now=at)
    secret = hashed(check_secret(SECRET, nickname=""))
    found = {}
    for number, pupil in enumerate(PUPILS):
        wish = JoinWish(pupil.nickname, secret, is_under_14=False, shares_earlier=False)
        found[pupil.nickname] = join_with(
            account=None, guest=None, group=group, wish=wish, key=f"{KEY}-{number}", now=at + timedelta(minutes=number)
        )
    return {**found, xiaolin.nickname: xiaolin}


def _give(group: Group, course: Course, people: dict[str, Member], lead: User, now: datetime) -> None:
    """The course to all by the Friday after next weekend; earlier, its last lesson to three, whose day has passed."""
    today = today_in(group.time_zone, now)
    some = tuple(people[pupil.nickname].pk for pupil in PUPILS[4:7])
    early = Wanted(course, (course.lessons[-1].slug,), some, due_on=_friday(today - timedelta(days=10)))
    assign(group=group, wanted=early, actor=lead, key=f"{KEY}-early", now=now - timedelta(days=20))
    whole = Wanted(course, due_on=_friday(today + timedelta(days=3)), note=NOTE)
    assign(group=group, wanted=whole, actor=lead, key=KEY, now=now - timedelta(days=14))


def _friday(day: date) -> date:
    """That day, or the next Friday after it."""
    return day + timedelta(days=(FRIDAY - day.weekday()) % 7)


def _list_others(group: Group, lead: User, now: datetime) -> None:
    """Two people on the list who have not come yet, with their cards; and what the facilitator has looked at."""
    listed = [
        list_member(group=group, nickname=nickname, consent=consent, actor=lead, now=now - timedelta(days=2))
        for nickname, consent in (("何伯", ""), ("豆豆", GuardianConsent.PARENT))
    ]
    issue_cards(group=group, members=listed, actor=lead, now=now - timedelta(days=2))
    note_list(viewer=lead, group=group, now=now - timedelta(days=2))
    for member in Member.objects.joined().filter(group=group, nickname__in=("小林", "刘师傅")).select_related("group"):
        note_look(viewer=lead, member=member, now=now - timedelta(days=1))
