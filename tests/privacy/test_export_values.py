"""What leaves the site in a download: every value as it is stored, and nothing that could open anything."""

import csv
import io
import json
import zipfile

import pytest
from django.apps import apps

from courses.accounts.http.csv_files import safe_cell
from courses.accounts.models import User
from courses.privacy.erasure.erase import erase
from courses.privacy.export import as_zip
from courses.privacy.register import TABLES
from tests.conftest import NOW
from tests.privacy.rows import fill

pytestmark = pytest.mark.django_db
OPENS_SOMETHING = (
    ("accounts.User", "password"), ("accounts.User", "visitor"), ("accounts.RecoveryCode", "start"),
    ("accounts.RecoveryCode", "secret"), ("usersessions.UserSession", "session_key"),
    ("account.EmailConfirmation", "key"), ("mfa.Authenticator", "data"), ("organizations.Member", "secret"),
    ("organizations.Card", "token"), ("organizations.Card", "letters"), ("organizations.Invitation", "token"),
    ("organizations.CalendarLink", "token"), ("organizations.CalendarLink", "token_before"),
)  # fmt: skip
OF_OTHERS = (
    ("organizations.Event", "subject"), ("organizations.RosterDraft", "lines"),
    ("organizations.AccessLog", "viewer_key"),
)  # fmt: skip
STAYS = (  # belongs to an organisation too: it loses the person and is not deleted with them
    ("organizations.Invitation", "created_by"), ("organizations.SessionRun", "started_by"),
    ("organizations.Event", "actor"), ("organizations.Plan", "created_by"), ("organizations.Giving", "given_by"),
    ("organizations.Assignment", "created_by"), ("organizations.PlannedWorkshop", "planned_by"),
    ("organizations.Attendance", "member"),
)  # fmt: skip


def unpacked(person: User) -> dict[str, str]:
    packed = zipfile.ZipFile(io.BytesIO(as_zip(person, now=NOW)))
    return {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}


def row_of(person: User, model: str) -> dict[str, object]:
    return json.loads(unpacked(person)["data.json"])["tables"][model][0]


@pytest.mark.parametrize(("model", "field"), [*OPENS_SOMETHING, *OF_OTHERS])
def test_secrets_and_what_is_of_others_are_in_no_download(account, model, field) -> None:
    fill(account)

    assert field not in row_of(account, model)
    assert field not in next(csv.reader(io.StringIO(unpacked(account)[f"{model.lower()}.csv"])))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.model)
def test_what_is_left_out_or_told_in_words_is_a_field_of_the_table(table) -> None:
    assert table.secret | table.in_words <= set(table.fields)


def test_values_are_those_stored(account) -> None:
    fill(account)
    User.objects.filter(pk=account.pk).update(last_login=NOW, is_active=True)

    told = row_of(account, "accounts.User")

    assert (told["id"], told["is_active"], told["is_staff"]) == (account.pk, True, False)
    assert (told["last_login"], told["last_active_on"]) == (NOW.isoformat(), NOW.date().isoformat())
    assert (told["assisted_until"], told["groups"], told["username"]) == (None, [], "xiaolin")
    assert row_of(account, "organizations.Membership")["role"] == "owner"


def test_what_a_row_points_to_is_its_number(account) -> None:
    answer = fill(account)["learning.CheckAnswer"]

    assert row_of(account, "learning.CheckAnswer")["attempt"] == answer.attempt_id
    assert row_of(account, "learning.Answer")["learner"] == account.pk


def test_rows_stand_in_the_order_in_which_they_were_written(account) -> None:
    answer = fill(account)["learning.Answer"]
    first, answer.pk, answer.key = answer.pk, None, "another"
    answer.save()

    rows = json.loads(unpacked(account)["data.json"])["tables"]["learning.Answer"]

    assert [row["id"] for row in rows] == [first, answer.pk]


def test_day_of_attendance_is_told_in_words(account) -> None:
    row = fill(account)["organizations.Attendance"]

    assert row_of(account, "organizations.Attendance")["meeting"] == str(row.meeting)


def test_chinese_is_readable_in_every_file_and_nothing_is_an_empty_cell(account) -> None:
    User.objects.filter(pk=account.pk).update(username="小林")

    files = unpacked(User.objects.get(pk=account.pk))

    assert all("小林" in files[name] for name in ("data.json", "accounts.user.csv", "readable.html"))
    head, row = csv.reader(io.StringIO(files["accounts.user.csv"]))
    assert row[head.index("last_login")] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])  # noqa: RUF001
def test_text_that_a_spreadsheet_takes_for_a_formula_is_marked_as_text(start) -> None:
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"
    assert safe_cell(f"1{start}1") == f"1{start}1"


def test_line_break_begins_no_formula() -> None:
    assert safe_cell("\n=1+1") == "'\n'=1+1"


@pytest.mark.parametrize(("model", "person"), STAYS)
def test_what_belongs_to_an_organization_too_loses_the_person_and_stays(account, model, person) -> None:
    row = fill(account)[model]

    erase(learner=account)

    assert getattr(apps.get_model(model).objects.get(pk=row.pk), f"{person}_id") is None
