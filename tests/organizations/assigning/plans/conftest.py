"""Two groups of one facilitator, and a plan of three lines."""

from datetime import date

import pytest

from courses.organizations.assigning.plans import actions
from courses.organizations.assigning.plans.lines import PlanLine
from courses.organizations.models import Group, Plan
from tests.conftest import NOW
from tests.organizations.assigning.plans.plan_pages import A_DAY, FIRST
from tests.organizations.cast import make_group, make_lead


@pytest.fixture
def evening(time_machine, group) -> Group:
    time_machine.move_to(NOW, tick=False)
    Group.objects.update(ends_on=date(2027, 6, 30))
    return Group.objects.get(pk=group.pk)


@pytest.fixture
def morning(organization, facilitator) -> Group:
    made = make_group(organization, "Morning group", ends_on=date(2027, 6, 30))
    make_lead(made, facilitator)
    return made


@pytest.fixture
def plan(organization, facilitator, evening, course) -> Plan:
    first, second = course.lessons[0].slug, course.lessons[1].slug
    lines = [
        PlanLine(course.slug, is_first_check=True, due_on=FIRST + 7 * A_DAY),
        PlanLine(course.slug, first, due_on=FIRST + 7 * A_DAY),
        PlanLine(course.slug, second, due_on=FIRST + 14 * A_DAY),
    ]
    return actions.make_plan(
        organization=organization, name="Autumn", starts_on=FIRST, lines=lines, actor=facilitator, key="k", now=NOW
    )
