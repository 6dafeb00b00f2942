"""What is done in an organisation: which of it stands in the security log too, and in which words."""

import pytest

from courses.accounts.models import SecurityEvent
from courses.accounts.security_log.events import SecurityKind
from courses.organizations.access.audit_log import record_event, record_events
from courses.organizations.models import Event
from tests.conftest import make_account
from tests.organizations.cast import NOW

pytestmark = pytest.mark.django_db
KINDS = {
    SecurityKind.ROLE_CHANGED: (
        "created", "accepted", "role-changed", "colleague-removed", "colleague-left", "handed-over", "owner-named",
        "lead-added", "lead-removed",
    ),
    SecurityKind.ORGANIZATION: (
        "approved", "refused", "waits-again", "archived", "restored", "closed", "opened-again", "organization-deleted",
    ),
    SecurityKind.EXPORT: ("exported", "term-exported", "organization-exported"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "what"), [(kind, what) for kind, names in KINDS.items() for what in names])
def test_what_changes_rights_or_takes_files_stands_in_the_security_log(organization, owner, kind, what) -> None:
    record_event(organization=organization, actor=owner, what=what, now=NOW)

    assert SecurityEvent.objects.get().kind == kind
    assert Event.objects.get(what=what).actor == owner


@pytest.mark.parametrize("what", ["edited", "joined", "left", "removed", "term-made"])
def test_what_is_done_every_day_stands_in_the_record_alone(organization, owner, what) -> None:
    record_event(organization=organization, actor=owner, what=what, now=NOW)

    assert not SecurityEvent.objects.exists()


@pytest.mark.parametrize(("about", "words"), [("viewer", "role-changed viewer, "), ("a name", "role-changed, ")])
def test_security_log_names_roles_and_nothing_else(organization, owner, about, words) -> None:
    record_event(organization=organization, actor=owner, what="role-changed", about=about, now=NOW)

    assert SecurityEvent.objects.get().about == f"{words}organisation {organization.pk}"


def test_each_person_has_a_line_of_their_own(organization, group, owner) -> None:
    people = [make_account(name) for name in ("first", "second")]

    made = record_events(
        organization=organization, actor=owner, what="lead-added", lines=[(one, group) for one in people], now=NOW
    )

    assert [(one.subject, one.group, one.at) for one in made] == [(one, group, NOW) for one in people]
    assert SecurityEvent.objects.count() == 2


@pytest.mark.parametrize(("letters", "kept"), [(400, 400), (401, 400)])
def test_words_of_a_line_are_four_hundred_letters_at_most(organization, owner, letters, kept) -> None:
    record_event(organization=organization, actor=owner, what="edited", about=letters * "x", now=NOW)

    assert len(Event.objects.get(what="edited").about) == kept
