"""One result of one person, and the days on which it is read."""

from datetime import timedelta

from django.utils import timezone
from hypothesis import strategies as st

from courses.catalog.published.library import catalog
from courses.organizations.models import Member
from courses.organizations.reports.people.person import seen_of
from tests.organizations.cast import NOW
from tests.organizations.reports.learning import work

TODAY = NOW + timedelta(days=10)
YESTERDAY = timezone.now() - timedelta(days=1)


def only_result(member: Member, now=TODAY):
    (result,) = seen_of(Member.objects.select_related("group").get(pk=member.pk), catalog(), now).results
    return result


DAYS = st.integers(min_value=-40, max_value=12)
ROW = st.tuples(st.integers(0, 3), DAYS, DAYS, st.none() | DAYS, st.none() | DAYS)


def write(learner, lesson, opened: int, touched: int, completed: int | None, stuck: int | None) -> None:
    """A row with moments at these days."""
    moments = [None if one is None else NOW + timedelta(days=one) for one in (opened, touched, completed, stuck)]
    row = work(learner, lesson, at=moments[0], touched_at=max(moments[0], moments[1]))
    row.completed_at, row.stuck_at = moments[2], moments[3]
    row.save()
