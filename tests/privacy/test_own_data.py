"""A person's own data: shown, taken away as a file, erased without a trace; old data ages out."""

import csv
import io
import json
import sqlite3
import zipfile
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection

from courses.accounts.http.csv_files import safe_cell
from courses.accounts.models import User
from courses.learning.lessons.actions import record_answer
from courses.learning.models import Answer, CheckAttempt, Claim
from courses.privacy.erasure.erase import erase
from courses.privacy.export import as_zip, collect
from courses.privacy.register import TABLES
from courses.privacy.retention import age_out
from literacy.demo.learner import right_answer
from tests.conftest import NOW, make_account, make_guest
from tests.learning.answers import Browser
from tests.privacy.rows import CANARY, fill

pytestmark = pytest.mark.django_db


def rows_of(person: User) -> dict[str, int]:
    return {table.model: table.rows_of(person).count() for table in TABLES}


def test_every_table_can_hold_something_of_a_person(account) -> None:
    """The control of the tests below: they look at tables that are really filled."""
    fill(account)

    assert [model for model, count in rows_of(account).items() if count == 0] == []


def test_erasing_leaves_nothing_of_the_person_in_any_table(account) -> None:
    fill(account)

    erase(learner=account)

    assert {model: count for model, count in rows_of(account).items() if count} == {}
    assert not User.objects.filter(pk=account.pk).exists()


def test_erasing_leaves_other_people_alone(account) -> None:
    other = make_account("other")
    fill(other)
    before = rows_of(other)
    fill(account)

    erase(learner=account)

    assert rows_of(other) == before


def test_erasing_takes_the_guest_along_whose_learning_was_added(account, guest) -> None:
    fill(guest)
    Claim.objects.all().delete()
    Claim.objects.create(account=account, guest=guest, moved={}, before={}, claimed_at=NOW)

    erase(learner=account)

    assert {model: count for model, count in rows_of(guest).items() if count} == {}


def test_erasing_signs_the_person_out_everywhere_and_nobody_else(account) -> None:
    for person in (account, make_account("other")):
        for key in (f"{person}-phone", f"{person}-room"):
            Session.objects.create(session_key=key, session_data="", expire_date=NOW)
            UserSession.objects.create(user=person, session_key=key, ip="192.0.2.7", user_agent="x")

    erase(learner=account)

    assert set(Session.objects.values_list("session_key", flat=True)) == {"other-phone", "other-room"}


def test_erasing_twice_erases_nothing_more(account) -> None:
    fill(account)
    erase(learner=account)

    assert erase(learner=account) == {}


@pytest.mark.django_db(transaction=True)
def test_erased_text_is_not_left_in_the_database_file(lesson) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("about the file of SQLite")
    account = make_account("erased-name-canary")
    fill(account)
    erase(learner=account)

    database = Path(connection.settings_dict["NAME"])
    left = [
        path.name for path in database.parent.glob(f"{database.name}*") if b"erased-name-canary" in path.read_bytes()
    ]
    assert left == []
    with sqlite3.connect(database) as file:
        assert file.execute("pragma integrity_check").fetchone() == ("ok",)


def test_export_holds_every_registered_field_but_the_secrets(account) -> None:
    fill(account)

    archive = zipfile.ZipFile(io.BytesIO(as_zip(account, now=NOW)))

    content = json.loads(archive.read("data.json"))
    assert content["exported_at"] == NOW.isoformat()
    for table in TABLES:
        rows = content["tables"][table.model]
        assert len(rows) == 1, table.model
        assert set(rows[0]) == set(table.fields) - table.secret
        sheet = archive.read(f"{table.model.lower()}.csv").decode("utf-8-sig")
        assert next(csv.reader(io.StringIO(sheet))) == [name for name in table.fields if name not in table.secret]
    assert CANARY in archive.read("readable.html").decode()


def test_export_gives_no_secret_away(account) -> None:
    account.set_password("a-secret-that-must-stay")
    account.save()
    fill(account)

    packed = zipfile.ZipFile(io.BytesIO(as_zip(account, now=NOW)))

    text = "".join(packed.read(name).decode() for name in packed.namelist())
    assert account.password not in text


def test_export_does_not_tell_what_is_right_in_a_check_that_is_still_open(account) -> None:
    answer = fill(account)["learning.CheckAnswer"]
    tables = {one.table.model: one for one in collect(account)}
    column = tables["learning.CheckAnswer"].columns.index("result")
    assert (answer.attempt.sent_at, tables["learning.CheckAnswer"].rows[0][column]) == (None, "")

    CheckAttempt.objects.update(sent_at=NOW, right=1, asked=1, passed=True)

    tables = {one.table.model: one for one in collect(account)}
    assert tables["learning.CheckAnswer"].rows[0][column] == "right"


def test_export_of_a_person_is_not_that_of_another(account) -> None:
    fill(make_account("somebody-else"))

    assert all(one.rows == () or one.table.model == "accounts.User" for one in collect(account))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"])
def test_cells_are_never_formulas(text) -> None:
    assert safe_cell(text) == f"'{text}"
    assert safe_cell("18.25") == "18.25"


