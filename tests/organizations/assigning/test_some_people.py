"""Giving a course to some people of a large group: ticked over pages and searches, or named, with nothing lost."""

import re

import pytest
from django.test import Client

from courses.organizations.assigning.forms import MOST_TICKED
from courses.organizations.assigning.plans.whom import MOST_CHOSEN
from courses.organizations.models import Assignment, AssignmentMember, Member
from tests.organizations.assigning.test_assigning import FORM, assign
from tests.organizations.cast import make_member
from tests.organizations.pages import key_in, url


@pytest.fixture
def many(group) -> list[Member]:
    """More people than a form has boxes for, by their place."""
    return [make_member(group, f"Learner {number:03}") for number in range(2 * MOST_TICKED + 5)]


def ask_whom(client: Client, group, course, **sent):
    return client.post(url("assign-course", group.pk, course.slug), {**FORM, "who": "some", **sent})


def boxes_in(reply) -> dict[str, bool]:
    found = re.findall(r'name="people_\d+" value="(\d+)"([^>]*)>', reply.content.decode())
    return {Member.objects.get(pk=pk).nickname: "checked" in more for pk, more in found}


def test_some_of_a_large_group_are_named_line_by_line(facilitator_client, group, course, many) -> None:
    wrong = ask_whom(facilitator_client, group, course, stage="whom", names="Learner 001\nNobody")
    sent = {"who": "some", "stage": "whom", "names": "Ｌｅａｒｎｅｒ 001\n\nlearner  002"}
    right = assign(facilitator_client, group, course, **sent)

    assert (wrong.status_code, "Nobody in these groups is called: Nobody" in wrong.content.decode()) == (422, True)
    assert right.status_code == 303
    assert set(AssignmentMember.objects.values_list("member", flat=True)) == {many[1].pk, many[2].pk}


def test_some_of_a_large_group_are_ticked_over_pages_and_searches(facilitator_client, group, course, many) -> None:
    ticks, field = [many[3].pk, many[150].pk], f"people_{group.pk}"
    first = ask_whom(facilitator_client, group, course)
    second = ask_whom(facilitator_client, group, course, turn="2", **{field: ticks[:1]})
    found = ask_whom(facilitator_client, group, course, stage="find", q="learner 20", **{field: ticks})
    asked = ask_whom(facilitator_client, group, course, stage="whom", **{field: ticks})

    assert [len(boxes_in(first)), len(boxes_in(second))] == [MOST_TICKED, MOST_TICKED + 1]
    assert "101–200 of 205 people" in second.content.decode()
    assert [name for name, is_ticked in boxes_in(second).items() if is_ticked] == ["Learner 003"]
    assert [name for name, is_ticked in boxes_in(found).items() if not is_ticked] == [
        f"Learner {number}" for number in range(200, 205)
    ]
    assert not Assignment.objects.exists()
    text = asked.content.decode()
    hidden = re.findall(r'name="(\w+)" value="([^"]*)"', text.partition('value="send"')[0].rpartition("<form")[2])
    sent = {name: [value for key, value in hidden if key == name] for name, _value in hidden}
    facilitator_client.post(url("assign-course", group.pk, course.slug), {**sent, "stage": "send", "key": key_in(text)})
    assert set(AssignmentMember.objects.values_list("member", flat=True)) == set(ticks)


def test_way_back_from_the_check_keeps_the_ticks_and_then_the_form(facilitator_client, group, course, many) -> None:
    back = ask_whom(facilitator_client, group, course, stage="change", **{f"people_{group.pk}": [many[3].pk]})
    further_back = ask_whom(facilitator_client, group, course, stage="change")

    assert boxes_in(back)["Learner 003"]
    assert 'name="scope"' in further_back.content.decode()


@pytest.mark.parametrize("stage", ["", "find", "whom"])
def test_more_people_than_a_form_holds_are_refused_before_a_page_has_too_many(
    facilitator_client, group, course, many, stage
) -> None:
    people = [make_member(group, f"Other {number:03}") for number in range(MOST_CHOSEN + 1)]

    reply = ask_whom(
        facilitator_client, group, course, stage=stage, **{f"people_{group.pk}": [one.pk for one in people]}
    )

    assert (reply.status_code, f"Choose at most {MOST_CHOSEN} people" in reply.content.decode()) == (422, True)
    assert reply.content.decode().count(f'name="people_{group.pk}"') <= len(people) + MOST_TICKED


def test_nobody_chosen_of_a_large_group_is_asked_about_again(facilitator_client, group, course, many) -> None:
    reply = ask_whom(facilitator_client, group, course, stage="whom")

    assert (reply.status_code, Assignment.objects.count()) == (422, 0)
    assert len(boxes_in(reply)) == MOST_TICKED


@pytest.mark.parametrize("turn", ["0", "-1", "x", "9" * 5000, "3", "\x00"])
def test_page_of_people_that_is_none_is_the_nearest(facilitator_client, group, course, many, turn) -> None:
    assert boxes_in(ask_whom(facilitator_client, group, course, turn=turn))
