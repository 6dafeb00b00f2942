"""Names of an import that was undone are free to be used again."""

import pytest

from courses.organizations.groups import members
from courses.organizations.joining.actions import JoinRefusedError, join
from courses.organizations.joining.rosters.actions import import_roster
from courses.organizations.joining.rosters.undoing import redo_import, undo_import
from courses.organizations.models import Group, Member, RosterDraft
from tests.conftest import make_account
from tests.organizations.cast import NOW, make_member
from tests.organizations.clock import A_DAY
from tests.organizations.groups.second_year.wishes import LATER, wish
from tests.organizations.groups.test_several import on_list, press
from tests.organizations.pages import url


@pytest.fixture
def undone(group, facilitator) -> RosterDraft:
    """An import of Ann and Bo, taken back."""
    draft = RosterDraft.objects.create(
        organization=group.organization, group=group, made_by=facilitator, key="k", encoding="utf-8",
        lines=[[2, "Ann", "", ""], [3, "Bo", "", ""]], made_at=NOW,
    )  # fmt: skip
    import_roster(draft=draft, remove=[], actor=facilitator, now=NOW)
    undo_import(draft=draft, actor=facilitator, now=NOW)
    return draft


@LATER
def test_name_of_an_undone_import_is_put_on_the_list_by_hand(clock, leader, facilitator, group, undone, days) -> None:
    clock.later(A_DAY * days, (leader, facilitator))

    leader.post(url("people-add", group.pk), {"nickname": "Ann", "consent": ""})

    assert on_list(group) == ["Ann"]
    redo_import(draft=undone, actor=facilitator, now=clock.now)
    assert on_list(group) == ["Ann", "Bo"]


@LATER
def test_learner_joins_by_the_name_that_an_undone_import_had(clock, group, undone, facilitator, days) -> None:
    clock.later(A_DAY * days)
    learner = make_account("them")

    join(group=group, learner=learner, wish=wish("Ann"), now=clock.now)

    assert Member.objects.joined().get(nickname="Ann").learner == learner
    redo_import(draft=undone, actor=facilitator, now=clock.now)
    assert on_list(group) == ["Ann", "Bo"]


def test_name_of_an_undone_import_is_free_for_renaming_and_moving(leader, facilitator, group, other, undone) -> None:
    one, another = make_member(group, "Annie"), make_member(other, "Bo")

    members.rename_member(member=one, nickname="Ann", actor=facilitator, now=NOW)
    press(leader, other, "move", [another], to=group.pk)

    assert on_list(group) == ["Ann", "Bo"]


def test_group_of_listed_names_lets_nobody_in_by_an_undone_import(group, undone) -> None:
    Group.objects.update(who_joins=Group.LISTED)

    with pytest.raises(JoinRefusedError) as refused:
        join(group=group, learner=make_account("them"), wish=wish("Ann"), now=NOW)
    assert refused.value.reason == "not-listed"
    assert Member.objects.filter(nickname="Ann").exists()  # the way back is kept


def test_person_removed_by_hand_keeps_their_name(group, member, facilitator) -> None:
    members.remove_member(member=member, actor=facilitator, now=NOW)

    with pytest.raises(members.NicknameTakenError):
        members.list_member(group=group, nickname="小林", consent="", actor=facilitator, now=NOW)
