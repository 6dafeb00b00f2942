"""The lines of lessons, checks, records, review, things to do and the questionnaire: each to their own."""

from collections.abc import Mapping

from tests.security.rules import OWN, Policy, account, everybody, own_page

# A visitor's form carries no cookie that would say whose it is, so it comes back and nothing is recorded.
VISITOR_AGAIN = 422
SIGN_IN = "account_login"
# Somebody without a sign-in who sends a form that was not made for them has been signed out: they are led to sign-in,
# the same for every number, there or not.
SIGNED_OUT = {"POST visitor": SIGN_IN}


def learns(to: object, **more: object) -> Policy:
    """A button that writes something of the reader's own; whoever has no cookie yet gets the form again."""
    return own_page(None, post={"visitor": VISITOR_AGAIN, "": to}, **more)


def own(get: object = None, *, post: object = None, is_kept: bool = False) -> Policy:
    """A thing that belongs to one learner, named by its number: for everybody else it does not exist."""
    missing = SIGNED_OUT if post else None
    return Policy(allow=OWN, mark="public", get=get, post=post, missing=missing, is_kept=is_kept)  # type: ignore[arg-type]


LEARNING: Mapping[str, Policy] = {
    "learning:lesson": own_page(is_kept=True),
    "learning:lesson-step": own_page(is_kept=True),
    "learning:lesson-all": own_page(is_kept=True),
    "learning:lesson-go-on": own_page({"visitor": "learning:lesson", "": "learning:lesson-step"}),
    "learning:lesson-question": own_page("learning:lesson-step"),
    "learning:answer": learns("learning:lesson-step"),
    "learning:show": learns("learning:lesson-step"),
    "learning:finish": own_page(None, post="learning:lesson-step"),
    "learning:exercise-done": learns("exercises:exercise"),
    "learning:exercises-done": own_page(),
    "learning:exercise-take-back": own(post="learning:exercises-done"),
    "learning:exercise-keep": own(post="learning:exercises-done"),
    "learning:ads": own_page(),
    "learning:assisted": own_page(),
    "learning:assisted-begin": learns("learning:assisted"),
    "learning:assisted-end": own_page(None, post="learning:assisted"),
    "learning:guide": everybody(),
    "learning:card": everybody(),
    # checks
    "learning:check": own_page(),
    "learning:check-start": learns("learning:check-question"),
    "learning:diagnostic": own_page(),
    "learning:diagnostic-start": learns("learning:check-question"),
    "learning:check-answers": own(200),
    "learning:check-result": own(200),
    "learning:check-question": own(200, is_kept=True),
    "learning:check-send": own(post=422),  # not all questions are answered
    "learning:check-save": own(post="learning:check-question"),
    "learning:check-unknown": own(post="learning:check-question"),
    # learning done before signing in; nobody of the cast has any in this browser
    "learning:claim": account("me"),
    "learning:claim-add": account(None, post="me"),
    "learning:claim-leave-out": account(None, post="me"),
    "learning:claim-undo": account(None, post=409),
    # a path of one's own: whoever has none is led to making one
    "learning:path": own_page({"visitor": "learning:path-new", "": 200}),
    "learning:path-new": own_page(post={"visitor": VISITOR_AGAIN, "": "learning:path-question"}),
    "learning:path-question": own(200, is_kept=True),
    "learning:path-save": own(post="learning:path-question"),
    "learning:path-unknown": own(post="learning:path-question"),
    "learning:path-leave-out": own(post="learning:path-question"),
    "learning:path-make": own(post="learning:path"),
    "learning:path-put-away": own(post="learning:path"),
    "learning:path-take-up": own(post="learning:path"),
    # records
    "learning:records": own_page(),
    "learning:record-new": own_page(post={"visitor": VISITOR_AGAIN, "": "learning:record"}),
    "learning:record": own(200),
    "learning:record-change": own(200, post="learning:record"),
    "learning:record-reissue": own(post="learning:record"),
    "learning:record-revoke": own(post="learning:record"),
    "learning:record-restore": own(post="learning:record"),
    "learning:verify": everybody(is_personal=True),
    "learning:verify-code": everybody(is_personal=True),  # shows what the learner ticked; here, no name
    # review: a question is named by its place, so everybody's page of it is their own
    "learning:review": own_page(),
    "learning:review-question": own_page({"visitor": 404, "": 200}, is_kept=True),
    "learning:review-answer": learns("learning:review-question"),
    "learning:review-show": learns("learning:review-question"),
    # things to do
    "learning:step": own_page(),
    "learning:step-choose": learns("learning:step"),
    "learning:step-answer": learns("learning:step"),
    "learning:step-reason": own_page(None, post=422),  # nothing was in the way of anybody yet
    "learning:step-mail": learns("learning:step"),
    "learning:step-stop-mail": own_page(post="learning:step-stop-mail"),  # whoever has the signed link
    # the questionnaire
    "learning:wellbeing": everybody(post=200),
    "learning:wellbeing-keep": learns("learning:wellbeing-results"),
    "learning:wellbeing-results": own_page(),
    # Taking away what is not theirs takes nothing away, and looks the same as taking away what is not there.
    "learning:wellbeing-remove": Policy(
        allow=OWN, mark="public", post="learning:wellbeing-results",
        missing={"POST": "learning:wellbeing-results", "POST visitor": 404},
    ),
}  # fmt: skip
