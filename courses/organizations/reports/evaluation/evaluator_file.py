"""The anonymised file of a term: a line for each person and question, not joined to each other, and its codebook.

Whoever counts the lines gets the page's numbers. Groups of values of fewer than five people are "withheld" together, by
the very rule of the page, so that what might point to somebody (was there often, had help, finished) never stands for
fewer than five lines: k-anonymity with k = 5. Lines of different parts are not joined, so that three such facts
together do not point to one either; checks come as two lists, where people began and by how much they changed, because
a facilitator knows somebody's best score and could find the first one beside it. Lines are sorted by what they say.
"""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from courses.organizations.reports.evaluation.report import GroupPart, TermReport
from courses.organizations.reports.evaluation.wording import VALUE_WORDS

WITHHELD = "withheld"
BEFORE, CHANGE = "before", "change"
COLUMNS = ("part", "value", "course", "with_help", "points")
Line = tuple[str, str, str, str, float | str]


def lines_of(report: TermReport) -> Iterator[Line]:
    """The heading is COLUMNS. Nothing for fewer than five people."""
    for part, shares in report.parts.items():
        said = Counter({share.value: share.count for share in shares if share.count is not None})
        said[WITHHELD] = (report.people or 0) - said.total()
        yield from ((part.value, value, "", "", "") for value in sorted(said.elements()))
    for checks in report.checks:
        for name, points in ((BEFORE, checks.before), (CHANGE, checks.changes)):
            yield from ((name, "", checks.course, checks.help, value) for value in points)


def codebook() -> Iterator[tuple[str, str, str]]:
    """Column, value, and what it means; the first line is the heading."""
    yield _("Column"), _("Value"), _("Meaning")
    yield "part", "", _("What the line is about; one line for each person who took part in the term")
    yield "part", GroupPart.ATTENDANCE.value, _("At how many meetings of their groups they were noted as present")
    yield "part", GroupPart.FINISHED.value, _("Whether they finished all lessons of a course, the last one in the term")
    yield "part", GroupPart.HELP.value, _("Whether somebody read out and pressed for them at least once")
    yield "part", GroupPart.EXERCISES.value, _("Whether they kept that they did a money exercise; none of its figures")
    yield (
        "part",
        GroupPart.AFTER_7.value,
        _("What they said 7 days after taking up something to do; the best of several"),
    )
    yield "part", GroupPart.AFTER_30.value, _("What they had said by 30 days after it; the best of several")
    yield "part", GroupPart.CAME_BACK.value, _("How long after their first lesson they still reviewed questions")
    yield "part", BEFORE, _("The check before the course; only people who took the final check after it")
    yield "part", CHANGE, _("The first final check minus the check before it, of the same people, in a list of its own")
    for part, words in VALUE_WORDS.items():
        for value, meaning in words.items():
            yield "value", f"{part.value}: {value}", str(meaning)
    yield "value", WITHHELD, _("One of the values that fewer than five people have, or that would tell of them")
    yield "value", "not-asked", _("Took up nothing, or too late in the term to be asked")
    yield "value", "no-answer", _("Was asked and did not answer before the term’s end; count it as not done")
    yield "value", "not-done", _("Said “not yet” or “not for me”")
    yield "course", "", _("Which course the checks belong to; empty in other lines")
    yield "with_help", "yes / no", _("Checks with an answer given with help, and others")
    yield "with_help", "mixed", _("Both together, where fewer than five people are on a side; empty: nobody had help")
    yield "points", "", _("Percent of questions right (before), or percentage points (change), to one decimal")
    yield (
        "",
        "",
        _("Shares are of all lines of a part, withheld ones too; their 95% intervals are Wilson’s score intervals"),
    )
    yield "", "", _("The 95% interval of the mean change is Student’s t for paired differences")