@pytest.fixture
def learned(client, lesson, settings):
    """A browser whose guest has answered twice."""
    browser = Browser(client, lesson)
    for question in lesson.marked_questions[:2]:
        browser.answer(question, right_answer(question))
    return client


def test_guest_sees_downloads_and_deletes_everything(learned, settings) -> None:
    page = learned.get("/en/me/data/").content.decode()
    assert "Your answers" in page
    assert "2 rows" in page

    download = learned.post("/en/me/data/export/")
    assert download["Content-Type"] == "application/zip"
    assert (
        len(json.loads(zipfile.ZipFile(io.BytesIO(download.content)).read("data.json"))["tables"]["learning.Answer"])
        == 2
    )

    assert learned.post("/en/me/data/delete/").status_code == 422
    assert Answer.objects.count() == 2
    reply = learned.post("/en/me/data/delete/", {"sure": "on"})
    assert "Everything about you is deleted" in reply.content.decode()
    assert reply.cookies[settings.VISITOR_COOKIE_NAME].value == ""
    assert (Answer.objects.count(), User.objects.count()) == (0, 0)
    assert learned.post("/en/me/data/delete/", {"sure": "on"}).status_code == 200  # pressed twice


def test_visitor_has_nothing_and_is_told_so(client) -> None:
    assert "Nothing is stored about you." in client.get("/en/me/data/").content.decode()
    assert client.post("/en/me/data/export/").status_code == 302
    assert "Nothing is stored about you." in client.get("/en/me/data/delete/").content.decode()


def test_personal_pages_are_not_kept_by_any_cache(learned) -> None:
    for path in ("me/", "me/data/", "me/data/delete/"):
        assert learned.get(f"/en/{path}")["Cache-Control"] == "no-store", path
    assert learned.post("/en/me/data/export/")["Cache-Control"] == "no-store"


def test_account_confirms_who_it_is_before_taking_or_erasing_data(account_client, account) -> None:
    account.set_password("long-enough-password")
    account.save()
    account_client.force_login(account)

    for reply in (
        account_client.post("/en/me/data/export/"),
        account_client.post("/en/me/data/delete/", {"sure": "on"}),
    ):
        assert reply.status_code == 302
        assert "/account/" in reply["Location"]
        back = parse_qs(urlsplit(reply["Location"]).query)["next"][0]
        assert account_client.get(back, follow=True).status_code == 200  # a page, not a button's address
    assert User.objects.filter(pk=account.pk).exists()


def test_stranger_never_gets_the_data_of_another(learned, client) -> None:
    from django.test import Client

    assert "Nothing is stored about you." in Client().get("/en/me/data/").content.decode()


def test_idle_guests_age_out_after_180_days_and_others_stay() -> None:
    idle, fresh = make_guest("idle-guest-of-the-tests-1"), make_guest("fresh-guest-of-the-tests-1")
    account = make_account("idle-account")
    User.objects.filter(pk=fresh.pk).update(last_active_on=(NOW + timedelta(days=1)).date())
    fill(idle)
    later = NOW + timedelta(days=181)

    done = age_out(now=later)

    assert done["guests"] == 1
    assert set(User.objects.values_list("pk", flat=True)) >= {fresh.pk, account.pk}
    assert not User.objects.filter(pk=idle.pk).exists()
    assert age_out(now=later)["guests"] == 0  # repeated the same day


def test_guest_who_learned_on_after_being_claimed_is_kept(guest, account, lesson) -> None:
    Claim.objects.create(account=account, guest=guest, moved={}, before={}, claimed_at=NOW)
    question = lesson.marked_questions[0]
    record_answer(
        learner=lambda _now: guest, lesson=lesson, question=question, occasion="lesson",
        given=right_answer(question), key="later", now=NOW + timedelta(minutes=5),
    )  # fmt: skip

    assert age_out(now=NOW + timedelta(days=31))["claimed"] == 0
    assert (Answer.objects.get().learner, Claim.objects.count()) == (guest, 0)


def test_guest_whose_learning_was_claimed_goes_after_thirty_days(guest, account) -> None:
    Claim.objects.create(account=account, guest=guest, moved={}, before={}, claimed_at=NOW)

    age_out(now=NOW + timedelta(days=29))
    assert User.objects.filter(pk=guest.pk).exists()
    age_out(now=NOW + timedelta(days=30))

    assert not User.objects.filter(pk=guest.pk).exists()
    assert User.objects.filter(pk=account.pk).exists()
    assert Claim.objects.count() == 0


def test_age_out_command_says_what_it_did(guest, clock, capsys) -> None:
    call_command("age_out")

    assert "idle guests" in capsys.readouterr().out


def test_register_page_names_every_table_in_both_languages(client) -> None:
    from django.utils import translation

    for language in ("en", "zh-hans"):
        page = client.get(f"/{language}/privacy/").content.decode()
        with translation.override(language):
            for table in TABLES:
                assert str(table.title).replace("’", "’") in page.replace("&#x27;", "'"), table.model


def test_my_data_asks_only_tables_that_hold_something(guest_client, django_assert_max_num_queries) -> None:
    """One query finds them; a guest with a few answers has rows in a handful of over thirty tables."""
    with django_assert_max_num_queries(8):
        guest_client.get("/en/me/data/")
