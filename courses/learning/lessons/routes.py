"""Tells the accounts package which pages hold this package's forms, and which addresses need no sign-in."""

from collections.abc import Mapping

LESSON, STEP = ("learning:lesson", "course", "lesson"), ("learning:step", "course", "lesson")
ASKED = ("learning:lesson-question", "course", "lesson", "question")
QUESTION = ("learning:check-question", "course", "attempt", "place")
PATH_QUESTION = ("learning:path-question", "path", "place")
REVIEW = ("learning:review-question", "course", "lesson", "question")
RECORD = ("learning:record", "record")

# By route that only takes a form: the page of the form, and those parts of the address that it takes.
FORM_PAGES: Mapping[str, tuple[str, ...]] = {
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
}
GOES_THROUGH = (
    "learning:wellbeing", "learning:step-stop-mail",
    "learning:answer", "learning:show", "learning:review-answer", "learning:review-show",
)  # fmt: skip
KEPT_FOR_OTHERS = ("learning:lesson",)
