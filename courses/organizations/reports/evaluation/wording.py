"""Words for the parts of a report, the same on the page and in its file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.catalog.published.library import catalog
from courses.languages.known import current_language
from courses.organizations.reports.evaluation.report import MIXED, NO, YES, GroupPart, Share, TermGain, TermReport

Words = str | Promise
SAID_WORDS: Mapping[str, Words] = {
    "done": _("Did it"),
    "partly": _("Did part of it"),
    "not-done": _("Not done"),
    "no-answer": _("Asked, no answer"),
    "not-asked": _("Took nothing up, or too late to be asked"),
}
TITLES: Mapping[GroupPart, Words] = {
    GroupPart.ATTENDANCE: _("At meetings of their groups"),
    GroupPart.FINISHED: _("Finished a whole course"),
    GroupPart.HELP: _("Somebody read out and pressed for them"),
    GroupPart.EXERCISES: _("Did a money exercise"),
    GroupPart.AFTER_7: _("What they meant to do: after 7 days"),
    GroupPart.AFTER_30: _("What they meant to do: after 30 days"),
    GroupPart.CAME_BACK: _("Still reviewed questions"),
}
YES_NO: Mapping[str, Words] = {YES: _("Yes, they did"), NO: _("No, they did not")}
VALUE_WORDS: Mapping[GroupPart, Mapping[str, Words]] = {
    GroupPart.ATTENDANCE: {"3-or-more": _("Three times or more"), "1-or-2": _("Once or twice"), "none": _("Never")},
    GroupPart.FINISHED: YES_NO,
    GroupPart.HELP: YES_NO,
    GroupPart.EXERCISES: YES_NO,
    GroupPart.AFTER_7: SAID_WORDS,
    GroupPart.AFTER_30: SAID_WORDS,
    GroupPart.CAME_BACK: {
        "after-30-days": _("30 days or more after their first lesson"),
        "after-7-days": _("7 to 29 days after it"),
        "no": _("Not after 7 days"),
    },
}
HELP_WORDS: Mapping[str, Words] = {
    NO: _("answered alone"),
    YES: _("with somebody’s help"),
    MIXED: _("some with help"),
    "": "",
}


@dataclass(frozen=True, slots=True)
class ShareLine:
    words: Words
    share: Share

    @property
    def low(self) -> int | None:
        return round(100 * self.share.interval.low) if self.share.interval else None

    @property
    def high(self) -> int | None:
        return round(100 * self.share.interval.high) if self.share.interval else None


@dataclass(frozen=True, slots=True)
class PartLines:
    title: Words
    lines: tuple[ShareLine, ...]

    @property
    def is_hidden(self) -> bool:
        """Whether none of its numbers may be shown."""
        return all(line.share.count is None for line in self.lines)


@dataclass(frozen=True, slots=True)
class TermGainLine:
    course: str
    help: Words
    gain: TermGain


def parts_in_words(report: TermReport) -> Iterator[PartLines]:
    for part, shares in report.parts.items():
        words = VALUE_WORDS[part]
        yield PartLines(TITLES[part], tuple(ShareLine(words[share.value], share) for share in shares))


def gains_in_words(report: TermReport) -> Iterator[TermGainLine]:
    courses = catalog().courses
    for gain in report.gains:
        course = courses.get(gain.course)
        title = course.title.in_language(current_language()) if course else gain.course
        yield TermGainLine(title, HELP_WORDS[gain.help], gain)
