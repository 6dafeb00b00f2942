"""The lines of organisations and groups, by subject."""

from collections.abc import Mapping

from tests.security.rules import (
    COUNTS,
    CREATES,
    LEADS,
    OWNS,
    PLACE,
    READER,
    TOTALS,
    WORKS,
    Policy,
    account,
    everybody,
    own_page,
    press,
    staff,
)

LOOKS = frozenset({"organizations_accesslog"})  # that a list or a person was looked at is noted for the learners
SECURITY = frozenset({"accounts_securityevent"})
TAKEN = LOOKS | SECURITY | {"organizations_event"}  # that a file was taken stands in the organisation's record too
EXPORTS = SECURITY | {"organizations_event"}
# A link on paper, or from a colleague, says whose it is to whoever holds it.
BY_CODE = frozenset({"group", "organization"})
BY_CARD = frozenset({"group", "nick"})
BY_INVITATION = frozenset({"organization", "name"})
# The learner of group B has an address of their own: the group sets no way in for them.
HAS_AN_ADDRESS = {"B": 409}
# Nobody gives a plan to groups that somebody else leads.
GIVES_TO_HIS_OWN = {"colleague": 422, "": "organizations:plan"}
# Whoever has learned here without an account is asked first whose that is.
SIGNS_IN = {"guest": "learning:claim", "": "organizations:mine"}

