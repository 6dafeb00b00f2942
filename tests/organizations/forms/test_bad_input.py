"""Odd names and texts on every page about groups: kept as typed or refused with words, and never an error."""

import csv
import io
import re

import pytest
from django.test import Client
from django.utils import timezone

from courses.learning.models import Answer
from courses.organizations.assigning.reminders import due_reminders
from courses.organizations.models import Assignment, Event, Group, Member
from tests.conftest import sign_in
from tests.organizations.cast import NOW, make_group, make_member
from tests.organizations.pages import key_in, url
from tests.organizations.reports.learning import give, work
from tests.organizations.workshops.room import begin

pytestmark = pytest.mark.django_db
ODD = {
    "family": "👨\u200d👩\u200d👧\u200d👦 家",
    "arabic": "محمد",
    "hebrew": "שרה 7",
    "formula": "=1+1",
    "markup": "<b>x</b>",
}
NO_NAMES = ["x" * 200, "家" * 200, "👍" * 200, "nul\x00", "a\u202eb", "\u2067x\u2069"]


def text_of(client: Client, name: str, *args: object) -> str:
    reply = client.get(url(name, *args))
    assert reply.status_code == 200, name
    return reply.content.decode()


@pytest.fixture
def odd_group(organization, facilitator, owner, course, lesson) -> Group:
    """A group with an odd name whose people all have odd names."""
    made = make_group(organization, ODD["arabic"])
    for nickname in ODD.values():
        work(make_member(made, nickname).learner, lesson)
    give(made, course, note=ODD["hebrew"])
    return made


def loose(page: str, name: str) -> list[str]:
    """Where a right-to-left name stands in running text without a <bdi> of its own, so that it turns its neighbours."""
    body = re.sub(r"<(title|script|style|textarea|option)\b.*?</\1>", "", page, flags=re.DOTALL)
    shown = re.sub(r"<(?!/?bdi)[^>]*>", "", body)  # attributes are no running text
    shown = re.sub(r"<bdi [^>]*>", "<bdi>", shown)
    return [shown[max(0, at.start() - 40) : at.end() + 10] for at in re.finditer(rf"(?<!<bdi>){name}", shown)]


@pytest.mark.parametrize(
    "place",
    ["people", "results", "results-print", "assignments", "assign", "join-sheet", "questions", "gains", "group-totals",
     "workshops", "roster", "people-add", "leads", "group-edit", "screen", "group-ready"],
)  # fmt: skip
def test_pages_of_a_group_show_odd_names_as_typed_and_turn_nothing_around(
    odd_group, owner_client, place
) -> None:  # fmt: skip
    shown = text_of(owner_client, place, odd_group.pk)

    assert "<b>x</b>" not in shown
    assert [loose(shown, ODD[name]) for name in ("arabic", "hebrew")] == [[], []]


def test_pages_of_the_organization_turn_nothing_around(odd_group, owner_client) -> None:
    odd_group.organization.name = odd_group.organization.place = ODD["arabic"]
    odd_group.organization.save()
    pk = odd_group.organization_id

    for page in ("organization", "organization-totals", "record", "invite", "archive", "organization-edit"):
        assert loose(text_of(owner_client, page, pk), ODD["arabic"]) == [], page
    assert loose(text_of(owner_client, "index"), ODD["arabic"]) == []


@pytest.mark.parametrize("name", ODD.values(), ids=ODD)
def test_pages_of_one_person_show_an_odd_name(odd_group, owner_client, name) -> None:
    member = Member.objects.get(group=odd_group, nickname=name)
    learner = sign_in(Client(), member.learner)

    shown = [
        text_of(owner_client, "person", odd_group.pk, member.pk),
        text_of(owner_client, "access", odd_group.pk, member.pk),
        text_of(learner, "mine"),
        text_of(learner, "seen", member.pk),
        learner.get("/en/me/").content.decode(),
    ]

    turned = [loose(page, ODD[other]) for page in shown for other in ("arabic", "hebrew")]
    assert [one for one in turned if one] == []
    assert [page for page in shown if "<b>x</b>" in page] == []


def test_cards_and_attendance_hold_odd_names(odd_group, owner_client, lesson) -> None:
    people = text_of(owner_client, "people", odd_group.pk)
    cards = owner_client.post(url("cards", odd_group.pk), {"key": key_in(people)})
    begin(owner_client, odd_group, lesson)
    attendance = owner_client.get(url("attendance", odd_group.pk))
    meeting = owner_client.get(url("meeting", odd_group.pk, odd_group.meetings.get().pk))

    for reply in (cards, attendance, meeting):
        page = reply.content.decode()
        assert reply.status_code == 200
        assert ODD["family"] in page
        assert [loose(page, ODD[name]) for name in ("arabic", "hebrew")] == [[], []]


