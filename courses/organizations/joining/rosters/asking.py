"""The question which column holds what, with three rows to look at; the file itself goes back with the answer.

Nothing but names and consents is ever stored, so a file that is asked about is not: a short one travels in the page
itself and returns with the form, a longer one is chosen again.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.organizations.forms.fields import PlainForm
from courses.organizations.joining.rosters.forms import ENCODING_CHOICES, REFUSALS, content_of
from courses.organizations.joining.rosters.reading.files import ColumnQuestion, SheetHead, read_roster
from courses.organizations.joining.rosters.reading.headings import Heading
from courses.organizations.joining.rosters.reading.layouts import Layout, is_of_children, who_agrees
from courses.organizations.joining.rosters.reading.limits import LAST_ROW, MOST_COLUMNS, FileRefusedError

MOST_CARRIED = 150 * 1024  # bytes of a file that travel in the page; a form may hold 256 KB
ROWS_SHOWN = 3
SHOWN_OF_A_CELL = 24
EXAMPLES = 3
EVERY = -1  # column that seems to hold names
_LONG_NUMBER = re.compile(r"([0-9]{3})[0-9]{4,}[0-9Xx]?")


@dataclass(frozen=True, slots=True)
class Sample:
    """Three rows of a sheet as shown: column letters, and long numbers shortened."""

    name: str
    letters: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def file_as_text(content: bytes) -> str:
    """The file encoded for a hidden field, or "" when it is too long for that."""
    return base64.b64encode(content).decode() if len(content) <= MOST_CARRIED else ""


def letter_of(column: int) -> str:
    """The letter of a column as spreadsheets name it."""
    return chr(65 + column) if column < 26 else f"{chr(64 + column // 26)}{chr(65 + column % 26)}"  # noqa: PLR2004


def samples_of(question: ColumnQuestion) -> tuple[Sample, ...]:
    return tuple(_sample(head, question.layout) for head in question.heads if head.rows)


def _sample(head: SheetHead, layout: Layout) -> Sample:
    place = next((place for place, (number, _cells) in enumerate(head.rows) if number >= layout.first_row), 0)
    start = max(0, min(place - 1, len(head.rows) - ROWS_SHOWN))
    rows = head.rows[start : start + ROWS_SHOWN]
    width = max(len(cells) for _number, cells in rows)
    shown = tuple((number, tuple(map(_shown, [*cells, *[""] * (width - len(cells))]))) for number, cells in rows)
    return Sample(head.name, tuple(map(letter_of, range(width))), shown)


def _shown(cell: str) -> str:
    cut = _LONG_NUMBER.sub(r"\1…", cell)
    return cut if len(cut) <= SHOWN_OF_A_CELL else f"{cut[:SHOWN_OF_A_CELL]}…"


class ColumnsForm(PlainForm):
    """Which columns hold names; `cleaned_data["roster"]` is the RosterFile."""

    content = forms.CharField(widget=forms.HiddenInput, required=False)
    file = forms.FileField(label=gettext_lazy("The same file again"), required=False)
    encoding = forms.ChoiceField(
        label=gettext_lazy("How the letters are stored"), choices=ENCODING_CHOICES, required=False
    )
    sheet = forms.TypedChoiceField(label=gettext_lazy("Sheet"), coerce=int, required=False)
    first_row = forms.IntegerField(
        label=gettext_lazy("The first person stands in row"),
        min_value=1,
        max_value=LAST_ROW,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Enter the number of a row")},
    )
    name = forms.TypedChoiceField(
        label=gettext_lazy("Column with the names"),
        coerce=int,
        error_messages={"required": gettext_lazy("Select a column")},
    )
    given = forms.TypedChoiceField(
        label=gettext_lazy("Column with the given names, if they stand apart from the family names"),
        coerce=int, empty_value=None, required=False,
    )  # fmt: skip
    consent = forms.TypedChoiceField(
        label=gettext_lazy("Column that says whether a guardian agreed, for children under 14"),
        coerce=int, empty_value=None, required=False,
    )  # fmt: skip
    agreed = forms.BooleanField(
        label=gettext_lazy("Everybody who is named in that column has agreed that the child takes part"), required=False
    )
    age = forms.TypedChoiceField(
        label=gettext_lazy("Column with ages or dates of birth: who is under 14 is read from it, nothing is kept"),
        coerce=int, empty_value=None, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, question: ColumnQuestion | None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.today = question, today
        heads = question.heads if question else ()
        columns = _column_choices(heads)
        for name in ("name", "given", "consent", "age"):
            first = _every_name(question) if name == "name" else [("", _("No such column"))]
            self.fields[name].choices = [*first, *columns]  # type: ignore[attr-defined]
        filled = [(place, head) for place, head in enumerate(heads) if head.rows]
        self.fields["sheet"].choices = [(str(place), head.name) for place, head in filled]  # type: ignore[attr-defined]
        if len(filled) < 2:  # noqa: PLR2004 - nothing to choose
            del self.fields["sheet"]
        if question and question.encoding == "xlsx":
            del self.fields["encoding"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors or self.question is None:
            return cleaned
        try:
            cleaned["roster"] = read_roster(
                sent_content(cleaned), encoding=cleaned.get("encoding", ""), layout=self._layout(), today=self.today
            )
        except FileRefusedError as refused:
            self.add_error("name" if refused.reason == "empty" else None, REFUSALS[refused.reason])
        return cleaned

    def _layout(self) -> Layout:
        assert self.question is not None
        chosen = self.cleaned_data
        sheet = int(chosen.get("sheet") or self.question.layout.sheet)
        rows = self.question.heads[sheet].rows
        heading = _heading(rows, chosen["first_row"], chosen["consent"])
        guess = self.question.layout
        layout = Layout(
            sheet=sheet, first_row=chosen["first_row"], names=self._names(), given=chosen["given"],
            consent=chosen["consent"], who_agreed=who_agrees(heading) if heading else guess.who_agreed,
            agreed=chosen["agreed"], ages=_ages(self.question, sheet, chosen["age"]),
        )  # fmt: skip
        return replace(layout, of_children=layout.consent is not None and is_of_children(rows, layout))

    def _names(self) -> tuple[int, ...]:
        """The column chosen, or every one that seems to hold names; with given names apart, the first of them."""
        assert self.question is not None
        guess, chosen = self.question.layout.names, self.cleaned_data["name"]
        if chosen != EVERY:
            return (chosen,)
        return guess if self.cleaned_data["given"] is None else guess[:1]


def first_answers(question: ColumnQuestion, content: bytes) -> dict[str, Any]:
    """Initial values of the form: the guess."""
    guess = question.layout
    name = EVERY if len(guess.names) > 1 else guess.names[0]
    return {
        "content": file_as_text(content), "sheet": guess.sheet, "first_row": guess.first_row, "name": name,
        "given": guess.given, "consent": guess.consent, "age": guess.ages[0][0] if guess.ages else None,
        "encoding": "utf-16" if question.encoding.startswith("utf-16") else question.encoding,
    }  # fmt: skip


def sent_content(typed: dict[str, Any]) -> bytes:
    """The bytes of the file that came with an answer. Raises FileRefusedError."""
    if (file := typed.get("file")) is not None:
        return content_of(file)
    try:
        content = base64.b64decode(typed.get("content") or "", validate=True)
    except (binascii.Error, ValueError):
        raise FileRefusedError("unreadable") from None
    if not content:
        raise FileRefusedError("empty")
    return content


def _every_name(question: ColumnQuestion | None) -> list[tuple[str, str]]:
    letters = ", ".join(map(letter_of, question.layout.names)) if question and question.layout.names[1:] else ""
    return [(str(EVERY), _("Each of the columns %(letters)s") % {"letters": letters})] if letters else []


def _column_choices(heads: Sequence[SheetHead]) -> list[tuple[str, str]]:
    width = min(max((len(cells) for head in heads for _number, cells in head.rows), default=0), MOST_COLUMNS)
    return [(str(column), _column_words(heads, column)) for column in range(width)]


def _column_words(heads: Sequence[SheetHead], column: int) -> str:
    cells = [cells[column] for head in heads for _number, cells in head.rows if column < len(cells) and cells[column]]
    examples = " · ".join(_shown(cell) for cell in cells[:EXAMPLES])
    return f"{letter_of(column)} – {examples}" if examples else letter_of(column)


def _heading(rows: Sequence[tuple[int, list[str]]], first_row: int, column: int | None) -> str:
    above = [cells for number, cells in rows if number < first_row]
    return above[-1][column] if column is not None and above and column < len(above[-1]) else ""


def _ages(question: ColumnQuestion, sheet: int, column: int | None) -> tuple[tuple[int, Heading], ...]:
    """What was found by the headings where that was meant; else ages, which have at most three digits, or births."""
    if column is None:
        return ()
    if sheet == question.layout.sheet and column in dict(question.layout.ages):
        return question.layout.ages
    cells = [cells[column] for _number, cells in question.heads[sheet].rows if column < len(cells)]
    return ((column, Heading.BIRTH if any(re.search(r"[0-9]{4}", cell) for cell in cells) else Heading.AGE),)
