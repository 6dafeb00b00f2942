"""Importing names: a verdict for each row, all or nothing, safe to repeat."""

from datetime import timedelta

import pytest

from courses.accounts.models import User
from courses.organizations.joining.rosters.actions import forget_old_drafts, import_roster, keep_draft
from courses.organizations.joining.rosters.judging import RowVerdict, judge
from courses.organizations.joining.rosters.reading.files import read_roster
from courses.organizations.models import GuardianConsent, Member, RosterDraft
from tests.conftest import NOW
from tests.organizations.joining.rosters.importing.roster_files import NAMES, present, put


def test_each_row_gets_its_verdict(group, owner) -> None:
    put(group, owner, "name\n小林\nLee\nGone\n")
    Member.objects.filter(nickname="Gone").update(left_at=NOW)
    long, turned = "x" * 81, "a\u202eb"

    report = judge(read_roster(f"name\n小林\nＬＥＥ\nSam\nsam\nGone\n{long}\n{turned}\n".encode()).lines, group=group)

    assert [row.verdict for row in report.rows] == [
        RowVerdict.PRESENT, RowVerdict.PRESENT, RowVerdict.NEW, RowVerdict.REPEATED, RowVerdict.GONE,
        RowVerdict.REFUSED, RowVerdict.REFUSED,
    ]  # fmt: skip
    assert [row.reason for row in report.rows if row.reason] == ["long", "unprintable"]


def test_near_duplicates_are_named_and_let_through(group, owner) -> None:
    put(group, owner, "name\nMarianne\n小林\n")

    report = judge(read_roster("name\nMarianna\n小林.\n小明\n".encode()).lines, group=group)

    assert [(row.line.nickname, row.like) for row in report.rows] == [
        ("Marianna", "Marianne"), ("小林.", "小林"), ("小明", ""),
    ]  # fmt: skip
    assert {row.verdict for row in report.rows} == {RowVerdict.NEW}


def test_import_puts_new_names_on_the_list_and_removes_nobody_unless_ticked(group, owner) -> None:
    put(group, owner, "name\n小林\nLee\n")

    assert put(group, owner, "name\n小林\nSam\n", key="second") == {"added": 1, "removed": 0, "skipped": 1}
    assert present(group) == ["Lee", "Sam", "小林"]

    lee = Member.objects.get(nickname="Lee").pk
    assert put(group, owner, "name\n小林\nSam\n", key="third", remove=(lee,))["removed"] == 1
    assert present(group) == ["Sam", "小林"]


def test_whoever_is_in_the_file_is_never_removed(group, owner) -> None:
    put(group, owner, "name\n小林\n")
    member = Member.objects.get().pk

    assert put(group, owner, "name\n小林\n", key="second", remove=(member,))["removed"] == 0


def test_import_repeated_changes_nothing_more(group, owner) -> None:
    draft = keep_draft(group=group, file=read_roster(NAMES.encode()), key="k", actor=owner, now=NOW)
    first = import_roster(draft=draft, remove=(), actor=owner, now=NOW)

    assert import_roster(draft=draft, remove=(), actor=owner, now=NOW) == first
    assert Member.objects.count() == 3
    assert RosterDraft.objects.get().lines == []  # the names are on the list now, and nowhere else


def test_import_that_fails_halfway_leaves_nothing(group, owner) -> None:
    draft = keep_draft(
        group=group, file=read_roster("\n".join(f"n{n}" for n in range(1200)).encode()), key="k", actor=owner, now=NOW
    )

    def cut(done: int, _total: int) -> None:
        if done > 600:
            raise OSError("the power went")

    with pytest.raises(OSError, match="the power went"):
        import_roster(draft=draft, remove=(), actor=owner, now=NOW, progress=cut)

    assert Member.objects.count() == 0
    assert User.objects.count() == 1
    assert import_roster(draft=draft, remove=(), actor=owner, now=NOW)["added"] == 1200


def test_guardians_consent_is_recorded_with_the_child(group, owner) -> None:
    put(group, owner, "name,guardian\n小林,parent\nLee,\n")

    consent = GuardianConsent.objects.get()
    assert (consent.member.nickname, consent.who, consent.recorded_by) == ("小林", "parent", owner)
    assert list(Member.objects.order_by("nickname").values_list("is_under_14", flat=True)) == [None, True]


def test_old_drafts_are_forgotten(group, owner) -> None:
    keep_draft(group=group, file=read_roster(NAMES.encode()), key="k", actor=owner, now=NOW)

    assert forget_old_drafts(now=NOW + timedelta(hours=23)) == 0
    assert forget_old_drafts(now=NOW + timedelta(hours=25)) == 1
