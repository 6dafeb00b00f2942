"""Which page the form of an address that only takes POST stands on: a GET of such an address leads there."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import override

from courses.accounts.pages.addresses import language_of
from courses.languages.known import current_language

PEOPLE, ASSIGNMENTS = ("organizations:people", "pk"), ("organizations:assignments", "pk")
ACCESS, WALL = ("organizations:access", "pk", "member"), ("organizations:wall", "pk", "run")
ORGANIZATION, COLLEAGUE = ("organizations:organization", "pk"), ("organizations:colleague", "pk", "membership")
LESSON, STEP = ("learning:lesson", "course", "lesson"), ("learning:step", "course", "lesson")
ASKED = ("learning:lesson-question", "course", "lesson", "question")
QUESTION = ("learning:check-question", "course", "attempt", "place")
PATH_QUESTION = ("learning:path-question", "path", "place")
REVIEW = ("learning:review-question", "course", "lesson", "question")
CODES, SET_ASIDE = ("organizations:codes", "pk"), ("organizations:set-aside", "pk")
MEETING = ("organizations:meeting", "pk", "meeting")
PLAN = ("organizations:plan", "pk", "plan")
RECORD, MINE = ("learning:record", "record"), ("organizations:mine",)

# By route: the page, and those parts of the address that it takes.
PAGES: Mapping[str, tuple[str, ...]] = {
    "accounts:go-on": ("me",),
    "privacy:export": ("privacy:mine",),
    "learning:answer": ASKED,
    "learning:show": ASKED,
    "learning:finish": LESSON,
    "learning:exercise-done": ("exercises:exercises",),
    "learning:exercise-take-back": ("learning:exercises-done",),
    "learning:exercise-keep": ("learning:exercises-done",),
    "learning:assisted-begin": ("learning:assisted",),
    "learning:assisted-end": ("learning:assisted",),
    "learning:check-start": ("learning:check", "course"),
    "learning:diagnostic-start": ("learning:diagnostic", "course"),
    "learning:check-send": ("learning:check-answers", "course", "attempt"),
    "learning:check-save": QUESTION,
    "learning:check-unknown": QUESTION,
    "learning:claim-add": ("me",),
    "learning:claim-leave-out": ("me",),
    "learning:claim-undo": ("me",),
    "learning:path-save": PATH_QUESTION,
    "learning:path-unknown": PATH_QUESTION,
    "learning:path-leave-out": PATH_QUESTION,
    "learning:path-make": PATH_QUESTION,
    "learning:path-put-away": ("learning:path",),
    "learning:path-take-up": ("learning:path",),
    "learning:record-reissue": RECORD,
    "learning:record-revoke": RECORD,
    "learning:record-restore": RECORD,
    "learning:review-answer": REVIEW,
    "learning:review-show": REVIEW,
    "learning:step-choose": STEP,
    "learning:step-answer": STEP,
    "learning:step-reason": STEP,
    "learning:step-mail": STEP,
    "learning:wellbeing-keep": ("learning:wellbeing",),
    "learning:wellbeing-remove": ("learning:wellbeing-results",),
    "organizations:restore": ORGANIZATION,
    "organizations:organization-leave": ORGANIZATION,
    "organizations:withdraw": ORGANIZATION,
    "organizations:colleague-remove": COLLEAGUE,
    "organizations:group-restore": PEOPLE,
    "organizations:code-use": CODES,
    "organizations:code-end": CODES,
    "organizations:code-allow": CODES,
    "organizations:let-try-again": PEOPLE,
    "organizations:cards": PEOPLE,
    "organizations:member-remove": ACCESS,
    "organizations:take-back": PEOPLE,
    "organizations:assistance-begin": ACCESS,
    "organizations:assistance-end": ACCESS,
    "organizations:card-new": ACCESS,
    "organizations:card-void": ACCESS,
    "organizations:card-valid": ACCESS,
    "organizations:secret-reset": ACCESS,
    "organizations:roster-undo": SET_ASIDE,
    "organizations:roster-redo": SET_ASIDE,
    "organizations:roster-run": ("organizations:roster-draft", "pk", "draft"),
    "organizations:term-make": ("organizations:terms", "pk"),
    "organizations:term-remove": ("organizations:term", "pk", "term"),
    "organizations:leave": MINE,
    "organizations:stop-sharing": MINE,
    "organizations:reminders": MINE,
    "organizations:assignment-withdraw": ASSIGNMENTS,
    "organizations:assignment-back": SET_ASIDE,
    "organizations:assignment-day-back": ASSIGNMENTS,
    "organizations:meeting-undo": MEETING,
    "organizations:meeting-remove": MEETING,
    "organizations:meeting-restore": MEETING,
    "organizations:plan-remove": PLAN,
    "organizations:plan-take-back": ("organizations:plans", "pk"),
    "organizations:plan-undo": PLAN,
    "organizations:plan-redo": PLAN,
    "organizations:workshop-step": WALL,
    "organizations:wall-text": WALL,
    "organizations:workshop-reopen": ("organizations:workshop-report", "pk", "run"),
}


def form_page(request: HttpRequest) -> str:
    """The page of the form that is sent to this address; of one that is not named here, the nearest page above it."""
    match = request.resolver_match
    return (_named(match) if match is not None else "") or _above(request.path)


def own_page(request: HttpRequest) -> str:
    """The page of the form that was sent here: that of a button, else the address itself, which shows its form."""
    match = request.resolver_match
    return (_named(match) if match is not None else "") or request.path


def page_instead(path: str) -> str:
    """As own_page, for a path of this site: a form that was shown again stands at the address that it was sent to."""
    with override(language_of(path) or current_language()):
        try:
            return _named(resolve(path)) or path
        except Resolver404:
            return path


def _named(match: ResolverMatch) -> str:
    """The page that is named for this route; "" for a route that is a page itself."""
    page, *parts = PAGES.get(match.view_name, ("",))
    try:
        return reverse(page, kwargs={name: match.kwargs[name] for name in parts}) if page else ""
    except (NoReverseMatch, KeyError):
        return ""


def _above(path: str) -> str:
    """The next address above this one that a page answers; at last the front page."""
    while path.strip("/"):
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return reverse("home")
