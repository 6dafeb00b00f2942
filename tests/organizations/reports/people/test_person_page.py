"""One person's page, which the learner reads as well, and who may open it."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from courses.catalog.published.library import catalog
from courses.organizations.assigning.tasks import tasks_of
from courses.organizations.models import AccessLog, Member
from courses.organizations.reports.people.lists import results_page
from courses.organizations.reports.people.ranking import RankOrder
from tests.conftest import make_account, sign_in
from tests.learning.answers import wrong_answer
from tests.organizations.cast import NOW, make_group, make_lead, make_member
from tests.organizations.pages import url
from tests.organizations.reports.learning import answer, check, give, work
from tests.organizations.reports.people.results import TODAY, YESTERDAY, only_result


def test_learner_and_facilitator_see_the_very_same(facilitator_client, member_client, group, member, course) -> None:
    give(group, course)
    give(group, course, course.lessons[0].slug, people=(member,), due_on=date(2026, 12, 1))
    work(member.learner, course.lessons[0], stuck=True)
    check(member.learner, course, 7)

    theirs = facilitator_client.get(url("person", group.pk, member.pk))
    own = member_client.get(url("seen", member.pk))

    assert own.context["seen"] == theirs.context["seen"]
    assert len(own.context["seen"].results) == 2
    section = re.compile(r'<section class="result">.*?</section>', re.S)
    assert section.findall(own.content.decode()) == section.findall(theirs.content.decode()) != []


def test_list_and_person_agree(group, member, course) -> None:
    give(group, course)
    work(member.learner, course.lessons[0])
    check(member.learner, course, 7)
    (task,) = tasks_of(group, catalog(), TODAY.date())

    (line,) = results_page(task, group, order=RankOrder.NAME, number=1, now=TODAY).lines

    assert line.result == only_result(member)


def test_person_page_shows_nothing_else(facilitator_client, group, course) -> None:
    learner = make_account("canary-username")
    learner.email = "canary@example.org"
    learner.save()
    member = make_member(group, learner=learner)
    other = make_group(group.organization, "canary-group")
    make_member(other, "canary-nickname", learner=learner)
    give(group, course)
    give(other, course, note="canary-note")
    question = course.lessons[0].marked_questions[0]
    answer(learner, question, wrong_answer(question))
    work(learner, course.lessons[0], done=False, stuck=True)

    pages = [url("person", group.pk, member.pk), url("results", group.pk), url("results-print", group.pk)]
    shown = "".join(facilitator_client.get(page).content.decode() for page in pages)

    assert "canary" not in shown
    assert question.id not in shown
    assert re.search(r"\d{1,2}:\d{2}", shown.partition("<main")[2].partition("</main")[0]) is None  # no hour anywhere


def test_looks_are_noted_for_the_learner(facilitator_client, member_client, group, member, course) -> None:
    give(group, course)
    Member.objects.update(joined_at=YESTERDAY)
    for _look in range(2):
        facilitator_client.get(url("results", group.pk))
        facilitator_client.get(url("person", group.pk, member.pk))
    facilitator_client.get(url("results-file", group.pk, "csv"))

    shown = member_client.get(url("seen", member.pk)).content.decode()

    assert sorted(AccessLog.objects.values_list("what", flat=True)) == ["export", "list", "person", "person"]
    assert shown.count("<bdi>facilitator</bdi>") == 4
    assert "the list as a file or on paper" in shown


def test_looks_before_joining_and_at_others_are_not_theirs(facilitator_client, group, member, course) -> None:
    facilitator_client.get(url("person", group.pk, member.pk))
    AccessLog.objects.update(at=NOW)
    late = make_member(group, "Lee", joined_at=timezone.now())

    shown = sign_in(Client(), late.learner).get(url("seen", late.pk)).content.decode()

    assert "Nobody has looked yet." in shown


def test_erased_viewer_stays_as_somebody(facilitator, facilitator_client, member_client, group, member) -> None:
    facilitator_client.get(url("person", group.pk, member.pk))
    facilitator.delete()

    assert "somebody whose account has been deleted" in member_client.get(url("seen", member.pk)).content.decode()


@pytest.mark.parametrize("gone", ["left_at", "removed_at"])
def test_who_left_is_not_shown(facilitator_client, member_client, group, member, course, gone) -> None:
    give(group, course)
    Member.objects.update(**{gone: timezone.now()})

    assert "小林" not in facilitator_client.get(url("results", group.pk)).content.decode()
    assert facilitator_client.get(url("person", group.pk, member.pk)).status_code == 404
    assert member_client.get(url("seen", member.pk)).status_code == 404


def test_who_is_only_listed_has_no_page(facilitator_client, group) -> None:
    listed = make_member(group, "Lee", joined_at=None)

    assert facilitator_client.get(url("person", group.pk, listed.pk)).status_code == 404
    assert AccessLog.objects.count() == 0


def test_nobody_sees_a_person_without_leading_the_group(
    viewer_client, stranger_client, member_client, organization, group, member, course
) -> None:
    give(group, course)
    colleague = make_account("colleague")
    make_lead(make_group(organization, "Morning group"), colleague)
    other = make_member(group, "Lee")
    clients = (viewer_client, stranger_client, member_client, sign_in(Client(), colleague))
    names = [
        ("results",),
        ("results-print",),
        ("results-file", "csv"),
        ("person", member.pk),
        ("questions",),
        ("gains",),
    ]

    codes = {one.get(url(name, group.pk, *more)).status_code for one in clients for name, *more in names}

    assert codes == {404}
    assert member_client.get(url("seen", other.pk)).status_code == 404
    assert AccessLog.objects.count() == 0


def test_person_of_another_group_is_not_there(facilitator, facilitator_client, organization, group) -> None:
    other = make_group(organization, "Morning group")
    make_lead(other, facilitator)
    member = make_member(other)

    assert facilitator_client.get(url("person", group.pk, member.pk)).status_code == 404
