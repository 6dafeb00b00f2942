"""The contract of every exercise: a kind, a title, a form, a result, and the templates that show them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Self

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.forms.changing import CHANGE, with_change
from courses.exercises.forms.fields import FigureField, Unread
from courses.exercises.links.lesson_link import LessonLink
from courses.exercises.results.outcome import Score
from courses.exercises.results.wording import (
    IN_FIGURES,
    PER_UNIT,
    ambiguous_values,
    exact_number,
    figures_to_press,
    misfit_words,
    plain_decimal,
)
from courses.exercises.subjects import SUBJECTS
from courses.loans.errors import InvalidInput, LoanError

FILLED_IN, CHANGE_IT = _lazy("What you filled in"), _lazy("What I filled in: change it")
NAMES_ITS_BOX = ("empty", "required", "invalid_choice", "need_rate_or_instalment")  # these say what to enter


@dataclass(frozen=True, slots=True)
class Choice:
    """A button that sends the same form with one thing changed."""

    label: str
    data: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class InputProblem:
    """A line of the error summary: the field it links to, its message, and readings to choose from."""

    anchor: str
    message: str
    choices: tuple[Choice, ...] = ()


class ExerciseForm(forms.Form):
    """Base of every exercise's form. Nothing typed outlives the request."""

    use_required_attribute = False
    box_of: Mapping[str, str] = {}  # field names of courses.loans and the form fields that fill them
    belongs_to: Mapping[str, str] = {}  # selects that mean nothing while another box is empty, and that box
    period_of: Mapping[str, str] = {}  # figures whose text may name a period, and the select that names it too
    read_with: Mapping[str, tuple[str, ...]] = {}  # boxes whose text reads differently when these others change
    figures_words: Any = _lazy("My figures: change one")  # over the form where it is folded under a result
    summary_words: Any = _lazy("Your numbers")  # over what was filled in, on paper
    add_words: Any = ""  # the button that brings the same form back with room for one more row; none where empty

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None,
        prefix: str | None = None,
    ) -> None:  # fmt: skip
        self.before_change = data if data is not None and CHANGE in data else None  # where a change was pressed
        changed = None if data is None else with_change(data)
        super().__init__(changed, initial=dict(initial or {}), auto_id="exercise-%s", label_suffix="", prefix=prefix)

    @property
    def box_names(self) -> tuple[str, ...]:
        """Names of the fields that this form accepts, from its own page or from another exercise."""
        return tuple(self.fields)

    @property
    def parts(self) -> tuple["ExerciseForm", ...]:
        """The forms of which this form consists: one for each offer of several, else only itself."""
        return (self,)

    @cached_property
    def sent(self) -> dict[str, str]:
        """The typed values of this form's own fields, as text, without empty ones."""
        boxes = {name: self.add_prefix(name) for name in self.fields}
        return {name: str(self.data[box]) for name, box in boxes.items() if self.data.get(box)}

    def with_changes(self, **changes: str) -> dict[str, str]:
        """The typed values with some fields changed; an empty text clears a field."""
        return {name: value for name, value in {**self.sent, **changes}.items() if value}

    def varied(self, boxes: Mapping[str, str]) -> Self:
        """This valid form with some boxes filled differently: the others are not read again."""
        other = copy(self)
        other.data = self.with_changes(**boxes)
        vars(other).pop("sent", None), vars(other).pop("echoes", None)
        other._errors = ErrorDict()  # type: ignore[attr-defined]
        other._bound_fields_cache = {}  # type: ignore[attr-defined]
        other.cleaned_data = dict(self.cleaned_data)
        changed = {name for name, text in boxes.items() if text != self.sent.get(name, "")}
        for name in self.fields:
            if not changed.isdisjoint((name, *self.read_with.get(name, ()))):  # all others read the same
                other._read_box(name)
        other.cleaned_data = other.clean() or other.cleaned_data
        return other

    def _read_box(self, name: str) -> None:
        try:
            self.cleaned_data[name] = self.fields[name].clean(self.data.get(name))
            if further := getattr(self, f"clean_{name}", None):
                self.cleaned_data[name] = further()
        except ValidationError as problem:
            self.add_error(name, problem)

    def sent_or_initial(self, name: str) -> str:
        """The present value of a field, as text."""
        return self.sent.get(name, "") if self.is_bound else str(self.initial.get(name, ""))

    def uses_any(self, names: Iterable[str]) -> bool:
        """Whether one of these fields has a value or an error."""
        return any(self.sent_or_initial(name) or name in self.errors for name in names)

    @property
    def asks_more(self) -> bool:
        """Whether the main button shows further fields first instead of a result."""
        return False

    @property
    def brought_words(self) -> str:
        """The note above a form that was filled from elsewhere, or that came back with further fields."""
        return _("Your figures are filled in. Add what is missing, then work it out.")

    @cached_property
    def echoes(self) -> Mapping[str, str]:
        """How each field was read, by its name; only those with something to say."""
        return {name: words for name in self.sent if (words := self.echo(name))}

    def echo(self, name: str) -> str:
        """How a field was read, in a sentence; empty when there is nothing to say."""
        return ""

    def value_in_words(self, name: str) -> str:
        """A field's value alone, for paper; empty for checkboxes."""
        return ""

    @property
    def summary(self) -> tuple[tuple[str, str], ...]:
        """Label and value of each filled field, for paper."""
        used = [name for name in self.fields if name in self.sent and self.belongs_to.get(name, name) in self.sent]
        return tuple((str(self[name].label), self._as_read(name)) for name in used)

    def _as_read(self, name: str) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            chosen = self.sent[name]
            return next((str(label) for value, label in field.widget.choices if str(value) == chosen), "")
        return self.value_in_words(name) or _("yes")

    def refuse(self, problem: LoanError) -> None:
        """Add an error to the field that keeps the result from being calculated."""
        subject = re.split(r"[.\[]", problem.field)[0] if isinstance(problem, InvalidInput) else ""
        box = self.box_of.get(subject)
        field = self.fields.get(box or "")
        if isinstance(field, FigureField):
            self.add_error(box, field.reading_failed(problem))
        elif box is None and subject:  # a limit of the mathematics itself: its number means nothing to the reader
            self.add_error(None, Unread(problem, misfit_words()))
        else:
            self.add_error(box, Unread(problem))

    def problems(self) -> tuple[InputProblem, ...]:
        """The error summary, in the order of the fields."""
        found = self.errors.as_data()
        ordered = [name for name in (NON_FIELD_ERRORS, *self.fields) if name in found]
        return tuple(self._problem(name, error) for name in ordered for error in found[name])

    def _problem(self, name: str, error: ValidationError) -> InputProblem:
        message = " ".join(error.messages)
        if name not in self.fields:
            return InputProblem("", message, self._choices(name, error))
        bound = self[name]
        has_several = isinstance(self.fields[name].widget, forms.RadioSelect)
        anchor = f"{bound.id_for_label or bound.auto_id}{'_0' if has_several else ''}"
        if error.code not in NAMES_ITS_BOX:
            message = _("%(box)s: %(message)s") % {"box": str(bound.label).rstrip("?？"), "message": message}
        return InputProblem(anchor, message, self._choices(name, error))

    def _choices(self, name: str, error: ValidationError) -> tuple[Choice, ...]:
        if not isinstance(error, Unread):
            return ()
        offered = tuple(self.readings(name, str(error.code), error.numbers))
        return tuple(Choice(label, self.with_changes(**changes)) for label, changes in offered)

    def readings(self, name: str, code: str, numbers: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
        """Possible meanings of a field that cannot be read: the text of each button, and the fields it fills."""
        if name not in self.fields:
            yield from self.readings_of_all(code)
            return
        figure = self.fields[name]
        select = self.period_of.get(name, "")
        if code in ("ambiguous", "range"):
            # The text goes, and with it the period that it names: that one is chosen in the list.
            period = {select: str(numbers["unit"])} if select and "unit" in numbers else {}
            sign = "%" if getattr(figure, "unit", "") == "%" else ""
            for one in filter(None, ambiguous_values(numbers)):
                yield f"{exact_number(one)}{sign}", {name: plain_decimal(one), **period}
        elif select:
            yield from self._periods(select, code, numbers)
        if code in IN_FIGURES:
            value = numbers[IN_FIGURES[code]]
            yield figures_to_press(code, value), {name: plain_decimal(Decimal(value))}
        if code == "said_unknown" and f"{name}_unknown" in self.fields:
            yield _("Not known"), {name: "", f"{name}_unknown": "on"}

    def readings_of_all(self, code: str) -> Iterator[tuple[str, dict[str, str]]]:
        """Possible meanings of the fields together, when each can be read but they contradict each other."""
        return iter(())

    def _periods(self, select: str, code: str, numbers: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
        """The periods to choose from, or the list cleared where it contradicts the text."""
        if code == "unit_needed":
            for unit in numbers.get("units") or ("day", "month", "year"):
                yield PER_UNIT[unit](), {select: str(unit)}
        elif code == "unit_conflict" and self.sent.get(select) and not self.fields[select].required:
            yield _("As written in the text"), {select: ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseFile:
    """A file made from the typed values and stored nowhere.

    `make` takes the valid form and its result; `name` is the value of the button "file" and the file's extension.
    """

    name: str
    label: Any
    content_type: str
    make: Callable[[Any, Any], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise. `calculate` takes a valid form and returns what the result template shows.

    `calculate` may raise LoanError; the page then says why at the form. `example` holds made-up figures of ours.
    An exercise that is no form with a result, but a walk of steps, answers by `page` instead; its form only reads what
    a lesson presets, and form.html is how it begins.
    The templates form.html, result.html and worksheet.html stand in courses/exercises/<subject>/<kind>/.
    `starts` are the ways into it that a page of ours may link to by name, each with the boxes it fills; `start_title`
    names one in the page's language.
    With `has_own_files` the result's template holds the buttons of the files, beside what can be changed there.
    `score` says of a result how much was right, in an exercise that is marked; figures are no marks.
    """

    kind: ExerciseKind
    title: Any
    lead: Any
    search: Any  # words that find it, besides its title and lead
    form_class: type[ExerciseForm]
    calculate: Callable[[Any], Any] = lambda _form: None
    example: Mapping[str, str] = field(default_factory=dict)
    page: "Callable[[HttpRequest, Exercise, LessonLink | None], HttpResponse] | None" = None
    own_query: frozenset[str] = frozenset()  # what the address of such a page may name: places, never figures
    press: Any = _lazy("Work it out")  # the words of the main button
    icon: str = "calc"  # of parts/icons
    more_sheets: tuple[str, ...] = ()  # of static/css, beside those of every exercise
    files: tuple[ExerciseFile, ...] = ()
    has_own_files: bool = False
    starts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    start_title: Callable[[str], str] | None = None
    score: Callable[[Any], Score] | None = None

    @property
    def is_walk(self) -> bool:
        """Whether it is a walk of steps answered by `page`; templates cannot test `page` itself: they would call it."""
        return self.page is not None

    @property
    def form_template(self) -> str:
        return self._template("form")

    @property
    def result_template(self) -> str:
        return self._template("result")

    @property
    def worksheet_template(self) -> str:
        return self._template("worksheet")

    @property
    def icon_template(self) -> str:
        return f"parts/icons/{self.icon}.html"

    def _template(self, name: str) -> str:
        kind = self.kind.name.lower()
        return f"courses/exercises/{SUBJECTS[kind]}/{kind}/{name}.html"
