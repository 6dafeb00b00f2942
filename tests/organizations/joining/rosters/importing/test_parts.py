"""Long lists, imported part by part."""

import pytest

from courses.organizations.joining.rosters.actions import import_part, import_roster, keep_draft, part_of
from courses.organizations.joining.rosters.judging import RowVerdict, judge
from courses.organizations.joining.rosters.reading.files import read_roster
from courses.organizations.models import Member, RosterDraft
from tests.conftest import NOW
from tests.organizations.joining.rosters.importing.roster_files import NAMES, present, put, upload


@pytest.fixture
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("courses.organizations.joining.rosters.actions.PART", 3)


def test_long_list_is_imported_part_by_part_and_counted_in_all(group, owner, short_parts) -> None:
    put(group, owner, "name\nOld\nLee\n")
    old = Member.objects.get(nickname="Old").pk
    names = ["a1", "b2", "c3", "d4", "Lee", "a1", "e5", "f6"]

    result = put(group, owner, "\n".join(["name", *names]), key="second", remove=(old,))

    assert result == {"added": 6, "removed": 1, "skipped": 2}
    assert present(group) == ["Lee", "a1", "b2", "c3", "d4", "e5", "f6"]
    assert RosterDraft.objects.get(key="second").lines == []


def test_import_that_fails_in_a_later_part_keeps_the_parts_before_it_and_goes_on(group, owner, short_parts) -> None:
    file = read_roster("\n".join(f"n{n}" for n in range(8)).encode())
    draft = keep_draft(group=group, file=file, key="k", actor=owner, now=NOW)

    def cut(done: int, _total: int) -> None:
        if done > 3:
            raise OSError("the power went")

    with pytest.raises(OSError, match="the power went"):
        import_roster(draft=draft, remove=(), actor=owner, now=NOW, progress=cut)
    assert present(group) == ["n0", "n1", "n2"]

    draft.refresh_from_db()
    assert import_roster(draft=draft, remove=(), actor=owner, now=NOW)["added"] == 8
    assert len(present(group)) == 8


def test_part_pressed_twice_is_imported_once(group, owner, short_parts) -> None:
    file = read_roster("\n".join(f"n{n}" for n in range(8)).encode())
    draft = keep_draft(group=group, file=file, key="k", actor=owner, now=NOW)

    for _press in range(2):
        import_part(draft=draft, start=0, remove=(), actor=owner, now=NOW)

    assert present(group) == ["n0", "n1", "n2"]


def test_facilitator_walks_through_the_parts_of_a_long_list(browser, group, short_parts) -> None:
    url = upload(browser, group, b"name\na1\nb2\nc3\nd4\ne5\n")["Location"]
    first = browser.get(url).content.decode()
    assert "This part: 1 to 3." in first
    assert "asked with the last part" in first

    assert browser.post(f"{url}run/", {"start": "0"}).status_code == 303
    assert browser.post(f"{url}run/", {"start": "0"}).status_code == 303
    second = browser.get(url).content.decode()
    assert present(group) == ["a1", "b2", "c3"]
    assert "This part: 4 to 5." in second
    assert 'name="start" value="3"' in second

    assert browser.post(f"{url}run/", {"start": "3"}).status_code == 303
    assert "5 names were added." in browser.get(url).content.decode()
    assert present(group) == ["a1", "b2", "c3", "d4", "e5"]


@pytest.mark.parametrize("start", ["-1", "x", "60000"])
def test_forged_part_imports_nothing(browser, group, short_parts, start) -> None:
    url = upload(browser, group, NAMES.encode())["Location"]

    assert browser.post(f"{url}run/", {"start": start}).status_code == 422
    assert present(group) == []


def test_people_of_earlier_parts_are_not_missing_from_the_file(group, owner, short_parts) -> None:
    put(group, owner, "name\na1\nOld\n")
    file = read_roster(b"name\na1\nb2\nc3\nd4\n")
    draft = keep_draft(group=group, file=file, key="second", actor=owner, now=NOW)
    assert part_of(draft).judged(group).missing == ()

    import_part(draft=draft, start=0, remove=(), actor=owner, now=NOW)
    draft.refresh_from_db()

    assert [nickname for _pk, nickname in part_of(draft).judged(group).missing] == ["Old"]


def test_names_of_a_very_large_group_are_found_without_reading_them_all(group, owner, monkeypatch) -> None:
    monkeypatch.setattr("courses.organizations.joining.rosters.judging.MOST_COMPARED", 2)
    put(group, owner, "name\nMarianne\nLee\nSam\n")

    report = judge(read_roster(b"name\nLee\nMarianna\n").lines, group=group, is_last=False)

    assert [(row.verdict, row.like) for row in report.rows] == [(RowVerdict.PRESENT, ""), (RowVerdict.NEW, "")]
