"""Several people ticked and acted on once, moving with their work, and the ways back, also a day later."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.organizations.groups.several.actions import move_several, remove_several, take_back_several
from courses.organizations.models import Card, Event, Member
from tests.conftest import NOW, make_account, sign_in
from tests.organizations.cast import make_group, make_lead, make_member, make_organization
from tests.organizations.pages import key_in, url
from tests.organizations.reports.learning import give, work

A_DAY = timedelta(days=1)


@pytest.fixture
def people(group):
    return [make_member(group, name, joined_at=NOW) for name in ("陈明", "李强", "王芳")]


def asked(client, group, act: str, members):
    return client.get(url("several", group.pk), {"act": act, "people": [one.pk for one in members]})


def press(client, group, act: str, members, **more):
    key = key_in(asked(client, group, act, members).content.decode())
    values = {"key": key, "act": act, "people": [one.pk for one in members], **more}
    return client.post(url("several", group.pk), values)


def on_list(group) -> list[str]:
    return list(Member.objects.present().filter(group=group).by_name().values_list("nickname", flat=True))


def undo(client, page: str):
    return client.post(client.get(page).context["undo"].url)


def queries_of(act) -> int:
    with CaptureQueriesContext(connection) as queries:
        act(now=NOW)
    return len(queries)


def later(time_machine, client, person, time=A_DAY) -> None:
    time_machine.move_to(NOW + time, tick=False)
    client.logout()
    sign_in(client, person)


# ---- asking


def test_list_has_a_box_for_everybody_and_three_things_to_do(facilitator_client, group, people) -> None:
    page = facilitator_client.get(url("people", group.pk)).content.decode()

    assert [f'value="{one.pk}"' in page for one in people] == [True] * 3
    assert page.count('type="checkbox"') == 3
    assert [f'value="{act}"' in page for act in ("remove", "move", "cards")] == [True] * 3


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("remove", "Remove 2 people from the group?"),
        ("move", "Move 2 people to another group?"),
        ("cards", "Print new cards for 2 people?"),
    ],
)
def test_it_is_asked_once_with_number_and_names(facilitator_client, group, other, people, act, words) -> None:
    page = asked(facilitator_client, group, act, people[:2]).content.decode()

    assert " ".join(words.split()) in " ".join(page.split())
    assert ("陈明" in page, "李强" in page, "王芳" in page) == (True, True, False)
    assert on_list(group) == ["陈明", "李强", "王芳"]


@pytest.mark.parametrize("query", ["act=remove", "act=remove&people=x", "act=boil&people=1", "people=9" + "9" * 30])
def test_nobody_ticked_is_said(facilitator_client, group, people, query) -> None:
    response = facilitator_client.get(f"{url('several', group.pk)}?{query}")

    assert response.status_code == 422


# ---- removing


def test_several_are_removed_by_one_press_and_taken_back_by_one(facilitator_client, group, people) -> None:
    reply = press(facilitator_client, group, "remove", people[:2])
    gone = on_list(group)
    undo(facilitator_client, reply["Location"])

    assert (reply.status_code, gone, on_list(group)) == (303, ["王芳"], ["陈明", "李强", "王芳"])
    assert Event.objects.filter(what="removed").count() == Event.objects.filter(what="taken-back").count() == 2


def test_pressed_twice_removes_once(facilitator_client, group, people) -> None:
    key = key_in(asked(facilitator_client, group, "remove", people[:1]).content.decode())
    values = {"key": key, "act": "remove", "people": [people[0].pk]}

    replies = [facilitator_client.post(url("several", group.pk), values).status_code for _turn in range(2)]

    assert (replies, Event.objects.filter(what="removed").count()) == ([303, 303], 1)


def test_form_of_somebody_else_removes_nobody(facilitator_client, group, people) -> None:
    values = {"key": "made up", "act": "remove", "people": [people[0].pk]}

    assert facilitator_client.post(url("several", group.pk), values).status_code == 422
    assert len(on_list(group)) == 3


def test_several_removed_by_mistake_are_taken_back_a_day_later(time_machine, facilitator, group, people) -> None:
    time_machine.move_to(NOW, tick=False)
    leader = sign_in(Client(), facilitator)
    press(leader, group, "remove", people)

    later(time_machine, leader, facilitator)
    page = leader.get(url("set-aside", group.pk))
    (removal,) = page.context["removals"]
    leader.post(f"{url('several-back', group.pk)}?at={removal.at.isoformat().replace('+', '%2B')}")

    assert (removal.count, on_list(group)) == (3, ["陈明", "李强", "王芳"])
    assert "Take all of them back" in page.content.decode()


def test_who_left_meanwhile_is_not_brought_back(time_machine, facilitator, group, people) -> None:
    time_machine.move_to(NOW, tick=False)
    leader = sign_in(Client(), facilitator)
    reply = press(leader, group, "remove", people)
    Member.objects.filter(pk=people[0].pk).update(left_at=NOW)

    undo(leader, reply["Location"])

    assert on_list(group) == ["李强", "王芳"]


# ---- cards


def test_cards_are_printed_for_those_who_were_ticked(facilitator_client, group, people) -> None:
    response = press(facilitator_client, group, "cards", people[:2])

    assert response.content.decode().count("QR code that signs this person in") >= 2
    assert set(Card.objects.values_list("member", flat=True)) == {people[0].pk, people[1].pk}


# ---- moving


def test_people_move_with_their_work_and_cards(facilitator_client, group, other, people, course) -> None:
    give(other, course)
    work(people[0].learner, course.lessons[0], at=NOW + A_DAY)
    press(facilitator_client, group, "cards", people[:1])

    reply = press(facilitator_client, group, "move", people[:2], to=other.pk)
    page = facilitator_client.get(url("person", other.pk, people[0].pk))

    assert (reply.status_code, on_list(group), on_list(other)) == (303, ["王芳"], ["陈明", "李强"])
    assert page.context["seen"].results[0].done == 1
    assert Card.objects.filter(member=people[0], voided_at=None).exists()
    assert [Event.objects.filter(what=what, group=where).count() for what, where in (
        ("moved-away", group), ("moved-here", other))] == [2, 2]  # fmt: skip


def test_learner_reads_that_they_were_moved(facilitator_client, group, other, people) -> None:
    press(facilitator_client, group, "move", people[:1], to=other.pk)

    page = sign_in(Client(), people[0].learner).get(url("mine")).content.decode()

    assert "Morning group" in page
    assert "You were moved here from “<bdi>Evening group</bdi>”" in page


def test_move_is_undone_at_once_and_a_day_later(time_machine, facilitator, group, other, people) -> None:
    time_machine.move_to(NOW, tick=False)
    leader = sign_in(Client(), facilitator)
    reply = press(leader, group, "move", people, to=other.pk)
    undo(leader, reply["Location"])
    assert on_list(group) == ["陈明", "李强", "王芳"]

    press(leader, group, "move", people[:2], to=other.pk)
    later(time_machine, leader, facilitator)
    moves = {which.pk: leader.get(url("set-aside", which.pk)).context["moves"] for which in (group, other)}
    (move,) = [one for one in moves[group.pk] if one.group == other]
    query = f"?to={move.to.pk}&at={move.at.isoformat().replace('+', '%2B')}"
    leader.post(url("several-return", move.group.pk) + query)

    assert [one.count for one in moves[other.pk] if one.group == other] == [2]
    assert (on_list(group), on_list(other)) == (["陈明", "李强", "王芳"], [])


def test_nobody_moves_where_one_of_the_name_stands(facilitator_client, group, other, people) -> None:
    make_member(other, "李强")

    reply = press(facilitator_client, group, "move", people, to=other.pk)

    assert reply.status_code == 422
    assert "In “Morning group” there is already: 李强." in reply.content.decode()
    assert (len(on_list(group)), on_list(other)) == (3, ["李强"])


def test_nobody_moves_to_a_group_that_the_leader_does_not_lead(facilitator_client, organization, group, people) -> None:
    strange = make_group(organization, "Strange group")
    abroad = make_group(make_organization("Elsewhere"), "Abroad")

    page = asked(facilitator_client, group, "move", people).content.decode()

    assert "You lead no other open group" in page
    for to in (strange, abroad, group):
        values = {"key": "", "act": "move", "people": [people[0].pk], "to": to.pk}
        values["key"] = key_in(asked(facilitator_client, group, "remove", people).content.decode())
        assert facilitator_client.post(url("several", group.pk), values).status_code == 422
    assert len(on_list(group)) == 3


def test_move_back_needs_both_groups(facilitator, facilitator_client, owner_client, group, other, people) -> None:
    strange = make_group(group.organization, "Strange group")
    press(owner_client, group, "move", people[:1], to=strange.pk)
    moved = Member.objects.get(pk=people[0].pk)
    query = f"?to={group.pk}&at={moved.moved_at.isoformat().replace('+', '%2B')}"

    assert facilitator_client.post(url("several-return", strange.pk) + query).status_code == 404
    assert facilitator_client.get(url("set-aside", group.pk)).context["moves"] == ()
    assert on_list(strange) == ["陈明"]


def test_move_back_says_why_nobody_moved(facilitator_client, group, other, people) -> None:
    press(facilitator_client, group, "move", people[:1], to=other.pk)
    moved = Member.objects.get(pk=people[0].pk)
    make_member(group, "陈明")
    query = f"?to={group.pk}&at={moved.moved_at.isoformat().replace('+', '%2B')}"

    page = facilitator_client.post(url("several-return", other.pk) + query, follow=True).content.decode()

    assert "Nobody was moved. In “Evening group” there is already: 陈明." in page
    assert on_list(other) == ["陈明"]


def test_many_people_cost_as_many_queries_as_few(organization, facilitator, other) -> None:
    costs = []
    for count in (2, 20):
        begun = make_group(organization, f"Group of {count}")
        places = [make_member(begun, f"Person {number} of {count}").pk for number in range(count)]
        both = {"group": begun, "actor": facilitator}
        costs.append([
            queries_of(partial(remove_several, members=places, **both)),
            queries_of(partial(take_back_several, at=NOW, **both)),
            queries_of(partial(move_several, to=other, members=places, **both)),
        ])  # fmt: skip

    assert costs[0] == costs[1]
    kinds = ("removed", "taken-back", "moved-away", "moved-here")
    assert [Event.objects.filter(what=what).count() for what in kinds] == [22] * 4
    assert len(on_list(other)) == 22


def test_strangers_find_nothing(stranger_client, viewer_client, group, people) -> None:
    colleague = make_account("colleague")
    make_lead(make_group(group.organization, "Third group"), colleague)

    for client in (stranger_client, viewer_client, sign_in(Client(), colleague)):
        codes = {
            asked(client, group, "remove", people).status_code,
            client.post(url("several", group.pk), {"act": "remove", "people": [people[0].pk]}).status_code,
            client.post(url("several-back", group.pk)).status_code,
            client.post(url("several-return", group.pk)).status_code,
        }
        assert codes == {404}
    assert len(on_list(group)) == 3
