"""A letter of your own: the exercise as the rest of the site sees it."""

from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.base import Exercise, ExerciseFile
from courses.exercises.debts.letter.files import as_text, as_word
from courses.exercises.debts.letter.form import ABOUT, LetterForm, letter_name
from courses.exercises.debts.letter.result import letter_result

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PLAIN = "text/plain; charset=utf-8"
EXAMPLE: dict[str, Any] = {  # the made-up case of the lesson on asking early
    "about": "hardship", "lender": _("Paper Boat Bank (made up)"), "name": _("Xiao Lin"),
    "phone": _("my own number"), "contract": "0000", "loan_amount": "6000", "instalment_number": "5",
    "instalment": "558.09", "due": "2026-12-15", "change": _("My shifts were cut by half this month."),
    "how_long": _("three months"), "proof": _("shift notice, payslip"), "income": "3400", "essentials": "3000",
    "offer": "320", "offer_from": "2026-12-15", "request": "more", "answer_by": "2026-12-12",
}  # fmt: skip

EXERCISE = Exercise(
    kind=ExerciseKind.LETTER,
    title=_("A letter of your own"),
    lead=_("To a lender, the credit register, the regulator or a court: whole, to print or to change in Word."),
    search=_("letter write hardship plan dispute complaint data deletion court paper objection template Word"),
    icon="doc",
    press=_("Write the letter"),
    form_class=LetterForm,
    calculate=letter_result,
    example=MappingProxyType(EXAMPLE),
    more_sheets=("letter", "help"),
    files=(
        ExerciseFile(name="docx", label=_("Take it along for Word"), content_type=WORD, make=as_word),
        ExerciseFile(name="txt", label=_("Take it along as text"), content_type=PLAIN, make=as_text),
    ),
    has_own_files=True,
    starts=MappingProxyType({about: MappingProxyType({"about": about}) for about in ABOUT}),
    start_title=letter_name,
)