STAFFING: Mapping[str, Policy] = {
    "organizations:organization-new": Policy(
        allow=account().allow,
        mark="staff",
        get=200,
        post={"learner": "accounts:account", "": "organizations:organization"},
    ),
    "organizations:organization": staff(WORKS),
    "organizations:organization-edit": staff(OWNS, post="organizations:organization"),
    "organizations:archive": staff(OWNS, post="organizations:index"),
    "organizations:restore": press(OWNS, "organizations:organization"),
    "organizations:record": staff(OWNS),
    "organizations:organization-leave": press(WORKS, {"owner": 409, "": "organizations:index"}),  # the last owner stays
    "organizations:invite": staff(OWNS, post=200),  # the link is shown this once
    "organizations:withdraw": press(OWNS, "organizations:organization"),
    "organizations:colleague": staff(OWNS, post="organizations:organization"),
    "organizations:colleague-remove": press(OWNS, "organizations:organization"),
    "organizations:colleagues-removed": staff(OWNS, post=422),  # nobody is named
    "organizations:hand-over": staff(OWNS, post="organizations:organization"),
    "organizations:organization-file": staff(OWNS, notes=TAKEN),
    "organizations:organization-delete": staff(OWNS, post=409),  # nobody has taken it as a file yet
    "organizations:invitation": own_page(
        post={
            "visitor": "account_login",
            "guest": "account_login",
            "learner": "accounts:account",
            "": "organizations:organization",
        },
        shows=BY_INVITATION,
    ),
}
GROUPS: Mapping[str, Policy] = {
    "organizations:index": own_page(),
    "organizations:group-new": staff(CREATES, post="organizations:group-ready"),
    "organizations:group-ready": staff(LEADS),
    "organizations:group-edit": staff(LEADS, post="organizations:people"),
    "organizations:archived": Policy(allow=account().allow, mark="staff", get=200),
    "organizations:group-archive": staff(LEADS, post="organizations:index"),
    "organizations:group-restore": press(LEADS, "organizations:people"),
    "organizations:renew-code": staff(LEADS, post="organizations:codes"),
    "organizations:codes": staff(LEADS),
    "organizations:code-use": press(LEADS, "organizations:codes"),
    "organizations:code-end": press(LEADS, "organizations:codes"),
    "organizations:code-allow": press(LEADS, "organizations:codes"),
    "organizations:let-try-again": press(LEADS, "organizations:people"),
    "organizations:leads": staff(OWNS, post="organizations:leads"),
    "organizations:assistance-begin": press(LEADS, "organizations:access"),
    "organizations:assistance-end": press(LEADS, "organizations:access"),
    "organizations:join-sheet": staff(LEADS),
    "organizations:screen": staff(LEADS),
    "organizations:cards": press(LEADS, 200),  # shown this once
    "organizations:people": staff(LEADS, notes=LOOKS),
    "organizations:people-add": staff(LEADS, post="organizations:people"),
    "organizations:several": staff(LEADS, post="organizations:people"),
    "organizations:several-back": press(LEADS, "organizations:people"),
    "organizations:cards-back": press(LEADS, "organizations:set-aside"),
    "organizations:several-return": press(LEADS, "organizations:people"),
    "organizations:access": staff(LEADS, post="organizations:access"),
    "organizations:set-aside": staff(LEADS, notes=LOOKS),
    "organizations:roster-undo": press(LEADS, "organizations:set-aside"),
    "organizations:roster-redo": press(LEADS, "organizations:set-aside"),
    "organizations:member-rename": staff(LEADS, post="organizations:access"),
    "organizations:member-remove": press(LEADS, "organizations:people"),
    "organizations:take-back": press(LEADS, "organizations:people"),
    "organizations:card-new": press(LEADS, 200, beyond=HAS_AN_ADDRESS),
    "organizations:card-void": press(LEADS, "organizations:access"),
    "organizations:card-valid": press(LEADS, "organizations:access", beyond=HAS_AN_ADDRESS),
    "organizations:secret-reset": press(LEADS, 200, beyond=HAS_AN_ADDRESS),
    # importing names: whoever read the file goes on with it, and nobody else
    "organizations:roster": staff(LEADS, post="organizations:roster-draft"),
    "organizations:roster-start-csv": staff(LEADS),
    "organizations:roster-start-xlsx": staff(LEADS),
    "organizations:roster-draft": staff(READER),
    "organizations:roster-run": press(READER, "organizations:roster-draft"),
    "organizations:roster-progress": staff(READER),
}
JOINING: Mapping[str, Policy] = {
    "organizations:join-code": everybody(),
    "organizations:join": own_page(
        {"learner": "organizations:mine", "": 200}, post={"visitor": 422, "": "organizations:mine"}, shows=BY_CODE
    ),
    "organizations:group-sign-in": own_page(post=SIGNS_IN),
    "organizations:card": own_page("organizations:card-here", post=SIGNS_IN, shows=BY_CARD),
    "organizations:card-here": own_page(post=422, shows=BY_CARD),
    "organizations:room-end": everybody(None, post="organizations:group-sign-in"),
    "organizations:mine": account(),
    "organizations:welcome": Policy(allow=PLACE, mark="signed in", get=200, post="organizations:mine"),
    "organizations:leave": Policy(allow=PLACE, mark="signed in", post="organizations:mine"),
    "organizations:reminders": account(None, post="organizations:mine"),
    "organizations:stop-sharing": Policy(allow=PLACE, mark="signed in", post="organizations:mine"),
    "organizations:seen": Policy(allow=PLACE, mark="signed in", get=200),
}
FOLLOWING: Mapping[str, Policy] = {
    "organizations:group": staff(LEADS, notes=LOOKS),
    "organizations:assignments": staff(LEADS),
    "organizations:assign": staff(LEADS),
    "organizations:assign-course": staff(LEADS, post="organizations:assignments"),
    "organizations:assignment-withdraw": press(LEADS, "organizations:assignments"),
    "organizations:assignment-back": press(LEADS, "organizations:assignments"),
    "organizations:assignment-day": staff(LEADS, post="organizations:assignments"),
    "organizations:assignment-day-back": press(LEADS, "organizations:assignments"),
    "organizations:calendar": account(),
    "organizations:calendar-new": account(None, post=200),  # shown this once
    "organizations:calendar-end": account(None, post="organizations:calendar"),
    # only the learner of the cast has an address, which works; the others have none to take back
    "organizations:calendar-restore": account(None, post={"learner": "organizations:calendar", "": 409}),
    "organizations:calendar-earlier": account(None, post=409),  # nobody of the cast has made a second one
    "organizations:calendar-file": own_page(is_kept=True, shows=frozenset({"group"})),
    "organizations:workshops-coming": staff(LEADS, post="organizations:workshops-coming"),
    "organizations:workshop-cancel": press(LEADS, "organizations:workshops-coming"),
    "organizations:workshop-move": staff(LEADS, post="organizations:workshops-coming"),
    "organizations:workshop-move-back": press(LEADS, "organizations:workshops-coming"),
    "organizations:workshop-restore": press(LEADS, "organizations:workshops-coming"),
    "organizations:plans": staff(CREATES),
    "organizations:plan-new": staff(CREATES, post="organizations:plan"),
    "organizations:plan": staff(CREATES),
    "organizations:plan-edit": staff(CREATES, post="organizations:plan"),
    "organizations:plan-give": staff(CREATES, post=GIVES_TO_HIS_OWN),
    "organizations:plan-remove": press(CREATES, "organizations:plans"),
    "organizations:plan-take-back": press(CREATES, "organizations:plan"),
    "organizations:plan-undo": press(LEADS, "organizations:plan"),
    "organizations:plan-redo": press(LEADS, "organizations:plan"),
    "organizations:group-copy": staff(LEADS, post="organizations:group-ready"),
    "organizations:results": staff(LEADS, notes=LOOKS),
    "organizations:results-print": staff(LEADS, notes=LOOKS),
    "organizations:results-file": staff(LEADS, notes=TAKEN),
    "organizations:person": staff(LEADS, notes=LOOKS | SECURITY),
    "organizations:reach": staff(LEADS),
    "organizations:call-list": staff(LEADS, notes=LOOKS),
    "organizations:slips": staff(LEADS),
    "organizations:questions": staff(LEADS),
    "organizations:question-plan": staff(LEADS),
    "organizations:gains": staff(LEADS),
    "organizations:group-totals": staff(COUNTS),
    "organizations:organization-totals": staff(WORKS),
    "organizations:terms": staff(TOTALS),
    "organizations:term": staff(TOTALS),
    "organizations:term-make": press(OWNS, "organizations:term"),
    "organizations:term-close": press(OWNS, "organizations:term"),
    "organizations:term-reopen": press(OWNS, "organizations:term"),
    "organizations:term-remove": press(OWNS, "organizations:terms"),
    "organizations:term-file": staff(TOTALS, notes=EXPORTS),
}
WORKSHOPS: Mapping[str, Policy] = {
    "organizations:workshop": everybody(),
    "organizations:slides": everybody(),
    "organizations:worksheet": everybody(),
    "organizations:handout": everybody(),
    "organizations:lesson-pack": everybody(),
    "organizations:course-pack": everybody(),
    "organizations:workshops": staff(LEADS, post="organizations:wall"),
    "organizations:wall": staff(LEADS),
    "organizations:workshop-step": press(LEADS, "organizations:wall"),
    "organizations:wall-text": press(LEADS, "organizations:wall"),
    "organizations:workshop-end": staff(LEADS, post="organizations:workshop-report"),
    "organizations:workshop-reopen": press(LEADS, "organizations:wall"),
    "organizations:workshop-note-day": press(LEADS, "organizations:meeting"),
    "organizations:counts": staff(LEADS, post=409),  # somebody has typed other figures meanwhile
    "organizations:workshop-report": staff(LEADS),
    "organizations:workshop-csv": staff(LEADS, notes=EXPORTS),
    "organizations:session-code": everybody(),
    "organizations:session-here": own_page(post="organizations:session-here"),
    "organizations:session": own_page(post="organizations:session"),
}
ATTENDANCE: Mapping[str, Policy] = {
    "organizations:attendance": staff(LEADS, post="organizations:meeting", notes=LOOKS),
    "organizations:attendance-file": staff(LEADS, notes=TAKEN),
    "organizations:meeting": staff(LEADS, post="organizations:attendance", notes=LOOKS),
    "organizations:meeting-undo": press(LEADS, "organizations:meeting"),
    "organizations:meeting-remove": press(LEADS, "organizations:attendance"),
    "organizations:meeting-restore": press(LEADS, "organizations:attendance"),
}
ORGANIZATIONS = {**STAFFING, **GROUPS, **JOINING, **FOLLOWING, **WORKSHOPS, **ATTENDANCE}
