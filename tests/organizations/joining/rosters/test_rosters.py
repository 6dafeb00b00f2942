"""Names from files: every encoding people have, a verdict for each row, all or nothing, safe to repeat."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from courses.accounts.models import User
from courses.organizations.joining.rosters.actions import (
    forget_old_drafts,
    import_part,
    import_roster,
    keep_draft,
    part_of,
)
from courses.organizations.joining.rosters.judging import RowVerdict, judge
from courses.organizations.joining.rosters.reading.files import read_roster
from courses.organizations.joining.rosters.reading.limits import MOST_BYTES, MOST_ROWS, FileRefusedError
from courses.organizations.models import (
    Group,
    GuardianConsent,
    Member,
    RosterDraft,
)
from tests.conftest import NOW, make_account, sign_in

NAMES = "昵称\n小林\n阿梅\nLee\n"


def names_in(content: bytes, **chosen: str) -> list[str]:
    return [line.nickname for line in read_roster(content, **chosen).lines]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (NAMES.encode(), "utf-8-sig"),
        (NAMES.encode("utf-8-sig"), "utf-8-sig"),
        (NAMES.encode("gb18030"), "gb18030"),
        (NAMES.encode("utf-16"), "utf-16"),
        (NAMES.replace("\n", "\r\n").encode(), "utf-8-sig"),
        (NAMES.replace("\n", "\r").encode(), "utf-8-sig"),
    ],
)
def test_file_is_read_in_every_usual_encoding(content, encoding) -> None:
    assert (names_in(content), read_roster(content).encoding) == (["小林", "阿梅", "Lee"], encoding)


@pytest.mark.parametrize("separator", [",", ";", "\t", "，"])
def test_any_usual_separator_is_understood(separator) -> None:
    content = f"number{separator}name\n1{separator}小林\n2{separator}Lee\n".encode()

    assert names_in(content) == ["小林", "Lee"]


def test_file_without_header_is_names_in_its_first_column() -> None:
    assert names_in("小林,1\n阿梅,2\n".encode()) == ["小林", "阿梅"]


def test_empty_rows_are_skipped_and_row_numbers_are_those_of_the_file() -> None:
    lines = read_roster("name\n\n小林\n,\nLee\n".encode()).lines

    assert [(line.number, line.nickname) for line in lines] == [(3, "小林"), (5, "Lee")]


def test_guardians_words_are_understood_in_both_languages() -> None:
    content = "姓名,监护人\n小林,家长\n阿梅,监护人\nLee,\nSam,neighbour\n".encode()

    assert [line.consent for line in read_roster(content).lines] == ["parent", "guardian", "", "?"]


def sheet(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_excel_sheet_is_read_and_its_bare_numbers_are_no_names() -> None:
    content = sheet(("No", "Name"), (1, "小林"), (2, 12345), (3, "小林2"))

    assert names_in(content) == ["小林", "小林2"]
    assert [(row.number, row.reason) for row in read_roster(content).rows if row.reason] == [(3, "number")]


def test_formula_in_a_sheet_is_never_computed() -> None:
    assert names_in(sheet(("Name",), ("=HYPERLINK(1)",), ("Lee",))) == ["Lee"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"name\n", "empty"),
        (b"\n\n , \n", "empty"),
        (b"x" * (MOST_BYTES + 1), "too_big"),
        (b"name\n" + b"x\n" * (MOST_ROWS + 1), "too_many_rows"),
        (("," * 60 + "x\n").encode(), "too_many_columns"),
        (b"name\nx\x00y\n", "encoding"),
        (b"\xff\xfe\x00", "encoding"),
        (b"PK\x03\x04 not a sheet", "unreadable"),
        (b"\xd0\xcf\x11\xe0 old", "old_excel"),
        (b'name\n"' + b"x" * 200_000 + b'"\n', "unreadable"),
    ],
)
@pytest.mark.no_cover  # a second of reading is two and a half when each line is noted
def test_file_that_cannot_be_used_is_refused_with_its_reason(content, reason) -> None:
    with pytest.raises(FileRefusedError) as refused:
        read_roster(content)

    assert refused.value.reason == reason


@pytest.mark.no_cover  # a second of reading is two and a half when each line is noted
def test_exactly_the_most_rows_are_accepted() -> None:
    content = "\n".join(["name", *(f"n{number}" for number in range(MOST_ROWS))]).encode()

    assert len(read_roster(content).lines) == MOST_ROWS


# ---- with a group


def put(group: Group, owner: User, text: str, *, key: str = "k", remove: tuple[int, ...] = ()) -> dict[str, int]:
    draft = keep_draft(group=group, file=read_roster(text.encode()), key=key, actor=owner, now=NOW)
    return import_roster(draft=draft, remove=remove, actor=owner, now=NOW)


def present(group: Group) -> list[str]:
    return sorted(Member.objects.present().filter(group=group).values_list("nickname", flat=True))


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


def test_guardians_consent_is_recorded_with_the_child(group, owner) -> None:
    put(group, owner, "name,guardian\n小林,parent\nLee,\n")

    consent = GuardianConsent.objects.get()
    assert (consent.member.nickname, consent.who, consent.recorded_by) == ("小林", "parent", owner)
    assert list(Member.objects.order_by("nickname").values_list("is_under_14", flat=True)) == [None, True]


def test_old_drafts_are_forgotten(group, owner) -> None:
    keep_draft(group=group, file=read_roster(NAMES.encode()), key="k", actor=owner, now=NOW)

    assert forget_old_drafts(now=NOW + timedelta(hours=23)) == 0
    assert forget_old_drafts(now=NOW + timedelta(hours=25)) == 1


def upload(browser: Client, group: Group, content: bytes, **more: str):
    import re

    url = f"/en/groups/{group.pk}/people/import/"
    key = re.search(r'name="key" value="([^"]+)"', browser.get(url).content.decode())[1]
    return browser.post(url, {"file": SimpleUploadedFile("names.csv", content), "key": key, **more})


def test_facilitator_uploads_looks_and_imports(browser, group) -> None:
    reply = upload(browser, group, "昵称\n小林\n小林\n阿梅\n=1+1\n".encode())
    assert reply.status_code == 303
    page = browser.get(reply["Location"]).content.decode()
    assert "Nothing has been changed yet." in page
    assert "stands in an earlier row too" in page
    assert "a formula without a stored result" in page
    assert Member.objects.count() == 0

    assert browser.post(f"{reply['Location']}run/").status_code == 422  # who the second 小林 is was not said
    done = browser.post(f"{reply['Location']}run/", {"others": "no"})
    assert (done.status_code, done["Location"]) == (303, reply["Location"])
    assert "2 names were added." in browser.get(reply["Location"]).content.decode()
    assert present(group) == ["小林", "阿梅"]
    assert browser.post(f"{reply['Location']}run/").status_code == 303
    assert Member.objects.count() == 2


def test_wrong_file_is_422_with_a_reason(browser, group) -> None:
    reply = upload(browser, group, b"\xd0\xcf\x11\xe0")

    assert reply.status_code == 422
    assert "old Excel file" in reply.content.decode()
    assert browser.post(f"/en/groups/{group.pk}/people/import/", {}).status_code == 422


def test_progress_page_says_how_far_the_import_is(browser, group) -> None:
    url = upload(browser, group, NAMES.encode())["Location"]

    assert browser.get(f"{url}progress/").status_code == 200


@pytest.mark.parametrize("path", ["", "1/", "1/run/", "1/progress/"])
def test_strangers_and_other_facilitators_get_404(group, owner, path) -> None:
    draft = keep_draft(group=group, file=read_roster(NAMES.encode()), key="k", actor=owner, now=NOW)
    stranger = sign_in(Client(), make_account("stranger"))
    url = f"/en/groups/{group.pk}/people/import/{path.replace('1', str(draft.pk))}"

    reply = stranger.post(url) if path.endswith("run/") else stranger.get(url)

    assert reply.status_code == 404


def test_closed_group_takes_no_names(browser, group) -> None:
    Group.objects.update(archived_at=NOW)

    assert browser.get(f"/en/groups/{group.pk}/people/import/").status_code == 409
