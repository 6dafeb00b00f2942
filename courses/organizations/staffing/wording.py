"""Words for roles and for each kind of line in an organisation's record."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.organizations.access.roles import Role

Words = str | Promise

ROLE_WORDS: Mapping[str, Words] = {
    Role.OWNER.value: _("Owner"),
    Role.FACILITATOR.value: _("Facilitator"),
    Role.VIEWER.value: _("Viewer"),
}
ROLE_HINTS: Mapping[str, Words] = {
    Role.OWNER.value: _("runs the organisation, sees all its groups"),
    Role.FACILITATOR.value: _("creates groups, leads and sees those"),
    Role.VIEWER.value: _("sees totals only, no people"),
}

STAFF_EVENTS: Mapping[str, Words] = {  # whom they concern works in the organisation
    "created": _("created the organisation"),
    "approved": _("approved the organisation"),
    "refused": _("refused the organisation"),
    "waits-again": _("took the refusal of the organisation back"),
    "edited": _("changed the organisation’s name, place or language"),
    "invited": _("wrote an invitation"),
    "invitation-withdrawn": _("withdrew an invitation"),
    "accepted": _("accepted an invitation"),
    "role-changed": _("changed a role"),
    "colleague-removed": _("removed a colleague"),
    "handed-over": _("handed the organisation over"),
    "colleague-restored": _("took a removed colleague back"),
    "colleague-left": _("left the organisation"),
    "owner-named": _("named another owner"),
    "closed": _("closed the organisation"),
    "opened-again": _("opened the organisation again"),
    "archived": _("archived the organisation"),
    "restored": _("took the organisation out of the archive"),
    "lead-added": _("let a colleague lead a group"),
    "lead-removed": _("ended that a colleague leads a group"),
    "group-created": _("created a group"),
    "group-edited": _("changed a group"),
    "group-archived": _("archived a group"),
    "code-renewed": _("gave a group another code"),
    "code-ended": _("ended an older code of a group"),
    "code-allowed": _("let people sign in with an older code again"),
    "tries-forgiven": _("let everybody in a group try again to sign in"),
    "group-restored": _("took a group out of the archive"),
    "group-ended": _("The group’s last day has passed; it was archived"),
    "roster-imported": _("imported a list of people"),
    "roster-undone": _("undid an import of people"),
    "roster-restored": _("did an undone import of people again"),
    "assigned": _("gave an assignment"),
    "assignment-day-changed": _("changed the day of an assignment"),
    "assignment-withdrawn": _("withdrew an assignment"),
    "assignment-restored": _("gave a withdrawn assignment back"),
    "plan-made": _("made a plan"),
    "plan-changed": _("changed a plan"),
    "plan-removed": _("removed a plan"),
    "plan-restored": _("put a removed plan back"),
    "plan-given": _("gave a plan to a group"),
    "plan-undone": _("took a plan back from a group"),
    "plan-redone": _("gave a group a plan back"),
    "exported": _("took results as a file"),
    "term-made": _("made a term to report on"),
    "term-closed": _("closed a term: the figures of its report stay"),
    "term-reopened": _("opened a term again"),
    "term-removed": _("removed a term"),
    "term-exported": _("took the report of a term as a file"),
    "workshop-planned": _("planned a workshop"),
    "workshop-moved": _("moved a planned workshop to another day or hour"),
    "workshop-cancelled": _("cancelled a planned workshop"),
    "workshop-restored": _("put a cancelled workshop back"),
    "session-opened": _("began a workshop"),
    "session-closed": _("ended a workshop"),
    "session-reopened": _("opened a workshop again"),
    "organization-exported": _("took all of the organisation as a file"),
    "organization-deleted": _("deleted the organisation"),
    "counts-typed": _("typed in hands and papers of a workshop"),
    "attendance-noted": _("noted who was there"),
    "attendance-undone": _("undid the last note of who was there"),
    "meeting-removed": _("took a day off the attendance sheet"),
    "meeting-restored": _("took a day back onto the attendance sheet"),
}
MEMBER_EVENTS: Mapping[str, Words] = {  # they concern a learner of a group, named by the nickname there
    "listed": _("put somebody on the list of a group"),
    "consent-recorded": _("recorded a guardian’s consent"),
    "joined": _("joined a group"),
    "left": _("left a group"),
    "removed": _("removed somebody from a group"),
    "renamed": _("changed somebody’s nickname"),
    "moved-away": _("moved somebody out of a group"),
    "moved-here": _("moved somebody into a group"),
    "taken-back": _("took somebody back into a group"),
    "cards-issued": _("printed sign-in cards"),
    "card-voided": _("made a sign-in card void"),
    "cards-taken-back": _("made old sign-in cards valid again, in place of newer ones"),
    "card-valid-again": _("made a sign-in card valid again"),
    "secret-reset": _("set a new secret code for somebody"),
    "assistance-begun": _("began to read out and press for somebody"),
}
EVENTS: Mapping[str, Words] = {**STAFF_EVENTS, **MEMBER_EVENTS}
BY_NOBODY = frozenset(  # the site did it
    {"approved", "refused", "waits-again", "closed", "opened-again", "owner-named", "group-ended"}
)
BY_LEARNERS = frozenset({"joined", "left"})
