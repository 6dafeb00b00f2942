"""Lists, files and searches return exactly what may be seen, for everybody who may open them: no more, and no less."""

import re
from collections.abc import Callable, Mapping

import pytest
from django.db.models import QuerySet

from courses.learning.models import LearningRecord, WellbeingResult
from courses.organizations.models import Assignment, Group, Invitation, Member, Membership, SessionRun
from tests.security.cast.canaries import FIRST, LEADERS, ORGANIZATION_OF, SECOND, WORK_IN
from tests.security.cast.cast import ADDRESSED, MATES
from tests.security.lists.lists import OPENED_BY, Seen, numbers, of, opened, seen, sent
from tests.security.matrix.harness import Harness
from tests.security.rules import ACCOUNTS, OWNERS, PLACE

pytestmark = pytest.mark.django_db
PEOPLE: Mapping[str, Seen] = {
    "A": of("nick", "learner", "mate"), "B": of("nick", "neighbor"), "C": of("nick", "outsider"),
}  # fmt: skip
PAGES = ("people", "results", "results-print", "attendance", "meeting", "assign-course")
FILES = ("csv", "xlsx")
GROUPS_OF: Mapping[str, tuple[str, ...]] = {
    "facilitator": ("A",), "colleague": ("B",), "viewer": ("A", "B"), "owner": ("A", "B"), "foreigner": ("C",),
}  # fmt: skip
LEARNED = ("given", "check", "key", "card", "step", "sent", "record", "goal")  # kinds of what everybody has learned


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("role", "letter"), OPENED_BY)
def test_page_about_people_names_those_of_the_group(harness: Harness, name: str, role: str, letter: str) -> None:
    answer = opened(harness, f"organizations:{name}", role, letter)

    assert seen(answer, role) - _around(letter) == PEOPLE[letter]
    assert set(re.findall(r"canary-nick-mate (\d)", answer.text)) == _mates(letter)


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize(("role", "letter"), OPENED_BY)
def test_file_about_people_names_those_of_the_group(harness: Harness, kind: str, role: str, letter: str) -> None:
    answer = opened(harness, "organizations:results-file", role, letter, kind=kind)

    assert answer.seen == PEOPLE[letter]
    if kind == "csv":
        assert set(re.findall(r"canary-nick-mate (\d)", answer.text)) == _mates(letter)


@pytest.mark.parametrize(("role", "letter"), OPENED_BY)
def test_search_for_people_finds_those_of_the_group(harness: Harness, role: str, letter: str) -> None:
    """A part of every nickname of the cast."""
    found = opened(harness, "organizations:people", role, letter, query="?q=canary-nick")
    none = opened(harness, "organizations:people", role, letter, query="?q=nobody-of-this-name")

    assert {one for one in found.seen if one[0] == "nick"} == PEOPLE[letter]
    assert not {one for one in none.seen if one[0] == "nick"}


@pytest.mark.parametrize("role", ["visitor", "learner", "facilitator", "owner", "staff"])
def test_search_of_the_site_finds_no_person_and_no_group(harness: Harness, role: str) -> None:
    for sought in ("mate", "learner", "canary", "canary-group"):
        assert seen(opened(harness, "search", role, query=f"?q={sought}"), role) == frozenset()


@pytest.mark.parametrize(("role", "letter"), [(role, letter) for role, letter in OPENED_BY if role != "owner"])
def test_names_read_from_a_file_are_shown_to_their_reader(harness: Harness, role: str, letter: str) -> None:
    answer = opened(harness, "organizations:roster-draft", role, letter)

    assert seen(answer, role) - _around(letter) == PEOPLE[letter] | of("roster", role)


@pytest.mark.parametrize(("role", "letter"), OPENED_BY)
def test_cards_are_printed_for_those_of_the_group_who_have_no_way_in(harness: Harness, role: str, letter: str) -> None:
    """The learners of B and C have a card, and mates 0 and 1 an address: nobody prints them a second key."""
    answer = sent(harness, "organizations:cards", role, letter)

    assert {one for one in answer.seen if one[0] == "nick"} == (of("nick", "mate") if letter == "A" else frozenset())
    assert set(re.findall(r"canary-nick-mate (\d)", answer.text)) == _mates(letter) - {"0", "1"}


Rows = Callable[[Harness, str], QuerySet]


def _group(harness: Harness, letter: str) -> Group:
    return harness.cast.rooms[letter].group


LINKS: Mapping[str, tuple[str, str, Rows]] = {
    "people": ("access", "member", lambda harness, letter: Member.objects.filter(group=_group(harness, letter))),
    "results": ("person", "member", lambda harness, letter: Member.objects.filter(group=_group(harness, letter))),
    "assignments": (
        "assignment-withdraw", "assignment",
        lambda harness, letter: Assignment.objects.filter(group=_group(harness, letter)),
    ),
    "workshops": ("wall", "run", lambda harness, letter: SessionRun.objects.filter(group=_group(harness, letter))),
}  # fmt: skip


