"""The organisation stands on every row of a tenant; that it is the right one is seen after every test beside this."""

import pytest

from courses.organizations.models import Member
from tests.organizations.cast import make_group, make_member, make_organization
from tests.organizations.tenants import strangers, tenant_tables


def test_every_table_of_an_organization_names_it() -> None:
    without = [one.__name__ for one in tenant_tables() if "organization" not in {f.name for f in one._meta.fields}]

    assert without == []
    assert {"Member", "Card", "Attendance", "SessionAnswer", "AssignmentMember"} <= {
        one.__name__ for one in tenant_tables()
    }


@pytest.mark.django_db
def test_row_that_names_another_organization_is_seen() -> None:
    member = make_member(make_group(make_organization()))
    assert strangers() == {}

    other = make_organization("Other")
    Member.objects.filter(pk=member.pk).update(organization=other)

    assert strangers()["Member.group"] == 1
    Member.objects.filter(pk=member.pk).update(organization=member.group.organization)
