"""Tells the accounts package which pages hold this package's forms, and which addresses need no sign-in."""

from collections.abc import Mapping

PEOPLE, ASSIGNMENTS = ("organizations:people", "pk"), ("organizations:assignments", "pk")
ACCESS, WALL = ("organizations:access", "pk", "member"), ("organizations:wall", "pk", "run")
ORGANIZATION, COLLEAGUE = ("organizations:organization", "pk"), ("organizations:colleague", "pk", "membership")
CODES, SET_ASIDE = ("organizations:codes", "pk"), ("organizations:set-aside", "pk")
COMING = ("organizations:workshops-coming", "pk")
PLAN = ("organizations:plan", "pk", "plan")
MEETING = ("organizations:meeting", "pk", "meeting")
MINE = ("organizations:mine",)

# By route that only takes a form: the page of the form, and those parts of the address that it takes.
FORM_PAGES: Mapping[str, tuple[str, ...]] = {
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
    "organizations:several-back": SET_ASIDE,
    "organizations:several-return": SET_ASIDE,
    "organizations:cards-back": SET_ASIDE,
    "organizations:roster-undo": SET_ASIDE,
    "organizations:roster-redo": SET_ASIDE,
    "organizations:roster-run": ("organizations:roster-draft", "pk", "draft"),
    "organizations:room-end": ("organizations:group-sign-in",),
    "organizations:leave": MINE,
    "organizations:stop-sharing": MINE,
    "organizations:reminders": MINE,
    "organizations:assignment-withdraw": ASSIGNMENTS,
    "organizations:assignment-back": SET_ASIDE,
    "organizations:assignment-day-back": ASSIGNMENTS,
    "organizations:meeting-undo": MEETING,
    "organizations:meeting-remove": MEETING,
    "organizations:meeting-restore": MEETING,
    "organizations:term-make": ("organizations:terms", "pk"),
    "organizations:term-close": ("organizations:term", "pk", "term"),
    "organizations:term-reopen": ("organizations:term", "pk", "term"),
    "organizations:term-remove": ("organizations:term", "pk", "term"),
    "organizations:calendar-new": ("organizations:calendar",),
    "organizations:calendar-end": ("organizations:calendar",),
    "organizations:calendar-restore": ("organizations:calendar",),
    "organizations:calendar-earlier": ("organizations:calendar",),
    "organizations:workshop-cancel": COMING,
    "organizations:workshop-restore": COMING,
    "organizations:workshop-move-back": COMING,
    "organizations:plan-remove": PLAN,
    "organizations:plan-take-back": ("organizations:plans", "pk"),
    "organizations:plan-undo": PLAN,
    "organizations:plan-redo": PLAN,
    "organizations:wall-text": WALL,
    "organizations:workshop-step": WALL,
    "organizations:workshop-reopen": ("organizations:workshop-report", "pk", "run"),
    "organizations:workshop-note-day": ("organizations:workshop-report", "pk", "run"),
}
GOES_THROUGH = (
    "organizations:group-sign-in", "organizations:card", "organizations:card-here", "organizations:room-end",
    "organizations:session", "organizations:invitation",
)  # fmt: skip
SIGNS_IN_WITHOUT_PASSWORD = ("organizations:group-sign-in",)
ABOUT_ONES_LEARNING = ("organizations:mine",)  # where a question about a guest's learning may stand
