"""Reads what is sent about attendance: a day, a period, who is ticked, how many others came."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.organizations.forms.counts import CountField
from courses.organizations.forms.days import CalendarDayField
from courses.organizations.forms.fields import PlainForm
from courses.organizations.forms.paging import PageForm
from courses.organizations.groups.attendance.actions import NotedAttendance
from courses.organizations.models import Meeting


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `since` to `until`, both included; None is open."""

    since: date | None = None
    until: date | None = None

    def within(self, meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
        if self.since:
            meetings = meetings.filter(day__gte=self.since)
        return meetings.filter(day__lte=self.until) if self.until else meetings

    @property
    def query(self) -> str:
        """The part of an address that asks for it."""
        days = {"since": self.since, "until": self.until}
        return urlencode({name: day.isoformat() for name, day in days.items() if day})


class PeriodForm(PageForm):
    since = CalendarDayField(label=gettext_lazy("From"), required=False)
    until = CalendarDayField(label=gettext_lazy("To"), required=False)

    @property
    def period(self) -> Period:
        """The period asked for; an invalid day counts as not given."""
        self.full_clean()
        return Period(self.cleaned_data.get("since"), self.cleaned_data.get("until"))


class MeetingDayForm(PlainForm):
    """The day of a meeting."""

    day = CalendarDayField(
        label=gettext_lazy("Day on which the group met"),
        error_messages={"required": gettext_lazy("Enter the day")},
    )

    def __init__(self, data: QueryDict | None, *, today: date) -> None:
        super().__init__(data, initial={"day": today})
        self.today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("Enter a day that has come"))
        if day.year < self.today.year - 5:
            raise forms.ValidationError(_("Enter a day of the last five years"))
        return day


class AttendanceForm(PlainForm):
    """Members ticked and how many others came; `was…` fields say what the form was made from. Numbers of members that
    do not stand on the form are ignored."""

    others = CountField(
        label=gettext_lazy("Others who were there and stand on no list"),
        help_text=gettext_lazy("Guests, or people who want no account. A number is enough."),
    )
    was_others = CountField()

    def __init__(self, data: QueryDict | None, *, listed: Collection[int], others: int) -> None:
        super().__init__(data, initial={"others": others or "", "was_others": others})
        self.listed = frozenset(listed)

    def _members(self, name: str) -> frozenset[int]:
        assert isinstance(self.data, QueryDict)
        sent = set(self.data.getlist(name))
        return frozenset(number for number in self.listed if str(number) in sent)

    @property
    def wanted(self) -> NotedAttendance:
        return NotedAttendance(self._present(), self.cleaned_data["others"])

    def _present(self) -> frozenset[int]:
        return self.listed if "everybody" in self.data else self._members("present")

    @property
    def seen(self) -> NotedAttendance:
        return NotedAttendance(self._members("was"), self.cleaned_data["was_others"])

    def ticked(self, stored: frozenset[int]) -> frozenset[int]:
        """Member numbers whose boxes are ticked: as sent, else as stored."""
        return self._present() if self.is_bound else stored

    def was(self, stored: frozenset[int]) -> frozenset[int]:
        """Member numbers that were ticked when the form was made.

        As sent, so that changes by others since then are kept, else as stored.
        """
        return self._members("was") if self.is_bound else stored

    @property
    def takes_back(self) -> bool:
        """Whether a removed meeting is to be restored."""
        return "takes_back" in self.data


class PresenceForm(PlainForm):
    """Whether the learner notes that they are here, or undoes that."""

    YES, NO = "yes", "no"
    here = forms.ChoiceField(choices=[(YES, YES), (NO, NO)])


class VersionForm(PlainForm):
    """The version of the meeting whose last change is to be undone."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
