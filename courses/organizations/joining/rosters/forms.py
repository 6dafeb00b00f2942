"""Forms of a roster: the file or the pasted list, and what is to be done with it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.organizations.forms.fields import PlainForm, RadioCards
from courses.organizations.joining.rosters.reading.files import ColumnQuestion, RosterFile, UnclearError, read_roster
from courses.organizations.joining.rosters.reading.limits import MOST_BYTES, MOST_ROWS, FileRefusedError

REFUSALS = {
    "too_big": _("The file is larger than 5 MB. Split it into several files."),
    "too_much": _("The file holds too much to be read. Keep only the column with the names."),
    "too_many_rows": _("The file has more than 50,000 rows. Split it into several files."),
    "too_many_columns": _("The file has more than 50 columns. Keep the column with the names."),
    "unreadable": _("This file cannot be read. Save it as CSV or as an Excel file (.xlsx) and choose it again."),
    "encoding": _("The letters of this file cannot be read. Save it as CSV UTF-8 and choose it again."),
    "old_excel": _("This is an old Excel file (.xls). Save it as .xlsx and choose it again."),
    "empty": _("There is no name in this file."),
    "chat": _("This is what was said in a chat, not a list. Copy the names alone, or the last relay list."),
    "unclear": _("It is not certain which column holds the names."),
}


ENCODING_CHOICES = [
    ("", _("Find out by itself")),
    ("utf-8-sig", "UTF-8"),
    ("gb18030", _("GB18030 (Chinese Excel)")),
    ("big5hkscs", _("Big5 (traditional characters)")),
    ("utf-16", "UTF-16"),
]


class RosterForm(PlainForm):
    """A file, or a list pasted; `content` is its bytes. `cleaned_data["roster"]` is the RosterFile, or `question` says
    what only a person can tell."""

    file = forms.FileField(
        label=_("File with the names"),
        help_text=_("CSV, text or Excel (.xlsx), up to 50,000 rows and 5 MB."),
        required=False,
        error_messages={
            "required": _("Choose a file"),
            "empty": REFUSALS["empty"],
            "missing": _("Choose a file"),
            "invalid": REFUSALS["unreadable"],
        },
    )
    names = forms.CharField(
        label=_("Or paste the names"),
        help_text=_("One a line, or a numbered list from a chat. Telephone numbers beside a name are left out."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        required=False,
        strip=False,
    )
    encoding = forms.ChoiceField(label=_("How the letters are stored"), choices=ENCODING_CHOICES, required=False)
    ask = forms.BooleanField(label=_("Let me say which column holds the names"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.content = b""
        self.question: ColumnQuestion | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file, typed = cleaned.get("file"), cleaned.get("names", "")
        if self.errors:
            return cleaned
        if file is None and not typed.strip():
            self.add_error("file", _("Choose a file, or paste the names"))
            return cleaned
        field = "names" if file is None else "file"
        try:
            self.content = typed.encode(errors="replace") if file is None else content_of(file)
            cleaned["roster"] = self._read(cleaned, "utf-8-sig" if file is None else cleaned.get("encoding", ""))
        except UnclearError as unclear:
            self.question = unclear.question
        except FileRefusedError as refused:
            self.add_error(field, REFUSALS[refused.reason])
        return cleaned

    def _read(self, cleaned: dict[str, Any], encoding: str) -> RosterFile:
        return read_roster(self.content, encoding=encoding, today=self.today, ask=cleaned.get("ask", False))


def content_of(file: Any) -> bytes:
    """The bytes of an upload within the size limit."""
    if file.size > MOST_BYTES:
        raise FileRefusedError("too_big")
    file.seek(0)
    return bytes(file.read())


class RunForm(PlainForm):
    """Which members are to be removed, whether duplicate names are two people, and the first row of the part shown."""

    remove = forms.TypedMultipleChoiceField(required=False, coerce=int)
    remove_all = forms.BooleanField(required=False)
    others = forms.ChoiceField(
        label=_("Names that stand more than once"),
        choices=[
            ("no", _("The same person each time: on the list once")),
            ("yes", _("Different people: each on the list, with a number behind the name")),
        ],
        widget=RadioCards,
        error_messages={"required": _("Say whether this is the same person")},
    )
    start = forms.IntegerField(required=False, min_value=0, max_value=MOST_ROWS)

    def __init__(self, *args: Any, missing: tuple[tuple[int, str], ...], asks_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.missing = missing
        self.fields["remove"].choices = [(str(pk), nickname) for pk, nickname in missing]  # type: ignore[attr-defined]
        if not asks_others:
            del self.fields["others"]

    @property
    def leaving(self) -> list[int]:
        if self.cleaned_data["remove_all"]:
            return [pk for pk, _nickname in self.missing]
        return list(self.cleaned_data["remove"])
