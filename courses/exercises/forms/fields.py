"""Form fields for money exercises: text boxes read by courses.loans.money, with a sentence for every bad input."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, Self

from django import forms

from courses.exercises.forms.widgets import List, Radios, TextBox, Tick
from courses.exercises.results.wording import problem_words
from courses.loans.errors import LoanError
from courses.loans.money import TypedAmount, read_amount

SHOWN_AGAIN = 200  # letters of a box that are shown again; anything longer was no number


class Unread(forms.ValidationError):
    """The error of a field that cannot be read; `numbers` holds what a choice between two readings needs."""

    def __init__(self, problem: LoanError, message: str = "") -> None:
        super().__init__(message or problem_words(problem), code=problem.code)
        self.numbers: Mapping[str, Any] = problem.numbers


class FigureInput(TextBox):
    """A text box for figures: the number keyboard on phones, nothing remembered by the browser."""

    def __init__(self) -> None:
        super().__init__(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "short"})

    def format_value(self, value: Any) -> str | None:
        text = super().format_value(value)
        return None if text is None else text.replace("\0", "")[:SHOWN_AGAIN]


class Shared(forms.Field):
    """A field that serves every reader: it holds nothing of theirs, so a form needs no copy of its own to read with.

    Copying them took a tenth of an exercise's time. What a form changes in a field it changes in a copy.
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self


class FigureField(Shared):
    """Text that a form reads later.

    `ask` is what to say when the box is empty though it is needed; `says` holds this box's own words for other
    codes of courses.loans, where the common ones would not tell the reader what to write here.
    """

    widget = FigureInput

    def __init__(
        self, *, label: Any, ask: Any = "", says: Mapping[str, Any] | None = None, unit: str = "",
        required: bool = True, help_text: Any = "",
    ) -> None:  # fmt: skip
        super().__init__(label=label, required=required, help_text=help_text)
        self.ask = ask
        self.says = says or {}
        self.unit = unit

    def clean(self, value: Any) -> Any:
        return "" if value is None else str(value)

    def reading_failed(self, problem: LoanError) -> Unread:
        """The error to raise: an empty box says what to enter, anything else why it cannot be read."""
        own = {"empty": self.ask, **self.says}
        return Unread(problem, str(own.get(problem.code, "")))


class AmountField(FigureField):
    """A sum of money; cleans to a TypedAmount, or None when an optional box is empty.

    `periods` are the times for which the text may say that the sum is (8000元/月); `may_be_absent` says that 没有 and
    "none" mean that there is no such sum, as an empty box does.
    """

    def __init__(
        self, *, least: Decimal = Decimal(0), periods: Collection[str] = (), may_be_absent: bool = False, **options: Any
    ) -> None:
        super().__init__(unit="¥", **options)
        self.least = least
        self.periods = periods
        self.may_be_absent = may_be_absent

    def clean(self, value: Any) -> TypedAmount | None:
        if not value and not self.required:
            return None
        try:
            read = read_amount(super().clean(value), least=self.least, periods=self.periods)
        except LoanError as problem:
            if problem.code == "empty" and not self.required:
                return None
            raise self.reading_failed(problem) from None
        is_word = not any(sign.isdigit() for sign in read.text)
        return None if self.may_be_absent and is_word and read.value == 0 else read


class ChosenField(Shared, forms.ChoiceField):
    """One of a few options by radio buttons, without a default."""

    widget = Radios

    def __init__(self, *, label: Any, ask: Any, choices: Any) -> None:
        super().__init__(label=label, choices=choices, error_messages={"required": ask, "invalid_choice": ask})


class SelectField(Shared, forms.ChoiceField):
    """One of several options with a default; an unknown value is an error."""

    def __init__(self, *, label: Any, ask: Any, choices: Any, required: bool = True, help_text: Any = "") -> None:
        super().__init__(
            label=label, choices=choices, required=required, help_text=help_text,
            error_messages={"required": ask, "invalid_choice": ask},
            widget=List(attrs={"autocomplete": "off"}),
        )  # fmt: skip


class NotKnownField(Shared, forms.BooleanField):
    """The checkbox "not known" beside a figure. Unknown is never 0."""

    def __init__(self, *, label: Any) -> None:
        super().__init__(label=label, required=False, widget=Tick())
