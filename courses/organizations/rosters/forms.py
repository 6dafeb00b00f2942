"""Forms of a roster: the file, the choice of its encoding, and who goes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.organizations.fields import PlainForm
from courses.organizations.rosters.files import RosterFile, read_roster
from courses.organizations.rosters.limits import MOST_BYTES, MOST_ROWS, FileRefusedError

REFUSALS = {
    "too_big": _("The file is larger than 5 MB. Split it into several files."),
    "too_much": _("The file holds too much to be read. Keep only the column with the names."),
    "too_many_rows": _("The file has more than 50,000 rows. Split it into several files."),
    "too_many_columns": _("The file has more than 50 columns. Keep the column with the names."),
    "unreadable": _("This file cannot be read. Save it as CSV or as an Excel file (.xlsx) and choose it again."),
    "encoding": _("The letters of this file cannot be read. Save it as CSV UTF-8 and choose it again."),
    "old_excel": _("This is an old Excel file (.xls). Save it as .xlsx and choose it again."),
    "empty": _("There is no name in this file."),
}


class RosterForm(PlainForm):
    """`cleaned_data["roster"]` is the RosterFile."""

    file = forms.FileField(
        label=_("File with the names"),
        help_text=_("CSV or Excel (.xlsx), one person a row, up to 50,000 rows and 5 MB."),
        error_messages={
            "required": _("Choose a file"),
            "empty": REFUSALS["empty"],
            "missing": _("Choose a file"),
            "invalid": REFUSALS["unreadable"],
        },
    )
    encoding = forms.ChoiceField(
        label=_("How the letters are stored"),
        choices=[
            ("", _("Find out by itself")),
            ("utf-8-sig", "UTF-8"),
            ("gb18030", _("GB18030 (Chinese Excel)")),
            ("utf-16", "UTF-16"),
        ],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file is not None:
            try:
                cleaned["roster"] = self._read(file, cleaned.get("encoding", ""))
            except FileRefusedError as refused:
                self.add_error("file", REFUSALS[refused.reason])
        return cleaned

    @staticmethod
    def _read(file: Any, encoding: str) -> RosterFile:
        if file.size > MOST_BYTES:
            raise FileRefusedError("too_big")
        return read_roster(file.read(), encoding=encoding)


class RemoveForm(PlainForm):
    """Numbers of the members who are to go, and the first row of the part that was shown."""

    remove = forms.TypedMultipleChoiceField(required=False, coerce=int)
    start = forms.IntegerField(required=False, min_value=0, max_value=MOST_ROWS)

    def __init__(self, *args: Any, missing: tuple[tuple[int, str], ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remove"].choices = [(str(pk), nickname) for pk, nickname in missing]  # type: ignore[attr-defined]