@pytest.mark.parametrize("name", LINKS)
@pytest.mark.parametrize(("role", "letter"), OPENED_BY)
def test_links_of_a_list_lead_to_what_belongs_to_the_group(harness: Harness, name: str, role: str, letter: str) -> None:
    leads_to, argument, rows = LINKS[name]
    here = f"organizations:{name}"

    found = numbers(harness, opened(harness, here, role, letter), here, f"organizations:{leads_to}", argument, letter)

    assert found == set(rows(harness, letter).values_list("pk", flat=True))


@pytest.mark.parametrize("role", GROUPS_OF)
def test_groups_are_those_that_the_role_may_know(harness: Harness, role: str) -> None:
    target = GROUPS_OF[role][0]
    organization = ORGANIZATION_OF[target]
    groups, around = of("group", *GROUPS_OF[role]), of("organization", organization)
    colleagues = of("name", *WORK_IN[organization]) - of("name", role)

    assert seen(opened(harness, "organizations:index", role), role) == groups | around
    assert seen(opened(harness, "organizations:organization-totals", role, target), role) == groups | around
    page = seen(opened(harness, "organizations:organization", role, target), role)
    assert page == groups | around | colleagues | of("place", organization)


def test_owner_reads_the_record_of_her_own_organization(harness: Harness) -> None:
    leads = of("name", "facilitator", "colleague")

    record = seen(opened(harness, "organizations:record", "owner", "A"), "owner")
    can_lead = seen(opened(harness, "organizations:leads", "owner", "A"), "owner")

    assert record == leads | of("about", "A", "B") | of("group", "A", "B") | of("organization", FIRST)
    assert can_lead == leads | of("name", "gone") | of("group", "A")


def test_owner_manages_the_colleagues_and_invitations_of_her_own_organization(harness: Harness) -> None:
    here, one = "organizations:organization", harness.cast.organizations[FIRST]
    page = opened(harness, here, "owner", "A")

    colleagues = numbers(harness, page, here, "organizations:colleague", "membership", "A")
    invitations = numbers(harness, page, here, "organizations:withdraw", "invitation", "A")

    assert colleagues == set(Membership.objects.filter(organization=one).values_list("pk", flat=True))
    assert invitations == set(Invitation.objects.filter(organization=one).values_list("pk", flat=True))


@pytest.mark.parametrize(("role", "letter"), [(role, *letters) for role, letters in PLACE.items()])
def test_learner_sees_her_own_place_group_and_facilitator(harness: Harness, role: str, letter: str) -> None:
    own, organization = of("nick", role) | of("group", letter), of("organization", ORGANIZATION_OF[letter])
    leader = of("name", *(LEADERS[letter] - {"owner"}))
    mine = opened(harness, "organizations:mine", role)
    places = numbers(harness, mine, "organizations:mine", "organizations:seen", "place", letter)

    assert seen(mine, role) == own | organization | of("note", letter)
    assert places == {harness.cast.rooms[letter].ids["member"]}
    assert seen(opened(harness, "organizations:seen", role, letter), role) == own | leader
    for page in ("home", "me"):
        assert seen(opened(harness, page, role), role) == of("group", letter) | of("note", letter)


@pytest.mark.parametrize("role", ACCOUNTS)
def test_sessions_are_ones_own(harness: Harness, role: str) -> None:
    assert seen(opened(harness, "usersessions_list", role), role) == of("agent", role)


@pytest.mark.parametrize("role", OWNERS)
def test_records_and_results_are_ones_own(harness: Harness, role: str) -> None:
    for here, leads_to, argument, model in (
        ("learning:records", "learning:record", "record", LearningRecord),
        ("learning:wellbeing-results", "learning:wellbeing-remove", "result", WellbeingResult),
    ):
        found = numbers(harness, opened(harness, here, role), here, leads_to, argument, role)

        rows = model.objects.filter(learner=harness.cast.people[role])
        assert found == set(rows.values_list("pk", flat=True)) != set()


@pytest.mark.parametrize("role", ["guest", *ACCOUNTS])
def test_export_holds_everything_of_ones_own_and_nothing_else(harness: Harness, role: str) -> None:
    own = frozenset((kind, role) for kind in LEARNED)
    own |= of("agent", role) if role in ACCOUNTS else frozenset()
    own |= of("mail", role) if role in ADDRESSED else frozenset()
    own |= of("nick", role) if role in PLACE else frozenset()
    for letter, leaders in LEADERS.items():  # what they wrote to their group, and into the record
        own |= of("about", letter) | of("note", letter) if role in leaders - {"owner"} else frozenset()

    assert seen(sent(harness, "privacy:export", role), role) == own
    assert seen(opened(harness, "privacy:mine", role), role) == own


def test_what_must_not_be_seen_is_there_to_be_seen() -> None:
    """Else the lists above could not show too much: three groups, two organisations, several people."""
    assert len(set(PEOPLE.values())) == len(ORGANIZATION_OF) == 3
    assert {ORGANIZATION_OF["A"], ORGANIZATION_OF["C"]} == {FIRST, SECOND}


def _around(letter: str) -> Seen:
    """The names of the group and its organisation, which stand over lists."""
    return of("group", letter) | of("organization", ORGANIZATION_OF[letter])


def _mates(letter: str) -> set[str]:
    return {str(number) for number in range(MATES)} if letter == "A" else set()
