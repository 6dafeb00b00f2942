"""The list of erased people beside the database: made for its owner alone, named by its first line, never spoiled."""

import os
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from courses.privacy.erasure.erased_lists import ListedErasure, add_to_list, list_id, read_list
from courses.privacy.erasure.tombstones import note_in_list_now

DAY = date(2026, 11, 25)
KEY = "0123456789ab"


def erasure(letter: str, *, key: str = KEY, noted_in: str = "") -> ListedErasure:
    return ListedErasure(DAY, key, 64 * letter, noted_in)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "beside" / "the-database" / "erased.txt"


def test_list_is_made_with_its_name_first_and_for_its_owner_alone(file) -> None:
    add_to_list(file, [erasure("a")])

    head, line = file.read_text().splitlines()
    assert head == f"# erased people, list {list_id(file)}"
    assert line == f"2026-11-25 {KEY} {64 * 'a'}"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_name_of_a_list_is_twelve_letters_and_stays(file) -> None:
    name = list_id(file)
    add_to_list(file, [erasure("a")])
    add_to_list(file, [erasure("b")])

    assert (len(name), list_id(file), file.read_text().count("#")) == (12, name, 1)
    assert read_list(file).ids == {name}


def test_list_in_a_folder_that_is_there_is_made_too(tmp_path) -> None:
    assert list_id(tmp_path / "erased.txt") == list_id(tmp_path / "erased.txt")


def test_each_erasure_is_read_with_its_day_key_mark_and_list(file) -> None:
    name = list_id(file)
    add_to_list(file, [erasure("a"), erasure("b", key="")])

    found = read_list(file)

    assert found.marks == {erasure("a", noted_in=name), erasure("b", key="", noted_in=name)}
    assert found.damaged == ()


def test_marks_above_the_name_of_a_list_were_noted_before_lists_had_one(file) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(f"2026-11-25 {64 * 'a'}\n")

    name = list_id(file)
    add_to_list(file, [erasure("b")])

    assert read_list(file).marks == {erasure("a", key=""), erasure("b", noted_in=name)}


def test_line_that_a_crash_cut_short_spoils_no_other(file) -> None:
    add_to_list(file, [erasure("a")])
    whole = file.read_text()
    file.write_text(whole[:-10])

    add_to_list(file, [erasure("b")])

    found = read_list(file)
    assert ({one.mark[0] for one in found.marks}, found.damaged) == ({"b"}, (2,))


def test_only_the_line_that_is_none_is_damaged(file) -> None:
    add_to_list(file, [erasure("a")])
    with file.open("a") as opened:
        opened.write(f"\nnothing\n2026-11-25 {KEY} {64 * 'b'}\n")

    found = read_list(file)

    assert ({one.mark[0] for one in found.marks}, found.damaged) == ({"a", "b"}, (4,))


def test_nothing_is_added_where_nothing_is_to_be(file) -> None:
    add_to_list(file, [])

    assert file.read_text() == f"# erased people, list {list_id(file)}\n"


def test_lines_that_are_added_later_stand_in_the_order_of_their_days(settings) -> None:
    first, second, third = (ListedErasure(DAY + timedelta(days=n), KEY, 64 * str(9 - n)) for n in range(3))

    note_in_list_now([third, first, second])
    note_in_list_now([second])

    lines = settings.ERASED_FILE.read_text().splitlines()[1:]
    assert lines == [f"{one.day} {KEY} {one.mark}" for one in (first, second, third)]


def test_no_file_stays_open_after_a_line_was_added(file) -> None:
    add_to_list(file, [erasure("a")])
    before = os.listdir("/proc/self/fd")

    add_to_list(file, [erasure("b")])

    assert len(os.listdir("/proc/self/fd")) == len(before)


def test_line_is_on_the_disk_before_the_erasure_goes_on(file, monkeypatch) -> None:
    flushed: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda opened: flushed.append(os.pread(opened, 1000, 0).decode()))

    add_to_list(file, [erasure("a")])

    assert flushed[-1] == file.read_text()
    assert 64 * "a" in flushed[-1]
