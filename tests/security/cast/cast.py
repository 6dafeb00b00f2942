"""The cast of the matrix: two organisations, three groups, everybody who may knock, and everything they may ask for."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client, RequestFactory
from django.utils import timezone

from courses.accounts.models import User
from courses.accounts.session.lifetime import begin
from courses.accounts.visitors.guests import visitor_hash
from courses.catalog.published.library import catalog
from courses.learning.planning.steps.stopping import stop_token
from courses.organizations.access.roles import Role
from courses.organizations.models import CalendarLink, Member, Membership, Organization
from courses.organizations.short_links.codes import token_hash
from tests.organizations.cast import make_lead, make_organization, make_staff
from tests.security.cast.canaries import FIRST, SECOND, canary
from tests.security.cast.learned import Learned, learn
from tests.security.cast.rooms import Room, furnish, make_place
from tests.security.matrix.browsers import Browser
from tests.security.matrix.passkeys import make_passkey
from tests.security.rules import NOBODY, OWNERS, ROLES

LESSON = "one-yardstick"
ADDRESSED = ("neighbor", "facilitator", "owner", "mate0", "mate1")  # have a confirmed e-mail address
NO_ID = 987_654_321  # of nothing
SECRET = "plum7tree9"
CALENDAR = "calendarofthelearner234567"  # the secret address of the learner's calendar
MATES = 5  # others in group A, so that totals over people are shown


@dataclass
class Cast:
    """Everybody by role, their browsers, and what addresses name, by whose it is."""

    now: datetime
    people: dict[str, User] = field(default_factory=dict)
    learned: dict[str, Learned] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    passkey: int = 0
    cookies: dict[str, str] = field(default_factory=dict)
    browsers: dict[str, Browser] = field(default_factory=dict)

    def browser(self, role: str) -> Browser:
        """The role's browser as it was at the beginning, whatever the last request did to it."""
        if role not in self.browsers:
            self.browsers[role] = Browser(self.cookies.get(role, ""))
        return self.browsers[role]

    @property
    def course(self):
        return catalog().courses["reading-a-loan"]

    @property
    def lesson(self):
        return self.course.by_slug[LESSON]


def build() -> Cast:
    cast = Cast(timezone.now())
    for role in (*ROLES, "chief", "outsider"):
        if role != "visitor":
            cast.people[role] = _person(role, cast.now)
    _organizations(cast)
    for role in ROLES:
        if role not in NOBODY:
            cast.learned[role] = learn(cast.people[role], role, cast.course, cast.lesson, cast.now)
    for number in range(MATES):
        whose = f"mate{number}"
        mate = _person(whose, cast.now)
        make_place(cast.rooms["A"], mate, "mate", cast.now, number=number)
        learn(mate, whose, cast.course, cast.lesson, cast.now)
    _second_step(cast.people["viewer"], cast)
    CalendarLink.objects.create(
        owner=cast.people["learner"], token=token_hash(CALENDAR), key="calendar", made_at=cast.now
    )  # fmt: skip
    for role in ROLES:
        if role != "visitor":
            _sign_in(cast, role)
    User.objects.filter(pk=cast.people["gone"].pk).update(is_active=False)
    return cast


def _person(role: str, now: datetime) -> User:
    if role == "guest":
        return User.objects.create(visitor=visitor_hash(_token(role)), date_joined=now, last_active_on=now.date())
    is_staff = role == "staff"
    address = f"{canary('mail', role)}@example.org" if role in ADDRESSED else ""
    person = User.objects.create(
        username=canary("name", role), email=address, password="!", date_joined=now, last_active_on=now.date(),
        is_staff=is_staff, is_superuser=is_staff,
    )  # fmt: skip
    if address:
        EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    return person


def _second_step(person: User, cast: Cast) -> None:
    """An app, codes for when it is lost, and a passkey, whose number stands in addresses."""
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    cast.passkey = make_passkey(person, canary("passkey", "viewer")).pk


def _token(role: str) -> str:
    return f"token-of-the-{role}-0001"