def test_file_holds_odd_names_as_typed_and_no_formula(odd_group, owner_client) -> None:
    body = owner_client.get(url("results-file", odd_group.pk, "csv")).content.decode("utf-8-sig")

    names = {row[0] for row in csv.reader(io.StringIO(body))}
    assert names >= {*(set(ODD.values()) - {"=1+1"}), "'=1+1"}


# ---- what is refused


@pytest.mark.parametrize("nickname", NO_NAMES, ids=ascii)
def test_nickname_that_is_none_is_refused_wherever_it_is_typed(group, facilitator_client, client, nickname) -> None:
    joins = client.get(url("join", group.code)).content.decode()
    sent = {"nickname": nickname, "secret": "maple7tea", "age": "14", "key": key_in(joins)}
    file = io.BytesIO(f"nickname\n{nickname}\n".encode())
    file.name = "names.csv"
    roster = facilitator_client.get(url("roster", group.pk)).content.decode()

    codes = [
        client.post(url("join", group.code), sent).status_code,
        facilitator_client.post(url("people-add", group.pk), {"nickname": nickname, "consent": ""}).status_code,
        client.post(url("group-sign-in"), {"code": group.code, **sent}).status_code,
    ]
    uploaded = facilitator_client.post(url("roster", group.pk), {"file": file, "key": key_in(roster)}, follow=True)

    assert codes == [422, 422, 422]
    assert uploaded.status_code in (200, 422)
    assert Member.objects.count() == 0


@pytest.mark.parametrize("name", NO_NAMES, ids=ascii)
def test_name_of_a_group_that_is_none_is_refused(group, facilitator_client, name) -> None:
    values = {
        "name": name, "who_joins": "anyone", "mode": "own-phones", "ends_on": "2099-12-31",
        "time_zone": "Asia/Shanghai", "version": group.version,
    }  # fmt: skip

    answer = facilitator_client.post(url("group-edit", group.pk), values)

    group.refresh_from_db()
    assert (answer.status_code, group.name) == (422, "Evening group")


@pytest.mark.parametrize("typed", ["\x00", "x" * 200, "😀", "محمد", "%_", "'\"", "\ud7ff"], ids=ascii)
def test_odd_searches_and_codes_find_nothing_and_break_nothing(group, member, facilitator_client, typed) -> None:
    found = facilitator_client.get(url("people", group.pk), {"q": typed})
    codes = [
        Client().get(url("join-code"), {"code": typed}).status_code,
        Client().get(url("session-code"), {"code": typed}, follow=True).status_code,
    ]

    assert found.status_code == 422 or "Nobody" in found.content.decode()
    assert codes[0] == 422
    assert codes[1] in (404, 422)


def test_note_with_a_nul_is_refused(group, facilitator_client, course) -> None:
    sent = {"scope": "course", "who": "all", "due": "never", "note": "a\x00b"}

    assert facilitator_client.post(url("assign-course", group.pk, course.slug), sent).status_code == 422
    assert Assignment.objects.count() == 0


def test_nickname_that_is_taken_is_not_listed_again(group, member, facilitator_client) -> None:
    for nickname in ("小林", " 小 林 ", "小\u3000林"):
        answer = facilitator_client.post(url("people-add", group.pk), {"nickname": nickname, "consent": ""})
        assert answer.status_code == 422
    assert Member.objects.count() == 1


# ---- what is no longer there


@pytest.mark.parametrize(("course_slug", "lesson_slug"), [("retired-course", ""), ("reading-a-loan", "retired-lesson")])
def test_assignment_of_what_was_retired_breaks_no_page_and_asks_nobody(
    group, member, facilitator_client, course_slug, lesson_slug
) -> None:  # fmt: skip
    member.learner.email = "lin@example.org"
    member.learner.save()
    row = Assignment.objects.create(
        organization=group.organization, group=group, key="old", course=course_slug, lesson=lesson_slug,
        due_on=NOW.date(), created_at=NOW,
    )  # fmt: skip
    learner = sign_in(Client(), member.learner)

    pages = [text_of(facilitator_client, page, group.pk) for page in ("assignments", "results", "questions", "gains")]
    home = [learner.get(page).status_code for page in ("/en/", "/en/me/")]
    withdrawn = facilitator_client.post(url("assignment-withdraw", group.pk, row.pk))

    assert (lesson_slug or course_slug) in pages[0]
    assert home == [200, 200]
    assert list(due_reminders(NOW)) == []
    assert withdrawn.status_code == 303


def test_code_of_an_archived_group_lets_nobody_in_by_any_way(group, client) -> None:
    Group.objects.update(archived_at=timezone.now())
    address = url("join", group.code)
    sent = {"nickname": "Newcomer", "secret": "maple7tea", "age": "14"}

    codes = [
        client.get(address).status_code,
        client.post(address, sent).status_code,
        client.get(url("join-code"), {"code": group.code}).status_code,
        client.get(f"/j/{group.code}", follow=True).status_code,
    ]

    assert codes == [422] * 4
    assert (Member.objects.count(), Answer.objects.count(), Event.objects.filter(what="joined").count()) == (0, 0, 0)
