"""What is sent with a POST: a form that would be accepted, so that a refusal is the permission's and not the form's."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from courses.accounts.session.engine import SessionStore
from courses.accounts.visitors.visitor import Visit
from courses.catalog.model.schema import ExerciseKind
from courses.catalog.published.library import catalog
from courses.exercises.results.outcome import Outcome
from literacy.demo.learner import right_answer
from tests.learning.answers import fields
from tests.security.cast.cast import SECRET, Cast, in_ten_days
from tests.security.rules import SIGNED_OUT

Form = Callable[[Cast, str], Mapping[str, Any]]


def key_for(cast: Cast, role: str, nonce: str = "matrix") -> str:
    """The one-time key that a page made for this role carries."""
    request = RequestFactory().get("/")
    request.COOKIES = {name: morsel.value for name, morsel in cast.browser(role).cookies.items()}
    request.session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    request.user = AnonymousUser() if role in SIGNED_OUT else cast.people[role]
    return Visit(request).sign(nonce)


def _keyed(**more: Any) -> Form:
    return lambda cast, role: {"key": key_for(cast, role), **more}


def _plain(**more: Any) -> Form:
    return lambda _cast, _role: more


def _answer(cast: Cast, role: str) -> Mapping[str, Any]:
    """To a question that nobody of the cast has answered; in a check, to the question at the first place."""
    asked = cast.lesson.marked_questions[0]
    return {"key": key_for(cast, role), "version": asked.version, **fields(asked, right_answer(asked))}


def _done(cast: Cast, role: str) -> Mapping[str, Any]:
    return {"key": key_for(cast, role), "outcome": Outcome(ExerciseKind.CAN_I_AFFORD).sealed()}


def _check_answer(cast: Cast, role: str) -> Mapping[str, Any]:
    from courses.learning.models import CheckAttempt

    learned = cast.learned.get(role) or cast.learned["learner"]
    lesson, _slot, question, _version = CheckAttempt.objects.get(pk=learned.attempt).drawn[0]
    asked = cast.course.by_slug[lesson].pool[question]
    return {"key": key_for(cast, role), "version": asked.version, **fields(asked, right_answer(asked))}


def _path_answer(cast: Cast, role: str) -> Mapping[str, Any]:
    from courses.learning.models import LearningPath

    learned = cast.learned.get(role) or cast.learned["learner"]
    course, lesson, _slot, question, _version = LearningPath.objects.get(pk=learned.path).drawn[0]
    asked = catalog().courses[course].by_slug[lesson].pool[question]
    return {"key": key_for(cast, role), "version": asked.version, **fields(asked, right_answer(asked))}


def _wellbeing(cast: Cast, role: str) -> Mapping[str, Any]:
    items = {f"item-{number}": "2" for number in range(1, 11)}
    return {"key": key_for(cast, role), "occasion": "after", "age": "18-61", "mode": "self", **items}


def _phone(cast: Cast, _role: str) -> Mapping[str, Any]:
    asked = list(cast.lesson.questions.values())[1]
    return {"question_id": asked.id, "version": asked.version, **fields(asked, right_answer(asked))}


def _group(cast: Cast, role: str) -> Mapping[str, Any]:
    return {
        "key": key_for(cast, role), "name": "New name", "who_joins": "anyone", "mode": "own-phones",
        "ends_on": in_ten_days(cast.now), "time_zone": "Asia/Shanghai", "version": 1,
    }  # fmt: skip


def _assignment(cast: Cast, role: str) -> Mapping[str, Any]:
    return {"key": key_for(cast, role), "stage": "send", "scope": "course", "who": "all", "due": "week", "again": "on"}


def _plan(cast: Cast, role: str) -> Mapping[str, Any]:
    return {
        "key": key_for(cast, role), "name": "Spring", "courses": ["reading-a-loan"], "steps": "lessons",
        "starts_on": in_ten_days(cast.now), "every": "week",
    }  # fmt: skip


def _giving(cast: Cast, role: str) -> Mapping[str, Any]:
    """To the group that the person leads; a colleague names one that they do not lead."""
    group = cast.rooms["C" if role == "foreigner" else "A"].group
    return {"key": key_for(cast, role), "stage": "send", "groups": [group.pk], "starts_on": in_ten_days(cast.now)}


def _coming(cast: Cast, role: str) -> Mapping[str, Any]:
    return {"key": key_for(cast, role), "lesson": "reading-a-loan/one-yardstick", "day": in_ten_days(cast.now)}


def _moved(cast: Cast, _role: str) -> Mapping[str, Any]:
    return {"day": in_ten_days(cast.now), "hour": "18:30"}


def _copy(cast: Cast, role: str) -> Mapping[str, Any]:
    day = in_ten_days(cast.now)
    return {"key": key_for(cast, role), "stage": "send", "name": "Spring", "starts_on": day, "ends_on": day}


def _roster(cast: Cast, role: str) -> Mapping[str, Any]:
    file = SimpleUploadedFile("names.csv", b"nickname\nPlum\n")
    return {"key": key_for(cast, role), "file": file}


def _lead(cast: Cast, _role: str) -> Mapping[str, Any]:
    from courses.organizations.models import Membership

    them = Membership.objects.get(user=cast.people["colleague"])
    return {"membership": them.pk, "leads": "on"}


def _join(cast: Cast, role: str) -> Mapping[str, Any]:
    more = {"earlier": "not-mine"} if role == "guest" else {}
    return {"key": key_for(cast, role), "nickname": "Newcomer", "secret": SECRET, "age": "14", **more}


def _sign_in(cast: Cast, _role: str) -> Mapping[str, Any]:
    room = cast.rooms["A"]
    return {"code": room.group.code, "nickname": "canary-nick-learner", "secret": SECRET}


ORGANIZATION = {"name": "Hill House", "language": "en", "place": "", "time_zone": "Asia/Shanghai"}
FORMS: Mapping[str, Form] = {
    "learning:answer": _answer,
    "learning:show": _answer,
    "learning:exercise-done": _done,
    "learning:exercise-take-back": _keyed(),
    "learning:exercise-keep": _keyed(),
    "learning:assisted-begin": _keyed(),
    "learning:check-start": _keyed(),
    "learning:diagnostic-start": _keyed(),
    "learning:check-send": _keyed(),
    "learning:check-save": _check_answer,
    "learning:check-unknown": _keyed(),
    "learning:path-new": _keyed(goals=["late"], questions="yes"),
    "learning:path-save": _path_answer,
    "learning:path-unknown": _keyed(),
    "learning:path-leave-out": _keyed(),
    "learning:path-make": _keyed(),
    "learning:path-put-away": _keyed(),
    "learning:path-take-up": _keyed(),
    "learning:record-new": _keyed(),
    "learning:record-change": _keyed(shows_date="on"),
    "learning:record-reissue": _keyed(),
    "learning:record-revoke": _keyed(),
    "learning:record-restore": _keyed(),
    "learning:review-answer": _answer,
    "learning:review-show": _answer,
    "learning:step-choose": _keyed(choice="not-for-me"),
    "learning:step-answer": _keyed(days="7", answer="done"),
    "learning:step-reason": _keyed(reason="forgot"),
    "learning:step-mail": _keyed(wanted="no"),
    "learning:wellbeing": _wellbeing,
    "learning:wellbeing-keep": _wellbeing,
    "learning:wellbeing-remove": _keyed(),
    "exercises:exercise": _plain(),
    "organizations:organization-new": _keyed(agreed="on", **ORGANIZATION),
    "organizations:organization-edit": _keyed(**ORGANIZATION),
    "organizations:invite": _keyed(role="viewer"),
    "organizations:colleague": _keyed(role="facilitator"),
    "organizations:term-make": _keyed(begins_on="2020-01-01", ends_on="2020-06-30"),
    "organizations:group-new": _group,
    "organizations:group-edit": _group,
    "organizations:leads": _lead,
    "organizations:cards": _keyed(),
    "organizations:several": _keyed(act="remove", people=["1"]),
    "organizations:card-new": _keyed(),
    "organizations:secret-reset": _keyed(),
    "organizations:people-add": _plain(nickname="Newcomer", consent=""),
    "organizations:access": _plain(who="parent"),
    "organizations:member-rename": _plain(nickname="Renamed"),
    "organizations:roster": _roster,
    "organizations:assign-course": _assignment,
    "organizations:calendar-new": _keyed(),
    "organizations:workshops-coming": _coming,
    "organizations:workshop-move": _moved,
    "organizations:plan-new": _plan,
    "organizations:plan-edit": _plain(name="Spring", version=1, what_0="reading-a-loan/"),
    "organizations:plan-give": _giving,
    "organizations:group-copy": _copy,
    "organizations:assignment-day": _plain(due="week"),
    "organizations:workshops": _keyed(lesson="reading-a-loan/one-yardstick"),
    "organizations:workshop-step": _plain(version=3),
    "organizations:wall-text": _plain(size="large"),
    "organizations:counts": _plain(),
    "organizations:attendance": _plain(day="2026-11-20"),
    "organizations:meeting": _plain(others="2"),
    "organizations:join": _join,
    "organizations:welcome": _plain(secret=SECRET),
    "organizations:group-sign-in": _sign_in,
    "organizations:session-here": _plain(here="yes"),
    "organizations:session": _phone,
    "accounts:display": _plain(theme="dark", size="normal", next="/en/"),
    "privacy:delete": _plain(sure="on"),
}


def form(cast: Cast, route: str, role: str) -> Mapping[str, Any]:
    """The form of this route as this role would send it; empty where a press says it all."""
    made = FORMS.get(route)
    return made(cast, role) if made else {}
