"""The list of members to call, the most pressing first. Phone numbers are the caller's own: none is stored."""

from dataclasses import dataclass
from datetime import datetime

from courses.organizations.assigning.tasks import Task
from courses.organizations.models import Group, Member
from courses.organizations.reports.people.lines import LearnerLine, lines_of
from courses.organizations.reports.people.ranking import RankOrder, measure_of

MOST_CALLED = 200  # a dozen sheets; whoever stands further down can wait


@dataclass(frozen=True, slots=True)
class CallList:
    """`needing` have joined and need attention; `waiting` have never signed in; `more` others are left out."""

    needing: tuple[LearnerLine, ...]
    waiting: tuple[str, ...]
    more: int

    @property
    def count(self) -> int:
        return len(self.needing) + len(self.waiting)


def call_list_of(task: Task | None, group: Group, now: datetime) -> CallList:
    """Build the list, the most pressing first; without any assignment, only those who never signed in.

    At most five queries.
    """
    measure = measure_of(task, group, order=RankOrder.PRESSING, now=now) if task else None
    needing = measure.need_a_word if measure else 0
    waiting = Member.objects.present().filter(group=group, joined_at=None).by_name()
    room = max(0, MOST_CALLED - needing)
    names = tuple(waiting.values_list("nickname", flat=True))
    return CallList(
        needing=lines_of(task, group, measure.neediest(MOST_CALLED), now) if task and measure else (),
        waiting=names[:room],
        more=max(0, needing + len(names) - MOST_CALLED),
    )