def _organizations(cast: Cast) -> None:
    people = cast.people
    for name, owner in ((FIRST, "owner"), (SECOND, "chief")):
        made = make_organization(canary("organization", name), owner=people[owner])
        Organization.objects.filter(pk=made.pk).update(place=canary("place", name))
        cast.organizations[name] = made
    first, second = cast.organizations[FIRST], cast.organizations[SECOND]
    make_staff(first, people["viewer"], role=Role.VIEWER)
    make_staff(second, make_viewer(cast), role=Role.VIEWER)
    for letter, organization, leader, learner in (
        ("A", first, "facilitator", "learner"), ("B", first, "colleague", "neighbor"),
        ("C", second, "foreigner", "outsider"),
    ):  # fmt: skip
        cast.rooms[letter] = furnish(
            letter, organization, people[leader], learner=(learner, people[learner]), secret=make_password(SECRET),
            lesson=cast.lesson, now=cast.now,
        )  # fmt: skip
    make_lead(cast.rooms["A"].group, people["gone"])
    for letter, room in cast.rooms.items():
        viewers = Membership.objects.filter(organization=room.group.organization, role=Role.VIEWER)
        room.ids["membership"] = viewers.get().pk
        room.keep_drafts(cast.people["owner"], letter, cast.now)


def make_viewer(cast: Cast) -> User:
    return User.objects.create(username=canary("name", "watcher"), date_joined=cast.now)


def _sign_in(cast: Cast, role: str) -> None:
    """Signed in and confirmed a moment ago; a guest has only the cookie."""
    if role == "guest":
        cast.cookies[role] = f"{settings.VISITOR_COOKIE_NAME}={_token(role)}"
        return
    client, person = Client(), cast.people[role]
    client.force_login(person)
    request = RequestFactory().get("/")
    request.session = client.session
    begin(request, now=cast.now.timestamp())
    record_authentication(request, person, "sign-in", reauthenticated=True)
    request.session.save()
    key = request.session.session_key
    UserSession.objects.create(user=person, ip="192.0.2.7", session_key=key, user_agent=canary("agent", role))
    cast.cookies[role] = f"{settings.SESSION_COOKIE_NAME}={key}"


def values(cast: Cast, route: str, pattern: str, target: str) -> dict[str, object]:
    """What to put into the address of a route, for the thing `target` names."""
    first, other = {"MIX": ("A", "B"), "FAR": ("A", "C")}.get(target, (target, target))
    first, other = (one if one in cast.rooms else "A" for one in (first, other))
    owner = target if target in OWNERS else "learner"
    learned = cast.learned[owner]
    room = cast.rooms[other]
    question = cast.lesson.marked_questions[0].id
    found: dict[str, object] = {
        **room.ids, "pk": cast.rooms[first].group.pk, "course": cast.course.slug, "lesson": LESSON, "number": 2,
        "question": question, "step": "next", "position": 2, "attempt": learned.attempt, "record": learned.record,
        "result": learned.result, "outcome": learned.outcome, "code": room.group.code, "kind": "csv",
        "path": learned.path, "day": "none", "handout": "papers", "what": "people",
    }  # fmt: skip
    found["place"] = room.ids["member"] if "me/groups" in pattern else 1
    if "organizations/<int:pk>" in pattern:
        found["pk"] = cast.rooms[first].group.organization_id
    special = {
        "learning:check-result": {"attempt": learned.sent},
        "learning:path-put-away": {"path": learned.made_path}, "learning:path-take-up": {"path": learned.made_path},
        "learning:verify-code": {"code": learned.record_code}, "verify-short": {"code": learned.record_code},
        "organizations:calendar-file": {"token": CALENDAR},
        "learning:step-stop-mail": {"token": stop_token(cast.people["learner"])},
        "organizations:session-here": {"code": room.run_code},
        "organizations:session": {"code": room.run_code}, "short-session": {"code": room.run_code},
        "organizations:card": {"token": room.card}, "short-card": {"token": room.card},
        "organizations:invitation": {"token": room.invitation},
        "exercises:exercise": {"kind": "can-i-afford"},
        "help-situation": {"situation": "sent-money"},
        "reference-page": {"page": "rate-lines"},
        "mfa_edit_webauthn": {"pk": cast.passkey}, "mfa_remove_webauthn": {"pk": cast.passkey},
    }  # fmt: skip
    return {**found, **special.get(route, {})}


def member_of(cast: Cast, letter: str) -> Member:
    return Member.objects.get(pk=cast.rooms[letter].ids["member"])


def in_ten_days(now: datetime) -> str:
    return (now + timedelta(days=10)).date().isoformat()
