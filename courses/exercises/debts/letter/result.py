"""The letter as the page shows it: whole, with what is still open, what to do once it is sent, and its sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.catalog.model.lessons import CitedFact
from courses.catalog.model.letters import Letter
from courses.catalog.model.values.texts import Text
from courses.exercises.debts.letter.building import BLANK, left_of, letter_text, said
from courses.exercises.debts.letter.form import LetterForm
from courses.exercises.results.sources import cited
from courses.exercises.results.wording import money
from courses.languages.known import BY_CODE, current_language

SENT_IN = settings.LETTERS_LANGUAGE  # that of the lender, register, office or court to whom it goes
DAYS_TO_OBJECT = 15  # CN-COLL-21
DAYS_TO_COME = ("offer_from", "answer_by")
KEEPS_A_LOG = ("contacts", "complaint")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterResult:
    """`text` is the letter that is sent; `copy` the same in the reader's language, where that is another one."""

    level: str
    icon: str
    heading: str
    says: str
    warnings: tuple[str, ...]
    text: str
    lang: str
    copy: str
    is_changed: bool
    after: tuple[Text, ...]
    helplines: tuple[str, ...]
    keeps_a_log: bool
    carried: Mapping[str, str]
    sources: tuple[CitedFact, ...]

    @property
    def rows(self) -> int:
        """Lines of the box in which it can be changed: about those that it has on a phone."""
        return min(40, sum(1 + len(line) // 20 for line in self.text.splitlines()))


def letter_result(form: LetterForm) -> LetterResult:
    letter = form.letter
    assert letter is not None  # a valid form has one
    built = letter_text(letter, form.cleaned_data, SENT_IN)
    text = form.cleaned_data["text"] or built
    is_foreign = current_language() != SENT_IN
    warnings = tuple(_warnings(form))
    lines = said(letter, form.cleaned_data)
    return LetterResult(
        level="warn" if warnings else "good",
        icon=f"parts/icons/{'warn' if warnings else 'check'}.html",
        heading=_heading(text),
        says=_says(is_foreign),
        warnings=warnings,
        text=text,
        lang=BY_CODE[SENT_IN].html_lang,
        copy=letter_text(letter, form.cleaned_data, current_language()) if is_foreign else "",
        is_changed=bool(form.cleaned_data["text"]) and form.cleaned_data["text"] != built,
        after=_after(letter, lines),
        helplines=letter.helplines,
        keeps_a_log=form.cleaned_data["about"] in KEEPS_A_LOG,
        carried=form.carried,
        sources=cited(tuple(dict.fromkeys(fact for line in lines for fact in line.cites))),
    )


def _after(letter: Letter, lines: tuple[object, ...]) -> tuple[Text, ...]:
    return tuple(line.says for line in letter.after if line in lines)


def _heading(text: str) -> str:
    open_lines = text.count(BLANK) - 1  # the day is always written by hand
    if open_lines <= 0:
        return _("Your letter is written")
    words = ngettext("Your letter, with %(count)d line to fill in", "Your letter, with %(count)d lines to fill in",
                     open_lines)  # fmt: skip
    return words % {"count": open_lines}


def _says(is_foreign: bool) -> str:
    if is_foreign:
        return _("Read it in English, send it in Chinese. What you typed yourself stands in it as you typed it.")
    return _("Read it through once, add day and name by hand, then send it.")


def _warnings(form: LetterForm) -> Iterator[str]:
    cleaned = form.cleaned_data
    about, offer, left = cleaned["about"], cleaned["offer"], left_of(cleaned)
    if about == "hardship" and offer is not None and left is not None and offer.value and offer.value >= left:
        if left < 0:
            says = _(
                "You offer %(offer)s, and %(left)s is missing as it is. Offer a sum that holds in a bad month too."
            )
        else:
            says = _("You offer %(offer)s, and %(left)s is left. Offer a sum that also holds in a bad month.")
        yield says % {"offer": money(offer.value), "left": money(abs(left))}
    yield from _days_gone_by(form)
    if about == "complaint" and cleaned["complaint_to"] == "regulator" and cleaned["complained_on"] is None:
        yield _("The regulator comes after the lender. Have you complained to the lender yet?")
    if about == "court" and cleaned["court_paper"] == "order":
        yield from _order_warnings(form)


def _days_gone_by(form: LetterForm) -> Iterator[str]:
    """A letter that offers something from a day that is over, or asks for an answer by one, asks for nothing."""
    asked = {name for group in (form.letter.groups if form.letter else ()) for name in group.boxes}
    for name in DAYS_TO_COME:
        day = form.cleaned_data[name]
        if name in asked and day is not None and day < timezone.localdate():
            words = {"box": str(form.fields[name].label), "day": date_format(day, "DATE_FORMAT")}
            yield _("%(box)s: %(day)s is over. Choose a day that is still to come.") % words


def _order_warnings(form: LetterForm) -> Iterator[str]:
    received = form.cleaned_data["received_on"]
    if form.cleaned_data["offer"] is not None:
        yield _("Your offer is not in the letter: an objection is about the debt itself. Ask the lender for a plan.")
    if not form.cleaned_data["objection"]:
        yield _("An objection says what is wrong about the debt itself: whether it is owed, to whom, how much.")
    if received is None:
        yield _("You have 15 days from the day the payment order reached you. Write that day down.")
        return
    last = received + timedelta(days=DAYS_TO_OBJECT)
    words = {"day": date_format(last, "DATE_FORMAT")}
    if last < timezone.localdate():
        yield _("By our count the 15 days ended on %(day)s. Ask the court and the legal line today.") % words
    else:
        yield _("By our count the 15 days end on %(day)s. Ask the court, and do not wait for the last one.") % words
